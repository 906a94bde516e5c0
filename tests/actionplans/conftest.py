"""What the tests of plans share."""

from __future__ import annotations

import itertools

import pytest

from actionplans import issuing
from actionplans.views import versions
from actionplans.writing.pdf import Printed


@pytest.fixture
def quick_print(monkeypatch):
    """Publishing and drafts without laying out pages, for tests to which the print is only some bytes; no two are alike."""
    numbers = itertools.count(1)

    def printed(document, **_):
        return Printed(b"%%PDF-1.7 print %d" % next(numbers), 1)

    for module in (issuing, versions):
        monkeypatch.setattr(module, "print_plan", printed)
