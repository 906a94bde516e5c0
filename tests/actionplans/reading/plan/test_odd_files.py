"""Files that are larger than any plan, hold more than one, or come in two formats."""

from __future__ import annotations

import html
from collections import Counter

import pytest
from openpyxl.utils import get_column_letter

from actionplans.reading import read_plan
from actionplans.reading.plan import surroundings
from actionplans.reading.plan.sections import classify
from tests.actionplans.reading.making import printed, saved, table, workbook
from tests.actionplans.reading.papers import Paper

HEADS = ("No", "Recommendation", "Action", "Lead", "By when", "Progress")
HOMES = (
    ("1", "Homes should be visited.", "Visit each home.", "Homes Lead", "31/05/2027", "12.01.27: Nine visited."),
    ("2", "Families should be heard.", "Hold two meetings.", "Participation Lead", "June 2027", "No date found yet."),
)
SCHOOLS = (
    ("1", "Schools should know whom to ring.", "Print a card.", "Schools Adviser", "31/08/2027", "03.02.27: Printed."),
    ("2", "Governors should be trained.", "Train governors.", "Training Lead", "Ongoing", ""),
)


def actions(document):
    return [action for _, _, action in document.actions()]


def kinds(document):
    return {(w.kind, w.reason, w.place.field if w.place else "") for w in document.warnings}


# large ones


def test_a_plan_of_400_actions_is_read_whole():
    rows = [
        (
            f"{i // 4 + 1}" if i % 4 == 0 else "",
            f"Recommendation of review {i // 4 + 1}, which services should follow." if i % 4 == 0 else "",
            f"Carry out step {i} in each service.",
            "Service Manager",
            f"{i % 28 + 1}/05/2027",
            f"{i % 28 + 1}.01.27: Step {i} was begun.",
        )
        for i in range(400)
    ]
    document = read_plan(saved(workbook(("Plan", [HEADS, *rows]), bold_first=True)), "plan.xlsx")
    assert [action.action for action in actions(document)] == [row[2] for row in rows]
    assert [r.number for _, r in document.recommendations()] == [str(n) for n in range(1, 101)]
    assert all(len(r.actions) == 4 for _, r in document.recommendations())
    assert kinds(document) == set()


def test_60_columns_of_the_boards_own_are_all_kept_and_said_as_one_kind():
    own = [f"District {n}" for n in range(54)]
    rows = [(*row, *(f"{row[0]}{n:02} families" for n in range(54))) for row in HOMES]
    document = read_plan(saved(workbook(("Plan", [(*HEADS, *own), *rows]), bold_first=True)), "plan.xlsx")
    assert [action.action for action in actions(document)] == [row[2] for row in HOMES]
    assert actions(document)[1].extra == {heading: f"2{n:02} families" for n, heading in enumerate(own)}
    assert len([column for column in document.columns if column.extra]) == 54
    assert kinds(document) == {("column", "", "")}


def test_2000_hidden_cells_are_one_notice_with_their_count():
    rows = [
        (*HOMES[i % 2][:2], f"Visit home {i} with a parent.", *HOMES[0][3:], f"Cost {i}", f"Code {i}")
        for i in range(1000)
    ]
    book = workbook(("Plan", [(*HEADS, "Cost", "Code"), *rows]), bold_first=True)
    for x in (len(HEADS) + 1, len(HEADS) + 2):
        book.active.column_dimensions[get_column_letter(x)].hidden = True
    document = read_plan(saved(book), "plan.xlsx")
    assert len(actions(document)) == 1000
    assert "Cost 7" not in document.replace(warnings=()).dumps()
    (said,) = [warning for warning in document.warnings if warning.reason == "hidden"]
    assert said.message.startswith("2,002 cells in hidden columns: “Cost”")
    assert len(said.message) < 1000


# two plans in one file


def both(second_title: str, *, style: str = "Title") -> Paper:
    paper = Paper().line("Children’s homes action plan", style=style).line("Version 2, updated 3 March 2027")
    paper.table(HEADS, *HOMES).line(second_title, style=style).line("Version 7, updated 9 April 2027")
    return paper.table(HEADS, *SCHOOLS)


def test_of_two_plans_in_a_file_the_first_is_read_and_the_other_named():
    document = read_plan(both("Schools action plan").data(), "plans.docx")
    assert document.title == "Children’s homes action plan"
    assert [(v.label, v.date) for v in document.versions] == [("Version 2", "2027-03-03")]
    assert [action.action for action in actions(document)] == [row[2] for row in HOMES]
    (said,) = [warning for warning in document.warnings if warning.reason == "second"]
    assert said.message.startswith("“Schools action plan” is a second plan in this file.")
    assert "Print a card." in said.words
    assert "Print a card." not in document.replace(warnings=()).dumps()


