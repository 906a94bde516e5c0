"""What changed between two plan documents.

``compare(old, new)`` pairs sections, recommendations, rows and notes (see ``matching``) and returns the differences as a
``Comparison`` (see ``changes`` and ``change_summary``). Not a change of the plan are: what only says how a note came to be
(its author, when it was typed, how its date was spelt), the version table, the key of people, and unknown keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType

from .cells import PLAN_TEXTS, RECOMMENDATION_TEXTS, SECTION_TEXTS, Text, own_kinds
from .change_summary import ChangedIds, Comparison
from .changes import KINDS, CellChange, RecommendationChange, SectionChange
from .compare_rows import RowComparer
from .matching import moved_places
from .paired import PairedDocuments
from .tree import PlanDocument, RecommendationNode, SectionNode


def compare(old: PlanDocument | None, new: PlanDocument) -> Comparison:
    """What changed from ``old`` to ``new``; with None for ``old`` everything is new."""
    return _Comparer(PairedDocuments(old, new)).comparison()


def changed_ids(comparison: Comparison) -> ChangedIds:
    """The ids of what is new or changed, with (action id, field) for cells; of a new row all that it holds.

    ``progress`` is among the cells of a row whose notes changed. What has no id is left out.
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


class _Comparer:
    """Collects what differs between two documents."""

    def __init__(self, paired: PairedDocuments) -> None:
        self.paired = paired

    def comparison(self) -> Comparison:
        rows, unchanged = RowComparer(self.paired).changes()
        return Comparison(
            old=self.paired.old,
            new=self.paired.new,
            rows=rows,
            sections=self._section_changes(),
            recommendations=self._recommendation_changes(),
            plan=self._plan_changes() if self.paired.old else (),
            unchanged=unchanged,
            counts=MappingProxyType(self.paired.counts),
        )

    def _recommendation_changes(self) -> tuple[RecommendationChange, ...]:
        old_sections = self.paired.old.sections if self.paired.old else ()
        found: list[tuple[tuple[float, ...], RecommendationChange]] = []
        moved = self._moved_blocks()
        for j, block in enumerate(self.paired.blocks.new):
            now = block.recommendation
            i = self.paired.blocks.old_of.get(j)
            was = self.paired.blocks.old[i].recommendation if i is not None else None
            if was is None and not (now.number or now.text):
                continue  # rows without a recommendation are no recommendation
            if was is None:
                kinds, cells = {"new"}, self._own_cells(RecommendationNode(), now, RECOMMENDATION_TEXTS)
            else:
                cells = self._own_cells(was, now, RECOMMENDATION_TEXTS)
                kinds = own_kinds(cells)
                if j in moved:
                    kinds.add("moved")
            if kinds:
                self._count_own(kinds, "recommendations")
                section = self.paired.new.sections[block.section]
                change = RecommendationChange(section, now, was, _ordered(kinds), cells, block.place)
                found.append(((block.section, block.place), change))
        for i in self.paired.blocks.left_old():
            block = self.paired.blocks.old[i]
            was = block.recommendation
            if not (was.number or was.text):
                continue
            self._count_own({"removed"}, "recommendations")
            place = self.paired.place_of_removed_block(i)
            now_at = self.paired.sections.new_of.get(block.section)
            section = old_sections[block.section] if now_at is None else self.paired.new.sections[now_at]
            cells = self._own_cells(was, RecommendationNode(), RECOMMENDATION_TEXTS)
            found.append((place, RecommendationChange(section, was, was, ("removed",), cells, place[1])))
        found.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in found)

    def _moved_blocks(self) -> set[int]:
        moved: set[int] = set()
        stayed: dict[int, list[int]] = {}
        for j, block in enumerate(self.paired.blocks.new):
            i = self.paired.blocks.old_of.get(j)
            if i is None:
                continue
            if self.paired.sections.new_of.get(self.paired.blocks.old[i].section) == block.section:
                stayed.setdefault(block.section, []).append(j)
            else:
                moved.add(j)
        for places in stayed.values():
            moved |= {places[index] for index in moved_places([self.paired.blocks.old_of[j] for j in places])}
        return moved

    def _section_changes(self) -> tuple[SectionChange, ...]:
        found: list[tuple[float, SectionChange]] = []
        paired = sorted(self.paired.sections.old_of)
        moved = {paired[index] for index in moved_places([self.paired.sections.old_of[j] for j in paired])}
        for j, now in enumerate(self.paired.new.sections):
            i = self.paired.sections.old_of.get(j)
            if i is None:
                if not now.title and not now.description:
                    continue  # a plan without sections has one that is not there for a reader
                kinds, cells, was = {"new"}, self._own_cells(SectionNode(), now, SECTION_TEXTS), None
            else:
                was = self.paired.sections.old[i]
                cells = self._own_cells(was, now, SECTION_TEXTS)
                kinds = own_kinds(cells)
                if j in moved:
                    kinds.add("moved")
            if kinds:
                self._count_own(kinds, "sections")
                found.append((j, SectionChange(now, was, _ordered(kinds), cells, j)))
        for i in self.paired.sections.left_old():
            was = self.paired.sections.old[i]
            if not was.title and not was.description:
                continue
            self._count_own({"removed"}, "sections")
            cells = self._own_cells(was, SectionNode(), SECTION_TEXTS)
            place = self.paired.section_place(i)
            found.append((place, SectionChange(was, was, ("removed",), cells, place)))
        found.sort(key=lambda placed: placed[0])
        return tuple(change for _, change in found)

    def _own_cells(self, was: object, now: object, texts: Sequence[Text]) -> tuple[CellChange, ...]:
        """The texts of a section or recommendation itself that differ."""
        cells = []
        for name, heading, text, difference in texts:
            before, after = text(was), text(now)
            if before != after:
                own = self.paired.heading(name) if name in ("rating", "recommendation") else heading
                cells.append(CellChange(name, own, difference(before, after)))
        return tuple(cells)

    def _count_own(self, kinds: set[str], what: str) -> None:
        for kind in kinds:
            if kind in ("rating", "hidden", "shown"):
                self.paired.counts[f"{kind}_changes"] += 1
        for kind in ("new", "removed", "reworded", "moved"):
            self.paired.counts[f"{kind}_{what}"] += kind in kinds

    def _plan_changes(self) -> tuple[CellChange, ...]:
        cells = self._own_cells(self.paired.old, self.paired.new, PLAN_TEXTS)
        self.paired.counts["plan_changes"] += len(cells)
        return cells


def _ordered(kinds: set[str]) -> tuple[str, ...]:
    return tuple(kind for kind in KINDS if kind in kinds)
