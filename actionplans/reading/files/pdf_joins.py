"""Where the table of one PDF page goes on with that of the page before: its columns, its headings that are repeated, and
rows that a page's end cuts."""

from __future__ import annotations

import re
from collections import Counter

from actionplans.document.dates import find_dates
from actionplans.reading.files.pdf_pieces import PdfRow, Piece, Slot

#: So many rows at the top of a table may be above its headings or belong to them.
_MOST_HEADS = 4
#: The code of an action in a system: "AB26-101", "V-011", "3.2"; a mere number may be anything.
_CODE = re.compile(r"(?=[\w./-]*\d)(?:[A-Za-z]{1,8}\d{0,6}[./-]?){0,3}\d{1,6}(?:\.\d{1,3}){0,2}[a-z]?")


def same_columns(above: Piece, below: Piece) -> bool:
    if len(above.edges) != len(below.edges):
        return False
    near = 6 if above.ruled and below.ruled else 25
    return all(abs(a - b) < near for a, b in zip(above.edges, below.edges, strict=True))


def repeated(first: Piece, below: Piece) -> tuple[int, int]:
    """Which heading rows of a table are repeated at the top of a piece of it: where they begin in the table, and how many there
    are. Above them the first piece may have rows of its own, a title or a count."""
    for start in range(min(_MOST_HEADS, len(first.rows))):
        upper = first.rows[start:]
        n = 0
        while n < min(_MOST_HEADS, len(upper), len(below.rows)) and _are_same(upper[n], below.rows[n]):
            n += 1
        if n and (start == 0 or sum(bool(slot.box.lines) for slot in upper[0].slots) > 1):
            return start, n
    return 0, 0


def _are_same(upper: PdfRow, lower: PdfRow) -> bool:
    texts = [slot.box.text for slot in upper.slots]
    return texts == [slot.box.text for slot in lower.slots] and any(texts)


def how_often(rows: list[PdfRow]) -> list[float]:
    """For each column in which share of the rows it holds words, never quite all or none."""
    usual = Counter(len(row.slots) for row in rows).most_common(1)[0][0] if rows else 0
    whole = [row for row in rows if len(row.slots) == usual]
    out = []
    for x in range(usual):
        filled = sum(bool(row.slots[x].box.lines) for row in whole)
        out.append(min(max((filled + 1.8) / (len(whole) + 2), 0.06), 0.94))
    return out + [0.9] * 60


def begins_other_code(rows: list[PdfRow], row: PdfRow, more: PdfRow) -> bool:
    """Whether the first row of a page has another code than the last one of the page before, in a column whose cells hold one
    code each: so it is another row, however the words around it read."""
    return any(
        _differ(upper, lower)
        and not any(_holds_several(other, x) for other in rows if len(other.slots) == len(row.slots))
        for x, (upper, lower) in enumerate(zip(row.slots, more.slots, strict=True))
    )


def _holds_several(row: PdfRow, x: int) -> bool:
    """Whether a cell has more than one word with a digit."""
    return sum(any(map(str.isdigit, word)) for word in row.slots[x].box.text.split()) > 1


def _differ(upper: Slot, lower: Slot) -> bool:
    one, two = upper.box.text, lower.box.text
    return one != two and _shape(one) == _shape(two) != ""


def _shape(text: str) -> str:
    """How a code is built; empty for what is none."""
    if not _CODE.fullmatch(text) or find_dates(text) or not re.search(r"[A-Za-z.]", text):
        return ""
    return re.sub(r"[A-Z]+", "A", re.sub(r"\d+", "0", text))


def join_rows(row: PdfRow, more: PdfRow) -> None:
    for upper, lower in zip(row.slots, more.slots, strict=True):
        upper.box.lines += lower.box.lines
        upper.box.fill = upper.box.fill or lower.box.fill
