"""Borders that are painted as the ground between two boxes: where both boxes share a side, there is no line."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page

#: A line as pdfplumber gives it, in whole tenths of a point: orientation, x0, top, x1, bottom.
_Place = tuple[str, int, int, int, int]
#: No border is wider, in points.
_WIDEST = 8.0


def drawn_edges(page: Page) -> list[dict[str, Any]]:
    """The edges of a page, without the sides of boxes along which nothing is painted.

    A program that prints a border on one side of a text paints what is between the text's box and a box a little larger: three
    sides of both are the same, and only the fourth can be seen. Boxes beside each other are the cells of a row: their sides show
    its columns, painted or not.
    """
    bordered = [
        (inner, outer)
        for inner, outer in pairwise(page.rects)
        if inner.get("evenodd") and not inner["stroke"] and inner["non_stroking_color"] == outer["non_stroking_color"]
        if _unseen(inner, outer)
    ]
    beside = Counter(_height(outer) for _, outer in bordered)
    unseen: Counter[_Place] = Counter()
    for inner, outer in bordered:
        if beside[_height(outer)] == 1:
            unseen += _unseen(inner, outer)
    out = []
    for edge in page.edges:
        place = _place(edge["orientation"], edge["x0"], edge["top"], edge["x1"], edge["bottom"])
        if edge["object_type"] == "rect_edge" and unseen[place] > 0:
            unseen[place] -= 1
        else:
            out.append(edge)
    return out


def _height(box: dict[str, Any]) -> tuple[int, int]:
    return round(box["top"] * 2), round(box["bottom"] * 2)


def _unseen(inner: dict[str, Any], outer: dict[str, Any]) -> Counter[_Place]:
    """The sides that a box shares with the one around it; none where they are no border."""
    apart = [abs(inner[side] - outer[side]) for side in ("x0", "top", "x1", "bottom")]
    if not all(distance < _WIDEST for distance in apart) or not any(distance > 0.1 for distance in apart):
        return Counter()
    shared = [distance <= 0.1 for distance in apart]
    out: Counter[_Place] = Counter()
    for box in (inner, outer):
        x0, top, x1, bottom = (box[side] for side in ("x0", "top", "x1", "bottom"))
        sides = (
            ("v", x0, top, x0, bottom),
            ("h", x0, top, x1, top),
            ("v", x1, top, x1, bottom),
            ("h", x0, bottom, x1, bottom),
        )
        out.update(_place(*side) for side, same in zip(sides, shared, strict=True) if same)
    return out


def _place(orientation: str, x0: float, top: float, x1: float, bottom: float) -> _Place:
    return orientation, round(x0 * 10), round(top * 10), round(x1 * 10), round(bottom * 10)
