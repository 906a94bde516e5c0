"""What a comparison of two plan documents says, and the words for it. Made by ``compare``; plain values only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .dates import last_day, short_words
from .text_diff import Piece, new_text, old_text
from .tree import Action, DeadlineMove, Entry, PlanDocument, Recommendation, Section
from .wording import capital, count, listed, number_word, plural

#: What can have happened to a row, in the order in which it is told, with the word printed beside the row.
KINDS: dict[str, str] = {
    "new": "New",
    "removed": "Removed",
    "completed": "Complete",
    "closed": "Closed",
    "reopened": "Reopened",
    "moved": "Moved",  # its deadline
    "dated": "Date set",
    "undated": "Date removed",
    "lead": "Lead changed",
    "rating": "Rating changed",
    "reworded": "Reworded",
    "relocated": "Row moved",
    "shown": "Readers changed",  # made internal, or no longer so
    "note": "Notes",
}

#: What is counted, in the order in which it is told: (key, one, many) as they stand behind the number.
COUNTED: tuple[tuple[str, str, str], ...] = (
    ("new_notes", "new note", "new notes"),
    ("reworded_notes", "note reworded", "notes reworded"),
    ("redated_notes", "note given another date", "notes given another date"),
    ("moved_notes", "note moved to another action", "notes moved to another action"),
    ("removed_notes", "note removed", "notes removed"),
    ("dates_moved", "date moved", "dates moved"),
    ("dates_set", "date set", "dates set"),
    ("dates_removed", "date removed", "dates removed"),
    ("new_actions", "new action", "new actions"),
    ("completed", "completed", "completed"),
    ("closed", "closed", "closed"),
    ("reopened", "reopened", "reopened"),
    ("removed", "removed", "removed"),
    ("reworded_cells", "cell reworded", "cells reworded"),
    ("lead_changes", "lead changed", "leads changed"),
    ("rating_changes", "rating changed", "ratings changed"),
    ("relocated", "row moved", "rows moved"),
    ("shown_changes", "row shown to other readers", "rows shown to other readers"),
    ("new_recommendations", "new recommendation", "new recommendations"),
    ("reworded_recommendations", "recommendation reworded", "recommendations reworded"),
    ("moved_recommendations", "recommendation moved", "recommendations moved"),
    ("removed_recommendations", "recommendation removed", "recommendations removed"),
    ("new_sections", "new section", "new sections"),
    ("reworded_sections", "section reworded", "sections reworded"),
    ("moved_sections", "section moved", "sections moved"),
    ("removed_sections", "section removed", "sections removed"),
    ("plan_changes", "change to the plan itself", "changes to the plan itself"),
)

#: A line of the publish page names at most so many rows.
MOST_NAMED = 6


@dataclass(frozen=True)
class CellChange:
    """One cell, or one text of a section, recommendation or plan, that differs.

    ``field`` is a field of the plan document (or ``extra:HEADING``), ``heading`` the board's own word for it.
    """

    field: str
    heading: str
    pieces: tuple[Piece, ...]

    @property
    def was(self) -> str:
        """The text before, empty for a cell that is new."""
        return old_text(self.pieces)

    @property
    def now(self) -> str:
        """The text now, empty for a cell that is gone."""
        return new_text(self.pieces)


@dataclass(frozen=True)
class NoteChange:
    """One progress note that is ``new``, ``removed``, ``reworded``, ``redated`` or ``moved`` (from another row).

    ``entry`` is the note as it is (as it was, where removed), ``was`` as it was before (None where new). ``other`` is
    the reference of the row that a moved note came from, or that a removed one went to. ``late`` says that it is new
    and yet happened on or before the day of the older version.
    """

    entry: Entry
    was: Entry | None
    kind: str
    pieces: tuple[Piece, ...]
    files: tuple[Piece, ...] = ()
    other: str = ""
    late: bool = False

    @property
    def date_pieces(self) -> tuple[Piece, ...]:
        """The date as boards write it ("09.11.26"): the old one gone and the new one new where it differs."""
        now = short_words(self.entry.date, self.entry.precision)
        if self.kind == "removed":
            found = (Piece("gone", now),)
        elif self.kind in ("new", "moved") or self.was is None:
            found = (Piece("new", now),)
        else:
            was = short_words(self.was.date, self.was.precision)
            found = (Piece("same", now),) if was == now else (Piece("gone", was), Piece("new", now))
        return tuple(piece for piece in found if piece.text)


@dataclass(frozen=True)
class RowChange:
    """One row of the table that changed.

    ``action`` is the row as it is (as it was, where removed); ``was`` as it was before, None where new. ``section`` and
    ``recommendation`` are where it stands now, of a removed row where it would stand; ``from_recommendation`` is where
    it stood, if it moved to another. ``ref`` is its reference, given or by place. ``kinds`` are keys of KINDS.
    Of a new or removed row all its cells and notes are listed. ``notes`` are in the order of the plan. ``place`` puts it
    among the other rows of its recommendation: its number there from 0, of a removed row half of one behind.
    """

    section: Section
    recommendation: Recommendation
    action: Action
    was: Action | None
    ref: str
    kinds: tuple[str, ...]
    cells: tuple[CellChange, ...] = ()
    notes: tuple[NoteChange, ...] = ()
    notes_heading: str = ""
    moves: tuple[DeadlineMove, ...] = ()
    unchanged_notes: int = 0
    first_unchanged: Entry | None = None
    last_unchanged: Entry | None = None
    from_recommendation: Recommendation | None = None
    taken_into: str = ""
    place: float = 0

    def __contains__(self, kind: str) -> bool:
        """``"moved" in row``: whether this happened to the row."""
        return kind in self.kinds

    def cell(self, field: str) -> CellChange | None:
        """The change of one field, or None."""
        return next((cell for cell in self.cells if cell.field == field), None)

    @property
    def new_notes(self) -> tuple[NoteChange, ...]:
        return tuple(note for note in self.notes if note.kind == "new")

    @property
    def reworded(self) -> tuple[CellChange, ...]:
        """The cells that were reworded: not the status, rating, lead, a moved date or who may read the row."""
        if self.was is None or "removed" in self.kinds:
            return ()
        return tuple(cell for cell in self.cells if is_reworded(cell, self.kinds))

    def heading(self) -> str:
        """What happened, in words: "Two new notes", "Date moved, one new note", "New action"."""
        if "new" in self.kinds:
            return "New action"
        if "removed" in self.kinds:
            return f"Removed, taken into {self.taken_into}" if self.taken_into else "Removed"
        said: list[str] = []
        for kind in self.kinds:
            if kind == "reworded":
                cells = len(self.reworded)
                said.append(f"{number_word(cells)} {plural(cells, 'cell')} reworded")
            elif kind == "relocated":
                said.append(self._relocated())
            elif kind == "shown":
                said.append("now for manager and chair only" if self.action.internal else "no longer internal")
            elif kind == "note":
                said += self._notes()
            else:
                said.append(
                    {
                        "completed": "completed",
                        "closed": "closed",
                        "reopened": "reopened",
                        "moved": "date moved",
                        "dated": "date set",
                        "undated": "date removed",
                        "lead": "lead changed",
                        "rating": "rating changed",
                    }[kind]
                )
        return capital(", ".join(said))

    def _relocated(self) -> str:
        if self.from_recommendation is None:
            return "moved to another place"
        number = self.recommendation.number
        return f"moved to recommendation {number}" if number else "moved to another recommendation"

    def _notes(self) -> Iterator[str]:
        for kind, one, many in (
            ("new", "new note", "new notes"),
            ("reworded", "note reworded", "notes reworded"),
            ("redated", "note given another date", "notes given another date"),
            ("removed", "note removed", "notes removed"),
        ):
            if number := sum(1 for n in self.notes if n.kind == kind and not (kind == "removed" and n.other)):
                yield f"{number_word(number)} {plural(number, one, many)}"
        came = [n.other for n in self.notes if n.kind == "moved"]
        if came:
            yield f"{number_word(len(came))} {plural(len(came), 'note')} from {listed(dict.fromkeys(came))}"
        went = [n.other for n in self.notes if n.kind == "removed" and n.other]
        if went:
            yield f"{number_word(len(went))} {plural(len(went), 'note')} moved to {listed(dict.fromkeys(went))}"

    def unchanged_words(self) -> str:
        """The notes that are as they were: "2 earlier notes, 11.10.26 to 28.11.26, unchanged"; empty where none is."""
        if not self.unchanged_notes:
            return ""
        ends = (self.first_unchanged, self.last_unchanged)
        first, last = (short_words(entry.date, entry.precision) if entry else "" for entry in ends)
        words = count(self.unchanged_notes, "earlier note")
        if first and last:
            words += f", {first}" if first == last else f", {first} to {last}"
        return f"{words}, unchanged"


@dataclass(frozen=True)
class RecommendationChange:
    """A recommendation whose own words or place changed; ``kinds`` of new, removed, reworded, rating, moved, shown.

    ``place`` is its number in its section from 0, of a removed one half of one behind.
    """

    section: Section
    recommendation: Recommendation
    was: Recommendation | None
    kinds: tuple[str, ...]
    cells: tuple[CellChange, ...] = ()
    place: float = 0

    def heading(self) -> str:
        """What happened, in words: "New recommendation", "Rating changed, reworded"."""
        return _own_heading(self.kinds, "recommendation")


@dataclass(frozen=True)
class SectionChange:
    """A section whose own words or place changed; ``kinds`` of new, removed, reworded, rating, moved.

    ``place`` is its number in the plan from 0, of a removed one half of one behind.
    """

    section: Section
    was: Section | None
    kinds: tuple[str, ...]
    cells: tuple[CellChange, ...] = ()
    place: float = 0

    def heading(self) -> str:
        """What happened, in words: "New section", "Reworded"."""
        return _own_heading(self.kinds, "section")


class ChangedIds(NamedTuple):
    """Ids of what is new or changed, for the bar that means "not yet printed"."""

    actions: frozenset[str]
    new_actions: frozenset[str]
    entries: frozenset[str]
    cells: frozenset[tuple[str, str]]
    recommendations: frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """All that differs between two documents. ``old`` is None where there was none yet: then everything is new.

    ``rows`` holds the changed rows in the order of the new plan, removed ones where they would stand; ``unchanged`` the
    references of the other rows. ``counts`` has every key of COUNTED, zero or not. New and removed rows count once,
    whatever they hold.
    """

    old: PlanDocument | None
    new: PlanDocument
    rows: tuple[RowChange, ...]
    sections: tuple[SectionChange, ...]
    recommendations: tuple[RecommendationChange, ...]
    plan: tuple[CellChange, ...]
    unchanged: tuple[str, ...]
    counts: Mapping[str, int] = field(repr=False)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self.total > 0

    @property
    def total(self) -> int:
        """The number of changes, as they are counted."""
        return sum(self.counts.values())

    @property
    def changed_actions(self) -> int:
        """The number of rows that are new, changed or removed."""
        return len(self.rows)

    def sentence(self) -> str:
        """All in one sentence: "9 actions changed: 8 new notes, 1 date moved, 1 new action."."""
        if not self.total:
            return "Nothing has changed."
        if self.old is None:
            notes = sum(len(action.progress) for _, _, action in self.new.actions())
            noted = f" with {count(notes, 'note')}" if notes else ""
            return f"Everything is new: {count(len(self.rows), 'action')}{noted}."
        told = ", ".join(f"{number} {words}" for number, words, _ in self._counted())
        actions = count(len(self.rows), "action") if self.rows else "No action"
        return f"{actions} changed{':' if self.rows else ', but'} {told}."

    def lines(self) -> tuple[tuple[str, str], ...]:
        """The same, one line for each thing counted: ("8", "new notes"), ("1", "completed: 99.3")."""
        return tuple(
            (str(number), f"{words}: {detail}" if detail else words)
            for number, words, detail in ((n, w, self._detail(key)) for n, w, key in self._counted())
        )

    def _counted(self) -> Iterator[tuple[int, str, str]]:
        for key, one, many in COUNTED:
            if number := self.counts[key]:
                yield number, plural(number, one, many), key

    def _detail(self, key: str) -> str:
        """Which rows a line speaks of, and the little that fits beside them."""
        if key == "plan_changes":
            return listed(cell.heading.lower() for cell in self.plan)
        if key.endswith("_recommendations"):
            kind = key.split("_")[0]
            kinds = {kind, "shown"} if kind == "reworded" else {kind}
            return listed((r.recommendation.number for r in self.recommendations if kinds & set(r.kinds)), MOST_NAMED)
        if key.endswith("_sections") or self.old is None:
            return ""
        if key == "rating_changes":
            return listed(self._rated(), MOST_NAMED)
        kind = _ROW_KINDS.get(key)
        rows = [row for row in self.rows if kind in row.kinds] if kind else []
        if key == "dates_moved" and len(rows) <= 2:
            return "; ".join(f"{row.ref}{_to_date(row)}" for row in rows)
        if key == "removed":
            into = (f", taken into {row.taken_into}" if row.taken_into else "" for row in rows)
            return listed((f"{row.ref}{words}" for row, words in zip(rows, into, strict=True)), MOST_NAMED)
        if key == "lead_changes" and len(rows) == 1 and (cell := rows[0].cell("lead")) and len(cell.now) < 60:
            return f"{rows[0].ref}, now {cell.now}" if cell.now else rows[0].ref
        return listed((row.ref for row in rows), MOST_NAMED)

    def _rated(self) -> Iterator[str]:
        for row in self.rows:
            if "rating" in row.kinds:
                yield _rating_words(row.ref, row.cell("rating"))
        for change in self.recommendations:
            if "rating" in change.kinds:
                yield _rating_words(change.recommendation.number, _cell(change.cells, "rating"))
        for section in self.sections:
            if "rating" in section.kinds:
                yield _rating_words(section.section.title, _cell(section.cells, "rating"))


def is_reworded(cell: CellChange, kinds: Collection[str]) -> bool:
    """Whether a changed cell is one that was reworded, and not told of as moved, ended, given to another lead."""
    if cell.field == "deadline":
        return not {"moved", "dated", "undated"} & set(kinds)
    if cell.field == "status":
        return not {"completed", "closed", "reopened"} & set(kinds)
    return cell.field not in ("lead", "rating", "internal")


_ROW_KINDS = {
    "dates_moved": "moved",
    "dates_set": "dated",
    "dates_removed": "undated",
    "new_actions": "new",
    "completed": "completed",
    "closed": "closed",
    "reopened": "reopened",
    "removed": "removed",
    "reworded_cells": "reworded",
    "lead_changes": "lead",
    "relocated": "relocated",
    "shown_changes": "shown",
}


def _own_heading(kinds: tuple[str, ...], what: str) -> str:
    words = {"new": f"new {what}", "removed": f"{what} removed", "moved": "moved to another place"}
    words |= {"rating": "rating changed", "reworded": "reworded", "shown": "readers changed"}
    return capital(", ".join(words[kind] for kind in kinds))


def _cell(cells: tuple[CellChange, ...], field: str) -> CellChange | None:
    return next((cell for cell in cells if cell.field == field), None)


def _rating_words(name: str, cell: CellChange | None) -> str:
    words = f"from {cell.was or 'not rated'} to {cell.now or 'not rated'}" if cell else ""
    return " ".join(part for part in (name, words) if part)


def _to_date(row: RowChange) -> str:
    """Where a deadline moved to (", to 30 November"). The year is left out where it is the year it was in before."""
    words = row.action.deadline_text.strip()
    if not words or len(words) > 40 or "\n" in words:
        return ""
    before, after = (_years(action) for action in (row.was, row.action))
    if len(after) == 1 and before == after:
        year = f" {next(iter(after))}"
        if words.endswith(year) and words.count(" ") == 2:
            words = words.removesuffix(year)
    return f", to {words}"


def _years(action: Action | None) -> set[int]:
    days: list[date | None] = [last_day(d.date, d.precision) for d in action.deadlines] if action else []
    return {day.year for day in days if day}
