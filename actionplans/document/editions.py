"""Editions: documents made of a document, with something left out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from actionplans.document.tree import Action, Entry, PlanDocument, Recommendation, Section


def without_internal(document: PlanDocument) -> PlanDocument:
    """The document without the rows and notes that are for the manager and the chair only."""
    return _without(document, lambda node: node.internal)


def keep_out(document: PlanDocument, ids: Collection[str]) -> PlanDocument:
    """The document without the recommendations, rows and notes of these ids."""
    return _without(document, lambda node: node.id in ids)


_Out = Callable[[Recommendation | Action | Entry], bool]


def _without(document: PlanDocument, out: _Out) -> PlanDocument:
    """What is left out is not named elsewhere either: not as another recommendation that a row answers."""
    numbers = {r.number for _, r in document.recommendations() if out(r)}
    return replace(document, sections=tuple(_section(s, out, numbers) for s in document.sections))


def _section(section: Section, out: _Out, numbers: set[str]) -> Section:
    kept = (
        replace(r, actions=tuple(_action(a, out, numbers) for a in r.actions if not out(a)))
        for r in section.recommendations
        if not out(r)
    )
    return replace(section, recommendations=tuple(kept))


def _action(action: Action, out: _Out, numbers: set[str]) -> Action:
    return replace(
        action,
        progress=tuple(entry for entry in action.progress if not out(entry)),
        also=tuple(number for number in action.also if number not in numbers),
    )
