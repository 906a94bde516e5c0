"""The workbook as its readers open it: one row per action, real dates, filters, and never a formula."""

from __future__ import annotations

import csv
import datetime
import io

import openpyxl
import pytest

from actionplans.document.tree import ColumnNode, EntryNode, RecommendationNode, SectionNode
from actionplans.writing.delimited import plan_csv
from actionplans.writing.excel import MOST_CHARACTERS, plan_excel
from tests.actionplans.writing.plans import PRINTED_ON, dense, five_columns, note, one_row, six_columns


def opened(document, **options):
    return openpyxl.load_workbook(io.BytesIO(plan_excel(document, written_on=PRINTED_ON)), **options)


def table(sheet) -> list[dict]:
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def day(*parts: int) -> datetime.datetime:
    """How openpyxl gives a date back: a workbook knows no time zones."""
    return datetime.datetime(*parts)  # noqa: DTZ001


def lines(document) -> list[dict]:
    return list(csv.DictReader(io.StringIO(plan_csv(document).decode("utf-8-sig"))))


def test_one_row_for_each_action_the_boards_columns_first():
    book = opened(six_columns())
    assert book.sheetnames == ["Actions", "Notes", "Sections", "Versions", "About"]
    heads = [cell.value for cell in book["Actions"][1]]
    assert heads[:7] == [
        "Row",
        "What needs to happen",
        "Why",
        "Risks if no action taken",
        "Actions to date",
        "By when",
        "Lead person",
    ]
    rows = table(book["Actions"])
    assert [row["Row"] for row in rows] == ["99.1", "99.2", "100.1", "P106.1"]
    first = rows[0]
    assert first["Recommendation"].startswith("Make sure that one dataset")
    assert first["Lead person"] == "Independent Scrutineer; Chairs, quality assurance sub-group"
    assert "• children’s social care" in first["What needs to happen"]
    assert "\n    • with the numbers behind each rate" in first["What needs to happen"]
    assert rows[2]["Status"] == "Complete"
    assert rows[2]["Agreed by"] == "Executive"


def test_dates_are_dates_that_can_be_sorted():
    book = opened(six_columns())
    rows = table(book["Actions"])
    assert rows[0]["Last day due"] == day(2027, 3, 31)
    assert rows[2]["Ended on"] == day(2027, 2, 12)
    notes = table(book["Notes"])
    assert notes[0]["Date"] == day(2026, 10, 11)
    assert [n["Date"] for n in notes if n["Row"] == "99.2"] == ["November 2026"]  # no day was written
    assert book["Notes"]["C2"].is_date


def test_headings_stay_in_sight_and_every_sheet_can_be_filtered():
    for sheet in opened(six_columns()):
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_what_begins_a_formula_is_text(start):
    text = f"{start}1+1"
    document = one_row(action=text, why="", progress=(EntryNode(text=text),))
    document = document.replace(title=text, columns=(ColumnNode("action", text),))
    book = opened(document)
    cell = book["Actions"]["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    for sheet in book:
        assert not [c.coordinate for row in sheet for c in row if c.data_type == "f"]
    assert lines(document)[0][f"'{text}"] == f"'{text}"


def test_bold_words_stay_bold():
    rich = opened(one_row(action="Ask **every agency** now"), rich_text=True)["Actions"]["B2"].value
    assert [str(piece) for piece in rich if getattr(piece, "font", None) and piece.font.b] == ["every agency"]


def test_a_cell_longer_than_a_workbook_takes_is_cut_and_says_so():
    document = one_row(action="a", progress=tuple(note("2027-01-01", "word " * 2000) for _ in range(8)))
    row = table(opened(document)["Actions"])[0]
    progress = next(value for value in row.values() if isinstance(value, str) and len(value) > 10_000)
    assert len(progress) == MOST_CHARACTERS
    assert progress.endswith("(cut here: a cell of a workbook holds no more)")
    assert len(table(opened(document)["Notes"])) == 8


def test_what_the_boards_table_does_not_print_is_there_too():
    document = one_row(action="Ask", risk="Nobody asks", extra={"Resources": "Two days"}).replace(
        columns=(ColumnNode("action", "Action"),)
    )
    row = table(opened(document)["Actions"])[0]
    assert (row["Risks"], row["Resources"]) == ("Nobody asks", "Two days")


def test_a_recommendation_without_actions_has_a_row():
    document = five_columns()
    empty = SectionNode(recommendations=(RecommendationNode(number="150", text="Nobody has begun."),))
    rows = lines(document.replace(sections=(*document.sections, empty)))
    assert [row["Row"] for row in rows][-2:] == ["A1", ""]
    assert rows[-1]["Recommendation"] == "Nobody has begun."


def test_the_csv_holds_the_rows_of_the_workbook():
    document = six_columns()
    book = table(opened(document)["Actions"])
    for row, other in zip(lines(document), book, strict=True):
        assert row.keys() == other.keys()
        for heading, value in other.items():
            words = value.date().isoformat() if isinstance(value, datetime.datetime) else value or ""
            assert row[heading] == words


def test_a_dense_plan_is_all_there():
    document = dense()
    notes = sum(len(action.progress) for _, _, action in document.actions())
    assert len(table(opened(document)["Notes"])) == notes
