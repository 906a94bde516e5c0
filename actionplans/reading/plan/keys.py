"""Keys in a file: whose initials are used in it, in small tables ("JT", "Joanna Tarrow") or lines ("JT – Joanna Tarrow")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actionplans.reading.files.blocks import Blocks, Paragraph

from .lead_kinds import kind_of
from .sections import bare

_INITIALS = re.compile(r"[A-Z]{2,4}")
_FIRST_NAME = re.compile(r"[A-Z][a-zà-ÿ]{1,15}")
_IN_LINE = re.compile(r"(?<!\w)(?P<initials>[A-Z]{2,4})\s?[=:–—-]\s?(?P<name>[A-Z][^;|=\n]{2,80})")
_SHORT = re.compile(r"[A-Z][A-Za-z&/.-]{0,11}(?: [A-Z&][\w/]{0,6})?")
_RATINGS = re.compile(r"(?:rag|brag|rating|status)\b|(?:red|amber|green|blue|grey|[ragb])", re.IGNORECASE)


def people_of(blocks: Blocks) -> dict[str, str]:
    """The names of the people whose initials, or first names, a file explains, by these."""
    found: dict[str, str] = {}
    for initials, words in _pairs(blocks):
        name = re.split(r"(?<!\s)\s*(?:,|\(| [–—-] )", words)[0].strip(" .")
        if kind_of(name) == "person":
            found.setdefault(initials, name)
    return found


def _pairs(blocks: Blocks) -> Iterator[tuple[str, str]]:
    for block in blocks.blocks:
        if isinstance(block, Paragraph):
            for match in _IN_LINE.finditer(bare(block.text)[:2000]):
                yield match["initials"], match["name"]
            continue
        for row in block.rows:
            cells = [bare(cell.text) for cell in row if cell.text.strip()]
            for first, second in zip(cells, cells[1:], strict=False):
                if _INITIALS.fullmatch(first) or _FIRST_NAME.fullmatch(first) and second.startswith(f"{first} "):
                    yield first, second


def is_key(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table explains abbreviations, initials or ratings: something short, and what it stands for."""
    rows = [row for row in rows if row]
    if not rows or any(len(row) < 2 or len(row) > 6 for row in rows):
        return False
    short = [row for row in rows if _SHORT.fullmatch(row[0]) or _RATINGS.match(row[0])]
    longer = [row for row in rows if len(row[1]) > len(row[0])]
    return len(short) * 5 >= len(rows) * 4 and len(longer) * 5 >= len(rows) * 3 and (len(rows) > 1 or len(rows[0]) > 3)
