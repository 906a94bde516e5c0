"""What became of the thing that a form is about, for the page that says why the form was not saved.

An app adds a function that knows its own addresses::

    meanwhile_finders.add(find)  # find(request) is a Meanwhile, or None where it knows nothing of this address
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from boards.extensions.registry import ExtensionList


@dataclass(frozen=True)
class Meanwhile:
    """A sentence for this user on what happened, and where they can go on: an address and the words of its link."""

    said: str
    address: str
    link: str


#: ``find(request)`` is called after the gate has refused; ``request.resolver_match`` has the arguments of the address.
meanwhile_finders: ExtensionList[Callable[[HttpRequest], Meanwhile | None]] = ExtensionList()


def meanwhile(request: HttpRequest) -> Meanwhile | None:
    """What the first app that knows this address says of it."""
    if request.resolver_match is None:
        return None
    return next((found for find in meanwhile_finders if (found := find(request))), None)
