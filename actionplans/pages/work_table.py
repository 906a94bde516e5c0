"""The working view of a plan: every row of it in one table, found, filtered and sorted, without its earlier notes.

Nothing of a plan document is read: a constant number of queries, each for the rows of one model, and one note of each action.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from django.db.models import Count, Q

from actionplans.document.fields import FIELDS, HEADINGS
from actionplans.document.references import recommendation_anchor
from actionplans.document.tree import SectionNode
from actionplans.document.wording import count, shorten
from actionplans.filters.actions import MOST_WORDS, holds, with_words
from actionplans.filters.working import Density, Show, Sort, Working
from actionplans.models import Action, Plan, ProgressEntry, Recommendation, Section, Version
from actionplans.models.action import ActionQuerySet
from actionplans.pages.action_lines import ActionLine, lines
from actionplans.pages.board_home import last_notes
from actionplans.pages.plan_table import section_heading
from actionplans.pages.table_rows import ELSEWHERE
from actionplans.pages.work_rows import NoteLine, WorkRow, cell_of, note_line
from actionplans.persistence.new_since import new_since
from boards.access import Right, may
from boards.models import Draft, Membership, User

#: With more columns than this, texts about an action are left out until they are chosen: there is no room to read them.
ROOM = 4
#: Columns that are always shown where nobody chose: what changes from meeting to meeting.
ALWAYS = ("progress", "deadline", "lead", "rating")


@dataclass(frozen=True)
class WorkColumn:
    """A column of the table: whether it is shown, and the order that its heading gives."""

    field: str
    heading: str
    css: str
    shown: bool
    sort: str
    address: str


@dataclass(frozen=True)
class WorkGroup:
    """A recommendation with those of its rows that are shown."""

    recommendation: Recommendation
    anchor: str
    rows: tuple[WorkRow, ...]
    count: str
    overdue: int

    @property
    def short(self) -> str:
        return self.recommendation.short

    @property
    def text(self) -> str:
        """Its text in one line, as much as a wide window shows."""
        return shorten(self.recommendation.text, 240)


@dataclass(frozen=True)
class WorkSection:
    section: Section
    heading: str
    groups: tuple[WorkGroup, ...]
    count: str
    overdue: int


@dataclass(frozen=True)
class Chip:
    """A choice of the bar: how many rows it shows, whether it is chosen, and the address with it, or without it."""

    value: str
    label: str
    number: int
    chosen: bool
    address: str


@dataclass(frozen=True)
class WorkTable:
    asked: Working
    columns: tuple[WorkColumn, ...]
    sections: tuple[WorkSection, ...]
    rows: tuple[WorkRow, ...]
    total: int
    chips: tuple[Chip, ...]
    facets: tuple[tuple[str, str, tuple[Chip, ...]], ...]
    last: Version | None

    @property
    def shown(self) -> tuple[WorkColumn, ...]:
        return tuple(column for column in self.columns if column.shown)

    @property
    def offered(self) -> tuple[WorkColumn, ...]:
        """The columns that can be left out."""
        return tuple(column for column in self.columns if column.field != "action")

    @property
    def count(self) -> str:
        """“22 actions”, “9 of 22”."""
        if len(self.rows) == self.total:
            return count(self.total, "action")
        return f"{len(self.rows) or 'None'} of {self.total}"

    @property
    def sorted_by(self) -> str:
        """How the rows are sorted, in a word; empty where they are in the plan's own order."""
        return Sort(self.asked.sort).label if self.asked.sort else ""


def read(plan: Plan, reader: User, membership: Membership, asked: Working, on: datetime.date) -> WorkTable:
    """The table as this reader may see it. Twelve queries at most, one more for words that are looked for and two for hits in
    notes."""
    last = _last(plan)
    columns = columns_of(plan, asked)
    every = _rows(plan, reader, membership, asked, on, columns, last)
    rows = _sorted(_narrowed(every, asked, _found(plan, reader, asked)), asked.sort)
    return WorkTable(
        asked=asked,
        columns=columns,
        sections=() if asked.sort else _sections(plan, reader, rows, asked),
        rows=tuple(rows),
        total=len(every),
        chips=_chips(every, asked, last),
        facets=_facets(every, asked),
        last=last,
    )


def read_row(action: Action, reader: User, membership: Membership, asked: Working, on: datetime.date) -> WorkTable:
    """The table with this row alone, which was saved; no other row is read."""
    plan, last = action.plan, _last(action.plan)
    columns = columns_of(plan, asked)
    rows = tuple(_rows(plan, reader, membership, replace(asked, find=""), on, columns, last, action.pk))
    return WorkTable(asked, columns, (), rows, len(rows), (), (), last)


