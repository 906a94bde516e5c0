"""A plan as tables for spreadsheets: one row per action, one per note, the sections, the versions, and what it is.

The board's columns come first, in its order and under its headings, beside the row reference, which is ours; after them
what its own table says elsewhere (section, recommendation, status) and everything of a row that no column prints.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from actionplans.document.cells import deadline_words, is_box, lead_words
from actionplans.document.dates import day_of, day_words
from actionplans.document.fields import FIELDS, HEADINGS, LONG, MIDDLE, SHORT, TEXT_FIELDS
from actionplans.document.references import references
from actionplans.document.tree import ActionNode, ColumnNode, EntryNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.document.wording import FEW_READERS, capital, listed

from .parts import (
    cell_text,
    due_on,
    entry_date,
    moves,
    oldest_first,
    section_heading,
    section_labels,
    version_lines,
    version_words,
)

#: A text with light marks, a real date, or an empty cell.
Value = str | datetime.date | None


@dataclass(frozen=True)
class WorkbookSheet:
    """One table: its name, its headings, how wide each column is in characters, its rows, and how many of its columns are
    printed (0: all)."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Value, ...], ...]
    printed: int = 0


@dataclass(frozen=True)
class _RowPlace:
    """An action, or a recommendation without one, with its section and recommendation."""

    section: SectionNode
    heading: str
    recommendation: RecommendationNode
    action: ActionNode | None
    ref: str


_CellOf = Callable[[_RowPlace], Value]
_RowColumn = tuple[str, float, _CellOf]


def sheets(document: PlanDocument, written_on: datetime.date, taken: str = "") -> list[WorkbookSheet]:
    """All tables of a plan, the actions first. Those that hold nothing are left out. ``taken`` says who took them away."""
    every = (
        action_sheet(document),
        note_sheet(document),
        _section_sheet(document),
        _version_sheet(document),
        _about_sheet(document, written_on, taken),
    )
    return [every[0], *(sheet for sheet in every[1:] if sheet.rows)]


# Actions ---------------------------------------------------------------------------------------------------------------


def action_sheet(document: PlanDocument) -> WorkbookSheet:
    """One row per action, and one for each recommendation that has none."""
    columns = _columns(document)
    rows = tuple(tuple(cell_of(place) for _, _, cell_of in columns) for place in _places(document))
    headings, widths = (tuple(part) for part in list(zip(*columns, strict=True))[:2])
    return WorkbookSheet(
        "Actions", headings, widths, rows, printed=1 + len(document.columns) if document.columns else 0
    )


def _places(document: PlanDocument) -> Iterator[_RowPlace]:
    refs = iter(references(document))
    for section, label in zip(document.sections, section_labels(document), strict=True):
        heading = section_heading(section, label)
        for recommendation in section.recommendations:
            for action in recommendation.actions:
                yield _RowPlace(section, heading, recommendation, action, next(refs))
            if not recommendation.actions:
                yield _RowPlace(section, heading, recommendation, None, "")


def _columns(document: PlanDocument) -> list[_RowColumn]:
    """The columns of the table of actions: heading, width, and a function that gives the value of a row."""
    places = list(_places(document))
    own_columns = [column for column in document.columns if column.field in HEADINGS or column.extra]
    printed = {column.field for column in own_columns}
    columns: list[_RowColumn] = [("Row", 8, lambda place: place.ref)]
    columns += [_column(document, column) for column in own_columns]
    if any(section.title.strip() for section in document.sections):
        columns.append(("Section", MIDDLE, lambda place: place.heading))
    columns += [
        _column(document, ColumnNode(field, HEADINGS[field]))
        for field in ("number", "recommendation")
        if field not in printed and any(_cell(document, field, place) for place in places)
    ]
    kept = [field for field in (*TEXT_FIELDS, "progress", "deadline", "lead", "rating") if field not in printed]
    own = {f"extra:{heading}": heading for p in places if p.action for heading in p.action.extra}
    kept += [field for field in own if field not in printed]
    columns += [
        _column(document, ColumnNode(field, own.get(field) or HEADINGS.get(field, "")))
        for field in kept
        if any(_cell(document, field, place) for place in places)
    ]
    columns.append(("Last day due", SHORT, _of_action(due_on)))
    columns.append(("Deadline moved", MIDDLE, _of_action(lambda action: "\n\n".join(moves(action)))))
    if "status" not in printed:
        columns.append(_column(document, ColumnNode("status", HEADINGS["status"])))
    columns += [
        ("Ended on", SHORT, _of_action(lambda action: _day(action.ended.on) if action.ended else None)),
        ("Agreed by", MIDDLE, _of_action(lambda action: action.ended.by if action.ended else "")),
        ("Why it ended", MIDDLE, _of_action(lambda action: action.ended.reason if action.ended else "")),
        ("Also answers", SHORT, _of_action(lambda action: listed(action.also))),
        ("Read by", SHORT, _readers),
    ]
    always = {"Row", *(heading for heading, _, _ in columns[1 : len(own_columns) + 1])}
    return [column for column in columns if column[0] in always or any(column[2](place) for place in places)]


