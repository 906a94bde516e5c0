"""Pages of other apps about the people of a board: links from a person's own pages, and beside the list of people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.urls import reverse

from boards.access import Right, may
from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.models import Board, Membership, User


class Shown(Enum):
    """On which page about a person a link is shown."""

    ACCESS = auto()  #: the page of their access to the board
    DETAILS = auto()  #: below the form of their name, post and agency


@dataclass(frozen=True)
class PersonLink:
    """A page about one person, shown to users with ``right``. ``route`` takes the board's slug and the person's key.

    ``heading`` puts the link into a section of its own. The manager who ends a user's access is
    redirected to the page with ``follows_leaving``.
    """

    words: str
    route: str
    right: Right
    shown: Shown
    heading: str = ""
    follows_leaving: bool = False

    def address(self, board: Board, person: int) -> str:
        return reverse(self.route, args=[board.slug, person])


@dataclass(frozen=True)
class PeopleTool:
    """A link in the line of tools above the list of people. ``route`` takes the board's slug."""

    words: str
    route: str
    right: Right


person_links: ExtensionList[PersonLink] = ExtensionList(key=lambda link: link.route)
people_tools: ExtensionList[PeopleTool] = ExtensionList(key=lambda tool: tool.route)


def links_about(person: int, *, user: User, board: Board, shown: Shown) -> list[tuple[PersonLink, str]]:
    """The links about the person with this key that the user may open, each with its address."""
    return [
        (link, link.address(board, person))
        for link in person_links
        if link.shown is shown and may(user, link.right, board)
    ]


def after_leaving(membership: Membership, *, user: User) -> str:
    """The address of the page to go to once this access has ended; empty where there is none, or where the account is
    not linked to one of the board's people."""
    board, person = membership.board, membership.person_id
    pages = [link for link in person_links if link.follows_leaving and may(user, link.right, board)]
    return pages[0].address(board, person) if person and pages else ""


def tools_for(user: User, board: Board) -> list[tuple[PeopleTool, str]]:
    """The tools that the user may open, each with its address."""
    return [(tool, reverse(tool.route, args=[board.slug])) for tool in people_tools if may(user, tool.right, board)]
