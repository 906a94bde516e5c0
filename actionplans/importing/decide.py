"""The user's decisions about a file that was read: answers to its questions, what its columns mean, what becomes of it.

Every operation here is one transaction and raises ValidationError where the file was applied or set aside meanwhile.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplans.document.tree import ColumnNode, PlanDocument, VersionLine
from actionplans.document.warnings import HIDDEN, STRUCK
from actionplans.importing import receive
from actionplans.importing.answers import NO_CHOICE, apply_answers, check_answer
from actionplans.importing.columns import with_columns
from actionplans.importing.fit import fit
from actionplans.importing.lead_cells import LeadCell, lead_cells, with_leads
from actionplans.importing.left_out import PIECES, pieces_of, with_kept
from actionplans.importing.notices import (
    CHANGE,
    HIDDEN_WORDS,
    KEEP,
    OTHER,
    OUT,
    STRUCK_WORDS,
    Notice,
    notices_of,
    other_answer,
)
from actionplans.importing.put_right import END, LEFT_OUT, PutRight, group_key, with_sections
from actionplans.importing.review import ReviewQuestion, order_of, questions
from actionplans.models import Import, Plan
from actionplans.models.importing import READ
from actionplans.persistence.leads import BoardNames
from boards.history import forget_file
from boards.models import User

#: The column for progress notes of a plan whose file has none.
NOTES = ColumnNode("progress", "Progress")
#: The reasons of what was left out and is asked about, by the code of the notice.
LEFT_OUT_REASONS = {STRUCK_WORDS: STRUCK, HIDDEN_WORDS: HIDDEN}
GONE = "This is not asked about any more: its column means something else now."


@dataclass(frozen=True)
class ImportReview:
    """A file under review: the document with its columns as the user said, the open questions, and those with an answer."""

    document: PlanDocument
    open: list[ReviewQuestion]
    done: list[tuple[ReviewQuestion, dict[str, str]]]

    @property
    def total(self) -> int:
        return len(self.open) + len(self.done)


def review_of(upload: Import) -> ImportReview:
    """What was read, under the columns that the user named, and its questions."""
    document = _with_kinds(upload)
    answers = upload.decided("doubts")
    every = questions(document, answers)
    return ImportReview(
        document,
        [question for question in every if question.key not in answers],
        [(question, answers[question.key]) for question in every if question.key in answers],
    )


def notices_in(upload: Import, review: ImportReview) -> list[Notice]:
    """The notices of an import under review."""
    asked: list[tuple[ReviewQuestion, dict[str, str]]] = [(question, {}) for question in review.open]
    return notices_of(
        sorted([*asked, *review.done], key=lambda pair: order_of(pair[0])),
        upload.document,
        kept=upload.decided("kept"),
        settled=upload.decided("settled"),
        pieces=dict(upload.decided("pieces")),
        can_keep=upload.plan_id is None,
    )


def reviewed_document(upload: Import) -> PlanDocument:
    """The document as it would be applied: with the columns and answers of the user, made to fit a plan."""
    document = apply_answers(_with_kinds(upload), upload.decided("doubts"))
    right = put_right_of(upload)
    if upload.plan is None:
        document = with_sections(document, upload.document, right)
    initials = BoardNames.of(upload.board).initials
    document = fit(document, title=upload.decided("title"), initials=initials, whole=upload.plan is None)
    if upload.plan is None:
        at_the_end = right.at_the_end(upload.document)
        document = with_kept(document, right.kept_reasons(at_the_end), at_the_end, dict(upload.decided("pieces")))
    if upload.plan is None and lacks_notes(document) and upload.decided("notes") != "no":
        document = document.replace(columns=(*document.columns, NOTES))
    return document


def earlier_document(upload: Import, plan: Plan) -> PlanDocument:
    """The document of an earlier version of the plan. A file seldom says of which board it is, or how it is marked: that it says
    nothing of them is no change."""
    document = reviewed_document(upload)
    return document.replace(board=document.board or plan.board.name, marking=document.marking or plan.marking)


def _with_kinds(upload: Import) -> PlanDocument:
    """What was read, with what the user said of whole kinds: the meaning of columns, in a new plan where leads are cut."""
    document = with_columns(upload.document, upload.decided("columns"))
    return document if upload.plan is not None else with_leads(document, put_right_of(upload).leads)


def put_right_of(upload: Import) -> PutRight:
    """What the user put right of sections, texts and leads."""
    return PutRight.of(upload.decided("put_right"), upload.decided("kept"))


def cells_of(upload: Import) -> list[LeadCell]:
    """The lead cells of a file, with the user's answers."""
    document = with_columns(upload.document, upload.decided("columns"))
    return lead_cells(document, put_right_of(upload).leads)


