"""Editions: documents made of a document, with something left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from actionplans.document.references import references
from actionplans.document.tree import Action, Entry, PlanDocument, Recommendation, Section
from actionplans.document.words import listed, plural


class UnknownRows(ValueError):
    """Names that no row and no recommendation of a document has; ``names`` holds them."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"The plan has no {plural(len(names), 'row')} {listed(names)}.")


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


def only_rows(document: PlanDocument, names: Collection[str]) -> PlanDocument:
    """The part of a document that these row references (``99.1``) or recommendation numbers (``99``) name.

    A row keeps the recommendation and the section that it stands under; sections without any of the rows are left out.
    Raises UnknownRows where a name is neither, because a part that is less than was asked for would mislead.
    """
    wanted, known = set(names), set()
    kept: set[int] = set()
    for (_, recommendation, action), ref in zip(document.actions(), references(document), strict=True):
        own = {ref, recommendation.number} - {""}
        known |= own
        if own & wanted:
            kept.add(id(action))
    numbers = {r.number for _, r in document.recommendations() if r.number}
    if unknown := [name for name in dict.fromkeys(names) if name not in known | numbers]:
        raise UnknownRows(unknown)
    sections = []
    for section in document.sections:
        parts = (replace(r, actions=tuple(a for a in r.actions if id(a) in kept)) for r in section.recommendations)
        recommendations = tuple(r for r in parts if r.actions or r.number in wanted)
        if recommendations:
            sections.append(replace(section, recommendations=recommendations))
    return replace(document, sections=tuple(sections))
