"""The plan document as a PDF: A4 landscape, tagged for screen readers (PDF/UA-1), laid out by WeasyPrint.

The print is made of the document alone: no database, no settings, no network. What the style sheet may load is a closed
list of the project's own files; whatever was typed into a cell is text.
"""

from __future__ import annotations

import datetime
import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from actionplans.document.tree import PlanDocument

from .continued import name_continued_rows
from .fonts import font_files, font_rules
from .page import plan_page
from .tagging import finish

STYLE_SHEETS = Path(__file__).resolve().parents[2] / "static" / "print"

#: Pango's fonts are shared by the whole process and are not made for two threads at once.
_ONE_AT_A_TIME = threading.Lock()

# The PDF's fonts are cut down by fontTools, which tells of each table that it drops.
logging.getLogger("fontTools").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Printed:
    """A finished print: the bytes of the PDF, and how many pages it has."""

    pdf: bytes
    pages: int


def plan_pdf(document: PlanDocument, *, printed_on: datetime.date, previous: PlanDocument | None = None) -> bytes:
    """The bytes of the printed plan; see ``print_plan``."""
    return print_plan(document, printed_on=printed_on, previous=previous).pdf


def print_plan(document: PlanDocument, *, printed_on: datetime.date, previous: PlanDocument | None = None) -> Printed:
    """Print a plan document: a version where it has a number, else a draft that says when it was printed.

    What is overdue or silent is reckoned on ``printed_on``. ``previous`` is the version before, from which moved
    deadlines are counted; without it the dates of the moves tell. Prints what the document holds: rows that are
    ``internal`` are marked, so leave them out before (``document.editions``) where they must not go.
    Raises FontsMissing where the typeface is not installed.
    """
    page = plan_page(document, printed_on=printed_on, previous=previous)
    with _ONE_AT_A_TIME, _garbage_later():
        fonts, sheet, fetcher = _kit()
        own = CSS(string=page.css, font_config=fonts, url_fetcher=fetcher)
        html = HTML(string=page.html, base_url=None, url_fetcher=fetcher)
        laid_out = html.render(font_config=fonts, stylesheets=[sheet, own], pdf_variant="pdf/ua-1")
        name_continued_rows(laid_out)
        return Printed(laid_out.write_pdf(finisher=finish, pdf_variant="pdf/ua-1"), len(laid_out.pages))


@contextmanager
def _garbage_later() -> Iterator[None]:
    """Without the garbage collector, which would walk a growing tree of boxes again and again and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _kit() -> tuple[FontConfiguration, CSS, OwnFilesOnly]:
    """What all prints of a process share: fonts, style sheet, and the only way to a file."""
    files = font_files()
    fetcher = OwnFilesOnly([*files.values(), *STYLE_SHEETS.iterdir()])
    fonts = FontConfiguration()
    css = font_rules(files) + (STYLE_SHEETS / "plan.css").read_text("utf-8")
    return fonts, CSS(string=css, font_config=fonts, url_fetcher=fetcher), fetcher


class OwnFilesOnly(URLFetcher):
    """Fetches ``data:`` addresses and the files it was given, and nothing else in the world."""

    def __init__(self, files: list[Path]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self.files = {file.as_uri(): file for file in files}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The content of an address. Raises ValueError for one that a print has no business with."""
        if file := self.files.get(url):
            return URLFetcherResponse(url, file.read_bytes())
        if url.startswith("data:"):
            return super().fetch(url, headers)
        raise ValueError(f"A print fetches nothing but its own files, so not {url}")
