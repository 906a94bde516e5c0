"""Printed numbers: those that begin again, occur twice or are missing."""

from __future__ import annotations

import pytest

from actionplans.document.warnings import REF
from actionplans.reading import read_plan
from actionplans.reading.plan.numbers import between
from actionplans.reading.plan.row_parts import begins_numbered
from tests.actionplans.reading.papers import Paper

HEADS = ("No", "Action", "Lead", "By when")


def said(document):
    return [w.message for w in document.warnings if w.kind == REF]


def refs(document):
    return [(a.ref, a.extra.get("Number as printed", "")) for _, _, a in document.actions()]


def test_numbers_that_begin_again_under_each_recommendation_are_told_apart():
    paper = Paper().heading("Improvement plan")
    for number, actions in (("1", ("Meet", "Write")), ("2", ("Train", "Test"))):
        paper.line(f"Recommendation {number}: Members of group {number} should know one another.", bold=True)
        paper.table(HEADS, *((str(n), action, "Ann Marsh", "May 2026") for n, action in enumerate(actions, 1)))
    document = read_plan(paper.data(), "p.docx")
    assert refs(document) == [("1.1", "1"), ("1.2", "2"), ("2.1", "1"), ("2.2", "2")]
    assert said(document) == [
        "Actions are counted from the beginning under each recommendation; here 1 is 1.1, and so on."
    ]


def test_a_number_that_is_missing_between_two_is_asked_about():
    rows = (
        ("31", "Meet", "Ann Marsh", "May 2026"),
        ("", "Write", "Tom Hill", "June 2026"),
        ("33", "Test", "Ann Marsh", "TBC"),
    )
    document = read_plan(Paper().table(HEADS, *rows).data(), "p.docx")
    assert [ref for ref, _ in refs(document)] == ["31", "", "33"]
    assert said(document) == ["It has no number in the file; between 31 and 33 it may be 32."]


def test_a_recommendation_without_its_number_is_asked_about():
    paper = Paper().heading("Improvement plan")
    for label in ("Recommendation 4", "Recommendation", "Recommendation 6"):
        paper.line(f"{label}: Members should know about {label.lower()}.", bold=True)
        paper.table(HEADS[1:], ("Meet about it", "Ann Marsh", "May 2026"))
    document = read_plan(paper.data(), "p.docx")
    assert [r.number for _, r in document.recommendations()] == ["4", "", "6"]
    assert said(document) == ["It has no number in the file; between 4 and 6 it may be 5."]


@pytest.mark.parametrize(
    ("before", "after", "missing"),
    [("31", "33", "32"), ("2(b)", "2(d)", "2(c)"), ("P9", "P11", "P10"), ("1.9", "1.11", "1.10"), ("31", "34", ""),
     ("1.1", "2.3", ""), ("", "2", ""), ("b", "d", "c")],
)  # fmt: skip
def test_between(before, after, missing):
    assert between(before, after) == missing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.2 Train staff", ("1.2", "Train staff")),
        ("V-012 Train staff", ("V-012", "Train staff")),
        ("AB26-101: Train staff", ("AB26-101", "Train staff")),
        ("Train 12 staff", None),
        ("A-level results", None),
    ],
)
def test_the_number_that_an_action_begins_with_may_be_a_code(text, found):
    assert begins_numbered(text) == found
