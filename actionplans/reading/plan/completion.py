"""Know by their cells the board's own columns that hold the day on which each action ended, whatever their headings say.

Such a column has a day and no more in each of its cells, and has one for the rows that have ended, by their status or rating, and
for no row that is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplans.document.dates import find_dates

from .draft import DraftRow
from .ending_words import OPEN, state_of

#: So many rows that have ended, and so many that are open, show it.
_LEAST = 2
#: Of the rows that have ended so many have their day.
_SHARE = 0.75


@dataclass
class _Seen:
    """How many rows that have ended have a cell in a column."""

    ended: int = 0
    other: bool = False  # an open row has one too, or one holds more than a day


def completion_columns(rows: Iterable[DraftRow], scale: Mapping[str, str]) -> frozenset[str]:
    """The headings of the board's own columns that hold the days on which rows ended. ``scale`` is the meaning of each rating."""
    seen: dict[str, _Seen] = defaultdict(_Seen)
    ended = still_open = 0
    for row in rows:
        state = state_of(row.cells.get("status", "")) or state_of(scale.get(row.cells.get("rating", ""), ""))
        ended += state not in ("", OPEN)
        still_open += state in ("", OPEN)
        for field, text in row.cells.items():
            if field.startswith("extra:") and text.strip():
                column = seen[field.removeprefix("extra:")]
                column.ended += state not in ("", OPEN)
                column.other |= state in ("", OPEN) or not _is_day(text)
    if still_open < _LEAST:
        return frozenset()
    enough = max(_LEAST, ended * _SHARE)
    return frozenset(heading for heading, column in seen.items() if not column.other and column.ended >= enough)


def _is_day(text: str) -> bool:
    words = text.strip(" .*")
    hits = find_dates(words)
    return len(hits) == 1 and hits[0].precision == "day" and hits[0].start == 0 and hits[0].end == len(words)
