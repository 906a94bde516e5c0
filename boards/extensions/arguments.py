"""Arguments of addresses that other apps turn into objects, so that the gate hands them to views as it does the board::

finders.add(ArgumentFinder(("plan",), find_plan))  # …/plans/<slug:plan>/ → the view's ``plan`` is a Plan
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.models import Board


@dataclass(frozen=True)
class ArgumentFinder:
    """Finds the objects that the arguments ``names`` of an address refer to, several in one query where they belong together.

    ``find`` is called with the request, the board and the values, after the right to open the page has been checked. It
    returns the arguments of the view by name, or raises Http404.
    """

    names: tuple[str, ...]
    find: Callable[..., dict[str, Any]]


finders: ExtensionList[ArgumentFinder] = ExtensionList(key=lambda finder: finder.names)


def hand_over(request: HttpRequest, board: Board, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an address as its view gets them: what a finder found, and the others as they are. Of several
    finders that fit the address, the one for the most arguments is called."""
    fitting = [finder for finder in finders if arguments.keys() >= set(finder.names)]
    if not fitting:
        return arguments
    finder = max(fitting, key=lambda each: len(each.names))
    others = {name: value for name, value in arguments.items() if name not in finder.names}
    return others | finder.find(request, board, *(arguments[name] for name in finder.names))
