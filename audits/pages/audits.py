"""Progress of the recommendations of audits: for each audit how many of them are done, and their actions."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from actionplans.document.references import recommendation_anchor
from actionplans.document.wording import count
from actionplans.models import Action, Recommendation
from actionplans.pages.action_lines import ActionLine, prepared
from audits.models import Audit
from boards.models import User


@dataclass(frozen=True)
class Score:
    """How many recommendations of an audit are done."""

    done: int
    total: int

    def __str__(self) -> str:
        return f"{self.done} of {self.total} done" if self.total else "None"

    @property
    def sentence(self) -> str:
        if not self.total:
            return "It has no recommendations yet."
        return f"{self.done} of {count(self.total, 'recommendation')} done."


def followed(audits: Iterable[Audit], user: User) -> dict[int, list[Recommendation]]:
    """The recommendations of these audits that the user may read, by the key of the audit, in the order in which they were
    added; one query. Each has ``is_done``: it has actions in its plan, and all of them have ended."""
    standing = Action.objects.visible_to(user).standing().filter(recommendation=OuterRef("pk"))
    rows = (
        Recommendation.objects.visible_to(user)
        .standing()
        .filter(finding__audit__in=[audit.pk for audit in audits])
        .annotate(is_done=Exists(standing) & ~Exists(standing.open()))
        .select_related("finding", "plan", "section")
        .order_by("finding__pk")
    )
    found: dict[int, list[Recommendation]] = defaultdict(list)
    for row in rows:
        row.anchor = recommendation_anchor(row.number)
        found[row.finding.audit_id].append(row)
    return found


def score(recommendations: Iterable[Recommendation]) -> Score:
    """The score of recommendations that ``followed`` returned."""
    states = [recommendation.is_done for recommendation in recommendations]
    return Score(sum(states), len(states))


def lines_by_recommendation(
    recommendations: Iterable[Recommendation], user: User, on: datetime.date
) -> dict[int, list[ActionLine]]:
    """The actions of these recommendations that the user may read, by the key of the recommendation, as they are on a day."""
    actions = Action.objects.visible_to(user).standing().filter(recommendation__in=recommendations)
    lines: dict[int, list[ActionLine]] = {}
    for action in prepared(actions):
        lines.setdefault(action.recommendation_id, []).append(ActionLine(action, on))
    return lines
