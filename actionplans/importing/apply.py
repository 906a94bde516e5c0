"""Applying an import: the file is received once it was read, and a new plan is made of it.

What is applied of a returned copy is in ``changes``. Each operation here is one transaction: a plan is taken in whole, or
not at all.
"""

from __future__ import annotations

import datetime
import hashlib

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from actionplans.document.counting import counts
from actionplans.document.node import DocumentError
from actionplans.document.tree import PlanDocument, VersionLine
from actionplans.document.wording import count, plural
from actionplans.importing import receive as receive_importing
from actionplans.importing.decide import finish, lock_import, reviewed_document
from actionplans.models import Action, Import, Plan, Reading
from actionplans.operations import structure
from actionplans.persistence.save import write_document
from boards.models import Board, User
from boards.web.downloads import safe_name

# receiving --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def receive(
    reading: Reading,
    *,
    by: User,
    plan: Plan | None = None,
    at: datetime.datetime | None = None,
) -> Import:
    """Keep a file that has been read, or still is being read (``importing.jobs.begin`` gave its ``reading``)."""
    at = at or timezone.now()
    made = Import(
        board=reading.board,
        plan=plan,
        uid=reading.uid,
        name=reading.name,
        size=reading.size,
        sha256=reading.sha256,
        hints=reading.hints or {},
        by=by,
        at=at,
    )
    made.save_by(by, at=at)
    return settle_reading(made, by=by, at=at)


@transaction.atomic
def receive_read(
    board: Board,
    content: bytes,
    document: PlanDocument,
    *,
    name: str,
    by: User | None,
    plan: Plan | None = None,
    at: datetime.datetime | None = None,
) -> Import:
    """Keep a file that has been read already, as the command line does."""
    at = at or timezone.now()
    made = Import(
        board=board,
        plan=plan,
        state=Import.State.REVIEW,
        file=ContentFile(content, name="file"),
        name=safe_name(name),
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        document_text=document.canonical(),
        macros=document.holds_macros,
        by=by,
        at=at,
    )
    made.save_by(by, at=at, reason="Read")
    return made


@transaction.atomic
def settle_reading(taken: Import, *, by: User | None, at: datetime.datetime | None = None) -> Import:
    """Copy the result of the reading, if it has ended since; of a refused file only its name and the reason are kept."""
    if taken.state != Import.State.READING:
        return taken
    taken.hold()
    reading = receive_importing.held(taken.uid)
    if taken.state != Import.State.READING or receive_importing.is_to_come(reading, taken.uid, taken.at):
        return taken
    if reading and reading.state == "nothing":
        taken.state, taken.file, taken.outcome = Import.State.NOTHING, reading.file.name, reading.fault
        take_account(taken, reading)
        taken.save_by(by, at=at, reason="Read")
    elif reading is None or reading.state == "refused":
        taken.state = Import.State.REFUSED
        taken.outcome = reading.fault if reading and reading.fault else receive_importing.LOST
        taken.save_by(by, at=at, reason="Not read")
    else:
        taken.state, taken.document_text, taken.sources = Import.State.REVIEW, reading.document_text, reading.sources
        taken.macros = taken.document.holds_macros
        taken.outcome = reading.remark
        if taken.plan is None:
            taken.plan = plan_of_copy(taken.board, taken.document)
        taken.file = reading.file.name
        take_account(taken, reading)
        taken.save_by(by, at=at, reason="Read")
    if reading:
        receive_importing.forget(reading, with_file=taken.state == Import.State.REFUSED)
    return taken


def take_account(upload: Import, reading: Reading) -> None:
    """Copy what the parts of the file were taken for, and what the user had shown of them."""
    upload.account, upload.hints, upload.kept = reading.account, reading.hints or {}, reading.kept


def plan_of_copy(board: Board, document: PlanDocument) -> Plan | None:
    """The plan that a document was exported from, recognised by the ids of its rows."""
    ids = [action.id for _, _, action in document.actions() if action.id][:200]
    row = Action.objects.filter(plan__board=board, uid__in=ids).select_related("plan").first()
    return row.plan if row else None


# as a plan --------------------------------------------------------------------------------------------------------------


@transaction.atomic
def apply_as_plan(upload: Import, *, by: User | None, at: datetime.datetime | None = None) -> Plan:
    """Make a new plan of the file. Idempotent: submitted again, it returns the same plan. Raises ValidationError with one
    sentence where the database cannot hold it."""
    at = at or timezone.now()
    upload = lock_import(upload, states=(Import.State.REVIEW, Import.State.TAKEN))
    if upload.state == Import.State.TAKEN and upload.plan is not None:
        return upload.plan
    plan = write_plan(upload.board, reviewed_document(upload), by=by, at=at, name=upload.name)
    finish(upload, plan, contents_sentence(reviewed_document(upload)), by=by, at=at)
    return plan


@transaction.atomic
def apply_as_earlier(upload: Import, line: VersionLine, *, by: User, at: datetime.datetime | None = None) -> Plan:
    """Keep the file as an earlier version of its plan, of this line of the version table. Nothing in the plan changes, and no
    published version does: it has no seal. Raises ValidationError where its review has ended, or its version is published."""
    upload = lock_import(upload)
    if upload.plan is None:
        raise ValidationError("Choose of which plan it is an earlier version.")
    if line.number and upload.plan.versions.filter(number=line.number).exists():
        raise ValidationError({"label": f"Version {line.number} was published here, and is in the list of versions"})
    upload.decide("earlier", line.to_json())
    state, said = Import.State.EARLIER, f"It is kept as {line.label}, an earlier version."
    finish(upload, upload.plan, said, by=by, at=at or timezone.now(), state=state)
    return upload.plan


def write_plan(
    board: Board, document: PlanDocument, *, by: User | None, name: str, at: datetime.datetime | None = None
) -> Plan:
    """Write a document that ``fit`` has made to fit."""
    try:
        plan = write_document(board, document, by=by, at=at, reason=f"Imported from {name}")
    except DocumentError as error:
        raise ValidationError(str(error)) from error
    if not plan.sections.exists():
        structure.add_section(plan, by=by, at=at)
    return plan


def contents_sentence(document: PlanDocument) -> str:
    """What a document holds, in a sentence: “7 recommendations, 12 actions (2 under no recommendation) and 140 notes.”"""
    numbers = counts(document)
    loose = f" ({numbers['loose']} under no recommendation)" if numbers["loose"] and numbers["recommendations"] else ""
    words = [
        count(numbers["recommendations"], "recommendation"),
        count(numbers["actions"], "action") + loose,
        count(numbers["notes"], "note"),
    ]
    if numbers["versions"]:
        words.append(f"{numbers['versions']} earlier {plural(numbers['versions'], 'version')}")
    return f"{', '.join(words[:-1])} and {words[-1]}."
