"""Excel workbooks (.xlsx) as blocks: the words on the visible sheets, dates as dates.

Formulas are never worked out: the value that Excel kept with them is read. Merged cells, hidden rows and the like are
not given by openpyxl's read-only mode, so one quick pass over each sheet's XML collects them first.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO, Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from actionplans.document.dates import day_words

from .blocks import Blocks, Cell, LeftOut, Paragraph, ReadingError, Table
from .sheets import SheetRow, blocks_of, cell_text, check_size
from .strikes import escaped, strike, unmarked, without_struck

_DAMAGED = (
    "This Excel file is damaged or incomplete: open it in Excel, save it once more as .xlsx, and choose that copy."
)
_NOTHING = "There are no words on the visible sheets of this workbook."
_NO_VALUE = "Open the file in Excel and save it once more, or type the words."
_COMMENTS = LeftOut("comments", "Comments in the workbook are never imported as text.")
_BOX = "It stands in a drawing on the sheet, not in a cell."
_PLAIN_NAMES = re.compile(
    r"(?:sheet|tabelle|blad|table|page)\s*\d*|data|plan|action plan|tracker|master", re.IGNORECASE
)
#: Sheets of actions that have ended.
_ENDED_NAMES = re.compile(r"\b(?:closed|completed?|archived?|done)\b", re.IGNORECASE)
_MOST_COLUMNS = 200
_WORDS = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


@dataclass
class _Layout:
    """What a sheet's XML says beside its values; rows and columns count from 1."""

    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # top left: rows, columns
    covered: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)  # those without a value
    struck: dict[tuple[int, int], CellRichText] = field(
        default_factory=dict
    )  # texts that openpyxl gives without their looks
    filtered: bool = False
    filled: int = 0  # rows that hold anything
    last_row: int = 0


@dataclass
class _LeftOut:
    """What of a workbook is left out: words and places of what it hides, by kind."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    columns: list[tuple[str, str]] = field(default_factory=list)
    formulas: list[tuple[str, str]] = field(default_factory=list)

    def all(self) -> Iterator[LeftOut]:
        for one, many, found in (
            ("A hidden sheet", "hidden sheets", self.sheets),
            ("A hidden row", "hidden rows", self.rows),
            ("A cell in a hidden column", "cells in hidden columns", self.columns),
        ):
            if found:
                yield LeftOut.of_kind(one, many, found, "The workbook does not show it.")
        if self.formulas:  # a formula is no word of the plan
            formulas = LeftOut.of_kind(
                "A formula without its value", "formulas without their values", self.formulas, _NO_VALUE
            )
            yield formulas._replace(words="")


def read_excel(data: bytes) -> Blocks:
    """The blocks of an .xlsx file. Raises ReadingError with one sentence where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, rich_text=True, keep_links=False)
            return _read(book, package)
    except ReadingError:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        SyntaxError,  # what the standard library's XML parser raises
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        OverflowError,
    ) as error:
        raise ReadingError(_DAMAGED) from error


def _read(book: Any, package: zipfile.ZipFile) -> Blocks:
    left_out = _LeftOut()
    sheets: list[tuple[str, list[Paragraph | Table]]] = []
    hides: list[str] = []
    empty = 0
    for sheet in book.worksheets:
        with package.open(sheet._worksheet_path) as stream:  # openpyxl has the part's name nowhere else
            layout = _layout(stream)
        if sheet.sheet_state != "visible":
            if layout.last_row:
                left_out.sheets.append((sheet.title, ""))
                hides.append(sheet.title)
            continue
        place = f"sheet “{sheet.title}”, "
        rows = list(_rows(sheet, layout, place, left_out))
        if blocks := blocks_of(rows, place, left_out.rows):
            sheets.append((sheet.title, [replace(block, sheet=sheet.title) for block in blocks]))
        else:
            empty += 1
    if not book.worksheets:
        raise ReadingError(_DAMAGED)
    if not sheets:
        raise ReadingError(_NOTHING)
    return Blocks(
        tuple(_with_names(sheets)),
        left_out=(*left_out.all(), *_beside(package)),
        title=(book.properties.title or "").strip(),
        hides=tuple(hides),
        empty=empty,
    )


