"""The objects that the gate passes to views in place of the arguments of their addresses."""

from __future__ import annotations

from typing import Any

import pytest

from boards.extensions import arguments
from boards.extensions.arguments import ArgumentFinder, hand_over
from boards.extensions.registry import ExtensionList


@pytest.fixture
def finders(monkeypatch):
    """An empty list of finders, to which the test adds its own."""
    finders = ExtensionList(key=lambda finder: finder.names)
    monkeypatch.setattr(arguments, "finders", finders)
    return finders


def find_shelf(request: Any, board: str, shelf: str) -> dict[str, Any]:
    return {"shelf": f"shelf {shelf} of {board}"}


def find_book(request: Any, board: str, shelf: str, book: str) -> dict[str, Any]:
    return {"shelf": f"shelf {shelf} of {board}", "volume": f"book {book}"}


def test_an_argument_becomes_what_its_finder_finds_and_others_stay(finders):
    finders.add(ArgumentFinder(("shelf",), find_shelf))
    found = hand_over(None, "Otherby", {"shelf": "a", "pk": 3})
    assert found == {"shelf": "shelf a of Otherby", "pk": 3}


def test_the_finder_of_the_most_arguments_is_called_alone(finders):
    finders.add(ArgumentFinder(("shelf", "book"), find_book))
    finders.add(ArgumentFinder(("shelf",), find_shelf))
    found = hand_over(None, "Otherby", {"book": "9", "shelf": "a", "pk": 3})
    assert found == {"shelf": "shelf a of Otherby", "volume": "book 9", "pk": 3}


def test_an_address_that_no_finder_fits_is_handed_over_as_it_is(finders):
    finders.add(ArgumentFinder(("shelf", "book"), find_book))
    assert hand_over(None, "Otherby", {"shelf": "a"}) == {"shelf": "a"}
