"""Dataclasses that describe a demonstration board and a year of its work. No Django here.

A class that is called ``Scripted…`` describes a row of the model of that name; the others are events.

Every day is counted from the Monday of the week in which the data is loaded: ``thu(-9)`` is the Thursday nine weeks
ago, ``thu(1)`` the Thursday of next week, whatever today is. So a board that meets on Thursdays always does, nothing
that has happened is ever in the future (weeks below 0 are past on each day of this week, and so is ``mon(0)``), and what is
due in week 1 is always due next week.

Texts may hold days in braces, filled in by ``Calendar.words``: ``{thu-9}`` becomes “17 September”, ``{thu-9:full}``
“17 September 2026”, ``{thu-9:dots}`` “17.09.26”, ``{thu-9:six}`` “170926”, ``{thu-9:month}`` “September”,
``{thu-9:monthyear}`` “September 2026” and ``{thu-9:year}`` “2026”. ``{end+2}`` is the last day of the second month
from now.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

#: A day, as days from the Monday of the present week.
Day = int

DAYS = ("mon", "tue", "wed", "thu", "fri")


def mon(week: int) -> Day:
    return 7 * week


def tue(week: int) -> Day:
    return 7 * week + 1


def wed(week: int) -> Day:
    return 7 * week + 2


def thu(week: int) -> Day:
    return 7 * week + 3


def fri(week: int) -> Day:
    return 7 * week + 4


def by(day: Day) -> str:
    """A deadline on one day, in words."""
    return f"{{{DAYS[day % 7]}{day // 7:+d}:full}}"


def by_end(months: int) -> str:
    """A deadline on the last day of the month so many months from now."""
    return f"{{end{months:+d}:full}}"


def by_month(months: int) -> str:
    """A deadline in the month so many months from now, without a day."""
    return f"{{end{months:+d}:monthyear}}"


@dataclass(frozen=True)
class Calendar:
    """Days as offsets, turned into the dates of the week in which ``today`` lies."""

    today: datetime.date

    @property
    def monday(self) -> datetime.date:
        return self.today - datetime.timedelta(days=self.today.weekday())

    def date(self, day: Day) -> datetime.date:
        return self.monday + datetime.timedelta(days=day)

    def month(self, months: int) -> datetime.date:
        """The first day of the month so many months from now."""
        count = self.monday.year * 12 + self.monday.month - 1 + months
        return datetime.date(count // 12, count % 12 + 1, 1)

    def month_end(self, months: int) -> datetime.date:
        first = self.month(months)
        return first.replace(day=calendar.monthrange(first.year, first.month)[1])

    def words(self, text: str) -> str:
        """The text with each day in braces written out. Raises ValueError for braces that name no day."""

        def write(match: re.Match[str]) -> str:
            name, number, form = match["name"], int(match["number"]), match["form"] or "day"
            if name == "end":
                return written(self.month_end(number), form)
            return written(self.date(7 * number + DAYS.index(name)), form)

        filled = _BRACES.sub(write, text)
        if "{" in filled or "}" in filled:
            raise ValueError(f"A day in braces is not understood: {text}")
        return filled


_BRACES = re.compile(r"\{(?P<name>mon|tue|wed|thu|fri|end)(?P<number>[+-]?\d+)(?::(?P<form>[a-z]+))?\}")


def written(date: datetime.date, form: str) -> str:
    """One date in one of the forms named at the head of this module."""
    month = calendar.month_name[date.month]
    forms = {
        "day": f"{date.day} {month}",
        "full": f"{date.day} {month} {date.year}",
        "dots": f"{date:%d.%m.%y}",
        "six": f"{date:%d%m%y}",
        "month": month,
        "monthyear": f"{month} {date.year}",
        "year": f"{date.year}",
    }
    return forms[form]


# people and meetings -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ScriptedAgency:
    key: str
    name: str
    short: str = ""
    kind: str = ""


@dataclass(frozen=True)
class ScriptedPerson:
    """A person of the board, under the name by which leads are written.

    ``role`` is given to those who sign in: manager, chair, lead, member or observer. A person who has left (``until``)
    can no longer sign in.
    """

    initials: str
    name: str
    job: str
    agency: str
    role: str = ""
    since: Day | None = None
    until: Day | None = None


@dataclass(frozen=True)
class ScriptedGroup:
    key: str
    name: str
    kind: str  # executive, board, subgroup, panel
    members: tuple[str, ...] = ()  # initials; the first one chairs


@dataclass(frozen=True)
class ScriptedMeeting:
    group: str
    on: Day
    papers: Day | None = None
    place: str = ""
    time: str = "10:00"


# the plan ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Note:
    """A progress note.

    ``typed`` is given where it was typed on another day than it happened, ``form`` where its date was not written as
    17.09.26, ``by`` (initials) where a person other than the business manager typed it. ``file`` is the name of a
    file attached to it.
    """

    on: Day
    text: str
    by: str = ""
    typed: Day | None = None
    precision: str = "day"
    form: str = "dots"
    internal: bool = False
    file: str = ""


@dataclass(frozen=True)
class Move:
    """The deadline was moved, and why."""

    on: Day
    to: str
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Reword:
    """A cell was reworded, and why."""

    on: Day
    cell: str  # action, why, risk, target, evidence
    text: str
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class NewLeads:
    on: Day
    leads: tuple[str, ...]
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class Rated:
    on: Day
    rating: str
    reason: str = ""
    by: str = ""


@dataclass(frozen=True)
class ScriptedEnd:
    """Complete (done) or closed (ended without more to do): who agreed it, and why."""

    on: Day
    status: str
    agreed: str
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Reopened:
    on: Day
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Removed:
    """The action was removed from the plan; its history stays."""

    on: Day
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Clashed:
    """Two people changed one cell at once: the first text is in the plan, the second waits for the manager's choice."""

    on: Day
    cell: str
    first: str
    first_by: str
    second: str
    second_by: str = ""


