"""Addresses of the page at which a user begins, and of a board's home, looked up in the lists of first pages and of the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from boards.extensions.first_page import route_of
from boards.extensions.menu import items_for

if TYPE_CHECKING:
    from boards.models import Board


def first_page(role: str, board: Board) -> str:
    """The address at which users of this role begin; where no app has added one, the first entry of their menu, or else
    their own account."""
    route = route_of(role) or route_of("") or next((item.route for item in items_for(role)), "")
    return reverse(route, args=[board.slug]) if route else reverse("boards:your_account")


def board_home(board: Board) -> str:
    """The address of the board's home; the site's first page where no app has added one."""
    route = route_of("")
    return reverse(route, args=[board.slug]) if route else reverse("boards:home")
