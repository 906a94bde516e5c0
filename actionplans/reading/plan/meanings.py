"""What the heading of a column may mean: "Lead Officer(s)", "Who?" and "Responsible lead" are all the lead.

A heading is matched against phrases that boards use, the closest first. Where the words leave it open, the cells below
decide: a "Status" that holds sentences is progress, one that holds letters is a rating.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from actionplans.document.dates import find_dates
from actionplans.document.fields import FURTHER_TEXTS

from .cell_words import is_answer
from .date_columns import DATED
from .evidence import Seen
from .heading_words import COMPLETION, RATING_WORDS, STATUS_WORDS, WHOLE, WITHIN, plain
from .number_columns import ITEM_NUMBER

#: From these strengths on a heading is sure, or at least likely, to mean a field.
SURE, LIKELY = 8, 5
#: So many fields make a row that the file sets apart one of headings, however many columns of its own a board has besides.
_ENOUGH = 4
#: No heading is longer; longer texts are cells.
LONGEST = 160
_LEVELS = re.compile(
    r"(?:high|medium|low|h|m|l|[1-5]|urgent|critical)(?:\s*[/–-]\s*(?:high|medium|low))?", re.IGNORECASE
)
_OPEN_DATE = re.compile(
    r"\b(?:ongoing|on-going|quarterly|annual(?:ly)?|monthly|weekly|immediate(?:ly)?|tbc|tba"
    r"|complete[d]?|termly|bi-?annual(?:ly)?"
    r"|quarter \d|q[1-4]|spring|summer|autumn|winter|week|month|months|year|20\d\d)\b",
    re.IGNORECASE,
)
#: What a heading explains in brackets: "Area for improvement (from the letter)".
_BRACKETED = re.compile(r"\([^()]*\)|\s(?:i\.e\.|e\.g\.|eg|ie)\s.*", re.DOTALL)


@dataclass(frozen=True)
class Meaning:
    """One field that a heading may mean, and how surely: 3 is a guess, 8 is sure, 11 beats all others."""

    field: str
    strength: int


@lru_cache(maxsize=4096)  # each cell that may be a heading or a label is asked about several times
def meanings(heading: str) -> tuple[Meaning, ...]:
    """The fields that a heading may mean, the likeliest first; none for what is no heading."""
    if not heading.strip() or len(heading) > LONGEST:
        return ()
    text = plain(heading)
    best: dict[str, int] = {}
    for words, less in ((text, 0), (plain(_BRACKETED.sub(" ", heading)), 1)):
        for field, strength, pattern in WHOLE:
            if pattern.fullmatch(words):
                best[field] = max(best.get(field, 0), strength - less)
    for field, strength, pattern in WITHIN if not COMPLETION.fullmatch(text) else ():
        if pattern.search(text):
            best[field] = max(best.get(field, 0), strength)
    return tuple(sorted((Meaning(f, s) for f, s in best.items()), key=lambda m: -m.strength))


def is_heading_row(texts: Sequence[str], *, marked: bool = False) -> bool:
    """Whether the distinct texts of a row read as headings of a plan's columns.

    ``marked`` says that the file itself sets the row apart (a repeated heading row, or all bold or shaded).
    """
    filled = [t for t in dict.fromkeys(t.strip() for t in texts) if t]
    if len(filled) < 2:
        return False
    found = [m[0] for t in filled if (m := _as_heading(t))]
    known = [meaning for meaning in found if meaning.strength >= LIKELY]
    sure = {meaning.field for meaning in known}
    core = sure & {"action", "recommendation", "progress", "deadline", "lead", "target"}
    if not core or len(sure) < 2:
        return False
    if sure <= {"deadline", "lead", "status", "evidence"} and max(meaning.strength for meaning in found) < 9:
        return False  # "Date", "Event", "Agency": what has happened
    return len(known) * 2 >= len(filled) or (marked and (len(known) * 3 >= len(filled) or len(sure) >= _ENOUGH))


def _as_heading(text: str) -> tuple[Meaning, ...]:
    if text.rstrip().endswith((".", ";", ",")) and len(text.split()) > 2:
        return ()
    found = meanings(text)
    # a sentence that only mentions a lead or a date is no heading
    return (
        found
        if found and (found[0].strength >= LIKELY and (len(text.split()) <= 9 or found[0].strength >= SURE))
        else ()
    )


def _share(pattern: re.Pattern[str], cells: list[str]) -> float:
    return sum(bool(pattern.fullmatch(c.strip())) for c in cells) / len(cells) if cells else 0.0


_PER_CENT = re.compile(r"\d{1,3}\s?%")
#: Fields of text that is written once: where cells hold dated notes, they are of what was done.
_WRITTEN_ONCE = {*FURTHER_TEXTS, "section"}


_GOING = re.compile(r"how\b.{0,8}\b(?:going|doing)\b")


def weighed(heading: str, cells: list[str]) -> list[Meaning]:
    """The meanings of a heading, weighed by the cells below it."""
    found = [_fits(meaning, cells) for meaning in meanings(heading)]
    if cells and _GOING.match(plain(heading)) and all(len(c.split()) <= 3 and not find_dates(c) for c in cells):
        return [Meaning("rating", 9)]  # "How it is going": well, slowly
    once = found and (found[0].field in _WRITTEN_ONCE or found[0].field == "action" and found[0].strength < SURE)
    if once and Seen(cells, 0).notes >= 0.3:
        return [Meaning("progress", 8), *(replace(m, strength=min(m.strength, LIKELY)) for m in found)]
    return found


def _fits(meaning: Meaning, cells: list[str]) -> Meaning:
    """A meaning weighed by the cells below the heading; strength 0 where they speak against it."""
    field, strength = meaning.field, meaning.strength
    if not cells:
        return meaning
    long = sum(len(c) > 40 for c in cells) / len(cells)
    ratings, states = _share(RATING_WORDS, cells), _share(STATUS_WORDS, cells)
    if field == "target" and _share(DATED, cells) >= 0.7:
        return Meaning("deadline", strength)
    if field in ("status", "progress") and _share(_PER_CENT, cells) >= 0.5:
        return Meaning(field, 0)  # how much is done is no note, and ends nothing by itself
    if field == "status":
        if long > 0.4:
            return Meaning("progress", 8)
        return Meaning("rating", strength) if ratings > max(0.4, states) else meaning
    if field == "progress" and max(ratings, states) >= 0.8:
        return Meaning("rating" if ratings > states else "status", strength)
    if field == "progress" and Seen(cells, 0).grades:
        return Meaning("rating", strength)
    if field == "risk" and _share(_LEVELS, cells) > 0.8:
        return Meaning("rating", LIKELY)
    if field == "rating" and long > 0.5:
        return Meaning("progress", 7)
    if field == "section" and _share(_LEVELS, cells) > 0.6:
        return Meaning(field, 0)
    if field == "recommendation" and strength < LIKELY and sum(len(c.split()) > 3 for c in cells) * 2 < len(cells):
        return Meaning(field, 0)  # "Scope of recommendation": local or national
    if field == "action" and all(map(is_answer, cells)):
        return Meaning(field, 0)
    if field in ("recommendation", "action") and all(ITEM_NUMBER.fullmatch(c.strip()) for c in cells):
        return Meaning("ref" if field == "recommendation" else field, strength * (field == "recommendation"))
    if field == "number" and sum(len(c) > 25 for c in cells) / len(cells) > 0.5:
        return Meaning("recommendation", 5) if long > 0.5 else Meaning(field, 0)
    if field == "deadline" and strength < 10 and not any(find_dates(c) or _OPEN_DATE.search(c) for c in cells):
        return Meaning(field, 0)
    if field == "revised" and not any(find_dates(c) for c in cells):
        return Meaning(field, 0)
    if field == "lead" and strength < SURE and sum(len(c) > 120 for c in cells) / len(cells) > 0.5:
        return Meaning(field, 0)
    return meaning


def with_states(wanted: list[list[Meaning]], cells: Sequence[Sequence[str]]) -> list[list[Meaning]]:
    """The meanings of columns, where of two for progress one has dated notes and the other no more than states: "On schedule",
    "Complete 16/11/26"."""
    progress = [i for i, found in enumerate(wanted) if found and found[0].field == "progress"]
    noted = [i for i in progress if Seen(cells[i], 0).notes >= 0.5]
    for i in progress if noted else ():
        if i not in noted and Seen(cells[i], 0).stated >= 0.8:
            wanted[i] = [Meaning("status", wanted[i][0].strength)]
    return wanted
