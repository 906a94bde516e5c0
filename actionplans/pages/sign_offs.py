"""Actions that wait for a sign-off, and which users sign off."""

from __future__ import annotations

from actionplans.models import Action, SignOff
from actionplans.models.action import ActionQuerySet, Status
from boards.access import Right, may
from boards.models import Board, User


def waiting(user: User, board: Board) -> ActionQuerySet:
    """The complete actions of a board's plans, as the user may read them, without a sign-off."""
    signed = SignOff.objects.standing().filter(action__plan__board=board)
    return (
        Action.objects.visible_to(user)
        .of(board)
        .standing()
        .filter(status=Status.COMPLETE)
        .exclude(pk__in=signed.values("action"))
    )


def is_for(user: User, board: Board) -> bool:
    """Whether the user is one who signs off: a manager may record a sign-off, and is not reminded of it."""
    return may(user, Right.SIGN_OFF, board) and not may(user, Right.EDIT_PLAN, board)
