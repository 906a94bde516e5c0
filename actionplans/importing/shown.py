"""What a user showed of how a file is to be read: kept for the board by the shape of the file, and settled once it is read again.

The reading itself is in ``importing.jobs``. Each operation here is one transaction.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from actionplans.document.counting import counts
from actionplans.document.tree import PlanDocument
from actionplans.importing import receive
from actionplans.importing.apply import take_account
from actionplans.importing.left_out import PIECES, pieces_of
from actionplans.importing.notices import KEEP, OUT
from actionplans.importing.review import questions
from actionplans.models import FileShape, Import
from actionplans.models.importing import READ
from actionplans.reading import Account, Hints
from actionplans.reading.plan.kept_hints import Fit, fit, is_same_shape
from boards.models import Board, User


def hints_of(upload: Import) -> Hints:
    """What was shown of the file of an import; no hints where nothing was."""
    return Hints.from_json(upload.hints) if upload.hints else Hints()


def first_hints(upload: Import) -> Hints:
    """What the first reading of the file went by."""
    data = upload.first.get("hints")
    return Hints.from_json(data) if data else Hints()


def counts_of(upload: Import) -> dict[str, int]:
    """What was read from a file, in numbers; all of them 0 where no plan was found."""
    return counts(upload.document if upload.document_text else PlanDocument())


@transaction.atomic
def settle(upload: Import, *, by: User | None, at: datetime.datetime | None = None) -> Import:
    """Copy what came of reading the file of an import again, if that has ended. Where it could not be read, what was read before
    stays, and the row of the reading says why."""
    upload.hold()
    reading = receive.held(upload.uid)
    if reading is None or reading.state == "running":
        return upload
    if upload.state not in READ:  # it was imported or set aside meanwhile
        receive.forget(reading, with_file=False)
        return upload
    if reading.state == "refused":
        return upload
    before = upload.document if upload.document_text else PlanDocument()
    upload.first = upload.first or _first(upload)
    take_account(upload, reading)
    if upload.hints == upload.first["hints"]:
        upload.kept_id = upload.first["kept"]
    upload.document_text, upload.sources = reading.document_text, reading.sources
    upload.__dict__.pop("document", None)
    if reading.state == "read":
        upload.state, upload.outcome, upload.macros = Import.State.REVIEW, reading.remark, upload.document.holds_macros
        _keep_answers(upload, before)
    else:
        upload.state, upload.outcome = Import.State.NOTHING, reading.fault
    upload.save_by(by, at=at, reason="Read again")
    receive.forget(reading, with_file=False)
    return upload


def _first(upload: Import) -> dict[str, Any]:
    return {
        "counts": counts_of(upload),
        "account": upload.account,
        "hints": upload.hints,
        "kept": upload.kept_id,
    }


def _keep_answers(upload: Import, before: PlanDocument) -> None:
    """Keep the answers to questions that the document still asks of the same words at the same place."""
    answers = upload.decided("doubts")
    asked = {question.key: (question.text, question.written) for question in questions(before, answers)}
    again = {question.key: (question.text, question.written) for question in questions(upload.document, answers)}
    upload.decide(
        "doubts", {key: answer for key, answer in answers.items() if key in again and asked.get(key) == again[key]}
    )
    _keep_said_of_pieces(upload, before)
    fields = {column.field for column in upload.document.columns}
    upload.decide(
        "columns", {field: meaning for field, meaning in upload.decided("columns").items() if field in fields}
    )


def _keep_said_of_pieces(upload: Import, before: PlanDocument) -> None:
    """What was said of all struck or hidden words holds for those that the user saw: where there are others now, it becomes the
    answer of each that was there, and the new ones are asked about."""
    for reason in PIECES:
        kept, settled = reason in upload.decided("kept"), reason in upload.decided("settled")
        known = {piece.key for piece in pieces_of(before, reason)}
        if not (kept or settled) or known.issuperset(piece.key for piece in pieces_of(upload.document, reason)):
            continue
        upload.decide("pieces", dict.fromkeys(known, KEEP if kept else OUT) | dict(upload.decided("pieces")))
        for part in ("kept", "settled"):
            upload.decide(part, [other for other in upload.decided(part) if other != reason])


# kept for the board -----------------------------------------------------------------------------------------------------


@transaction.atomic
def remember(
    board: Board, hints: Hints, *, instead: Hints, by: User, at: datetime.datetime | None = None
) -> FileShape | None:
    """Keep what was shown for the next file of this shape, ``instead`` of what was shown of this one before. No hints keep
    nothing, and what was shown before is forgotten."""
    at = at or timezone.now()
    known = list(FileShape.objects.of_board(board).select_for_update(of=("self",)))
    same = [shape for shape in known if _is_of(shape, instead) or _is_of(shape, hints)]
    empty = not (hints.tables or hints.lines)
    kept = None
    for shape in same:
        if empty or kept is not None:
            forget(shape, by=by, at=at)
        else:
            kept = shape
            if shape.hints != hints.to_json():
                shape.hints, shape.at, shape.by = hints.to_json(), at, by
                shape.save_by(by, at=at, reason="Shown")
    if kept is None and not empty:
        kept = FileShape(board=board, hints=hints.to_json(), by=by, at=at)
        kept.save_by(by, at=at, reason="Shown")
    return kept


def _is_of(shape: FileShape, hints: Hints) -> bool:
    return is_same_shape(Hints.from_json(shape.hints), hints)


def forget(shape: FileShape, *, by: User, at: datetime.datetime | None = None) -> None:
    """Use what was shown no more. Plans that were read with it stay as they are."""
    shape.forgotten = True
    shape.save_by(by, at=at, reason="Forgotten")


def use_again(shape: FileShape, *, by: User, at: datetime.datetime | None = None) -> None:
    """Use what was forgotten, for the next file of its shape."""
    shape.forgotten = False
    shape.save_by(by, at=at, reason="Used again")


def no_longer_fitting(upload: Import) -> tuple[FileShape, Fit] | None:
    """What was shown of an earlier file like this one and does not fit it any more, the latest; None where all fits, or the user
    has shown this file itself."""
    if upload.hints or upload.kept_id or not upload.account:
        return None
    account = Account.from_json(upload.account)
    for shape in FileShape.objects.of_board(upload.board).select_related("by")[:10]:
        found = fit(Hints.from_json(shape.hints), account)
        if found is not None and not found.is_whole and (found.hints.tables or found.hints.lines):
            return shape, found
    return None
