"""The letters of a PDF page, as pdfplumber gives them."""

from __future__ import annotations

from pdfplumber.page import Page

from actionplans.reading.files.blocks import ReadingError
from actionplans.reading.files.pdf_lines import Letter

MOST_PAGES = 400
#: On one page.
MOST_LETTERS = 40_000
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
    return chars
