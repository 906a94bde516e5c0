"""Cells that boards fill in their own ways: a table within a cell, a box for a tick, a column of numbers, a number used twice."""

from __future__ import annotations

import datetime

import pytest

from actionplans.document.cells import is_box
from actionplans.reading import read_plan
from actionplans.reading.files.blocks import Table
from actionplans.reading.files.word import read_word
from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order
from actionplans.writing.word import plan_word
from boards.light_marks import to_html
from tests.actionplans.reading.papers import Paper

DAY = datetime.date(2026, 11, 30)
HEADS = ("Recommendation", "Target", "Action", "Lead", "By when")
ROW = ("1. Fewer children are excluded from school.", "Fewer exclusions", "Meet each month", "Analyst", "May 2027")


def read(paper: Paper):
    return read_plan(paper.data(), "plan.docx")


def html(document) -> str:
    return "".join(piece.html for sheets in print_of(Order(document, DAY)).sheets for piece in sheets.pieces)


def test_a_table_within_a_cell_stays_a_table():
    paper = Paper().table(HEADS, ROW)
    inner = paper.document.tables[0].cell(1, 1).add_table(2, 3)
    for y, row in enumerate((("Year", "All", "In care"), ("2026", "12", ""))):
        for x, words in enumerate(row):
            inner.cell(y, x).text = words
    document = read(paper)
    [action] = [a for _, _, a in document.actions()]
    assert action.target == "Fewer exclusions\n\n| Year | All | In care |\n| 2026 | 12 | |"
    drawn = (
        '<table><tr><th scope="col">Year</th><th scope="col">All</th><th scope="col">In care</th></tr>'
        "<tr><td>2026</td><td>12</td><td></td></tr></table>"
    )
    assert drawn in to_html(action.target)
    assert drawn in html(document)
    tables = [block for block in read_word(plan_word(document, written_on=DAY)).blocks if isinstance(block, Table)]
    assert action.target in [cell.text for table in tables for row in table.rows for cell in row]


@pytest.mark.parametrize("heading", ["Achieved", "Achieved (tick)", "Completed?", "Done"])
def test_an_empty_box_is_printed_empty(heading):
    document = read(
        Paper().table(
            ("Recommendation", "Responsible officer", "Update on progress", heading),
            ("2. That the post be filled", "Head of Personnel", "Filled.", "✓"),
            ("3. That all volunteers be checked", "Head of Service", "Sixty checked.", ""),
        )
    )
    assert [a.status for _, _, a in document.actions()] == ["complete", "open"]
    assert "<p>Open</p>" not in html(document)


def test_a_column_for_the_status_says_that_a_row_is_open():
    assert not is_box("Status")
    heads = ("Recommendation", "Action", "Lead", "Progress", "Status")
    document = read(Paper().table(heads, ("1. Ask each child.", "Write", "Analyst", "Begun.", "Open")))
    assert "<p>Open</p>" in html(document)


@pytest.mark.parametrize(
    "heading", ["Number", "No.", "Serial number", "Number (as in report)", "Point", "Action ref number"]
)
def test_a_column_of_numbers_is_recognised(heading):
    rows = [("4", "Write to schools", "Analyst", "May 2027"), ("5", "Read the answers", "Analyst", "June 2027")]
    document = read(Paper().table((heading, "Action", "Lead", "By when"), *rows))
    assert [a.ref for _, _, a in document.actions()] == ["4", "5"]


def test_a_count_of_things_is_no_number_of_a_row():
    rows = [("Write to schools", "12", "Analyst", "May 2027"), ("Read the answers", "12", "Analyst", "June 2027")]
    document = read(Paper().table(("Action", "Number of schools", "Lead", "By when"), *rows))
    assert [a.extra for _, _, a in document.actions()] == [{"Number of schools": "12"}] * 2


def test_a_number_that_is_printed_twice_keeps_its_form_with_a_mark():
    rows = [
        ("2.2", "Write to schools", "A", "May 2027"),
        ("2.2", "Read the answers", "A", ""),
        ("2.3", "Meet", "A", ""),
    ]
    document = read(Paper().table(("Ref", "Action", "Lead", "By when"), *rows))
    assert [a.ref for _, _, a in document.actions()] == ["2.2", "2.2(2)", "2.3"]
    assert [w.message for w in document.warnings if w.kind == "ref"] == [
        "The row number 2.2 is printed more than once; this row is 2.2(2) here."
    ]
