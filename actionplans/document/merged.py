"""The newer of two plans with the removed parts put back in their places, and each part with its changes.

What a print of all changes walks through from top to bottom: ``merged(compare(old, new))``.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from math import inf

from .change_summary import Comparison
from .changes import RecommendationChange, RowChange, SectionChange
from .references import references
from .tree import ActionNode, RecommendationNode, SectionNode


@dataclass(frozen=True)
class MergedRow:
    """A row as it is (as it was, where removed), the reference that is printed beside it, and what changed, if anything."""

    action: ActionNode
    ref: str
    change: RowChange | None
    place: float


@dataclass
class MergedRecommendation:
    """A recommendation, what changed of its own words, and its rows, removed ones included."""

    recommendation: RecommendationNode
    place: float
    change: RecommendationChange | None = None
    rows: list[MergedRow] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return self.change is not None or any(row.change for row in self.rows)


@dataclass
class MergedSection:
    """A section, what changed of its own words, and its recommendations, removed ones included."""

    section: SectionNode
    place: float
    change: SectionChange | None = None
    recommendations: list[MergedRecommendation] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return self.change is not None or any(r.changed for r in self.recommendations)


def merged(comparison: Comparison) -> list[MergedSection]:
    """Sections, recommendations and rows in the order in which they are read."""
    return _Merger(comparison).sections()


class _Merger:
    """Finds the changes of a node by the identity of its object: a comparison holds the very same objects."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.of_section: dict[int, MergedSection] = {}
        self.of_recommendation: dict[int, MergedRecommendation] = {}

    def sections(self) -> list[MergedSection]:
        self._newer()
        self._own_changes()
        self._removed_rows()
        found = sorted(self.of_section.values(), key=lambda s: s.place)
        for section in found:
            section.recommendations.sort(key=lambda r: r.place)
            for recommendation in section.recommendations:
                recommendation.rows.sort(key=lambda row: row.place)
        return found

    def _newer(self) -> None:
        changed = deque(row for row in self.comparison.rows if "removed" not in row)
        refs = iter(references(self.comparison.new))
        for section in self.comparison.new.sections:
            self._section(section, len(self.of_section))
            for number, recommendation in enumerate(section.recommendations):
                node = self._recommendation(section, recommendation, number)
                for place, action in enumerate(recommendation.actions):
                    here = changed and changed[0].action is action and changed[0].recommendation is recommendation
                    node.rows.append(MergedRow(action, next(refs), changed.popleft() if here else None, place))

    def _own_changes(self) -> None:
        for section in self.comparison.sections:
            self._section(section.section, section.place).change = section
        for change in self.comparison.recommendations:
            self._recommendation(change.section, change.recommendation, change.place).change = change

    def _removed_rows(self) -> None:
        old = self.comparison.old
        refs = {id(a): ref for (_, _, a), ref in zip(old.actions(), references(old), strict=True)} if old else {}
        for row in self.comparison.rows:
            if "removed" in row:
                node = self._recommendation(row.section, row.recommendation, inf)
                node.rows.append(MergedRow(row.action, refs.get(id(row.action), row.ref), row, row.place))

    def _section(self, section: SectionNode, place: float) -> MergedSection:
        return self.of_section.setdefault(id(section), MergedSection(section, place))

    def _recommendation(
        self, section: SectionNode, recommendation: RecommendationNode, place: float
    ) -> MergedRecommendation:
        found = self.of_recommendation.get(id(recommendation))
        if found is None:
            found = self.of_recommendation[id(recommendation)] = MergedRecommendation(recommendation, place)
            self._section(section, inf).recommendations.append(found)
        return found
