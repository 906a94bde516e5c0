"""Finding what a file is another copy of, whatever its format: by the words of its actions and recommendations.

Bytes say nothing: the same plan saved as Word and as PDF has none in common.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actionplans.document.tree import PlanDocument
from actionplans.models import Action, Import, Plan, Recommendation

#: The part of a file's texts that has to be in a plan, for the file to be a copy of it, and how many at least.
SHARE, LEAST = 0.5, 2
#: Files that wait to be checked and are compared: the newest.
MOST_WAITING = 10

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Alike:
    """A plan of the board, or another file that waits to be checked, which holds ``common`` of the ``total`` texts of a file."""

    common: int
    total: int
    plan: Plan | None = None
    upload: Import | None = None


def alike(upload: Import, document: PlanDocument) -> Alike | None:
    """What the file that was read as this document is another copy of: the plan that has most of its words, or else a file that
    waits to be checked. None where nothing has half of them. Three queries."""
    texts = Counter(_loose(text) for text in _texts(document))
    found = [one for one in (*_plans(upload, texts), *_waiting(upload, texts)) if _is_enough(one)]
    return max(found, key=lambda one: (one.common, one.plan is not None), default=None)


def _is_enough(one: Alike) -> bool:
    return one.common >= SHARE * one.total and one.common >= min(LEAST, one.total) > 0


def _plans(upload: Import, texts: Counter[str]) -> Iterator[Alike]:
    plans = {plan.pk: plan for plan in Plan.objects.filter(board=upload.board_id, removed_at__isnull=True)}
    held: dict[int, Counter[str]] = {pk: Counter() for pk in plans}
    actions = Action.objects.standing().filter(plan__in=plans).order_by()
    recommendations = Recommendation.objects.filter(plan__in=plans, removed=False).order_by()
    for rows in (actions.values_list("plan_id", "action"), recommendations.values_list("plan_id", "text")):
        for pk, text in rows:
            held[pk][_loose(text)] += 1
    for pk, known in held.items():
        yield Alike(_common(texts, known), texts.total(), plan=plans[pk])


def _waiting(upload: Import, texts: Counter[str]) -> Iterator[Alike]:
    others = Import.objects.filter(board=upload.board_id, state=Import.State.REVIEW).exclude(pk=upload.pk)
    for other in others.defer("sources").order_by("-at")[:MOST_WAITING]:
        known = Counter(_loose(text) for text in _texts(other.document))
        yield Alike(_common(texts, known), texts.total(), upload=other)


def _texts(document: PlanDocument) -> Iterable[str]:
    """The texts of actions and recommendations, without empty ones."""
    for _, recommendation in document.recommendations():
        yield from filter(_loose, (recommendation.text, *(action.action for action in recommendation.actions)))


def _loose(text: str) -> str:
    """The words of a text, whatever is between them: bullets, marks and quotation marks differ from format to format."""
    return " ".join(_WORD.findall(text.casefold()))


def _common(one: Counter[str], other: Counter[str]) -> int:
    return (one & other).total()
