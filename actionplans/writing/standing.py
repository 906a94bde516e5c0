"""The state of a plan on a day, and what changed since an older document: slipped, overdue, silent, ended, by agency.

Pure: plain values from documents, the day is an argument, no HTML. Lists are sorted worst first, so that one that is cut keeps
what matters most.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actionplans.document.cells import deadline_words
from actionplans.document.change_summary import Comparison
from actionplans.document.changes import RowChange
from actionplans.document.compare import compare
from actionplans.document.dates import day_of, order_key, short_words
from actionplans.document.parts import names_nobody
from actionplans.document.references import references
from actionplans.document.silence import HEARD_WORDS, Heard, Silence, plan_began, silence_of
from actionplans.document.tree import ActionNode, LeadNode, PersonNote, PlanDocument, RecommendationNode, SectionNode
from actionplans.document.wording import in_a_line

from .figures import SILENT_DAYS, due, overdue
from .order import KnownLead

#: The names under which rows are counted that no agency leads: with groups of the board for a lead, with a lead of whom it is not
#: known which agency they are of, and without a lead.
GROUPS, UNKNOWN, NO_LEAD = "Groups of the board", "Leads of no known agency", "No lead named"
_LAST = (GROUPS, UNKNOWN, NO_LEAD)


@dataclass(frozen=True)
class StandingRow:
    """A row of the plan with its reference, the agencies that lead it, and what was last heard of it."""

    ref: str
    action: ActionNode
    agencies: tuple[str, ...]
    silence: Silence


@dataclass(frozen=True)
class Slip:
    """A deadline that moved: what it was and is, in the plan's words, its number among the moves (0 where the plan keeps
    no record of them) and why, empty where no reason was given. ``earlier``: it was brought forward."""

    row: StandingRow
    was: str
    now: str
    times: int
    reason: str
    earlier: bool = False


@dataclass(frozen=True)
class AgencyStanding:
    """What one agency leads: numbers of actions, and the date of the latest note on any of them ("2026-11-30"), or None.

    An action that several lead counts under each.
    """

    name: str
    open: int
    overdue: int
    silent: int
    last_note: str | None


@dataclass(frozen=True)
class RatingCount:
    """How many have a rating (empty: none), and how many had it in the older document (None where that has no such)."""

    rating: str
    number: int
    before: int | None


@dataclass(frozen=True)
class PlanStanding:
    """A plan on a day. Without an older document ``slipped`` has the open actions whose deadline has moved at all, and
    ``ended`` all that ended. ``shared`` is how many open actions count under more than one of ``agencies``."""

    open: int
    complete: int
    closed: int
    overdue: tuple[StandingRow, ...]
    overdue_before: int | None
    moved: tuple[Slip, ...]
    silent: tuple[StandingRow, ...]
    ended: tuple[StandingRow, ...]
    agencies: tuple[AgencyStanding, ...]
    rated: tuple[RatingCount, ...]
    changes: Comparison | None
    shared: int = 0

    @property
    def actions(self) -> int:
        return self.open + self.complete + self.closed

    def silent_as(self, heard: Heard) -> int:
        """How many of the silent rows have been heard of in that way only."""
        return sum(row.silence.heard == heard for row in self.silent)

    @property
    def slipped(self) -> tuple[Slip, ...]:
        """The deadlines that moved, but for those that were brought forward."""
        return tuple(slip for slip in self.moved if not slip.earlier)


def standing(
    document: PlanDocument,
    on: datetime.date,
    since: PlanDocument | None = None,
    silent_days: int = SILENT_DAYS,
    known: Iterable[KnownLead] = (),
) -> PlanStanding:
    """The state of the plan on that day, and what changed since the older document. ``known`` is who its leads are to the
    board."""
    agencies = Agencies(document.people, on, known)
    pairs = zip(references(document), document.actions(), strict=True)
    began = plan_began(document)
    rows = [StandingRow(ref, action, agencies.of(action), silence_of(action, began)) for ref, (_, _, action) in pairs]
    late = [row for row in rows if overdue(row.action, on)]
    quiet = [row for row in rows if row.action.status == "open" and row.silence.lasts(on, silent_days)]
    changes = compare(since, document) if since else None
    by_action = {id(row.action): row for row in rows}
    if changes:
        moved = _moved_between(changes, by_action)
        ended = [by_action[id(change.action)] for change in changes.rows if _ended_since(change)]
    else:
        moved = [slip for slip in map(_moved_ever, rows) if slip]
        ended = [row for row in rows if row.action.status != "open"]
    states = Counter(row.action.status for row in rows)
    return PlanStanding(
        open=states["open"],
        complete=states["complete"],
        closed=states["closed"],
        overdue=tuple(sorted(late, key=lambda row: due(row.action) or on)),
        overdue_before=_overdue_then(since),
        moved=tuple(sorted(moved, key=_worst_slip)),
        silent=tuple(sorted(quiet, key=lambda row: row.silence.since or on)),
        ended=tuple(sorted(ended, key=_ended_on, reverse=True)),
        agencies=tuple(_by_agency(rows, late, quiet)),
        rated=tuple(_rated(document, since)),
        changes=changes,
        shared=sum(row.action.status == "open" and len(row.agencies) > 1 for row in rows),
    )


def _overdue_then(since: PlanDocument | None) -> int | None:
    """How many were overdue on the day of the older version; unknown where it has none."""
    then = day_of(since.version.date) if since and since.version else None
    return sum(overdue(action, then) for _, _, action in since.actions()) if since and then else None


# Deadlines that moved --------------------------------------------------------------------------------------------------


def _moved_between(changes: Comparison, rows: dict[int, StandingRow]) -> list[Slip]:
    """A date that was taken away counts as moved: nothing is due any more, and the chair should ask why."""
    found = []
    for change in changes.rows:
        if change.was is None or not {"moved", "undated"} & set(change.kinds):
            continue
        slips = [move for move in change.action.deadline_moves if move.from_.strip()]
        reason = slips[-1].reason.strip() if slips and change.moves else ""
        found.append(
            Slip(
                rows[id(change.action)],
                in_a_line(deadline_words(change.was)),
                in_a_line(deadline_words(change.action)),
                len(slips) if change.moves else 0,
                reason,
                earlier=_earlier(change.was, change.action),
            )
        )
    return found


def _moved_ever(row: StandingRow) -> Slip | None:
    slips = [move for move in row.action.deadline_moves if move.from_.strip()]
    if not slips or row.action.status != "open":
        return None
    return Slip(
        row, in_a_line(slips[0].from_), in_a_line(deadline_words(row.action)), len(slips), slips[-1].reason.strip()
    )


def _earlier(was: ActionNode, now: ActionNode) -> bool:
    """Whether it is due earlier than it was; what has no date is due later than anything."""
    before, after = (sorted(filter(None, (day_of(d.date) for d in a.deadlines)), reverse=True) for a in (was, now))
    return bool(after) and bool(before) and after < before


def _worst_slip(slip: Slip) -> tuple[bool, int, bool, int]:
    """What is still open first, then what moved most often, then what is due last."""
    day = due(slip.row.action)
    return (slip.row.action.status != "open", -slip.times, day is not None, -(day.toordinal() if day else 0))


# What ended ------------------------------------------------------------------------------------------------------------


def _ended_since(change: RowChange) -> bool:
    return bool({"completed", "closed"} & set(change.kinds)) or ("new" in change and change.action.status != "open")


def _ended_on(row: StandingRow) -> str:
    return row.action.ended.on if row.action.ended else ""


# Agencies --------------------------------------------------------------------------------------------------------------


class Agencies:
    """Finds the agency of a lead, as far as the board knows them (``known``) or the document's key of people and agencies has
    it."""

    def __init__(self, people: Iterable[PersonNote], on: datetime.date, known: Iterable[KnownLead] = ()) -> None:
        self.known = {_plain(lead.name): lead for lead in known}
        self.agencies: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.roles: dict[str, set[str]] = {}
        # Who holds a post on that day comes last, and so wins over a predecessor of the same name or initials.
        for person in sorted(people, key=lambda p: _left(p, on), reverse=True):
            agency = person.agency.strip()
            if not agency:
                continue
            self.agencies.setdefault(_plain(agency), agency)
            for name in (person.name, person.initials):
                if _plain(name):
                    self.people[_plain(name)] = agency
            if _plain(person.role) and not _left(person, on):
                self.roles.setdefault(_plain(person.role), set()).add(agency)

    def of(self, action: ActionNode) -> tuple[str, ...]:
        """The agencies that lead an action, each once; NO_LEAD alone where it has no lead."""
        found = [self.behind(lead) for lead in action.leads]
        return tuple({_plain(name): name for name in reversed(found) if name}.values())[::-1] or (NO_LEAD,)

    def behind(self, lead: LeadNode) -> str:
        """The agency of one lead: its own name, or that of the person or post that it is; GROUPS for a group, UNKNOWN where no
        agency is known, and empty where the name says that there is none. What only looks like an agency is none where the
        board has said which it knows."""
        name = " ".join(lead.name.split())
        if names_nobody(name):
            return ""
        spellings = [_plain(part) for part in (name, name.split(",")[0], re.sub(r"\([^()]*\)", "", name))]
        if lead.kind not in ("agency", "group"):
            for spelling in spellings:
                if agency := self.people.get(spelling):
                    return agency
        if (known := self.known.get(_plain(name))) and known.kind != "unknown":
            return known.agency if known.kind == "agency" else GROUPS
        if lead.kind == "group":
            return GROUPS
        return self._of_key(lead, spellings) or (name if lead.kind == "agency" and not known else UNKNOWN)

    def _of_key(self, lead: LeadNode, spellings: list[str]) -> str:
        """The agency by the document's key of people: by its name, or as that of a role."""
        for spelling in (*spellings, _plain(lead.name.rpartition(",")[2])):  # “Anna Berg, Police”
            if agency := self.agencies.get(spelling):
                return agency
        for spelling in spellings:
            agencies = self.roles.get(spelling, set()) if lead.kind != "agency" else set()
            if len(agencies) == 1:  # a role that several agencies have gives none
                return next(iter(agencies))
        return ""


