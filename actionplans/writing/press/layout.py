"""Lay out one part of a print: HTML to pages, drawn and tagged, as a PDF that is not finished yet.

A part knows nothing of the pages around it: neither their number nor the running lines, which are drawn once all parts are
joined (``join``). So a part can be made beside others, and kept until what it holds changes.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import asdict, dataclass
from html import unescape
from typing import Any

from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Document
from weasyprint.pdf import generate_pdf

from .continued import name_continued_rows
from .engine import ONE_AT_A_TIME, garbage_later, kit, style_sheet
from .sheets import Paper
from .tags import install, leave_repeated_unread

install()

#: A part whose last page is filled less than this is set a little closer, which mostly does without that page.
NEARLY_EMPTY = 0.22
MARGINS_MM = (18.0, 13.0, 16.0)  # above, at the sides, below

_LOCAL_LINK = re.compile(r'href="#([^"]*)"')
#: In a part, a link into another part is written as an address of this kind, and made a link when joined.
ELSEWHERE = "print:"


@dataclass(frozen=True)
class Part:
    """What is laid out at once: HTML of its body, and how it looks. It begins on a new page."""

    html: str
    css: str
    styles: tuple[str, ...]
    paper: Paper
    tagged: bool = True


@dataclass(frozen=True)
class Bookmark:
    """A line of the bookmarks: how deep, its words, and where it leads: page of the part from 0, points from the left
    and from the foot."""

    level: int
    words: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class LaidOut:
    """A part as pages. ``places`` are those of the ids of its HTML (page, x, y). ``tight`` says that it was set closer."""

    pdf: bytes
    pages: int
    bookmarks: tuple[Bookmark, ...]
    places: dict[str, tuple[int, float, float]]
    tight: bool = False

    def to_bytes(self) -> bytes:
        """For keeping in a file: one line of JSON, then the PDF."""
        facts = {
            "pages": self.pages,
            "bookmarks": [asdict(mark) for mark in self.bookmarks],
            "places": self.places,
            "tight": self.tight,
            "bytes": len(self.pdf),
        }
        return json.dumps(facts).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, kept: bytes) -> LaidOut:
        """What ``to_bytes`` wrote. Raises ValueError where it is damaged."""
        head, _, pdf = kept.partition(b"\n")
        facts = json.loads(head)
        try:
            if facts["bytes"] != len(pdf):
                raise ValueError("A part of a print is cut off")
            marks = tuple(Bookmark(**mark) for mark in facts["bookmarks"])
            places = {name: tuple(place) for name, place in facts["places"].items()}
            return cls(pdf, facts["pages"], marks, places, facts["tight"])
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("This is no part of a print") from error


def lay_out(part: Part) -> LaidOut:
    """Make the pages of a part. Raises FontsMissing where the typeface is not installed."""
    with ONE_AT_A_TIME, garbage_later():
        document = _render(part, tight=False)
        tight = False
        if len(document.pages) > 1 and _filled(document) < NEARLY_EMPTY:
            closer = _render(part, tight=True)
            if len(closer.pages) < len(document.pages):
                document, tight = closer, True
        return _drawn(part, document, tight)


def _render(part: Part, *, tight: bool) -> Document:
    fonts, fetcher = kit()
    css = CSS(string=_page_rule(part.paper) + part.css, font_config=fonts, url_fetcher=fetcher)
    here = set(re.findall(r'\bid="([^"]*)"', part.html))
    body = _LOCAL_LINK.sub(lambda m: m[0] if m[1] in here else f'href="{ELSEWHERE}{m[1]}"', part.html)
    kinds = " ".join(kind for kind, so in (("tight", tight), ("large", part.paper.scale > 1)) if so)
    html = f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"></head><body class="{kinds}">{body}</body></html>'
    styles = [*map(style_sheet, part.styles), css]
    document = HTML(string=html, url_fetcher=fetcher).render(font_config=fonts, stylesheets=styles)
    name_continued_rows(document)
    leave_repeated_unread(document)
    return document


def _page_rule(paper: Paper) -> str:
    """Larger type is the same page drawn smaller and then enlarged: all measures keep their proportions, and the margins
    their size."""
    width, height = (297, 210) if paper.landscape else (210, 297)
    top, side, bottom = (millimetres / paper.scale for millimetres in MARGINS_MM)
    size = f"size:{width / paper.scale:.3f}mm {height / paper.scale:.3f}mm"
    return f"@page{{{size};margin:{top:.3f}mm {side:.3f}mm {bottom:.3f}mm}}"


def _filled(document: Document) -> float:
    """How much of the last page is filled, 0 to 1."""
    page = document.pages[-1]._page_box
    reached = max((_bottom(child) for child in page.children), default=page.content_box_y())
    return float((reached - page.content_box_y()) / page.height)


def _bottom(box: Any) -> float:
    """Where the words of a box end."""
    inner = [_bottom(child) for child in getattr(box, "children", ())]
    return max(inner) if inner else float(box.position_y + box.margin_height())


def _drawn(part: Part, document: Document, tight: bool) -> LaidOut:
    zoom = part.paper.scale
    document.zoom = zoom
    scale = zoom * 0.75
    pdf = generate_pdf(document, None, zoom, **DEFAULT_OPTIONS | {"pdf_tags": part.tagged})
    pdf.catalog.pop("Outlines", None)
    pdf.catalog.pop("Names", None)
    file = io.BytesIO()
    pdf.write(file)
    marks: list[Bookmark] = []
    places: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for level, words, (x, y), _ in page.bookmarks:
            marks.append(Bookmark(level, unescape(words), number, x * scale, (page.height - y) * scale))
        for name, (x, y, *_) in page.anchors.items():
            places.setdefault(name, (number, x * scale, (page.height - y) * scale))  # a box over pages: its first
    return LaidOut(file.getvalue(), len(document.pages), tuple(marks), places, tight)
