"""When an open action is silent: the one rule, for documents and (through ``models.action``) for lists from the database.

Silence counts from the last dated note, by the date beside the note. Where no note has a date it counts from the day on which the
action was entered; for actions that were in the plan from its first day here, from the earliest of that day, the date of what the
plan answers, and the last line of the version table that the plan's file brought: they are older than their entry.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from .dates import day_of, last_day, order_key, parts_of_key
from .tree import ActionNode, PlanDocument, VersionLine
from .wording import count


class Heard(StrEnum):
    """What has been noted of an action."""

    DATED = "dated"
    UNDATED = "undated"
    NEVER = "never"


#: In words, beside a reference or in a list; ``DATED`` is said by the date of the last note.
HEARD_WORDS = {Heard.UNDATED: "only undated notes", Heard.NEVER: "never noted"}


@dataclass(frozen=True)
class Silence:
    """What was last heard of an action: ``date`` and ``precision`` of its last dated note (None and "none" where it has none),
    and the day from which silence counts, None where nothing says when the action began."""

    heard: Heard
    date: str | None
    precision: str
    since: datetime.date | None

    def days(self, on: datetime.date) -> int | None:
        """The number of days since anything was heard; None where that is not known."""
        return (on - self.since).days if self.since else None

    def lasts(self, on: datetime.date, days: int) -> bool:
        """Whether there has been silence for so many days."""
        quiet = self.days(on)
        return quiet is not None and quiet >= days

    def words(self, on: datetime.date) -> str:
        """“Silent for 74 days”, “Silent for 74 days: never noted”."""
        quiet = count(self.days(on) or 0, "day")
        return ": ".join(filter(None, (f"Silent for {quiet}", HEARD_WORDS.get(self.heard, ""))))


def silence(*, last_note: str, noted: bool, began: datetime.date | None) -> Silence:
    """The silence of an action. ``last_note`` is the greatest key (``dates.order_key``) of its notes, empty where none is dated;
    ``noted`` is whether it has any note; ``began`` is the day it counts from where no note is dated."""
    if last_note:
        date, precision = parts_of_key(last_note)
        return Silence(Heard.DATED, date, precision, last_day(date, precision))
    return Silence(Heard.UNDATED if noted else Heard.NEVER, None, "none", began)


def silence_of(action: ActionNode, plan_began: datetime.date | None = None) -> Silence:
    """The silence of an action of a document. ``plan_began`` (see there) counts for an action of a file, which has no day on
    which it was entered."""
    began = day_of(action.begun) or day_of(action.added) or plan_began
    return silence(last_note=last_note_key(action), noted=bool(action.progress), began=began)


def last_note_key(action: ActionNode) -> str:
    """The greatest key of its notes, empty where none is dated. A note without a date counts by the day it was typed."""
    keys = (
        order_key(entry.date, entry.precision) if entry.date else order_key(entry.written or None)
        for entry in action.progress
    )
    return max(keys, default="")


def is_silent(action: ActionNode, on: datetime.date, days: int, *, plan_began: datetime.date | None = None) -> bool:
    """Whether an open action of a document is without a dated note for so many days."""
    return action.status == "open" and silence_of(action, plan_began).lasts(on, days)


def plan_began(document: PlanDocument) -> datetime.date | None:
    """The day from which actions that came with the plan count, by the date of what it answers and its version table."""
    return began_before(document.source.date, document.source.precision, document.versions)


def began_before(date: str | None, precision: str, lines: Iterable[VersionLine]) -> datetime.date | None:
    """The earlier of the date of what a plan answers and the last dated line of the version table that its file brought."""
    brought = [day for line in lines if not line.published and (day := day_of(line.date))]
    answered = last_day(date, precision) if date else None
    return min(filter(None, (answered, brought[-1] if brought else None)), default=None)


def action_began(added: datetime.date, entered: datetime.date | None, before: datetime.date | None) -> datetime.date:
    """The day from which an action counts while no note of it is dated: ``added`` is the day it was entered, ``entered`` the
    first day on which an action of its plan was, ``before`` that of ``began_before``."""
    came_along = before is not None and (entered is None or added <= entered)
    return min(added, before) if before is not None and came_along else added


def without_begun(document: PlanDocument) -> PlanDocument:
    """The document without ``ActionNode.begun``, which follows from its other keys and the day it was brought in."""
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(r, actions=tuple(replace(action, begun="") for action in r.actions))
                for r in section.recommendations
            ),
        )
        for section in document.sections
    )
    return document.replace(sections=sections)