def _left(person: PersonNote, on: datetime.date) -> bool:
    day = day_of(person.to)
    return day is not None and day < on


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


def _by_agency(rows: list[StandingRow], late: list[StandingRow], quiet: list[StandingRow]) -> Iterator[AgencyStanding]:
    """The agencies with open actions: most overdue first, then most to do; what is led by none of them last."""
    names: dict[str, str] = {}
    for row in rows:
        for name in row.agencies:
            names.setdefault(_plain(name), name)
    own = {key: [row for row in rows if key in map(_plain, row.agencies)] for key in names}
    late_ids, quiet_ids = {id(row) for row in late}, {id(row) for row in quiet}
    found = []
    for key, name in names.items():
        open_ = [row for row in own[key] if row.action.status == "open"]
        if open_:
            notes = [row.silence for row in own[key] if row.silence.date]
            newest = max(notes, key=lambda heard: order_key(heard.date, heard.precision), default=None)
            found.append(
                AgencyStanding(
                    name,
                    open=len(open_),
                    overdue=sum(id(row) in late_ids for row in open_),
                    silent=sum(id(row) in quiet_ids for row in open_),
                    last_note=newest.date if newest else None,
                )
            )
    yield from sorted(found, key=lambda a: (_place(a.name), -a.overdue, -a.open, -a.silent, a.name.casefold()))


