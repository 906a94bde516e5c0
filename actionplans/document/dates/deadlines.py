"""Read the text of the “By when” column: its dates, and what is due on each."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from ..tree import DeadlineNode
from .find import MONTH_NAMES, YEAR4, FoundDate, find_dates, month_number, nearest
from .format import first_day
from .periods import find_periods
from .replaced import Sorted, is_moved_from, sort_replaced

#: A deadline typed without its year may lie this many days back; otherwise the coming one is meant.
DEADLINE_BACK = 92
#: So many days a date may lie out of the order in which dates are listed.
BESIDE = 62
_BEFORE_DATE = re.compile(
    r"(?:[\s,:;(\[–—-]|\b(?:by|in|on|at|from|for|before|until|till|to|of|the|is|are|was|be|due|no|not|later|than|end|mid"
    r"|early|late|beginning|start|week|w/c|w/e|commencing|ending|month|during|within|with|and|usually|target|date"
    r"|deadline|between|moved|extended|slipped|changed|both|approx|approximately|circa|around|revised|now|new))$",
    re.IGNORECASE,
)
# Begins where white space begins: from within it, it would be read again for each blank.
_JOIN = re.compile(r"(?<!\s)\s*(?:[;,\n]|\bwith\b|\band\b|\bthen\b|\bfollowed by\b|\bplus\b|&|\+)\s*", re.IGNORECASE)
_AFTER_DATE = re.compile(r"^(?:[\s,:;.–—-]|\b(?:for|onwards?|latest|at the latest|if|is|the)\b)+", re.IGNORECASE)
_STATE = r"(?:complete|completed|closed|done|ongoing)\b[\s.:,–—-]*"
_ENDED = re.compile(rf"^\W*{_STATE}(?=$|[A-Z(])|(?<!be )(?<!\w)\b{_STATE}$", re.IGNORECASE)
#: A label longer than this is a sentence of its own; its end says what the date is of.
MOST_LABEL = 200
_BARE_MONTH = re.compile(
    rf"(?:by|before|in|due|for|end|of|the|mid|early|late|start|beginning|\W)*({MONTH_NAMES})\W*", re.IGNORECASE
)
_BARE_YEAR = re.compile(rf"(?:by|before|in|due|during|end|of|the|mid|early|late|start|\W)*({YEAR4})\W*", re.IGNORECASE)
#: A span without an end: "May 2026 – ongoing" is due on no day.
_OPEN_END = re.compile(r"\s?(?:[–—-]|to|until)\s?(?:ongoing|on-going|open|present|date)\b", re.IGNORECASE)
_SPANNED = re.compile(r"\bbetween\W*$", re.IGNORECASE)
_RANGE_JOIN = re.compile(r"\s*(?:[-–—/]|to|until|up to)\s*", re.IGNORECASE)


def read_deadlines(text: str, around: datetime.date | None = None) -> tuple[DeadlineNode, ...]:
    """The dates in force in the text under "By when", in the order written; none for "Ongoing" or "Quarterly".

    Labels say what is due, from the words before a date, or after it where a cell holds several:
    "Interim report by Dec ’17 with full implementation by March ‘18" gives "Interim report" and "full implementation".
    Of a span ("Oct – Dec 18") the end counts, as of a quarter, a term or a financial year (``find_periods``). A date that
    another has replaced is left to ``read_earlier``. A date without a year takes the year of a date beside it, else, where
    ``around`` is given, the year that puts it nearest ahead of that day (at most DEADLINE_BACK days behind it); else
    it is left out. A month or year alone counts only where the cell holds nothing else.

    Raises DateError for a day that does not exist ("31 June does not exist. June has 30 days.").
    """
    found = _sorted(text, around)
    if not found.in_force:
        return () if found.earlier else _bare(text, around)
    pieces = _between(found.text, found.in_force)
    deadlines: dict[tuple[str, str | None], DeadlineNode] = {}
    for i, hit in enumerate(found.in_force):
        label = _lead_in(pieces[i][1])
        if not label and len(found.in_force) > 1:
            label = _follow_up(pieces[i + 1][0])
        deadline = DeadlineNode(label=label, date=hit.date, precision=hit.precision)
        deadlines.setdefault((label, hit.date), deadline)
    return tuple(deadlines.values())


def read_earlier(text: str, around: datetime.date | None = None) -> tuple[DeadlineNode, ...]:
    """The dates in the text under "By when" that others have replaced, in the order in which they held:
    "30 June 2026 now 30 September 2026", "March 2027 (was December 2026)". Raises DateError as ``read_deadlines``."""
    dates = dict.fromkeys((hit.date, hit.precision) for hit in _sorted(text, around).earlier)
    return tuple(DeadlineNode(date=date, precision=precision) for date, precision in dates)


def _sorted(text: str, around: datetime.date | None) -> Sorted:
    return sort_replaced(text, _merge_spans(_lend_years(_found(text), around), text))


def _found(text: str) -> tuple[FoundDate, ...]:
    """The dates, and the quarters, terms and years beside them, in their order."""
    dates = tuple(hit for hit in find_dates(text, strict=True) if not _OPEN_END.match(text, hit.end))
    periods = [p for p in find_periods(text) if not any(p.start < d.end and d.start < p.end for d in dates)]
    return tuple(sorted((*dates, *periods), key=lambda hit: hit.start)) if periods else dates


def _bare(text: str, around: datetime.date | None) -> tuple[DeadlineNode, ...]:
    if match := _BARE_YEAR.fullmatch(text.strip()):
        return (DeadlineNode(date=match[1], precision="year"),)
    match = _BARE_MONTH.fullmatch(text.strip())
    if match and around:
        month = FoundDate(None, "month", 0, 0, match[1], month=month_number(match[1]))
        return (DeadlineNode(date=nearest(month, around, DEADLINE_BACK).date, precision="month"),)
    return ()


def _lend_years(found: tuple[FoundDate, ...], around: datetime.date | None) -> list[FoundDate]:
    """Dates without a year take it from the next dated one, else from the one before, else from ``around``.

    People list dates as they come: the earlier is seldom more than BESIDE days behind the later.
    """
    dated: list[FoundDate] = []
    next_dated: list[FoundDate | None] = [None]
    for hit in reversed(found[1:]):
        next_dated.append(hit if hit.date else next_dated[-1])
    for hit, following in zip(found, reversed(next_dated), strict=False):
        if hit.date is None:
            if following and (day := first_day(following.date, following.precision)):
                hit = nearest(hit, day, 365 - BESIDE)
            elif dated and (day := first_day(dated[-1].date, dated[-1].precision)):
                hit = nearest(hit, day, BESIDE)
            elif around:
                hit = nearest(hit, around, DEADLINE_BACK)
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
            joined = between.strip() == "and" and _SPANNED.search(text, max(0, last.start - 20), last.start)
            spanned = bool(joined or _RANGE_JOIN.fullmatch(between)) and not is_moved_from(text, last.start)
            if hit.start >= last.end and spanned:
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
            # only the line, or the part after a semicolon, that holds the date is about it
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
