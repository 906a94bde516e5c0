"""Workbooks: what people see on the visible sheets, dates as dates, nothing worked out."""

import datetime
import io
import zipfile

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from actionplans.reading.files.blocks import Paragraph, ReadingError, Table
from actionplans.reading.files.excel import read_excel
from actionplans.reading.files.opening import open_bytes
from actionplans.reading.files.strikes import as_typed, without_struck
from actionplans.reading.plan.hidden import without_hidden
from tests.actionplans.reading.making import heading, saved, workbook

HEAD = ["Ref", "Action", "Lead", "By when", "Update", "RAG"]
FIRST = ["1.1", "Agree one data set", "Chair", "May 2027", "4.12.26: Letter sent", "Amber"]
SECOND = ["1.2", "Train front-line staff", "Training sub-group", "Ongoing", "No change", "Green"]


def read(book):
    return read_excel(open_bytes(saved(book)).data)


def tables(blocks) -> list[Table]:
    return [block for block in blocks.blocks if isinstance(block, Table)]


def paragraphs(blocks) -> list[str]:
    return [block.text for block in blocks.blocks if isinstance(block, Paragraph)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def _changed(data: bytes, part: str, *changes: tuple[bytes, bytes]) -> bytes:
    """A workbook with bytes of one of its parts replaced, as other programs would have written them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            for before, after in changes if name.endswith(part) else ():
                body = body.replace(before, after)
            new.writestr(name, body)
    return out.getvalue()


def test_dates_are_as_precise_as_the_cell_shows_them():
    day = datetime.datetime(2027, 3, 31)  # noqa: DTZ001 - a cell has no time zone
    book = workbook(("Plan", [HEAD[:5], ["1", "a", day, day, day], ["2", "b", day, "x", "y"]]))
    sheet = book.active
    sheet["C2"].number_format, sheet["D2"].number_format, sheet["E2"].number_format = "dd/mm/yyyy", "mmm-yy", "yyyy"
    (table,) = tables(read(book))
    cells = table.rows[1]
    assert [(cell.text, cell.date) for cell in cells[2:]] == [
        ("31 March 2027", day.date()),
        ("March 2027", None),
        ("2027", None),
    ]
    assert cells[2].place == "sheet “Plan”, C2"


def test_numbers_are_written_as_the_cell_shows_them():
    book = workbook(("Plan", [["a", "b", "c", "d", "e"], [99, 1.1, 0.85, 1200, True], [1.0, 3.10, 0.5, 3, False]]))
    sheet = book.active
    sheet["B3"].number_format, sheet["C2"].number_format, sheet["D2"].number_format = "0.00", "0%", "£#,##0"
    (table,) = tables(read(book))
    assert texts(table)[1:] == [["99", "1.1", "85%", "£1,200", "Yes"], ["1", "3.10", "0.5", "3", "No"]]


def test_merged_cells_span_and_continue():
    book = workbook(("Plan", [HEAD, ["1", *FIRST[1:]], [None, *SECOND[1:]], ["Theme: Front door"], ["2", *FIRST[1:]]]))
    sheet = book.active
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:F4")
    (table,) = tables(read(book))
    assert table.rows[1][0].rows == 2
    assert table.rows[2][0].continues
    assert [cell.columns for cell in table.rows[3]] == [6]
    assert len(table.grid()[4]) == table.width == 6


def test_each_table_under_its_own_title_and_titles_as_paragraphs():
    rows = [
        ["Improvement plan"],
        ["Priority: Leadership"],
        [],
        ["1. Agree data"],
        HEAD,
        FIRST,
        [],
        ["2. Train"],
        HEAD,
        SECOND,
    ]
    book = workbook(("Plan", rows))
    sheet = book.active
    sheet["A1"].font = Font(bold=True, size=20)
    for row in (5, 9):
        heading(sheet, row)
    blocks = read(book)
    assert [texts(table) for table in tables(blocks)] == [[HEAD, FIRST], [HEAD, SECOND]]
    assert paragraphs(blocks) == ["Improvement plan", "Priority: Leadership", "1. Agree data", "2. Train"]
    assert blocks.blocks[0].level == 1
    assert tables(blocks)[0].header_rows == 1


def test_two_heading_rows_and_empty_rows_within_a_table_do_not_cut_it():
    rows = [["", "What", "", "Who and when", "", ""], HEAD, FIRST, [], SECOND]
    book = workbook(("Plan", rows))
    heading(book.active, 1)
    heading(book.active, 2)
    (table,) = tables(read(book))
    assert [row[0].text for row in table.rows] == ["", "Ref", "1.1", "1.2"]


def test_the_list_of_versions_below_the_plan_is_a_table_of_its_own():
    rows = [HEAD, FIRST, SECOND, [], ["Version 1", "Sent to the board 4.12.26"], ["Version 2", "Updated 8.1.27"]]
    plan, versions = tables(read(workbook(("Plan", rows), bold_first=True)))
    assert len(plan.rows) == 3
    assert texts(versions) == [["Version 1", "Sent to the board 4.12.26"], ["Version 2", "Updated 8.1.27"]]


def test_hidden_sheets_rows_and_columns_are_left_out_and_named():
    book = workbook(("Plan", [HEAD, FIRST, SECOND]), ("Lists", [["Amber"], ["Green"]]))
    book["Lists"].sheet_state = "hidden"
    book["Plan"].row_dimensions[3].hidden = True
    book["Plan"].column_dimensions["F"].hidden = True
    blocks = without_hidden(read(book))
    assert texts(tables(blocks)[0]) == [HEAD[:5], FIRST[:5]]
    left_out = [left.what for left in blocks.left_out]
    assert any("Lists" in what for what in left_out)
    assert any("Train front-line staff" in what and "A3" in what for what in left_out)
    assert any("Amber" in what and "F2" in what for what in left_out)
    assert len(left_out) == 3


def test_very_many_hidden_cells_are_named_once_with_their_count():
    book = workbook(("Plan", [HEAD, *([*FIRST[:5], f"note {n}"] for n in range(400))]))
    book.active.column_dimensions["F"].hidden = True
    (left,) = read(book).left_out
    assert left.what.startswith("401 cells in hidden columns: “RAG”")
    assert len(left.what) < 1000
    assert "note 399" in left.words


def test_struck_through_cells_and_words_are_marked():
    book = workbook(("Plan", [HEAD, FIRST, SECOND, ["1.3", "~~Typed~~ signs", "Chair", "May", "None", ""]]))
    sheet = book.active
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    sheet["D2"] = CellRichText(TextBlock(InlineFont(strike=True), "30/06/2026"), " 31/12/2026")
    sheet["E2"] = CellRichText(
        TextBlock(InlineFont(strike=True), "Letter"), TextBlock(InlineFont(strike=True), " sent")
    )
    _, first, second, third = tables(read(book))[0].rows
    assert (first[3].text, first[3].struck) == ("~~30/06/2026~~ 31/12/2026", False)
    assert (first[4].text, first[4].struck) == ("Letter sent", True)
    assert [cell.struck for cell in second] == [True] * 6
    assert second[1].text == "Train front-line staff"
    assert without_struck(third[1].text) == (third[1].text, [])
    assert as_typed(third[1].text) == "~~Typed~~ signs"


def test_rows_that_a_filter_put_away_are_part_of_the_plan():
    book = workbook(("Plan", [HEAD, FIRST, SECOND]))
    book.active.auto_filter.ref = "A1:F3"
    book.active.auto_filter.add_filter_column(5, ["Amber"])
    book.active.row_dimensions[3].hidden = True
    assert len(tables(read(book))[0].rows) == 3


def test_formulas_are_never_worked_out_and_said_where_they_have_no_value():
    book = workbook(("Plan", [HEAD, [*FIRST[:3], "=DATE(2027,3,1)", *FIRST[4:]], [*SECOND[:2], "x", *SECOND[3:]]]))
    book.active["C3"] = "=cmd|'/C calc'!A0"
    book.active["C3"].data_type = "s"
    blocks = read(book)
    assert tables(blocks)[0].rows[1][3].text == ""
    assert tables(blocks)[0].rows[2][2].text == "=cmd|'/C calc'!A0"
    (left,) = blocks.left_out
    what, why = left.what, left.why
    assert "=DATE(2027,3,1)" in what
    assert "D2" in what
    assert "without its value" in what
    assert "open" in why.lower()


def test_the_value_that_excel_kept_with_a_formula_is_read():
    data = saved(workbook(("Plan", [HEAD, [*FIRST[:3], "=DATE(2027,3,1)", *FIRST[4:]]])))
    data = _changed(data, "sheet1.xml", (b"<v></v>", b"<v>7</v>"), (b"<v />", b"<v>7</v>"), (b"<v/>", b"<v>7</v>"))
    blocks = read_excel(data)
    assert tables(blocks)[0].rows[1][3].text == "7"
    assert blocks.left_out == ()


def test_comments_and_drawings_are_no_text_of_the_plan():
    book = workbook(("Plan", [HEAD, FIRST]))
    book.active["B2"].comment = Comment("Are we sure?", "AB")
    blocks = read(book)
    assert "Are we sure" not in str(blocks.blocks)
    assert any(left.what == "comments" for left in blocks.left_out)


def test_bullets_lines_and_bold_cells_are_kept():
    book = workbook(("Plan", [HEAD, FIRST, SECOND]))
    book.active["B2"] = "First agree\n• figures\n• forms\nthen report"
    book.active["B3"].font = Font(bold=True)
    (table,) = tables(read(book))
    assert table.rows[1][1].text == "First agree\n\n- figures\n- forms\n\nthen report"
    assert (table.rows[2][1].text, table.rows[2][1].bold) == ("Train front-line staff", True)


def test_words_that_are_bold_within_a_cell_keep_their_marks():
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    data = saved(workbook(("Plan", [HEAD, FIRST])))
    data = _changed(data, "sheet1.xml", (b't="inlineStr"><is><t>Agree one data set</t></is>', b't="s"><v>0</v>'))
    data = _changed(
        data,
        "workbook.xml.rels",
        (b"</Rel", b'<Relationship Id="x" Type="' + office + b'" Target="sharedStrings.xml"/></Rel'),
    )
    part = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    out = io.BytesIO(_changed(data, "[Content_Types].xml", (b"</Types>", part)))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(
            "xl/sharedStrings.xml",
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><rPr><b/></rPr><t>Agree</t></r>'
            '<r><t xml:space="preserve"> one data set</t></r></si></sst>',
        )
    (table,) = tables(read_excel(open_bytes(out.getvalue()).data))
    assert table.rows[1][1].text == "**Agree** one data set"


def test_a_colour_alone_is_kept():
    book = workbook(("Plan", [HEAD, [*FIRST[:5], None]]))
    book.active["F2"].fill = PatternFill("solid", fgColor="00FFC000")
    assert tables(read(book))[0].rows[1][5].fill == "FFC000"


def test_names_of_sheets_are_headings_where_each_holds_a_part_of_one_plan():
    book = workbook(("Leadership", [HEAD, FIRST]), ("Front door", [HEAD, SECOND]), bold_first=True)
    assert paragraphs(read(book)) == ["Leadership", "Front door"]
    assert paragraphs(read(workbook(("Leadership", [HEAD, FIRST]), bold_first=True))) == []
    said = workbook(
        ("1 Leadership", [["Theme 1: Leadership"], HEAD, FIRST]), ("2 Front door", [["2. Front door"], HEAD, SECOND])
    )
    assert paragraphs(read(said)) == ["Theme 1: Leadership", "2. Front door"]


def test_a_sheet_formatted_down_to_its_end_is_read_at_once():
    data = saved(workbook(("Plan", [HEAD, FIRST])))
    rows = "".join(f'<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="0"/></row>' for r in range(3, 60_000))
    data = _changed(data, "sheet1.xml", (b"</sheetData>", rows.encode() + b"</sheetData>"))
    assert texts(tables(read_excel(open_bytes(data).data))[0]) == [HEAD, FIRST]


def test_nothing_to_see_and_broken_parts_are_refused():
    with pytest.raises(ReadingError, match="no words"):
        read(workbook(("Plan", [])))
    out = io.BytesIO()
    data = saved(workbook(("Plan", [HEAD])))
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if "worksheets" not in name:
                new.writestr(name, old.read(name))
    with pytest.raises(ReadingError, match="damaged"):
        read_excel(out.getvalue())
