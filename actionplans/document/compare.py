"""What changed between two plan documents.

``compare(old, new)`` pairs sections, recommendations, rows and notes (see ``matching``) and tells the differences as a
``Comparison`` (see ``changes``). What only says how a note came to be (its author, when it was typed, how its date was
spelt), the version table, the key of people and keys that nobody knows are no changes of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from .cells import (
    FIELD_ORDER,
    PLAN_TEXTS,
    RECOMMENDATION_TEXTS,
    SECTION_TEXTS,
    Text,
    deadline_words,
    file_pieces,
    heading_of,
    lead_words,
    note_change,
    own_kinds,
    row_cells,
    status_words,
    whole,
    whole_cells,
)
from .changes import (
    COUNTED,
    KINDS,
    CellChange,
    ChangedIds,
    Comparison,
    NoteChange,
    RecommendationChange,
    RowChange,
    SectionChange,
    is_reworded,
)
from .dates import last_day
from .matching import Block, Row, moved_places, pair_notes, pair_recommendations, pair_rows, pair_sections
from .text_diff import Piece
from .tree import Action, Entry, PlanDocument, Recommendation, Section

__all__ = [
    "KINDS",
    "CellChange",
    "ChangedIds",
    "Comparison",
    "NoteChange",
    "Piece",
    "RecommendationChange",
    "RowChange",
    "SectionChange",
    "changed_ids",
    "compare",
    "deadline_words",
    "heading_of",
    "lead_words",
    "status_words",
]


def compare(old: PlanDocument | None, new: PlanDocument) -> Comparison:
    """What changed from ``old`` to ``new``; with None for ``old`` everything is new."""
    return _Comparer(old, new).comparison()


def changed_ids(comparison: Comparison) -> ChangedIds:
    """The ids of what is new or changed, with (action id, field) for cells; of a new row all that it holds.

    ``progress`` stands among the cells of a row whose notes changed. What carries no id is left out.
    """
    rows = [row for row in comparison.rows if "removed" not in row.kinds]
    cells = {(row.action.id, cell.field) for row in rows for cell in row.cells if cell.now or row.was}
    cells |= {(row.action.id, "progress") for row in rows if row.notes}
    return ChangedIds(
        actions=_ids(row.action.id for row in rows),
        new_actions=_ids(row.action.id for row in rows if row.was is None),
        entries=_ids(note.entry.id for row in rows for note in row.notes if note.kind != "removed"),
        cells=frozenset(cell for cell in cells if cell[0]),
        recommendations=_ids(r.recommendation.id for r in comparison.recommendations if "removed" not in r.kinds),
    )


def _ids(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(i for i in ids if i)


# The work -------------------------------------------------------------------------------------------------------------


class _Comparer:
    """Pairs two documents and collects what differs."""

    def __init__(self, old: PlanDocument | None, new: PlanDocument) -> None:
        self.old, self.new = old, new
        old_sections = old.sections if old else ()
        self.sections = pair_sections(old_sections, new.sections)
        self.blocks = pair_recommendations(_blocks(old_sections), _blocks(new.sections), self.sections)
        self.rows = pair_rows(_rows(self.blocks.old), _rows(self.blocks.new), self.blocks)
        # where each note with an id stands: a note that follows its row into another is not new there
        self.old_note_home = _note_homes(self.rows.old)
        self.new_note_home = _note_homes(self.rows.new)
        self.version_day = last_day(old.version.date) if old and old.version and old.version.date else None
        self.counts = {key: 0 for key, _, _ in COUNTED}

    def comparison(self) -> Comparison:
        rows, unchanged = self._row_changes()
        return Comparison(
            old=self.old,
            new=self.new,
            rows=rows,
            sections=self._section_changes(),
            recommendations=self._recommendation_changes(),
            plan=self._plan_changes() if self.old else (),
            unchanged=unchanged,
            counts=MappingProxyType(self.counts),
        )

    # rows

    def _row_changes(self) -> tuple[tuple[RowChange, ...], tuple[str, ...]]:
        found: list[tuple[tuple[float, ...], RowChange]] = []
        unchanged: list[str] = []
        relocated = self._relocated_rows()
        for j, row in enumerate(self.rows.new):
            change = self._row(j, row, j in relocated)
            if change:
                found.append((self._place_of_new(row), change))
            else:
                unchanged.append(row.ref)
        for i in self.rows.left_old():
            place = self._place_of_removed(i)
            found.append((place, self._removed(self.rows.old[i], place[2])))
        found.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in found), tuple(unchanged)

    def _row(self, j: int, row: Row, relocated: bool) -> RowChange | None:
        place = {"section": self.new.sections[row.section], "recommendation": self.blocks.new[row.block].recommendation}
        place |= {"action": row.action, "ref": row.ref, "place": row.place}
        place |= {"notes_heading": self._heading("progress")}
        i = self.rows.old_of.get(j)
        if i is None:
            self.counts["new_actions"] += 1
            cells = self._in_order(whole_cells(row.action, "new"))
            notes = tuple(self._newnote_change(entry) for entry in row.action.progress)
            return RowChange(was=None, kinds=("new",), cells=cells, notes=notes, **place)
        old = self.rows.old[i]
        was, now = old.action, row.action
        changed, kinds = row_cells(was, now)
        cells = self._in_order(changed)
        notes, kept = self._notes(was, now, row.ref)
        if notes:
            kinds.add("note")
        moves = tuple(move for move in now.deadline_moves if move not in was.deadline_moves)
        if moves and not kinds & {"moved", "dated", "undated"}:
            kinds.add("moved")  # there and back again: the table tells of it
        if relocated:
            kinds.add("relocated")
        if not kinds:
            return None
        self._count_row(kinds, cells, notes)
        dated = sorted((e for e in kept if e.date), key=lambda e: e.date or "")
        elsewhere = self.blocks.new_of.get(old.block) != row.block
        return RowChange(
            was=was,
            kinds=tuple(kind for kind in KINDS if kind in kinds),
            cells=cells,
            notes=notes,
            moves=moves,
            unchanged_notes=len(kept),
            first_unchanged=dated[0] if dated else None,
            last_unchanged=dated[-1] if dated else None,
            from_recommendation=self.blocks.old[old.block].recommendation if elsewhere else None,
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
            ("shown", "shown_changes"),
        ):
            self.counts[key] += kind in kinds
        for note in notes:
            if note.kind != "removed" or not note.other:  # counted once, where it went
                self.counts[f"{note.kind}_notes"] += 1
        if "reworded" in kinds:
            self.counts["reworded_cells"] += sum(is_reworded(cell, kinds) for cell in cells)

    def _in_order(self, changed: dict[str, tuple[Piece, ...]]) -> tuple[CellChange, ...]:
        """Cells in the order of the board's columns, those without a column behind."""
        columns = [column.field for document in (self.new, self.old) if document for column in document.columns]
        order = list(dict.fromkeys((*columns, *FIELD_ORDER, *changed)))
        return tuple(CellChange(name, self._heading(name), changed[name]) for name in order if name in changed)

    def _heading(self, name: str) -> str:
        return heading_of(name, self.new, self.old)

    # notes

    def _notes(self, was: Action, now: Action, ref: str) -> tuple[tuple[NoteChange, ...], list[Entry]]:
        """The notes of a row that changed, in the order of the plan, and those that did not."""
        if was.progress == now.progress:
            return (), list(now.progress)
        pairs = pair_notes(was.progress, now.progress)
        notes: list[tuple[float, NoteChange]] = []
        kept: list[Entry] = []
        for j, entry in enumerate(now.progress):
            i = pairs.old_of.get(j)
            if i is None:
                notes.append((j, self._newnote_change(entry)))
                continue
            change = note_change(was.progress[i], entry)
            if change:
                notes.append((j, change))
            else:
                kept.append(entry)
        for i in pairs.left_old():
            entry = was.progress[i]
            other = self.new_note_home.get(entry.id, "")
            before = next((pairs.new_of[k] for k in range(i - 1, -1, -1) if k in pairs.new_of), -1)
            change = NoteChange(
                entry, entry, "removed", whole("gone", entry.text), file_pieces(entry, None), other=other
            )
            notes.append((before + 0.5, change))
        notes.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in notes), kept

    def _newnote_change(self, entry: Entry) -> NoteChange:
        came_from = self.old_note_home.get(entry.id, "")
        happened = last_day(entry.date, entry.precision)
        late = bool(not came_from and happened and self.version_day and happened <= self.version_day)
        text = whole("new", entry.text)
        return NoteChange(
            entry, None, "moved" if came_from else "new", text, file_pieces(None, entry), other=came_from, late=late
        )

    # where rows stand

    def _relocated_rows(self) -> set[int]:
        """Rows that moved: to another recommendation, or to another place among those that stayed in theirs."""
        relocated: set[int] = set()
        stayed: dict[int, list[int]] = {}
        for j, row in enumerate(self.rows.new):
            i = self.rows.old_of.get(j)
            if i is None:
                continue
            if self.blocks.new_of.get(self.rows.old[i].block) == row.block:
                stayed.setdefault(row.block, []).append(j)
            else:
                relocated.add(j)
        for places in stayed.values():
            moved = moved_places([self.rows.old_of[j] for j in places])
            relocated |= {places[index] for index in moved}
        return relocated

    def _place_of_new(self, row: Row) -> tuple[float, ...]:
        block = self.blocks.new[row.block]
        return (block.section, block.place, row.place, 0)

    def _place_of_removed(self, i: int) -> tuple[float, ...]:
        """Behind the row that it stood behind, in the recommendation and section that it stood in or behind."""
        row = self.rows.old[i]
        j_block = self.blocks.new_of.get(row.block)
        if j_block is not None:
            block = self.blocks.new[j_block]
            above = (
                self.rows.new[self.rows.new_of[k]]
                for k in range(i - 1, -1, -1)
                if k in self.rows.new_of and self.rows.old[k].block == row.block
            )
            place = next((above_row.place for above_row in above if above_row.block == j_block), -1)
            return (block.section, block.place, place + 0.5, i)
        return (*self._place_of_removed_block(row.block), i, i)

    def _place_of_removed_block(self, i: int) -> tuple[float, float]:
        """Where an old recommendation would stand: its section, and its place behind the one that it stood behind."""
        section = self._section_place(self.blocks.old[i].section)
        for k in range(i - 1, -1, -1):
            j = self.blocks.new_of.get(k)
            if j is not None and self.blocks.new[j].section == section:
                return section, self.blocks.new[j].place + 0.5
        return section, -0.5

    def _section_place(self, i: int) -> float:
        """Where an old section stands in the new plan; a removed one behind the one that it stood behind."""
        if i in self.sections.new_of:
            return self.sections.new_of[i]
        return next((self.sections.new_of[k] + 0.5 for k in range(i - 1, -1, -1) if k in self.sections.new_of), -0.5)

    def _removed(self, row: Row, place: float) -> RowChange:
        self.counts["removed"] += 1
        old_block = self.blocks.old[row.block]
        block = self.blocks.new_of.get(row.block)
        section = self.sections.new_of.get(old_block.section)
        if block is not None:
            section = self.blocks.new[block].section
        notes = tuple(
            NoteChange(
                entry,
                entry,
                "removed",
                whole("gone", entry.text),
                file_pieces(entry, None),
                other=self.new_note_home.get(entry.id, ""),
            )
            for entry in row.action.progress
        )
        homes = [note.other for note in notes if note.other]
        taken_into = max(dict.fromkeys(homes), key=homes.count) if homes else ""
        old_sections = self.old.sections if self.old else ()
        return RowChange(
            section=self.new.sections[section] if section is not None else old_sections[old_block.section],
            recommendation=self.blocks.new[block].recommendation if block is not None else old_block.recommendation,
            action=row.action,
            was=row.action,
            ref=row.ref,
            kinds=("removed",),
            cells=self._in_order(whole_cells(row.action, "gone")),
            notes=notes,
            notes_heading=self._heading("progress"),
            taken_into=taken_into,
            place=place,
        )

    # recommendations, sections, the plan itself

    def _recommendation_changes(self) -> tuple[RecommendationChange, ...]:
        old_sections = self.old.sections if self.old else ()
        found: list[tuple[tuple[float, ...], RecommendationChange]] = []
        moved = self._moved_blocks()
        for j, block in enumerate(self.blocks.new):
            now = block.recommendation
            i = self.blocks.old_of.get(j)
            was = self.blocks.old[i].recommendation if i is not None else None
            if was is None and not (now.number or now.text):
                continue  # rows without a recommendation are no recommendation
            if was is None:
                kinds, cells = {"new"}, self._own_cells(Recommendation(), now, RECOMMENDATION_TEXTS)
            else:
                cells = self._own_cells(was, now, RECOMMENDATION_TEXTS)
                kinds = own_kinds(cells)
                if j in moved:
                    kinds.add("moved")
            if kinds:
                self._count_own(kinds, "recommendations")
                section = self.new.sections[block.section]
                change = RecommendationChange(section, now, was, _ordered(kinds), cells, block.place)
                found.append(((block.section, block.place), change))
        for i in self.blocks.left_old():
            block = self.blocks.old[i]
            was = block.recommendation
            if not (was.number or was.text):
                continue
            self._count_own({"removed"}, "recommendations")
            place = self._place_of_removed_block(i)
            j = self.sections.new_of.get(block.section)
            section = old_sections[block.section] if j is None else self.new.sections[j]
            cells = self._own_cells(was, Recommendation(), RECOMMENDATION_TEXTS)
            found.append((place, RecommendationChange(section, was, was, ("removed",), cells, place[1])))
        found.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in found)

    def _moved_blocks(self) -> set[int]:
        moved: set[int] = set()
        stayed: dict[int, list[int]] = {}
        for j, block in enumerate(self.blocks.new):
            i = self.blocks.old_of.get(j)
            if i is None:
                continue
            if self.sections.new_of.get(self.blocks.old[i].section) == block.section:
                stayed.setdefault(block.section, []).append(j)
            else:
                moved.add(j)
        for places in stayed.values():
            moved |= {places[index] for index in moved_places([self.blocks.old_of[j] for j in places])}
        return moved

    def _section_changes(self) -> tuple[SectionChange, ...]:
        found: list[tuple[float, SectionChange]] = []
        paired = sorted(self.sections.old_of)
        moved = {paired[index] for index in moved_places([self.sections.old_of[j] for j in paired])}
        for j, now in enumerate(self.new.sections):
            i = self.sections.old_of.get(j)
            if i is None:
                if not now.title and not now.description:
                    continue  # a plan without sections has one that is not there for a reader
                kinds, cells, was = {"new"}, self._own_cells(Section(), now, SECTION_TEXTS), None
            else:
                was = self.sections.old[i]
                cells = self._own_cells(was, now, SECTION_TEXTS)
                kinds = own_kinds(cells)
                if j in moved:
                    kinds.add("moved")
            if kinds:
                self._count_own(kinds, "sections")
                found.append((j, SectionChange(now, was, _ordered(kinds), cells, j)))
        for i in self.sections.left_old():
            was = self.sections.old[i]
            if not was.title and not was.description:
                continue
            self._count_own({"removed"}, "sections")
            cells = self._own_cells(was, Section(), SECTION_TEXTS)
            place = self._section_place(i)
            found.append((place, SectionChange(was, was, ("removed",), cells, place)))
        found.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in found)

    def _own_cells(self, was: object, now: object, texts: Sequence[Text]) -> tuple[CellChange, ...]:
        """The texts of a section or recommendation itself that differ."""
        cells = []
        for name, heading, text, difference in texts:
            before, after = text(was), text(now)
            if before != after:
                own = self._heading(name) if name in ("rating", "recommendation") else heading
                cells.append(CellChange(name, own, difference(before, after)))
        return tuple(cells)

    def _count_own(self, kinds: set[str], what: str) -> None:
        for kind in kinds:
            if kind == "rating":
                self.counts["rating_changes"] += 1
        for kind in ("new", "removed", "reworded", "moved"):
            self.counts[f"{kind}_{what}"] += kind in kinds
        if "shown" in kinds:
            self.counts["shown_changes"] += 1

    def _plan_changes(self) -> tuple[CellChange, ...]:
        cells = self._own_cells(self.old, self.new, PLAN_TEXTS)
        self.counts["plan_changes"] += len(cells)
        return cells


# Where things stand ---------------------------------------------------------------------------------------------------


def _blocks(sections: Sequence[Section]) -> list[Block]:
    return [Block(r, s, place) for s, section in enumerate(sections) for place, r in enumerate(section.recommendations)]


def _rows(blocks: Sequence[Block]) -> list[Row]:
    rows: list[Row] = []
    for b, block in enumerate(blocks):
        number = block.recommendation.number
        for place, action in enumerate(block.recommendation.actions):
            by_place = f"{number}.{place + 1}" if number else f"row {len(rows) + 1}"
            rows.append(Row(action, block.section, b, place, action.ref or by_place))
    return rows


def _note_homes(rows: Sequence[Row]) -> dict[str, str]:
    return {entry.id: row.ref for row in rows for entry in row.action.progress if entry.id}


def _ordered(kinds: set[str]) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if kind in kinds)
