"""The rows of the table of a plan: cells, notes, how late or silent an action is.

Pure functions, like those of ``plan_table``, which puts the rows together.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import models
from django.utils.safestring import SafeString

from actionplans.document import tree
from actionplans.document.cells import beside_the_columns, lead_lines, note_date
from actionplans.document.dates import last_day, relative_words, short_words
from actionplans.document.fields import FIELDS, HEADINGS, TEXT_FIELDS
from actionplans.document.note_order import newest_first
from actionplans.document.silence import Heard, plan_began, silence_of
from boards.light_marks import to_html

#: Columns that pages show elsewhere: in the heading above the table, and under the reference.
ELSEWHERE = {"recommendation", "number", "status"}
#: The number of notes that are shown unfolded.
OPEN_NOTES = 2


class SignOffState(models.TextChoices):
    """Whether a complete row is signed off; the label is shown on pages."""

    AWAITING = "awaiting", "awaiting sign-off"
    SIGNED = "signed", "signed off"


@dataclass(frozen=True)
class Talk:
    """What is shown with a row and is not in the plan document: proposals, open challenges, and whether it is signed off (None
    where that is not shown)."""

    proposals: tuple = ()
    challenges: tuple = ()
    sign_off: SignOffState | None = None

    @property
    def dates(self) -> list:
        """The new dates that are proposed."""
        return [proposal for proposal in self.proposals if proposal.date]

    @property
    def completions(self) -> list:
        """The proposals that it is complete."""
        return [proposal for proposal in self.proposals if not proposal.date]


_SILENCE = Talk()


@dataclass(frozen=True)
class Marks:
    """What the table shows of rows besides the document: which are new or changed since the last version, clashes, ``Talk``,
    what the reader may do, and the pages on which they have text that is not saved, by reference."""

    new_rows: frozenset[str] = frozenset()
    new_notes: frozenset[str] = frozenset()
    new_cells: frozenset[tuple[str, str]] = frozenset()
    clashes: dict[str, list] = field(default_factory=dict)
    talk: dict[str, Talk] = field(default_factory=dict)
    may_note: frozenset[str] = frozenset()
    drafts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TableNote:
    """One progress note as the table shows it."""

    id: str
    date: str
    dated: bool
    html: SafeString
    new: bool
    internal: bool
    author: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Due:
    """The deadline: earlier dates (struck through), the present words, how near or late it is, how often it slipped."""

    earlier: tuple[str, ...]
    words: str
    near: str
    late: bool
    slips: str
    undated: bool


@dataclass(frozen=True)
class TableColumn:
    field: str
    heading: str
    css: str


@dataclass(frozen=True)
class TableCell:
    column: TableColumn
    html: SafeString
    new: bool


@dataclass(frozen=True)
class TableRow:
    """One action as the table shows it."""

    action: tree.ActionNode
    anchor: str
    cells: tuple[TableCell, ...]
    beside: tuple[tuple[str, SafeString], ...]
    notes: tuple[TableNote, ...]
    due: Due
    ending: str
    silent: str
    heard: Heard
    overdue: bool
    due_soon: bool
    new: bool
    rating_css: str
    clashes: tuple
    talk: Talk
    may_note: bool
    draft: str

    @property
    def open(self) -> bool:
        return self.action.status == "open"

    @property
    def leads(self) -> list[str]:
        """The lines of the lead cell."""
        return [line for line in lead_lines(self.action) if line.strip()]

    @property
    def fresh(self) -> tuple[TableNote, ...]:
        """The newest notes with those without a date that go with them, and all that no version holds yet."""
        unprinted = sum(1 for note in self.notes if note.new)
        shown = max(OPEN_NOTES, unprinted)
        while shown < len(self.notes) and not self.notes[shown].dated:
            shown += 1
        return self.notes[:shown]

    @property
    def earlier(self) -> tuple[TableNote, ...]:
        return self.notes[len(self.fresh) :]


def columns_of(document: tree.PlanDocument) -> tuple[TableColumn, ...]:
    """The board's columns with their headings, in its order, each with the CSS class of its width."""
    away = ELSEWHERE if document.rating_level == "action" else ELSEWHERE | {"rating"}
    shown = [c for c in document.columns if c.field not in away]

    def width(name: str) -> str:
        return FIELDS[name].width_on_screen(len(shown)) if name in FIELDS else ""

    return tuple(
        TableColumn(c.field, c.heading or c.extra or HEADINGS.get(c.field, c.field), width(c.field)) for c in shown
    )


