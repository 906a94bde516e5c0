"""Read the date that a progress note begins with."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from ..tree import EntryNode
from .find import FoundDate, find_dates, nearest

#: A note typed without its year happened in the past, apart from slips of this many days.
NOTE_AHEAD = 31


class LeadingDate(NamedTuple):
    """The date that a note begins with, the words that say it, and the note without them."""

    date: str
    precision: str
    as_written: str
    rest: str


_OPENING = re.compile(r"\s*(?:\*\*|\*|\(|\[)*\s*")
_CLOSING = re.compile(r"\s*(?:[:;.,)\]]|[-–—](?=\s|$)|\*\*(?=[\s:.,;)–—-]|$)|\*(?=[\s:.,;)–—-]|$))*\s*")


def _leading(text: str) -> tuple[FoundDate, str] | None:
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    # a date at the beginning is short: a long note need not be read to its end
    head = text[start : start + 80]
    hit = next((h for h in find_dates(head) if h.start == 0), None)
    if hit is None:
        return None
    after = head[hit.end :]
    bare_year = re.search(r"[a-z.]\s*\d\d$", hit.as_written, re.IGNORECASE) and hit.precision == "month"
    if bare_year and re.match(r"\s+[a-z]", after):
        return None  # "March 20 children were seen": a number of things, not a year
    rest = text[start + hit.end :]
    closing = _CLOSING.match(rest)
    return hit, rest[closing.end() if closing else 0 :]


def leading_date(text: str, around: datetime.date | None = None) -> LeadingDate | None:
    """The date that a progress note begins with, or None: ``"11.10.17: Letter sent"``, ``"120118. Email"``.

    A date without its year ("6th February") counts where ``around`` is given: the last one before that day, or at most
    NOTE_AHEAD days after it. Never reads a telephone number or a day that does not exist as a date.
    """
    entry = read_entry(text, around)
    if entry.date is None:
        return None
    return LeadingDate(entry.date, entry.precision, entry.as_written, entry.text)


def read_entry(text: str, around: datetime.date | None = None) -> EntryNode:
    """A progress note as an entry of the document: its leading date taken off, or the whole text without a date.

    ``inferred`` is true where the year was taken from ``around``.
    """
    leading = _leading(text)
    if leading is None:
        return EntryNode(text=text)
    hit, rest = leading
    if hit.date is None and around:
        hit = nearest(hit, around, 365 - NOTE_AHEAD)
    if hit.date is None:
        return EntryNode(text=text)
    return EntryNode(
        text=rest, date=hit.date, precision=hit.precision, as_written=hit.as_written, inferred=hit.inferred
    )