def _layout(stream: IO[bytes]) -> _Layout:
    layout = _Layout()
    wanted = [f"{{*}}{name}" for name in ("row", "mergeCell", "col", "filterColumn")]
    for _, element in etree.iterparse(stream, tag=wanted, resolve_entities=False, no_network=True, load_dtd=False):
        name = etree.QName(element).localname
        if name == "row":
            _see_row(layout, element)
            check_size(layout.filled, 0)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
        elif name == "mergeCell":
            left, top, right, bottom = range_boundaries(element.get("ref"))
            layout.merged[top, left] = (bottom - top + 1, right - left + 1)
        elif name == "col" and element.get("hidden") in ("1", "true"):
            last = min(int(element.get("max")), _MOST_COLUMNS)
            layout.hidden_columns.update(range(int(element.get("min")), last + 1))
        elif name == "filterColumn":
            layout.filtered = True
    return layout


def _see_row(layout: _Layout, row: Any) -> None:
    number = int(row.get("r") or 0)
    holds = False
    for cell in row:
        formula = kept = None
        for part in cell:
            name = etree.QName(part).localname
            if name == "f":
                formula = part
            elif name in ("v", "is"):
                kept = part
            if name == "is" and cell.get("r") and next(part.iter("{*}strike"), None) is not None:
                letter, at = coordinate_from_string(cell.get("r"))
                layout.struck[at, column_index_from_string(letter)] = CellRichText.from_tree(part)
        holds = holds or kept is not None or formula is not None
        if formula is not None and (kept is None or not "".join(kept.itertext())) and cell.get("r"):
            letter, at = coordinate_from_string(cell.get("r"))
            layout.formulas[at, column_index_from_string(letter)] = f"={formula.text or ''}"
    if holds:
        layout.filled += 1
        layout.last_row = max(layout.last_row, number)
        if row.get("hidden") in ("1", "true"):
            layout.hidden_rows.add(number)


def _rows(sheet: Any, layout: _Layout, place: str, left_out: _LeftOut) -> Iterator[SheetRow]:
    """The rows of a sheet. Those that a filter put away for the moment are not hidden."""
    covered = _covered(layout)
    characters = filled = 0
    sheet.reset_dimensions()  # some programs write wrong ones
    number = 0
    for number, values in enumerate(sheet.iter_rows(max_row=layout.last_row or 1), 1):
        row = SheetRow(number)
        for value in values[:_MOST_COLUMNS]:
            if not hasattr(value, "column"):
                continue  # an empty cell
            cell = _cell(value, place, row, layout.struck.get((number, value.column)))
            without = layout.formulas.get((number, value.column))
            if without and not cell.text:
                left_out.formulas.append((without, cell.place))
            if cell.text or cell.fill:
                row.cells[value.column - 1] = cell
        for (top, left), (down, across) in covered.get(number, ()):
            corner = row.cells.get(left - 1, Cell(place=f"{place}{get_column_letter(left)}{number}"))
            row.cells = {at: c for at, c in row.cells.items() if not left - 1 < at < left - 1 + across}
            begins = top == number
            corner = (
                corner if begins else Cell(continues=True, fill=corner.fill, shaded=corner.shaded, place=corner.place)
            )
            row.cells[left - 1] = replace(corner, columns=across, rows=down if begins else 1)
        row.hidden = number in layout.hidden_rows and not layout.filtered
        _leave_hidden_columns(row, layout, left_out)
        characters += sum(len(cell.text) for cell in row.cells.values())
        filled += bool(row.cells)
        check_size(filled, characters)
        yield row


