"""CSV files as blocks, in any encoding that Excel writes and with any usual separator."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice

from .blocks import Blocks, Cell, ReadingError, Table
from .sheets import SheetRow, blocks_of, cell_text, check_size

_SEPARATORS = ",;\t|"
_LOOKED_AT = 200
_NOTHING = "There are no rows in the file."
_DAMAGED = (
    "The file is not a table that can be read: open it in Excel, save it as a workbook (.xlsx), and choose that copy."
)
#: An apostrophe that keeps a spreadsheet from taking what follows for a formula; it is no part of the words.
_GUARDED = re.compile(r"^'(?=[=+\-@\t])")


def read_delimited(data: bytes) -> Blocks:
    """The blocks of a CSV file. Raises ReadingError with one sentence where it cannot be read."""
    text = decoded(data)
    check_size(0, len(text))
    rows, characters = [], 0
    try:
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)), 1):
            cells = {}
            for at, value in enumerate(values):
                if words := cell_text(_GUARDED.sub("", value)):
                    cells[at] = Cell(words, place=f"row {number}, column {at + 1}")
                    characters += len(words)
            check_size(number, characters)
            rows.append(SheetRow(number, cells))
    except csv.Error as error:
        raise ReadingError(_DAMAGED) from error
    blocks = blocks_of(rows, "")
    if not blocks:
        raise ReadingError(_NOTHING)
    if not any(isinstance(block, Table) and len(block.rows) > 1 for block in blocks):
        raise ReadingError(_DAMAGED)
    return Blocks(tuple(blocks))


def decoded(data: bytes) -> str:
    """The text of bytes: by their byte-order mark, else UTF-8, else as Windows wrote it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _separator(text: str) -> str:
    """The sign that gives most rows the same number of columns, and more than one."""
    if named := re.match(r"sep=(.)\r?\n", text):
        return named[1]

    def regular(sign: str) -> tuple[int, int]:
        try:
            rows = islice(csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=sign), _LOOKED_AT)
            widths = [len(row) for row in rows if any(row)]
        except csv.Error:
            return (0, 0)
        wide = [width for width in widths if width > 1]
        usual = max(set(wide), key=lambda width: (wide.count(width), width), default=0)
        return (wide.count(usual) * (usual > 1), usual)

    return max(_SEPARATORS, key=regular)