def lacks_notes(document: PlanDocument) -> bool:
    """Whether a plan would have no column for progress notes."""
    return bool(document.columns) and all(column.field != "progress" for column in document.columns)


def offers_notes(upload: Import) -> bool:
    """Whether a column for notes is offered with the import: its file has none."""
    return upload.plan is None and lacks_notes(fit(with_columns(upload.document, upload.decided("columns"))))


@transaction.atomic
def answer_question(
    upload: Import, key: str, choice: str, value: str = "", *, by: User, at: datetime.datetime | None = None
) -> None:
    """Answer one question, with OTHER as its notice offers it, or open it again with an empty choice. Raises InvalidAnswer
    where the answer does not fit, ValidationError where the question is gone, or has no other answer."""
    upload = lock_import(upload)
    decisions = dict(upload.decided("doubts"))
    if not choice:
        decisions.pop(key, None)
    else:
        document = _with_kinds(upload)
        question = next((q for q in questions(document, decisions) if q.key == key), None)
        if question is None:  # its column means something else by now
            raise ValidationError(GONE)
        choice, value = _given(question, choice, value)
        check_answer(question, choice, value)
        decisions[key] = {"choice": choice, "value": value if choice == "change" else ""}
    upload.decide("doubts", decisions)
    upload.save_by(by, at=at)


