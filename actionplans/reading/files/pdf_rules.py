"""The ruled tables of a PDF page: the boxes of their cells, found from straight lines and the edges of small boxes.

A box is (x0, top, x1, bottom), in points from the top left corner of the page."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import TableFinder

from actionplans.reading.files.pdf_aligned import gutters_of, segments_of
from actionplans.reading.files.pdf_borders import drawn_edges
from actionplans.reading.files.pdf_lines import lines_of
from actionplans.reading.files.pdf_pieces import MOST_RULES, NEAR, merged
from actionplans.reading.files.pdf_words import Letter, PdfLine

#: A box at the side of words is higher than a label within them, in points, and beside so many letters.
_LEAST_ASIDE, _LEAST_BESIDE = 30.0, 30
#: Where a cell is: x0, top, x1, bottom.
Bounds = tuple[float, float, float, float]
#: A straight line as pdfplumber gives it: ``orientation`` (h or v), ``x0``, ``x1``, ``top``, ``bottom``, …
Edge = dict[str, Any]


def rules_of(page: Page, letters: list[Letter]) -> list[Edge]:
    """The straight lines of a page and the edges of its small boxes, without the page's own frame and lines that strike letters
    through."""
    out = []
    strikes = {letter["struck"] for letter in letters if "struck" in letter}
    ends = _ends(letters)
    for edge in drawn_edges(page):
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] < 4:
            continue
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] < 4:
            continue
        if edge["object_type"] == "curve_edge" or _is_strike(edge, strikes) or _underlines(edge, ends):
            continue
        at_rim = edge["x0"] < 2 and edge["x1"] > page.width - 2 or edge["top"] < 2 and edge["bottom"] > page.height - 2
        if not at_rim:
            out.append(edge)
    return _without_labels(_without_asides(out, letters)) if len(out) <= MOST_RULES else []


#: Where letters end at the left or the right, by side and whole points; and how low they are there.
_Ends = dict[tuple[str, int], list[tuple[float, float]]]


def _ends(letters: list[Letter]) -> _Ends:
    out: _Ends = {}
    for letter in letters:
        for side in ("x0", "x1"):
            out.setdefault((side, round(letter[side])), []).append((letter["bottom"], letter["size"]))
    return out


def _underlines(edge: Edge, ends: _Ends) -> bool:
    """Whether a thin line is where letters reach below their line, from the first of them to the last: a link's, and no rule."""
    if edge["orientation"] != "h" or edge["object_type"] != "line":
        return False
    return all(
        any(
            size * 0.05 < bottom - edge["top"] < size * 0.35
            for near in (-1, 0, 1)
            for bottom, size in ends.get((side, round(edge[side]) + near), ())
        )
        for side in ("x0", "x1")
    )


def _is_strike(edge: Edge, strikes: set[tuple[float, float, float]]) -> bool:
    return any(
        abs(edge["top"] - y) < 1.5 and edge["bottom"] - edge["top"] < 2 and x0 - 1 < edge["x0"] and edge["x1"] < x1 + 1
        for x0, x1, y in strikes
    )


def _without_asides(edges: list[Edge], letters: list[Letter]) -> list[Edge]:
    """Edges without those of painted boxes that touch nothing and have words beside them: a card has one at its side, and a table
    none."""
    sides: dict[tuple[int, int], list[float]] = {}
    for edge in edges:
        if edge["orientation"] == "v" and edge["object_type"] == "rect_edge":
            sides.setdefault((round(edge["top"]), round(edge["bottom"])), []).append(edge["x0"])
    asides: list[Bounds] = []
    for (top, bottom), found in list(sides.items())[:400]:
        box = (min(found) - 1.5, top - 1.5, max(found) + 1.5, bottom + 1.5)
        alone = len(merged(found)) == 2 and not any(_touches(box, edge) for edge in edges)
        if alone and bottom - top > _LEAST_ASIDE and _has_words_beside(box, letters):
            asides.append(box)
    return [e for e in edges if not any(_holds_edge(box, e) for box in asides)]


