"""The five figures at the head of a printed plan. Pure: the day for which they are computed is an argument."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from actionplans.document.dates import DateError, last_day
from actionplans.document.references import references
from actionplans.document.tree import ActionNode, DeadlineMoveNode, PlanDocument, VersionLine

#: An open action of which nothing was noted for so many days is silent.
SILENT_DAYS = 60

_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")
_LAST_NUMBER = re.compile(r"(\d+)\D*$")


@dataclass(frozen=True)
class Figures:
    """Counts of a plan as it stands on a day; ``since`` names the version from which moves are counted, or is empty."""

    recommendations: int
    open: int
    complete: int
    closed: int
    overdue: int
    moved: int
    since: str
    silent: int
    silent_days: int = SILENT_DAYS

    @property
    def actions(self) -> int:
        return self.open + self.complete + self.closed


def figures_on(
    document: PlanDocument, on: datetime.date, previous: PlanDocument | None = None, silent_days: int = SILENT_DAYS
) -> Figures:
    """The figures on that day. ``previous`` is the version before; without it the moves' own dates are used."""
    actions = [action for _, _, action in document.actions()]
    standing = [action for action in actions if action.status == "open"]
    before = version_before(document)
    begun = first_day(document)
    if previous is not None:
        moved = _moved_between(previous, document)
        since = f"version {previous.version.number}" if previous.version else "the version before"
    else:
        since = _lower(before.label) if before else ""
        since_day = (before.date or "") if before else ""
        moved = sum(any(move.on > since_day for move in moves(action)) for action in actions)
    return Figures(
        recommendations=sum(bool(r.number or r.text.strip()) for _, r in document.recommendations()),
        open=len(standing),
        complete=sum(action.status == "complete" for action in actions),
        closed=sum(action.status == "closed" for action in actions),
        overdue=sum(overdue(action, on) for action in standing),
        moved=moved,
        since=since,
        silent=sum(silent(action, on, silent_days, first_day=begun) for action in standing),
        silent_days=silent_days,
    )


def due(action: ActionNode) -> datetime.date | None:
    """The last day of the last of an action's deadlines, after which it is overdue."""
    return max(filter(None, (day_of(d.date) for d in action.deadlines)), default=None)


def overdue(action: ActionNode, on: datetime.date) -> bool:
    """Whether an open action's last date has gone by."""
    day = due(action)
    return action.status == "open" and day is not None and day < on


def last_word(action: ActionNode) -> datetime.date | None:
    """The day of the latest note, from which silence is counted: when it was typed where that is known."""
    days = []
    for entry in action.progress:
        written = day_of(entry.written)
        days.append(written or day_of(entry.date))
    return max(filter(None, days), default=None)


def silent(
    action: ActionNode, on: datetime.date, days: int = SILENT_DAYS, *, first_day: datetime.date | None = None
) -> bool:
    """Whether an open action is without a word for so many days. One without any note counts once it is that old, or
    where the day it was added is unknown, the plan itself, of which ``first_day`` is the first version's."""
    word = last_word(action) or day_of(action.added) or first_day
    return action.status == "open" and word is not None and word <= on - datetime.timedelta(days=days)


def first_day(document: PlanDocument) -> datetime.date | None:
    """The day of the first version that the plan knows of."""
    return min(filter(None, (day_of(line.date) for line in document.versions)), default=None)


def day_of(written: str | None) -> datetime.date | None:
    """The last day of a date whose precision shows ("2026-11-30", "2026-11", "2026"); None of what is no date."""
    match = _ISO.match(written or "")
    if match is None:
        return None
    try:
        return last_day(match[0], {10: "day", 7: "month", 4: "year"}[len(match[0])])
    except DateError:
        return None


def version_number(line: VersionLine) -> int | None:
    """The number in a version's label: "Version 7" and "V.7" are 7."""
    found = _LAST_NUMBER.search(line.label)
    return int(found[1]) if found else None


def version_before(document: PlanDocument) -> VersionLine | None:
    """The line of the version before this one; of a draft, the last there is."""
    lines = document.versions
    if document.version is not None:
        lines = tuple(line for line in lines if (version_number(line) or 0) < document.version.number)
    return lines[-1] if lines else None


def moves(action: ActionNode) -> list[DeadlineMoveNode]:
    """The moves of an action's deadlines, without the first date that it was given: that is set, not moved."""
    return [move for move in action.deadline_moves if move.from_.strip()]


def _moved_between(previous: PlanDocument, document: PlanDocument) -> int:
    """How many actions have a deadline that moved since the previous document."""
    known = {key: len(moves(action)) for key, action in _by_key(previous)}
    return sum(len(moves(action)) > known.get(key, 0) for key, action in _by_key(document))


def _by_key(document: PlanDocument) -> Iterator[tuple[str, ActionNode]]:
    """Each action with its key: its id, else its reference."""
    for (_, _, action), ref in zip(document.actions(), references(document), strict=True):
        yield action.id or ref, action


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
