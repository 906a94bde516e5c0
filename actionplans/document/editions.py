"""Editions: documents made of a document, with something left out."""

from __future__ import annotations

from dataclasses import replace

from actionplans.document.tree import PlanDocument, Section


def without_internal(document: PlanDocument) -> PlanDocument:
    """The document without the rows and notes that are for the manager and the chair only."""
    return replace(document, sections=tuple(_section(s) for s in document.sections))


def _section(section: Section) -> Section:
    return replace(
        section,
        recommendations=tuple(
            replace(
                r,
                actions=tuple(
                    replace(a, progress=tuple(e for e in a.progress if not e.internal))
                    for a in r.actions
                    if not a.internal
                ),
            )
            for r in section.recommendations
            if not r.internal
        ),
    )