def _leave_hidden_columns(row: SheetRow, layout: _Layout, left_out: _LeftOut) -> None:
    for at in [at for at in row.cells if at + 1 in layout.hidden_columns]:
        cell = row.cells[at]
        showing = [x for x in range(at, at + cell.columns) if x + 1 not in layout.hidden_columns]
        del row.cells[at]
        if showing and showing[0] not in row.cells:
            row.cells[showing[0]] = replace(cell, columns=cell.columns - (showing[0] - at))
        elif cell.text:
            left_out.columns.append((cell.text, cell.place))


def _covered(layout: _Layout) -> dict[int, list[tuple[tuple[int, int], tuple[int, int]]]]:
    """For each row the merged areas that lie on it, as (top, left) and (rows, columns)."""
    out: dict[int, list[tuple[tuple[int, int], tuple[int, int]]]] = {}
    for (top, left), size in layout.merged.items():
        for number in range(top, min(top + size[0], layout.last_row + 1)):
            out.setdefault(number, []).append(((top, left), size))
    return out


def _cell(value: Any, place: str, row: SheetRow, rich: CellRichText | None) -> Cell:
    where = f"{place}{value.column_letter}{row.number}"
    font = value.font
    struck = bool(font is not None and font.strike)
    text, date = _words(value, rich, struck=struck)
    if text and font is not None:
        row.size = max(row.size, float(font.sz or 0))
    bold = bool(text and font is not None and font.b)
    fill = _fill(value)
    if bold:
        text = text.replace("**", "")
    if isinstance(rich or value.value, CellRichText) and "~~" in text:
        struck = not re.search(r"\w", without_struck(text)[0])
        text = unmarked(text) if struck else text
    return Cell(text, bold=bold, shaded=bool(fill), fill=fill, date=date, place=where, struck=struck and bool(text))


def _words(cell: Any, rich: CellRichText | None, *, struck: bool) -> tuple[str, datetime.date | None]:
    """What a cell shows, and the day that it holds if it shows one. Only of text with looks of its own a part may be struck."""
    value, number_format = rich or cell.value, cell.number_format or "General"
    if value is None:
        return "", None
    if isinstance(value, CellRichText):
        return cell_text(_marked(value, struck=struck)), None
    if isinstance(value, str):
        return cell_text(escaped(value)), None
    if isinstance(value, bool):
        return ("Yes" if value else "No"), None
    if isinstance(value, datetime.datetime):
        return _date_words(value, number_format)
    if isinstance(value, datetime.date):
        return day_words(value), value
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M"), None
    if isinstance(value, (int, float)):
        return _number_words(value, number_format), None
    return str(value), None


def _date_words(value: datetime.datetime, number_format: str) -> tuple[str, datetime.date | None]:
    """A date no more precise than the cell shows it: a format without a day shows a month."""
    pattern = re.sub(r'"[^"]*"|\[[^\[\]]*\]|\\.', "", number_format.split(";")[0].lower())
    if "d" not in pattern and "y" in pattern:
        return day_words(
            value.date().isoformat()[: 7 if "m" in pattern else 4], "month" if "m" in pattern else "year"
        ), None
    time = value.strftime(", %H:%M") if "h" in pattern and (value.hour or value.minute) else ""
    return day_words(value.date()) + time, value.date()


def _number_words(value: float, number_format: str) -> str:
    pattern = number_format.split(";")[0]
    decimals = re.search(r"[0#]\.(0+)", pattern)
    places = len(decimals[1]) if decimals else None
    if "%" in pattern:
        return f"{value * 100:.{places or 0}f}%"
    sign = next((s for s in "£€$" if s in pattern), "")
    separated = "," if "," in pattern else ""
    if places is not None and "E" not in pattern:
        return f"{sign}{value:{separated}.{places}f}"
    if isinstance(value, int) or value.is_integer():
        return f"{sign}{int(value):{separated}d}"
    return f"{sign}{value:.10g}"


