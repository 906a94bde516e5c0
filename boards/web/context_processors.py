"""Template context: the board, the user's membership and rights, and the menu, for the head and foot of every page."""

from __future__ import annotations

from django.http import HttpRequest

from boards.access import Right, may
from boards.extensions.landing import board_home
from boards.extensions.menu import menu_of
from boards.web.helper import other_manager
from boards.web.kept_board import is_of_account, keep_board


def shell(request: HttpRequest) -> dict:
    """Context for base.html. Outside the pages of a board, and of the account of its members, only ``board`` (None) and an empty
    menu."""
    if is_of_account(request):
        keep_board(request)
    board = getattr(request, "board", None)
    if board is None:
        return {"board": None, "membership": None, "menu": []}
    withheld: frozenset[Right] = getattr(
        request, "withheld", frozenset()
    )  # by a page about something that is not changed any more
    return {
        "board": board,
        "membership": request.membership,
        "home_url": board_home(board),
        "menu": menu_of(request.membership.role, board, here=getattr(request, "menu", "")),
        "can": {right.name.lower(): right not in withheld and may(request.user, right, board) for right in Right},
        "ask_whom": other_manager(board, request.user),
    }
