"""How long plans are kept: each has a date on which the board decides whether it still needs it; nothing is deleted by itself.

Personal data is kept no longer than it is needed (UK GDPR, article 5(1)(e)). That is for the board to decide: each change of the
date has a reason, and what is due is shown on the manager's home.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction

from actionplans.models import Plan
from boards.models import Board, User


@dataclass(frozen=True)
class PlanRetention:
    """A plan and the state of its date: ``past`` (its day has come), ``soon``, ``later``, or ``none`` (it has no date)."""

    plan: Plan
    state: str

    @property
    def is_due(self) -> bool:
        return self.state in ("past", "soon")


_ORDER = ("past", "soon", "none", "later")


def plans_of(board: Board, user: User, today: datetime.date) -> list[PlanRetention]:
    """All plans of a board: first those whose day has come or comes soon, then those without one, then the others."""
    plans = Plan.objects.visible_to(user).filter(board=board)
    found = [PlanRetention(plan, state(plan.keep_until, today, board.soon_days)) for plan in plans]
    return sorted(
        found, key=lambda one: (_ORDER.index(one.state), one.plan.keep_until or datetime.date.max, one.plan.order)
    )


def state(until: datetime.date | None, today: datetime.date, soon_days: int) -> str:
    """The state of a date on that day, as in ``PlanRetention``."""
    if until is None:
        return "none"
    if until <= today:
        return "past"
    return "soon" if until <= today + datetime.timedelta(days=soon_days) else "later"


def due(board: Board, user: User, today: datetime.date) -> list[Plan]:
    """Plans whose date has passed or comes soon; the longest due first."""
    last = today + datetime.timedelta(days=board.soon_days)
    return list(Plan.objects.visible_to(user).filter(board=board).due(last).order_by("keep_until", "pk"))


@transaction.atomic
def keep(
    plan: Plan, until: datetime.date | None, *, by: User, reason: str, at: datetime.datetime | None = None
) -> bool:
    """Set or remove the date of a plan. False where nothing changed."""
    plan.hold()
    plan.keep_until = until
    return plan.save_by(by, at=at, reason=reason)
