"""The tables of one PDF page: from ruled lines, from rules between rows alone, or from nothing but aligned words.

Distances are in points from the top left corner of the page, as pdfplumber gives them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from pdfplumber.table import TableFinder

from .pdf_lines import Line, lines_of

_NEAR = 3.5
#: A page with more rules than this is a drawing; nothing is sought in it.
_MOST_RULES = 6000
_LEAST_COLUMN = 9.0
_NUMBERED = re.compile(r"^[(\[]?[A-Za-z]{0,3}\d+(?:[.\d]*|\([a-z]+\))[.)\]]?$")


@dataclass
class Box:
    """One cell on a page: the lines in it, the colour behind it, and how many columns and rows it spans."""

    x0: float
    x1: float
    lines: list[Line] = field(default_factory=list)
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
class Row:
    slots: list[Slot]
    top: float
    bottom: float


@dataclass
class Piece:
    """What of a table stands on one page. ``edges`` are the left edges of its columns and the right one of the last."""

    rows: list[Row]
    edges: list[float]
    page: int
    ruled: bool = True

    @property
    def top(self) -> float:
        return self.rows[0].top

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom


def find_tables(page, letters: list[dict], number: int) -> tuple[list[Piece], list[dict]]:
    """The ruled tables of a page, and the letters that stand in none of them."""
    edges = _rules(page)
    if not edges:
        return [], letters
    pieces: list[Piece] = []
    fills = _fills(page)
    for cells in _tables(page, edges, letters):
        around = _around(cells)
        inside = [x for x in letters if _within(x, around)]
        if not inside:
            continue
        piece = _piece(cells, inside, number, fills)
        if piece is None:
            continue
        taken = {id(x) for x in inside}
        letters = [x for x in letters if id(x) not in taken]
        pieces.append(piece)
    pieces.sort(key=lambda piece: piece.top)
    return pieces, letters


# Rules ------------------------------------------------------------------------------------------------------------------


def _rules(page) -> list[dict]:
    """The straight lines of a page and the edges of its small boxes, without the page's own frame."""
    out = []
    for edge in page.edges:
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] < 4:
            continue
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] < 4:
            continue
        if edge["object_type"] == "curve_edge":
            continue
        at_rim = edge["x0"] < 2 and edge["x1"] > page.width - 2 or edge["top"] < 2 and edge["bottom"] > page.height - 2
        if not at_rim:
            out.append(edge)
    return _without_labels(out) if len(out) <= _MOST_RULES else []


def _without_labels(edges: list[dict]) -> list[dict]:
    """Edges without those of small boxes that touch nothing: labels such as a rating within its cell."""
    across = [e for e in edges if e["orientation"] == "h"]
    small = {
        (round(e["x0"]), round(e["x1"])) for e in across if e["object_type"] == "rect_edge" and e["x1"] - e["x0"] < 150
    }
    labels: list[tuple[float, float, float, float]] = []
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


def _holds_edge(box: tuple[float, float, float, float], edge: dict) -> bool:
    return box[0] <= edge["x0"] and edge["x1"] <= box[2] and box[1] <= edge["top"] and edge["bottom"] <= box[3]


def _tables(page, edges: list[dict], letters: list[dict]) -> list[list[tuple[float, float, float, float]]]:
    """For each table the boxes of its cells (x0, top, x1, bottom)."""
    closing = _closing(edges, letters)
    settings = {
        "vertical_strategy": "explicit",
        "horizontal_strategy": "explicit",
        "explicit_vertical_lines": [e for e in edges + closing if e["orientation"] == "v"],
        "explicit_horizontal_lines": [e for e in edges + closing if e["orientation"] == "h"],
        "intersection_tolerance": _NEAR,
    }
    if not settings["explicit_horizontal_lines"] or not settings["explicit_vertical_lines"]:
        return []
    if len(settings["explicit_vertical_lines"]) < 2 or len(settings["explicit_horizontal_lines"]) < 2:
        return []
    found = [table.cells for table in TableFinder(page, settings).tables]
    found = [cells for cells in found if len(cells) > 1]
    around = [_around(cells) for cells in found]
    out = []
    for i, cells in enumerate(found):
        nested = any(j != i and _holds(around[j], around[i]) for j in range(len(found)))
        columns = {round(cell[0]) for cell in cells}
        if nested:
            continue
        if len(columns) == 1 and len(cells) > 1 and (split := _gutters_in(cells, letters)):
            cells = split
        elif len(columns) > 1 and not any(e["object_type"] == "line" and e["orientation"] == "v" for e in edges):
            others = [box for j, box in enumerate(around) if j != i]
            free = [x for x in letters if not any(_within(x, box) for box in others)]
            cells = _with_plain_ends(cells, free)
        out.append(cells)
    return out


