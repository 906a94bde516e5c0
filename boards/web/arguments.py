"""What the gate hands to a view in place of arguments of its address: objects that apps above know how to find.

An app registers a finder when it is ready, for one argument or for several that are found together in one query::

    register(("plan",), find_plan)  # …/plans/<slug:plan>/ → the view's ``plan`` is a Plan

The finder is called with the request, the board and the values, after the right to open the page has been checked. It
returns the view's arguments by name, or raises Http404.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from boards.models import Board

Finder = Callable[..., dict[str, Any]]
_finders: dict[tuple[str, ...], Finder] = {}


def register(names: tuple[str, ...], finder: Finder) -> None:
    """Call ``finder(request, board, *values)`` for addresses within a board that have all these arguments. Of several
    finders that fit an address, the one for the most arguments is called."""
    _finders[names] = finder


def hand_over(request: HttpRequest, board: Board, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of an address as its view gets them: what a finder found, and the others as they are."""
    fitting = [names for names in _finders if arguments.keys() >= set(names)]
    if not fitting:
        return arguments
    names = max(fitting, key=len)
    others = {name: value for name, value in arguments.items() if name not in names}
    return others | _finders[names](request, board, *(arguments[name] for name in names))