@transaction.atomic
def answer_notice(
    upload: Import,
    key: str,
    choice: str,
    *,
    by: User,
    only: Collection[str] | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Give the open places of a notice one answer, or open it again with an empty choice: then those that were corrected one
    by one stay. ``only`` are the keys of the questions that are asked, where not all of them are. Raises ValidationError where
    the notice is gone, or has no such answer."""
    upload = lock_import(upload)
    review = review_of(upload)
    if only is not None:
        review = replace(review, open=[question for question in review.open if question.key in only])
    notice = next((notice for notice in notices_in(upload, review) if notice.key == key), None)
    if notice is None:
        raise ValidationError(GONE)
    if choice and choice not in notice.answers:
        raise ValidationError(NO_CHOICE)
    if notice.code in LEFT_OUT_REASONS:
        _answer_pieces(upload, notice, choice)
    else:
        _answer_questions(upload, notice, choice)
    upload.save_by(by, at=at)


def _given(question: ReviewQuestion, choice: str, value: str = "") -> tuple[str, str]:
    """The choice and the value of an answer, OTHER resolved."""
    if choice != OTHER:
        return choice, value
    other = other_answer(question)
    if other is None:
        raise ValidationError(NO_CHOICE)
    return other


def _answer_questions(upload: Import, notice: Notice, choice: str) -> None:
    decisions = dict(upload.decided("doubts"))
    for place in notice.places:
        if not choice and place.choice != CHANGE:
            decisions.pop(place.key, None)
        elif choice and not place.choice and place.question:
            given, value = _given(place.question, choice)
            decisions[place.key] = {"choice": given, "value": value}
    upload.decide("doubts", decisions)


def _answer_pieces(upload: Import, notice: Notice, choice: str) -> None:
    reason = LEFT_OUT_REASONS[notice.code]
    kept, settled = ([other for other in upload.decided(part) if other != reason] for part in ("kept", "settled"))
    upload.decide("kept", [*kept, reason] if choice == KEEP else kept)
    upload.decide("settled", [*settled, reason] if choice else settled)
    if not choice:
        keys = {place.key for place in notice.places}
        upload.decide("pieces", {key: said for key, said in dict(upload.decided("pieces")).items() if key not in keys})


@transaction.atomic
def answer_piece(upload: Import, key: str, choice: str, *, by: User, at: datetime.datetime | None = None) -> None:
    """Say of one piece that was left out whether it is kept with the plan, or, with an empty choice, nothing about it alone."""
    upload = lock_import(upload)
    if key not in {piece.key for reason in PIECES for piece in pieces_of(upload.document, reason)}:
        raise ValidationError(GONE)
    if choice not in (KEEP, OUT, ""):
        raise ValidationError(NO_CHOICE)
    pieces = {other: said for other, said in dict(upload.decided("pieces")).items() if other != key}
    upload.decide("pieces", pieces | {key: choice} if choice else pieces)
    upload.save_by(by, at=at)


@transaction.atomic
def set_columns(upload: Import, meanings: Mapping[str, str], *, by: User, at: datetime.datetime | None = None) -> None:
    """Say what columns of the file mean, where they were understood otherwise: ``columns.with_columns``."""
    upload = lock_import(upload)
    upload.decide("columns", dict(meanings))
    upload.save_by(by, at=at)


@transaction.atomic
def set_notes(upload: Import, wanted: bool, *, by: User, at: datetime.datetime | None = None) -> None:
    """Say whether a plan whose file has no column for progress notes gets one."""
    upload = lock_import(upload, states=(Import.State.REVIEW, Import.State.TAKEN))
    if upload.state == Import.State.REVIEW:
        upload.decide("notes", "yes" if wanted else "no")
        upload.save_by(by, at=at)


@transaction.atomic
def set_kept(upload: Import, reason: str, kept: bool, *, by: User, at: datetime.datetime | None = None) -> None:
    """Say whether the words that were left out for this reason are kept with the plan, at its end."""
    right = put_right_of(lock_import(upload))
    places = {**right.places, group_key(reason): END if kept else LEFT_OUT}
    put_right(upload, replace(right, places=places), by=by, at=at)


@transaction.atomic
def set_leads(
    upload: Import, key: str, leads: Sequence[str] | None, *, by: User, at: datetime.datetime | None = None
) -> None:
    """Say who the leads of all cells with the words of this key are; None as they were read."""
    right = put_right_of(lock_import(upload))
    others = {known: names for known, names in right.leads.items() if known != key}
    put_right(upload, replace(right, leads=others if leads is None else {**others, key: list(leads)}), by=by, at=at)


@transaction.atomic
def put_right(upload: Import, right: PutRight, *, by: User, at: datetime.datetime | None = None) -> None:
    """Keep what the user put right of sections, texts and leads."""
    upload = lock_import(upload)
    if right == put_right_of(upload):
        return
    upload.decide("put_right", right.to_json())
    upload.decide("kept", right.kept)
    upload.save_by(by, at=at)


@transaction.atomic
def set_target(
    upload: Import,
    plan: Plan | None,
    title: str,
    *,
    by: User | None,
    earlier: bool = False,
    at: datetime.datetime | None = None,
) -> None:
    """Say what becomes of the file: a new plan of that title, changes to an existing plan, or an ``earlier`` version of one."""
    upload = lock_import(upload)
    upload.plan = plan
    upload.decide("earlier", version_of(upload).to_json() if earlier else {})
    upload.decide("chosen", "yes")
    if title:
        upload.decide("title", title)
    upload.save_by(by, at=at)


def version_of(upload: Import) -> VersionLine:
    """What a file says of its own version: the last line of its version table."""
    lines = upload.document.versions
    return lines[-1] if lines else VersionLine()


@transaction.atomic
def set_aside(upload: Import, *, by: User, at: datetime.datetime | None = None) -> None:
    """Apply nothing of the file. It is not kept; its name is, with the user who brought it."""
    upload = lock_import(upload, states=(Import.State.READING, *READ))
    stored = upload.file.name
    upload.state, upload.outcome = Import.State.ASIDE, "Nothing was imported."
    upload.file, upload.document_text, upload.sources = "", "", []
    upload.account, upload.hints, upload.first = {}, {}, {}
    upload.save_by(by, at=at, reason="Set aside")
    if stored:
        forget_file(Import._meta.get_field("file").storage, stored)
    receive.drop(upload.uid)


def lock_import(upload: Import, states: Collection[str] = (Import.State.REVIEW,)) -> Import:
    """The import, locked until the end of the transaction. Raises ValidationError where its review has ended."""
    upload = Import.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if upload.state not in states:
        raise ValidationError("This file was imported or set aside meanwhile.")
    return upload


def finish(
    upload: Import,
    plan: Plan,
    outcome: str,
    *,
    by: User | None,
    at: datetime.datetime,
    state: str = Import.State.TAKEN,
) -> None:
    """Mark a locked import as applied to this plan; ``outcome`` is the sentence that says so on its page."""
    upload.plan, upload.state, upload.taken_at, upload.outcome = plan, state, at, outcome
    upload.save_by(by, at=at, reason="Imported")
