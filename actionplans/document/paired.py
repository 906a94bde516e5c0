"""``PairedDocuments``: two plan documents with their parts matched, and the places of removed parts in the newer one."""

from __future__ import annotations

from collections.abc import Sequence

from .cells import heading_of
from .change_summary import COUNTED
from .dates import last_day
from .matching import Block, MatchedRow, pair_recommendations, pair_rows, pair_sections
from .tree import PlanDocument, SectionNode


class PairedDocuments:
    """The sections, recommendations (``blocks``) and rows of two documents, matched. ``counts`` has every key of COUNTED,
    to be counted up by the comparison; ``later_keys`` are those that the older document would have, if it had their words."""

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
        self.later_keys = old.version.keys if old and old.version else ()
        self.counts = {key: 0 for key, _, _ in COUNTED}

    def heading(self, name: str) -> str:
        return heading_of(name, self.new, self.old)

    def section_place(self, i: int) -> float:
        """The place of an old section in the new plan; a removed one is behind the one that it followed."""
        if i in self.sections.new_of:
            return self.sections.new_of[i]
        return next((self.sections.new_of[k] + 0.5 for k in range(i - 1, -1, -1) if k in self.sections.new_of), -0.5)

    def place_of_removed_block(self, i: int) -> tuple[float, float]:
        """Where a removed recommendation would be: its section, and its place behind the one that it followed."""
        section = self.section_place(self.blocks.old[i].section)
        for k in range(i - 1, -1, -1):
            j = self.blocks.new_of.get(k)
            if j is not None and self.blocks.new[j].section == section:
                return section, self.blocks.new[j].place + 0.5
        return section, -0.5


def _blocks(sections: Sequence[SectionNode]) -> list[Block]:
    return [Block(r, s, place) for s, section in enumerate(sections) for place, r in enumerate(section.recommendations)]


def _rows(blocks: Sequence[Block]) -> list[MatchedRow]:
    rows: list[MatchedRow] = []
    for b, block in enumerate(blocks):
        number = block.recommendation.number
        for place, action in enumerate(block.recommendation.actions):
            by_place = f"{number}.{place + 1}" if number else f"row {len(rows) + 1}"
            rows.append(MatchedRow(action, block.section, b, place, action.ref or by_place))
    return rows


def _note_homes(rows: Sequence[MatchedRow]) -> dict[str, str]:
    return {entry.id: row.ref for row in rows for entry in row.action.progress if entry.id}
