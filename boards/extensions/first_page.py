"""The page at which a user begins in a board, by their role."""

from __future__ import annotations

from dataclasses import dataclass

from boards.extensions.registry import ExtensionList


@dataclass(frozen=True)
class FirstPage:
    """The page at which ``role`` begins. ``route`` takes the board's slug. Without a role it is the home of the board: the
    page that the head of every page links to, and the first page of the roles that have none of their own."""

    route: str
    role: str = ""


first_pages: ExtensionList[FirstPage] = ExtensionList(key=lambda page: page.role)


def route_of(role: str) -> str:
    """The route of the page that an app has added for this role; empty where none has."""
    return next((page.route for page in first_pages if page.role == role), "")