def build_row(
    action: tree.ActionNode,
    *,
    on: datetime.date,
    silent_days: int = 60,
    soon_days: int = 30,
    head: tree.PlanDocument | None = None,
    marks: Marks | None = None,
) -> TableRow:
    """One row. ``head`` is the document of its plan without sections; without it the row has no cells: only its notes, how
    late or silent it is, and how it ended."""
    columns = columns_of(head) if head else ()
    make = row_maker(head or tree.PlanDocument(), columns, on, silent_days, soon_days, marks or Marks())
    return make(action)


def row_maker(
    document: tree.PlanDocument,
    columns: tuple[TableColumn, ...],
    on: datetime.date,
    silent_days: int,
    soon_days: int,
    marks: Marks,
) -> Callable[[tree.ActionNode], TableRow]:
    scale = list(document.ratings)
    began = plan_began(document)

    def make(action: tree.ActionNode) -> TableRow:
        is_open = action.status == "open"
        notes = tuple(_note(e, marks) for e in newest_first(action.progress, lambda entry: entry.date))
        days = [day for d in action.deadlines if (day := last_day(d.date, d.precision))]
        due = _due(action, days, on)
        quiet = silence_of(action, began)
        return TableRow(
            action=action,
            anchor="row-" + action.ref.replace(".", "-"),
            cells=tuple(_cell(action, c, marks) for c in columns),
            beside=tuple((name, SafeString(to_html(text))) for name, text in beside_the_columns(document, action)),
            notes=notes,
            due=due,
            ending=_ending(action),
            silent=quiet.words(on) if is_open and quiet.lasts(on, silent_days) else "",
            heard=quiet.heard,
            overdue=due.late,
            due_soon=is_open and any(0 <= (day - on).days <= soon_days for day in days),
            new=action.id in marks.new_rows,
            rating_css=rating_css(action.rating, scale),
            clashes=tuple(marks.clashes.get(action.id, ())),
            talk=marks.talk.get(action.id, _SILENCE),
            may_note=action.id in marks.may_note,
            draft=marks.drafts.get(action.ref, ""),
        )

    return make


def _cell(action: tree.ActionNode, column: TableColumn, marks: Marks) -> TableCell:
    if column.field.startswith("extra:"):
        text = action.extra.get(column.field.removeprefix("extra:"), "")
    else:
        text = getattr(action, column.field, "") if column.field in TEXT_FIELDS else ""
    return TableCell(column, SafeString(to_html(text)), (action.id, column.field) in marks.new_cells)


def _note(entry: tree.EntryNode, marks: Marks) -> TableNote:
    return TableNote(
        id=entry.id,
        date=note_date(entry),
        dated=bool(entry.date),
        html=SafeString(to_html(entry.text)),
        new=entry.id in marks.new_notes,
        internal=entry.internal,
        author=entry.author,
        files=entry.attachments,
    )


def _due(action: tree.ActionNode, days: list[datetime.date], on: datetime.date) -> Due:
    is_open = action.status == "open"
    ahead = sorted(day for day in days if day >= on)
    near, late = "", False
    if is_open and days:
        late = not ahead
        near = relative_words(ahead[0] if ahead else max(days), on)
    count = len(action.deadline_moves)
    times = {1: "once", 2: "twice", 3: "three times", 4: "four times", 5: "five times"}.get(count, f"{count} times")
    return Due(
        earlier=tuple(m.from_ for m in action.deadline_moves if m.from_),
        words=action.deadline_text,
        near=near,
        late=late,
        slips=f"Slipped {times}" if count else "",
        undated=is_open and not days,
    )


def _ending(action: tree.ActionNode) -> str:
    if action.status == "open":
        return ""
    word = action.status.capitalize()
    if action.ended is None:
        return f"{word}."
    by = f", agreed by {action.ended.by}" if action.ended.by else ""
    return f"{word} {short_words(action.ended.on)}{by}: {action.ended.reason}".rstrip(": ")


def rating_css(rating: str | None, scale: list[str]) -> str:
    """The CSS class of a rating: by its name, or else by its place in the scale (worst first)."""
    if not rating:
        return ""
    name = rating.strip().lower()
    if name in ("red", "amber", "green", "blue"):
        return f"rag--{name}"
    if rating in scale and len(scale) > 1:
        place = scale.index(rating) / (len(scale) - 1)
        return "rag--red" if place == 0 else "rag--green" if place == 1 else "rag--amber"
    return "rag--plain"
