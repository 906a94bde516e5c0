"""What the tests of plans share."""

from __future__ import annotations

import itertools

import pytest

from actionplans import issuing
from actionplans.writing.press.sheets import Printed


@pytest.fixture
def quick_print(monkeypatch):
    """Publishing without laying out pages, for tests to which the print is only some bytes; no two are alike."""
    numbers = itertools.count(1)

    def printed(document, **_):
        return Printed(b"%%PDF-1.7 print %d" % next(numbers), 1)

    monkeypatch.setattr(issuing, "print_plan", printed)
