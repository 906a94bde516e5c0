"""Read how a row of a plan has ended: complete, closed, or not at all.

The cells that may say so are asked in the order of their reliability: the status, the notes, the deadline, the rating.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actionplans.document.dates import find_dates

#: A column of the board's own whose dates say when an action was done.
_DAY_DONE = re.compile(
    r"(?:actual )?(?:date (?:of )?(?:completion|completed)|completed (?:on|date))\W*$", re.IGNORECASE
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


def ending_of_row(
    cells: Mapping[str, str], extra: Mapping[str, str], deadline: str, rating: str, headings: Mapping[str, str]
) -> Ending:
    """How an action has ended, from its cells by field, the board's own columns (a date of completion among them) and the B of
    a BRAG rating. ``headings`` are those of the columns, by field."""
    status = cells.get("status", "")
    ending = read_ending(cells.get("progress", ""), deadline, status, rating)
    if ending.doubt or ending.status != "open":
        return ending
    if not status and any(_DAY_DONE.match(k) and find_dates(v) for k, v in extra.items()):
        return Ending("complete")
    if rating == "Blue" and re.search(r"\bbrag\b", headings.get("rating", ""), re.IGNORECASE):
        return Ending("complete")
    return ending


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
