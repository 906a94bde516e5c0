"""The review of what was read from a file: what the reading was not sure of, as questions to the user.

Pure: plan documents in, plan documents out. The document as it was read never changes; answers are kept beside it as plain
values by the key of their question, ``{"choice": "accept" | "change" | "text", "value": "…"}`` (see ``answers``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from actionplans.document.cells import lead_words
from actionplans.document.dates import day_words
from actionplans.document.fields import FIELDS, HEADINGS, TEXT_FIELDS
from actionplans.document.tree import STATUSES, ActionNode, PlanDocument
from actionplans.document.warnings import COLUMN, LEFT_OUT, LOST, MACROS, NOTE_DATE, REF, Place, Warning_
from actionplans.document.wording import count, shorten
from actionplans.importing.columns import cell_text, note_text

#: The choice and the value that answer a question, by its key.
Answers = Mapping[str, Mapping[str, str]]
#: The heading of a recommendation's number.
_NUMBER = "Number"


def key_of(place: Place) -> str:
    """The key of the question at a place: answers are stored by it, so it never changes its form."""
    row, note = (-1 if n is None else n for n in (place.row, place.note))
    return f"{place.section}.{place.recommendation}.{row}.{place.field}.{note}"


def place_of(key: str) -> Place | None:
    """The place that a key names; None if it is the key of a question without a place."""
    try:
        *outer, rest = key.split(".", 3)
        field, last = rest.rsplit(".", 1)
        section, recommendation, row, note = (int(number) for number in (*outer, last))
    except ValueError:
        return None
    return Place(section, recommendation, row=row if row >= 0 else None, note=note if note >= 0 else None, field=field)


@dataclass(frozen=True)
class ReviewQuestion:
    """One reading that the user is asked about.

    ``where`` is the place in words, ``at`` without its column; ``text`` the question as a sentence, ``written`` what is in the
    file, ``read`` what was made of it in words, ``example`` both in a few words. ``kind`` says what is answered, ``column`` is
    the heading of its column, ``about`` and ``reason`` are those of the warning that asks. ``offers`` are the choices that
    make sense.
    """

    key: str
    where: str
    text: str
    at: str = ""
    written: str = ""
    read: str = ""
    kind: str = "other"
    place: Place | None = None
    offers: tuple[str, ...] = ("accept",)
    value: str = ""
    choices: tuple[str, ...] = ()
    column: str = ""
    example: str = ""
    about: str = ""
    reason: str = ""

    @property
    def change_label(self) -> str:
        return {
            "date": "The date, for example 6 February 2018",
            "deadline": "By when, as it should stand",
            "lead": "The leads, with semicolons between",
            "status": "Status",
            "number": "The number as it should stand",
        }.get(self.kind, "The text as it should stand")


# warnings that are no questions -----------------------------------------------------------------------------------------


def of_columns(document: PlanDocument) -> list[Warning_]:
    """What was not certain about whole columns: the user settles it by saying what they mean."""
    return [warning for warning in document.warnings if warning.kind == COLUMN]


# questions --------------------------------------------------------------------------------------------------------------


def questions(document: PlanDocument, answers: Answers) -> list[ReviewQuestion]:
    """What the reading was not sure of, in the order of the plan; what has no place in it first.

    A warning without a kind was written by another program, or by an importer that knew no kinds: it is asked about as it
    is, in its own words. The answers that were given to such warnings at their places still count."""
    found: dict[str, ReviewQuestion] = {}
    numbers = _FreeNumbers(document)
    for number, warning in enumerate(document.warnings):
        if warning.kind in (LEFT_OUT, LOST, MACROS, COLUMN):
            continue
        place = warning.place if warning.place and _exists(document, warning.place) else None
        key = key_of(place) if place else ""
        if not place or key in found:
            key = f"w{number}"
            words = warning.words if warning.reason else ""
            found[key] = ReviewQuestion(
                key, warning.where, warning.message, words, about=warning.kind, reason=warning.reason
            )
        else:
            asked = _question_at(document, place, warning.message, numbers)
            found[key] = replace(asked, about=warning.kind, reason=warning.reason)
    for place, text in _own(document):
        about = REF if place.field == "number" else NOTE_DATE
        # in words for the user, whatever the warning said
        found[key_of(place)] = replace(_question_at(document, place, text, numbers), about=about)
    if any(not warning.kind for warning in document.warnings):
        for key in answers.keys() - found.keys():
            if (place := place_of(key)) and _exists(document, place) and _is_filled(document, place):
                found[key] = _question_at(document, place, "", numbers)
    return sorted(found.values(), key=order_of)


def order_of(question: ReviewQuestion) -> tuple[Any, ...]:
    """By which questions are sorted: what has no place first, then in the order of the plan."""
    p = question.place
    if p is None:
        return (0,)
    return (1, p.section, p.recommendation, *(-1 if n is None else n for n in (p.row, p.note)))


def _exists(document: PlanDocument, place: Place) -> bool:
    """Whether the document has such a place: a file from elsewhere may name any."""

    def within(index: int | None, nodes: tuple[Any, ...]) -> bool:
        return index is not None and 0 <= index < len(nodes)

    if not within(place.section, document.sections):
        return False
    recommendations = document.sections[place.section].recommendations
    if not within(place.recommendation, recommendations):
        return False
    if place.row is None:
        return place.field in ("number", "recommendation")
    actions = recommendations[place.recommendation].actions
    if not within(place.row, actions) or not _is_cell(place.field):
        return False
    return place.note is None or (place.field == "progress" and within(place.note, actions[place.row].progress))


def _is_cell(field: str) -> bool:
    return not field or (field in FIELDS and bool(FIELDS[field].question)) or field.startswith("extra:")


def _is_filled(document: PlanDocument, place: Place) -> bool:
    """False for a cell whose text is under another field by now."""
    if place.row is None or place.field in ("", "status"):
        return True
    action = document.sections[place.section].recommendations[place.recommendation].actions[place.row]
    return bool(action.progress if place.field == "progress" else cell_text(action, place.field))


def _own(document: PlanDocument) -> Iterator[tuple[Place, str]]:
    """What a document shows by itself to be less than certain. One that was kept here before carries ids: nothing in it
    was guessed."""
    numbers: Counter[str] = Counter()
    for s, section in enumerate(document.sections):
        for r, recommendation in enumerate(section.recommendations):
            number = recommendation.number
            numbers[number] += 1
            if number and numbers[number] > 1:
                yield Place(s, r, field="number"), f"The number {number} stands twice in the file. A plan has it once."
            for a, action in enumerate(recommendation.actions):
                if action.id:
                    continue
                for e, entry in enumerate(action.progress):
                    if entry.inferred and entry.date:
                        said = day_words(entry.date, entry.precision)
                        yield (
                            Place(s, r, row=a, field="progress", note=e),
                            f"“{entry.as_written}” is not written in full. From what stands around it, it is {said}.",
                        )


def _question_at(document: PlanDocument, place: Place, text: str, numbers: _FreeNumbers) -> ReviewQuestion:
    recommendation = document.sections[place.section].recommendations[place.recommendation]
    facts: dict[str, Any] = {"key": key_of(place), "where": _words(document, place), "text": text, "place": place}
    facts["at"] = _words(document, place, with_heading=False)
    if place.row is None:
        if place.field == "number":
            free = numbers.at(place.section, place.recommendation)
            return ReviewQuestion(
                written=f"{recommendation.number} {shorten(recommendation.text, 200)}",
                read=f"Its number is {free}",
                example=f"the second {recommendation.number} is {free}",
                kind="number",
                offers=("accept", "change"),
                value=free,
                **facts,
            )
        return ReviewQuestion(
            written=recommendation.text,
            read=shorten(recommendation.text, 200),
            kind="recommendation",
            offers=("accept", "change"),
            value=recommendation.text,
            **facts,
        )
    action = recommendation.actions[place.row]
    return ReviewQuestion(column=_heading(document, place.field), **_of_action(action, place), **facts)


def _of_action(action: ActionNode, place: Place) -> dict[str, Any]:
    if place.field == "progress" and place.note is not None:
        entry = action.progress[place.note]
        said = day_words(entry.date, entry.precision)
        return {
            "written": " ".join(filter(None, (entry.as_written, shorten(entry.text, 300)))),
            "read": f"Noted on {said}" if said else "A note without a date",
            "kind": "date",
            "offers": ("accept", "change", "text") if entry.date else ("accept", "change"),
            "value": said,
            "example": f"“{entry.as_written}” is {said}" if said and entry.as_written else "",
        }
    if place.field == "deadline":
        said = "; ".join(
            " ".join(filter(None, (d.label and f"{d.label}:", day_words(d.date, d.precision))))
            for d in action.deadlines
        )
        before = ", then ".join(day_words(d.date, d.precision) for d in action.earlier)
        return {
            "written": action.deadline_text,
            "read": (f"Due {said}" if said else "No date") + (f" (before: {before})" if before else ""),
            "kind": "deadline",
            "offers": ("accept", "change", "text") if said else ("accept", "change"),
            "value": action.deadline_text,
            "example": f"“{shorten(action.deadline_text, 60)}” is {said}" if said else "",
        }
    if place.field == "lead":
        names = lead_words(action)
        listed = "; ".join(f"{lead.name} ({lead.kind})" for lead in action.leads)
        return {
            "written": names,
            "read": f"{count(len(action.leads), 'lead')}: {listed}" if listed else "No lead",
            "kind": "lead",
            "offers": ("accept", "change", "text") if len(action.leads) > 1 else ("accept", "change"),
            "value": names,
            "example": f"“{shorten(names, 80)}” is {listed}" if listed else "",
        }
    if place.field == "status":
        last = next((e for e in reversed(action.progress) if _says_ended(e.text)), None)
        last = last or (action.progress[-1] if action.progress else None)
        return {
            "written": shorten(note_text(last), 300) if last else "",
            "read": f"The action is {action.status}",
            "kind": "status",
            "offers": ("accept", "change", "text") if action.status != "open" else ("accept", "change"),
            "value": action.status,
            "choices": STATUSES,
        }
    if not place.field:
        return {}
    text = cell_text(action, place.field)
    offers = ("accept", "change") if place.field in TEXT_FIELDS or place.field.startswith("extra:") else ("accept",)
    return {"written": "", "read": shorten(text, 400), "kind": "text", "offers": offers, "value": text}


def _says_ended(text: str) -> bool:
    return bool(re.search(r"\b(?:complete|completed|closed|done)\b", text, re.IGNORECASE))


class _FreeNumbers:
    """What each further recommendation of one number is called: the second 99 is 99 (2)."""

    def __init__(self, document: PlanDocument) -> None:
        self.document = document
        self._before: dict[tuple[int, int], int] = {}  # so many of the same number come before the one at this place
        self._first: dict[str, int] = {}  # by stem
        seen: Counter[str] = Counter()
        for s, section in enumerate(document.sections):
            for r, recommendation in enumerate(section.recommendations):
                self._before[s, r] = seen[recommendation.number]
                seen[recommendation.number] += 1
        self._taken = set(seen)

    def at(self, section: int, recommendation: int) -> str:
        stem = self.document.sections[section].recommendations[recommendation].number[:14]
        if stem not in self._first:
            turns = (turn for turn in range(2, len(self._taken) + 3) if f"{stem} ({turn})" not in self._taken)
            self._first[stem] = next(turns)
        return f"{stem} ({self._first[stem] + self._before[section, recommendation] - 1})"


def _heading(document: PlanDocument, field: str) -> str:
    """The heading of a column, as the file has it or as we call it."""
    printed = next((c.heading for c in document.columns if c.field == field and c.heading), "")
    return (printed or HEADINGS.get(field) or field.removeprefix("extra:")).rstrip(":")


def _words(document: PlanDocument, place: Place, *, with_heading: bool = True) -> str:
    """A place in words: “99, row 2, By when”, without the heading “99, row 2”."""
    recommendation = document.sections[place.section].recommendations[place.recommendation]
    words = [recommendation.number or shorten(recommendation.text, 40) or "Without a recommendation"]
    if place.row is not None:
        action = recommendation.actions[place.row]
        if action.ref:
            words = [action.ref]
        elif len(recommendation.actions) > 1:
            words.append(f"row {place.row + 1}")
        words += [_heading(document, place.field)] if with_heading else []
    elif with_heading and place.field == "number":
        words.append(_NUMBER)
    return ", ".join(filter(None, (word.rstrip(":") for word in words)))