def _closing(edges: list[dict], letters: list[dict]) -> list[dict]:
    """Edges that close what is open: tables without rules at their sides, cut off at the end of a page, or with only
    every second row on a coloured ground."""
    across_page = _joined([e for e in edges if e["orientation"] == "h"], ("x0", "x1"), ("top", "bottom"))
    down_page = _joined([e for e in edges if e["orientation"] == "v"], ("top", "bottom"), ("x0", "x1"))
    out = []
    for rules in _alike(across_page):
        left, right = rules[0][0], rules[0][1]
        near = [v for v in down_page if left - _NEAR <= v[2] <= right + _NEAR]
        inner = _merged([v[2] for v in near if left + 5 < v[2] < right - 5])
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
                if not any(abs(x - at) < _NEAR for x in standing)
            ]
    for rules in _alike(down_page):
        left, right = rules[0][2], rules[-1][2]
        for at in (rules[0][0], rules[0][1]):
            covered = sum(
                min(h[1], right) - max(h[0], left) for h in across_page if abs(h[2] - at) < _NEAR and h[0] < right
            )
            if covered < (right - left) * 0.9:
                out.append(_edge("h", left, at, right, at))
    return out


def _in_columns(letters: list[dict], box: tuple[float, float, float, float], inner: list[float]) -> bool:
    """Whether the words in a box keep clear of where its columns would meet, and stand in several of them."""
    inside = [x for x in letters if _within(x, box) and x["text"].strip()]
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
            (g for g in groups if abs(g[0][0] - rule[0]) < _NEAR and abs(g[0][1] - rule[1]) < _NEAR),
            None,
        )
        if home is None:
            groups.append([rule])
        elif rule[2] - home[-1][2] > 1:
            home.append(rule)
    return [group for group in groups if len(group) > 1]


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> dict:
    edge = {"orientation": orientation, "object_type": "line", "x0": x0, "x1": x1, "top": top, "bottom": bottom}
    return edge | {"width": x1 - x0, "height": bottom - top}


def _joined(edges: list[dict], along: tuple[str, str], across: tuple[str, str]) -> list[tuple[float, float, float]]:
    """Edges on one line that touch, as one: (start, end, where)."""
    spans = sorted((round(e[across[0]] / 2), e[along[0]], e[along[1]], e[across[0]]) for e in edges)
    out: list[tuple[float, float, float]] = []
    for _, start, end, at in spans:
        if out and abs(out[-1][2] - at) < 2.5 and start <= out[-1][1] + _NEAR:
            out[-1] = (min(out[-1][0], start), max(out[-1][1], end), out[-1][2])
        else:
            out.append((start, end, at))
    return out


def _around(cells: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    return (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))


def _holds(outer: tuple[float, float, float, float], inner: tuple[float, float, float, float]) -> bool:
    return (
        outer[0] - 1 <= inner[0]
        and outer[1] - 1 <= inner[1]
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
        and (outer[2] - outer[0]) * (outer[3] - outer[1]) > (inner[2] - inner[0]) * (inner[3] - inner[1]) * 1.02
    )


def _within(letter: dict, box: tuple[float, float, float, float]) -> bool:
    x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _gutters_in(cells, letters: list[dict]) -> list[tuple[float, float, float, float]] | None:
    """Rows that only rules divide, cut where no word stands in any of them.

    The heading row often has no rule above it, nor the last row on a page one below.
    """
    left, top, right, bottom = _around(cells)
    column = [x for x in letters if left <= (x["x0"] + x["x1"]) / 2 <= right]
    inside = [x for x in column if _within(x, (left, top, right, bottom))]
    gutters = _gutters(lines_of(inside, 0), left, right, full=True)
    if not gutters:
        return None
    spans = sorted({(cell[1], cell[3]) for cell in cells})
    above = _reach(lines_of([x for x in column if x["bottom"] <= top + 1], 0)[::-1], top, gutters, least=2)
    if above:  # its words show columns too that hold nothing on this page
        gutters = _gutters(lines_of(inside, 0) + above, left, right, full=True) or gutters
    below = _reach(lines_of([x for x in column if x["top"] >= bottom - 1], 0), bottom, gutters, least=1)
    if above:
        spans.insert(0, (min(line.top for line in above) - 1, top))
    if below and any(len(segments_of(line)) > 1 for line in below):
        spans.append((bottom, max(line.bottom for line in below) + 1))
    edges = [left, *gutters, right]
    return [(a, y0, b, y1) for y0, y1 in spans for a, b in zip(edges, edges[1:], strict=False)]