def _place(name: str) -> int:
    return _LAST.index(name) + 1 if name in _LAST else 0


def last_note_words(heard: Silence) -> str:
    """“30.11.26”, “November 2026”, “only undated notes”, “never noted”."""
    return HEARD_WORDS.get(heard.heard) or short_words(heard.date, heard.precision)


# Ratings ---------------------------------------------------------------------------------------------------------------


def _rated(document: PlanDocument, since: PlanDocument | None) -> Iterator[RatingCount]:
    """How often each rating is given, in the order of the board's scale; nothing where nothing is rated."""
    now = Counter(_ratings(document))
    same_level = since is not None and since.rating_level == document.rating_level
    before = Counter(_ratings(since)) if since is not None and same_level else None
    if not any(now) and not any(before or ()):
        return
    scale = [rating.strip() for rating in document.ratings if rating.strip()]
    for rating in dict.fromkeys((*scale, *sorted(filter(None, (*now, *(before or ())))))):
        yield RatingCount(rating, now[rating], before[rating] if before is not None else None)
    if now[""] or (before and before[""]):
        yield RatingCount("", now[""], before[""] if before is not None else None)


def _ratings(document: PlanDocument) -> Iterator[str]:
    """The rating of everything that the plan rates, empty where it has none."""
    match document.rating_level:
        case "section":
            rated: Iterator[SectionNode | RecommendationNode | ActionNode] = (
                section for section in document.sections if section.title.strip()
            )
        case "recommendation":
            rated = (r for _, r in document.recommendations() if r.number or r.text.strip())
        case _:
            rated = (action for _, _, action in document.actions())
    for node in rated:
        yield (node.rating or "").strip()
