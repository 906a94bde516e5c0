"""Answers to the questions of a review: whether one fits its question, and the document with all of them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from actionplans.document.cells import lead_words
from actionplans.document.dates import DateError, FoundDate, find_dates, read_deadlines
from actionplans.document.tree import STATUSES, ActionNode, EntryNode, LeadNode, PlanDocument, RecommendationNode
from actionplans.document.warnings import Place
from actionplans.importing.columns import with_cell, without_cell
from actionplans.importing.review import Answers, ReviewQuestion, questions

NO_CHOICE = "That is not one of the choices any more. Choose again."


class InvalidAnswer(ValueError):
    """An answer that does not fit its question; the message is one sentence for the user."""


def apply_answers(document: PlanDocument, answers: Answers) -> PlanDocument:
    """The document with the answers, and without its warnings. What was not answered stays as it was read."""
    sections = [[list(r.actions) for r in s.recommendations] for s in document.sections]
    heads = [list(s.recommendations) for s in document.sections]
    notes: dict[tuple[int, int, int], list[tuple[int, str, str]]] = {}  # what was answered of the notes of a row
    for question in questions(document, answers):
        place = question.place
        if place is None:
            continue
        answer = answers.get(question.key, {})
        choice, value = answer.get("choice", ""), answer.get("value", "")
        if place.row is None:
            head = heads[place.section][place.recommendation]
            heads[place.section][place.recommendation] = _answer_head(head, question, choice, value)
        elif choice and place.field == "progress" and place.note is not None:
            of_row = (place.section, place.recommendation, place.row)
            notes.setdefault(of_row, []).append((place.note, choice, value))
        elif choice:
            rows = sections[place.section][place.recommendation]
            rows[place.row] = _answer_action(rows[place.row], place, choice, value)
    for (s, r, row), answered in notes.items():
        sections[s][r][row] = _answer_notes(sections[s][r][row], answered)
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


def _answer_head(head: RecommendationNode, question: ReviewQuestion, choice: str, value: str) -> RecommendationNode:
    if question.kind == "number":
        return replace(head, number=value.strip() if choice == "change" else question.value)
    return replace(head, text=value) if choice == "change" else head


def _answer_notes(action: ActionNode, answered: Iterable[tuple[int, str, str]]) -> ActionNode:
    """The action with all answers about its notes at once: they are copied once, however many there are."""
    notes = list(action.progress)
    for note, choice, value in answered:
        notes[note] = _answer_note(notes[note], choice, value)
    return replace(action, progress=tuple(notes))


def _answer_action(action: ActionNode, place: Place, choice: str, value: str) -> ActionNode:
    if choice == "accept":
        return action
    if choice == "text":
        if place.field == "deadline":
            return replace(action, deadlines=(), earlier=())
        if place.field == "lead":
            names = re.sub(r"(?<!\s)\s*\n\s*", "; ", lead_words(action))
            return replace(action, leads=(LeadNode(name=names, kind="role"),), lead_text="")
        return replace(action, status="open", ended=None) if place.field == "status" else action
    if place.field == "status":
        return replace(action, status=value, ended=None if value == "open" else action.ended)
    action = without_cell(action, place.field)
    return with_cell(action, place.field, value) if value.strip() else action


def _answer_note(entry: EntryNode, choice: str, value: str) -> EntryNode:
    if choice == "accept":
        return replace(entry, inferred=False)
    if choice == "text":
        text = f"{entry.as_written} {entry.text}".strip()
        return replace(entry, date=None, precision="none", as_written="", inferred=False, text=text)
    found = _one_date(value)
    return replace(entry, date=found.date, precision=found.precision, inferred=False) if found else entry


def _one_date(value: str) -> FoundDate | None:
    return next((f for f in find_dates(value, strict=True) if f.date and f.start == 0), None)


def check_answer(question: ReviewQuestion, choice: str, value: str) -> None:
    """Raise InvalidAnswer where a choice, or what was typed with it, does not fit the question."""
    if choice not in question.offers:
        raise InvalidAnswer(NO_CHOICE)
    if choice != "change":
        return
    if question.kind == "date":
        try:
            found = _one_date(value.strip())
        except DateError as error:
            raise InvalidAnswer(str(error)) from error
        if found is None:
            raise InvalidAnswer("Write a date with its year, for example 6 February 2018, or February 2018.")
    elif question.kind == "deadline":
        try:
            read_deadlines(value)
        except DateError as error:
            raise InvalidAnswer(str(error)) from error
    elif question.kind == "status" and value not in STATUSES:
        raise InvalidAnswer("Choose open, complete or closed.")
    elif question.kind == "number" and not 0 < len(value.strip()) <= 20:
        raise InvalidAnswer("Write a number of at most 20 characters, for example 99a.")
    elif len(value) > 50_000:
        raise InvalidAnswer(f"This is {len(value):,} characters long. A cell holds up to 50,000.")
