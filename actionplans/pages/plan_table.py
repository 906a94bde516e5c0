"""A plan document made ready for the screen: the board's own table, row by row.

Pure: it takes a document, a day, and what else is known of its rows, and queries nothing. The page of the plan as it stands
and the page of a frozen version are both made from it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.safestring import SafeString

from actionplans.document import tree
from actionplans.document.dates import last_day, relative_words, short_words
from actionplans.document.fields import FIELDS, HEADINGS, TEXT_FIELDS
from actionplans.document.references import recommendation_anchor
from actionplans.document.wording import shorten
from boards.light_marks import to_html

#: Shown on the screen by other means: the heading above the table, and the words under the reference.
ELSEWHERE = {"recommendation", "number", "status"}
#: Notes that stand open; the earlier ones are one click away.
OPEN_NOTES = 2
#: What stands beside a recommendation's number, the worst first.
WORST = ("overdue", "clash", "silent", "no notes", "due soon")
#: More recommendations than this make the numbers strip so deep that it is folded by section.
LONG_STRIP = 27


class SignOffState(models.TextChoices):
    """Whether a complete row is signed off; the label is what pages say of it."""

    AWAITING = "awaiting", "awaiting sign-off"
    SIGNED = "signed", "signed off"


@dataclass(frozen=True)
class Talk:
    """What is said about a row and stands in no plan document: what is proposed for it, the open challenges to it, and
    whether it is signed off (None where nothing is said of it)."""

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
    """What is known of rows besides the document: new or changed since the last version, clashes, what is said about them,
    and who may do what."""

    new_rows: frozenset[str] = frozenset()
    new_notes: frozenset[str] = frozenset()
    new_cells: frozenset[tuple[str, str]] = frozenset()
    clashes: dict[str, list] = field(default_factory=dict)
    talk: dict[str, Talk] = field(default_factory=dict)
    may_note: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Note:
    """One progress note, ready to be read."""

    id: str
    date: str
    html: SafeString
    new: bool
    internal: bool
    author: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Due:
    """By when: earlier dates struck through, the present words, how near or late, how often it slipped."""

    earlier: tuple[str, ...]
    words: str
    near: str
    late: bool
    slips: str
    undated: bool


@dataclass(frozen=True)
class Column:
    field: str
    heading: str
    css: str


@dataclass(frozen=True)
class Cell:
    column: Column
    html: SafeString
    new: bool


@dataclass(frozen=True)
class Row:
    """One action as the table shows it."""

    action: tree.Action
    anchor: str
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...]
    due: Due
    ending: str
    silent: str
    overdue: bool
    due_soon: bool
    new: bool
    rating_css: str
    clashes: tuple
    talk: Talk
    may_note: bool

    @property
    def open(self) -> bool:
        return self.action.status == "open"

    @property
    def fresh(self) -> tuple[Note, ...]:
        """The newest notes, and all those that no version holds yet."""
        unprinted = sum(1 for note in self.notes if note.new)
        return self.notes[: max(OPEN_NOTES, unprinted)]

    @property
    def earlier(self) -> tuple[Note, ...]:
        return self.notes[len(self.fresh) :]


@dataclass(frozen=True)
class Recommendation:
    node: tree.Recommendation
    anchor: str
    html: SafeString
    rows: tuple[Row, ...]
    also: tuple[Row, ...]
    count: str
    worst: str
    worst_is_late: bool
    done: str
    called: str
    rating_css: str


@dataclass(frozen=True)
class Section:
    node: tree.Section
    heading: str
    anchor: str
    recommendations: tuple[Recommendation, ...]
    count: str
    rating_css: str

    @property
    def strip(self) -> list[Recommendation]:
        """The recommendations that have a number or a text, for the numbers strip."""
        return [r for r in self.recommendations if r.node.number or r.node.text]


@dataclass(frozen=True)
class PlanTable:
    document: tree.PlanDocument
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    count: str
    overdue: int

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for rec in section.recommendations for row in rec.rows]

    @property
    def strip(self) -> list[Recommendation]:
        """The recommendations of all sections, for the numbers strip."""
        return [r for s in self.sections for r in s.strip]

    @property
    def folded_strip(self) -> bool:
        """Whether there are so many that the strip is folded by section."""
        return len(self.strip) > LONG_STRIP and len(self.sections) > 1


def columns_of(document: tree.PlanDocument) -> tuple[Column, ...]:
    """The board's columns, in its order and under its headings, with the class that gives each its width."""
    away = ELSEWHERE if document.rating_level == "action" else ELSEWHERE | {"rating"}
    shown = [c for c in document.columns if c.field not in away]

    def width(name: str) -> str:
        return FIELDS[name].width_on_screen(len(shown)) if name in FIELDS else ""

    return tuple(Column(c.field, c.heading or c.extra or HEADINGS.get(c.field, c.field), width(c.field)) for c in shown)


