"""Read progress cells as dated entries.

A paragraph that begins with a date opens an entry, one without is an entry of its own. Bullets belong to the paragraph
that leads to them. The year of a date that is written without one comes from its neighbours in the cell.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from actionplans.document.dates import find_dates, first_day, last_day, read_entry
from actionplans.document.tree import EntryNode

from .note_heads import dated_head, yearless_month
from .periods import is_quarter, month_of

#: A note without its year is taken to follow the one above it by less than this many days.
_AFTER_LAST = 300

#: A whole note in italics.
_ITALIC = re.compile(r"\*(?!\*)([^*]+)\*")
#: "Update 12/5/26 –Draft shared."
_DASH_BEFORE = re.compile(r"^[–—-](?=[A-Z])")
_DAY_AND_MONTH = re.compile(r"\d{1,2}/(?:0?[1-9]|1[0-2])\s?[:–-]")
_BOLD_HEAD = re.compile(r"\*\*([^*]+)\*\*(.*)", re.DOTALL)
_UPDATED = re.compile(
    r"(?P<lead>(?:\*\*)?(?:latest |further |progress |quarterly )?(?:updated?|position"
    r"|progress|status|as (?:at|of)|review(?:ed)?|q[1-4])"
    r"(?:\s+(?:as at|as of|on|at|for|from))?\s*[:–—-]?\s*)(?=[\d(]|[A-Z])",
    re.IGNORECASE,
)
_AT_MEETING = re.compile(
    r"(?:\*\*)?(?P<said>(?:at\s+)?(?:the\s+)?(?P<month>January|February|March|April|May|June"
    r"|July|August|September|October|November|December)"
    r"\s+(?:[A-Z]\w+\s+){0,2}(?:Board|Executive|[Mm]eeting|[Pp]anel|[Ss]ub-?\s?group"
    r"|[Cc]ommittee))(?:\*\*)?\s*(?:[:–—]|-\s)\s*"
)


def read_progress(text: str, around: datetime.date | None = None) -> tuple[EntryNode, ...]:
    """The entries of a progress cell, in the order written. ``around`` is a day that the plan is known to be of: it
    lends its year to dates without one where no other date of the cell does."""
    pieces = _pieces(text)
    first = [_entry(piece, None) for piece in pieces]
    near_days = _near_days([_day(entry, piece) for entry, piece in zip(first, pieces, strict=True)])
    entries: list[EntryNode] = []
    for entry, piece, near_day in zip(first, pieces, near_days, strict=True):
        if entry.date is None and (near := near_day or around):
            entry = _entry(piece, near)
        if entry.text or entry.as_written:
            entries.append(replace(entry, text=_DASH_BEFORE.sub("", entry.text)) if entry.date else entry)
    return tuple(entries)


def read_periods(periods: Mapping[str, str], around: datetime.date | None) -> Iterator[EntryNode]:
    """The notes of columns that are each of one period or agency, in the order of the columns."""
    for period, text in periods.items():
        written = month_of(period)
        month = written or ("" if is_quarter(period) else yearless_month(period, around))
        if not month:
            yield from (replace(entry, text=f"{period}: {entry.text}") for entry in read_progress(text, around))
            continue
        for entry in read_progress(text, last_day(month, "month")):
            if entry.date is None:
                yield replace(entry, date=month, precision="month", as_written=period, inferred=not written)
            else:  # its column says the year
                yield replace(entry, inferred=entry.inferred and (not written or entry.date[:4] != month[:4]))


def _pieces(text: str) -> list[str]:
    """The independent paragraphs of a cell, bullets with the paragraph that leads to them."""
    pieces: list[list[str]] = []  # the lines of each
    leads_on = False
    for paragraph in re.split(r"\n[ \t]*\n", text):
        lines = paragraph.split("\n")
        for line in lines:
            if not line.strip():
                continue
            bullet = re.match(r"(\s*)(?:[-•▪*]|\d{1,2}\)|[a-z]\))\s+", line)
            words = line[bullet.end() :] if bullet else line
            dated = _is_dated(words)
            if pieces and not dated and bullet and (bullet[1] or leads_on):
                pieces[-1].append(line.rstrip())
            elif pieces and not dated and not bullet and len(lines) > 1:
                pieces[-1].append(line.strip())
            else:
                *before, words = _notes_of_line(words.strip())
                pieces += [[note] for note in before]
                pieces.append([words])
                leads_on = words.rstrip("* ").endswith(":") or _is_dated(words)
    return ["\n".join(piece) for piece in pieces]


_DATED_HEAD = (
    r"(?:\*\*)?(?:\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.? '?’?(?:20)?\d\d)\s?[:–—]\s"
)
_NEXT_NOTE = re.compile(rf"(?<=[.!?)])\s+(?={_DATED_HEAD})")


def _notes_of_line(words: str) -> list[str]:
    """The notes of a line in which each begins with a date of the same form: "June 2026: Begun. July 2026: Done."."""
    return _NEXT_NOTE.split(words) if re.match(_DATED_HEAD, words) else [words]


def _is_dated(words: str) -> bool:
    return _entry(words, datetime.date(2000, 1, 1)).date is not None


def _entry(text: str, around: datetime.date | None) -> EntryNode:
    if match := _ITALIC.fullmatch(text):
        entry = _entry(match[1], around)
        if entry.date is not None:
            return entry
    if (match := _BOLD_HEAD.match(text)) and not match[2].startswith("*"):
        bold, rest = match[1], match[2]
        entry = read_entry(bold + rest, around)
        if entry.date is not None:
            over = len(entry.text) - len(rest.lstrip(" :;.,)]–—-"))
            return replace(
                entry, text=f"**{entry.text[:over].strip()}** {entry.text[over:]}".strip() if over > 1 else entry.text
            )
    if _DAY_AND_MONTH.match(text):  # "10/11 –" is 10 November, and no financial year
        return dated_head(text, around) or EntryNode(text=text)
    entry = read_entry(text, around)
    if entry.date is not None:
        return entry
    if match := _UPDATED.match(text):
        entry = read_entry(text[match.end() :], around)
        line_end = text[match.end() + len(entry.as_written) :][:3]
        if entry.date is not None and re.match(r"[)*]*\s*(?:[:–—-]|\n|$)", line_end):
            return replace(entry, as_written=(match["lead"].replace("*", "") + entry.as_written).strip())
    if around and (match := _AT_MEETING.match(text)):
        # "December Board: agreed" is of that December; its neighbours show which
        near = read_entry(f"15 {match['month']}: -", around)
        if near.date is not None:
            return EntryNode(text[match.end() :], near.date[:7], "month", match["said"], inferred=True)
    return dated_head(text, around) or EntryNode(text=text)


def _near_days(days: list[datetime.date | None]) -> list[datetime.date | None]:
    """For each note a day before which it most likely lies if it has no year, from the dates written around it: the next
    below it, else the one above it and some."""
    below: list[datetime.date | None] = [None]
    for day in reversed(days[1:]):
        below.append(day or below[-1])
    near: list[datetime.date | None] = []
    above: datetime.date | None = None
    for day, next_day in zip(days, reversed(below), strict=False):
        near.append(next_day or (above and above + datetime.timedelta(days=_AFTER_LAST)))
        above = day or above
    return near


def _day(entry: EntryNode, piece: str) -> datetime.date | None:
    if entry.date:
        return first_day(entry.date, entry.precision)
    dated = [hit for hit in find_dates(piece) if hit.date]
    return first_day(dated[0].date, dated[0].precision) if dated else None
