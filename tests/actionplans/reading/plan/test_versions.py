"""The version of a plan as a form on its title page names it."""

from __future__ import annotations

import pytest

from actionplans.reading import read_plan
from actionplans.reading.files.blocks import Cell, Table
from actionplans.reading.plan.versions import read_dated_title, version_of_form
from tests.actionplans.reading.papers import Paper


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


PLAN = (("Action", "Lead", "By when"), ("Train staff", "Council", "May 2027"), ("Buy a system", "Council", "May 2027"))
VERSIONS = [("1.0", "2026-08-17", "First"), ("1.1", "2026-10-12", "For the Board")]


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        (
            "",
            (("Version", "Changed for", "On"), ("1.0", "First", "17/08/2026"), ("1.1", "For the Board", "12/10/2026")),
        ),
        ("", (("On", "Edition", "Why"), ("17/08/2026", "1.0", "First"), ("12/10/2026", "1.1", "For the Board"))),
        (
            "",
            (("Version", "1.0", "1.1"), ("On", "17 August 2026", "12 October 2026"), ("Why", "First", "For the Board")),
        ),
        (
            "Record of versions",
            (("No.", "On", "Why"), ("1.0", "17/08/26", "First"), ("1.1", "12/10/26", "For the Board")),
        ),
        ("Document history", (("1.0", "17/08/2026", "First"), ("1.1", "12/10/2026", "For the Board"))),
    ],
)
def test_a_table_of_numbers_and_days_is_that_of_the_versions(heading, table):
    paper = Paper().heading("Action plan").table(*PLAN)
    if heading:
        paper.heading(heading)
    document = read_plan(paper.table(*table).data(), "plan.docx")
    assert [(version.label, version.date, version.note) for version in document.versions] == VERSIONS
    assert [w for w in document.warnings if w.kind == "lost"] == []
    assert len(list(document.actions())) == 2


def test_numbered_rows_with_days_are_no_versions_where_nothing_says_so():
    table = (("No.", "Meeting", "On"), ("1", "Board", "17/08/2026"), ("2", "Panel", "12/10/2026"))
    paper = Paper().heading("Action plan").table(*PLAN).heading("Meetings").table(*table)
    assert read_plan(paper.data(), "plan.docx").versions == ()


def test_numbered_issues_with_what_is_done_are_a_plan():
    heads = ("Issue", "Action", "Lead", "Due")
    rows = (("1", "Train staff", "Matron", "May 2027"), ("2", "Buy a system", "Matron", "June 2027"))
    document = read_plan(Paper().heading("Action plan").table(heads, *rows).data(), "plan.docx")
    assert [action.action for _, _, action in document.actions()] == ["Train staff", "Buy a system"]
