"""The entries of a board's menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from boards.access import Right, gives
from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.models import Board


@dataclass(frozen=True)
class MenuItem:
    """One entry. ``route`` takes the board's slug; the entry is shown to roles that have ``right``, and only to those in
    ``roles`` where some are named. ``position`` orders the menu: 10 for its first entry, 80 for its last, so that there is
    room between them.

    A view marks an entry as the current one by putting its route into ``request.menu``.
    """

    label: str
    route: str
    right: Right
    position: int
    roles: frozenset[str] = frozenset()

    def is_shown_to(self, role: str) -> bool:
        return gives(role, self.right) and (not self.roles or role in self.roles)


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
