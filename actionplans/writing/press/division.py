"""Divide a long print into parts that are laid out apart from each other.

Each part begins on a new page, so that none needs to know what comes before it. A short print stays in one part and runs on
without a break. Where a part begins follows from its content and what is around it, never from who prints or what was kept, so
that a print is the same however it was made.
"""

from __future__ import annotations

from collections.abc import Iterator

from .layout import Part
from .sheets import HtmlPiece, Sheets

#: Lines of type that a landscape page holds at the usual size, rows' white space counted as lines.
LINES_A_PAGE = 36
#: Up to so many pages a print runs on as it is.
SHORT = 16
#: A part has at least so many pages before another section begins one, and at most about so many within a section.
LEAST, MOST = 5, 9


def parts_of(sheets: Sheets, *, tagged: bool = True) -> list[Part]:
    """The parts of a stretch of a print, in order."""
    groups = _groups(sheets.pieces, _lines_a_page(sheets))
    return [Part(_html(group), sheets.css, sheets.styles, sheets.paper, tagged) for group in groups]


def about_pages(sheets: Sheets) -> int:
    """About how many pages a stretch will have, for showing how far a print is."""
    return max(1, round(sum(piece.lines for piece in sheets.pieces) / _lines_a_page(sheets)))


def _lines_a_page(sheets: Sheets) -> float:
    paper = sheets.paper
    return LINES_A_PAGE * (1 if paper.landscape else 1.5) / paper.scale


def _groups(pieces: tuple[HtmlPiece, ...], page: float) -> Iterator[list[HtmlPiece]]:
    if sum(piece.lines for piece in pieces) <= SHORT * page:
        yield list(pieces)
        return
    group: list[HtmlPiece] = []
    held = 0
    for piece in pieces:
        full = {2: LEAST, 1: MOST}.get(piece.opens)
        if group and full is not None and held >= full * page:
            yield group
            group, held = [], 0
        group.append(piece)
        held += piece.lines
    if group:
        yield group


def _html(group: list[HtmlPiece]) -> str:
    """The pieces as one, each section in an element of its own."""
    out: list[str] = []
    within = False
    for number, piece in enumerate(group):
        if piece.opens == 2 or (piece.opens and not within):
            out.append("</section>" if within else "")
            out.append("<section>" if number else '<section class="first">')
            within = True
        out.append(piece.html)
    out.append("</section>" if within else "")
    return "".join(out)