@dataclass(frozen=True)
class Corrected:
    """The text of a recommendation was corrected; ``before`` is its text until then."""

    on: Day
    before: str
    reason: str
    by: str = ""


@dataclass(frozen=True)
class Said:
    """What a person (initials) wrote on a day: an answer, the outcome of a challenge, a remark."""

    on: Day
    text: str
    by: str = ""


@dataclass(frozen=True)
class Proposed:
    """A lead proposed that the action is complete, or with ``to`` a new date. Without ``declined`` it waits."""

    on: Day
    why: str
    by: str
    to: Day | None = None
    declined: Said | None = None


@dataclass(frozen=True)
class Challenged:
    """A challenge by the chair, at the (group, day) of a meeting or without one."""

    on: Day
    text: str
    by: str
    meeting: tuple[str, Day] | None = None
    answered: Said | None = None
    closed: Said | None = None


@dataclass(frozen=True)
class SignedOff:
    on: Day
    text: str
    by: str


Event = (
    Note
    | Move
    | Reword
    | NewLeads
    | Rated
    | ScriptedEnd
    | Reopened
    | Removed
    | Clashed
    | Proposed
    | Challenged
    | SignedOff
)


@dataclass(frozen=True)
class ScriptedAction:
    """One action as it was first written; ``events`` is what happened to it later, in any order."""

    ref: str
    action: str
    leads: tuple[str, ...] = ()
    due: str = ""
    why: str = ""
    risk: str = ""
    target: str = ""
    evidence: str = ""
    added: Day | None = None
    also: tuple[str, ...] = ()
    internal: bool = False
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class ScriptedRecommendation:
    number: str
    short: str
    text: str
    actions: tuple[ScriptedAction, ...] = ()
    corrected: Corrected | None = None


@dataclass(frozen=True)
class ScriptedSection:
    title: str
    kind: str = ""
    objectives: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    recommendations: tuple[ScriptedRecommendation, ...] = ()


@dataclass(frozen=True)
class ScriptedVersion:
    """A version published on a day; ``meeting`` is the (group, day) for which or after which it was made."""

    on: Day
    note: str
    meeting: tuple[str, Day] | None = None
    by: str = ""
    agreed: SignedOff | None = None


@dataclass(frozen=True)
class ScriptedReport:
    """A covering report, begun on a day for the (group, day) of its meeting, of the plan as its last version then had it.

    ``edits`` are the texts that replace the computed ones, by kind and key.
    """

    on: Day
    meeting: tuple[str, Day]
    edits: tuple[tuple[str, str, str], ...] = ()
    finished: bool = False
    by: str = ""


@dataclass(frozen=True)
class ScriptedPlan:
    title: str
    source: str  # inspection, joint-inspection, case-review, audit, improvement-notice, …
    source_title: str
    source_date: Day
    begun: Day
    layout: str  # six, five or seven columns (``actionplans.models.plan.LAYOUTS``)
    sections: tuple[ScriptedSection, ...]
    versions: tuple[ScriptedVersion, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # field and heading, where the layout’s are not the ones
    reports: tuple[ScriptedReport, ...] = ()
    challenges: tuple[Challenged, ...] = ()  # to the plan as a whole; those to a row are events of it
    kept: tuple[Day, str] | None = None  # until when it is kept, and why


@dataclass(frozen=True)
class ScriptedAudit:
    """An audit of the board's year; its ``recommendations`` are followed as recommendations of the board's plan for
    audits."""

    theme: str
    kind: str  # section-11, single-agency, multi-agency, case-file
    month: int  # months from now
    state: str  # planned, under-way, reported, followed, done
    agencies: tuple[str, ...]  # keys
    lead: str
    reports_to: str
    summary: str = ""
    reported: Day | None = None
    recommendations: tuple[ScriptedRecommendation, ...] = ()


@dataclass(frozen=True)
class Invited:
    """A person who was invited on a day and has not answered; the link expires two weeks later."""

    name: str
    agency: str
    role: str
    on: Day


@dataclass(frozen=True)
class ScriptedBoard:
    slug: str
    name: str
    short: str
    area: str
    kind: str
    domain: str
    marking: str
    keeper: str  # initials of the business manager, who typed all that names no other person
    agencies: tuple[ScriptedAgency, ...]
    people: tuple[ScriptedPerson, ...]
    groups: tuple[ScriptedGroup, ...]
    meetings: tuple[ScriptedMeeting, ...]
    plans: tuple[ScriptedPlan, ...]
    audits: tuple[ScriptedAudit, ...] = ()
    audits_plan: ScriptedPlan | None = None
    controller: str = ""
    phone: str = ""
    invited: tuple[Invited, ...] = ()
    reviewed: tuple[Day, ...] = ()  # the days of access reviews, in which everybody stayed

    def person(self, initials: str) -> ScriptedPerson:
        return next(p for p in self.people if p.initials == initials)

    def email(self, person: ScriptedPerson | Invited) -> str:
        """The address a person signs in with, under the reserved .example."""
        return f"{untitled(person.name).lower().replace(' ', '.')}@{self.domain}"


def untitled(name: str) -> str:
    """A name without the title or rank before it."""
    return re.sub(r"^(Dr|Cllr|Det Supt|Det Ch Insp|Insp|Rev) ", "", name)