def _touches(box: Bounds, edge: Edge) -> bool:
    """Whether an edge that is no side of a box, and not within it, meets the box."""
    if _holds_edge(box, edge):
        return False
    across = edge["x0"] < box[2] + 2 and edge["x1"] > box[0] - 2
    return bool(across and edge["top"] < box[3] + 2 and edge["bottom"] > box[1] - 2)


def _has_words_beside(box: Bounds, letters: list[Letter]) -> bool:
    beside = [
        letter
        for letter in letters
        if box[1] < (letter["top"] + letter["bottom"]) / 2 < box[3] and not box[0] < letter["x0"] < box[2]
    ]
    return sum(bool(letter["text"].strip()) for letter in beside) > _LEAST_BESIDE


def _without_labels(edges: list[Edge]) -> list[Edge]:
    """Edges without those of small boxes that touch nothing: labels such as a rating within its cell."""
    across = [e for e in edges if e["orientation"] == "h"]
    small = {
        (round(e["x0"]), round(e["x1"])) for e in across if e["object_type"] == "rect_edge" and e["x1"] - e["x0"] < 150
    }
    labels: list[Bounds] = []
    for left, right in sorted(small)[:400]:
        sides = [e for e in across if round(e["x0"]) == left and round(e["x1"]) == right]
        beyond = [
            e
            for e in across
            if (e["x0"] < left - 3 or e["x1"] > right + 3) and e["x1"] > left - 3 and e["x0"] < right + 3
        ]
        tops = sorted(e["top"] for e in sides)
        for top, bottom in zip(tops, tops[1:], strict=False):
            if 5 < bottom - top < 26 and not any(abs(e["top"] - top) < 2 or abs(e["top"] - bottom) < 2 for e in beyond):
                labels.append((left - 1.5, top - 1.5, right + 1.5, bottom + 1.5))
    return [e for e in edges if not any(_holds_edge(label, e) for label in labels)]


def _holds_edge(box: Bounds, edge: Edge) -> bool:
    return bool(box[0] <= edge["x0"] and edge["x1"] <= box[2] and box[1] <= edge["top"] and edge["bottom"] <= box[3])


def tables_of(page: Page, edges: list[Edge], letters: list[Letter]) -> list[list[Bounds]]:
    """For each table the boxes of its cells (x0, top, x1, bottom)."""
    closing = _closing(edges, letters)
    settings: dict[str, Any] = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": [e for e in edges + closing if e["orientation"] == "v"],
        "explicit_horizontal_lines": [e for e in edges + closing if e["orientation"] == "h"],
        "intersection_tolerance": NEAR,
    }
    if not settings["explicit_horizontal_lines"] or not settings["explicit_vertical_lines"]:
        return []
    if len(settings["explicit_vertical_lines"]) < 2 or len(settings["explicit_horizontal_lines"]) < 2:
        return []
    found = [table.cells for table in TableFinder(page, settings).tables]
    found = [cells for cells in found if len(cells) > 1]
    around = [bounds_of(cells) for cells in found]
    out = []
    for i, cells in enumerate(found):
        nested = any(j != i and _holds(around[j], around[i]) for j in range(len(found)))
        columns = {round(cell[0]) for cell in cells}
        if nested:
            continue
        if len(columns) == 1 and len(cells) > 1 and (split := _gutters_in(cells, letters)):
            cells = split
        elif len(columns) == 1 and not _has_sides(around[i], edges):
            continue  # rules between paragraphs
        elif len(columns) > 1 and not any(e["object_type"] == "line" and e["orientation"] == "v" for e in edges):
            others = [box for j, box in enumerate(around) if j != i]
            free = [x for x in letters if not any(is_within(x, box) for box in others)]
            cells = _with_plain_ends(cells, free)
        out.append(cells)
    return out


