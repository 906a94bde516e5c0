"""The blocks of a file, whatever its format: paragraphs and tables in the order of reading.

Texts carry the light marks of the plan document (``**bold**``, ``*italic*``, ``- `` bullets two spaces deeper for a nested
one, a blank line between paragraphs of a cell), and ``~~words~~`` where a part of them is struck through; everything else of a
file's looks is gone.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: So many of the things that were left out for one reason are named with it.
_MOST_SHOWN = 8


class ReadingError(ValueError):
    """A file that cannot be taken in; the message is one plain sentence for a person, with what to do where there is
    something to do."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph outside all tables. ``level`` is 1 to 9 for a heading, else 0; ``number`` is the number that Word
    gave it by itself ("1.", "a)"), which is not part of ``text``; ``place`` says where it is, for a person. ``size`` is that of
    its largest type in points, 0 where the file does not say; ``titled`` marks a paragraph of Word's style for titles;
    ``sheet`` is the name of the sheet of a workbook."""

    text: str
    level: int = 0
    number: str = ""
    bold: bool = False
    place: str = ""
    size: float = 0
    titled: bool = False
    sheet: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a table. ``columns`` and ``rows`` are how many it spans; ``continues`` marks a cell that a vertically
    merged one above covers. ``fill`` is the colour behind it as six hexadecimal digits where it has one: some boards
    show a rating by nothing else. ``date`` is set where the file itself holds a date (Excel). ``tables`` are tables inside the
    cell, whose words are in ``text`` too. ``struck``: all of it is struck through; ``hidden``: its row is hidden in the file."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    continues: bool = False
    bold: bool = False
    shaded: bool = False
    fill: str = ""
    date: datetime.date | None = None
    tables: tuple[Table, ...] = ()
    place: str = ""
    struck: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells. ``grid`` gives each row as one cell per grid column, spans filled with the same cell. ``sheet`` is the name
    of the sheet of a workbook; ``kind`` says of what it was put together: "form" of labels and values, "outline" of lines,
    "cards" of texts with a narrow column at their side."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    header_rows: int = 0  # how many the file itself marks as repeated headings
    place: str = ""
    sheet: str = ""
    kind: str = ""

    @property
    def width(self) -> int:
        return max((sum(cell.columns for cell in row) for row in self.rows), default=0)

    def grid(self) -> list[list[Cell]]:
        """Each row padded to the same width, a cell that spans columns repeated in each of them."""
        width, out = self.width, []
        for row in self.rows:
            line = [cell for cell in row for _ in range(cell.columns)]
            out.append(line + [Cell()] * (width - len(line)))
        return out


class LeftOut(NamedTuple):
    """Something of a file that is not among its blocks: what, in words, and a sentence why. ``macros`` marks what can run.
    ``words`` are all the words of what the file hides."""

    what: str
    why: str
    macros: bool = False
    words: str = ""

    @classmethod
    def of_kind(cls, one: str, many: str, found: Sequence[tuple[str, str]], why: str) -> LeftOut:
        """All that was left out for one reason, words and places: the first of them are named."""
        shown = "; ".join(f"“{words}”{f' ({place})' * bool(place)}" for words, place in found[:_MOST_SHOWN])
        more = f" and {len(found) - _MOST_SHOWN:,} more" if len(found) > _MOST_SHOWN else ""
        what = one if len(found) == 1 else f"{len(found):,} {many}"
        return cls(f"{what}: {shown}{more}", why, words="\n".join(words for words, _ in found))


@dataclass(frozen=True)
class Blocks:
    """A whole file: its blocks in order, its running heads and feet, and what was left out; of a workbook the names of the sheets
    that it ``hides``, and how many are ``empty``."""

    blocks: tuple[Paragraph | Table, ...] = ()
    running: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    title: str = ""
    hides: tuple[str, ...] = ()
    empty: int = 0
