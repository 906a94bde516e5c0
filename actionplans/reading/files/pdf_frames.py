"""Frames with round corners on a PDF page, as those of cards: the words in one are read before those in the next beside it.

A frame is (x0, top, x1, bottom), in points from the top left corner of the page."""

from __future__ import annotations

from dataclasses import replace

from pdfplumber.page import Page

from actionplans.reading.files.pdf_lines import lines_of
from actionplans.reading.files.pdf_rules import Bounds, is_within
from actionplans.reading.files.pdf_words import Letter, PdfLine

#: What is smaller is a label or a button, in points.
_LEAST_WIDTH, _LEAST_HEIGHT = 90.0, 30.0


def frames_of(page: Page) -> list[list[Bounds]]:
    """The frames of a page from top to bottom, those side by side together, from left to right."""
    found: list[Bounds] = []
    for curve in page.curves:
        frame = (curve["x0"], curve["top"], curve["x1"], curve["bottom"])
        wide, high = frame[2] - frame[0], frame[3] - frame[1]
        if wide < _LEAST_WIDTH or high < _LEAST_HEIGHT or any(_is_same(frame, other) for other in found):
            continue
        found.append(frame)
    rows: list[list[Bounds]] = []
    for frame in sorted(found, key=lambda x: x[1]):
        if rows and all(_is_beside(frame, other) for other in rows[-1]):
            rows[-1].append(frame)
        else:
            rows.append([frame])
    return [sorted(row) for row in rows]


def _is_same(one: Bounds, other: Bounds) -> bool:
    """Whether two outlines are the two sides of one border."""
    return all(abs(a - b) < 6 for a, b in zip(one, other, strict=True))


def _is_beside(one: Bounds, other: Bounds) -> bool:
    apart = one[0] >= other[2] or other[0] >= one[2]
    return apart and min(one[3], other[3]) - max(one[1], other[1]) > 0.5 * min(one[3] - one[1], other[3] - other[1])


def lines_in_frames(letters: list[Letter], rows: list[list[Bounds]], page: int) -> list[PdfLine]:
    """The lines of a page from top to bottom, frame by frame where these are side by side."""
    out: list[PdfLine] = []
    for row in rows:
        top = min(frame[1] for frame in row)
        above = [x for x in letters if (x["top"] + x["bottom"]) / 2 < top]
        within = [[x for x in letters if is_within(x, frame)] for frame in row]
        taken = {id(x) for inside in (above, *within) for x in inside}
        letters = [x for x in letters if id(x) not in taken]
        out += lines_of(above, page)
        for inside, frame in zip(within, row, strict=True):
            lines = lines_of(inside, page)
            padding = min((line.x0 for line in lines), default=frame[0]) - frame[0]
            out += [replace(line, right=frame[2] - padding) for line in lines]
    return out + lines_of(letters, page)
