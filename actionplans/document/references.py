"""Row references: what a row is called in print and in a meeting."""

from __future__ import annotations

from actionplans.document.tree import PlanDocument


def references(document: PlanDocument) -> list[str]:
    """The reference of every row in the order of the plan.

    A plan kept here gives each row its own; one from elsewhere is counted within its recommendation (99.1, 99.2), and
    rows without a recommendation A1, A2.
    """
    refs: list[str] = []
    loose = 0
    for _, recommendation in document.recommendations():
        for i, action in enumerate(recommendation.actions, 1):
            ref = action.ref
            if not ref and recommendation.number:
                ref = f"{recommendation.number}.{i}"
            elif not ref:
                loose += 1
                ref = f"A{loose}"
            refs.append(ref)
    return refs


def recommendation_anchor(number: str, section: int = 0, place: int = 0) -> str:
    """The fragment by which the plan page leads to a recommendation: by its number, or where it has none by the place of
    its section and its own place in that, both counted from 1."""
    return f"rec-{number.replace(' ', '-')}" if number else f"rec-{section}-{place}"