def build(
    document: tree.PlanDocument,
    *,
    on: datetime.date,
    silent_days: int = 60,
    soon_days: int = 30,
    marks: Marks | None = None,
) -> PlanTable:
    """Make the table. ``on`` is the day on which overdue and silent are reckoned."""
    marks = marks or Marks()
    columns = columns_of(document)
    make = _row_maker(document, columns, on, silent_days, soon_days, marks)
    rows = {id(action): make(action) for _, _, action in document.actions()}
    also: dict[str, list[Row]] = {}
    for row in rows.values():
        for number in row.action.also:
            also.setdefault(number, []).append(row)
    sections = []
    for s, section in enumerate(document.sections, 1):
        recommendations = tuple(
            _recommendation(r, [rows[id(a)] for a in r.actions], also, list(document.ratings), s, n)
            for n, r in enumerate(section.recommendations, 1)
        )
        count = _section_count([row for r in recommendations for row in r.rows])
        css = rating_css(section.rating, list(document.ratings))
        sections.append(Section(section, section_heading(section), f"section-{s}", recommendations, count, css))
    every = list(rows.values())
    return PlanTable(document, columns, tuple(sections), count_words(every), sum(r.overdue for r in every))


def build_row(action: tree.Action, *, on: datetime.date, silent_days: int = 60, soon_days: int = 30) -> Row:
    """One row alone, without its cells: its notes, how late or silent it is, and how it ended."""
    return _row_maker(tree.PlanDocument(), (), on, silent_days, soon_days, Marks())(action)


def section_heading(section: tree.Section) -> str:
    """“Priority 1. Leadership that can be seen”, or whichever of the two there is."""
    if section.kind and section.title and not section.title.lower().startswith(section.kind.lower()):
        return f"{section.kind}. {section.title}"
    return section.title or section.kind


def row_of(document: tree.PlanDocument, uid: str) -> tree.Action | None:
    """The action of that id, if the document holds it."""
    return next((a for _, _, a in document.actions() if a.id == uid), None)


def count_words(rows: Iterable[Row]) -> str:
    """“12 actions: 9 open, 2 complete, 1 closed”."""
    rows = list(rows)
    if not rows:
        return "No actions here yet"
    parts = [(sum(r.action.status == status for r in rows), status) for status in tree.STATUSES]
    counted = ", ".join(f"{n} {status}" for n, status in parts if n)
    return f"{len(rows)} action{'s' if len(rows) != 1 else ''}: {counted}"


def _section_count(rows: list[Row]) -> str:
    late = sum(r.overdue for r in rows)
    words = f"{len(rows)} action{'s' if len(rows) != 1 else ''}"
    return f"{words}, {late} overdue" if late else words


def _recommendation(
    node: tree.Recommendation,
    rows: list[Row],
    also: dict[str, list[Row]],
    scale: list[str],
    s: int,
    n: int,
) -> Recommendation:
    worst, late = _worst(rows)
    ended = sum(not r.open for r in rows)
    word = "closed" if rows and ended and all(r.action.status == "closed" for r in rows if not r.open) else "complete"
    return Recommendation(
        node=node,
        anchor=recommendation_anchor(node.number, s, n),
        html=to_html(node.text),
        rows=tuple(rows),
        also=tuple(also.get(node.number, ())) if node.number else (),
        count=count_words(rows) if rows else "",
        worst=worst,
        worst_is_late=late,
        done=f"{ended} of {len(rows)} {word}" if rows else "No actions yet",
        called=node.short or shorten(node.text),
        rating_css=rating_css(node.rating, scale),
    )


def worst_words(counts: dict[str, int]) -> tuple[str, bool]:
    """The worst thing of a recommendation, said with how many rows it concerns, and whether it is late. ``counts`` has
    the number of rows for each of ``WORST``."""
    for word in WORST:
        if number := counts[word]:
            return f"{number} {'clashes' if word == 'clash' and number > 1 else word}", word in ("overdue", "clash")
    return "", False


