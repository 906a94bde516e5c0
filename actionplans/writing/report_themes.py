"""The themes of a covering report, and how many actions of each are open, complete, closed, overdue."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from actionplans.document.references import references
from actionplans.document.tree import ActionNode, PlanDocument
from actionplans.document.wording import shorten

from .figures import overdue
from .parts import section_heading, section_labels
from .report_phrases import squeezed


@dataclass(frozen=True)
class Theme:
    """A unit by which progress is reported: a section, or in a plan without titled sections a recommendation.

    ``key`` finds its text again after the plan was changed. ``rows`` are its actions, each with its reference.
    """

    key: str
    heading: str
    rows: tuple[tuple[str, ActionNode], ...]

    @property
    def actions(self) -> list[ActionNode]:
        return [action for _, action in self.rows]


@dataclass(frozen=True)
class ThemeCounts:
    """One line of the table of themes: how many actions there are, complete, closed, open, and of the open ones overdue."""

    heading: str
    actions: int
    complete: int
    closed: int
    open: int
    overdue: int


def themes(document: PlanDocument) -> tuple[Theme, ...]:
    """The themes of a plan in its order, each key once; those without any action too."""
    refs = iter(references(document))
    titled = any(section.title.strip() for section in document.sections)
    found: list[Theme] = []
    for section, label in zip(document.sections, section_labels(document), strict=True):
        rows = [[(next(refs), action) for action in r.actions] for r in section.recommendations]
        if titled:
            heading = squeezed(section_heading(section, label)) or "Other actions"
            found.append(
                Theme(squeezed(section.title) or heading, heading, tuple(row for group in rows for row in group))
            )
            continue
        for recommendation, group in zip(section.recommendations, rows, strict=True):
            number = squeezed(recommendation.number)
            name = f"Recommendation {number}" if number else ""
            text = squeezed(recommendation.short) or shorten(recommendation.text, 70)
            heading = ": ".join(filter(None, (name, text))) or "Other actions"
            found.append(Theme(name or text or heading, heading, tuple(group)))
    return _each_key_once(found)


def _each_key_once(found: Iterable[Theme]) -> tuple[Theme, ...]:
    seen: dict[str, int] = {}
    out = []
    for theme in found:
        seen[theme.key] = seen.get(theme.key, 0) + 1
        again = f" ({seen[theme.key]})" if seen[theme.key] > 1 else ""
        out.append(Theme(theme.key + again, theme.heading, theme.rows))
    return tuple(out)


def counts_of(theme: Theme, on: datetime.date) -> ThemeCounts:
    """How many actions of a theme have which state on that day."""
    states = [action.status for action in theme.actions]
    late = sum(overdue(action, on) for action in theme.actions)
    return ThemeCounts(
        theme.heading, len(states), states.count("complete"), states.count("closed"), states.count("open"), late
    )
