"""What the reading of a file was not sure of, or did to it, as notices: one for each kind and column, with its places. Pure.

A notice that is to be decided has two answers for all of its places, and each place can be an exception. The words of all of it
are in ``notice_words``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from actionplans.document.tree import PlanDocument
from actionplans.document.warnings import (
    COLOUR,
    CUSTOM,
    HIDDEN,
    LOOSE,
    REF,
    RUNNING,
    STATUS,
    STRUCK,
)
from actionplans.importing.left_out import PIECES, groups, pieces_of
from actionplans.importing.review import ReviewQuestion, of_columns

#: Kinds of notices that the user decides.
DATE, DUE, NO_DAY, LEADS, ENDED, STRUCK_ROW, CUSTOM_ROW, MAY_END, NUMBER, TEXT, STRUCK_WORDS, HIDDEN_WORDS = DECIDED = (
    "date",  # notes whose date is not written in full
    "due",  # deadlines that were read, less than certainly
    "no-day",  # deadlines that were left as words
    "leads",  # words of a lead's cell that are no lead
    "ended",  # rows that were taken for ended by their words
    "struck-row",  # rows taken for ended because they are struck through
    "custom-row",  # rows taken for ended by a rating that nothing explains
    "may-end",  # rows left open that may have ended
    "number",  # recommendations of one number
    "text",  # any other text of the plan
    "struck",  # struck-through words, left out
    "hidden",  # hidden words, left out
)
#: Kinds of notices that only say what was done.
ROW_NUMBER, NO_NUMBER, ONLY_COLOUR, BELOW, COLUMNS, HIDDEN_ROW, REPEATED, REMARK = STATED = (
    "row-number",  # numbers of actions that are missing or printed twice
    "no-number",  # recommendations without one
    "colour",  # ratings that only a colour shows
    "below",  # words below a table, added to its last row
    "columns",  # columns whose heading says little
    "hidden-row",  # hidden rows that were taken in
    "repeated",  # heads and feet of pages
    "remark",  # of another program, or of a release that knew no kinds
)
#: The choices: as it was read, the other answer for all, another value for one place; of words left out, to keep them or not.
ACCEPT, OTHER, CHANGE, KEEP, OUT = "accept", "other", "change", "keep", "out"


@dataclass(frozen=True)
class NoticePlace:
    """One place of a notice: where it is, what is in the file and what was made of it, in words. ``choice`` is the user's own
    answer to it, if any. ``question`` is what is asked there; None where nothing is, or of words left out."""

    key: str
    where: str
    written: str
    read: str = ""
    choice: str = ""
    value: str = ""
    question: ReviewQuestion | None = None
    times: int = 1


@dataclass(frozen=True)
class Notice:
    """One kind of places in one column. ``answers`` are the choices for all: as it stands if nothing is decided, then the other
    one; none where there is nothing to decide."""

    code: str
    field: str
    column: str
    answers: tuple[str, ...]
    places: tuple[NoticePlace, ...]

    @property
    def key(self) -> str:
        """By which a button names it."""
        return f"{self.code} {self.field} {'-'.join(self.answers)}"

    @property
    def id(self) -> str:
        return "n-" + hashlib.sha256(self.key.encode()).hexdigest()[:8]

    @cached_property
    def number(self) -> int:
        """How many places there are."""
        return sum(place.times for place in self.places)

    @cached_property
    def left(self) -> int:
        """How many places are not decided."""
        return sum(place.times for place in self.places if not place.choice) if self.decides else 0

    @property
    def decides(self) -> bool:
        return self.code in DECIDED and bool(self.answers)

    @property
    def is_open(self) -> bool:
        return self.decides and bool(self.left)

    @property
    def is_settled(self) -> bool:
        return self.decides and not self.left


def notices_of(
    asked: Sequence[tuple[ReviewQuestion, Mapping[str, str]]],
    document: PlanDocument,
    *,
    kept: Collection[str] = (),
    settled: Collection[str] = (),
    pieces: Mapping[str, str] | None = None,
    can_keep: bool = True,
) -> list[Notice]:
    """All notices: those to decide first, the open ones before the others, then those that only tell; of each the one with most
    places first. ``asked`` are the questions with the answer to each, ``document`` is the one as it was read; the others are
    what was decided about words left out (``importing.left_out``)."""
    found: dict[tuple[str, str, str, tuple[str, ...]], list[NoticePlace]] = {}
    for question, answer in asked:
        code = _code(question)
        answers = _answers(code, question)
        field = question.place.field if question.place else ""
        found.setdefault((code, field, question.column if field else "", answers), []).append(_place(question, answer))
    every = [Notice(code, field, column, answers, tuple(p)) for (code, field, column, answers), p in found.items()]
    every += _of_left_out(document, kept, settled, pieces or {}, can_keep)
    return sorted(every, key=lambda notice: (not notice.decides, notice.is_settled, -notice.number))


def _code(question: ReviewQuestion) -> str:
    """The kind of notice that a question belongs to."""
    about, reason = question.about, question.reason
    if question.place is None:
        if about == STATUS:
            return HIDDEN_ROW if reason == HIDDEN else REMARK
        return {COLOUR: ONLY_COLOUR, LOOSE: BELOW, REF: NO_NUMBER}.get(about, REMARK)
    if question.kind == "other":
        return ROW_NUMBER if about == REF else REMARK
    certain = "text" in question.offers
    if question.kind == "status":
        return {STRUCK: STRUCK_ROW, CUSTOM: CUSTOM_ROW}.get(reason, ENDED if certain else MAY_END)
    if question.kind == "deadline":
        return DUE if certain else NO_DAY
    return {"date": DATE, "lead": LEADS, "number": NUMBER}.get(question.kind, TEXT)


def _answers(code: str, question: ReviewQuestion) -> tuple[str, ...]:
    if code in STATED:
        return ()
    return (ACCEPT, OTHER) if "text" in question.offers or code == MAY_END else (ACCEPT,)


def _place(question: ReviewQuestion, answer: Mapping[str, str]) -> NoticePlace:
    choice, value = answer.get("choice", ""), answer.get("value", "")
    if (choice, value) == other_answer(question):
        choice, value = OTHER, ""
    lines = question.written.split("\n") if question.place is None and question.reason else []
    return NoticePlace(
        key=question.key,
        where=question.where,
        written=question.written or question.text,
        read=question.read,
        choice=choice,
        value=value,
        question=question,
        times=max(len(lines), 1),
    )


def other_answer(question: ReviewQuestion) -> tuple[str, str] | None:
    """The choice and the value by which a question gets the other answer of its notice; None where that has no other."""
    if "text" in question.offers:
        return "text", ""
    return (CHANGE, "complete") if question.kind == "status" else None


def _of_left_out(
    document: PlanDocument, kept: Collection[str], settled: Collection[str], pieces: Mapping[str, str], can_keep: bool
) -> Iterator[Notice]:
    for group in groups(document, kept):
        if group.reason in PIECES:
            by_group = (KEEP if group.kept else OUT) if group.kept or group.reason in settled else ""
            places = tuple(
                NoticePlace(piece.key, piece.where, piece.words, choice=pieces.get(piece.key, by_group))
                for piece in pieces_of(document, group.reason)
            )
            code = STRUCK_WORDS if group.reason == STRUCK else HIDDEN_WORDS
            yield Notice(code, "", "", (OUT, KEEP) if can_keep else (), places)
        elif group.reason == RUNNING:
            lines = tuple(
                NoticePlace("", "", line)
                for warning in group.items
                for line in warning.words.split("\n")
                if line.strip()
            )
            yield Notice(REPEATED, "", "", (), lines)
    if columns := of_columns(document):
        yield Notice(COLUMNS, "", "", (), tuple(NoticePlace("", w.where, w.message) for w in columns))
