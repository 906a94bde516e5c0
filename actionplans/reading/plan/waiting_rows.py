"""Rows that hold no action yet: what a form says of a recommendation whose actions are in the next table, behind a page break."""

from __future__ import annotations

from actionplans.document.fields import PLANNED_TEXTS

from .draft import Draft, DraftRow


def settle_waiting(draft: Draft) -> None:
    """Give what such a row holds to the first action below it, as where both are in one form."""
    for section in draft.sections:
        for recommendation in section.recommendations:
            if len(recommendation.rows) > 1 and _waits(*recommendation.rows[:2]):
                waiting = recommendation.rows.pop(0)
                first = recommendation.rows[0]
                first.cells = {**waiting.cells, **first.cells}


def _waits(row: DraftRow, below: DraftRow) -> bool:
    """Whether a row holds no more than what is intended; a lead, a date and notes are of an action."""
    bare = not (row.ref or row.periods or row.dates or row.struck)
    return bare and row.cells.keys() <= set(PLANNED_TEXTS) - below.cells.keys() and bool(below.cells.get("action"))
