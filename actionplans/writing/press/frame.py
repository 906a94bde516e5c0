"""The frame around the words of each page: running lines, and “Page 2 of 12”. Drawn when the parts are joined.

The running lines of a stretch of pages are the same on all of them, so they are laid out once, on an empty page, and
placed on each page as one drawing. Page numbers are the only words that this project draws by itself: digits and three
letters of its own typeface, whose glyphs the empty page has brought into the file.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from html import escape

from fontTools.ttLib import TTFont
from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.pdf import generate_pdf

from .engine import ONE_AT_A_TIME, kit, style_sheet
from .fonts import font_files
from .layout import MARGINS_MM
from .sheets import Paper, Running

POINTS = 8.0
#: The baseline of the lower lines, and the right margin, from the edges of the paper (millimetres).
FOOT_MM, SIDE_MM = 9.0, MARGINS_MM[1]
_NUMBER = "Page of 0123456789"
#: Words at the foot that are too long for one line beside the page number take two, lower down and no larger than fits.
FOOT_SHARE, SECOND_FOOT_MM, SECOND_POINTS, LEAST_POINTS = 0.8, 5.6, 11.0, 5.0
#: Likewise above, where the board stands at the left and the marking at the right, in bold type.
HEAD_MM, SECOND_HEAD_MM, LEFT_SHARE, BOLD = 10.0, 6.5, 0.66, 0.9
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Frame:
    """A PDF of two pages: the running lines, and one that holds every glyph of a page number. Sizes in points."""

    pdf: bytes
    width: float
    height: float
    scale: float

    def number(self, page: int, pages: int, font: str) -> bytes:
        """The drawing of “Page 2 of 12” at the right of the foot, in PDF's own words."""
        glyphs, widths = _glyphs()
        words = f"Page {page} of {pages}"
        size = POINTS * self.scale
        width = sum(widths[letter] for letter in words) * size
        x = self.width - SIDE_MM * _POINTS_PER_MM - width
        y = FOOT_MM * _POINTS_PER_MM
        hexed = "".join(f"{glyphs[letter]:04x}" for letter in words)
        return f"BT 0.2 0.2 0.2 rg {font} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{hexed}> Tj ET".encode()


@cache
def _glyphs() -> tuple[dict[str, int], dict[str, float]]:
    """For each letter of a page number its glyph, and its width as a share of the type size."""
    with TTFont(font_files()["Regular"], lazy=True) as font:
        names = font.getBestCmap()
        units = font["head"].unitsPerEm
        advances = font["hmtx"]
        glyphs = {letter: font.getGlyphID(names[ord(letter)]) for letter in _NUMBER}
        widths = {letter: advances[names[ord(letter)]][0] / units for letter in _NUMBER}
    return glyphs, widths


def _line_rule(name: str, words: str, share: float, paper: Paper, edge: str, places: tuple[float, float]) -> str:
    """The place and size of words around the page. What is too long for its ``share`` of the width takes two lines, no
    larger than fits, at the second of the ``places`` (millimetres from the edge): it must not run into the page."""
    width = 297 if paper.landscape else 210
    room = (width - 2 * SIDE_MM) / paper.scale * _POINTS_PER_MM * share
    length = max(line_length(words), 1.0)
    if length * POINTS <= room:
        return f"{name}{{{edge}:{places[0] / paper.scale:.3f}mm}}"
    fitting = 2 * 0.93 * room / length  # lines end unevenly
    points = max(LEAST_POINTS, min(POINTS, SECOND_POINTS / paper.scale, fitting))
    return f"{name}{{{edge}:{places[1] / paper.scale:.3f}mm;font-size:{points:.2f}pt}}"


def line_length(words: str) -> float:
    """How long words are in one line, in units of the type size."""
    with TTFont(font_files()["Regular"], lazy=True) as font:
        names, advances, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        return float(sum(advances[names[ord(sign)]][0] if ord(sign) in names else units for sign in words) / units)


def frame(running: Running, paper: Paper) -> Frame:
    """Lay out the running lines of a stretch of pages on one paper."""
    fonts, fetcher = kit()
    width, height = (297, 210) if paper.landscape else (210, 297)
    scale = paper.scale
    rule = (
        f"@page{{size:{width / scale:.3f}mm {height / scale:.3f}mm;margin:0}}"
        f".around{{width:{(width - 2 * SIDE_MM) / scale:.3f}mm;margin-left:{SIDE_MM / scale:.3f}mm}}"
        + _line_rule(".left", running.top_left, LEFT_SHARE * BOLD, paper, "top", (HEAD_MM, SECOND_HEAD_MM))
        + _line_rule(".right", running.top_right, (1 - LEFT_SHARE) * BOLD, paper, "top", (HEAD_MM, SECOND_HEAD_MM))
        + _line_rule(".foot", running.bottom_left, FOOT_SHARE, paper, "bottom", (FOOT_MM - 0.7, SECOND_FOOT_MM))
    )
    html = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"></head><body>'
        f'<div class="around left"><p>{escape(running.top_left)}</p></div>'
        f'<div class="around right"><p>{escape(running.top_right)}</p></div>'
        f'<div class="around foot"><p>{escape(running.bottom_left)}</p></div>'
        f'<div class="page"></div><p class="glyphs">{_NUMBER}</p></body></html>'
    )
    with ONE_AT_A_TIME:
        css = CSS(string=rule, font_config=fonts, url_fetcher=fetcher)
        styles = [style_sheet("frame.css"), css]
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=styles)
        pdf = generate_pdf(document, None, scale, **DEFAULT_OPTIONS)
    file = io.BytesIO()
    pdf.write(file)
    return Frame(file.getvalue(), width * _POINTS_PER_MM, height * _POINTS_PER_MM, scale)
