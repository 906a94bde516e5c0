"""The entries of a board's menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from boards.access import Right, gives
from boards.extensions.first_page import route_of
from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.models import Board


@dataclass(frozen=True)
class MenuItem:
    """One entry. ``route`` takes the board's slug; the entry is shown to roles that have ``right``, with ``first_only`` just
    to those that begin at it (``boards.extensions.first_page``). ``position`` orders the menu: 10 for its first entry, 80
    for its last, so that there is room between them.

    A view marks an entry as the current one by putting its route into ``request.menu``.
    """

    label: str
    route: str
    right: Right
    position: int
    first_only: bool = False

    def is_shown_to(self, role: str) -> bool:
        return gives(role, self.right) and (not self.first_only or route_of(role) == self.route)


menu_items: ExtensionList[MenuItem] = ExtensionList(key=lambda item: item.route, order=lambda item: item.position)


def items_for(role: str) -> list[MenuItem]:
    """The entries that this role sees, in the order of the menu."""
    return [item for item in menu_items if item.is_shown_to(role)]


@dataclass(frozen=True)
class MenuEntry:
    """An entry as the page shows it."""

    label: str
    url: str
    current: bool


def menu_of(role: str, board: Board, *, here: str) -> list[MenuEntry]:
    """The menu of a board for this role. ``here`` is the route of the entry that is marked as the current one."""
    return [
        MenuEntry(item.label, reverse(item.route, args=[board.slug]), current=item.route == here)
        for item in items_for(role)
    ]
