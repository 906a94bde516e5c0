"""The part of a table on one page of a PDF: cells in rows. Distances are in points from the top left corner of the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from actionplans.reading.files.pdf_words import PdfLine

NEAR = 3.5


#: A page with more rules than this is a drawing; nothing is sought in it.
MOST_RULES = 6000
LEAST_COLUMN = 9.0


@dataclass
class Box:
    """One cell on a page: the lines in it, the colour behind it, and how many columns and rows it spans."""

    x0: float
    x1: float
    lines: list[PdfLine] = field(default_factory=list)
    fill: str = ""
    columns: int = 1
    rows: int = 1

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass
class Slot:
    """A place in a row: the cell, and whether it began in a row above."""

    box: Box
    continues: bool = False


@dataclass
class PdfRow:
    slots: list[Slot]
    top: float
    bottom: float


@dataclass
class Piece:
    """The part of a table that is on one page. ``edges`` are the left edges of its columns and the right one of the last.
    ``cards``: each of its rows is a card, a text with a narrow column at its side."""

    rows: list[PdfRow]
    edges: list[float]
    page: int
    ruled: bool = True
    cards: bool = False

    @property
    def top(self) -> float:
        return self.rows[0].top

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom


def merged(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > NEAR:
            out.append(value)
    return out
