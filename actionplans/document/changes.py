"""The changes of one cell, note, row, recommendation and section, and the words for them. Plain values, made by ``compare``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .dates import short_words
from .text_diff import DiffPiece, new_text, old_text
from .tree import ActionNode, DeadlineMoveNode, EntryNode, RecommendationNode, SectionNode
from .wording import FEW_READERS, capital, count, listed, number_word, plural

#: What can have happened to a row, in the order in which it is listed, with the word printed beside the row.
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
    "hidden": "Hidden",
    "shown": "Shown again",
    "note": "Notes",
}


@dataclass(frozen=True)
class CellChange:
    """One cell, or one text of a section, recommendation or plan, that differs.

    ``field`` is a field of the plan document (or ``extra:HEADING``), ``heading`` the board's own word for it.
    """

    field: str
    heading: str
    pieces: tuple[DiffPiece, ...]

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

    entry: EntryNode
    was: EntryNode | None
    kind: str
    pieces: tuple[DiffPiece, ...]
    files: tuple[DiffPiece, ...] = ()
    other: str = ""
    late: bool = False

    @property
    def date_pieces(self) -> tuple[DiffPiece, ...]:
        """The date as boards write it ("09.11.26"): the old one gone and the new one new where it differs."""
        now = short_words(self.entry.date, self.entry.precision)
        if self.kind == "removed":
            found: tuple[DiffPiece, ...] = (DiffPiece("gone", now),)
        elif self.kind in ("new", "moved") or self.was is None:
            found = (DiffPiece("new", now),)
        else:
            was = short_words(self.was.date, self.was.precision)
            found = (DiffPiece("same", now),) if was == now else (DiffPiece("gone", was), DiffPiece("new", now))
        return tuple(piece for piece in found if piece.text)


@dataclass(frozen=True)
class RowChange:
    """One row of the table that changed.

    ``action`` is the row as it is (as it was, where removed); ``was`` as it was before, None where new. ``section`` and
    ``recommendation`` are where it is now (a removed row: where it would be); ``from_recommendation`` is where it was,
    if it moved to another. ``ref`` is its reference, given or by place. ``kinds`` are keys of KINDS.
    Of a new or removed row all its cells and notes are listed. ``notes`` are in the order of the plan. ``place`` puts it
    among the other rows of its recommendation: its number there from 0, of a removed row half of one behind.
    """

    section: SectionNode
    recommendation: RecommendationNode
    action: ActionNode
    was: ActionNode | None
    ref: str
    kinds: tuple[str, ...]
    cells: tuple[CellChange, ...] = ()
    notes: tuple[NoteChange, ...] = ()
    notes_heading: str = ""
    moves: tuple[DeadlineMoveNode, ...] = ()
    unchanged_notes: int = 0
    first_unchanged: EntryNode | None = None
    last_unchanged: EntryNode | None = None
    from_recommendation: RecommendationNode | None = None
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
                        "hidden": f"now for {FEW_READERS} only",
                        "shown": "shown to all again",
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
    """A recommendation whose own words or place changed; ``kinds`` of new, removed, reworded, rating, moved, hidden
    (from all but few readers), shown (again).

    ``place`` is its number in its section from 0, of a removed one half of one behind.
    """

    section: SectionNode
    recommendation: RecommendationNode
    was: RecommendationNode | None
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

    section: SectionNode
    was: SectionNode | None
    kinds: tuple[str, ...]
    cells: tuple[CellChange, ...] = ()
    place: float = 0

    def heading(self) -> str:
        """What happened, in words: "New section", "Reworded"."""
        return _own_heading(self.kinds, "section")


def is_reworded(cell: CellChange, kinds: Collection[str]) -> bool:
    """Whether a changed cell is one that was reworded, and not listed as moved, ended, or given to another lead."""
    if cell.field == "deadline":
        return not {"moved", "dated", "undated"} & set(kinds)
    if cell.field == "status":
        return not {"completed", "closed", "reopened"} & set(kinds)
    return cell.field not in ("lead", "rating", "internal")


def _own_heading(kinds: tuple[str, ...], what: str) -> str:
    words = {"new": f"new {what}", "removed": f"{what} removed", "moved": "moved to another place"}
    words |= {"rating": "rating changed", "reworded": "reworded"}
    words |= {"hidden": "hidden", "shown": "shown again"}
    return capital(", ".join(words[kind] for kind in kinds))
