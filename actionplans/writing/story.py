"""The history of a row in the order in which things happened, from a plan document alone.

What happened to a row is in several places of a document: its notes, the moves of its deadline, its end. ``happenings``
merges them in order of time; a further dated source (a challenge and its answer) would be added there.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from actionplans.document.cells import deadline_words
from actionplans.document.dates import day_of, day_words
from actionplans.document.tree import ActionNode, DeadlineMoveNode, EndedNode, EntryNode, PlanDocument

from .parts import version_lines

Kind = Literal["added", "noted", "moved", "ended"]

#: Words by which people write that something has changed for children, families or practice, not only been done.
_OF_RESULTS = re.compile(
    r"\b(?:impact|outcomes?|differences?|re-?audit(?:s|ed)?|improved|improving|improvements? (?:in|of|to)|fewer|quicker"
    r"|rose|fell|risen|fallen|(?:in|de)creased?|feedback|dip samples?|evidence[sd]?|evidencing)\b",
    re.IGNORECASE,
)
_END = datetime.date.max


@dataclass(frozen=True)
class RowEvent:
    """One thing that happened to a row. ``date`` is as precise as it was written (``2027-02``), None where none was
    written; which of the other fields is filled follows from ``kind``."""

    kind: Kind
    date: str | None
    entry: EntryNode | None = None
    move: DeadlineMoveNode | None = None
    ended: EndedNode | None = None


def happenings(action: ActionNode) -> list[RowEvent]:
    """All that happened to a row, oldest first; of one day notes come before decisions.

    What has no date stays behind what it was written after. That a row was added is listed only where nothing is
    known of it from before: a row that came in with a file is older than the day on which it was taken in.
    """
    moves = [RowEvent("moved", move.on or None, move=move) for move in action.deadline_moves]
    notes = [RowEvent("noted", entry.date, entry=entry) for entry in action.progress]
    placed = [*_placed(notes), *_placed(moves)]
    added = day_of(action.added)
    if added and all(day == datetime.date.min or added <= day for day, _ in placed):
        placed.insert(0, (added, RowEvent("added", action.added)))
    if action.status != "open" or action.ended:
        ended = action.ended or EndedNode()
        placed.append((day_of(ended.on) or _END, RowEvent("ended", ended.on or None, ended=ended)))
    return [happening for _, happening in sorted(placed, key=lambda pair: pair[0])]


def _placed(source: Iterable[RowEvent]) -> list[tuple[datetime.date, RowEvent]]:
    """Each with the day by which it is put in order: its own, else that of the one before it in the same source."""
    placed, reached = [], datetime.date.min
    for happening in source:
        reached = day_of(happening.date) or reached
        placed.append((reached, happening))
    return placed


def first_deadline(action: ActionNode) -> str:
    """By when it was due when it was first planned, in the words of the plan; empty where none was set at first."""
    if action.deadline_moves:
        return action.deadline_moves[0].from_.strip()
    return deadline_words(action)


def speaks_of_results(entry: EntryNode) -> bool:
    """Whether a note may say what difference was made, by its words: a hint for a reader, not a finding."""
    return bool(_OF_RESULTS.search(entry.text))


class FirstHeld:
    """In which version a note was first held, as far as the version table shows: by the day on which it was typed."""

    def __init__(self, document: PlanDocument) -> None:
        lines = [(line.date, number) for line in version_lines(document) if (number := line.number)]
        self.lines = [(date, number) for date, number in lines if date and day_of(date)]
        self.now = document.version.number if document.version else None

    def words(self, entry: EntryNode) -> str:
        """ "first in version 8", "in no version yet", or nothing where that is unknown.

        A note typed on the very day of a version may have been typed after it, so both are named; not of the version in
        hand, which holds it.
        """
        typed = day_of(entry.written)
        if typed is None or not self.lines:
            return ""
        number = next((number for date, number in self.lines if (day_of(date) or typed) > typed), self.now)
        same = next((number for date, number in self.lines if day_of(date) == typed), None)
        if same is not None and same != self.now and same != number:
            return f"first in version {same}" + (f" or {number}" if number else ", or in none yet")
        return f"first in version {number}" if number else "in no version yet"


def typed_words(entry: EntryNode, held: FirstHeld) -> str:
    """Who wrote a note, when, and which version first held it: "TO, typed 10 November 2026, first in version 8"."""
    typed = day_words(entry.written) if day_of(entry.written) else ""
    if typed and entry.written == entry.date:
        typed = "the same day"
    return ", ".join(
        filter(None, (" ".join(entry.author.split()), f"typed {typed}" if typed else "", held.words(entry)))
    )
