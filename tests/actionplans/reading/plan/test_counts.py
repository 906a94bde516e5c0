"""Lines and rows that sum up the rows of a plan are no recommendations and no actions."""

import pytest

from actionplans.reading import read_plan
from actionplans.reading.files.blocks import Paragraph, Table
from actionplans.reading.plan.cell_words import sums_up
from actionplans.reading.plan.counted_heads import counted_above
from tests.actionplans.reading.papers import Paper

HEADS = ("Status", "ID", "Task", "Owner", "Due")


@pytest.mark.parametrize(
    "text",
    [
        "3 tasks | 1 complete | 2 on track",
        "3 tasks | 2 in progress | 1 withdrawn",
        "5 steps · 5 begun",
        "Tasks: 3 Closed: 1 In progress: 2",
        "Totals 5 tasks: Complete 4, On Track 1",
        "1 of 3 complete (33%)",
        "0/4 closed",
    ],
)
def test_numbers_that_add_up_are_a_sum(text):
    assert sums_up(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3 tasks",
        "3 Train the staff of 4 schools",
        "3 tasks | 1 complete | 1 on track",
        "1 of 3 schools has a lead",
        "4 of 3 complete",
        "Write to 12 schools by 3 May 2026",
    ],
)
def test_other_lines_with_numbers_are_none(text):
    assert not sums_up(text)


def test_a_sum_between_a_recommendation_and_its_table_is_left_out():
    paper = Paper().heading("Action plan")
    for n, words in enumerate(("Act in time for each child who is seen", "Tell each family what was found"), 1):
        paper.line(f"R{n} {words}", bold=True).line("2 tasks | 1 begun | 1 late")
        paper.table(
            HEADS, ("Begun", f"V-{n}1", "Train staff", "Chair", "May 2027"), ("Late", f"V-{n}2", "Ask", "Chair", "")
        )
    document = read_plan(paper.data(), "plan.docx")
    assert [(r.text, len(r.actions)) for _, r in document.recommendations()] == [
        ("Act in time for each child who is seen", 2),
        ("Tell each family what was found", 2),
    ]
    assert [w.reason for w in document.warnings if w.words.startswith("2 tasks")] == ["count"]


@pytest.mark.parametrize("counts", ["1 of 2 complete (50%)", "2 tasks | 1 begun | 1 late"])
def test_a_sum_across_a_table_is_left_out_above_its_headings_too(counts):
    first, second = ("Begun", "V-1", "Train staff", "Chair", "May 2027"), ("Late", "V-2", "Ask", "Chair", "June 2027")
    paper = Paper().heading("Action plan")
    for n, words in ((1, "Act in time for each child who is seen"), (2, "Tell each family what was found")):
        across = [(text, "<", "<", "<", "<") for text in (f"Rec {n} {words}", counts)]
        paper.table(*across, HEADS, first, second, heads=3)
    document = read_plan(paper.data(), "plan.docx")
    assert [(r.number, len(r.actions)) for _, r in document.recommendations()] == [("1", 2), ("2", 2)]


def tables_below(*lines: str):
    paper = Paper().heading("Action plan").line("What we shall do about the review.")
    for n, words in enumerate(lines, 1):
        paper.line(words).line("2 tasks | 1 begun | 1 late")
        paper.table(
            HEADS, ("Begun", f"V-{n}1", "Train staff", "Chair", "May 2027"), ("Late", f"V-{n}2", "Ask", "Chair", "")
        )
    return [(r.number, r.text, len(r.actions)) for _, r in read_plan(paper.data(), "plan.docx").recommendations()]


def test_plain_lines_that_count_up_above_tables_are_what_these_answer():
    act, tell, learn = "Act in time for each child", "Tell each family what was found", "Learn from each such review"
    assert tables_below(f"1 {act}", f"2 {tell}", f"3 {learn}") == [("1", act, 2), ("2", tell, 2), ("3", learn, 2)]
    assert tables_below(f"R1 {act}", f"R2 {tell}", f"R3 {learn}")[2] == ("R3", learn, 2)
    for numbers in (("4", "2", "7"), ("R1", "P2", "R3")):  # they count nothing
        lines = [f"{number} {words}" for number, words in zip(numbers, (act, tell, learn), strict=True)]
        assert not counted_above([block for line in lines for block in (Paragraph(line), Table())])


def test_how_many_rows_a_recommendation_has_may_be_said_behind_it():
    across = [
        (f"R{n}", words, "<", "<", "1 task") for n, words in ((1, "Act in time for each child"), (2, "Tell " * 6))
    ]
    first, second = ("V-1", "Train", "Begun", "Chair", "May 2027"), ("V-2", "Ask", "Late", "Chair", "June 2027")
    table = [("ID", "Task", "Status", "Owner", "Due"), across[0], first, across[1], second]
    document = read_plan(Paper().heading("Action plan").table(*table).data(), "plan.docx")
    assert [(r.number, len(r.actions)) for _, r in document.recommendations()] == [("R1", 1), ("R2", 1)]
    assert not [w for w in document.warnings if w.kind == "lost"]
