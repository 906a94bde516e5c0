"""Rows that a file hides: those that say that they have ended are in the plan, the others are left out.

Boards hide what is done to keep a plan short, and other rows because they are not for all readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actionplans.document.dates import find_dates
from actionplans.reading.files.blocks import Blocks, Cell, LeftOut, Paragraph, Table

from .ending_words import OPEN, says_ended, state_of
from .heading_words import COMPLETION, plain
from .headings import rating_word
from .meanings import is_heading_row
from .scale import key_lines, read_scale
from .sections import bare


def without_hidden(blocks: Blocks) -> Blocks:
    """The blocks without the hidden rows that do not say that they have ended; those are named as left out."""
    if not any(_is_hidden(row) for table in blocks.blocks if isinstance(table, Table) for row in table.rows):
        return blocks
    scale = read_scale(key_lines(blocks)) or {"Blue": "complete"}
    dropped: list[tuple[str, str]] = []
    kept = [block if isinstance(block, Paragraph) else _settled(block, scale, dropped) for block in blocks.blocks]
    if not dropped:
        return replace(blocks, blocks=tuple(kept))
    left_out = LeftOut.of_kind("A hidden row", "hidden rows", dropped, "The file does not show it.")
    return replace(blocks, blocks=tuple(kept), left_out=(*blocks.left_out, left_out))


def hidden_rows(blocks: Blocks) -> list[str]:
    """The words of the hidden rows that are among the blocks, one text each."""
    tables = [block for block in blocks.blocks if isinstance(block, Table)]
    return [_words(row) for table in tables for row in table.rows if _is_hidden(row)]


def _is_hidden(row: Sequence[Cell]) -> bool:
    return any(cell.hidden for cell in row)


def _words(row: Sequence[Cell]) -> str:
    return " | ".join(bare(cell.text) for cell in row if cell.text.strip() and not cell.continues)


def _settled(table: Table, scale: Mapping[str, str], dropped: list[tuple[str, str]]) -> Table:
    """A table without those of its hidden rows that are left out; the words of each are added to ``dropped``."""
    rows: list[tuple[Cell, ...]] = []
    moved: dict[int, Cell] = {}  # cells that begin in rows left out and go on below, by grid column
    heads: Sequence[Cell] = ()
    for row in table.rows:
        if not _is_hidden(row) and is_heading_row([bare(cell.text) for cell in row], marked=True):
            heads = row
        if _is_hidden(row) and not _has_ended(row, heads, scale):
            if words := _words([cell for cell in row if cell.rows < 2]):
                dropped.append((words, next((cell.place for cell in row if cell.place), table.place)))
            moved = {x: replace(cell, rows=cell.rows - 1, hidden=False) for x, cell in _placed(row) if cell.rows > 1}
            continue
        rows.append(tuple(moved.get(x, cell) if cell.continues else cell for x, cell in _placed(row)))
        moved = {}
    return replace(table, rows=tuple(rows))


def _placed(row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells of a row with the grid columns in which they begin."""
    placed, x = [], 0
    for cell in row:
        placed.append((x, cell))
        x += cell.columns
    return placed


def _has_ended(row: Sequence[Cell], heads: Sequence[Cell], scale: Mapping[str, str]) -> bool:
    """Whether one of the cells of a row says that it has ended: a state, a rating, a date of completion, or all is struck."""
    completion = {x for x, head in _placed(heads) if COMPLETION.fullmatch(plain(head.text))}
    for x, cell in _placed(row):
        text = bare(cell.text)
        if not text or cell.continues:
            continue
        if x in completion and (cell.date or find_dates(text)):
            return True
        short = len(text) <= 40
        if short and (says_ended(text) or state_of(scale.get(rating_word(text), "")) not in ("", OPEN)):
            return True
    return False