def _last(plan: Plan) -> Version | None:
    """The last published version, without its document and print."""
    return plan.versions.order_by("-number").only("number", "published_at", "date", "plan").first()


def _in_plan(plan: Plan, reader: User) -> ActionQuerySet:
    return Action.objects.visible_to(reader).filter(plan=plan).standing()


def columns_of(plan: Plan, asked: Working) -> tuple[WorkColumn, ...]:
    """The board's columns in its order, the action first; the reference is none of them."""
    away = ELSEWHERE if plan.rating_level == "action" else ELSEWHERE | {"rating"}
    held = [column for column in plan.columns if column["field"] not in away]
    held.sort(key=lambda column: column["field"] != "action")
    wanted = asked.columns
    if wanted is None:
        few = len(held) <= ROOM
        wanted = tuple(c["field"] for c in held if few or c["field"] in ALWAYS)
    return tuple(
        WorkColumn(
            field=(field := column["field"]),
            heading=column.get("heading") or HEADINGS.get(field) or field.removeprefix("extra:"),
            css=f"k-{field}" if field in FIELDS else "k-text",
            shown=field == "action" or field in wanted,
            sort=field if field in Sort.values else "",
            address=asked.sorted_by(field).address if field in Sort.values else "",
        )
        for column in held
    )


def _rows(
    plan: Plan,
    reader: User,
    membership: Membership,
    asked: Working,
    on: datetime.date,
    columns: Sequence[WorkColumn],
    last: Version | None,
    only: int | None = None,
) -> list[WorkRow]:
    """The rows of the plan, or the one with the primary key ``only``."""
    actions = _in_plan(plan, reader)
    actions = actions.filter(pk=only) if only else actions
    shown = lines(actions, on)
    keys = [line.action.pk for line in shown]
    words = asked.find.split()[:MOST_WORDS]
    newest = {key: (note_line(note, words, asked.density),) for key, note in last_notes(reader, keys).items()} | _hits(
        plan, reader, words, asked.density
    )
    of_rows = {"action": only} if only else {"action__plan": plan}
    notes = ProgressEntry.objects.visible_to(reader).standing().filter(**of_rows).order_by()
    counts = dict(notes.values("action").annotate(n=Count("pk")).values_list("action", "n"))
    inside = may(reader, Right.READ_INTERNAL, plan.board)
    new = new_since(plan, last.published_at, internal=inside, only=only) if last else {}
    mine = set(actions.led_by(membership).values_list("pk", flat=True)) if membership.person_id else set()
    drafts = drafts_of(plan, reader)

    def row(line: ActionLine) -> WorkRow:
        key = line.action.pk
        fresh = frozenset(new.get(key, ()))
        own: tuple[NoteLine, ...] = newest.get(key, ())
        return WorkRow(
            line=line,
            cells=tuple(cell_of(line, c.field, fresh, words, asked.density) for c in columns if c.shown),
            notes=own,
            count=counts.get(key, 0),
            is_hit=bool(words),
            new=fresh,
            draft=drafts.get(line.action.ref, ""),
            is_mine=key in mine,
            is_silent=line.open and line.action.silence.lasts(on, plan.board.silent_days),
        )

    return [row(line) for line in shown]


def _hits(plan: Plan, reader: User, words: Sequence[str], density: Density) -> dict[int, tuple[NoteLine, ...]]:
    """The two newest notes of each action that hold one of the words."""
    if not words:
        return {}
    any_word = Q()
    for word in words:
        any_word |= holds(word, "text")
    notes = ProgressEntry.objects.visible_to(reader).standing().filter(any_word, action__plan=plan)
    found: dict[int, list[NoteLine]] = defaultdict(list)
    for note in notes.order_by("-happened", "-order", "-pk"):
        if len(found[note.action_id]) < 2:
            found[note.action_id].append(note_line(note, words, density))
    return {key: tuple(own) for key, own in found.items()}


def drafts_of(plan: Plan, reader: User) -> dict[str, str]:
    """The pages of forms of rows in which the reader has text that is not saved, by the row's reference."""
    under = plan.get_absolute_url() + "rows/"
    drafts = Draft.objects.visible_to(reader).filter(place__startswith=under).order_by("saved_at")
    return {
        unquote(place.removeprefix(under).split("/")[0]): page for place, page in drafts.values_list("place", "page")
    }


# which rows, in which order ---------------------------------------------------------------------------------------------


def _found(plan: Plan, reader: User, asked: Working) -> set[int] | None:
    """The keys of the actions that hold the words; None where none are looked for."""
    if not asked.find:
        return None
    return set(with_words(_in_plan(plan, reader), asked.find.split(), reader).order_by().values_list("pk", flat=True))


