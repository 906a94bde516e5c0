"""Querysets and lookups of audits for views."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from audits.models import Audit, AuditAgency, AuditQuerySet
from boards.models import Board
from boards.web.requests import BoardRequest

_AGENCIES = Prefetch("agencies", AuditAgency.objects.filter(left=False).select_related("agency"), to_attr="taking_part")


def audits_of(request: BoardRequest, board: Board) -> AuditQuerySet:
    """The audits of the board that the user may read, each with its agencies as ``taking_part``."""
    audits = Audit.objects.visible_to(request.user).of(board)
    return audits.select_related("board", "reports_to").prefetch_related(_AGENCIES)


def get_audit(request: BoardRequest, board: Board, pk: int) -> Audit:
    """The audit with this key; 404 where there is none that the user may read."""
    return get_object_or_404(audits_of(request, board), pk=pk)
