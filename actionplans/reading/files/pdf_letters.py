"""The letters of a PDF page, as pdfplumber gives them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict

from pdfplumber.page import Page

from actionplans.reading.files.blocks import ReadingError
from actionplans.reading.files.pdf_words import Letter

MOST_PAGES = 400
#: On one page.
MOST_LETTERS = 40_000
#: A page with more drawn lines than this is a drawing.
_MOST_LINES = 6000
#: A line through letters is so far down in them, from their top to their foot, as a share of their height.
_THROUGH = 0.35, 0.76
#: So far may it reach beyond them, in points, and so much of it lies on letters: the rule of a table does neither.
_BEYOND, _ON_LETTERS = 4.0, 0.6
LONG = f"This PDF has more than {MOST_PAGES} pages: choose a file that holds the plan alone."


def letters_of(page: Page) -> list[Letter]:
    """The letters of a page, and the bullets that some programs draw as small round shapes."""
    chars = [c for c in page.chars if -2 < c["x0"] < page.width + 2 and -2 < c["top"] < page.height + 2]
    if len(chars) > MOST_LETTERS:
        raise ReadingError(LONG)
    shapes = [s for s in page.curves if s.get("fill") or s.get("stroke")]
    for shape in shapes[:2000]:
        wide, tall = shape["x1"] - shape["x0"], shape["bottom"] - shape["top"]
        if 1 < wide < 7 and abs(wide - tall) < 1.2:
            beside = [c for c in chars if c["top"] <= (shape["top"] + shape["bottom"]) / 2 <= c["bottom"]]
            following = min((c for c in beside if 0 < c["x0"] - shape["x1"] < 30), key=lambda c: c["x0"], default=None)
            if following:
                chars.append(following | {"text": "•", "x0": shape["x0"], "x1": shape["x1"]})
    return with_strikes(page, chars)


def with_strikes(page: Page, letters: list[Letter]) -> list[Letter]:
    """The letters, those that a drawn line strikes through with that line as ``struck``: x0, x1, y."""
    thin = [r for r in page.rects if r["bottom"] - r["top"] < 2]
    drawn = sorted(
        ((o["top"] + o["bottom"]) / 2, o["x0"], o["x1"])
        for o in (*page.lines, *thin)
        if o["bottom"] - o["top"] < 2 and o["x1"] - o["x0"] > 3
    )
    if not drawn or len(drawn) > _MOST_LINES:
        return letters
    heights = [line[0] for line in drawn]
    through: dict[tuple[float, float, float], list[int]] = defaultdict(list)
    for i, letter in enumerate(letters):
        top, tall, middle = letter["top"], letter["bottom"] - letter["top"], (letter["x0"] + letter["x1"]) / 2
        first, last = (top + share * tall for share in _THROUGH)
        for y, x0, x1 in drawn[bisect_left(heights, first) : bisect_right(heights, last)]:
            if letter["upright"] and x0 <= middle <= x1:
                through[x0, x1, y].append(i)
    struck: dict[int, tuple[float, float, float]] = {}
    for line, under in through.items():
        inside = [letters[i] for i in under]
        left, right = min(x["x0"] for x in inside), max(x["x1"] for x in inside)
        covered = sum(x["x1"] - x["x0"] for x in inside)
        if line[0] > left - _BEYOND and line[1] < right + _BEYOND and covered > (line[1] - line[0]) * _ON_LETTERS:
            struck |= dict.fromkeys(under, line)
    return [letter | {"struck": struck[i]} if i in struck else letter for i, letter in enumerate(letters)]
