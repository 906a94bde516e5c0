"""Template context: the protective marking shown at the head and foot of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from actionplans.models import Plan
from boards.protective_markings import ORDER, highest


def marking(request: HttpRequest) -> dict[str, Any]:
    """``marking``: that of the plan or version of the page, where the view set it (``request.marking``). Otherwise the page may
    show any of the board's plans, and gets the highest of their markings and the board's own, so that a view that forgets to
    set it is never marked too low. ``marked`` is whether the marking requires care."""
    board = getattr(request, "board", None)
    if board is None:
        return {"marking": ""}
    said = getattr(request, "marking", "")
    shown = SimpleLazyObject(lambda: said or _of_all(request, board))
    return {"marking": shown, "asks_for_care": SimpleLazyObject(lambda: bool(shown) and shown != ORDER[0])}


def _of_all(request: HttpRequest, board: Any) -> str:
    plans = Plan.objects.visible_to(request.user).filter(board=board).order_by()
    return highest([board.marking, *plans.values_list("marking", flat=True).distinct()])
