"""``Comparison``: all changes between two plan documents, counted, and summed up in a sentence or line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .changes import CellChange, RecommendationChange, RowChange, SectionChange
from .dates import last_day
from .tree import ActionNode, PlanDocument
from .wording import count, listed, plural

#: What is counted, in the order in which it is listed: (key, singular, plural), the words after the number.
COUNTED: tuple[tuple[str, str, str], ...] = (
    ("new_notes", "new note", "new notes"),
    ("reworded_notes", "note reworded", "notes reworded"),
    ("redated_notes", "note given another date", "notes given another date"),
    ("moved_notes", "note moved to another action", "notes moved to another action"),
    ("removed_notes", "note removed", "notes removed"),
    ("dates_moved", "date moved", "dates moved"),
    ("dates_set", "date set", "dates set"),
    ("dates_removed", "date removed", "dates removed"),
    ("new_actions", "new action", "new actions"),
    ("completed", "completed", "completed"),
    ("closed", "closed", "closed"),
    ("reopened", "reopened", "reopened"),
    ("removed", "removed", "removed"),
    ("reworded_cells", "cell reworded", "cells reworded"),
    ("lead_changes", "lead changed", "leads changed"),
    ("rating_changes", "rating changed", "ratings changed"),
    ("relocated", "row moved", "rows moved"),
    ("hidden_changes", "hidden", "hidden"),
    ("shown_changes", "shown again", "shown again"),
    ("new_recommendations", "new recommendation", "new recommendations"),
    ("reworded_recommendations", "recommendation reworded", "recommendations reworded"),
    ("moved_recommendations", "recommendation moved", "recommendations moved"),
    ("removed_recommendations", "recommendation removed", "recommendations removed"),
    ("new_sections", "new section", "new sections"),
    ("reworded_sections", "section reworded", "sections reworded"),
    ("moved_sections", "section moved", "sections moved"),
    ("removed_sections", "section removed", "sections removed"),
    ("plan_changes", "change to the plan itself", "changes to the plan itself"),
)

#: A line of the publish page names at most so many rows.
MOST_NAMED = 6


class ChangedIds(NamedTuple):
    """Ids of what is new or changed, for the bar that means "not yet printed"."""

    actions: frozenset[str]
    new_actions: frozenset[str]
    entries: frozenset[str]
    cells: frozenset[tuple[str, str]]
    recommendations: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """All that differs between two documents. ``old`` is None where there was none yet: then everything is new.

    ``rows`` holds the changed rows in the order of the new plan, removed ones where they would be; ``unchanged`` the
    references of the other rows. ``counts`` has every key of COUNTED, zero or not. New and removed rows count once,
    whatever they hold.
    """

    old: PlanDocument | None
    new: PlanDocument
    rows: tuple[RowChange, ...]
    sections: tuple[SectionChange, ...]
    recommendations: tuple[RecommendationChange, ...]
    plan: tuple[CellChange, ...]
    unchanged: tuple[str, ...]
    counts: Mapping[str, int] = field(repr=False)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self.total > 0

    @property
    def total(self) -> int:
        """The number of changes, as they are counted."""
        return sum(self.counts.values())

    @property
    def changed_actions(self) -> int:
        """The number of rows that are new, changed or removed."""
        return len(self.rows)

    def sentence(self) -> str:
        """All in one sentence: "9 actions changed: 8 new notes, 1 date moved, 1 new action."."""
        if not self.total:
            return "Nothing has changed."
        if self.old is None:
            notes = sum(len(action.progress) for _, _, action in self.new.actions())
            noted = f" with {count(notes, 'note')}" if notes else ""
            return f"Everything is new: {count(len(self.rows), 'action')}{noted}."
        counted = ", ".join(f"{number} {words}" for number, words, _ in self._counted())
        actions = count(len(self.rows), "action") if self.rows else "No action"
        return f"{actions} changed{':' if self.rows else ', but'} {counted}."

    def lines(self) -> tuple[tuple[str, str], ...]:
        """The same, one line for each thing counted: ("8", "new notes"), ("1", "completed: 99.3")."""
        return tuple(
            (str(number), f"{words}: {detail}" if detail else words)
            for number, words, detail in ((n, w, self._detail(key)) for n, w, key in self._counted())
        )

    def _counted(self) -> Iterator[tuple[int, str, str]]:
        for key, one, many in COUNTED:
            if number := self.counts[key]:
                yield number, plural(number, one, many), key

    def _detail(self, key: str) -> str:
        """The references of the rows that a line counts, with a short remark where one fits."""
        if key == "plan_changes":
            return listed(cell.heading.lower() for cell in self.plan)
        if key.endswith("_recommendations"):
            kind = key.split("_")[0]
            return listed((r.recommendation.number for r in self.recommendations if kind in r.kinds), MOST_NAMED)
        if key.endswith("_sections") or self.old is None:
            return ""
        if key == "rating_changes":
            return listed(self._rated(), MOST_NAMED)
        of = _ROW_KINDS.get(key)
        rows = [row for row in self.rows if of in row.kinds] if of else []
        if key == "dates_moved" and len(rows) <= 2:
            return "; ".join(f"{row.ref}{_to_date(row)}" for row in rows)
        if key == "removed":
            into = (f", taken into {row.taken_into}" if row.taken_into else "" for row in rows)
            return listed((f"{row.ref}{words}" for row, words in zip(rows, into, strict=True)), MOST_NAMED)
        if key == "lead_changes" and len(rows) == 1 and (cell := rows[0].cell("lead")) and len(cell.now) < 60:
            return f"{rows[0].ref}, now {cell.now}" if cell.now else rows[0].ref
        own = [r.recommendation.number for r in self.recommendations if of in ("hidden", "shown") and of in r.kinds]
        return listed((*(row.ref for row in rows), *own), MOST_NAMED)

    def _rated(self) -> Iterator[str]:
        for row in self.rows:
            if "rating" in row.kinds:
                yield _rating_words(row.ref, row.cell("rating"))
        for change in self.recommendations:
            if "rating" in change.kinds:
                yield _rating_words(change.recommendation.number, _cell(change.cells, "rating"))
        for section in self.sections:
            if "rating" in section.kinds:
                yield _rating_words(section.section.title, _cell(section.cells, "rating"))


_ROW_KINDS = {
    "dates_moved": "moved",
    "dates_set": "dated",
    "dates_removed": "undated",
    "new_actions": "new",
    "completed": "completed",
    "closed": "closed",
    "reopened": "reopened",
    "removed": "removed",
    "reworded_cells": "reworded",
    "lead_changes": "lead",
    "relocated": "relocated",
    "hidden_changes": "hidden",
    "shown_changes": "shown",
}


def _cell(cells: tuple[CellChange, ...], field: str) -> CellChange | None:
    return next((cell for cell in cells if cell.field == field), None)


def _rating_words(name: str, cell: CellChange | None) -> str:
    words = f"from {cell.was or 'not rated'} to {cell.now or 'not rated'}" if cell else ""
    return " ".join(part for part in (name, words) if part)


def _to_date(row: RowChange) -> str:
    """Where a deadline moved to (", to 30 November"). The year is left out where it is the year it was in before."""
    words = row.action.deadline_text.strip()
    if not words or len(words) > 40 or "\n" in words:
        return ""
    before, after = (_years(action) for action in (row.was, row.action))
    if len(after) == 1 and before == after:
        year = f" {next(iter(after))}"
        if words.endswith(year) and words.count(" ") == 2:
            words = words.removesuffix(year)
    return f", to {words}"


def _years(action: ActionNode | None) -> set[int]:
    days: list[date | None] = [last_day(d.date, d.precision) for d in action.deadlines] if action else []
    return {day.year for day in days if day}
