"""Recognise what the heading of a column means: "Lead Officer(s)", "Who?" and "Responsible lead" are all the lead.

A heading is matched against phrases that boards use, the closest first. Where the words leave it open, the cells below
decide: a "Status" that holds sentences is progress, one that holds letters is a rating.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from actionplans.document.dates import find_dates
from actionplans.document.fields import FURTHER_TEXTS

from .cell_words import is_answer
from .evidence import DATES, HEADING, PERIODS, SHOWN, Seen, by_evidence
from .heading_words import COMPLETION, OWN, RATING_WORDS, STATUS_WORDS, WHOLE, WITHIN, plain
from .periods import period_columns

#: From these strengths on a heading is sure, or at least likely, to mean a field.
SURE, LIKELY = 8, 5
#: So many fields make a row that the file sets apart one of headings, however many columns of its own a board has besides.
_ENOUGH = 4
#: No heading is longer; longer texts are cells.
LONGEST = 160


_LETTERS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue", "y": "Yellow"}
_LEVELS = re.compile(
    r"(?:high|medium|low|h|m|l|[1-5]|urgent|critical)(?:\s*[/–-]\s*(?:high|medium|low))?", re.IGNORECASE
)
_OPEN_DATE = re.compile(
    r"\b(?:ongoing|on-going|quarterly|annual(?:ly)?|monthly|weekly|immediate(?:ly)?|tbc|tba"
    r"|complete[d]?|termly|bi-?annual(?:ly)?"
    r"|quarter \d|q[1-4]|spring|summer|autumn|winter|week|month|months|year|20\d\d)\b",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(
    r"[A-Za-z]{0,4}[\s.-]?\d{1,4}(?:\s?\([\da-zA-Z]{1,4}\)|[.)]?[\da-zA-Z])*[.)]*|[a-zA-Z][.)]?|[ivxIVX]{1,5}[.)]?|\d+(?:\s*[,(&/].*)?"
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


@dataclass(frozen=True)
class Mapped:
    """What one column of a table was taken for. ``field`` is a field of the plan document, ``section``,
    ``extra:HEADING``, ``rating:Red`` or ``status:complete`` (a column of ticks), or empty for an empty column. ``reason`` is one
    of ``evidence.REASONS``; ``period`` is the month, quarter or agency that the notes of a column are of, in words, and
    ``completed`` marks a column of the board's own that says when actions were done."""

    field: str
    heading: str
    sure: bool = True
    reason: str = HEADING
    period: str = ""
    completed: bool = False


def map_columns(
    headings: Sequence[str],
    cells: Sequence[Sequence[str]],
    merged: Sequence[float] = (),
    *,
    recommended: bool = False,
    shown: Mapping[int, str] | None = None,
    before: Mapping[str, Mapped] | None = None,
) -> list[Mapped]:
    """Which field each column is. ``cells`` are the texts below each heading, for where the words leave it open; ``merged`` is
    the share of rows, for each column, that a cell above covers. ``recommended``: recommendations are named above the table or in
    rows across it. ``shown`` are the roles of ``hints.COLUMN_ROLES`` that the user gave to columns. ``before`` are the
    columns of tables above, by their plain headings, whose roles followed from their cells."""
    columns = range(len(headings))
    wanted = [_weighed(headings[i], [c for c in cells[i] if c.strip()]) for i in columns]
    given = _shown(headings, shown or {})
    letters = [i for i in columns if plain(headings[i]) in ("r", "a", "g", "b", "red", "amber", "green", "blue")]
    if len(letters) >= 2:
        for i in letters:
            given[i] = Mapped(f"rating:{rating_word(headings[i])}", headings[i])
    for i in columns:
        completed = _is_completion(headings[i], cells[i])
        if i not in given and (completed or OWN.fullmatch(plain(headings[i]))):
            field = f"extra:{_key(headings[i], list(given.values()))}"
            given[i] = Mapped(field, headings[i], completed=completed)
    taken = {m.field for m in given.values()}
    seen = [Seen(cells[i], merged[i] if merged else 0) for i in columns]
    for i in set(period_columns(headings, seen)) - set(given):
        given[i] = Mapped("progress", headings[i], reason=PERIODS, period=headings[i])
        taken.add("progress")
    offers = sorted(
        ((m.strength, -i, m.field) for i in columns for m in wanted[i] if m.strength >= 3), key=lambda o: (-o[0], -o[1])
    )
    _give([offer for offer in offers if offer[0] >= LIKELY], headings, given, taken)
    _take_numbers(headings, cells, given, taken)
    _order_numbers(given)
    named = {i: m.field for i, m in given.items()}
    named |= {i: "" for i in columns if i not in given and not headings[i].strip()}
    _take_alternates(wanted, headings, cells, given)
    named |= {i: m.field for i, m in given.items()}
    for i in columns:
        known = (before or {}).get(plain(headings[i]))
        if known and i not in named and known.field not in taken:
            named[i] = known.field
            given[i] = replace(known, heading=headings[i])
            taken.add(known.field)
    for i, (field, reason) in by_evidence(headings, seen, named, recommended=recommended).items():
        given[i] = Mapped(field, headings[i], sure=False, reason=reason)
        taken.add(field)
    _take_dates_of_notes(cells, given)
    weak = [offer for offer in offers if offer[0] < LIKELY and not (recommended and offer[2] == "recommendation")]
    _give(weak, headings, given, taken)
    out: list[Mapped] = []
    for i in columns:
        filled = [c for c in cells[i] if c.strip()]
        if i in given:
            out.append(given[i])
        elif headings[i].strip():
            out.append(Mapped(f"extra:{_key(headings[i], out)}", headings[i], sure=False))
        else:
            out.append(_unheaded(filled, taken, out))
    return out


