"""Reading a file that was brought in, as a task of the queue: in a sandboxed process (``actionplans.reading.worker``)."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from actionplans import sandbox
from actionplans.document.tree import PlanDocument
from actionplans.files.storage import digest_of, stored
from actionplans.importing import apply, decide, receive, shown
from actionplans.models import FileShape, Import, Reading
from actionplans.models.importing import READ, reading_path
from actionplans.printing.jobs import watching, work_home
from actionplans.reading import Hints, worker
from boards.client_ip import acting_from
from boards.jobs.lease import Lease
from boards.jobs.policy import on_each_worker, recurring, retry
from boards.models import Board, User
from boards.web.downloads import safe_name

#: The module that reads.
WORKER = "actionplans.reading.worker"
#: Seconds beyond its limit after which a reading that does not end by itself is ended.
GRACE = 10
#: So many shapes of files, the latest, are tried on a file.
MOST_SHAPES = 50


class ReadingLost(Exception):
    """The process that read ended without a word."""


def begin(file: File, *, board: Board, by: User, hints: Hints | None = None) -> Reading:
    """Store a file under a name of our own and have it read, as ``hints`` say where they are given. ``receive.look`` says how far
    it is. Raises NotStored where the store failed."""
    name = safe_name(file.name or "file")
    reading = Reading(board=board, by=by, name=name, size=file.size, sha256=digest_of(file))
    reading.hints = hints.to_json() if hints else None
    _store(reading, file)
    return reading


@transaction.atomic
def read_again(upload: Import, hints: Hints, *, by: User, undo: bool = False) -> None:
    """Have the file of an import read again as the user showed, which is kept for the next file of its shape; nothing where that
    is under way. With ``undo`` what was shown until now can be done again. ``receive.look`` says how far it is, and what was
    read before stays until then. Raises ValidationError where its review has ended or the file is not kept."""
    upload = decide.lock_import(upload, states=READ)
    if not upload.file:
        raise ValidationError("The file is not kept any more, so it cannot be read again.")
    reading = receive.held(upload.uid)
    if reading and reading.state == "running":
        return
    if reading:  # it came to nothing
        receive.forget(reading, with_file=False)
    if upload.first:
        upload.first = upload.first | {"undone": upload.hints if undo else None}
        upload.save_by(by)
    shown.remember(upload.board, hints, instead=shown.hints_of(upload), by=by)
    again = Reading(uid=upload.uid, board=upload.board, by=by, name=upload.name, size=upload.size, sha256=upload.sha256)
    again.file, again.hints = upload.file.name, hints.to_json()
    again.save()
    _enqueue(again)


def _store(reading: Reading, file: File) -> None:
    """Store the file, then write the row and have it read."""
    with stored(reading_path(reading, ""), file, name=reading.name) as path, transaction.atomic():
        reading.file = path
        reading.save()
        _enqueue(reading)


def _enqueue(reading: Reading) -> None:
    job = read_file.enqueue(reading.pk)
    Reading.objects.filter(pk=reading.pk).update(job_id=job.id)


@task(queue_name="reading", takes_context=True)
@retry(attempts=2, pause=3)
def read_file(context: Any, pk: int) -> None:
    """Read the file, and write down what was understood or why nothing was. Where its import waits for it, that goes on."""
    lease: Lease = context.lease
    reading = Reading.objects.filter(pk=pk).first()
    if reading is None or reading.document_text or reading.fault:
        return  # set aside, or read meanwhile
    outcome = _read(reading, lease)
    with lease.effect():
        imports = Import.objects.select_for_update(of=("self",))  # before the reading, as everybody locks them
        waiting = imports.filter(uid=reading.uid).first()
        found = Reading.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if found:
            _note(found, outcome)
            if waiting:
                brought = waiting.history.order_by("history_id").first()
                with acting_from(brought.address if brought else None):
                    again = waiting.state != Import.State.READING
                    (shown.settle if again else apply.settle_reading)(waiting, by=found.by)


def _read(reading: Reading, lease: Lease) -> dict[str, Any]:
    """The outcome of ``reading.worker``. Raises ReadingLost where there is none."""
    with sandbox.work_folder(work_home()) as folder:
        with reading.file.open("rb") as stored, (folder / "upload").open("xb") as copy:
            shutil.copyfileobj(stored, copy)
        (folder / "name").write_text(reading.name)
        sandbox.put(folder, "hints", {"given": reading.hints, "kept": _kept(reading)})
        try:
            outcome = sandbox.run(folder, WORKER, seconds=worker.TIME + GRACE, watch=watching(lease))
        except sandbox.TookTooLong:
            return {"refused": worker.TOO_LONG}
        if not outcome:
            raise ReadingLost
        return outcome


def _kept(reading: Reading) -> list[tuple[int, dict[str, Any]]]:
    """What was shown of earlier files of the board, unless the user said how to read this one."""
    if reading.hints is not None:
        return []
    return list(FileShape.objects.of_board(reading.board).values_list("pk", "hints")[:MOST_SHAPES])


def _note(reading: Reading, outcome: dict[str, Any]) -> None:
    if "refused" in outcome:
        reading.fault = outcome["refused"]
        reading.save()
        return
    reading.account, reading.hints = outcome["account"], outcome["hints"]
    reading.kept = FileShape.objects.of_board(reading.board).filter(pk=outcome["kept"]).first()
    if "nothing" in outcome:
        reading.fault = outcome["nothing"]
    else:
        plain = {key: value for key, value in outcome["document"].items() if key != "format"}
        reading.document_text = PlanDocument.from_json(plain, "plan").canonical()
        reading.sources, reading.remark = outcome["sources"], outcome.get("remark", "")
    reading.save()


# upkeep -----------------------------------------------------------------------------------------------------------------


@recurring(every=datetime.timedelta(hours=1))
@task()
def sweep_readings() -> None:
    """Say of imports whose reading failed for good that they could not be read; delete readings that nobody came back for. One
    that waits stays, however long no worker ran."""
    for waiting in Import.objects.filter(state=Import.State.READING).select_related("by"):
        apply.settle_reading(waiting, by=waiting.by)
    stale = Reading.objects.asked_before(timezone.now() - receive.STALE)
    for key in list(stale.values_list("pk", flat=True)):
        receive.forget_unclaimed(key, under_way=False)


@on_each_worker
def take_up_earlier() -> None:
    """Have read what the release before had begun to read on this machine, even where its process is still at it: nobody asks
    that process for what it finds. Remove what nobody waits for."""
    waiting = Import.objects.filter(state=Import.State.READING).select_related("by", "board")
    for taken in waiting.exclude(uid__in=Reading.objects.values("uid")):
        upload = receive.earlier_upload(taken.uid)
        if upload:
            _take_up(taken, upload)
    uids = set(Import.objects.filter(state=Import.State.READING).values_list("uid", flat=True))
    for folder in receive.earlier_folder("").glob("*"):
        if folder.name not in uids and not sandbox.is_locked(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _take_up(taken: Import, upload: Path) -> None:
    reading = Reading(
        uid=taken.uid, board=taken.board, by=taken.by, name=taken.name, size=taken.size, sha256=taken.sha256
    )
    with upload.open("rb") as file:
        _store(reading, File(file))
    receive.forget_earlier(taken.uid)


def forget(board: int) -> None:
    """Delete readings of a board but those that an import waits for."""
    taken_over = Import.objects.filter(board=board, state=Import.State.READING).values("uid")
    for key in list(Reading.objects.filter(board=board).exclude(uid__in=taken_over).values_list("pk", flat=True)):
        receive.forget_unclaimed(key, under_way=True)
