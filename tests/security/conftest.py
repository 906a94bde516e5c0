"""Both boards with something behind every address, and nothing laid out for print."""

from __future__ import annotations

import pytest

from actionplans import issuing, printing
from actionplans.views import printing as printing_views
from actionplans.writing.press.sheets import Printed
from tests.prints import blank_pdf
from tests.test_access import World, build


@pytest.fixture(autouse=True)
def nothing_printed(monkeypatch):
    monkeypatch.setattr(issuing, "print_plan", lambda *_, **__: Printed(blank_pdf(), 1))
    monkeypatch.setattr(printing, "start", lambda folder: None)
    monkeypatch.setattr(printing_views, "PATIENCE", 0)


@pytest.fixture
def fenmarsh(cast) -> World:
    return build(cast.board, cast.manager, cast.lead, first=99, versions=1)


@pytest.fixture
def otherby(cast) -> World:
    return build(cast.otherby, cast.neighbour, cast.neighbour, first=500, versions=2)
