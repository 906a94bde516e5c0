"""Compare the rows of two plan documents: their cells, their notes, and their places."""

from __future__ import annotations

from typing import Any

from .cells import FIELD_ORDER, file_pieces, note_change, row_cells, whole, whole_cells
from .changes import KINDS, CellChange, NoteChange, RowChange, is_reworded
from .dates import last_day
from .matching import MatchedRow, moved_places, pair_notes
from .paired import PairedDocuments
from .text_diff import DiffPiece
from .tree import ActionNode, EntryNode


class RowComparer:
    """Collects the rows that differ, in the order of the newer plan."""

    def __init__(self, paired: PairedDocuments) -> None:
        self.paired = paired

    def changes(self) -> tuple[tuple[RowChange, ...], tuple[str, ...]]:
        found: list[tuple[tuple[float, ...], RowChange]] = []
        unchanged: list[str] = []
        relocated = self._relocated_rows()
        for j, row in enumerate(self.paired.rows.new):
            change = self._row(j, row, j in relocated)
            if change:
                found.append((self._place_of_new(row), change))
            else:
                unchanged.append(row.ref)
        for i in self.paired.rows.left_old():
            place = self._place_of_removed(i)
            found.append((place, self._removed(self.paired.rows.old[i], place[2])))
        found.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in found), tuple(unchanged)

    def _in_order(self, changed: dict[str, tuple[DiffPiece, ...]]) -> tuple[CellChange, ...]:
        """Cells in the order of the board's columns, those without a column behind."""
        columns = [
            column.field for document in (self.paired.new, self.paired.old) if document for column in document.columns
        ]
        order = list(dict.fromkeys((*columns, *FIELD_ORDER, *changed)))
        return tuple(CellChange(name, self.paired.heading(name), changed[name]) for name in order if name in changed)

    def _row(self, j: int, row: MatchedRow, relocated: bool) -> RowChange | None:
        place: dict[str, Any] = {
            "section": self.paired.new.sections[row.section],
            "recommendation": self.paired.blocks.new[row.block].recommendation,
        }
        place |= {"action": row.action, "ref": row.ref, "place": row.place}
        place |= {"notes_heading": self.paired.heading("progress")}
        i = self.paired.rows.old_of.get(j)
        if i is None:
            self.paired.counts["new_actions"] += 1
            cells = self._in_order(whole_cells(row.action, "new"))
            notes = tuple(self._new_note(entry) for entry in row.action.progress)
            return RowChange(was=None, kinds=("new",), cells=cells, notes=notes, **place)
        old = self.paired.rows.old[i]
        was, now = old.action, row.action
        changed, kinds = row_cells(was, now, later_keys=self.paired.later_keys)
        cells = self._in_order(changed)
        notes, kept = self._notes(was, now, row.ref)
        if notes:
            kinds.add("note")
        moves = tuple(move for move in now.deadline_moves if move not in was.deadline_moves)
        if moves and not kinds & {"moved", "dated", "undated"}:
            kinds.add("moved")  # there and back again: the list of moves shows it
        if relocated:
            kinds.add("relocated")
        if not kinds:
            return None
        self._count_row(kinds, cells, notes)
        dated = sorted((e for e in kept if e.date), key=lambda e: e.date or "")
        elsewhere = self.paired.blocks.new_of.get(old.block) != row.block
        return RowChange(
            was=was,
            kinds=tuple(kind for kind in KINDS if kind in kinds),
            cells=cells,
            notes=notes,
            moves=moves,
            unchanged_notes=len(kept),
            first_unchanged=dated[0] if dated else None,
            last_unchanged=dated[-1] if dated else None,
            from_recommendation=self.paired.blocks.old[old.block].recommendation if elsewhere else None,
            **place,
        )

    def _count_row(self, kinds: set[str], cells: tuple[CellChange, ...], notes: tuple[NoteChange, ...]) -> None:
        for kind, key in (
            ("completed", "completed"),
            ("closed", "closed"),
            ("reopened", "reopened"),
            ("moved", "dates_moved"),
            ("dated", "dates_set"),
            ("undated", "dates_removed"),
            ("lead", "lead_changes"),
            ("rating", "rating_changes"),
            ("relocated", "relocated"),
            ("hidden", "hidden_changes"),
            ("shown", "shown_changes"),
        ):
            self.paired.counts[key] += kind in kinds
        for note in notes:
            if note.kind != "removed" or not note.other:  # counted once, where it went
                self.paired.counts[f"{note.kind}_notes"] += 1
        if "reworded" in kinds:
            self.paired.counts["reworded_cells"] += sum(is_reworded(cell, kinds) for cell in cells)

    def _notes(self, was: ActionNode, now: ActionNode, ref: str) -> tuple[tuple[NoteChange, ...], list[EntryNode]]:
        """The notes of a row that changed, in the order of the plan, and those that did not."""
        if was.progress == now.progress:
            return (), list(now.progress)
        pairs = pair_notes(was.progress, now.progress)
        notes: list[tuple[float, NoteChange]] = []
        kept: list[EntryNode] = []
        for j, entry in enumerate(now.progress):
            i = pairs.old_of.get(j)
            if i is None:
                notes.append((j, self._new_note(entry)))
                continue
            change = note_change(was.progress[i], entry)
            if change:
                notes.append((j, change))
            else:
                kept.append(entry)
        for i in pairs.left_old():
            entry = was.progress[i]
            other = self.paired.new_note_home.get(entry.id, "")
            before = next((pairs.new_of[k] for k in range(i - 1, -1, -1) if k in pairs.new_of), -1)
            change = NoteChange(
                entry, entry, "removed", whole("gone", entry.text), file_pieces(entry, None), other=other
            )
            notes.append((before + 0.5, change))
        notes.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in notes), kept

    def _new_note(self, entry: EntryNode) -> NoteChange:
        came_from = self.paired.old_note_home.get(entry.id, "")
        happened = last_day(entry.date, entry.precision)
        late = bool(not came_from and happened and self.paired.version_day and happened <= self.paired.version_day)
        text = whole("new", entry.text)
        return NoteChange(
            entry, None, "moved" if came_from else "new", text, file_pieces(None, entry), other=came_from, late=late
        )

    def _relocated_rows(self) -> set[int]:
        """Rows that moved: to another recommendation, or to another place among those that stayed in theirs."""
        relocated: set[int] = set()
        stayed: dict[int, list[int]] = {}
        for j, row in enumerate(self.paired.rows.new):
            i = self.paired.rows.old_of.get(j)
            if i is None:
                continue
            if self.paired.blocks.new_of.get(self.paired.rows.old[i].block) == row.block:
                stayed.setdefault(row.block, []).append(j)
            else:
                relocated.add(j)
        for places in stayed.values():
            moved = moved_places([self.paired.rows.old_of[j] for j in places])
            relocated |= {places[index] for index in moved}
        return relocated

    def _place_of_new(self, row: MatchedRow) -> tuple[float, ...]:
        block = self.paired.blocks.new[row.block]
        return (block.section, block.place, row.place, 0)

    def _place_of_removed(self, i: int) -> tuple[float, ...]:
        """Its place in the newer plan: behind the row that it followed, in the recommendation and section that it was in."""
        row = self.paired.rows.old[i]
        j_block = self.paired.blocks.new_of.get(row.block)
        if j_block is not None:
            block = self.paired.blocks.new[j_block]
            above = (
                self.paired.rows.new[self.paired.rows.new_of[k]]
                for k in range(i - 1, -1, -1)
                if k in self.paired.rows.new_of and self.paired.rows.old[k].block == row.block
            )
            place = next((above_row.place for above_row in above if above_row.block == j_block), -1)
            return (block.section, block.place, place + 0.5, i)
        return (*self.paired.place_of_removed_block(row.block), i, i)

    def _removed(self, row: MatchedRow, place: float) -> RowChange:
        self.paired.counts["removed"] += 1
        old_block = self.paired.blocks.old[row.block]
        block = self.paired.blocks.new_of.get(row.block)
        section = self.paired.sections.new_of.get(old_block.section)
        if block is not None:
            section = self.paired.blocks.new[block].section
        notes = tuple(
            NoteChange(
                entry,
                entry,
                "removed",
                whole("gone", entry.text),
                file_pieces(entry, None),
                other=self.paired.new_note_home.get(entry.id, ""),
            )
            for entry in row.action.progress
        )
        homes = [note.other for note in notes if note.other]
        taken_into = max(dict.fromkeys(homes), key=homes.count) if homes else ""
        old_sections = self.paired.old.sections if self.paired.old else ()
        return RowChange(
            section=self.paired.new.sections[section] if section is not None else old_sections[old_block.section],
            recommendation=self.paired.blocks.new[block].recommendation
            if block is not None
            else old_block.recommendation,
            action=row.action,
            was=row.action,
            ref=row.ref,
            kinds=("removed",),
            cells=self._in_order(whole_cells(row.action, "gone")),
            notes=notes,
            notes_heading=self.paired.heading("progress"),
            taken_into=taken_into,
            place=place,
        )
