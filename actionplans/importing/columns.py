"""What the columns of a file mean, and moving the text of a column to another field.

Pure: plan documents in, plan documents out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actionplans.document.cells import lead_words
from actionplans.document.dates import DateError, read_deadlines, read_earlier
from actionplans.document.fields import FIELDS, HEADINGS
from actionplans.document.tree import ActionNode, ColumnNode, EntryNode, PlanDocument
from actionplans.document.warnings import Warning_
from actionplans.document.wording import capital

#: What the user may say that a column means; ``extra`` is a column of the board's own.
COLUMN_FIELDS = (*(name for name, field in FIELDS.items() if field.question), "extra")


def with_columns(document: PlanDocument, meanings: Mapping[str, str]) -> PlanDocument:
    """The document with columns that mean something else: ``meanings`` maps the field of a column to another of
    COLUMN_FIELDS. All text of the one is under the other then; where two columns mean the same, both texts are there.
    Warnings about a cell move with its text."""
    wanted = {
        c.field: _target(meanings[c.field], c)
        for c in document.columns
        if c.field in meanings and _target(meanings[c.field], c) != c.field
    }
    if not wanted:
        return document
    columns: dict[str, ColumnNode] = {}
    for column in document.columns:
        field = wanted.get(column.field, column.field)
        columns.setdefault(field, replace(column, field=field))
    sections = tuple(
        replace(
            s,
            recommendations=tuple(
                replace(r, actions=tuple(_moved(a, wanted) for a in r.actions)) for r in s.recommendations
            ),
        )
        for s in document.sections
    )
    warnings = tuple(_moved_warning(warning, wanted) for warning in document.warnings)
    return document.replace(columns=tuple(columns.values()), sections=sections, warnings=warnings)


def _target(meaning: str, column: ColumnNode) -> str:
    if meaning not in COLUMN_FIELDS:
        return column.field
    return f"extra:{column.extra or column.heading or capital(column.field)}" if meaning == "extra" else meaning


def _moved_warning(warning: Warning_, wanted: Mapping[str, str]) -> Warning_:
    place = warning.place
    if place is None or place.field not in wanted:
        return warning
    return replace(warning, place=replace(place, field=wanted[place.field], note=None))


def _moved(action: ActionNode, wanted: Mapping[str, str]) -> ActionNode:
    texts = {field: cell_text(action, field) for field in wanted}
    for field in wanted:
        action = without_cell(action, field)
    for field, text in texts.items():
        if text:
            action = with_cell(action, wanted[field], text)
    return action


# one cell ---------------------------------------------------------------------------------------------------------------


def cell_text(action: ActionNode, field: str) -> str:
    """The text of a cell, as a file would hold it."""
    if field.startswith("extra:"):
        return action.extra.get(field.removeprefix("extra:"), "")
    if field == "progress":
        return "\n\n".join(note_text(entry) for entry in action.progress)
    if field == "deadline":
        return action.deadline_text
    if field == "lead":
        return lead_words(action)
    if field == "status":
        return "" if action.status == "open" else action.status.capitalize()
    return getattr(action, field) or ""


def note_text(entry: EntryNode) -> str:
    """A note with its date as written before it."""
    return f"{entry.as_written}: {entry.text}" if entry.as_written else entry.text


def without_cell(action: ActionNode, field: str) -> ActionNode:
    """The action with an empty cell."""
    if field.startswith("extra:"):
        heading = field.removeprefix("extra:")
        return replace(action, extra={k: v for k, v in action.extra.items() if k != heading})
    cells: dict[str, dict[str, Any]] = {
        "progress": {"progress": ()},
        "deadline": {"deadline_text": "", "deadlines": (), "earlier": ()},
        "lead": {"leads": (), "lead_text": ""},
        "status": {"status": "open", "ended": None},
        "rating": {"rating": None},
    }
    return replace(action, **cells.get(field, {field: ""}))


def with_cell(action: ActionNode, field: str, text: str) -> ActionNode:
    """The action with a text added to a cell, after what is in it already."""
    if field == "progress":
        from actionplans.reading.plan.progress import read_progress

        return replace(action, progress=(*action.progress, *read_progress(text)))
    if field == "deadline":
        words = "; ".join(filter(None, (action.deadline_text, text)))
        return replace(action, deadline_text=words, **_dates(words))
    if field == "lead":
        from actionplans.reading.plan.leads import read_leads

        both = "\n".join(filter(None, (lead_words(action), text)))
        cell = read_leads(both)
        return replace(action, leads=cell.leads, lead_text=cell.text)
    if field == "status":
        from actionplans.reading.plan.endings import read_status

        found = read_status(text)
        return replace(action, status=found) if found else with_cell(action, f"extra:{HEADINGS['status']}", text)
    if field == "rating":
        if len(text) > 40 or action.rating:
            return with_cell(action, f"extra:{HEADINGS['rating']}", text)
        return replace(action, rating=text)
    if field.startswith("extra:"):
        heading = field.removeprefix("extra:")
        return replace(action, extra=action.extra | {heading: _under(action.extra.get(heading, ""), text)})
    changes: dict[str, Any] = {field: _under(getattr(action, field), text)}
    return replace(action, **changes)


def _under(first: str, second: str) -> str:
    return f"{first}\n\n{second}" if first else second


def _dates(words: str) -> dict[str, Any]:
    try:
        return {"deadlines": read_deadlines(words), "earlier": read_earlier(words)}
    except DateError:
        return {"deadlines": (), "earlier": ()}
