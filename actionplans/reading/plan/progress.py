"""Read progress cells as dated entries, and whether a row says that it is done.

A paragraph that begins with a date opens an entry, one without is an entry of its own. Bullets belong to the paragraph
that leads to them. The year of a date that is written without one comes from its neighbours in the cell.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from actionplans.document.dates import find_dates, first_day, read_entry
from actionplans.document.tree import EntryNode

#: A note without its year is taken to follow the one above it by less than this many days.
_AFTER_LAST = 300

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
_CLOSED = re.compile(
    r"(?:this\s+|the\s+)?(?:action|item|recommendation)?\s*(?:is\s+|has been\s+|now\s+)*(?:been\s+)?closed\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:(?:this|the|all)\s+)?(?:action|actions|item|task|recommendation)?\s*(?:is\s+|are\s+"
    r"|has been\s+|have been\s+|now\s+)*"
    r"(?:fully\s+)?(?:completed?|done|achieved)\b",
    re.IGNORECASE,
)
_THIS_DONE = re.compile(
    r"\b(?:this|these|it) (?:is|are|has|have) (?:now |all |been |also )*(?:complete|completed|closed|done)\b",
    re.IGNORECASE,
)
_REOPENED = re.compile(r"\bre-?opened\b", re.IGNORECASE)
_END_OF_SENTENCE = re.compile(r"[\s.!*:;,–—-]*(?:$|\n)")


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
            entries.append(entry)
    return tuple(entries)


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
                words = words.strip()
                pieces.append([words])
                leads_on = words.rstrip("* ").endswith(":") or _is_dated(words)
    return ["\n".join(piece) for piece in pieces]


def _is_dated(words: str) -> bool:
    return _entry(words, datetime.date(2000, 1, 1)).date is not None


def _entry(text: str, around: datetime.date | None) -> EntryNode:
    if (match := _BOLD_HEAD.match(text)) and not match[2].startswith("*"):
        bold, rest = match[1], match[2]
        entry = read_entry(bold + rest, around)
        if entry.date is not None:
            over = len(entry.text) - len(rest.lstrip(" :;.,)]–—-"))
            return replace(
                entry, text=f"**{entry.text[:over].strip()}** {entry.text[over:]}".strip() if over > 1 else entry.text
            )
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
    return EntryNode(text=text)


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


@dataclass(frozen=True)
class Ending:
    """What a row says about its end: ``open``, ``complete`` or ``closed``, and a question for the user, or none."""

    status: str = "open"
    doubt: str = ""


def read_ending(progress: str, deadline: str = "", status: str = "", rating: str = "") -> Ending:
    """Whether a row is done, from its cells. "COMPLETE" as a paragraph and "Action closed." at the head of one say so;
    "This is now complete." in the midst of others may mean one item only and is asked about."""
    if status.strip():
        return _from_status(status)
    lines = [line.strip(" *-•\t") for line in re.split(r"\n+", progress) if line.strip(" *-•\t")]
    said, doubt = "", ""
    for line in lines:
        line = re.sub(r"^(?:[\d./]{6,10}|\d{6})\s*[:.–-]?\s*", "", line).strip("* ")
        if _REOPENED.search(line):
            said, doubt = "", "It says that the action was opened again; it was imported as open."
        elif word := _says_ended(line):
            said, doubt = word, ""
        elif _THIS_DONE.search(line):
            if len(lines) == 1 and len(line.split()) <= 12:
                said = "complete"
            else:
                doubt = f"“{_short(line)}” may mean one item only; the action was imported as open."
    if said:
        return Ending(said)
    for line in deadline.split("\n"):
        if word := _says_ended(line.strip(" *()")) or _tail(line):
            return Ending(word)
    if word := _says_ended(rating.strip()):
        return Ending(word)
    return Ending(doubt=doubt)


def read_status(text: str) -> str:
    """The status that the words of a status cell name: open, complete or closed; empty where they name none."""
    word = text.strip().lower().rstrip(".")
    if word.startswith(("complete", "done", "achieved", "finished")):
        return "complete"
    if word.startswith(("closed", "no further action", "superseded")):
        return "closed"
    if word.startswith(("open", "on track", "ongoing", "in progress", "not started", "outstanding", "overdue")):
        return "open"
    return ""


def _says_ended(line: str) -> str:
    """``closed`` or ``complete`` where a line says so of the whole action: alone, or first with a full stop behind it."""
    for pattern, word in ((_CLOSED, "closed"), (_DONE, "complete")):
        match = pattern.match(line)
        if not match:
            continue
        rest = line[match.end() :]
        alone = _END_OF_SENTENCE.match(rest) and not rest.strip(" .!*:;,–—-")
        whole_action = re.match(r"(?:this\s+|the\s+)?(?:action|recommendation)\b", match.group(), re.IGNORECASE)
        one_thing = re.match(r"(?:this|the|all|it)\s+(?:is|are|has)", match.group(), re.IGNORECASE)
        dated = re.match(r"\s*(?:[–—-]\s*)?(?:on\s+|in\s+)?[\d(][\d./\s)]*\.?$", rest)
        if (alone or dated) and not one_thing:
            return word
        if whole_action and re.match(r"\*{0,2}\s*[.!:–—-]", rest):
            return word
        if (
            line[: match.end()].isupper()
            and len(line[: match.end()]) > 3
            and re.match(r"\*{0,2}\s*(?:[.!:–—-]|$)", rest)
        ):
            return word
    return ""


def _tail(line: str) -> str:
    """The state that boards write behind a date: "Dec ’17  COMPLETE"."""
    match = re.search(r"\d[\s.,–—(-]+(completed?|closed|done|achieved)\W*$", line, re.IGNORECASE)
    if not match:
        return ""
    return "closed" if match[1].lower() == "closed" else "complete"


def _from_status(text: str) -> Ending:
    """The state in a status column; "not complete" and "partially complete" are open."""
    words = text.strip().lower()
    if re.search(r"\b(?:not|partial(?:ly)?|part|nearly|almost|in-?complete|to be|phase \d|\d\d?%)\b", words):
        return Ending()
    if re.search(r"\b(?:closed|superseded|withdrawn|cancelled|no longer required)\b", words):
        return Ending("closed")
    if re.match(
        r"\W*(?:action\s+)?(?:fully\s+)?(?:completed?|done|achieved|met|implemented"
        r"|delivered|blue)\b",
        words,
    ):
        return Ending("complete")
    return Ending()


def _short(line: str) -> str:
    return line if len(line) <= 90 else line[:87].rsplit(" ", 1)[0] + " …"
