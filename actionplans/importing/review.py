"""Looking through what was read from a file: what it was not sure of, what somebody settled, and the document as settled.

Pure: plan documents in, plan documents out. The document as it was read is never changed; what was settled lies beside it as
plain values, and ``settled`` puts both together. Decisions are kept by the key of a doubt:
``{"choice": "accept" | "change" | "text", "value": "…"}``.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from actionplans.document.dates import DateError, FoundDate, day_words, find_dates, read_deadlines
from actionplans.document.fields import FIELDS, HEADINGS, TEXT_FIELDS
from actionplans.document.tree import (
    STATUSES,
    Action,
    Column,
    Deadline,
    Entry,
    Lead,
    PlanDocument,
    Recommendation,
    Warning_,
)
from actionplans.document.wording import capital, count, shorten

#: What a column may be said to mean; ``extra`` is a column of the board's own.
MEANINGS = (*(name for name, field in FIELDS.items() if field.question), "extra")
#: What the settled places are called where their column has no heading.
_NUMBER = "Number"


class Unsettled(ValueError):
    """What somebody typed to settle a doubt says nothing that fits; the message is one sentence for them."""


@dataclass(frozen=True)
class Place:
    """Where a reading stands: section, recommendation and action by their places from 0, the field, and of a note its
    place in the row. ``action`` is -1 for what belongs to the recommendation itself."""

    section: int
    recommendation: int
    action: int = -1
    field: str = ""
    entry: int = -1

    @property
    def key(self) -> str:
        return f"{self.section}.{self.recommendation}.{self.action}.{self.field}.{self.entry}"


@dataclass(frozen=True)
class Doubt:
    """One reading that a person is asked about.

    ``where`` is the place in words, ``question`` a sentence, ``written`` what the file says, ``read`` what was made of it in
    words. ``kind`` groups doubts that are settled alike. ``offers`` are the choices that make sense.
    """

    key: str
    where: str
    question: str
    written: str = ""
    read: str = ""
    kind: str = "other"
    place: Place | None = None
    offers: tuple[str, ...] = ("accept",)
    value: str = ""
    choices: tuple[str, ...] = ()

    @property
    def accept_words(self) -> str:
        return "Accept" if self.place and self.read else "I have seen it"

    @property
    def text_words(self) -> str:
        return {
            "status": "Leave it open",
            "date": "It is not a date",
            "deadline": "Leave as words without a date",
            "lead": "Leave as one lead",
        }.get(self.kind, "Leave as text")

    @property
    def change_label(self) -> str:
        return {
            "date": "The date, for example 6 February 2018",
            "deadline": "By when, as it should stand",
            "lead": "The leads, with semicolons between",
            "status": "Status",
            "number": "The number as it should stand",
        }.get(self.kind, "The text as it should stand")


# columns ----------------------------------------------------------------------------------------------------------------


def with_columns(document: PlanDocument, meanings: Mapping[str, str]) -> PlanDocument:
    """The document with columns that mean something else: ``meanings`` maps the field of a column to another of
    MEANINGS. All text of the one stands under the other then; where two columns mean the same, both texts stand there."""
    wanted = {
        c.field: _target(meanings[c.field], c)
        for c in document.columns
        if c.field in meanings and _target(meanings[c.field], c) != c.field
    }
    if not wanted:
        return document
    columns: dict[str, Column] = {}
    for column in document.columns:
        field = wanted.get(column.field, column.field)
        columns.setdefault(field, replace(column, field=field))
    sections = tuple(
        replace(
            s,
            recommendations=tuple(
                replace(r, actions=tuple(_moved(a, wanted) for a in r.actions)) for r in s.recommendations
            ),
        )
        for s in document.sections
    )
    return document.replace(columns=tuple(columns.values()), sections=sections)


def _target(meaning: str, column: Column) -> str:
    if meaning not in MEANINGS:
        return column.field
    return f"extra:{column.extra or column.heading or capital(column.field)}" if meaning == "extra" else meaning


def _moved(action: Action, wanted: Mapping[str, str]) -> Action:
    taken = {field: _raw(action, field) for field in wanted}
    for field in wanted:
        action = _emptied(action, field)
    for field, text in taken.items():
        if text:
            action = _put(action, wanted[field], text)
    return action


def _raw(action: Action, field: str) -> str:
    """What stands in a cell, as text."""
    if field.startswith("extra:"):
        return action.extra.get(field.removeprefix("extra:"), "")
    if field == "progress":
        return "\n\n".join(_as_one(entry) for entry in action.progress)
    if field == "deadline":
        return action.deadline_text
    if field == "lead":
        return "; ".join(lead.name for lead in action.leads)
    if field == "status":
        return "" if action.status == "open" else action.status.capitalize()
    return getattr(action, field) or ""


def _as_one(entry: Entry) -> str:
    return f"{entry.as_written}: {entry.text}" if entry.as_written else entry.text


def _emptied(action: Action, field: str) -> Action:
    if field.startswith("extra:"):
        heading = field.removeprefix("extra:")
        return replace(action, extra={k: v for k, v in action.extra.items() if k != heading})
    empty: dict[str, Any] = {
        "progress": {"progress": ()},
        "deadline": {"deadline_text": "", "deadlines": ()},
        "lead": {"leads": ()},
        "status": {"status": "open", "ended": None},
        "rating": {"rating": None},
    }.get(field, {field: ""})
    return replace(action, **empty)


def _put(action: Action, field: str, text: str) -> Action:
    """The action with a text under a field, behind what stands there."""
    if field == "progress":
        from actionplans.reading.plan.progress import read_progress

        return replace(action, progress=(*action.progress, *read_progress(text)))
    if field == "deadline":
        words = "; ".join(filter(None, (action.deadline_text, text)))
        return replace(action, deadline_text=words, deadlines=_deadlines(words))
    if field == "lead":
        from actionplans.reading.plan.leads import read_leads

        cell = read_leads(text)
        action = replace(action, leads=(*action.leads, *cell.leads))
        return _put(action, f"extra:{HEADINGS['lead']} (in full)", text) if cell.notes else action
    if field == "status":
        found = _status(text)
        return replace(action, status=found) if found else _put(action, f"extra:{HEADINGS['status']}", text)
    if field == "rating":
        if len(text) > 40 or action.rating:
            return _put(action, f"extra:{HEADINGS['rating']}", text)
        return replace(action, rating=text)
    if field.startswith("extra:"):
        heading = field.removeprefix("extra:")
        return replace(action, extra=action.extra | {heading: _under(action.extra.get(heading, ""), text)})
    return replace(action, **{field: _under(getattr(action, field), text)})


def _under(first: str, second: str) -> str:
    return f"{first}\n\n{second}" if first else second


def _status(text: str) -> str:
    word = text.strip().lower().rstrip(".")
    if word.startswith(("complete", "done", "achieved", "finished")):
        return "complete"
    if word.startswith(("closed", "no further action", "superseded")):
        return "closed"
    if word.startswith(("open", "on track", "ongoing", "in progress", "not started", "outstanding", "overdue")):
        return "open"
    return ""


def _deadlines(words: str, around: datetime.date | None = None) -> tuple[Deadline, ...]:
    try:
        return read_deadlines(words, around)
    except DateError:
        return ()


# what was left out, and what is said of columns --------------------------------------------------------------------------

LEFT_OUT = "Left out: "
OF_COLUMN = "The column "


def left_out(document: PlanDocument) -> list[Warning_]:
    """What of the file is not in the plan, each with the reason."""
    return [w for w in document.warnings if w.message.startswith(LEFT_OUT)]


def of_columns(document: PlanDocument) -> list[Warning_]:
    """What was not certain about whole columns: it is settled where their meanings are chosen."""
    return [w for w in document.warnings if w.message.startswith(OF_COLUMN)]


# doubts -----------------------------------------------------------------------------------------------------------------


def doubts(document: PlanDocument) -> list[Doubt]:
    """What the reading was not sure of, in the order of the plan; what has no place in it first."""
    found: dict[str, Doubt] = {}
    named = _Names(document)
    for number, warning in enumerate(document.warnings):
        if warning.message.startswith((LEFT_OUT, OF_COLUMN)):
            continue
        place = named.place_of(warning)
        doubt = (
            _located(document, place, warning.message) if place else Doubt(f"w{number}", warning.where, warning.message)
        )
        found[doubt.key if doubt.key not in found else f"w{number}"] = doubt
    for place, question in _own(document):
        doubt = _located(document, place, question)
        found[doubt.key] = doubt  # in words for people, where the reading made a remark of its own
    return sorted(found.values(), key=_order)


def _order(doubt: Doubt) -> tuple[Any, ...]:
    p = doubt.place
    return (1, p.section, p.recommendation, p.action, p.entry) if p else (0,)


def _own(document: PlanDocument) -> Iterator[tuple[Place, str]]:
    """What a document shows by itself to be less than certain. One that was kept here before carries ids: nothing in it
    was guessed."""
    numbers: Counter[str] = Counter()
    for s, section in enumerate(document.sections):
        for r, recommendation in enumerate(section.recommendations):
            number = recommendation.number
            numbers[number] += 1
            if number and numbers[number] > 1:
                yield Place(s, r, -1, "number"), f"The number {number} stands twice in the file. A plan has it once."
            for a, action in enumerate(recommendation.actions):
                if action.id:
                    continue
                for e, entry in enumerate(action.progress):
                    if entry.inferred and entry.date:
                        said = day_words(entry.date, entry.precision)
                        yield (
                            Place(s, r, a, "progress", e),
                            f"“{entry.as_written}” is not written in full. From what stands around it, it is {said}.",
                        )


def _located(document: PlanDocument, place: Place, question: str) -> Doubt:
    section = document.sections[place.section]
    recommendation = section.recommendations[place.recommendation]
    named = _Names(document)
    facts: dict[str, Any] = {"key": place.key, "where": named.words(place), "question": question, "place": place}
    if place.action < 0:
        if place.field == "number":
            free = _free_number(document, place)
            return Doubt(
                written=f"{recommendation.number} {shorten(recommendation.text, 200)}",
                read=f"Its number is {free}",
                kind="number",
                offers=("accept", "change"),
                value=free,
                **facts,
            )
        return Doubt(
            written=recommendation.text,
            read=shorten(recommendation.text, 200),
            kind="recommendation",
            offers=("accept", "change"),
            value=recommendation.text,
            **facts,
        )
    action = recommendation.actions[place.action]
    return Doubt(**_of_action(action, place), **facts)


def _of_action(action: Action, place: Place) -> dict[str, Any]:
    if place.field == "progress" and place.entry >= 0:
        entry = action.progress[place.entry]
        said = day_words(entry.date, entry.precision)
        return {
            "written": " ".join(filter(None, (entry.as_written, shorten(entry.text, 300)))),
            "read": f"Noted on {said}" if said else "A note without a date",
            "kind": "date",
            "offers": ("accept", "change", "text") if entry.date else ("accept", "change"),
            "value": said,
        }
    if place.field == "deadline":
        said = "; ".join(
            " ".join(filter(None, (d.label and f"{d.label}:", day_words(d.date, d.precision))))
            for d in action.deadlines
        )
        return {
            "written": action.deadline_text,
            "read": f"Due {said}" if said else "No date",
            "kind": "deadline",
            "offers": ("accept", "change", "text") if said else ("accept", "change"),
            "value": action.deadline_text,
        }
    if place.field == "lead":
        names = "; ".join(lead.name for lead in action.leads)
        told = "; ".join(f"{lead.name} ({lead.kind})" for lead in action.leads)
        return {
            "written": names,
            "read": f"{count(len(action.leads), 'lead')}: {told}" if told else "No lead",
            "kind": "lead",
            "offers": ("accept", "change", "text") if len(action.leads) > 1 else ("accept", "change"),
            "value": names,
        }
    if place.field == "status":
        last = next((e for e in reversed(action.progress) if _says_ended(e.text)), None)
        last = last or (action.progress[-1] if action.progress else None)
        return {
            "written": shorten(_as_one(last), 300) if last else "",
            "read": f"The action is {action.status}",
            "kind": "status",
            "offers": ("accept", "change", "text") if action.status != "open" else ("accept", "change"),
            "value": action.status,
            "choices": STATUSES,
        }
    text = _raw(action, place.field) if place.field else ""
    offers = ("accept", "change") if place.field in TEXT_FIELDS or place.field.startswith("extra:") else ("accept",)
    return {"written": "", "read": shorten(text, 400), "kind": "text", "offers": offers, "value": text}


def _says_ended(text: str) -> bool:
    return bool(re.search(r"\b(?:complete|completed|closed|done)\b", text, re.IGNORECASE))


def _free_number(document: PlanDocument, place: Place) -> str:
    """What the second of two equal numbers is called: 99 (2)."""
    number = document.sections[place.section].recommendations[place.recommendation].number
    taken = {r.number for _, r in document.recommendations()}
    stem, turn = number[:14], 2
    while f"{stem} ({turn})" in taken:
        turn += 1
    before = [
        (s, r)
        for s, section in enumerate(document.sections)
        for r, other in enumerate(section.recommendations)
        if other.number == number and (s, r) < (place.section, place.recommendation)
    ]
    return f"{stem} ({turn + len(before) - 1})"


class _Names:
    """Places of a document by what people call them, and the other way round."""

    _WHERE = re.compile(
        r"(?:rec(?:ommendation)?\.?\s+(?P<number>[^,]+?)|“(?P<text>.*?)”)"
        r"(?:[\s,]+(?:row|action)\s+(?P<row>\d+))?(?:\s*,\s*(?P<heading>.+))?",
        re.IGNORECASE | re.DOTALL,
    )

    def __init__(self, document: PlanDocument) -> None:
        self.document = document
        self.headings = {c.field: c.heading for c in document.columns if c.heading}
        self.fields = {heading.strip(" :").lower(): field for field, heading in self.headings.items()}
        for field, heading in HEADINGS.items():
            self.fields.setdefault(heading.lower(), field)
            self.fields.setdefault(field, field)

    def place_of(self, warning: Warning_) -> Place | None:
        """Where a warning points to, if it can be told: from its ``at``, or from its words."""
        at = warning.unknown.get("at")
        if isinstance(at, Mapping):
            number, row, entry = str(at.get("number", "")), at.get("row", 0), at.get("entry", -1)
            field = str(at.get("field", ""))
        else:
            match = self._WHERE.fullmatch(warning.where.strip())
            if not match:
                return None
            number, row, entry = match["number"] or f"“{match['text']}", int(match["row"] or 1) - 1, -1
            field = self.fields.get((match["heading"] or "").strip(" :").lower(), "")
        if not isinstance(row, int) or not isinstance(entry, int):
            return None
        place = self._place(number, row, field, entry)
        return self._note(place, warning.message) if place and field == "progress" and entry < 0 else place

    def _place(self, number: str, row: int, field: str, entry: int) -> Place | None:
        for s, section in enumerate(self.document.sections):
            for r, recommendation in enumerate(section.recommendations):
                named = number.startswith("“") and not recommendation.number
                if not (named and recommendation.text.startswith(number[1:])) and recommendation.number != number:
                    continue
                if field in ("", "number", "recommendation"):
                    return Place(s, r, -1, field or "recommendation")
                if 0 <= row < len(recommendation.actions):
                    notes = len(recommendation.actions[row].progress)
                    return Place(s, r, row, field, entry if entry < notes else -1)
        return None

    def _note(self, place: Place, message: str) -> Place:
        """The note that a sentence quotes the date of."""
        quoted = re.match(r"“(.+?)”", message, re.DOTALL)
        notes = (
            self.document.sections[place.section].recommendations[place.recommendation].actions[place.action].progress
        )
        for e, entry in enumerate(notes):
            if quoted and entry.as_written == quoted[1]:
                return replace(place, entry=e)
        return place

    def words(self, place: Place) -> str:
        """“99, row 2, By when”."""
        section = self.document.sections[place.section]
        recommendation = section.recommendations[place.recommendation]
        words = [recommendation.number or shorten(recommendation.text, 40) or "Without a recommendation"]
        if place.action >= 0:
            action = recommendation.actions[place.action]
            if action.ref:
                words = [action.ref]
            elif len(recommendation.actions) > 1:
                words.append(f"row {place.action + 1}")
            words.append(self.headings.get(place.field) or HEADINGS.get(place.field) or place.field[6:])
        elif place.field == "number":
            words.append(_NUMBER)
        return ", ".join(filter(None, (word.rstrip(":") for word in words)))


# settling ---------------------------------------------------------------------------------------------------------------


def settled(document: PlanDocument, decisions: Mapping[str, Mapping[str, str]]) -> PlanDocument:
    """The document with what was settled, and without its warnings. Of what nobody settled the reading stands."""
    sections = [[list(r.actions) for r in s.recommendations] for s in document.sections]
    heads = [list(s.recommendations) for s in document.sections]
    for doubt in doubts(document):
        place = doubt.place
        if place is None:
            continue
        decision = decisions.get(doubt.key, {})
        choice, value = decision.get("choice", ""), decision.get("value", "")
        if place.action < 0:
            head = heads[place.section][place.recommendation]
            heads[place.section][place.recommendation] = _settle_head(head, doubt, choice, value)
        elif choice:
            rows = sections[place.section][place.recommendation]
            rows[place.action] = _settle_action(rows[place.action], place, choice, value)
    made = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(head, actions=tuple(rows)) for head, rows in zip(heads[s], sections[s], strict=True)
            ),
        )
        for s, section in enumerate(document.sections)
    )
    return document.replace(sections=made, warnings=())


def _settle_head(head: Recommendation, doubt: Doubt, choice: str, value: str) -> Recommendation:
    if doubt.kind == "number":
        return replace(head, number=value.strip() if choice == "change" else doubt.value)
    return replace(head, text=value) if choice == "change" else head


def _settle_action(action: Action, place: Place, choice: str, value: str) -> Action:
    if place.field == "progress" and place.entry >= 0:
        notes = list(action.progress)
        notes[place.entry] = _settle_entry(notes[place.entry], choice, value)
        return replace(action, progress=tuple(notes))
    if choice == "accept":
        return action
    if choice == "text":
        if place.field == "deadline":
            return replace(action, deadlines=())
        if place.field == "lead":
            names = "; ".join(lead.name for lead in action.leads)
            return replace(action, leads=(Lead(name=names, kind="role"),))
        return replace(action, status="open", ended=None) if place.field == "status" else action
    if place.field == "status":
        return replace(action, status=value, ended=None if value == "open" else action.ended)
    return _put(_emptied(action, place.field), place.field, value) if value.strip() else _emptied(action, place.field)


def _settle_entry(entry: Entry, choice: str, value: str) -> Entry:
    if choice == "accept":
        return replace(entry, inferred=False)
    if choice == "text":
        text = f"{entry.as_written} {entry.text}".strip()
        return replace(entry, date=None, precision="none", as_written="", inferred=False, text=text)
    found = _one_date(value)
    return replace(entry, date=found.date, precision=found.precision, inferred=False) if found else entry


def _one_date(value: str) -> FoundDate | None:
    return next((f for f in find_dates(value, strict=True) if f.date and f.start == 0), None)


def check(doubt: Doubt, choice: str, value: str) -> None:
    """Raise Unsettled where a choice, or what was typed with it, does not fit the doubt."""
    if choice not in doubt.offers:
        raise Unsettled("That is not one of the choices any more. Choose again.")
    if choice != "change":
        return
    if doubt.kind == "date":
        try:
            found = _one_date(value.strip())
        except DateError as error:
            raise Unsettled(str(error)) from error
        if found is None:
            raise Unsettled("Write a date with its year, for example 6 February 2018, or February 2018.")
    elif doubt.kind == "deadline":
        try:
            read_deadlines(value)
        except DateError as error:
            raise Unsettled(str(error)) from error
    elif doubt.kind == "status" and value not in STATUSES:
        raise Unsettled("Choose open, complete or closed.")
    elif doubt.kind == "number" and not 0 < len(value.strip()) <= 20:
        raise Unsettled("Write a number of at most 20 characters, for example 99a.")
    elif len(value) > 50_000:
        raise Unsettled(f"This is {len(value):,} characters long. A cell holds up to 50,000.")