def _is_completion(heading: str, cells: Sequence[str]) -> bool:
    """Whether a column has the days on which actions were done: its heading says so, or it is "Completed" above dates."""
    filled = [cell for cell in cells if cell.strip()]
    dates = sum(bool(_DATED.fullmatch(cell.strip())) for cell in filled) * 2 > len(filled)
    return (
        bool(COMPLETION.fullmatch(plain(heading)))
        or dates
        and plain(heading) in ("completed", "complete", "closed", "done")
    )


def _shown(headings: Sequence[str], shown: Mapping[int, str]) -> dict[int, Mapped]:
    """The columns of which the user said what they are."""
    given: dict[int, Mapped] = {}
    several = sum(role == "progress" for role in shown.values()) > 1
    for i, role in shown.items():
        field = {
            "leave-out": "left-out",
            "another-action": "left-out",  # its words are in rows of their own
            "number": "ref" if "number" in {m.field for m in given.values()} else "number",
        }.get(role, role)
        if role in ("own", "completed"):
            field = f"extra:{_key(headings[i], list(given.values()))}"
        period = headings[i] if role == "progress" and several else ""
        given[i] = Mapped(field, headings[i], reason=SHOWN, period=period, completed=role == "completed")
    return given


def _give(
    offers: Sequence[tuple[int, int, str]], headings: Sequence[str], given: dict[int, Mapped], taken: set[str]
) -> None:
    """Give columns the fields that their headings mean, the surest first: offers of strength, column (negative) and field."""
    for strength, negative, field in offers:
        i = -negative
        if i in given or not headings[i].strip():
            continue
        if field in ("progress", "lead") and field in taken and strength >= 9:
            given[i] = Mapped(field, headings[i])  # updates in several columns, one for each date; an owner and a lead
        elif field not in taken:
            taken.add(field)
            given[i] = Mapped(field, headings[i], sure=strength >= LIKELY)


_OF_ACTIONS = re.compile(r"\bactions?\b", re.IGNORECASE)


def _order_numbers(given: dict[int, Mapped]) -> None:
    """Of two columns of numbers the left one is of the recommendations, the right one of the actions, unless they say so."""
    at = {m.field: i for i, m in given.items() if m.field in ("number", "ref")}
    if set(at) == {"ref"}:
        given[at["ref"]] = replace(given[at["ref"]], field="number")
    if len(at) == 2 and (_OF_ACTIONS.search(given[at["number"]].heading) or at["number"] > at["ref"]):
        if at["number"] > at["ref"] and _OF_ACTIONS.search(given[at["ref"]].heading):
            return
        number, ref = given[at["number"]], given[at["ref"]]
        given[at["number"]], given[at["ref"]] = replace(number, field="ref"), replace(ref, field="number")


def _take_alternates(
    wanted: Sequence[Sequence[Meaning]],
    headings: Sequence[str],
    cells: Sequence[Sequence[str]],
    given: dict[int, Mapped],
) -> None:
    """Take a second column of recommendations where each row fills one of them: "Recommendation", "Area for improvement"."""
    first = next((i for i, m in given.items() if m.field == "recommendation"), None)
    if first is None:
        return
    for i, found in enumerate(wanted):
        if i in given or not any(m.field == "recommendation" and m.strength >= LIKELY for m in found):
            continue
        both = [a for a, b in zip(cells[first], cells[i], strict=False) if a.strip() and b.strip()]
        if not both and any(cell.strip() for cell in cells[i]):
            given[i] = Mapped("recommendation", headings[i])


