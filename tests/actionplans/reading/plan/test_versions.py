"""The version of a plan as a form on its title page names it."""

from __future__ import annotations

import pytest

from actionplans.reading.files.blocks import Cell, Table
from actionplans.reading.plan.versions import read_dated_title, version_of_form


@pytest.mark.parametrize(
    ("form", "label", "date"),
    [
        ({"Version": "1.6", "Date": "12 November 2026"}, "Version 1.6", "2026-11-12"),
        ({"Plan version": "Version 6", "Last reviewed": "19 November 2026"}, "Version 6", "2026-11-19"),
        ({"Position as at": "24 November 2026", "Next committee": "10 December 2026"}, "", "2026-11-24"),
        ({"Version": "0.5", "Date of last update": "16 November 2026"}, "Version 0.5", "2026-11-16"),
        ({"As at": "24 November 2026"}, "", "2026-11-24"),
    ],
)
def test_a_form_names_the_version_of_the_plan(form, label, date):
    found = version_of_form(Table(tuple((Cell(a), Cell(b)) for a, b in form.items())))
    assert found is not None
    assert (found.label, found.date) == (label, date)


def test_a_date_of_something_else_is_none():
    assert version_of_form(Table(((Cell("Next committee"), Cell("10 December 2026")),))) is None


def test_the_day_of_the_last_review_is_not_that_of_the_next():
    found = read_dated_title("Audit sent: 26 June 2026. Plan reviewed: 20 November 2026. Next review: 21 January 2027.")
    assert found is not None
    assert found.date == "2026-11-20"
