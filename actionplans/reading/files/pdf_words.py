"""Words of a PDF page and the lines that they form. Distances are in points, from the top left corner of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: A letter as pdfplumber gives it: ``text``, ``size``, ``x0``, ``x1``, ``top``, ``bottom``, ``upright``, …; ``struck``: the line
#: through it.
Letter = dict[str, Any]


@dataclass(slots=True)
class Word:
    text: str
    x0: float
    x1: float
    bold: bool = False
    italic: bool = False
    struck: bool = False


@dataclass(slots=True)
class PdfLine:
    """Words beside each other on one page. ``right`` is where full lines of their column end, 0 where it is not known."""

    words: list[Word]
    top: float
    bottom: float
    size: float
    page: int
    right: float = 0.0

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if any(c.isalnum() for c in word.text))
