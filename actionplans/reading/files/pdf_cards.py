"""Cards of a PDF page: texts that each have a narrow column of labels and values at their side, without rules around cells.

A card is found from an upright strip without words, on both sides of which texts begin at the same height, again and again.
Distances are in points from the top left corner of the page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from pdfplumber.page import Page

from actionplans.reading.files.pdf_aligned import gutters_of, segments_of
from actionplans.reading.files.pdf_borders import drawn_edges
from actionplans.reading.files.pdf_lines import lines_of
from actionplans.reading.files.pdf_pieces import Box, PdfRow, Piece, Slot
from actionplans.reading.files.pdf_words import Letter, PdfLine

_WORD = re.compile(r"[^\W\d_]{3}")
#: Texts that begin at one place from the left so often may be a column.
_OFTEN = 4
#: Two texts are apart where more than so many times the size of their type is free between them.
_APART = 1.3
#: The narrow column has at most this share of the width of the other.
_NARROW = 0.45


@dataclass
class _Beside:
    """The letters at the left and the right of a strip that belong together."""

    left: list[Letter]
    right: list[Letter]
    bottom: float
    more: bool = False  # nothing is between this card and the one above
    lines: tuple[list[PdfLine], list[PdfLine]] = field(default_factory=lambda: ([], []))

    def lined(self, page: int) -> _Beside:
        self.lines = lines_of(self.left, page), lines_of(self.right, page)
        return self


def find_cards(
    letters: list[Letter], lines: list[PdfLine], page: Page, known: set[int]
) -> tuple[list[Piece], list[Letter]]:
    """The cards of a page as tables of two columns, and the letters in none of them. ``lines`` are those that the letters form;
    ``known`` are the places of columns on the pages before, to which those of this page are added."""
    starts = Counter(round(x0) for line in lines for x0, _ in segments_of(line))
    best: list[_Beside] = []
    at = 0
    for x, often in starts.items():
        bands = _bands(x, lines) if often >= _OFTEN or x in known else []
        if not bands:
            continue
        cards = [card for band in bands for card in _cards_in(band, float(x), letters, page)]
        if _are_cards(cards, least=1 if x in known else 2) and _covered(cards) > _covered(best):
            best, at = cards, x
    if not best:
        return [], letters
    known.add(at)
    taken = {id(letter) for card in best for letter in (*card.left, *card.right)}
    return _pieces(best, at, page.page_number), [letter for letter in letters if id(letter) not in taken]


def _covered(cards: list[_Beside]) -> int:
    return sum(len(lines) for card in cards for lines in card.lines)


def _cards_in(band: list[PdfLine], x: float, letters: list[Letter], page: Page) -> list[_Beside]:
    """The cards of a band whose right column begins at ``x``."""
    cards: list[_Beside] = []
    last: _Beside | None = None
    rules = [e for e in drawn_edges(page) if e["orientation"] == "v" and x - 30 < e["x0"] < x]
    for top, bottom in _spans(band, rules):
        inside = [c for c in letters if top - 1 <= (c["top"] + c["bottom"]) / 2 <= bottom + 1]
        left = [c for c in inside if c["x1"] < x + 1 and c["x0"] < x - 1.5]
        right = [c for c in inside if c["x0"] >= x - 1.5]
        card = _Beside(left, right, bottom, more=last is not None).lined(page.page_number)
        if last is not None and not card.lines[0]:
            last.right, last.bottom = last.right + right, bottom
            last.lined(page.page_number)
        elif _begin_together(card):
            cards.append(card)
            last = card
        else:
            last = None
    return cards


def _bands(x: int, lines: list[PdfLine]) -> list[list[PdfLine]]:
    """The lines between those that go across the strip left of ``x``, where several are at each side of it."""
    bands: list[list[PdfLine]] = [[]]
    for line in lines:
        if any(x0 < x - 1.5 and x1 > x - 3 for x0, x1 in segments_of(line)):
            bands.append([])
        else:
            bands[-1].append(line)
    return [band for band in bands if _is_parted(band, x)]


def _is_parted(band: list[PdfLine], x: int) -> bool:
    left = sum(line.x0 < x - 1.5 for line in band)
    right = sum(line.x1 > x for line in band)
    return left > 1 and right > 1


def _spans(band: list[PdfLine], rules: list[dict[str, Any]]) -> list[tuple[float, float]]:
    """From where to where the texts of a band are that are apart: more is free between them than between lines, and no upright
    rule beside them goes on."""
    room = median(line.size for line in band) * _APART
    spans = [(band[0].top, band[0].bottom)]
    for line in band[1:]:
        top, bottom = spans[-1]
        goes_on = any(rule["top"] < bottom and rule["bottom"] > line.top for rule in rules)
        if line.top - bottom > room and not goes_on:
            spans.append((line.top, line.bottom))
        else:
            spans[-1] = (top, max(bottom, line.bottom))
    return spans


def _begin_together(card: _Beside) -> bool:
    left, right = card.lines
    return bool(left and right) and abs(left[0].bottom - right[0].bottom) < max(left[0].size, right[0].size)


def _are_cards(cards: list[_Beside], *, least: int) -> bool:
    """Whether texts side by side are cards: several, most with more than one line in each column, of which one is narrow, and
    neither is a table of more columns, or the numbers and bullets of a list."""
    high = sum(all(len(lines) > 1 and _has_words(lines) for lines in card.lines) for card in cards)
    if high < least or high * 2 < len(cards):
        return False
    left, right = ([line for card in cards for line in card.lines[side]] for side in (0, 1))
    widths = [end - start for start, end in (_span(left), _span(right))]
    if min(widths) > max(widths) * _NARROW:
        return False
    return not any(gutters_of(side, 0, float("inf"), full=True) for side in (left, right))


def _has_words(lines: list[PdfLine]) -> bool:
    return any(_WORD.search(word.text) for line in lines for word in line.words)


def _span(lines: list[PdfLine]) -> tuple[float, float]:
    """From where to where lines reach, with a little room at both sides."""
    return min(line.x0 for line in lines) - 1, max(line.x1 for line in lines) + 1


def _pieces(cards: list[_Beside], x: int, page: int) -> list[Piece]:
    """A table for the cards that follow each other without anything between them."""
    spans = [_span([line for card in cards for line in card.lines[side]]) for side in (0, 1)]
    edges = [spans[0][0], x - 2.0, spans[1][1]]
    pieces: list[Piece] = []
    for card in cards:
        slots = [Slot(Box(*span, lines)) for span, lines in zip(spans, card.lines, strict=True)]
        row = PdfRow(slots, min(lines[0].top for lines in card.lines), card.bottom)
        if card.more and pieces:
            pieces[-1].rows.append(row)
        else:
            pieces.append(Piece([row], edges, page, ruled=False, cards=True))
    return pieces