def _with_plain_ends(cells, letters: list[dict]) -> list[tuple[float, float, float, float]]:
    """A table of coloured rows with the uncoloured one before the first and after the last, if they are there."""
    left, top, right, bottom = _around(cells)
    cuts = _merged([c[0] for c in cells if c[0] > left + 5])
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


def _reach(lines: list[Line], start: float, cuts: list[float], *, least: int) -> list[Line]:
    """The lines that follow closely, one after the other, and keep to the columns."""
    out: list[Line] = []
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


# From boxes to rows -----------------------------------------------------------------------------------------------------


def _merged(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _piece(cells, letters: list[dict], page: int, fills: list[tuple]) -> Piece | None:
    xs = _merged([c[0] for c in cells] + [c[2] for c in cells])
    ys = _merged([c[1] for c in cells] + [c[3] for c in cells])
    if len(xs) < 2 or len(ys) < 2:
        return None
    grid: dict[tuple[int, int], Box] = {}
    starts: dict[int, tuple[int, int]] = {}
    for cell in sorted(cells, key=lambda c: (c[2] - c[0]) * (c[3] - c[1])):
        left, right = _at(xs, cell[0]), _at(xs, cell[2])
        top, bottom = _at(ys, cell[1]), _at(ys, cell[3])
        box = Box(cell[0], cell[2], fill=_fill_of(cell, fills))
        places = [(y, x) for y in range(top, bottom) for x in range(left, right)]
        if not places or any(place in grid for place in places):
            continue
        for place in places:
            grid[place] = box
        starts[id(box)] = (top, left)
        box.columns, box.rows = right - left, bottom - top
    for y in range(len(ys) - 1):
        for x in range(len(xs) - 1):
            if (y, x) not in grid:
                box = Box(xs[x], xs[x + 1])
                grid[y, x] = box
                starts[id(box)] = (y, x)
    _pour(letters, grid, xs, ys, page)
    return _rows(grid, starts, xs, ys, page)


def _pour(letters: list[dict], grid: dict[tuple[int, int], Box], xs: list[float], ys: list[float], page: int) -> None:
    """Put each letter into the cell that its middle stands in."""
    held: dict[int, list[dict]] = {}
    boxes = {id(box): box for box in grid.values()}
    for letter in letters:
        x = bisect_right(xs, (letter["x0"] + letter["x1"]) / 2) - 1
        y = bisect_right(ys, (letter["top"] + letter["bottom"]) / 2) - 1
        box = grid[min(max(y, 0), len(ys) - 2), min(max(x, 0), len(xs) - 2)]
        held.setdefault(id(box), []).append(letter)
    for key, inside in held.items():
        boxes[key].lines = lines_of(inside, page)


def _rows(grid, starts, xs: list[float], ys: list[float], page: int) -> Piece | None:
    """Rows of slots, without the slivers that double rules leave."""
    wide = [
        x
        for x in range(len(xs) - 1)
        if xs[x + 1] - xs[x] >= _LEAST_COLUMN
        or any(grid[y, x].lines and starts[id(grid[y, x])][1] == x for y in range(len(ys) - 1))
    ]
    tall = [
        y
        for y in range(len(ys) - 1)
        if ys[y + 1] - ys[y] >= 5
        or any(grid[y, x].lines and starts[id(grid[y, x])][0] == y for x in range(len(xs) - 1))
    ]
    if not wide or not tall:
        return None
    rows, seen = [], set()
    for y in tall:
        slots, x = [], 0
        while x < len(wide):
            box = grid[y, wide[x]]
            across = 1
            while x + across < len(wide) and grid[y, wide[x + across]] is box:
                across += 1
            box.columns = across
            if id(box) not in seen:
                box.rows = sum(1 for other in tall if grid[other, wide[x]] is box)
            slots.append(Slot(box, continues=id(box) in seen))
            seen.add(id(box))
            x += across
        rows.append(Row(slots, ys[y], ys[y + 1]))
    edges = [xs[x] for x in wide] + [xs[wide[-1] + 1]]
    filled = [any(slot.box.lines for slot in row.slots) for row in rows]
    if not any(filled):
        return None
    return Piece(rows, edges, page)


def _fills(page) -> list[tuple[float, float, float, float, str]]:
    out = []
    for rect in page.rects:
        if rect.get("fill") and (colour := _colour(rect.get("non_stroking_color"))):
            out.append((rect["x0"], rect["top"], rect["x1"], rect["bottom"], colour))
    return out[:_MOST_RULES]


def _colour(value) -> str:
    """A PDF's colour as six hexadecimal digits; empty for white, or where it is a pattern."""
    if isinstance(value, (int, float)):
        value = (value,)
    if not isinstance(value, (tuple, list)) or not all(isinstance(v, (int, float)) for v in value):
        return ""
    if len(value) == 1:
        value = (value[0],) * 3
    elif len(value) == 4:
        cyan, magenta, yellow, black = value
        value = tuple((1 - c) * (1 - black) for c in (cyan, magenta, yellow))
    if len(value) != 3:
        return ""
    digits = "".join(f"{min(255, max(0, round(v * 255))):02X}" for v in value)
    return "" if digits == "FFFFFF" else digits


def _fill_of(cell, fills) -> str:
    """The colour that lies behind most of a cell; the last painted is on top."""
    area = max((cell[2] - cell[0]) * (cell[3] - cell[1]), 1)
    colour = ""
    for x0, top, x1, bottom, fill in fills:
        across, down = min(x1, cell[2]) - max(x0, cell[0]), min(bottom, cell[3]) - max(top, cell[1])
        if across > 0 and down > 0 and across * down > area * 0.6:
            colour = fill
    return colour


# Tables without rules ---------------------------------------------------------------------------------------------------


def _gutters(lines: list[Line], left: float, right: float, *, full: bool = False) -> list[float]:
    """Where to cut lines into columns: the middles of the upright strips in which no word stands.

    ``full`` cuts inside of a known table, where fewer columns are enough.
    """
    size = max((line.size for line in lines), default=10.0)
    spans = sorted((word.x0, word.x1) for line in lines for word in line.words)
    gaps, reach = [], None
    for x0, x1 in spans:
        if reach is not None and x0 - reach >= size * (0.75 if full else 0.9):
            gaps.append((reach, x0))
        reach = x1 if reach is None else max(reach, x1)
    cuts = [b - min(2.0, (b - a) / 2) for a, b in gaps if left < a and b < right]
    return cuts if len(cuts) >= (1 if full else 2) else []


def segments_of(line: Line) -> list[tuple[float, float]]:
    """Where the parts of a line stand that wide gaps divide."""
    out: list[tuple[float, float]] = []
    for word in line.words:
        if out and word.x0 - out[-1][1] < line.size * 1.1:
            out[-1] = (out[-1][0], word.x1)
        else:
            out.append((word.x0, word.x1))
    return out


def unruled(lines: list[Line], page: int) -> list[Piece | Line]:
    """Lines outside of ruled tables, with what stands in columns turned into tables, and two columns of text into one
    after the other."""
    out: list[Piece | Line] = []
    at = 0
    while at < len(lines):
        segments = len(segments_of(lines[at]))
        if segments >= 3 and (found := _region(lines, at)):
            end, cuts = found
            out.append(_aligned(lines[at:end], cuts, page))
            at = end
        elif segments == 2 and (halves := _two_columns(lines, at)):
            end, cut = halves
            for side in (0, 1):
                for line in lines[at:end]:
                    words = [word for word in line.words if (word.x0 >= cut) == bool(side)]
                    out += [replace(line, words=words)] if words else []
            at = end
        else:
            out.append(lines[at])
            at += 1
    return out


def _two_columns(lines: list[Line], start: int) -> tuple[int, float] | None:
    """How far text in two columns side by side reaches, and where they part: three lines or more, most in both."""
    end, gap = start, None
    for line in lines[start:]:
        segments = segments_of(line)
        if len(segments) > 2 or (end > start and line.top - lines[end - 1].bottom > line.size * 2):
            break
        if len(segments) == 2:
            here = (segments[0][1], segments[1][0])
            both = here if gap is None else (max(gap[0], here[0]), min(gap[1], here[1]))
        elif gap is not None and (line.x1 <= gap[1] or line.x0 >= gap[0]):
            both = (max(gap[0], line.x1), gap[1]) if line.x1 <= gap[1] else (gap[0], min(gap[1], line.x0))
        else:
            break
        if both[1] - both[0] < line.size * 1.1:
            break
        gap, end = both, end + 1
    shared = sum(len(segments_of(line)) == 2 for line in lines[start:end])
    if gap is None or end - start < 3 or shared * 2 < end - start:
        return None
    while len(segments_of(lines[end - 1])) == 1 and lines[end - 1].x0 < gap[0]:
        end -= 1  # what stands on the left alone may be what comes next
    return end, gap[1] - 1


def _region(lines: list[Line], start: int) -> tuple[int, list[float]] | None:
    """How far lines in columns reach from a line, and where to cut them. A line across all columns ends it, unless
    the columns go on right below it."""
    left, right = min(line.x0 for line in lines) - 1, max(line.x1 for line in lines) + 1
    taken = [lines[start]]
    cuts = _gutters(taken, left, right)
    end, at = start + 1, start + 1
    while at < len(lines) and cuts:
        line = lines[at]
        narrower = _gutters([*taken, line], left, right)
        keeps = len(narrower) >= max(2, len(cuts) - 1) or (len(narrower) == len(cuts))
        across = len(segments_of(line)) == 1 and len(narrower) < len(cuts)
        if keeps and not across:
            taken.append(line)
            cuts = narrower
            at += 1
            end = at
        elif across and at + 1 < len(lines) and len(segments_of(lines[at + 1])) >= 3 and at - end < 2:
            if not _gutters([*taken, lines[at + 1]], left, right):
                break
            at += 1  # a band, looked at again when the table is cut
        else:
            break
    while len(taken) > 1 and _stands_apart(taken[-2], taken[-1], cuts):
        end = lines.index(taken.pop())
    if sum(1 for line in taken if len(segments_of(line)) >= 2) < 2:
        return None
    return end, cuts


def _stands_apart(above: Line, line: Line, cuts: list[float]) -> bool:
    """Whether a line below columns is a heading rather than more of the first column."""
    return line.x1 < cuts[0] and line.top - above.bottom > line.size * 0.9


def _aligned(lines: list[Line], cuts: list[float], page: int) -> Piece:
    """A table from lines in columns. A row begins where its first column does after a gap, or with a number."""
    edges = [min(line.x0 for line in lines) - 1, *cuts, max(line.x1 for line in lines) + 1]
    distances = sorted(b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if b.top - a.top > 3)
    usual = distances[len(distances) // 4] if distances else 12.0
    rows: list[Row] = []
    first_before = True
    for i, line in enumerate(lines):
        parts: list[list] = [[] for _ in edges[1:]]
        for word in line.words:
            parts[min(max(bisect_right(edges, (word.x0 + word.x1) / 2) - 1, 0), len(edges) - 2)].append(word)
        whole = len(segments_of(line)) == 1 and sum(bool(part) for part in parts) > 1 and line.x1 > cuts[0] + line.size
        gap = line.top - lines[i - 1].top if i else usual * 9
        filled = sum(bool(part) for part in parts)
        starts = bool(parts[0]) and (
            gap > usual * 1.25 or not first_before or (bool(_NUMBERED.match(parts[0][0].text)) and filled > 1)
        )
        if whole:
            box = Box(edges[0], edges[-1], [line], columns=len(parts))
            rows.append(Row([Slot(box)], line.top, line.bottom))
            first_before = False
            continue
        banded = bool(rows) and len(rows[-1].slots) == 1
        if not rows or starts or banded or (gap > usual * 1.6 and filled >= max(2, len(parts) * 0.6)):
            boxes = [Box(edges[x], edges[x + 1]) for x in range(len(parts))]
            rows.append(Row([Slot(box) for box in boxes], line.top, line.bottom))
        for x, part in enumerate(parts):
            if part:
                rows[-1].slots[x].box.lines.append(replace(line, words=part))
        rows[-1].bottom = line.bottom
        first_before = bool(parts[0])
    return Piece(rows, edges, page, ruled=False)
