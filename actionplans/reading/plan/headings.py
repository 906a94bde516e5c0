"""Decide which field each column of a table is: by what its heading means, what its cells hold, and what is beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .date_columns import dates_of_notes, first_and_present, is_completion, replaced_by
from .evidence import DATES, HEADING, NAMES, NUMBERS, PERIODS, SHOWN, Seen, by_evidence
from .heading_words import OWN, RATING_WORDS, plain
from .meanings import LIKELY, SURE, Meaning, weighed, with_states
from .number_columns import ITEM_NUMBER, are_codes, number_columns, numbers_beside
from .periods import period_columns


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
    wanted = [weighed(headings[i], [c for c in cells[i] if c.strip()]) for i in columns]
    wanted = with_states(wanted, cells)
    given = _shown(headings, shown or {})
    letters = [i for i in columns if plain(headings[i]) in ("r", "a", "g", "b", "red", "amber", "green", "blue")]
    if len(letters) >= 2:
        for i in letters:
            given[i] = Mapped(f"rating:{rating_word(headings[i])}", headings[i])
    for i in columns:
        completed = is_completion(headings[i], cells[i])
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
    _take_moved(wanted, headings, cells, given)
    _take_leads_beside(wanted, headings, seen, given)
    _as_numbered(number_columns(headings, cells, _fields(given)), headings, given, taken)
    if not shown:
        _as_numbered(_numbers_before(headings, cells, before or {}), headings, given, taken)
    named = _fields(given)
    named |= {i: "" for i in columns if i not in given and not headings[i].strip()}
    _take_alternates(wanted, headings, cells, given)
    named |= _fields(given)
    for i in columns:
        known = (before or {}).get(plain(headings[i]))
        if known and i not in named and (known.field not in taken or known.field == "lead"):
            named[i] = known.field
            given[i] = replace(known, heading=headings[i])
            taken.add(known.field)
    for i, (field, reason) in by_evidence(headings, seen, named, recommended=recommended).items():
        given[i] = Mapped(field, headings[i], sure=False, reason=reason)
        taken.add(field)
    _take_dates_of_notes(cells, given)
    weak = [offer for offer in offers if offer[0] < LIKELY and not (recommended and offer[2] == "recommendation")]
    _give(weak, headings, given, taken)
    if not shown:
        _as_numbered(numbers_beside(headings, cells, _fields(given)), headings, given, taken, NUMBERS)
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


def _fields(given: Mapping[int, Mapped]) -> dict[int, str]:
    return {i: m.field for i, m in given.items()}


def _as_numbered(
    found: Mapping[int, str], headings: Sequence[str], given: dict[int, Mapped], taken: set[str], reason: str = HEADING
) -> None:
    """Take the columns of numbers that were found, which may be others than their headings alone say."""
    for i, field in found.items():
        known = Mapped(field, headings[i], sure=reason == HEADING, reason=reason)
        given[i] = replace(given[i], field=field) if i in given else known
    taken |= set(found.values())


def _numbers_before(
    headings: Sequence[str], cells: Sequence[Sequence[str]], before: Mapping[str, Mapped]
) -> dict[int, str]:
    """The two columns of numbers that tables above had under the same headings, where both are here and hold numbers."""
    known = {i: before[plain(heading)].field for i, heading in enumerate(headings) if plain(heading) in before}
    found = {i: field for i, field in known.items() if field in ("number", "ref") and are_codes(cells[i])}
    return found if sorted(found.values()) == ["number", "ref"] else {}


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


#: A heading above those who help the lead and do not answer for the action.
_HELP = re.compile(r"\b(?:partners?|support\w*|contribut\w*|involved|consulted|helped)\b")


def _take_leads_beside(
    wanted: Sequence[Sequence[Meaning]], headings: Sequence[str], seen: Sequence[Seen], given: dict[int, Mapped]
) -> None:
    """Take a column of names right beside that of the leads, where its heading may mean leads: the agency of an officer."""
    leads = {i for i, m in given.items() if m.field == "lead"}
    for i in sorted({i + 1 for i in leads} | {i - 1 for i in leads}):
        if i in given or not 0 <= i < len(headings) or seen[i].filled < 2 or seen[i].names < 0.8:
            continue
        if _HELP.search(plain(headings[i])):
            continue
        if any(m.field == "lead" and m.strength >= LIKELY for m in wanted[i][:1]):
            given[i] = Mapped("lead", headings[i], reason=NAMES)


def _take_moved(
    wanted: Sequence[Sequence[Meaning]],
    headings: Sequence[str],
    cells: Sequence[Sequence[str]],
    given: dict[int, Mapped],
) -> None:
    """Take both of two columns of deadlines, of which one has the dates that replaced those of the other."""
    due = [i for i, found in enumerate(wanted) if found and found[0].field == "deadline" and found[0].strength >= SURE]
    fields = {i: m.field for i, m in given.items()}
    if "revised" in fields.values() or any(fields.get(i, "deadline") != "deadline" for i in due):
        return
    if columns := first_and_present(headings, cells, due):
        for i, field in zip(columns, ("deadline", "revised"), strict=True):
            given[i] = Mapped(field, headings[i])
    elif (later := replaced_by(headings, cells, fields)) is not None:
        given[later] = Mapped("revised", headings[later], sure=False, reason=DATES)


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
    """Take the column of days right before notes that have none."""
    fields = {i: "completed" if m.completed else m.period or m.field for i, m in given.items()}
    if (i := dates_of_notes(cells, fields)) is not None:
        given[i] = replace(given[i], field="dated") if i in given else Mapped("dated", "", reason=DATES)


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
    if "number" not in taken and all(ITEM_NUMBER.fullmatch(c.strip()) for c in filled):
        taken.add("number")
        return Mapped("number", "")
    return Mapped(f"extra:{_key('Further', others)}", "", sure=False)


_LETTERS = {"r": "Red", "a": "Amber", "g": "Green", "b": "Blue", "y": "Yellow"}


def rating_word(text: str) -> str:
    """A rating as a word: the letters R, A, G, B and Y are colours, all else stays as the board writes it."""
    text = re.sub(r"\s+", " ", text.replace("*", "")).strip(" .")
    if text.lower() in _LETTERS:
        return _LETTERS[text.lower()]
    return text.capitalize() if text.isupper() and RATING_WORDS.fullmatch(text) else text
