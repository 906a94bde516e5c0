"""Plan documents without what the database adds to them, for comparing."""

from __future__ import annotations

from dataclasses import replace

from actionplans.document.tree import (
    ActionNode,
    PlanDocument,
    RecommendationNode,
)


def nameless(document: PlanDocument, *, refs: bool = False) -> PlanDocument:
    """Without the names that are given to rows, the people and the board."""

    def action(a: ActionNode) -> ActionNode:
        entries = tuple(replace(entry, id="") for entry in a.progress)
        return replace(a, id="", added="", ref=a.ref if refs else "", progress=entries)

    def recommendation(r: RecommendationNode) -> RecommendationNode:
        return replace(r, id="", actions=tuple(map(action, r.actions)))

    sections = tuple(
        replace(s, recommendations=tuple(map(recommendation, s.recommendations))) for s in document.sections
    )
    return document.replace(sections=sections, people=(), board="", marking="")
