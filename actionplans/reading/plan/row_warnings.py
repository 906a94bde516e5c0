"""Warnings about one row of a plan that is being read."""

from __future__ import annotations

from dataclasses import replace

from actionplans.document.warnings import Place

from .draft import Draft, DraftRecommendation


class RowWarnings:
    """Adds warnings about one row: each with its place, and with the place in words."""

    def __init__(self, draft: Draft, recommendation: DraftRecommendation, row: int, place: Place) -> None:
        self.draft, self.recommendation, self.place = draft, recommendation, replace(place, row=row)
        number, text = recommendation.number, recommendation.text
        self.where = f"rec {number}" if number else f"“{text[:40]}”" if text else recommendation.rows[row].place
        if len(recommendation.rows) > 1:
            self.where += f", row {row + 1}"

    def warn(
        self, kind: str, message: str, field: str, *, heading: str = "", note: int | None = None, reason: str = ""
    ) -> None:
        """``heading`` is what the place is called in words, if it is not the heading of the field's column; ``reason`` why
        the row is taken for ended."""
        heading = heading or self.draft.columns.get(field) or field
        where = f"{self.where}, {heading}" if field else self.where
        self.draft.warn(kind, where, message, replace(self.place, field=field, note=note), reason=reason)
