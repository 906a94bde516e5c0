"""Tasks about people that wait for the manager: a sentence with a link each, on the home page and above the list of people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.models import Board, User


@dataclass(frozen=True)
class PeopleErrand:
    """A sentence, and the words of its link to ``route``, which takes the board's slug."""

    said: str
    link: str
    route: str


#: ``find(user, board, everything)`` returns the errands of this user; with ``everything`` also those that need no action, as
#: shown on the list of people.
FindErrands = Callable[["User", "Board", bool], list[PeopleErrand]]

people_errands: ExtensionList[FindErrands] = ExtensionList()


def errands_for(user: User, board: Board, *, everything: bool = False) -> list[PeopleErrand]:
    """All errands of this user in the board, in the order in which apps added them."""
    return [errand for find in people_errands for errand in find(user, board, everything)]