def _has_sides(box: Bounds, edges: list[Edge]) -> bool:
    """Whether lines are drawn along most of the left or the right of a box: a bar between rules is no box around them."""
    sides = [e for e in edges if e["orientation"] == "v" and min(abs(e["x0"] - box[0]), abs(e["x0"] - box[2])) < NEAR]
    along = [(max(e["top"], box[1]), min(e["bottom"], box[3]), e["x0"]) for e in sides]
    return any(
        sum({(top, bottom): bottom - top for top, bottom, at in along if bottom > top and abs(at - x) < NEAR}.values())
        * 2
        > box[3] - box[1]
        for x in (box[0], box[2])
    )


def _closing(edges: list[Edge], letters: list[Letter]) -> list[Edge]:
    """Edges that close what is open: tables without rules at their sides, cut off at the end of a page, or with only
    every second row on a coloured ground."""
    across_page = _joined([e for e in edges if e["orientation"] == "h"], ("x0", "x1"), ("top", "bottom"))
    down_page = _joined([e for e in edges if e["orientation"] == "v"], ("top", "bottom"), ("x0", "x1"))
    out = []
    for rules in _alike(across_page):
        left, right = rules[0][0], rules[0][1]
        near = [v for v in down_page if left - NEAR <= v[2] <= right + NEAR]
        inner = merged([v[2] for v in near if left + 5 < v[2] < right - 5])
        for upper, lower in zip(rules, rules[1:], strict=False):
            middle = (upper[2] + lower[2]) / 2
            standing = [v[2] for v in near if v[0] <= middle <= v[1]]
            if inner and not standing:
                if not _in_columns(letters, (left, upper[2], right, lower[2]), inner):
                    continue  # words between two tables
                out += [_edge("v", at, upper[2], at, lower[2]) for at in inner]
            out += [
                _edge("v", at, upper[2], at, lower[2])
                for at in (left, right)
                if not any(abs(x - at) < NEAR for x in standing)
            ]
    for rules in _alike(down_page):
        left, right = rules[0][2], rules[-1][2]
        for at in (rules[0][0], rules[0][1]):
            covered = sum(
                min(h[1], right) - max(h[0], left) for h in across_page if abs(h[2] - at) < NEAR and h[0] < right
            )
            if covered < (right - left) * 0.9:
                out.append(_edge("h", left, at, right, at))
    return out


def _in_columns(letters: list[Letter], box: Bounds, inner: list[float]) -> bool:
    """Whether the words in a box keep clear of where its columns would meet, and are in several of them."""
    inside = [x for x in letters if is_within(x, box) and x["text"].strip()]
    if any(x["x0"] < at + 1.5 and x["x1"] > at - 3 for x in inside for at in inner):
        return False
    return len({bisect_right(inner, x["x0"]) for x in inside}) > 1


def _alike(rules: list[tuple[float, float, float]]) -> list[list[tuple[float, float, float]]]:
    """Rules with the same beginning and end, in order; only where there are several."""
    groups: list[list[tuple[float, float, float]]] = []
    for rule in sorted(rules, key=lambda r: r[2]):
        if rule[1] - rule[0] < 20:
            continue
        home = next(
            (g for g in groups if abs(g[0][0] - rule[0]) < NEAR and abs(g[0][1] - rule[1]) < NEAR),
            None,
        )
        if home is None:
            groups.append([rule])
        elif rule[2] - home[-1][2] > 1:
            home.append(rule)
    return [group for group in groups if len(group) > 1]


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> Edge:
    edge = {"orientation": orientation, "object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom}
    return edge | {"width": x1 - x0, "height": bottom - top}


def _joined(edges: list[Edge], along: tuple[str, str], across: tuple[str, str]) -> list[tuple[float, float, float]]:
    """Edges on one line that touch, as one: (start, end, where)."""
    spans = sorted((round(e[across[0]] / 2), e[along[0]], e[along[1]], e[across[0]]) for e in edges)
    out: list[tuple[float, float, float]] = []
    for _, start, end, at in spans:
        if out and abs(out[-1][2] - at) < 2.5 and start <= out[-1][1] + NEAR:
            out[-1] = (min(out[-1][0], start), max(out[-1][1], end), out[-1][2])
        else:
            out.append((start, end, at))
    return out


def bounds_of(cells: list[Bounds]) -> Bounds:
    return (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))


