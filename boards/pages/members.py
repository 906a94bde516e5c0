"""Memberships for the managers' list: since when, last sign-in, and whether the user has a second step."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import Exists, Max, OuterRef, Q, Subquery

from boards.models import Board, Membership
from boards.models.agency import OfBoardQuerySet
from boards.models.membership import CAME_BACK


def described(board: Board) -> OfBoardQuerySet:
    """All memberships of a board, each with ``since`` (the moment from which it holds, or held last) and
    ``has_second_step``; with user, person and agency, in one query."""
    begun = (
        Membership.history.filter(Q(history_type="+") | Q(history_change_reason=CAME_BACK), id=OuterRef("pk"))
        .order_by()
        .values("id")
        .annotate(begun=Max("history_date"))
        .values("begun")
    )
    factors = Authenticator.objects.filter(user=OuterRef("user")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return (
        Membership.objects.filter(board=board)
        .select_related("user", "person__agency")
        .annotate(since=Subquery(begun), has_second_step=Exists(factors))
    )
