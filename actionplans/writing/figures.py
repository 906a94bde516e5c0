"""The five figures at the head of a printed plan. Pure: the day for which they are computed is an argument."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from actionplans.document.dates import day_of
from actionplans.document.references import references
from actionplans.document.silence import Heard, is_silent, plan_began, silence_of
from actionplans.document.tree import ActionNode, DeadlineMoveNode, PlanDocument, VersionLine

#: An open action without a dated note for so many days is silent (``document.silence``).
SILENT_DAYS = 60


@dataclass(frozen=True)
class Figures:
    """Counts of a plan as it stands on a day; ``since`` names the version from which moves are counted, or is empty.
    Of the silent actions ``never_noted`` have no note and ``only_undated`` none with a date."""

    recommendations: int
    open: int
    complete: int
    closed: int
    overdue: int
    moved: int
    since: str
    silent: int
    never_noted: int = 0
    only_undated: int = 0
    silent_days: int = SILENT_DAYS

    @property
    def actions(self) -> int:
        return self.open + self.complete + self.closed

    @property
    def silent_words(self) -> str:
        """“12 never noted, 1 with only undated notes”; empty where all that are silent have a dated note."""
        return unheard_words(self.never_noted, self.only_undated)


def figures_on(
    document: PlanDocument, on: datetime.date, previous: PlanDocument | None = None, silent_days: int = SILENT_DAYS
) -> Figures:
    """The figures on that day. ``previous`` is the version before; without it the moves' own dates are used."""
    actions = [action for _, _, action in document.actions()]
    standing = [action for action in actions if action.status == "open"]
    before = version_before(document)
    began = plan_began(document)
    quiet = [action for action in standing if is_silent(action, on, silent_days, plan_began=began)]
    heard = Counter(silence_of(action, began).heard for action in quiet)
    if previous is not None:
        moved = _moved_between(previous, document)
        since = f"version {previous.version.number}" if previous.version else "the version before"
    else:
        # a version of the plan's file was never published here, and how often its deadlines moved before is not known
        here = before if before and before.published else None
        since = _lower(here.label) if here else ""
        since_day = (here.date or "") if here else ""
        moved = sum(any(move.on > since_day for move in moves(action)) for action in actions)
    return Figures(
        recommendations=sum(bool(r.number or r.text.strip()) for _, r in document.recommendations()),
        open=len(standing),
        complete=sum(action.status == "complete" for action in actions),
        closed=sum(action.status == "closed" for action in actions),
        overdue=sum(overdue(action, on) for action in standing),
        moved=moved,
        since=since,
        silent=len(quiet),
        never_noted=heard[Heard.NEVER],
        only_undated=heard[Heard.UNDATED],
        silent_days=silent_days,
    )


def unheard_words(never_noted: int, only_undated: int) -> str:
    """“12 never noted, 1 with only undated notes”."""
    parts = ((never_noted, "never noted"), (only_undated, "with only undated notes"))
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def due(action: ActionNode) -> datetime.date | None:
    """The last day of the last of an action's deadlines, after which it is overdue."""
    return max(filter(None, (day_of(d.date) for d in action.deadlines)), default=None)


def overdue(action: ActionNode, on: datetime.date) -> bool:
    """Whether an open action's last date has gone by."""
    day = due(action)
    return action.status == "open" and day is not None and day < on


def version_before(document: PlanDocument) -> VersionLine | None:
    """The line of the version before this one; of a draft, the last there is."""
    lines = document.versions
    if document.version is not None:
        lines = tuple(line for line in lines if (line.number or 0) < document.version.number)
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
