"""Dates of differing precision: how boards write them, and how they are read. Pure; the time is always an argument.

A date is a string as in the plan document: ``"2026-11-30"`` of the precision ``"day"``, ``"2026-11"`` of ``"month"``,
``"2026"`` of ``"year"``, ``None`` of ``"none"``. Reading follows the notations found in published plans: day before
month, two-digit years are 20YY, six digits are ddmmyy, ``April 18`` is April 2018 and ``18 April`` the eighteenth.
Nothing becomes more precise than what was written.
"""

from .deadlines import read_deadlines, read_earlier
from .find import FoundDate, find_dates
from .format import (
    MONTH_KEY,
    MONTHS,
    YEAR_KEY,
    DateError,
    as_text,
    day_of,
    day_words,
    days_words,
    first_day,
    last_day,
    last_key,
    order_key,
    parts_of_key,
    relative_words,
    short_words,
)
from .notes import LeadingDate, leading_date, read_entry
from .periods import find_periods
from .replaced import struck_in_words

__all__ = [
    "MONTHS",
    "MONTH_KEY",
    "YEAR_KEY",
    "DateError",
    "FoundDate",
    "LeadingDate",
    "as_text",
    "day_of",
    "day_words",
    "days_words",
    "find_dates",
    "find_periods",
    "first_day",
    "last_day",
    "last_key",
    "leading_date",
    "order_key",
    "parts_of_key",
    "read_deadlines",
    "read_earlier",
    "read_entry",
    "relative_words",
    "short_words",
    "struck_in_words",
]
