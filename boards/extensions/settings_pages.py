"""Pages of other apps about how a board is set up, linked from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from boards.access import Right, may
from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.models import Board, User


@dataclass(frozen=True)
class SettingsPage:
    """A page, shown to users with ``right``. ``route`` takes the board's slug; ``hint`` says what is there."""

    words: str
    route: str
    right: Right
    hint: str = ""


settings_pages: ExtensionList[SettingsPage] = ExtensionList(key=lambda page: page.route)


def pages_for(user: User, board: Board) -> list[tuple[SettingsPage, str]]:
    """The pages that the user may open, each with its address."""
    return [(page, reverse(page.route, args=[board.slug])) for page in settings_pages if may(user, page.right, board)]
