"""Format a date as words (“30 November 2026”, “09.11.26”, “in 18 days”), and find its first and last day."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange

from ..wording import count

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

#: What ends the key of a month and of a year (``order_key``): after all of their days.
MONTH_KEY, YEAR_KEY = "-32", "-99-99"
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")


class DateError(ValueError):
    """A date that does not exist; the message is one or two sentences for the person who typed it."""


def _parts(date: str | datetime.date) -> tuple[int, ...]:
    if isinstance(date, datetime.date):
        return (date.year, date.month, date.day)
    return tuple(int(part) for part in date.split("-"))


def as_text(date: datetime.date, precision: str = "day") -> str | None:
    """A day as the string of a precision: 30 November 2026 and ``"month"`` give ``"2026-11"``; ``"none"`` None."""
    length = {"day": 10, "month": 7, "year": 4, "none": 0}[precision]
    return date.isoformat()[:length] or None


def day_words(date: str | datetime.date | None, precision: str = "day") -> str:
    """A date in full: ``"30 November 2026"``, ``"November 2026"``, ``"2026"``, or ``""`` where there is none."""
    if not date or precision == "none":
        return ""
    year, month, day = (*_parts(date), 0, 0)[:3]
    if precision == "year":
        return str(year)
    if precision == "month":
        return f"{MONTHS[month - 1]} {year}"
    return f"{day} {MONTHS[month - 1]} {year}"


def short_words(date: str | datetime.date | None, precision: str = "day") -> str:
    """A date as boards write it beside a note: ``"09.11.26"``; months and years stay words (``"November 2026"``)."""
    if not date or precision != "day":
        return day_words(date, precision)
    year, month, day = _parts(date)
    return f"{day:02}.{month:02}.{year % 100:02}"


def first_day(date: str | datetime.date | None, precision: str = "day") -> datetime.date | None:
    """The first day that a date covers, or None where there is none. Raises DateError if the day does not exist."""
    if not date or precision == "none":
        return None
    year, month, day = (*_parts(date), 1, 1)[:3]
    if precision == "year":
        month = day = 1
    elif precision == "month":
        day = 1
    return existing_day(year, month, day)


def last_day(date: str | datetime.date | None, precision: str = "day") -> datetime.date | None:
    """The day after which something due by then is overdue: the last of the month or year. None where there is none.

    Raises DateError if the day does not exist.
    """
    first = first_day(date, precision)
    if first is None or precision == "day":
        return first
    if precision == "year":
        return first.replace(month=12, day=31)
    return first.replace(day=monthrange(first.year, first.month)[1])


def day_of(written: str | None) -> datetime.date | None:
    """The last day of a date whose precision shows ("2026-11-30", "2026-11", "2026"); None of what is no date."""
    match = _ISO.match(written or "")
    if match is None:
        return None
    try:
        return last_day(match[0], {10: "day", 7: "month", 4: "year"}[len(match[0])])
    except DateError:
        return None


def order_key(date: str | None, precision: str = "day") -> str:
    """Ten characters by which dates of any precision are ordered by their last day, in a database too: "2026-11-30",
    "2026-11-32" for November 2026, "2026-99-99" for 2026. Empty where there is no date."""
    if not date or precision == "none":
        return ""
    return date + {"day": "", "month": MONTH_KEY, "year": YEAR_KEY}[precision]


def parts_of_key(key: str) -> tuple[str, str]:
    """The date and the precision of a key of ``order_key``."""
    for ending, precision in ((YEAR_KEY, "year"), (MONTH_KEY, "month")):
        if key.endswith(ending):
            return key.removesuffix(ending), precision
    return key, "day"


def last_key(day: datetime.date) -> str:
    """The greatest key of a date whose last day is not after that day."""
    ends_month = day.day == monthrange(day.year, day.month)[1]
    if ends_month and day.month == 12:
        return f"{day.year:04}{YEAR_KEY}"
    return f"{day.isoformat()[:7]}{MONTH_KEY}" if ends_month else day.isoformat()


def relative_words(due: datetime.date, on: datetime.date) -> str:
    """How far off a last day is, seen from ``on``: ``"Due in 18 days"``, ``"Due today"``, ``"Overdue by 12 days"``."""
    days = (due - on).days
    if days < 0:
        return f"Overdue by {count(-days, 'day')}"
    return f"Due {days_words(due, on)}"


def days_words(day: datetime.date, on: datetime.date) -> str:
    """How far off a day is that is not over, seen from ``on``: ``"today"``, ``"tomorrow"``, ``"in 18 days"``."""
    days = (day - on).days
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"


def existing_day(year: int, month: int, day: int) -> datetime.date:
    """The day, or DateError with a sentence that says what does not exist."""
    if not 1 <= month <= 12:
        raise DateError(f"There is no month {month}. Write the day first, then the month.")
    try:
        return datetime.date(year, month, day)
    except ValueError:
        pass
    name = MONTHS[month - 1]
    if month == 2 and day == 29:
        raise DateError(f"29 February {year} does not exist. In {year} February has 28 days.")
    days = "28 days, or 29 in a leap year" if month == 2 else f"{monthrange(2000, month)[1]} days"
    raise DateError(f"{day} {name} does not exist. {name} has {days}.")
