"""Both boards with something behind every address, and nothing laid out for print."""

from __future__ import annotations

import pytest

from actionplans.printing import jobs
from actionplans.publishing import publish
from actionplans.writing.press.sheets import Printed
from tests.prints import blank_pdf
from tests.test_access import World, build


@pytest.fixture(autouse=True)
def nothing_printed(monkeypatch):
    monkeypatch.setattr(publish, "print_plan", lambda *_, **__: Printed(blank_pdf(), 1))
    monkeypatch.setattr(jobs, "print_in_sandbox", lambda *_, **__: Printed(blank_pdf(), 1))


@pytest.fixture
def fenmarsh(cast) -> World:
    return build(cast.board, cast.manager, cast.lead, first=99, versions=1)


@pytest.fixture
def otherby(cast) -> World:
    return build(cast.otherby, cast.neighbour, cast.neighbour, first=500, versions=2)