def _holds(outer: Bounds, inner: Bounds) -> bool:
    return (
        outer[0] - 1 <= inner[0]
        and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
        and (outer[2] - outer[0]) * (outer[3] - outer[1]) > (inner[2] - inner[0]) * (inner[3] - inner[1]) * 1.02
    )


def is_within(letter: Letter, box: Bounds) -> bool:
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _gutters_in(cells: list[Bounds], letters: list[Letter]) -> list[Bounds] | None:
    """Rows that only rules divide, cut where none of them has a word.

    The heading row often has no rule above it, nor the last row on a page one below.
    """
    left, top, right, bottom = bounds_of(cells)
    column = [x for x in letters if left <= (x["x0"] + x["x1"]) / 2 <= right]
    inside = [x for x in column if is_within(x, (left, top, right, bottom))]
    gutters = gutters_of(lines_of(inside, 0), left, right, full=True)
    if not gutters:
        return None
    spans = sorted({(cell[1], cell[3]) for cell in cells})
    above = _reach(lines_of([x for x in column if x["bottom"] <= top + 1], 0)[::-1], top, gutters, least=2)
    if above:  # its words show columns too that hold nothing on this page
        gutters = gutters_of(lines_of(inside, 0) + above, left, right, full=True) or gutters
    below = _reach(lines_of([x for x in column if x["top"] >= bottom - 1], 0), bottom, gutters, least=1)
    if above:
        spans.insert(0, (min(line.top for line in above) - 1, top))
    if below and any(len(segments_of(line)) > 1 for line in below):
        spans.append((bottom, max(line.bottom for line in below) + 1))
    edges = [left, *gutters, right]
    return [(a, y0, b, y1) for y0, y1 in spans for a, b in zip(edges, edges[1:], strict=False)]


def _with_plain_ends(cells: list[Bounds], letters: list[Letter]) -> list[Bounds]:
    """A table of coloured rows with the uncoloured one before the first and after the last, if they are there."""
    left, top, right, bottom = bounds_of(cells)
    cuts = merged([c[0] for c in cells if c[0] > left + 5])
    column = [x for x in letters if left <= (x["x0"] + x["x1"]) / 2 <= right]
    above = _reach(lines_of([x for x in column if x["bottom"] <= top + 1], 0)[::-1], top, cuts, least=1)
    below = _reach(lines_of([x for x in column if x["top"] >= bottom - 1], 0), bottom, cuts, least=1)
    edges, out = [left, *cuts, right], list(cells)
    for lines, y0, y1 in ((above, None, top), (below, bottom, None)):
        if any(len(segments_of(line)) > 1 or line.x0 > cuts[0] for line in lines):
            y0 = min(line.top for line in lines) - 1 if y0 is None else y0
            y1 = max(line.bottom for line in lines) + 1 if y1 is None else y1
            out += [(a, y0, b, y1) for a, b in zip(edges, edges[1:], strict=False)]
    return out


def _reach(lines: list[PdfLine], start: float, cuts: list[float], *, least: int) -> list[PdfLine]:
    """The lines that follow closely, one after the other, and keep to the columns."""
    out: list[PdfLine] = []
    at = start
    for line in lines:
        distance = min(abs(line.top - at), abs(line.bottom - at))
        straddles = any(word.x0 < cut < word.x1 for word in line.words for cut in cuts)
        columns = {bisect_right(cuts, word.x0) for word in line.words}
        if distance > line.size * 1.6 or straddles or len(columns) < least or line.x1 - line.x0 > cuts[-1] * 3:
            break
        if len(columns) == 1 and len(line.words) > 1 and any(line.x0 < cut < line.x1 for cut in cuts):
            break
        out.append(line)
        at = line.top if line.top < start else line.bottom
    return out
