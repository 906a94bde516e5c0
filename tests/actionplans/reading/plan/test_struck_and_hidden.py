"""Struck-through and hidden words: what no longer holds never stays as if it did, and is said once for each kind."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import OxmlElement
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from actionplans.document.warnings import Place
from actionplans.reading import read_plan
from tests.actionplans.reading.making import RULED, STRIPES, printed, saved, table, workbook
from tests.actionplans.reading.papers import Paper

HEADS = ("Recommendation", "Action", "Lead", "By when", "Progress", "BRAG")
ROWS = (
    ("1. Share data between partners.", "Agree one data set", "Chair", "30/06/2026", "12.05.26: Begun.", "Green"),
    (
        "2. Train all staff.",
        "Write a course",
        "Training Manager",
        "31/07/2026",
        "Overtaken by the national course.",
        "",
    ),
    ("3. Hear children.", "Ask the youth council", "Participation Worker", "31/08/2026", "All heard.", "Blue"),
)


def actions(document):
    return [action for _, _, action in document.actions()]


def notices(document, kind, reason=""):
    return [warning for warning in document.warnings if warning.kind == kind and warning.reason == reason]


def struck_in(cell: docx.table._Cell) -> None:
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.strike = True


def test_a_row_that_is_struck_through_is_closed_for_what_its_note_says():
    paper = Paper().table(HEADS, *ROWS)
    for x in (1, 2, 3):
        struck_in(paper.document.tables[0].cell(2, x))
    document = read_plan(paper.data(), "plan.docx")
    assert [action.status for action in actions(document)] == ["open", "closed", "complete"]
    closed = actions(document)[1]
    assert (closed.action, closed.ended.reason) == ("Write a course", "Overtaken by the national course.")
    (notice,) = notices(document, "status", "struck")
    assert (notice.place, notice.message) == (
        Place(0, 1, row=0, field="status"),
        "The row is struck through in the file; it was taken for closed.",
    )
    assert "~~" not in document.dumps()


def test_a_state_that_speaks_against_the_stroke_stays():
    paper = Paper().table(("Action", "Lead", "By when", "State"), ("Ask the courts", "Police", "May 2027", "Open"))
    for cell in paper.document.tables[-1].rows[1].cells:
        struck_in(cell)
    document = read_plan(paper.data(), "plan.docx")
    assert [(action.status, action.extra) for action in actions(document)] == [("closed", {"State": "Open"})]
    assert not notices(document, "lost")


def test_struck_words_are_no_part_of_the_plan_and_named_once():
    paper = Paper().table(HEADS, *ROWS)
    table = paper.document.tables[0]
    table.cell(1, 1).paragraphs[0].add_run(" for the old board").font.strike = True
    table.cell(3, 1).paragraphs[0].add_run(" twice").font.double_strike = True
    struck_in(table.cell(1, 2))
    document = read_plan(paper.data(), "plan.docx")
    first, _, third = actions(document)
    assert (first.action, first.leads, first.status) == ("Agree one data set", (), "open")
    assert third.action == "Ask the youth council"
    (left,) = notices(document, "left-out", "struck")
    assert left.message.startswith("3 pieces of struck-through words")
    assert left.words == "for the old board\nChair\ntwice"
    assert "~~" not in document.dumps()


def test_signs_that_were_typed_stay():
    row = ("1. Share data.", "Use ~~ for about", "Chair", "June 2026", "None yet.", "Green")
    document = read_plan(Paper().table(HEADS, row, *ROWS[1:]).data(), "plan.docx")
    assert actions(document)[0].action == "Use ~~ for about"


def test_of_a_struck_and_a_new_date_the_new_one_holds():
    book = workbook(("Plan", [list(HEADS), *map(list, ROWS)]))
    book.active["D2"] = CellRichText(TextBlock(InlineFont(strike=True), "30/06/2026"), " 31/12/2026")
    book.active["D4"].font = Font(strike=True)
    document = read_plan(saved(book), "plan.xlsx")
    first, _, third = actions(document)
    assert [d.date for d in first.deadlines if d.date][-1] == "2026-12-31"
    assert third.deadlines == ()
    assert "~~" not in document.dumps()


def test_hidden_rows_that_have_ended_are_taken_in_and_others_left_out():
    book = workbook(
        ("Plan", [list(HEADS), *map(list, ROWS), ["4. Meet.", "Meet the press", "Chair", "May 2027", "", "Red"]])
    )
    book.active.row_dimensions[4].hidden = book.active.row_dimensions[5].hidden = True
    document = read_plan(saved(book), "plan.xlsx")
    assert [action.action for action in actions(document)] == [row[1] for row in ROWS]
    assert actions(document)[2].status == "complete"
    (left,) = notices(document, "left-out", "hidden")
    assert "Meet the press" in left.words
    (notice,) = notices(document, "status", "hidden")
    assert "1 row hidden in the file was imported" in notice.message
    assert (notice.words, notice.times) == (" | ".join(ROWS[2]), 1)


def test_a_recommendation_that_begins_in_a_hidden_row_goes_on_below_it():
    rows = [
        list(HEADS),
        ["1. Share data.", "Meet the press", "Chair", "May 2027", "", "Red"],
        [None, *ROWS[0][1:]],
        list(ROWS[1]),
    ]
    book = workbook(("Plan", rows))
    book.active.merge_cells("A2:A3")
    book.active.row_dimensions[2].hidden = True
    document = read_plan(saved(book), "plan.xlsx")
    assert [(r.number, r.text, len(r.actions)) for _, r in document.recommendations()] == [
        ("1", "Share data.", 1),
        ("2", "Train all staff.", 1),
    ]


def test_hidden_rows_and_text_of_a_word_table_are_named_once():
    paper = Paper().table(HEADS, *ROWS)
    table = paper.document.tables[0]
    table.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
    for y in (2, 3):
        table.cell(y, 4).paragraphs[0].add_run(f" secret {y}").font.hidden = True
    document = read_plan(paper.data(), "plan.docx")
    assert [action.action for action in actions(document)] == ["Write a course", "Ask the youth council"]
    messages = [warning.message for warning in notices(document, "left-out", "hidden")]
    assert sorted(message.split(":")[0] for message in messages) == ["2 pieces of hidden text", "A hidden row"]


@pytest.mark.parametrize("style", [RULED, STRIPES])
def test_words_that_a_line_of_a_print_crosses_are_struck_through(style):
    rows = [list(row) for row in ROWS]
    rows[0][3] = "[30/06/2026] 30/09/2026"
    rows[0][4] = "12.05.26: Begun.[ It was the old board.]"
    rows[1][1:4] = [f"[{text}]" for text in rows[1][1:4]]
    widths = (22, 20, 14, 14, 22, 8)
    page = table(rows, HEADS, widths).replace("[", "<s>").replace("]", "</s>")
    document = read_plan(printed(page, style), "plan.pdf")
    first, second, third = actions(document)
    assert first.deadline_text == "30/09/2026 (was 30/06/2026)"
    assert [d.date for d in first.deadlines] == ["2026-09-30"]
    assert [d.date for d in first.earlier] == ["2026-06-30"]
    assert [note.text for note in first.progress] == ["Begun."]
    assert [notice.words for notice in notices(document, "left-out", "struck")] == ["It was the old board."]
    assert (second.action, second.status) == ("Write a course", "closed")
    assert third.status == "complete"
    assert "~~" not in document.dumps()


def test_underlined_words_and_the_rules_of_a_table_strike_nothing():
    rows = [list(row) for row in ROWS]
    rows[0][1] = "[Agree] one data set"
    page = table(rows, HEADS, (22, 20, 14, 14, 22, 8)).replace("[", "<u>").replace("]", "</u>")
    document = read_plan(printed(page, RULED + "td, th {padding: 0; line-height: 1}"), "plan.pdf")
    assert [action.action for action in actions(document)] == [row[1] for row in ROWS]
    assert notices(document, "left-out", "struck") == []


def test_a_row_that_is_complete_by_custom_alone_is_asked_about_at_its_place():
    heads = (*HEADS[:-1], "RAG")
    document = read_plan(Paper().table(heads, *ROWS).data(), "plan.docx")
    assert actions(document)[2].status == "complete"
    (notice,) = notices(document, "status", "custom")
    assert notice.place == Place(0, 2, row=0, field="status")