def _marked(value: CellRichText, *, struck: bool) -> str:
    """Partly bold, italic or struck-through text with its marks, which never reach over the end of a line. ``struck``: the cell
    is struck through where its text has no look of its own."""
    out = ""
    for piece in value:
        if not isinstance(piece, TextBlock):
            out += strike(escaped(str(piece))) if struck else escaped(str(piece))
            continue
        mark = "**" if piece.font.b else "*" if piece.font.i else ""
        for line in re.split(r"(\n)", escaped(piece.text)):
            words = line.strip()
            usable = mark and any(c.isalnum() for c in words) and "*" not in words
            line = line.replace(words, f"{mark}{words}{mark}", 1) if usable else line
            out += strike(line) if piece.font.strike else line
    return out.replace("****", "").replace("~~~~", "")


def _fill(cell: Any) -> str:
    """The colour behind a cell as six digits, empty where there is none; a theme's colour only says that there is one."""
    fill = cell.fill
    if fill is None or fill.fill_type is None:
        return ""
    colour = fill.fgColor
    if colour is None:
        return ""
    if colour.type == "rgb" and isinstance(colour.rgb, str) and re.fullmatch(r"[0-9A-Fa-f]{8}", colour.rgb):
        return "" if colour.rgb[2:].upper() == "FFFFFF" else colour.rgb[2:].upper()
    if colour.type == "indexed":
        return _INDEXED.get(colour.indexed, "")
    return _THEMED.get(colour.theme, "") if colour.type == "theme" else ""


#: The old palette's colours that people use to rate, and the accents of Office's own theme.
_INDEXED = {2: "FF0000", 10: "FF0000", 3: "00FF00", 11: "00FF00", 17: "008000", 50: "339966", 57: "339966", 4: "0000FF"}
_INDEXED |= {
    12: "0000FF",
    5: "FFFF00",
    13: "FFFF00",
    51: "FFCC00",
    52: "FF9900",
    53: "FF6600",
    22: "C0C0C0",
    42: "CCFFCC",
}
_THEMED = {2: "E7E6E6", 3: "44546A", 4: "4472C4", 5: "ED7D31", 6: "A5A5A5", 7: "FFC000", 8: "5B9BD5", 9: "70AD47"}


def _beside(package: zipfile.ZipFile) -> list[LeftOut]:
    """What is in the workbook but not in its cells."""
    out = []
    names = package.namelist()
    if any(re.search(r"(^|/)(threaded)?comments[^/]*(/[^/]+)?\.xml$", name, re.IGNORECASE) for name in names):
        out.append(_COMMENTS)
    for name in names:
        if re.search(r"(^|/)drawings/[^/]+\.xml$", name):
            tree = etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
            words = " ".join(" ".join((t.text or "") for t in tree.iter(_WORDS)).split())
            out += [LeftOut(words, _BOX)] if words else []
    return out


def _letters(text: str) -> str:
    """The words of a heading without numbers and signs, so that “1 Front door” is found in “Theme 1: Front door”."""
    return " ".join(re.findall(r"[^\W\d_]+", text.lower()))


def _with_names(sheets: list[tuple[str, list[Paragraph | Table]]]) -> list[Paragraph | Table]:
    """The sheets one after the other. Where several hold a table with the same headings, a sheet's name says which part
    of the plan it is, and becomes a heading above it."""

    def head(blocks: list[Paragraph | Table]) -> tuple[str, ...]:
        tables = [block for block in blocks if isinstance(block, Table)]
        widest = max(tables, key=lambda table: table.width, default=None)
        return tuple(cell.text.lower() for cell in widest.rows[0] if cell.text) if widest else ()

    heads = Counter(head(blocks) for _, blocks in sheets)
    out: list[Paragraph | Table] = []
    for title, blocks in sheets:
        shared = heads[head(blocks)] > 1 and len(head(blocks)) > 1
        said = [_letters(block.text) for block in blocks if isinstance(block, Paragraph)]
        written = any(_letters(title) in words for words in said)
        ended = bool(_ENDED_NAMES.search(title)) and len(sheets) > 1
        if (shared or ended) and not written and not _PLAIN_NAMES.fullmatch(title.strip()):
            out.append(Paragraph(title.strip(), level=2, bold=True, place=f"sheet “{title}”", sheet=title))
        out += blocks
    return out
