"""The plan document as an Excel workbook: one row per action, the notes on a sheet of their own, real dates, filters."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from copy import copy
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from actionplans.document.tree import PlanDocument
from actionplans.reading.plan.carried import carry

from .marked import BULLET, MarkedLine, one_line, paragraphs, plain_lines
from .parts import version_words
from .sheets import Value, WorkbookSheet, sheets

#: What a cell of a workbook can hold; a longer text is cut here, and whole on the sheet of notes or in Word.
MOST_CHARACTERS = 32_767
CUT = " … (cut here: a cell of a workbook holds no more)"
FONT, SIZE = "Arial", 10
#: Points: a line of that type, and the tallest row that a workbook can have.
LINE, TALLEST = 13.0, 409.0

_RULE = Side(style="thin", color="B1B4B6")
_BORDER = Border(top=_RULE, bottom=_RULE, left=_RULE, right=_RULE)
_HEAD = PatternFill("solid", fgColor="F3F2F1")
_PLAIN, _BOLD = Font(name=FONT, size=SIZE), Font(name=FONT, size=SIZE, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)


def plan_excel(document: PlanDocument, *, written_on: datetime.date, taken: str = "") -> bytes:
    """The bytes of a .xlsx of the plan; see ``word.plan_word`` for what it holds and carries along."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets(document, written_on, taken):
        _fill(book.create_sheet(sheet.name), sheet)
        _set_up(book[sheet.name], document, written_on, taken)
        if sheet.printed:  # the board's own table; all of it side by side would be too small to read
            book[sheet.name].print_area = f"A1:{get_column_letter(sheet.printed)}{len(sheet.rows) + 1}"
    properties = book.properties
    properties.title, properties.creator = one_line(document.title)[:255], one_line(document.board)[:255]
    properties.category, properties.language = one_line(document.marking)[:255], "en-GB"
    properties.created = properties.modified = datetime.datetime.combine(written_on, datetime.time())
    out = io.BytesIO()
    book.save(out)
    return carry(out.getvalue(), document)


def _fill(page: Worksheet, sheet: WorkbookSheet) -> None:
    last = len(sheet.headings)
    for column, (heading, width) in enumerate(zip(sheet.headings, sheet.widths, strict=True), 1):
        cell = page.cell(1, column)
        _write_text(cell, one_line(heading))
        cell.font, cell.fill, cell.border, cell.alignment = _BOLD, _HEAD, _BORDER, _TOP
        page.column_dimensions[get_column_letter(column)].width = width
    plain, first = _style(page, _PLAIN), _style(page, _BOLD)
    for row, values in enumerate(sheet.rows, 2):
        for column, value in enumerate(values, 1):
            cell = page.cell(row, column)
            cell._style = copy(first if column == 1 else plain)
            _write(cell, value)
        page.row_dimensions[row].height = _height(values, sheet.widths)
    page.row_dimensions[1].height = _height(sheet.headings, sheet.widths)
    page.freeze_panes = "B2"
    page.auto_filter.ref = f"A1:{get_column_letter(last)}{max(len(sheet.rows), 1) + 1}"


def _height(values: Sequence[Value], widths: Sequence[float]) -> float:
    """The height of a row in points: not every program fits it to wrapped text by itself."""
    lines = max(
        sum(ceil((len(line) + 1) / width / 1.1) for line in str(value or "").split("\n"))
        for value, width in zip(values, widths, strict=True)
    )
    return min(lines * LINE + 4, TALLEST)


def _style(page: Worksheet, font: Font) -> Any:
    """The style of a cell, worked out once: to set font, border and alignment of each of thousands takes seconds."""
    cell = Cell(page)
    cell.font, cell.border, cell.alignment = font, _BORDER, _TOP
    return cell._style


def _set_up(page: Worksheet, document: PlanDocument, written_on: datetime.date, taken: str) -> None:
    """How the sheet prints: A4 landscape, as wide as the page, headings repeated."""
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddHeader.left.text = _running(document.board)
    page.oddHeader.right.text = _running(document.marking)
    page.oddFooter.left.text = _foot(f"{document.title} · {version_words(document, written_on)}", taken)
    page.oddFooter.right.text = "Page &P of &N"


def _running(text: str, most: int = 80) -> str:
    """Words for a running head, in which an ampersand would be a command; Excel takes 255 characters for all three."""
    return one_line(text)[:most].replace("&", "&&")


def _foot(state: str, taken: str) -> str:
    """What the plan is, and under it who took the file away: that is not cut, for the time is at its end."""
    below = _running(taken, 200)
    return f"{_running(state, min(80, 220 - len(below)))}\n{below}" if below else _running(state)


def _write(cell: Any, value: Value) -> None:
    if isinstance(value, datetime.date):
        cell.value, cell.number_format = value, "DD/MM/YYYY"
    elif value:
        _write_text(cell, _cell_value(paragraphs(value)))


def _write_text(cell: Any, text: str | CellRichText) -> None:
    """Text, whatever it begins with: never a formula, even once a user has opened and left the cell."""
    cell.value = text
    if isinstance(text, str):
        cell.data_type = "s"
    if str(text).startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _cell_value(lines: list[MarkedLine]) -> str | CellRichText:
    text = plain_lines(lines)
    if len(text) > MOST_CHARACTERS:
        return text[: MOST_CHARACTERS - len(CUT)] + CUT
    if not any(run.bold or run.italic for line in lines for run in line.runs):
        return text
    pieces: list[tuple[str, bool, bool]] = []
    for i, line in enumerate(lines):
        before = (
            plain_lines([*lines[i - 1 : i], MarkedLine((), line.level, line.bullet)]) if i else BULLET * line.bullet
        )
        if i:
            before = before.removeprefix(plain_lines([lines[i - 1]]))
        pieces += [(before, False, False), *((run.text, run.bold, run.italic) for run in line.runs)]
    return CellRichText(*(_block(*piece) for piece in pieces if piece[0]))


def _block(text: str, bold: bool, italic: bool) -> TextBlock:
    return TextBlock(InlineFont(rFont=FONT, sz=SIZE, b=bold or None, i=italic or None), text)
