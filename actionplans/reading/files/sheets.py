"""Rows of a spreadsheet or a CSV file as blocks: what is a title or a band, where a table begins and where it ends.

A sheet has no paragraphs: people write headings into merged or lonely cells above and between their tables. Cells that
are alone above a table, or between two tables of which each has its own heading row, become paragraphs; those within a
table stay in it, full-width rows too, which ``reading.plan`` understands as bands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from .blocks import Cell, Paragraph, ReadingError, Table

#: More rows than any plan has; what comes after them is not waited for.
MOST_ROWS = 20_000
MOST_CHARACTERS = 8_000_000
_TOO_MANY = (
    "The file holds far more rows than a plan, so it was not read: take out what is not the plan, and try again."
)

_BULLET = re.compile(
    r"^([ \t\u00a0]*)(?:[•▪●◦○■□‣⁃∙·►➢➤✓\uf0b7\uf0a7\uf0d8\uf076]+[ \t\u00a0]*|[-–—*o][ \t\u00a0]+)(?=\S)"
)
_HEADING_LENGTH = 60
_NUMBER = re.compile(r"^\W*[A-Za-z]{0,4}\W?\d")


@dataclass
class SheetRow:
    """One row: the cells by column (0 is the first), its number in the file, and the size of its largest letters."""

    number: int
    cells: dict[int, Cell] = field(default_factory=dict)
    size: float = 0.0
    hidden: bool = False

    @property
    def filled(self) -> dict[int, Cell]:
        return {at: cell for at, cell in self.cells.items() if cell.text}

    @property
    def alone(self) -> bool:
        """One cell with words, and nothing merged down from above."""
        return len(self.filled) == 1 and not any(cell.continues for cell in self.cells.values())


def cell_text(text: str) -> str:
    """What was typed into a cell, as the plan document's text: each line a paragraph, bullets as ``- `` lines."""
    out, last_listed = "", False
    for line in re.split(r"\r\n|\r|\n|\u2028|\x0b", text):
        bullet = _BULLET.match(line)
        if bullet:
            indent = len(bullet[1].replace("\t", "    ").replace("\u00a0", " "))
            nested = "  " if last_listed and indent >= 3 else ""
            words = f"{nested}- {line[bullet.end() :].strip()}"
        else:
            words = line.strip()
        if words:
            out += ("" if not out else "\n" if bullet and last_listed else "\n\n") + words
            last_listed = bool(bullet)
    return re.sub(r"(?<=\S)[ \t\u00a0]+", " ", out)


def check_size(rows: int, characters: int) -> None:
    """Raise ReadingError where a sheet has grown past what a plan can be."""
    if rows > MOST_ROWS or characters > MOST_CHARACTERS:
        raise ReadingError(_TOO_MANY)


def blocks_of(
    rows: Iterable[SheetRow], place: str, left_out: list[tuple[str, str]] | None = None
) -> list[Paragraph | Table]:
    """The paragraphs and tables of one sheet, in order. ``place`` names the sheet for a person. Hidden rows in the midst of a
    table stay, with their cells marked; others are added to ``left_out``, as words and place."""
    return _Sheet(place, left_out if left_out is not None else []).read(_narrowed(list(rows)))


def _narrowed(rows: list[SheetRow]) -> list[SheetRow]:
    """The rows without the columns that hold nothing; spans shrink with them."""
    used = sorted({at for row in rows for at, cell in row.filled.items()} | _covered(rows))
    position = {at: i for i, at in enumerate(used)}
    out = []
    for row in rows:
        cells = {}
        for at, cell in row.cells.items():
            spanned = [position[x] for x in range(at, at + cell.columns) if x in position]
            if spanned:
                cells[spanned[0]] = replace(cell, columns=len(spanned))
        out.append(SheetRow(row.number, cells, row.size, row.hidden))
    return out


def _covered(rows: list[SheetRow]) -> set[int]:
    return {at for row in rows for at, cell in row.cells.items() if cell.continues}


