"""Which columns hold the numbers of recommendations and of actions: by their headings, how they count, and what is beside them.

Fields are ``number`` (of recommendations, or of the rows where there is but one column of numbers) and ``ref`` (of actions).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from actionplans.document.dates import find_dates

from .heading_words import WHOLE, plain
from .sections import follows

ITEM_NUMBER = re.compile(
    r"[A-Za-z]{0,4}[\s.-]?\d{1,4}(?:\s?\([\da-zA-Z]{1,4}\)|[.)]?[\da-zA-Z])*[.)]*|[a-zA-Z][.)]?|[ivxIVX]{1,5}[.)]?|\d+(?:\s*[,(&/].*)?"
)
#: The number of a recommendation in a system: "AW-R-0118", "MUST 2", "R4.1".
CODE = re.compile(r"(?:[A-Z]{1,8}[ ./-]?){0,3}\d{1,5}(?:\.\d{1,3}){0,2}(?:\s?\(?[a-z]{1,3}\)?)?")
#: A part of a code that has words in it: "SAR-Hollis 4", "S11-6".
_PART_OF_CODE = re.compile(r"[A-Za-z’']{0,15}\d{0,5}[a-z]?")
_LONGEST_CODE, _MOST_PARTS = 24, 5
#: Words of headings above numbers of items: "Serial number", "Point", "Number (as in report)".
_COUNTS = re.compile(r"\b(?:no|nos|numbers?|ref|refs|reference|serial|point|line|item|id)\b")
_OF_ACTIONS = re.compile(r"\bactions?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: So many numbers that follow each other count the rows, whatever their heading.
_LEAST = 3


def number_columns(
    headings: Sequence[str], cells: Sequence[Sequence[str]], fields: Mapping[int, str]
) -> dict[int, str]:
    """The columns of numbers that their headings name, and those of ``fields`` (of columns known by their headings) that are of
    another kind beside these."""
    found = _counted(headings, cells, fields)
    both = {**fields, **found}
    at = {field: i for i, field in both.items() if field in ("number", "ref")}
    if set(at) == {"ref"}:
        return {**found, at["ref"]: "number"}
    if len(at) == 2 and _are_swapped(headings, at):
        return {**found, at["number"]: "ref", at["ref"]: "number"}
    return found


def _counted(headings: Sequence[str], cells: Sequence[Sequence[str]], fields: Mapping[int, str]) -> dict[int, str]:
    """The first columns whose headings speak of numbers and which hold nothing else, each number other than the one above."""
    found: dict[int, str] = {}
    for i in range(min(6, len(headings))):
        filled = [c.strip() for c in cells[i] if c.strip()]
        if i in fields or not filled or not _counts_items(headings[i]):
            continue
        sure = any(pattern.fullmatch(plain(headings[i])) for field, _, pattern in WHOLE if field == "number")
        if all(ITEM_NUMBER.fullmatch(c) for c in filled) and (sure or all(a != b for a, b in pairwise(filled))):
            taken = {*fields.values(), *found.values()}
            field = "ref" if "number" in taken else "number"
            if field not in taken:
                found[i] = field
    return found


def _are_swapped(headings: Sequence[str], at: Mapping[str, int]) -> bool:
    """Whether of two columns of numbers the left one is not of the recommendations, or the other says that it is of actions."""
    number, ref = at["number"], at["ref"]
    if not (_OF_ACTIONS.search(headings[number]) or number > ref):
        return False
    return not (number > ref and _OF_ACTIONS.search(headings[ref]))


def numbers_beside(
    headings: Sequence[str], cells: Sequence[Sequence[str]], fields: Mapping[int, str]
) -> dict[int, str]:
    """The columns of numbers that no heading names. The code of a recommendation is always beside the same words; the numbers of
    actions count on, left of what is to be done. ``fields`` are those of all columns that are known."""
    at = {field: i for i, field in fields.items()}
    unknown = [i for i in range(len(headings)) if i not in fields and headings[i].strip()]
    if "recommendation" in at:
        beside = [
            i
            for i in (at["recommendation"] - 1, at["recommendation"] + 1)
            if i in unknown and not _means_other(headings[i])
        ]
        known = [at[field] for field in ("number", "ref") if field in at]
        texts = cells[at["recommendation"]]
        codes = [i for i in (*known, *beside) if _is_code_of(cells[i], texts, named=_counts_items(headings[i]))]
        if found := _with_code(codes, at, cells):
            return found
    if "action" not in at or "ref" in at or "number" in at and _is_own(cells[at["number"]]):
        return {}
    begins = cells[at["recommendation"]] if "recommendation" in at else ()
    left = [i for i in unknown if at.get("number", -1) < i < at["action"] and not _means_other(headings[i])]
    before = [i for i in left if _counts_on(cells[i], begins)]
    return {before[-1]: "ref" if "number" in at else "number"} if before else {}


def _with_code(codes: Sequence[int], at: Mapping[str, int], cells: Sequence[Sequence[str]]) -> dict[int, str]:
    """The columns of numbers, where the first of ``codes`` is that of the recommendations; none where that is known."""
    if not codes or at.get("number") == codes[0]:
        return {}
    if "number" not in at:
        return {codes[0]: "number"}
    free = at.get("ref") in (None, codes[0]) and _is_own(cells[at["number"]])
    return {at["number"]: "ref", codes[0]: "number"} if free else {}


def _is_code_of(codes: Sequence[str], texts: Sequence[str], *, named: bool) -> bool:
    """Whether each code is beside one text and each text beside one code, on several rows or on those alone that begin one.
    ``named``: the heading says that they are numbers, which may then have words in them."""
    is_code = _is_code if named else CODE.fullmatch
    pairs = [(a.strip(), plain(b)) for a, b in zip(codes, texts, strict=True) if a.strip() or b.strip()]
    if len(pairs) < 2 or not all(text and is_code(code) for code, text in pairs):
        return False
    kinds = list(dict.fromkeys(pairs))
    if not len({a for a, _ in kinds}) == len({b for _, b in kinds}) == len(kinds) < len(codes):
        return False
    # figures alone may be scores, unless they count on
    return any(not code.isdigit() for code, _ in kinds) or all(follows(a, b) for (a, _), (b, _) in pairwise(kinds))


def _is_own(cells: Sequence[str]) -> bool:
    """Whether each row has a number of its own."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return len(set(filled)) == len(filled) == len(cells)


