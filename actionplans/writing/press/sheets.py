"""A print as plain values, before any page is laid out: its sheets, paper and attachments.

A ``Composition`` is one PDF. It is made of ``Sheets``, each a stretch with one paper and one set of running lines (the front
sheet, the changes, the plan), and these of ``HtmlPiece``s of HTML in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Type of a cell, in points, where nothing is enlarged (``static/print/plan.css``).
CELL_POINTS = 9


@dataclass(frozen=True)
class Paper:
    """A4, upright or landscape, and how much larger than usual everything on it is (12 / 9 for 12 pt cells)."""

    landscape: bool = True
    scale: float = 1.0


@dataclass(frozen=True)
class Running:
    """The lines around each page: plain text, one line each. “Page 2 of 12” is added at the bottom right."""

    top_left: str = ""
    top_right: str = ""
    bottom_left: str = ""


@dataclass(frozen=True)
class HtmlPiece:
    """Whole HTML elements that follow those of the piece before. ``lines`` is about how many lines of type they take.

    A long print is divided before pieces that ``open`` something: at best a section (2), else a recommendation (1); never
    before a 0. A short print runs on without a break.
    """

    html: str
    lines: int = 1
    opens: int = 0


@dataclass(frozen=True)
class Sheets:
    """A stretch of a print with its own heading, which begins on a new page.

    ``name`` is its bookmark where a print has several. ``styles`` are names of style sheets in ``static/print``; ``css``
    has the rules that only these sheets need (widths of columns).
    """

    running: Running
    pieces: tuple[HtmlPiece, ...]
    name: str = ""
    css: str = ""
    styles: tuple[str, ...] = ("plan.css",)
    paper: Paper = field(default_factory=Paper)


@dataclass(frozen=True)
class Attachment:
    """A file that the PDF carries. ``relationship`` is PDF/A-3's word for what it is to the print: Data, Source, Supplement."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: str = "Data"


@dataclass(frozen=True)
class Composition:
    """One PDF. ``title`` is in its metadata and in the title bar of a viewer, ``author`` is the board, ``kind`` the code of its
    edition, by which it is known again when it is imported. ``missing`` are words that
    should be on its sheets and are not, each passage with its place."""

    title: str
    sheets: tuple[Sheets, ...]
    author: str = ""
    subject: str = ""
    kind: str = ""
    attachments: tuple[Attachment, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A finished print: the bytes of the PDF, how many pages it has, and what its ``Composition`` was ``missing``."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...] = ()
