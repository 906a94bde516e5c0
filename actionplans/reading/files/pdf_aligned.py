"""Tables of a PDF page without rules: found from words that are aligned below each other."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from actionplans.reading.files.pdf_pieces import Box, PdfRow, Piece, Slot
from actionplans.reading.files.pdf_words import PdfLine, Word

_NUMBERED = re.compile(r"^[(\[]?[A-Za-z]{0,3}(?:\d[\d.]*|\d+\([a-z]+\))[.)\]]?$")


def gutters_of(lines: list[PdfLine], left: float, right: float, *, full: bool = False) -> list[float]:
    """Where to cut lines into columns: the middles of the upright strips without words.

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


def segments_of(line: PdfLine) -> list[tuple[float, float]]:
    """The places of the parts of a line that wide gaps divide."""
    out: list[tuple[float, float]] = []
    for word in line.words:
        if out and word.x0 - out[-1][1] < line.size * 1.1:
            out[-1] = (out[-1][0], word.x1)
        else:
            out.append((word.x0, word.x1))
    return out


def unruled(lines: list[PdfLine], page: int) -> list[Piece | PdfLine]:
    """Lines outside of ruled tables, with what is in columns turned into tables, and two columns of text into one
    after the other."""
    out: list[Piece | PdfLine] = []
    at = 0
    while at < len(lines):
        segments = len(segments_of(lines[at]))
        if segments >= 3 and (found := _region(lines, at) or _below_heads(lines, at)):
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


def _two_columns(lines: list[PdfLine], start: int) -> tuple[int, float] | None:
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


def _region(lines: list[PdfLine], start: int) -> tuple[int, list[float]] | None:
    """How far lines in columns reach from a line, and where to cut them. A line across all columns ends it, unless
    the columns go on right below it."""
    left, right = min(line.x0 for line in lines) - 1, max(line.x1 for line in lines) + 1
    taken = [lines[start]]
    cuts = gutters_of(taken, left, right)
    end, at = start + 1, start + 1
    while at < len(lines) and cuts:
        line = lines[at]
        narrower = gutters_of([*taken, line], left, right)
        keeps = len(narrower) >= max(2, len(cuts) - 1) or (len(narrower) == len(cuts))
        across = len(segments_of(line)) == 1 and len(narrower) < len(cuts)
        if keeps and not across:
            taken.append(line)
            cuts = narrower
            at += 1
            end = at
        elif across and at + 1 < len(lines) and len(segments_of(lines[at + 1])) >= 3 and at - end < 2:
            if not gutters_of([*taken, lines[at + 1]], left, right):
                break
            at += 1  # a band, looked at again when the table is cut
        else:
            break
    while len(taken) > 1 and _stands_apart(taken[-2], taken[-1], cuts):
        end = lines.index(taken.pop())
    if sum(1 for line in taken if len(segments_of(line)) >= 2) < 2:
        return None
    return end, cuts


def _below_heads(lines: list[PdfLine], start: int) -> tuple[int, list[float]] | None:
    """How far lines reach that each begin a word right below each part of a line, however little room is between them."""
    head = lines[start]
    starts = [x0 for x0, _ in segments_of(head)]
    end = start + 1
    while end < len(lines) and lines[end].top - lines[end - 1].bottom < head.size:
        words = lines[end].words
        if not all(any(abs(word.x0 - x0) < 2 for word in words) for x0 in starts):
            break
        if any(word.x0 < x0 - 2 and word.x1 > x0 for word in words for x0 in starts):
            break
        end += 1
    return (end, [x0 - 1 for x0 in starts[1:]]) if end > start + 1 else None


def _stands_apart(above: PdfLine, line: PdfLine, cuts: list[float]) -> bool:
    """Whether a line below columns is a heading rather than more of the first column."""
    return line.x1 < cuts[0] and line.top - above.bottom > line.size * 0.9


def _aligned(lines: list[PdfLine], cuts: list[float], page: int) -> Piece:
    """A table from lines in columns. A row begins where its first column does after a gap, or with a number."""
    edges = [min(line.x0 for line in lines) - 1, *cuts, max(line.x1 for line in lines) + 1]
    distances = sorted(b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if b.top - a.top > 3)
    usual = distances[len(distances) // 4] if distances else 12.0
    rows: list[PdfRow] = []
    first_before = True
    for i, line in enumerate(lines):
        parts: list[list[Word]] = [[] for _ in edges[1:]]
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
            rows.append(PdfRow([Slot(box)], line.top, line.bottom))
            first_before = False
            continue
        banded = bool(rows) and len(rows[-1].slots) == 1
        if not rows or starts or banded or (gap > usual * 1.6 and filled >= max(2, len(parts) * 0.6)):
            boxes = [Box(edges[x], edges[x + 1]) for x in range(len(parts))]
            rows.append(PdfRow([Slot(box) for box in boxes], line.top, line.bottom))
        for x, part in enumerate(parts):
            if part:
                rows[-1].slots[x].box.lines.append(replace(line, words=part))
        rows[-1].bottom = line.bottom
        first_before = bool(parts[0])
    return Piece(rows, edges, page, ruled=False)
