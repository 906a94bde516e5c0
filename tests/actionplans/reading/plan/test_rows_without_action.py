"""Recommendations that are only answered, and what a form says of one before its actions follow in the next table."""

from __future__ import annotations

import pytest

from actionplans.reading import read_plan
from actionplans.reading.files.blocks import Cell, Table
from actionplans.reading.plan.cell_words import is_answer
from actionplans.reading.plan.table_shape import only_counts
from tests.actionplans.reading.papers import Paper

ASKED = "Partners should look again at how they write to parents."
FIRST = (
    ("Action", "Write a guide for letters."),
    ("Lead", "Head of Service"),
    ("Timescale", "3 May 2027"),
    ("Update", "Begun."),
)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Accepted in principle. Covered by the health plan.", True),
        ("Not accepted: the numbers are too small.", True),
        ("Agreed", True),
        ("Accepted. We will train all staff.", False),
        ("Agreed actions are reported each month.", False),
        ("Write to parents.", False),
    ],
)
def test_an_answer_says_nothing_that_is_to_be_done(text, answers):
    assert is_answer(text) == answers


def forms(*tables):
    paper = Paper().heading("Improvement plan")
    for rows in tables:
        paper = paper.table(*rows, heads=0).line("")
    return read_plan(paper.data(), "plan.docx")


def test_a_form_that_only_answers_keeps_its_recommendation():
    answer = "Accepted in principle. Covered in full by the health plan."
    first = (("Recommendation 1", "Staff should be trained to write well."), *FIRST)
    second = (("Recommendation 2", ASKED), ("Why it matters", "One could not read it."), ("Our response", answer))
    document = forms(first, second)
    assert [r.text for _, r in document.recommendations()] == [first[0][1], ASKED]
    [_, action] = [action for _, _, action in document.actions()]
    assert action.action == ""


def test_why_before_the_end_of_a_page_is_of_the_first_action_behind_it():
    before = (
        ("Recommendation 1", ASKED),
        ("Why it matters", "One could not read it."),
        ("Target", "Letters are read."),
    )
    document = forms(before, (("Recommendation 1 continued", ""), *FIRST))
    [action] = [action for _, _, action in document.actions()]
    assert (action.action, action.why) == ("Write a guide for letters.", "One could not read it.")


def counted(*rows):
    return only_counts(Table(tuple(tuple(Cell(text) for text in row) for row in rows)), [0])


def test_names_below_the_ratings_are_counts_though_a_formula_has_no_value():
    heads = ("Agency", "Actions", "B", "G", "A", "R")
    assert counted(heads, ("Police", "", "", "", "", ""), ("Health", "3", "1", "2", "", ""))
    assert not counted(heads, ("Police", "Train all staff.", "", "x", "", ""))
    assert not counted(("Agency", "Action", "Lead"), ("Police", "", ""))
