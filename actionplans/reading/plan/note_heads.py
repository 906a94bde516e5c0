"""Find the date in the head of a note that does not begin with it: "JS 12/05/26:", "w/c 19 Oct:", "Oct 26 update –", "Q2:".

A head is short, ends with a colon, a dash or its line, and holds nothing but its date, words such as "update" and initials.
"""

from __future__ import annotations

import datetime
import re

from actionplans.document.dates import FoundDate, find_dates, find_periods, read_entry
from actionplans.document.tree import EntryNode

_LONGEST = 64
_BREAK = re.compile(r":(?!\d)|\s[–—-]\s|[–—](?=\s?[A-Z])|\n")
_WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?")
_HEAD_WORDS = re.compile(
    r"as?|at|of|on|in|for|the|to|from|and|w/c|w/e|week|commencing|beginning|ending|end|updated?|updates|last|latest|further"
    r"|progress|position|status|review(?:ed)?|notes?|quarter|term|mid|early|late|board|executive|meeting|committee|panel|group",
    re.IGNORECASE,
)
#: A post has its hour behind its day.
_HOUR = re.compile(r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]m)?\b")
#: Who wrote a post, and words such as "posted on Wed … at", are no more than so many words.
_MOST_WORDS = 8
_INITIALS = re.compile(r"[A-Z]{2,4}")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?"
    r"|Oct|Nov|Dec)\b"
)
_QUARTER = re.compile(r"\bQ(?:tr|uarter)?\s?([1-4])\b(?!\s?\d)", re.IGNORECASE)
_DAY_AND_MONTH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def dated_head(text: str, around: datetime.date | None) -> EntryNode | None:
    """A note with the date of its head, or None where its head has none. One without its year takes it from ``around``."""
    begin = _BREAK.search(text[:_LONGEST])
    if begin is None and not is_post(text):
        return None
    end, rest_at = begin.span() if begin else (len(text), len(text))
    head = text[:end].strip()
    found = _date_in(head.replace("*", " "), around)
    if found is None:
        return None
    rest = text[rest_at:].lstrip(" \t\n:–—-")
    if head.count("**") % 2 and rest.startswith("**"):
        rest = rest[2:].lstrip(" \t\n:–—-")
    written = head.replace("*", "").strip()
    if written[:1] in "([":
        written = written.strip("[]() ")
    return EntryNode(rest, found.date, found.precision, written, found.inferred)


def yearless_month(period: str, around: datetime.date | None) -> str:
    """The month of a period without a year, of a quarter its last: the last one before ``around``; empty where it is none."""
    found = _yearless(period, around)
    return (found.date or "")[:7] if found else ""


def _date_in(head: str, around: datetime.date | None) -> FoundDate | None:
    dates = find_dates(head)
    if len(dates) > 1:
        return None
    if dates:
        found: FoundDate | None = dates[0]
    elif _DAY_AND_MONTH.fullmatch(head.strip()):  # "10/11" is 10 November, and no financial year
        found = _yearless(head, around)
    else:
        found = next(iter(find_periods(head)), None) or _yearless(head, around)
    if found is None:
        return None
    around_it = f"{head[: found.start]} {head[found.end :]}"
    if is_post(head):
        return found
    if re.search(r"\d", around_it) or not all(map(_is_of_a_head, _WORD.findall(around_it))):
        return None
    return found if found.date else _with_year(found, around)


def is_post(head: str) -> bool:
    """Whether a line is the head of a post, with a day and its hour: "Ann Marsh posted on Wed 2 September 2026 at 09:41"."""
    if len(head) > _LONGEST or "\n" in head.strip() or not (hour := _HOUR.search(head)):
        return False
    dates = find_dates(head[: hour.start()])
    if len(dates) != 1 or not dates[0].day:
        return False
    around = f"{head[: dates[0].start]} {head[dates[0].end : hour.start()]} {head[hour.end() :]}"
    return not re.search(r"\d", around) and len(_WORD.findall(around)) <= _MOST_WORDS


def _is_of_a_head(word: str) -> bool:
    return bool(_HEAD_WORDS.fullmatch(word) or _INITIALS.fullmatch(word))


def _with_year(found: FoundDate, around: datetime.date | None) -> FoundDate | None:
    entry = read_entry(f"{found.as_written}: -", around)
    if entry.date is None:
        return None
    return FoundDate(entry.date, entry.precision, found.start, found.end, found.as_written, inferred=True)


def _yearless(head: str, around: datetime.date | None) -> FoundDate | None:
    """A month, a quarter of a financial year, or "12/5", in the year that ``around`` gives it."""
    if around is None:
        return None
    if match := _DAY_AND_MONTH.search(head):
        day, month = int(match[1]), int(match[2])
        if not 1 <= month <= 12:
            return None
        written, precision = f"{day} {_MONTHS[month - 1]}", "day"
    elif match := _QUARTER.search(head):
        written, precision = f"15 {_MONTHS[(3 * int(match[1]) + 2) % 12]}", "month"
    elif match := _MONTH.search(head):
        written, precision = f"15 {match[0]}", "month"
    else:
        return None
    date = read_entry(f"{written}: -", around).date
    if date is None:
        return None
    return FoundDate(date if precision == "day" else date[:7], precision, *match.span(), match[0], inferred=True)