def _take_dates_of_notes(cells: Sequence[Sequence[str]], given: dict[int, Mapped]) -> None:
    """Take the column of days right before notes that have none, in an export with a line for each: "Logged", "Journal entry"."""
    notes = next((i for i, m in given.items() if m.field == "progress" and not m.period), None)
    if notes is None or any(m.field == "dated" for m in given.values()) or Seen(cells[notes], 0).notes > 0.2:
        return
    for i in range(notes - 1, max(notes - 4, -1), -1):
        filled = [cell for cell in cells[i] if cell.strip()]
        known = given.get(i)
        if known and (known.completed or not known.field.startswith("extra:")) or len(filled) < 2:
            continue
        beside = sum(bool(a.strip()) == bool(b.strip()) for a, b in zip(cells[i], cells[notes], strict=True))
        if (
            beside >= len(cells[i]) * 0.8
            and sum(bool(find_dates(c)) and len(c) < 40 for c in filled) >= len(filled) * 0.8
        ):
            given[i] = replace(given[i], field="dated") if known else Mapped("dated", "", reason=DATES)
            return


#: Words of headings above numbers of items: "Serial number", "Point", "Number (as in report)".
_COUNTS = re.compile(r"\b(?:no|nos|numbers?|ref|refs|reference|serial|point|line|item|id)\b")


def _take_numbers(
    headings: Sequence[str], cells: Sequence[Sequence[str]], given: dict[int, Mapped], taken: set[str]
) -> None:
    """Take the first or second column for the numbers of items, where its heading speaks of numbers and all below it, each other
    than the one above, are such."""
    for i in range(min(6, len(headings))):
        filled = [c.strip() for c in cells[i] if c.strip()]
        if i in given or not filled or not _COUNTS.search(plain(headings[i])):
            continue
        sure = any(pattern.fullmatch(plain(headings[i])) for field, _, pattern in WHOLE if field == "number")
        if all(_ITEM_NUMBER.fullmatch(c) for c in filled) and (sure or all(a != b for a, b in pairwise(filled))):
            field = "ref" if "number" in taken else "number"
            if field not in taken:
                taken.add(field)
                given[i] = Mapped(field, headings[i])


def _key(heading: str, others: list[Mapped]) -> str:
    """The heading under which a board's own column is kept, with a number after it where the name is taken."""
    name = re.sub(r"\s+", " ", heading.replace("**", "")).strip() or "Further"
    names = {m.field.removeprefix("extra:") for m in others}
    unique, n = name, 2
    while unique in names:
        unique, n = f"{name} ({n})", n + 1
    return unique


def _unheaded(filled: list[str], taken: set[str], others: list[Mapped]) -> Mapped:
    """A column without a heading: numbers, if it holds them, else a column of the board's own."""
    if not filled:
        return Mapped("", "")
    if "number" not in taken and all(_ITEM_NUMBER.fullmatch(c.strip()) for c in filled):
        taken.add("number")
        return Mapped("number", "")
    return Mapped(f"extra:{_key('Further', others)}", "", sure=False)


def _share(pattern: re.Pattern[str], cells: list[str]) -> float:
    return sum(bool(pattern.fullmatch(c.strip())) for c in cells) / len(cells) if cells else 0.0


#: A cell that is little more than a date, and one that begins with a day.
_DATED = re.compile(
    r"\D{0,16}(?:\d{1,2}(?:st|nd|rd|th)?[\s./-]{1,3})?"
    r"(?:\d{1,2}[./-]\d{2,4}|[A-Z][a-z]{2,8}\.?\s{1,2}(?:20)?\d\d)\b.{0,40}",
    re.DOTALL,
)
_PER_CENT = re.compile(r"\d{1,3}\s?%")
#: Fields of text that is written once: where cells hold dated notes, they are of what was done.
_WRITTEN_ONCE = {*FURTHER_TEXTS, "section"}


_GOING = re.compile(r"how\b.{0,8}\b(?:going|doing)\b")


def _weighed(heading: str, cells: list[str]) -> list[Meaning]:
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
    if field == "target" and _share(_DATED, cells) >= 0.7:
        return Meaning("deadline", strength)
    if field == "status":
        if _share(_PER_CENT, cells) >= 0.5:
            return Meaning(field, 0)  # how much is done ends nothing by itself
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
    if field in ("recommendation", "action") and all(_ITEM_NUMBER.fullmatch(c.strip()) for c in cells):
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


def rating_word(text: str) -> str:
    """A rating as a word: the letters R, A, G, B and Y are colours, all else stays as the board writes it."""
    text = re.sub(r"\s+", " ", text.replace("*", "")).strip(" .")
    if text.lower() in _LETTERS:
        return _LETTERS[text.lower()]
    return text.capitalize() if text.isupper() and RATING_WORDS.fullmatch(text) else text
