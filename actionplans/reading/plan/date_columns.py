"""Which columns of dates are what: the days on which actions were done, those of the notes beside them, and of two columns of
deadlines the one of the first dates and the one of those that hold now."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from actionplans.document.dates import find_dates, first_day

from .evidence import Seen
from .heading_words import COMPLETION, plain

#: A cell that is little more than a date, and one that begins with a day.
DATED = re.compile(
    r"\D{0,16}(?:\d{1,2}(?:st|nd|rd|th)?[\s./-]{1,3})?"
    r"(?:\d{1,2}[./-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s{1,2}(?:20)?\d\d)\b.{0,40}",
    re.DOTALL,
)
#: A heading that says of itself that its dates were there first.
_FIRST = re.compile(r"\b(?:original(?:ly)?|initial(?:ly)?|first|baseline)\b")
#: A heading that may say of its dates that they replaced others.
_AGAIN = re.compile(
    r"\b(?:revis|extend|amend|postpone|chang|mov|slip|defer)\w*\b|\b(?:new|now|latest|current|put back)\b"
)
#: So many dates are later than those beside them by no chance.
_LATER = 3


def is_completion(heading: str, cells: Sequence[str]) -> bool:
    """Whether a column has the days on which actions were done: its heading says so, or it is "Completed" above dates."""
    filled = [cell for cell in cells if cell.strip()]
    dates = sum(bool(DATED.fullmatch(cell.strip())) for cell in filled) * 2 > len(filled)
    return (
        bool(COMPLETION.fullmatch(plain(heading)))
        or dates
        and plain(heading) in ("completed", "complete", "closed", "done")
    )


def dates_of_notes(cells: Sequence[Sequence[str]], fields: Mapping[int, str]) -> int | None:
    """The column of days right before notes that have none, in an export with a line for each: "Logged", "Journal entry".
    ``fields`` are those of the columns that are known; days of completion are none of them."""
    notes = next((i for i, field in fields.items() if field == "progress"), None)
    if notes is None or "dated" in fields.values() or Seen(cells[notes], 0).notes > 0.2:
        return None
    for i in range(notes - 1, max(notes - 4, -1), -1):
        filled = [cell for cell in cells[i] if cell.strip()]
        if not fields.get(i, "extra:").startswith("extra:") or len(filled) < 2:
            continue
        beside = sum(bool(a.strip()) == bool(b.strip()) for a, b in zip(cells[i], cells[notes], strict=True))
        days = sum(bool(find_dates(c)) and len(c) < 40 for c in filled)
        if beside >= len(cells[i]) * 0.8 and days >= len(filled) * 0.8:
            return i
    return None


def first_and_present(
    headings: Sequence[str], cells: Sequence[Sequence[str]], deadlines: Collection[int]
) -> tuple[int, int] | None:
    """Of the columns whose headings mean a deadline, the one of the first dates and the one of those that hold now.

    A heading says so ("Original due", "Due"), or the dates do: the same in most rows, and later in the others.
    """
    if len(deadlines) != 2:
        return None
    left, right = sorted(deadlines)
    first = [i for i in (left, right) if _FIRST.search(plain(headings[i]))]
    if len(first) == 1:
        return first[0], left + right - first[0]
    return next(((a, b) for a, b in ((left, right), (right, left)) if _is_moved(cells[a], cells[b])), None)


def replaced_by(headings: Sequence[str], cells: Sequence[Sequence[str]], fields: Mapping[int, str]) -> int | None:
    """The column right beside the deadlines whose dates replaced theirs: it has dates where a deadline has moved, each later than
    that. One row shows it where its heading may say so, several where it says nothing. ``fields`` as for notes."""
    due = next((i for i, field in fields.items() if field == "deadline"), None)
    if due is None or "revised" in fields.values():
        return None
    for i in (due + 1, due - 1):
        if not 0 <= i < len(headings) or i in fields or not headings[i].strip():
            continue
        filled = [cell for cell in cells[i] if cell.strip()]
        pairs = [(_day(a), _day(b)) for a, b in zip(cells[due], cells[i], strict=True) if b.strip()]
        later = sum(bool(a) and a < b for a, b in pairs)
        if not filled or not all(DATED.fullmatch(cell.strip()) for cell in filled) or later < len(pairs):
            continue
        if (
            _AGAIN.search(plain(headings[i]))
            or later >= _LATER
            and later * 2 <= sum(bool(c.strip()) for c in cells[due])
        ):
            return i
    return None


def _is_moved(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether dates are those of another column of which some, but not most, were moved back."""
    both = [(_day(a), _day(b)) for a, b in zip(before, after, strict=True) if a.strip() and b.strip()]
    known = [(a, b) for a, b in both if a and b]
    if len(known) < 3 or len(known) * 4 < len(both) * 3 or any(a > b for a, b in known):
        return False
    return 0 < sum(a < b for a, b in known) * 2 <= len(known)


def _day(text: str) -> str:
    hits = [hit for hit in find_dates(text) if hit.date]
    day = first_day(hits[0].date, hits[0].precision) if len(hits) == 1 and hits[0].date else None
    return day.isoformat() if day else ""
