"""The tables of one PDF page: from ruled lines, from rules between rows alone, or from nothing but aligned words.

Distances are in points from the top left corner of the page, as pdfplumber gives them.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page

from actionplans.reading.files.pdf_pieces import LEAST_COLUMN, MOST_RULES, Box, PdfRow, Piece, Slot, merged
from actionplans.reading.files.pdf_rules import Bounds, bounds_of, is_within, rules_of, tables_of

from .pdf_lines import lines_of
from .pdf_words import Letter, PdfLine, Word

#: A painted area, and its colour as six hexadecimal digits.
Fill = tuple[float, float, float, float, str]


def find_tables(page: Page, letters: list[Letter], number: int) -> tuple[list[Piece], list[Letter]]:
    """The ruled tables of a page, and the letters in none of them."""
    edges = rules_of(page, letters)
    if not edges:
        return [], letters
    pieces: list[Piece] = []
    fills = _fills(page)
    for cells in tables_of(page, edges, letters):
        around = bounds_of(cells)
        inside = [x for x in letters if is_within(x, around)]
        if not inside:
            continue
        piece = _piece(cells, inside, number, fills)
        if piece is None:
            continue
        taken = {id(x) for x in inside}
        letters = [x for x in letters if id(x) not in taken]
        pieces.append(piece)
    pieces.sort(key=lambda piece: piece.top)
    return pieces, letters


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _piece(cells: list[Bounds], letters: list[Letter], page: int, fills: list[Fill]) -> Piece | None:
    xs = merged([c[0] for c in cells] + [c[2] for c in cells])
    ys = merged([c[1] for c in cells] + [c[3] for c in cells])
    if len(xs) < 2 or len(ys) < 2:
        return None
    grid: dict[tuple[int, int], Box] = {}
    starts: dict[int, tuple[int, int]] = {}
    for cell in sorted(cells, key=lambda c: (c[2] - c[0]) * (c[3] - c[1])):
        left, right = _at(xs, cell[0]), _at(xs, cell[2])
        top, bottom = _at(ys, cell[1]), _at(ys, cell[3])
        box = Box(cell[0], cell[2], fill=_fill_of(cell, fills))
        places = [(y, x) for y in range(top, bottom) for x in range(left, right)]
        if not places or any(place in grid for place in places):
            continue
        for place in places:
            grid[place] = box
        starts[id(box)] = (top, left)
        box.columns, box.rows = right - left, bottom - top
    for y in range(len(ys) - 1):
        for x in range(len(xs) - 1):
            if (y, x) not in grid:
                box = Box(xs[x], xs[x + 1])
                grid[y, x] = box
                starts[id(box)] = (y, x)
    _pour(letters, grid, xs, ys, page)
    return _rows(grid, starts, xs, ys, page)


def _pour(letters: list[Letter], grid: dict[tuple[int, int], Box], xs: list[float], ys: list[float], page: int) -> None:
    """Put each letter into the cell that its middle is in."""
    held: dict[int, list[Letter]] = {}
    boxes = {id(box): box for box in grid.values()}
    for letter in letters:
        x = bisect_right(xs, (letter["x0"] + letter["x1"]) / 2) - 1
        y = bisect_right(ys, (letter["top"] + letter["bottom"]) / 2) - 1
        box = grid[min(max(y, 0), len(ys) - 2), min(max(x, 0), len(xs) - 2)]
        held.setdefault(id(box), []).append(letter)
    for key, inside in held.items():
        boxes[key].lines = lines_of(inside, page)


def _rows(
    grid: dict[tuple[int, int], Box],
    starts: dict[int, tuple[int, int]],
    xs: list[float],
    ys: list[float],
    page: int,
) -> Piece | None:
    """Rows of slots, without the slivers that double rules leave."""
    wide = [
        x
        for x in range(len(xs) - 1)
        if xs[x + 1] - xs[x] >= LEAST_COLUMN
        or any(grid[y, x].lines and starts[id(grid[y, x])][1] == x for y in range(len(ys) - 1))
    ]
    tall = [
        y
        for y in range(len(ys) - 1)
        if ys[y + 1] - ys[y] >= 5
        or any(grid[y, x].lines and starts[id(grid[y, x])][0] == y for x in range(len(xs) - 1))
    ]
    if not wide or not tall:
        return None
    rows: list[PdfRow] = []
    seen: set[int] = set()
    for y in tall:
        slots: list[Slot] = []
        x = 0
        while x < len(wide):
            box = grid[y, wide[x]]
            across = 1
            while x + across < len(wide) and grid[y, wide[x + across]] is box:
                across += 1
            box.columns = across
            if id(box) not in seen:
                box.rows = sum(1 for other in tall if grid[other, wide[x]] is box)
            slots.append(Slot(box, continues=id(box) in seen))
            seen.add(id(box))
            x += across
        rows.append(PdfRow(slots, ys[y], ys[y + 1]))
    _join_cut(rows)
    edges = [xs[x] for x in wide] + [xs[wide[-1] + 1]]
    filled = [any(slot.box.lines for slot in row.slots) for row in rows]
    if not any(filled):
        return None
    return Piece(rows, edges, page)


def _join_cut(rows: list[PdfRow]) -> None:
    """Make one cell of each row across the whole table that the rules of its columns cross. Its every line goes on from slot to
    slot, and a word of one such row is cut: tight cells beside each other are as near, but cut no word."""
    across = [row.slots for row in rows if _goes_across(row.slots)]
    if not any(_cuts_word(slots) for slots in across):
        return
    for slots in across:
        box = slots[0].box
        for slot in slots[1:]:
            box.lines = [_one_line(a, b) for a, b in zip(box.lines, slot.box.lines, strict=True)]
            box.x1, box.columns = slot.box.x1, box.columns + slot.box.columns
        del slots[1:]


def _goes_across(slots: list[Slot]) -> bool:
    return not any(slot.continues or slot.box.rows > 1 for slot in slots) and all(
        _go_on(left.box, right.box) for left, right in pairwise(slots)
    )


def _go_on(left: Box, right: Box) -> bool:
    return (
        bool(left.lines)
        and len(left.lines) == len(right.lines)
        and all(
            abs(a.top - b.top) < 1 and 0.0 <= b.x0 - a.x1 + a.size * 0.1 < a.size * 0.4
            for a, b in zip(left.lines, right.lines, strict=True)
        )
    )


def _cuts_word(slots: list[Slot]) -> bool:
    """Whether a rule runs through a word: between its letters there is no room for the padding of cells."""
    return any(
        b.x0 - a.x1 < a.size * 0.05
        for left, right in pairwise(slots)
        for a, b in zip(left.box.lines, right.box.lines, strict=True)
    )


def _one_line(left: PdfLine, right: PdfLine) -> PdfLine:
    """A line of two halves; the word that lies on the edge is one again."""
    last, first = left.words[-1], right.words[0]
    words = [*left.words, *right.words]
    if first.x0 - last.x1 < left.size * 0.16:
        word = Word(last.text + first.text, last.x0, first.x1, last.bold, last.italic, last.struck)
        words = [*left.words[:-1], word, *right.words[1:]]
    return PdfLine(words, left.top, left.bottom, left.size, left.page)


def _fills(page: Page) -> list[Fill]:
    out = []
    for rect in page.rects:
        if rect.get("fill") and (colour := _colour(rect.get("non_stroking_color"))):
            out.append((rect["x0"], rect["top"], rect["x1"], rect["bottom"], colour))
    return out[:MOST_RULES]


def _colour(value: Any) -> str:
    """A PDF's colour as six hexadecimal digits; empty for white, or where it is a pattern."""
    if isinstance(value, (int, float)):
        value = (value,)
    if not isinstance(value, (tuple, list)) or not all(isinstance(v, (int, float)) for v in value):
        return ""
    if len(value) == 1:
        value = (value[0],) * 3
    elif len(value) == 4:
        cyan, magenta, yellow, black = value
        value = tuple((1 - c) * (1 - black) for c in (cyan, magenta, yellow))
    if len(value) != 3:
        return ""
    digits = "".join(f"{min(255, max(0, round(v * 255))):02X}" for v in value)
    return "" if digits == "FFFFFF" else digits


def _fill_of(cell: Bounds, fills: list[Fill]) -> str:
    """The colour that lies behind most of a cell; the last painted is on top."""
    area = max((cell[2] - cell[0]) * (cell[3] - cell[1]), 1)
    colour = ""
    for x0, top, x1, bottom, fill in fills:
        across, down = min(x1, cell[2]) - max(x0, cell[0]), min(bottom, cell[3]) - max(top, cell[1])
        if across > 0 and down > 0 and across * down > area * 0.6:
            colour = fill
    return colour