_SHOWS = {
    Show.OVERDUE: lambda row: row.overdue,
    Show.SILENT: lambda row: row.is_silent,
    Show.CHANGED: lambda row: bool(row.new),
    Show.MINE: lambda row: row.is_mine,
}


def _narrowed(rows: Iterable[WorkRow], asked: Working, found: set[int] | None) -> list[WorkRow]:
    """Chips add up (overdue and of the police); of one facet any value counts."""
    return [
        row
        for row in rows
        if (found is None or row.line.action.pk in found)
        and all(_SHOWS[Show(show)](row) for show in asked.show)
        and (not asked.agency or set(asked.agency) & set(row.agencies))
        and (not asked.lead or set(asked.lead) & set(row.names))
        and (not asked.rating or row.line.rating in asked.rating)
        and (asked.ended or row.line.open)
    ]


def _sorted(rows: list[WorkRow], sort: str) -> list[WorkRow]:
    """By a heading; rows without a date or a lead come last, and equal ones stay in the plan's order."""
    if sort == Sort.DEADLINE:
        return sorted(rows, key=lambda row: str(row.line.next_date.last_day) if row.line.next_date else "~")
    if sort == Sort.LEAD:
        return sorted(rows, key=lambda row: row.names[0].casefold() if row.names else "\uffff")
    if sort == Sort.PROGRESS:
        return sorted(rows, key=lambda row: row.line.last_noted, reverse=True)
    return rows


def _sections(plan: Plan, reader: User, rows: Sequence[WorkRow], asked: Working) -> tuple[WorkSection, ...]:
    """The sections with their recommendations; where rows are left out, only those that have one."""
    under: dict[int, list[WorkRow]] = defaultdict(list)
    for row in rows:
        under[row.line.action.recommendation_id].append(row)
    in_section: dict[int, list[Recommendation]] = defaultdict(list)
    for recommendation in Recommendation.objects.visible_to(reader).standing().filter(plan=plan):
        if under[recommendation.pk] or not asked.is_narrowed:
            in_section[recommendation.section_id].append(recommendation)
    found = []
    for s, section in enumerate(Section.objects.standing().filter(plan=plan), 1):
        groups = tuple(
            _group(recommendation, under[recommendation.pk], s, n)
            for n, recommendation in enumerate(in_section[section.pk], 1)
        )
        if groups or not asked.is_narrowed:
            every = [row for group in groups for row in group.rows]
            found.append(WorkSection(section, _heading(section), groups, *_counted(every)))
    return tuple(found)


def _heading(section: Section) -> str:
    return section_heading(SectionNode(kind=section.kind, title=section.title))


def _group(recommendation: Recommendation, rows: Sequence[WorkRow], s: int, n: int) -> WorkGroup:
    anchor = recommendation_anchor(recommendation.number, s, n)
    return WorkGroup(recommendation, anchor, tuple(rows), *_counted(rows))


def _counted(rows: Sequence[WorkRow]) -> tuple[str, int]:
    return count(len(rows), "action") if rows else "No actions yet", sum(row.overdue for row in rows)


# the bar ----------------------------------------------------------------------------------------------------------------


def _chips(rows: Sequence[WorkRow], asked: Working, last: Version | None) -> tuple[Chip, ...]:
    made = []
    for show in Show:
        if (show == Show.CHANGED and last is None) or (show == Show.MINE and not any(row.is_mine for row in rows)):
            continue
        label = f"Changed since version {last.number}" if show == Show.CHANGED and last else str(show.label)
        number = sum(_SHOWS[show](row) for row in rows)
        address = asked.toggled("show", show.value).address
        made.append(Chip(show.value, label, number, show.value in asked.show, address))
    return tuple(made)


def _facets(rows: Sequence[WorkRow], asked: Working) -> tuple[tuple[str, str, tuple[Chip, ...]], ...]:
    """Agencies, leads and ratings of the rows, each with how many it has: name in the address, heading, choices."""
    values = {
        "agency": Counter(name for row in rows for name in row.agencies),
        "lead": Counter(name for row in rows for name in row.names),
        "rating": Counter(row.line.rating for row in rows if row.line.rating),
    }
    made = []
    for name, counted in values.items():
        chosen = getattr(asked, name)
        known = sorted(counted.items(), key=lambda item: (-item[1], item[0].casefold()))
        known += [(value, 0) for value in chosen if value not in counted]
        chips = tuple(Chip(value, value, n, value in chosen, asked.toggled(name, value).address) for value, n in known)
        if chips:
            made.append((name, name.capitalize(), chips))
    return tuple(made)