def test_plans_of_agencies_below_one_of_all_are_parts_of_it():
    paper = Paper().line("Fenmarsh Partnership Action Plan", style="Title")
    paper.line("Police Action Plan", style="Title").table(HEADS, *HOMES)
    paper.line("Health Action Plan", style="Title").table(HEADS, *SCHOOLS)
    document = read_plan(paper.data(), "plan.docx")
    assert document.title == "Fenmarsh Partnership Action Plan"
    assert [action.action for action in actions(document)] == [row[2] for row in (*HOMES, *SCHOOLS)]
    assert not [warning for warning in document.warnings if warning.reason == "second"]


def test_two_plans_on_two_sheets_are_not_mixed():
    sheets = [
        (name, [[title], [dated], [], list(HEADS), *map(list, rows)])
        for name, title, dated, rows in (
            ("Homes", "Children’s homes action plan", "Updated 3 March 2027", HOMES),
            ("Schools", "Schools action plan", "Updated 9 April 2027", SCHOOLS),
        )
    ]
    document = read_plan(saved(workbook(*sheets, bold_first=True)), "plans.xlsx")
    assert document.title == "Children’s homes action plan"
    assert [action.action for action in actions(document)] == [row[2] for row in HOMES]
    assert [warning.reason for warning in document.warnings].count("second") == 1


@pytest.mark.parametrize(
    "second",
    ["Children’s homes action plan (continued)", "Children’s homes action plan", "Part B: schools"],
)
def test_a_plan_that_goes_on_below_its_title_or_a_part_is_one(second):
    document = read_plan(both(second).data(), "plan.docx")
    assert [action.action for action in actions(document)] == [row[2] for row in (*HOMES, *SCHOOLS)]
    assert [warning for warning in document.warnings if warning.reason == "second"] == []


def test_parts_that_are_called_plans_are_parts():
    paper = Paper().heading("Improvement plan 2027")
    paper.heading("Action plan for homes", 1).table(HEADS, *HOMES)
    paper.heading("Action plan for schools", 1).table(HEADS, *SCHOOLS)
    document = read_plan(paper.data(), "plan.docx")
    assert len(actions(document)) == 4


# two formats


def test_the_same_plan_in_word_and_as_a_print_is_the_same_plan():
    rows = (
        ("1", "Homes should be visited.", "Visit each home.", "Homes Lead / Chair", "31/05/2027 (was 31/01/2027)",
         "12.01.27: Nine visited.\n03.02.27: All visited. Action complete."),
        ("2", "Families should be heard.", "Hold two meetings.", "Head of Service, Children", "Spring term 2027",
         "Handed over to the family plan on 1 March 2027."),
    )  # fmt: skip
    title, dated = "Children’s homes action plan", "Version 2 – updated 3 March 2027"
    word = read_plan(Paper().line(title, style="Title").line(dated).table(HEADS, *rows).data(), "plan.docx")
    cells = [[text.split("\n") if "\n" in text else text for text in row] for row in rows]
    body = f"<h1>{html.escape(title)}</h1><p>{html.escape(dated)}</p>"
    pdf = read_plan(printed(body + table(cells, HEADS, (5, 20, 20, 15, 15, 25))), "plan.pdf")
    assert word.replace(warnings=()).to_json() == pdf.replace(warnings=()).to_json()
    assert [action.status for action in actions(word)] == ["complete", "closed"]


# papers that are long


def test_looking_at_headings_grows_in_proportion_to_the_paper(monkeypatch):
    calls = Counter()

    def counting(paragraph):
        calls[size] += 1
        return classify(paragraph)

    monkeypatch.setattr(surroundings, "classify", counting)
    for size in (20, 80):
        paper = Paper().heading("Fenmarsh action plan", 1)
        for i in range(size):
            paper.heading(f"{i + 1}. Agencies should plan visit {i}", 2).line("Families asked for this visit.")
        read_plan(paper.table(HEADS, *HOMES).data(), "plan.docx")
    assert calls[80] < calls[20] * 5


@pytest.mark.parametrize("line", ["." * 20_000, "." * 20_000 + "x", ". " * 10_000, ("." * 8 + "12 ") * 3_000])
def test_a_line_of_dots_is_read_in_proportion_to_its_length(line):
    """Quadratic work would not finish in the time of a test."""
    document = read_plan(Paper().heading("Fenmarsh action plan").line(line).table(HEADS, *HOMES).data(), "plan.docx")
    assert [action.action for action in actions(document)] == [row[2] for row in HOMES]
