"""What every page's head and foot need: the board, who is looking, the menu. (Its marking is told by what it shows of
plans: ``actionplans.context_processors``.)"""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from boards.access import Right, first_page, may
from boards.models import Membership


def shell(request: HttpRequest) -> dict:
    """Context for base.html. Outside a board's pages only ``board`` (None) and an empty menu."""
    board = getattr(request, "board", None)
    if board is None:
        return {"board": None, "membership": None, "menu": []}
    return {
        "board": board,
        "membership": request.membership,
        "menu": menu(request, board),
        "can": {right.name.lower(): may(request.user, right, board) for right in Right},
        "ask_whom": _manager(board),
    }


def menu(request: HttpRequest, board) -> list[dict]:
    """The pages of the board that this person may open, the present one marked."""
    items = [("Home", "actionplans:board_home", Right.READ_PLAN)]
    if first_page(request.membership.role) == "actionplans:my_actions":
        items = [("My actions", "actionplans:my_actions", Right.ADD_NOTE), *items]
    items += [
        ("Plans", "actionplans:plan_list", Right.READ_VERSIONS),
        ("All actions", "actionplans:action_list", Right.READ_PLAN),
        ("Audits", "audits:audit_list", Right.READ_AUDITS),
        ("Meetings", "boards:meeting_list", Right.READ_PEOPLE),
        ("People", "boards:person_list", Right.READ_PEOPLE),
        ("Trail", "actionplans:trail", Right.READ_TRAIL),
    ]
    here = getattr(request, "menu", "")
    return [
        {"label": label, "url": reverse(name, args=[board.slug]), "current": here == name}
        for label, name, right in items
        if may(request.user, right, board)
    ]


def _manager(board) -> Membership | None:
    """Whom to ask: the board's business manager."""
    return (
        Membership.objects.active()
        .managers()
        .filter(board=board)
        .select_related("user", "person")
        .order_by("pk")
        .first()
    )
