"""Dates of differing precision: how boards write them, and how they are read. Pure; the time is always an argument.

A date is a string as in the plan document: ``"2026-11-30"`` of the precision ``"day"``, ``"2026-11"`` of ``"month"``,
``"2026"`` of ``"year"``, ``None`` of ``"none"``. Reading follows the notations found in published plans: day before
month, two-digit years are 20YY, six digits are ddmmyy, ``April 18`` is April 2018 and ``18 April`` the eighteenth.
Nothing becomes more precise than what was written.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass, replace
from typing import NamedTuple

from .tree import Deadline, Entry
from .wording import count

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


class DateError(ValueError):
    """A date that does not exist; the message is one or two sentences for the person who typed it."""


# Writing --------------------------------------------------------------------------------------------------------------


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
    return _real(year, month, day)


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


# Reading --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class FoundDate:
    """A date that stands in a text, from ``start`` to ``end`` (offsets of characters).

    ``date`` is None while its year is not known. ``inferred`` says that the year was taken from what stands around it.
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


_MONTH_NAMES = (
    r"jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_MONTH_NUMBER = {name[:3].lower(): i for i, name in enumerate(MONTHS, 1)}
_QUOTE = "['’‘`´ʼ]"
_YEAR4 = r"(?:19|20|21)\d\d(?!\d)"
# Two bare digits after a month are a year, unless they count something or tell the time: "6 February 12 files".
_YEAR2 = (
    r"\d\d(?!\d)(?!\s*(?:[ap]\.?m\b|%|[.:]\d))"
    r"(?!\s+(?:children|people|staff|young|families|other|more|of|per|out)\b)(?!\s+[a-z]+[a-rt-z]s\b)"
)
_YEAR = rf"(?:{_YEAR4}|{_QUOTE}\s?\d\d(?!\d)|{_YEAR2})"
_TH = r"\s?(?:st|nd|rd|th)\b"
_SPAN = r"(?:[-–—/]|\bto\b|\buntil\b)"

_DATE = re.compile(
    rf"""
    (?<![\w£$#])(?:(?<!\d[.:])|(?=\D))
    (?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[\s,.]+(?=\w))?
    (?:
      (?P<iso_y>{_YEAR4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)
    | (?P<num_d>\d{{1,2}})(?P<sep>[./-])(?P<num_m>\d{{1,2}})(?P=sep)(?P<num_y>{_YEAR4}|\d\d)(?!\d|(?P=sep)\d)
    | (?P<six>\d{{6}})(?!\w)(?![\s-]+\d{{4}})
    | (?P<slash_m>0?[1-9]|1[0-2])/(?P<slash_y>{_YEAR4})(?!/)
    | (?:(?P<other_d>\d{{1,2}})(?:{_TH})?\s*(?P<d_join>{_SPAN}|,|&|\band\b)\s*)?
      (?P<day>\d{{1,2}})(?:-|(?:{_TH})?\s*(?:of\s+)?)(?P<day_m>{_MONTH_NAMES})(?![a-z])\.?(?:[\s,/-]*(?P<day_y>{_YEAR}))?
    | (?P<us_m>{_MONTH_NAMES})(?![a-z])\.?\s*(?:the\s+)?(?P<us_d>\d{{1,2}})
      (?:{_TH}(?:[\s,]*(?P<us_y>{_YEAR}))?|,?\s+(?P<us_y4>{_YEAR4}))
    | (?:(?P<other_m>{_MONTH_NAMES})(?![a-z])\.?\s*(?P<m_join>{_SPAN}|,|&|\band\b)\s*)?
      (?P<month>{_MONTH_NAMES})(?![a-z])\.?[\s,/–-]*(?P<month_y>{_YEAR})
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


def _real(year: int, month: int, day: int) -> datetime.date:
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


def _spell(year: int, month: int, day: int) -> str:
    if day:
        return _real(year, month, day).isoformat()
    return f"{year:04}-{month:02}"


def _year(written: str) -> int:
    digits = re.sub(r"\D", "", written)
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(written: str) -> int:
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
            _real(year or 2000, month, day)  # no year has a 31 June
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
        month, year = _month(match["day_m"]), match["day_y"]
        span = bool(match["other_d"]) and not _LIST_JOIN.fullmatch(match["d_join"])
        if match["other_d"] and not span:
            extra.append(found(_year(year) if year else None, month, int(match["other_d"])))
        return [*extra, found(_year(year) if year else None, month, int(match["day"]), span)]
    if match["us_m"]:
        year = match["us_y"] or match["us_y4"]
        return [found(_year(year) if year else None, _month(match["us_m"]), int(match["us_d"]))]
    year_, month = _year(match["month_y"]), _month(match["month"])
    span = bool(match["other_m"]) and not _LIST_JOIN.fullmatch(match["m_join"])
    if match["other_m"] and not span:
        other = _month(match["other_m"])
        extra.append(replace(found(year_ - (other > month), other), inferred=True))
    return [*extra, found(year_, month, None, span)]


def find_dates(text: str, *, strict: bool = False) -> tuple[FoundDate, ...]:
    """Every date with a month that stands in a text, in order; those without a year have ``date`` None.

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


def _near(found: FoundDate, around: datetime.date, before: int) -> FoundDate:
    """A yearless date in the year that puts it at most ``before`` days before ``around``, and within a year after."""
    earliest = around - datetime.timedelta(days=before)
    for year in range(earliest.year, earliest.year + 9):
        day = found.day or monthrange(year, found.month)[1]
        if found.month == 2 and found.day == 29 and monthrange(year, 2)[1] == 28:
            continue
        if datetime.date(year, found.month, day) >= earliest:
            return found.with_year(year)
    return found


# By when --------------------------------------------------------------------------------------------------------------

#: A deadline typed without its year may lie this many days back; otherwise the coming one is meant.
DEADLINE_BACK = 92
#: So many days a date may lie out of the order in which dates are listed.
BESIDE = 62
#: A note typed without its year happened in the past, apart from slips of this many days.
NOTE_AHEAD = 31

_BEFORE_DATE = re.compile(
    r"(?:[\s,:;(\[–—-]|\b(?:by|in|on|at|from|for|before|until|till|to|of|the|is|are|was|be|due|no|not|later|than|end|mid"
    r"|early|late|beginning|start|week|w/c|w/e|commencing|ending|month|during|within|with|and|usually|target|date"
    r"|deadline|between|moved|extended|slipped|changed|both|approx|approximately|circa|around|revised|now))$",
    re.IGNORECASE,
)
_JOIN = re.compile(r"\s*(?:[;,\n]|\bwith\b|\band\b|\bthen\b|\bfollowed by\b|\bplus\b|&|\+)\s*", re.IGNORECASE)
_AFTER_DATE = re.compile(r"^(?:[\s,:;.–—-]|\b(?:for|onwards?|latest|at the latest|if|is|the)\b)+", re.IGNORECASE)
_STATE = r"(?:complete|completed|closed|done|ongoing)\b[\s.:,–—-]*"
_ENDED = re.compile(rf"^\W*{_STATE}(?=$|[A-Z(])|(?<!be )(?<!\w)\b{_STATE}$", re.IGNORECASE)
#: A date that these words stand before is one that no longer holds: "March 2018 (was December 2017)".
_FORMER = re.compile(
    r"\b(?:was|were|previously|originally|formerly|original date)(?:\s+due)?\W*(?:(?:by|in|on|for|of)\W*)?$",
    re.IGNORECASE,
)
#: A label longer than this is a sentence of its own; its end says what the date is of.
MOST_LABEL = 200
_BARE_MONTH = re.compile(
    rf"(?:by|before|in|due|for|end|of|the|mid|early|late|start|beginning|\W)*({_MONTH_NAMES})\W*", re.IGNORECASE
)
_BARE_YEAR = re.compile(rf"(?:by|before|in|due|during|end|of|the|mid|early|late|start|\W)*({_YEAR4})\W*", re.IGNORECASE)
_SPANNED = re.compile(r"\bbetween\W*$", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"\s*(?:[-–—/]|to|until|up to)\s*", re.IGNORECASE)


def read_deadlines(text: str, around: datetime.date | None = None) -> tuple[Deadline, ...]:
    """The dates in what stands under "By when", in the order written; none for "Ongoing" or "Quarterly".

    Labels say what is due where words stand before a date, or behind it where a cell holds several:
    "Interim report by Dec ’17 with full implementation by March ‘18" gives "Interim report" and "full implementation".
    Of a span ("Oct – Dec 18") the end counts. A date without a year takes it from a date beside it, else, where
    ``around`` is given, the year that puts it nearest ahead of that day (at most DEADLINE_BACK days behind it); else
    it is left out. A month or year alone counts only where the cell holds nothing else.

    Raises DateError for a day that does not exist ("31 June does not exist. June has 30 days.").
    """
    found = _merge_spans(_lend_years(find_dates(text, strict=True), around), text)
    found = [hit for hit in found if not _FORMER.search(text, max(0, hit.start - 40), hit.start)] or found
    if not found:
        return _bare(text, around)
    pieces = _between(text, found)
    deadlines: list[Deadline] = []
    for i, hit in enumerate(found):
        label = _lead_in(pieces[i][1])
        if not label and len(found) > 1:
            label = _follow_up(pieces[i + 1][0])
        deadline = Deadline(label=label, date=hit.date, precision=hit.precision)
        if deadline not in deadlines:
            deadlines.append(deadline)
    return tuple(deadlines)


def _bare(text: str, around: datetime.date | None) -> tuple[Deadline, ...]:
    if match := _BARE_YEAR.fullmatch(text.strip()):
        return (Deadline(date=match[1], precision="year"),)
    match = _BARE_MONTH.fullmatch(text.strip())
    if match and around:
        month = FoundDate(None, "month", 0, 0, match[1], month=_month(match[1]))
        return (Deadline(date=_near(month, around, DEADLINE_BACK).date, precision="month"),)
    return ()


def _lend_years(found: tuple[FoundDate, ...], around: datetime.date | None) -> list[FoundDate]:
    """Dates without a year take it from the next dated one, else from the one before, else from ``around``.

    People list dates as they come: the earlier is seldom more than BESIDE days behind the later.
    """
    dated: list[FoundDate] = []
    for i, hit in enumerate(found):
        if hit.date is None:
            following = next((h for h in found[i + 1 :] if h.date), None)
            if following and (day := first_day(following.date, following.precision)):
                hit = _near(hit, day, 365 - BESIDE)
            elif dated and (day := first_day(dated[-1].date, dated[-1].precision)):
                hit = _near(hit, day, BESIDE)
            elif around:
                hit = _near(hit, around, DEADLINE_BACK)
        if hit.date is not None:
            dated.append(hit)
    return dated


def _merge_spans(found: list[FoundDate], text: str) -> list[FoundDate]:
    """Two dates with "to" or a dash between them are one span, due at its end."""
    kept: list[FoundDate] = []
    for hit in found:
        if kept:
            last = kept[-1]
            between = text[last.end : hit.start][:20]
            spanned = between.strip() == "and" and _SPANNED.search(text, max(0, last.start - 20), last.start)
            if hit.start >= last.end and (_RANGE_JOIN.fullmatch(between) or spanned):
                kept.pop()
                hit = replace(hit, start=last.start, as_written=text[last.start : hit.end], range=True)
        kept.append(hit)
    return kept


def _between(text: str, found: list[FoundDate]) -> list[tuple[str, str]]:
    """The words around the dates, n + 1 pairs: what belongs to the date before, and what to the date behind."""
    pairs: list[tuple[str, str]] = []
    last = 0
    for i, hit in enumerate(found):
        words = text[last : max(last, hit.start)]
        if i == 0:
            # only the line, or the part after a semicolon, in which the date stands speaks of it
            pairs.append(("", re.split(r"[\n;]", words)[-1]))
        elif join := _JOIN.search(words):
            pairs.append((words[: join.start()], re.split(r"[\n;]", words[join.end() :])[-1]))
        elif pairs[-1][1].strip():
            pairs.append(("", words))
        else:
            pairs.append((words, ""))
        last = hit.end
    pairs.append((re.split(r"[\n;]", text[last:])[0], ""))
    return pairs


def _lead_in(words: str) -> str:
    """A label from the words before a date: without "by", "end of" and the like at its end."""
    label = re.split(r"[.!?]\s", words[-MOST_LABEL:])[-1] if re.search(r"[.!?]\s+\S", words) else words[-MOST_LABEL:]
    label = label.rsplit("(", 1)[-1] if label.count("(") > label.count(")") else label
    label = _ENDED.sub("", label)
    while match := _BEFORE_DATE.search(label):
        label = label[: match.start()]
    label = re.sub(r"^(?:[\s,:;.)\]–—*-]|\b(?:but|and|with|then)\b)+", "", label, flags=re.IGNORECASE)
    return label.strip()


def _follow_up(words: str) -> str:
    """A label from the words behind a date, such as "(interim)"."""
    label = _AFTER_DATE.sub("", _ENDED.sub("", words[:MOST_LABEL]))
    label = label.strip(" \t\n.,:;–—-")
    if label.startswith("(") and label.endswith(")"):
        label = label[1:-1]
    while match := _BEFORE_DATE.search(label):
        label = label[: match.start()]
    return label.strip()


# Progress notes -------------------------------------------------------------------------------------------------------


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


def read_entry(text: str, around: datetime.date | None = None) -> Entry:
    """A progress note as an entry of the document: its leading date taken off, or the whole text without a date.

    ``inferred`` is true where the year was taken from ``around``.
    """
    leading = _leading(text)
    if leading is None:
        return Entry(text=text)
    hit, rest = leading
    if hit.date is None and around:
        hit = _near(hit, around, 365 - NOTE_AHEAD)
    if hit.date is None:
        return Entry(text=text)
    return Entry(text=rest, date=hit.date, precision=hit.precision, as_written=hit.as_written, inferred=hit.inferred)
