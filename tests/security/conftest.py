"""Fixtures: both boards with an object for every address, and no print is made."""

from __future__ import annotations

import pytest

from actionplans.publishing import publish
from actionplans.writing.press.sheets import Printed
from tests.prints import blank_pdf


@pytest.fixture(autouse=True)
def nothing_laid_out(monkeypatch, nothing_printed):
    monkeypatch.setattr(publish, "print_plan", lambda *_, **__: Printed(blank_pdf(), 1))
