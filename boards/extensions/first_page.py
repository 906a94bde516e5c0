"""The page at which a user begins in a board, by their role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from boards.extensions.menu import items_for
from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.models import Board


@dataclass(frozen=True)
class FirstPage:
    """The page at which ``role`` begins. ``route`` takes the board's slug. Without a role it is the home of the board: the
    page that the head of every page links to, and the first page of the roles that have none of their own."""

    route: str
    role: str = ""


first_pages: ExtensionList[FirstPage] = ExtensionList(key=lambda page: page.role)


def first_page(role: str, board: Board) -> str:
    """The address at which users of this role begin; where no app has added one, the first entry of their menu, or else
    their own account."""
    route = _route(role) or _route("") or next((item.route for item in items_for(role)), "")
    return reverse(route, args=[board.slug]) if route else reverse("boards:your_account")


def board_home(board: Board) -> str:
    """The address of the board's home; the site's first page where no app has added one."""
    route = _route("")
    return reverse(route, args=[board.slug]) if route else reverse("boards:home")


def _route(role: str) -> str:
    return next((page.route for page in first_pages if page.role == role), "")