def _worst(rows: list[Row]) -> tuple[str, bool]:
    return worst_words(
        {
            "overdue": sum(r.overdue for r in rows),
            "clash": sum(bool(r.clashes) for r in rows),
            "silent": sum(bool(r.silent and r.notes) for r in rows),
            "no notes": sum(r.open and not r.notes for r in rows),
            "due soon": sum(r.due_soon for r in rows),
        }
    )


def _row_maker(
    document: tree.PlanDocument,
    columns: tuple[Column, ...],
    on: datetime.date,
    silent_days: int,
    soon_days: int,
    marks: Marks,
) -> Callable[[tree.Action], Row]:
    scale = list(document.ratings)

    def make(action: tree.Action) -> Row:
        is_open = action.status == "open"
        notes = newest_first(_note(e, marks) for e in _in_time(action.progress))
        days = [last_day(d.date, d.precision) for d in action.deadlines if d.date]
        due = _due(action, days, on)
        return Row(
            action=action,
            anchor="row-" + action.ref.replace(".", "-"),
            cells=tuple(_cell(action, c, marks) for c in columns),
            notes=notes,
            due=due,
            ending=_ending(action),
            silent=_silent(action, on, silent_days) if is_open else "",
            overdue=due.late,
            due_soon=is_open and any(0 <= (day - on).days <= soon_days for day in days),
            new=action.id in marks.new_rows,
            rating_css=rating_css(action.rating, scale),
            clashes=tuple(marks.clashes.get(action.id, ())),
            talk=marks.talk.get(action.id, _SILENCE),
            may_note=action.id in marks.may_note,
        )

    return make


def _cell(action: tree.Action, column: Column, marks: Marks) -> Cell:
    if column.field.startswith("extra:"):
        text = action.extra.get(column.field.removeprefix("extra:"), "")
    else:
        text = getattr(action, column.field, "") if column.field in TEXT_FIELDS else ""
    return Cell(column, to_html(text), (action.id, column.field) in marks.new_cells)


def _in_time(progress: tuple[tree.Entry, ...]) -> list[tree.Entry]:
    """Notes in the order in which they happened; one without a date stays with the one before it."""
    key, keyed = "", []
    for place, entry in enumerate(progress):
        key = entry.date or key
        keyed.append((key, place, entry))
    return [entry for _, _, entry in sorted(keyed, key=lambda k: (k[0], k[1]))]


def newest_first(notes: Iterable[Note]) -> tuple[Note, ...]:
    return tuple(reversed(list(notes)))


def _note(entry: tree.Entry, marks: Marks) -> Note:
    return Note(
        id=entry.id,
        date=short_words(entry.date, entry.precision) if entry.date else entry.as_written,
        html=to_html(entry.text),
        new=entry.id in marks.new_notes,
        internal=entry.internal,
        author=entry.author,
        files=entry.attachments,
    )


def _due(action: tree.Action, days: list[datetime.date], on: datetime.date) -> Due:
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


def _ending(action: tree.Action) -> str:
    if action.status == "open":
        return ""
    word = action.status.capitalize()
    if action.ended is None:
        return f"{word}."
    by = f", agreed by {action.ended.by}" if action.ended.by else ""
    return f"{word} {short_words(action.ended.on)}{by}: {action.ended.reason}".rstrip(": ")


def _silent(action: tree.Action, on: datetime.date, days: int) -> str:
    """“Silent for 74 days”, reckoned from when the last note was typed, or where that is not known, happened."""
    spoken = [e.written or (last_day(e.date, e.precision).isoformat() if e.date else "") for e in action.progress]
    last = max(filter(None, spoken), default="")
    if not last:
        return ""
    quiet = (on - datetime.date.fromisoformat(last)).days
    return f"Silent for {quiet} days" if quiet >= days else ""


def rating_css(rating: str | None, scale: list[str]) -> str:
    """Colour is only an addition to the word: by its name, or else by its place in the scale, worst first."""
    if not rating:
        return ""
    name = rating.strip().lower()
    if name in ("red", "amber", "green", "blue"):
        return f"rag--{name}"
    if rating in scale and len(scale) > 1:
        place = scale.index(rating) / (len(scale) - 1)
        return "rag--red" if place == 0 else "rag--green" if place == 1 else "rag--amber"
    return "rag--plain"
