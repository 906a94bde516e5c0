"""Request classes for the type checker: the attributes that middleware and the gate set."""

from __future__ import annotations

from django.http import HttpRequest

from boards.access import Right
from boards.models import Board, Membership, User


class SignedInRequest(HttpRequest):
    """A request that ``LoginRequiredMiddleware`` let through."""

    user: User
    #: The name of the menu entry that is current; set by views whose address alone does not say it.
    menu: str
    #: The protective marking of the page; set by views that show more than the board's own.
    marking: str


class BoardRequest(SignedInRequest):
    """A request that the gate (``boards.web.gate``) let into a board."""

    board: Board
    membership: Membership
    #: Rights that nobody has on this page, set by views of what is not changed any more.
    withheld: frozenset[Right]
