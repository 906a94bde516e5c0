"""The press: from sheets of HTML (``sheets``) to one PDF that a screen reader can read and an archive can keep."""

from __future__ import annotations

import io
from html import escape

import pikepdf
from weasyprint import CSS, HTML

from .continued import name_continued_rows
from .engine import ONE_AT_A_TIME, garbage_later, kit, style_sheet
from .sheets import Print, Printed, Sheets
from .tagging import finish


def press(work: Print) -> Printed:
    """Print it. Raises FontsMissing where the typeface is not installed."""
    with ONE_AT_A_TIME, garbage_later():
        made = [_sheets(work, sheets) for sheets in work.sheets]
    if len(made) == 1:
        return made[0]
    out, pages = pikepdf.new(), 0
    for printed in made:
        out.pages.extend(pikepdf.open(io.BytesIO(printed.pdf)).pages)
        pages += printed.pages
    file = io.BytesIO()
    out.save(file)
    return Printed(file.getvalue(), pages)


def _sheets(work: Print, sheets: Sheets) -> Printed:
    fonts, fetcher = kit()
    running = sheets.running
    body = "".join(piece.html for piece in sheets.pieces)
    html = (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(work.title)}</title>'
        f'<meta name="author" content="{escape(work.author)}"></head><body data-board="{escape(running.top_left)}" '
        f'data-marking="{escape(running.top_right)}" data-foot="{escape(running.bottom_left)}">{body}</body></html>'
    )
    scale = sheets.paper.scale
    width, height = (297, 210) if sheets.paper.landscape else (210, 297)
    page = f"@page{{size:{width / scale:.3f}mm {height / scale:.3f}mm}}"
    css = CSS(string=page + sheets.css, font_config=fonts, url_fetcher=fetcher)
    styles = [style_sheet(name) for name in sheets.styles]
    document = HTML(string=html, url_fetcher=fetcher).render(
        font_config=fonts, stylesheets=[*styles, css], pdf_variant="pdf/ua-1"
    )
    name_continued_rows(document)
    pdf = document.write_pdf(finisher=finish, pdf_variant="pdf/ua-1", zoom=scale)
    return Printed(pdf, len(document.pages))
