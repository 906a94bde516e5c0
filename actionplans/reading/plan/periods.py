"""Columns that are each of one period or one agency: "April" below "2026/27", "Q2 2026/27", "Police".

Years of two ("2026/27") are financial years, which begin in April, as councils and the NHS count them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from actionplans.document.dates import find_dates, find_periods

from .heading_words import plain
from .lead_kinds import kind_of

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:(?:19|20)\d\d|\d\d)(?: (?:20)?\d\d)?)"
_ABOUT = (
    r"(?:(?:progress|updates?|position|status|commentary|review|report|notes?|as|at|to|end|of|for|in|on|the|meeting) )*"
)
_AFTER = r"(?: (?:progress|updates?|position|status|commentary|review|report|notes?|meeting|to date|so far))*"
_QUARTER = (
    r"(?:q(?:tr|uarter)? ?(?:[1-4]|one|two|three|four)|(?:1st|2nd|3rd|4th|first|second|third|fourth) (?:quarter|qtr))"
)
_IS_MONTH = re.compile(rf"{_ABOUT}{_MONTH}(?: (?:to |and )?{_MONTH})?(?: {_YEAR})?{_AFTER}")
_IS_PERIOD = re.compile(
    rf"{_ABOUT}(?:{_QUARTER}|(?:spring|summer|autumn)(?: term)?)(?: {_YEAR})?(?: {_MONTH} (?:to )?{_MONTH})?(?: {_YEAR})?{_AFTER}"
)
_YEARS = re.compile(r"\b(?P<first>(?:20)?\d\d) (?P<second>(?:20)?\d\d)\b")
_ONE_YEAR = re.compile(r"\b20\d\d\b")
_QUARTER_OF = re.compile(_QUARTER)
#: January, February and March are of the second year of a financial year.
_SECOND_HALF = re.compile(r"\b(?:jan|feb|mar)")


class HasProse(Protocol):
    """What is seen of a column: the share of its cells that are sentences."""

    @property
    def prose(self) -> float: ...


def is_period(heading: str) -> bool:
    """Whether a heading is a month, a quarter or a term, perhaps with its year and a word such as "update"."""
    words = plain(heading)
    if not words or len(words) > 60:
        return False
    return bool(_IS_MONTH.fullmatch(words) or _IS_PERIOD.fullmatch(words)) or bool(
        len(words.split()) <= 6 and find_dates(heading) and re.search(r"\b(?:update|progress|position)", words)
    )


def is_quarter(heading: str) -> bool:
    """Whether a heading is of a quarter, of which no month is known without its year: calendar or financial."""
    return bool(_QUARTER_OF.search(plain(heading)))


def with_year(heading: str, above: str) -> str:
    """The heading of a period with the year that stands above it: "April" below "2026/27" is "April 2026"."""
    words, years = plain(heading), plain(above)
    if not is_period(heading) or re.search(r"(?:20\d\d|\d\d \d\d)$", words):
        return heading
    if match := _YEARS.search(years):
        if not _IS_MONTH.fullmatch(words):
            return f"{heading} {match['first']}/{match['second']}"
        return f"{heading} {2000 + int(match['first'][-2:]) + bool(_SECOND_HALF.search(words))}"
    match = _ONE_YEAR.search(years)
    return f"{heading} {match[0]}" if match else heading


def month_of(period: str) -> str:
    """The month of a period, or the last one of a quarter or a term: ``"2026-06"`` for "Q1 (Apr–Jun) 2026/27". Empty where it is
    of no one year."""
    hits = [hit for hit in find_dates(period) if hit.date and hit.precision == "month"]
    if hits:
        return hits[-1].date or ""
    words = re.sub(r"\([^()]*\)", " ", period)
    if quarter := _QUARTER_OF.search(plain(period)):
        words = f"{quarter[0]} {' '.join(re.findall(r'20[0-9][0-9](?:/[0-9]+)?|[0-9][0-9]/[0-9][0-9]', period))}"
    return next((hit.date for hit in find_periods(words) if hit.date and hit.precision == "month"), "")


def period_columns(headings: Sequence[str], seen: Sequence[HasProse]) -> list[int]:
    """Which columns are each of one period, or else each of one agency, where there are at least two; ``seen``
    says how many cells of each have sentences."""
    months = [i for i, heading in enumerate(headings) if is_period(heading)]
    if len(months) >= 2:
        return months
    agencies = [
        i
        for i, heading in enumerate(headings)
        if heading.strip()
        and len(heading.split()) <= 5
        and kind_of(heading.strip()) == "agency"
        and seen[i].prose >= 0.3
    ]
    return agencies if len(agencies) >= 2 else []
