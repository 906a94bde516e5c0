"""Tell the dates of a deadline that hold from those that were replaced: "30 June 2026 now 30 September 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from .find import FoundDate, find_dates

_FILLING_WORDS = (
    *("by", "in", "on", "for", "of", "to", "until", "till", "the", "end", "early", "mid", "late", "w/c", "w/e"),
    *("date", "deadline", "target", "timescale", "due", "is", "as", "being"),
    *("expected", "likely", "anticipated"),
)
_FILLING = rf"(?:\W|\b(?:{'|'.join(_FILLING_WORDS)})\b)*"
_MOVED = (
    r"(?:extended|moved|changed|amended|delayed|deferred|slipped|pushed|put\s+back|brought\s+forward|rescheduled|re-?profiled"
    r"|reset|postponed|revised|updated|re-?timed)"
)
#: A date after these words no longer holds: "March 2018 (was December 2017)", "moved from June 2026 to …".
_FORMER = re.compile(
    rf"(?:\b(?:was|were|previous(?:ly)?|original(?:ly)?|formerly|former|initial(?:ly)?|old|instead\s+of|rather\s+than"
    rf"|replaces|replacing|{_MOVED}(?:\s+back|\s+out|\s+forward)?\s+from)\b){_FILLING}$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(rf"\b(?:original(?:ly)?|initial(?:ly)?){_FILLING}$", re.IGNORECASE)
#: Between two dates of which the second replaced the first.
_NOW = re.compile(
    rf"(?:→|➔|➜|⟶|⇒|[-=]+>|\s>\s|\b(?:now|new|became|becomes|replaced\s+by|superseded\s+by|(?:and\s+)?(?:then|again)\s+to"
    rf"|(?:{_MOVED}|extension|slippage)(?:\b[^.;\n\d]{{0,40}}\bto|\s+(?:to|until|till|date|deadline|target))|{_MOVED}\s*:)(?!\w)){_FILLING}$",
    re.IGNORECASE,
)
#: "30 June 2026 revised 30 September 2026": without a word between only where the first date is of nothing in particular.
_BARELY_NOW = re.compile(rf"\b{_MOVED}{_FILLING}$", re.IGNORECASE)
_MARKED_OLD = re.compile(
    r"\s{0,3}[(\[]\s?(?:original|old|superseded|previous|former|initial|missed|lapsed|not\s+met)"
    r"(?:\s+(?:date|deadline|target))?\s?[)\]]",
    re.IGNORECASE,
)
#: So many characters before a date may say that it was replaced.
_BEFORE = 60


@dataclass(frozen=True)
class Sorted:
    """The dates of a text in force, the earlier ones in the order in which they held, and the text of the same length with
    blanks where it speaks of earlier dates."""

    in_force: list[FoundDate]
    earlier: list[FoundDate]
    text: str


def is_moved_from(text: str, start: int) -> bool:
    """Whether the date at ``start`` is what a deadline was moved from: "moved from June 2026 to …"."""
    return bool(_FORMER.search(text, max(0, start - _BEFORE), start))


def sort_replaced(text: str, found: list[FoundDate]) -> Sorted:
    """Sort the dates found in a text, in their order there. Where none is left in force, one that is called former outside of
    brackets holds: "was due 30 June 2026" says no more than "due"."""
    in_force: list[FoundDate] = []
    earlier: list[FoundDate] = []
    firsts: list[FoundDate] = []
    blank = list(text)
    last_end, in_brackets = 0, False
    for i, hit in enumerate(found):
        begin = max(last_end, hit.start - _BEFORE)
        former = _FORMER.search(text, begin, hit.start)
        # "(was 30/04/2026, then 31/08/2026)": all that is in the brackets
        in_brackets = in_brackets and ")" not in text[last_end : hit.start]
        cut: tuple[int, int] | None = None
        if former or in_brackets:
            in_brackets = in_brackets or bool(former and "(" in text[max(begin, former.start() - 2) : hit.start])
            cut = (former.start() if former else last_end, hit.end)
        else:
            cut = _replaced_behind(text, last_end, hit, found[i + 1 :][:1]) if len(found) > 1 else None
        last_end = cut[1] if cut else hit.end
        if cut is None:
            in_force.append(hit)
            continue
        blank[cut[0] : cut[1]] = " " * (cut[1] - cut[0])
        if former and _ORIGINAL.search(text, begin, hit.start):
            firsts.append(hit)
        else:
            earlier.append(hit)
    if not in_force and found and "(" not in text[max(0, found[-1].start - _BEFORE) : found[-1].start]:
        last = found[-1]
        kept = [[hit for hit in hits if hit is not last] for hits in (firsts, earlier)]
        return Sorted([last], [*kept[0], *kept[1]], text)
    return Sorted(in_force, [*firsts, *earlier], "".join(blank))


def _replaced_behind(text: str, last_end: int, hit: FoundDate, following: list[FoundDate]) -> tuple[int, int] | None:
    """Where the text speaks of a date that the words behind it replace."""
    for later in following:
        between = text[hit.end : later.start][:_BEFORE]
        if _NOW.search(between) or (_BARELY_NOW.search(between) and not _says_what(text[last_end : hit.start])):
            return hit.start, later.start
    mark = _MARKED_OLD.match(text, hit.end)
    return (hit.start, mark.end()) if mark else None


def _says_what(words: str) -> bool:
    """Whether the words before a date, in its line, say what it is of."""
    line = re.split(r"[\n;]", words)[-1][-_BEFORE:]
    return any(word not in _FILLING_WORDS for word in re.findall(r"\w(?:[\w/]*\w)?", line.lower()))


def struck_in_words(text: str) -> str:
    """A deadline's cell with struck-through words, given as ``~~words~~``, in words: "~~31/12/2026~~ 28/02/2027" is
    "28/02/2027 (was 31/12/2026)". A cell that is struck through from end to end says only that its row is: it stays."""
    if "~~" not in text:
        return text
    lines: list[str] = []
    waiting: list[str] = []
    for line in text.split("\n"):
        parts = line.split("~~")
        kept = " ".join(" ".join(parts[::2]).split())
        struck = [date for part in parts[1::2] if part.strip() for date in _each_date(" ".join(part.split()))]
        if re.search(r"\w", kept):
            lines.append(_was(kept, waiting + struck))
            waiting = []
        else:
            waiting += struck
    if not lines:
        return text.replace("~~", "")
    if waiting:
        lines[-1] = _was(lines[-1], waiting)
    return "\n".join(lines)


def _each_date(words: str) -> list[str]:
    """Words that were struck through, apart where a date follows right behind another."""
    hits = find_dates(words)
    if any(words[a.end : b.start].strip() for a, b in pairwise(hits)):
        return [words]
    cuts = [0, *(hit.start for hit in hits[1:]), len(words)]
    return [words[a:b].strip() for a, b in pairwise(cuts)]


def _was(kept: str, struck: list[str]) -> str:
    return f"{kept} (was {', then '.join(struck)})" if struck else kept