def _column(document: PlanDocument, column: ColumnNode) -> _RowColumn:
    heading = column.heading.strip() or column.extra or HEADINGS.get(column.field, "")
    width = FIELDS[column.field].sheet_width if column.field in FIELDS else MIDDLE
    empty = column.field == "status" and is_box(heading)
    return heading, width, lambda place: None if empty and _is_open(place) else _cell(document, column.field, place)


def _is_open(place: _RowPlace) -> bool:
    return place.action is not None and place.action.status == "open"


def _cell(document: PlanDocument, field: str, place: _RowPlace) -> Value:
    action = place.action
    match field:
        case "recommendation":
            return place.recommendation.text
        case "number":
            return place.recommendation.number
        case "rating" if document.rating_level == "recommendation":
            return place.recommendation.rating
        case "rating" if document.rating_level == "section":
            return place.section.rating
    if action is None:
        return None
    match field:
        case "status":
            return action.status.capitalize()
        case "deadline":
            return deadline_words(action)
        case "lead":
            return lead_words(action)
    return cell_text(ColumnNode(field), action)


def _of_action(value_of: Callable[[ActionNode], Value]) -> _CellOf:
    return lambda place: value_of(place.action) if place.action else None


#: In the column “Read by”, of what not everyone reads who reads the plan.
_READERS = capital(FEW_READERS.removeprefix("the "))


def _readers(place: _RowPlace) -> Value:
    if place.recommendation.internal:
        return f"{_READERS} (whole recommendation)"
    return _READERS if place.action is not None and place.action.internal else None


# The other tables ------------------------------------------------------------------------------------------------------


def note_sheet(document: PlanDocument) -> WorkbookSheet:
    """One row per note, oldest first within its action, with a real date where it has a day."""
    rows = [
        (ref, recommendation.number, *_note(entry))
        for (_, recommendation, action), ref in zip(document.actions(), references(document), strict=True)
        for entry in oldest_first(action.progress)
    ]
    headings = ("Row", "Number", "Date", "Note", "By", "Typed on", "Files", "Read by")
    return _tidy(WorkbookSheet("Notes", headings, (8, 10, SHORT, 90, 10, SHORT, MIDDLE, SHORT), tuple(rows)), keep=4)


def _note(entry: EntryNode) -> tuple[Value, ...]:
    date = _day(entry.date) if entry.precision == "day" and not entry.inferred else entry_date(entry)
    readers = _READERS if entry.internal else None
    return date, entry.text, entry.author, _day(entry.written), "\n".join(entry.attachments), readers


def _section_sheet(document: PlanDocument) -> WorkbookSheet:
    rows = [
        (
            label,
            section.title,
            section.description,
            _bullets(section.objectives),
            _bullets(section.outcomes),
            section.rating,
        )
        for section, label in zip(document.sections, section_labels(document), strict=True)
        if section.title or section.description or section.objectives or section.outcomes
    ]
    headings = ("Kind", "Title", "Description", "Objectives", "Outcomes to achieve", "Rating")
    return _tidy(WorkbookSheet("Sections", headings, (MIDDLE, LONG, LONG, LONG, LONG, SHORT), tuple(rows)), keep=2)


def _version_sheet(document: PlanDocument) -> WorkbookSheet:
    rows = [(at.label, at.note, _day(at.date) or at.date, at.by) for at in version_lines(document)]
    return WorkbookSheet("Versions", ("Version", "Note", "Date", "By"), (SHORT, 70, SHORT, SHORT), tuple(rows))


def _about_sheet(document: PlanDocument, written_on: datetime.date, taken: str) -> WorkbookSheet:
    source = document.source
    answers = " ".join(filter(None, (source.title, day_words(source.date, source.precision) if source.date else "")))
    facts = (
        ("Plan", document.title),
        ("Subtitle", document.subtitle),
        ("Board", document.board),
        ("Marking", document.marking),
        ("State", version_words(document, written_on)),
        ("Reason", document.version.note if document.version else ""),
        ("Answers", answers),
        ("Taken", taken),
    )
    return WorkbookSheet("About", ("What", "Words"), (MIDDLE, 90), tuple(fact for fact in facts if fact[1]))


def _bullets(items: tuple[str, ...]) -> str:
    return items[0] if len(items) == 1 else "\n".join(f"- {item}" for item in items)


def _day(date: str | None) -> datetime.date | None:
    return day_of(date) if date and len(date) == 10 else None


def _tidy(sheet: WorkbookSheet, keep: int) -> WorkbookSheet:
    """The sheet without those of its later columns that hold nothing."""
    kept = [i for i in range(len(sheet.headings)) if i < keep or any(row[i] for row in sheet.rows)]

    def pick(values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(values[i] for i in kept)

    return WorkbookSheet(sheet.name, pick(sheet.headings), pick(sheet.widths), tuple(map(pick, sheet.rows)))
