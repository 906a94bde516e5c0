"""The dates of a deadline cell of a plan that is being read."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from actionplans.document.dates import (
    DateError,
    day_words,
    find_dates,
    find_periods,
    read_deadlines,
    read_earlier,
    struck_in_words,
)
from actionplans.document.tree import DeadlineNode
from actionplans.document.warnings import DEADLINE
from actionplans.reading.files.strikes import strike

from .row_warnings import RowWarnings

#: A time that counts from a day which the cell does not name.
_WITHIN = re.compile(
    r"\b(?:within|in)\s+(?:the\s+next\s+)?(?:\d{1,3}|one|two|three|four|five|six|nine|twelve|a)\s+"
    r"(?:(?:working|calendar|school)\s+)?(?:days?|weeks?|months?|years?)\b"
    r"|\b\d{1,3}\s+(?:(?:working|calendar|school)\s+)?(?:days?|weeks?|months?|years?)\s+(?:from|after|of)\b",
    re.IGNORECASE,
)
#: A quarter or a term, of which only its year makes a date.
_PERIOD = re.compile(r"\bq(?:uarter\s?)?[1-4]\b|\b(?:spring|summer|autumn) term\b", re.IGNORECASE)


_QUARTER = re.compile(r"\bQ(?:uarter |tr ?)?[1-4]\b(?!\s?\d)", re.IGNORECASE)


@dataclass(frozen=True)
class DeadlineCell:
    """The words of a deadline's cell, its dates in force, and those that they replaced, in the order in which they held."""

    text: str = ""
    deadlines: tuple[DeadlineNode, ...] = ()
    earlier: tuple[DeadlineNode, ...] = ()


def deadlines_of(
    row_warnings: RowWarnings,
    written: str,
    dates: list[datetime.date],
    around: datetime.date | None,
    year: str = "",
) -> DeadlineCell:
    """Read a deadline's cell: struck-through words, given as ``~~words~~``, become words, and its dates are read. Of
    ``dates``, real ones of a spreadsheet, each is one to the day unless it was shown as a month. ``year`` is the financial year
    that the plan is for ("2026/27"), of which quarters without a year are."""
    text = struck_in_words(_strike_earlier(re.sub(r"\n\s*\n", "\n", written.replace("**", ""))))
    found: list[DeadlineNode] = []
    earlier: list[DeadlineNode] = []
    due = _without_completion(text)
    if match := re.search(r"\b20\d\d/\d\d\b", due):
        year = match[0]  # "Q3 and Q4 2026/27"
    if year and not find_dates(due):
        due = _QUARTER.sub(rf"\g<0> {year}", due)
    try:
        found, earlier = list(read_deadlines(due, around)), list(read_earlier(due, around))
    except DateError:
        for line in due.split("\n"):
            try:
                found += [d for d in read_deadlines(line, around) if d not in found]
                earlier += [d for d in read_earlier(line, around) if d not in earlier]
            except DateError as error:
                row_warnings.warn(DEADLINE, f"“{line.strip()}”: {error} It was kept as words.", "deadline")
    for date in dates:
        day = date.isoformat()
        if not any(d.date and day.startswith(d.date) for d in (*found, *earlier)):
            found.append(DeadlineNode(date=day, precision="day"))
    _ask(row_warnings, text, found)
    return DeadlineCell(text, tuple(found), tuple(earlier))


def _strike_earlier(text: str) -> str:
    """A text in which dates on lines of their own above a struck-through date are struck through too: they were
    replaced first."""
    lines = text.split("\n")
    last = max((i for i, line in enumerate(lines) if re.fullmatch(r"\s*~~[^~]+~~\s*", line)), default=0)
    return "\n".join(strike(line) if i < last and _is_only_date(line) else line for i, line in enumerate(lines))


def _is_only_date(line: str) -> bool:
    hits = find_dates(line)
    return len(hits) == 1 and hits[0].start == 0 and hits[0].end == len(line.strip())


#: "By May 2026, completed 12 May 2026"
_COMPLETED_ON = re.compile(
    r"(?<=\w)(?:\s*[.,;:(–—-]|\n)\s*(?:now\s+)?(?:complete[d]?|achieved|done|closed|finished)(?:\s+(?:on|in)|\s?[:–-])?\s+(?P<on>[^\n]{4,24}?)[.)\s]*$",
    re.IGNORECASE | re.MULTILINE,
)


def _without_completion(text: str) -> str:
    """A deadline's text without the day on which the action was done."""
    match = _COMPLETED_ON.search(text)
    if match is None or not find_dates(match["on"]) or not find_dates(text[: match.start()]):
        return text
    return text[: match.start()] + text[match.end() :]


def _ask(row_warnings: RowWarnings, text: str, found: list[DeadlineNode]) -> None:
    """What only the board knows of a deadline: its year, from which day it counts, which quarter it means."""
    said = text.strip()[:80]
    if found and any(hit.date is None for hit in find_dates(text)):
        row_warnings.warn(DEADLINE, f"“{said}” holds a date without its year.", "deadline")
    if not found and _WITHIN.search(text):
        row_warnings.warn(DEADLINE, f"“{said}” counts from a day that is not named. It was kept as words.", "deadline")
    elif not found and (period := _PERIOD.search(text)):
        row_warnings.warn(
            DEADLINE, f"“{said}”: of which year “{period[0]}” is, is not said. It was kept as words.", "deadline"
        )
    for hit in find_periods(text):
        if hit.inferred and any(d.date == hit.date for d in found):
            month = day_words(hit.date, hit.precision)
            message = f"“{hit.as_written}” was taken for a quarter of the calendar year, which ends in {month}."
            row_warnings.warn(DEADLINE, message, "deadline")
