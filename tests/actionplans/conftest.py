"""Fixtures of the tests of plans."""

from __future__ import annotations

import itertools

import pytest


@pytest.fixture
def read_here(monkeypatch):
    """Files are read in this process: the same reading, without a process of its own."""
    from actionplans import sandbox
    from actionplans.reading import worker

    def run(folder, *_, **__):
        worker.answer(folder)
        return sandbox.found(folder / "outcome")

    monkeypatch.setattr(sandbox, "run", run)


@pytest.fixture
def quick_print(monkeypatch):
    """Publishing without laying out pages, for tests to which the print is only some PDF; no two are alike."""
    # Imported here: what lays out takes a second to load, and most tests do without.
    from actionplans.publishing import publish
    from actionplans.writing.press.sheets import Printed
    from tests.prints import blank_pdf

    numbers = itertools.count(1)

    def printed(document, **_):
        return Printed(blank_pdf(f"print {next(numbers)}"), 1)

    monkeypatch.setattr(publish, "print_plan", printed)
