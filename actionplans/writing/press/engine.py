"""Lay out pages with WeasyPrint: the shared fonts and style sheets, and the only way to a file.

What the style sheets may load is a closed list of the project's own files; whatever was typed into a cell is text.
"""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from weasyprint import CSS
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .fonts import font_files, font_rules, second_font_files

STYLE_SHEETS = Path(__file__).resolve().parents[3] / "static" / "print"

#: Pango's fonts are shared by the whole process and are not made for two threads at once.
ONE_AT_A_TIME = threading.Lock()

# The PDF's fonts are cut down by fontTools, which logs each table that it drops.
logging.getLogger("fontTools").setLevel(logging.ERROR)


@contextmanager
def garbage_later() -> Iterator[None]:
    """Without the garbage collector, which would walk a growing tree of boxes again and again and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def kit() -> tuple[FontConfiguration, OwnFilesOnly]:
    """What all prints of a process share: fonts, and the only way to a file."""
    files = [*font_files().values(), *second_font_files().values()]
    fetcher = OwnFilesOnly([*files, *STYLE_SHEETS.iterdir()])
    fonts = FontConfiguration()
    CSS(string=font_rules(), font_config=fonts, url_fetcher=fetcher)
    return fonts, fetcher


@cache
def style_sheet(name: str) -> CSS:
    """One of the project's own style sheets for print, read once."""
    fonts, fetcher = kit()
    return CSS(string=(STYLE_SHEETS / name).read_text("utf-8"), font_config=fonts, url_fetcher=fetcher)


class OwnFilesOnly(URLFetcher):
    """Fetches ``data:`` addresses and the files it was given, and nothing else."""

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