class _Sheet:
    def __init__(self, place: str, left_out: list[tuple[str, str]]) -> None:
        self.place = place
        self.left_out = left_out
        self.blocks: list[Paragraph | Table] = []
        self.table: list[SheetRow] = []
        self.waiting: list[tuple[SheetRow, bool]] = []  # lonely cells, and whether an empty row stood before them
        self.heads: list[dict[int, str]] = []
        self.letters = 0.0

    def read(self, rows: list[SheetRow]) -> list[Paragraph | Table]:
        sizes = sorted(row.size for row in rows if row.filled)
        self.letters = sizes[len(sizes) // 2] if sizes else 0.0
        gap = False
        for i, row in enumerate(rows):
            if not row.filled:
                gap = True
            elif row.hidden:
                self._hide(row, gap=gap)
            elif row.alone:
                self.waiting.append((row, gap))
                gap = False
            else:
                apart = gap or any(before for _, before in self.waiting)
                if self.table and self._begins(row, rows[i:], apart):
                    self._close()
                self._take(row)
                gap = False
        self._close()
        return self.blocks

    def _hide(self, row: SheetRow, *, gap: bool) -> None:
        if self.table and not self.waiting and not gap and not row.alone:
            self.table.append(row)
        else:
            words = " | ".join(cell.text for cell in row.filled.values())
            self.left_out.append((words, f"{self.place}row {row.number}"))

    def _take(self, row: SheetRow) -> None:
        if self.table:
            self.table += [band for band, _ in self.waiting]
        else:
            self._paragraphs([band for band, _ in self.waiting])
            self.heads.append({at: _plain(cell.text) for at, cell in row.filled.items()})
        self.waiting = []
        self.table.append(row)

    def _close(self) -> None:
        """End the table. Lonely cells right below it belong to it unless they look like headings."""
        below = self.waiting
        self.waiting = []
        while self.table and below and not below[0][1] and not _looks_like_heading(below[0][0], self.table):
            self.table.append(below.pop(0)[0])
        if self.table:
            self.blocks.append(self._finished())
            self.table = []
        self.waiting = below
        if below:
            self._paragraphs([band for band, _ in below])
            self.waiting = []

    def _begins(self, row: SheetRow, rest: list[SheetRow], apart: bool) -> bool:
        """Whether a row is the heading row of a new table."""
        texts = {at: _plain(cell.text) for at, cell in row.filled.items()}
        for head in self.heads:
            same = sum(head.get(at) == text for at, text in texts.items())
            if same >= 2 and same * 2 > len(head) and same * 2 > len(texts):
                # the same heading again, not one below two heading rows
                return any(not _heading_like(r) for r in self.table[1:]) or len(self.table) > 2
        width = max(len(r.filled) for r in self.table)
        body = any(not _heading_like(r) for r in self.table)
        if _heading_like(row) and body and (apart or len(texts) > width):
            return True
        if apart and len(texts) >= 3 and len(texts) >= 2 * width:
            return True
        return apart and width >= 4 and self._afterwards(texts, rest, width)

    def _afterwards(self, texts: dict[int, str], rest: list[SheetRow], width: int) -> bool:
        """Whether all that follows is too narrow to be the same table, such as the list of versions below a plan."""
        narrow = max(2, width // 2)
        first = texts[min(texts)]
        return not _NUMBER.match(first) and all(
            len(row.filled) <= narrow and max(row.filled, default=0) <= narrow and not _covered([row]) for row in rest
        )

    def _finished(self) -> Table:
        first, last = self.table[0].number, self.table[-1].number
        width = max(max((at + cell.columns for at, cell in row.cells.items()), default=0) for row in self.table)
        start = min(min(row.cells, default=width) for row in self.table)
        lines = []
        for row in self.table:
            line, at = [], start
            while at < width:
                cell = row.cells.get(at, Cell())
                line.append(replace(cell, hidden=True) if row.hidden else cell)
                at += cell.columns
            lines.append(tuple(line))
        heading = sum(1 for row in self.table[:3] if _heading_like(row)) if _heading_like(self.table[0]) else 0
        return Table(tuple(lines), heading if heading < len(lines) else 0, f"{self.place}rows {first} to {last}")

    def _paragraphs(self, rows: list[SheetRow]) -> None:
        for row in rows:
            cell = next(iter(row.filled.values()))
            big = row.size / self.letters if self.letters else 1.0
            level = 1 if big >= 1.5 else 2 if big >= 1.2 else 0
            for line in cell.text.split("\n"):
                if line.strip():
                    listed = line.lstrip().startswith("- ")
                    level_here = 0 if listed or len(line) > 200 else level
                    place = f"{self.place}row {row.number}"
                    self.blocks.append(Paragraph(line, level_here, bold=cell.bold, place=place, size=row.size))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _heading_like(row: SheetRow) -> bool:
    """Short words, all of them bold or all on a coloured ground."""
    cells = list(row.filled.values())
    short = all(len(cell.text) <= _HEADING_LENGTH for cell in cells)
    return len(cells) >= 2 and short and (all(c.bold for c in cells) or all(c.shaded for c in cells))


def _looks_like_heading(row: SheetRow, table: list[SheetRow]) -> bool:
    at, cell = next(iter(row.filled.items()))
    width = max(max(r.cells, default=0) for r in table) + 1
    return cell.bold or (cell.columns > 1 and cell.columns * 2 > width) or (at == 0 and cell.columns > 1)