def _counts_items(heading: str) -> bool:
    """Whether a heading says that numbers are below it."""
    return bool(_COUNTS.search(plain(heading)))


def _is_code(cell: str) -> bool:
    """Whether a cell is a code that ends with a number, perhaps with words before it, and no date."""
    if CODE.fullmatch(cell):
        return True
    parts = re.split(r"[ ./-]+", cell)
    if len(cell) > _LONGEST_CODE or len(parts) > _MOST_PARTS or not re.match(r"[A-Z\d]", cell):
        return False
    ends = bool(re.search(r"\d[a-z]?$", parts[-1]))
    return ends and all(map(_PART_OF_CODE.fullmatch, parts)) and not find_dates(cell)


def are_numbers(cells: Sequence[str]) -> bool:
    """Whether all cells that hold something are the number or code of an item."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(ITEM_NUMBER.fullmatch(cell) or CODE.fullmatch(cell) for cell in filled)


def are_codes(cells: Sequence[str]) -> bool:
    """Whether all cells that hold something may be the number or code of an item where the column is known to hold such."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return are_numbers(cells) or bool(filled) and all(map(_is_code, filled))


def _means_other(heading: str) -> bool:
    """Whether a heading has a meaning of its own, as "Priority" has: its numbers may be grades."""
    return any(field not in ("action", "number") and pattern.fullmatch(plain(heading)) for field, _, pattern in WHOLE)


def _counts_on(cells: Sequence[str], begins: Sequence[str]) -> bool:
    """Whether cells count on, from the first again only where another text of ``begins`` does: "a", "b", then "a"."""
    rows = [i for i, cell in enumerate(cells) if cell.strip()]
    filled = [cells[i].strip().rstrip(".)") for i in rows]
    if len(rows) < _LEAST or not all(ITEM_NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in filled):
        return False
    again = [bool(begins and begins[i].strip()) and begins[i] != begins[above] for above, i in pairwise(rows)]
    return all(
        follows(a, b) or restarts and b in (filled[0], "1", "a")
        for (a, b), restarts in zip(pairwise(filled), again, strict=True)
    )
