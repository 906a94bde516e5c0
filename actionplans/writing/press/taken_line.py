"""A line in the margin of each page of a finished print: who took this copy away, and when.

A print is made once for all who ask for it, so the line is drawn when a user downloads it. Pages, tags, metadata and what the
PDF carries stay as they are: the line is an artifact, which is not read out on each page, in the typeface of the print, which
goes into the file. It runs up the right edge, where neither the running lines (``frame``) nor the plan have anything.
"""

from __future__ import annotations

import io
from html import escape

import pikepdf
from pikepdf import Array, Object, Page, Pdf, Stream
from weasyprint import CSS, DEFAULT_OPTIONS, HTML
from weasyprint.pdf import generate_pdf

from ..printable import printable
from .engine import ONE_AT_A_TIME, kit, style_sheet
from .frame import line_length
from .layout import MARGINS_MM

#: Type of the line, and the least to which a long one is made smaller before it takes two lines.
POINTS, LEAST_POINTS = 7.5, 5.5
_POINTS_PER_MM = 72 / 25.4
#: From the edge of the paper, where a printer may not reach, to the line, and from there to the words of the page.
EDGE = 5 * _POINTS_PER_MM
ROOM = MARGINS_MM[1] * _POINTS_PER_MM - EDGE - 1
_LINE = "/TakenLine"


def draw_taken_line(pdf: bytes, words: str) -> bytes:
    """The same PDF with the words in the margin of each page. Raises pikepdf.PdfError for what is no PDF."""
    with Pdf.open(io.BytesIO(pdf)) as print_:
        made: dict[tuple[int, int], tuple[Object, Object]] = {}
        for page in print_.pages:
            width, height = round(page.mediabox[2]), round(page.mediabox[3])
            if (width, height) not in made:
                made[width, height] = _line(print_, printable(words), width, height)
            line, drawing = made[width, height]
            _draw(page, line, drawing)
        file = io.BytesIO()
        print_.save(
            file,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return file.getvalue()


def _draw(page: Page, line: Object, drawing: Object) -> None:
    """Add the line to a page. Pages may share their resources."""
    resources = page.resources
    if "/XObject" not in resources:
        resources.XObject = pikepdf.Dictionary()
    resources.XObject[_LINE] = line
    drawn = page.obj.Contents
    page.obj.Contents = Array([*(drawn if isinstance(drawn, Array) else [drawn]), drawing])


def _line(print_: Pdf, words: str, width: int, height: int) -> tuple[Object, Object]:
    """The line for pages of one size: as a drawing, and the words that place it, turned to run upwards."""
    length = height - 2 * MARGINS_MM[1] * _POINTS_PER_MM
    with Pdf.open(io.BytesIO(_laid_out(words, length))) as source:
        line = print_.copy_foreign(source.pages[0].as_form_xobject())
    place = f"0 1 -1 0 {width - EDGE:.2f} {(height - length) / 2:.2f} cm"
    drawn = f"/Artifact <</Type/Pagination/Subtype/Footer>> BDC q {place} {_LINE} Do Q EMC"
    return print_.make_indirect(line), print_.make_indirect(Stream(print_, drawn.encode()))


def _laid_out(words: str, length: float) -> bytes:
    """A PDF of one page as large as the line."""
    fonts, fetcher = kit()
    fitting = 0.98 * length / max(line_length(words), 1.0)
    points = POINTS if fitting >= POINTS else max(LEAST_POINTS, fitting)
    rule = f"@page{{size:{length:.2f}pt {ROOM:.2f}pt;margin:0}}.taken p{{font-size:{points:.2f}pt}}"
    html = (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"></head><body>'
        f'<div class="taken"><p>{escape(words)}</p></div></body></html>'
    )
    with ONE_AT_A_TIME:
        css = CSS(string=rule, font_config=fonts, url_fetcher=fetcher)
        styles = [style_sheet("frame.css"), css]
        document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=styles)
        made = generate_pdf(document, None, 1, **DEFAULT_OPTIONS)
    file = io.BytesIO()
    made.write(file)
    return file.getvalue()
