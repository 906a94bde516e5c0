"""Find dates in running text, in the notations that boards use."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass, replace

from .format import MONTHS, DateError, existing_day


@dataclass(frozen=True)
class FoundDate:
    """A date in a text, from ``start`` to ``end`` (offsets of characters).

    ``date`` is None while its year is not known. ``inferred`` says that the year was taken from the text around it.
    ``range`` is true where the words name a span ("Oct – Dec 18"), of which ``date`` is the end.
    """

    date: str | None
    precision: str
    start: int
    end: int
    as_written: str
    inferred: bool = False
    range: bool = False
    day: int = 0
    month: int = 0

    def with_year(self, year: int) -> FoundDate:
        """The same date in a year that was not written. Raises DateError if it has no such day."""
        return replace(self, date=_spell(year, self.month, self.day), inferred=True)


MONTH_NAMES = (
    r"jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_NUMBER = {name[:3].lower(): i for i, name in enumerate(MONTHS, 1)}
_QUOTE = "['’‘`´ʼ]"
YEAR4 = r"(?:19|20|21)\d\d(?!\d)"
# Two bare digits after a month are a year, unless they count something or are a time: "6 February 12 files".
_YEAR2 = (
    r"\d\d(?!\d)(?!\s*(?:[ap]\.?m\b|%|[.:]\d))"
    r"(?!\s+(?:children|people|staff|young|families|other|more|of|per|out)\b)(?!\s+[a-z]+[a-rt-z]s\b)"
)
_YEAR = rf"(?:{YEAR4}|{_QUOTE}\s?\d\d(?!\d)|{_YEAR2})"
_TH = r"\s?(?:st|nd|rd|th)\b"
_SPAN = r"(?:[-–—/]|\bto\b|\buntil\b)"

_DATE = re.compile(
    rf"""
    (?<![\w£$#])(?:(?<!\d[.:])|(?=\D))
    (?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[\s,.]+(?=\w))?
    (?:
      (?P<iso_y>{YEAR4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)
    | (?P<num_d>\d{{1,2}})(?P<sep>[./-])(?P<num_m>\d{{1,2}})(?P=sep)(?P<num_y>{YEAR4}|\d\d)(?!\d|(?P=sep)\d)
    | (?P<six>\d{{6}})(?!\w)(?![\s-]+\d{{4}})
    | (?P<slash_m>0?[1-9]|1[0-2])/(?P<slash_y>{YEAR4})(?!/)
    | (?:(?P<other_d>\d{{1,2}})(?:{_TH})?\s*(?P<d_join>{_SPAN}|,|&|\band\b)\s*)?
      (?P<day>\d{{1,2}})(?:-|(?:{_TH})?\s*(?:of\s+)?)(?P<day_m>{MONTH_NAMES})(?![a-z])\.?(?:[\s,/-]*(?P<day_y>{_YEAR}))?
    | (?P<us_m>{MONTH_NAMES})(?![a-z])\.?\s*(?:the\s+)?(?P<us_d>\d{{1,2}})
      (?:{_TH}(?:[\s,]*(?P<us_y>{_YEAR}))?|,?\s+(?P<us_y4>{YEAR4}))
    | (?:(?P<other_m>{MONTH_NAMES})(?![a-z])\.?\s*(?P<m_join>{_SPAN}|,|&|\band\b)\s*)?
      (?P<month>{MONTH_NAMES})(?![a-z])\.?[\s,/–-]*(?P<month_y>{_YEAR})
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PHONE_BEFORE = re.compile(
    r"(?:\b(?:tel|telephone|phone|fax|mobile|mob|call|ring|ext|extension|ref|reference|no|number|case|id)\b\W{0,4}"
    r"|[\d)][\s-]+|\+\d*\s?)$",
    re.IGNORECASE,
)
_LIST_JOIN = re.compile(r",|&|and", re.IGNORECASE)


def _spell(year: int, month: int, day: int) -> str:
    if day:
        return existing_day(year, month, day).isoformat()
    return f"{year:04}-{month:02}"


def _year(written: str) -> int:
    digits = re.sub(r"\D", "", written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def month_number(written: str) -> int:
    return _MONTH_NUMBER[written[:3].lower()]


def _sure_month(match: re.Match[str], text: str) -> bool:
    """Whether "may" and "mar" and "march" are months here: written small they are more often verbs."""
    name = match["month"] or match["day_m"] or match["us_m"] or ""
    if name.lower() in ("may", "march", "mar", "sept") and name.islower():
        year = match["month_y"] or match["day_y"] or match["us_y"] or match["us_y4"]
        return bool(match["day"] or (year and len(year) != 2))
    return True


def _read(match: re.Match[str], text: str) -> list[FoundDate]:
    """What one match of the pattern says: one date, or two where a list shares month or year. May raise DateError."""
    start, end = match.span()
    end -= text[end - 1] == "."  # the stop behind a month may end its sentence
    extra: list[FoundDate] = []

    def found(year: int | None, month: int, day: int | None = None, span: bool = False) -> FoundDate:
        if day is not None:
            existing_day(year or 2000, month, day)  # no year has a 31 June
        date = None if year is None else _spell(year, month, day or 0)
        precision = "month" if day is None else "day"
        return FoundDate(date, precision, start, end, text[start:end], range=span, day=day or 0, month=month)

    if match["iso_y"]:
        return [found(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))]
    if match["num_d"]:
        return [found(_year(match["num_y"]), int(match["num_m"]), int(match["num_d"]))]
    if match["six"]:
        six = match["six"]
        return [found(2000 + int(six[4:]), int(six[2:4]), int(six[:2]))]
    if match["slash_m"]:
        return [found(int(match["slash_y"]), int(match["slash_m"]))]
    if match["day"]:
        month, year = month_number(match["day_m"]), match["day_y"]
        span = bool(match["other_d"]) and not _LIST_JOIN.fullmatch(match["d_join"])
        if match["other_d"] and not span:
            extra.append(found(_year(year) if year else None, month, int(match["other_d"])))
        return [*extra, found(_year(year) if year else None, month, int(match["day"]), span)]
    if match["us_m"]:
        year = match["us_y"] or match["us_y4"]
        return [found(_year(year) if year else None, month_number(match["us_m"]), int(match["us_d"]))]
    year_, month = _year(match["month_y"]), month_number(match["month"])
    span = bool(match["other_m"]) and not _LIST_JOIN.fullmatch(match["m_join"])
    if match["other_m"] and not span:
        other = month_number(match["other_m"])
        extra.append(replace(found(year_ - (other > month), other), inferred=True))
    return [*extra, found(year_, month, None, span)]


def find_dates(text: str, *, strict: bool = False) -> tuple[FoundDate, ...]:
    """Every date with a month in a text, in order; those without a year have ``date`` None.

    What looks like a date and does not exist is passed over, or raises DateError where ``strict``. Six digits in a row
    count only where they are a day that exists and are not part of a telephone or reference number.
    """
    hits: list[FoundDate] = []
    place = 0
    while match := _DATE.search(text, place):
        place = match.end()
        if match["six"] and _PHONE_BEFORE.search(text, max(0, match.start() - 20), match.start()):
            continue
        if not _sure_month(match, text):
            continue
        try:
            hits += _read(match, text)
        except DateError:
            if strict and not match["six"]:
                raise
    return tuple(hits)


def nearest(found: FoundDate, around: datetime.date, before: int) -> FoundDate:
    """A yearless date in the year that puts it at most ``before`` days before ``around``, and within a year after."""
    earliest = around - datetime.timedelta(days=before)
    for year in range(earliest.year, earliest.year + 9):
        day = found.day or monthrange(year, found.month)[1]
        if found.month == 2 and found.day == 29 and monthrange(year, 2)[1] == 28:
            continue
        if datetime.date(year, found.month, day) >= earliest:
            return found.with_year(year)
    return found
