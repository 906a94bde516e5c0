"""Prints: asking for one, the task that makes it in a sandboxed process (``actionplans.writing.worker``), and how far it is.

A print is found by its key: users who ask for the same get the same print, made once, whichever host they ask.

- ``begin(order, about) -> key`` has it printed, unless it is there already or somebody else has just asked for it.
- ``job_status(key) -> Print | None`` says how far it is: ``waiting``, ``running``, ``printed`` or ``refused``.
- ``put_by(order, about, printed) -> key`` keeps a print that was made before, to be found like the others.
- ``print_in_sandbox(order, …) -> Printed`` prints at once, for a task that needs the pages for itself.

``About`` says of which board and plan it is and which rights are needed to see it; what shows a print to
a person checks that first.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import io
import json
import logging
import shutil
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache, partial
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone
from django_tasks import task

from actionplans import sandbox
from actionplans.document.tree import PlanDocument
from actionplans.files.storage import at_hand
from actionplans.models import Print
from actionplans.models.print import print_path
from actionplans.printing import earlier
from actionplans.printing.about import About
from actionplans.writing import worker
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import Printed
from boards.history import forget as delete_rows
from boards.jobs.lease import Lease
from boards.jobs.policy import on_each_worker, recurring, retry
from boards.models import Erasure, User

log = logging.getLogger(__name__)

#: The module that prints.
WORKER = "actionplans.writing.worker"
#: After how long a print goes that nobody has asked for, and what is left of one that was not made.
STALE, LEFT_OVER = datetime.timedelta(days=7), datetime.timedelta(days=1)
#: Bytes that all of them may take together; those asked for longest ago go first.
ROOM = 500 * 1024 * 1024
#: Seconds beyond its limit after which a print that does not end by itself is ended.
GRACE = 5
#: Seconds between two writes of how far a print is.
PROGRESS = 0.5

LOST = "Something stopped this print."


class NotPrinted(Exception):
    """An order that cannot be printed, however often it is tried; the message is one sentence for a person."""


class PrintLost(Exception):
    """The process that printed ended without a word, as when the system ends what takes too much memory."""


# Asking for a print -----------------------------------------------------------------------------------------------------


def begin(order: Order, about: About) -> str:
    """Have it printed, if it is not there and is not being made. The answer is by what ``job_status`` finds it. One that could
    not be printed is tried again."""
    key = key_of(order, about)
    with transaction.atomic():
        found = _row(key, about)
        if not found.file and not found.is_under_way:
            _enqueue(found, json.dumps(order.to_json(), ensure_ascii=False))
    return key


def look_over(key: str, *, by: User) -> None:
    """Note who read through the names that stay in a public edition; the first who did stays noted."""
    unread = Print.objects.filter(key=key, looked_over_by=None)
    unread.update(looked_over_by=by, looked_over_at=timezone.now())


def begin_again(key: str) -> None:
    """Try a print again that could not be made."""
    with transaction.atomic():
        found = Print.objects.select_for_update(of=("self",)).filter(key=key).first()
        if found and found.state == "refused" and found.order_text:
            _enqueue(found, found.order_text)
        elif found is None and (left := earlier.order_of(key)):
            _enqueue(_row(key, left.about), left.order_text)


def put_by(order: Order, about: About, printed: Printed) -> str:
    """Keep a print that was made before. The answer is by what ``job_status`` finds it."""
    key = key_of(order, about)
    with transaction.atomic():
        found = _row(key, about)
    if not found.file:
        _keep(found, printed, transaction.atomic)
    return key


def _row(key: str, about: About) -> Print:
    """The row of a print, locked, and noted as asked for now."""
    now = timezone.now()
    facts = {"board_id": about.board, "plan_id": about.plan, "rights": list(about.rights), "asked_at": now}
    facts |= {"title": about.title, "name": about.name, "again": about.again}
    Print.objects.get_or_create(key=key, defaults=facts)
    Print.objects.filter(key=key).update(asked_at=now)
    return Print.objects.select_related("job").select_for_update(of=("self",)).get(key=key)


def _enqueue(found: Print, order_text: str) -> None:
    row = Print.objects.filter(pk=found.pk)
    row.update(order_text=order_text, fault="")
    row.update(job_id=make_print.enqueue(found.pk).id)


def key_of(order: Order, about: About) -> str:
    """64 hex digits that are the same for all users who ask for the same print of the same plan, however they chose it, until a
    new release of the program would print it another way."""
    spelt = json.dumps(
        [order.key(), _program(), dataclasses.asdict(dataclasses.replace(about, again=""))], sort_keys=True
    )
    return hashlib.sha256(spelt.encode()).hexdigest()


@cache
def _program() -> str:
    """A fingerprint of all that makes a print of a document."""
    digest = hashlib.sha256(version_of("weasyprint").encode())
    here = Path(__file__).parents[1]
    sources = (*here.glob("writing/**/*.py"), *here.glob("document/**/*.py"), *sandbox.ROOT.glob("static/print/*.css"))
    for file in sorted(sources):
        digest.update(file.read_bytes())
    return digest.hexdigest()


# How far it is ----------------------------------------------------------------------------------------------------------


def job_status(key: str, *, wait: float = 0) -> Print | None:
    """How far it is, or None where there is no such print; up to ``wait`` seconds are given to it to come to an end. Not within
    a transaction, which would not see what a worker does."""
    until = time.monotonic() + wait
    while (found := _found(key)) and found.is_under_way and time.monotonic() < until:
        time.sleep(0.05)
    return found


def _found(key: str) -> Print | None:
    return Print.objects.listed().filter(key=key).first() or earlier.print_of(key)


# Making it --------------------------------------------------------------------------------------------------------------


@task(queue_name="printing", takes_context=True)
@retry(attempts=3, pause=5)
def make_print(context: Any, pk: int) -> None:
    """Print what was ordered and store it. What cannot be printed is shown to the user who asked, and not tried again."""
    lease: Lease = context.lease
    wanted = Print.objects.filter(pk=pk).first()
    if wanted is None or wanted.file or not wanted.order_text:
        return  # erased, or made meanwhile
    try:
        printed = print_in_sandbox(Order.from_json(json.loads(wanted.order_text)), wanted.board_id, lease=lease)
    except NotPrinted as error:
        with lease.effect():
            Print.objects.filter(pk=pk).update(fault=str(error))
    else:
        _keep(wanted, printed, lease.effect)


class _NotWanted(Exception):
    """The row of a print has been deleted, or somebody else has stored it meanwhile."""


def _keep(wanted: Print, printed: Printed, transaction_of: Callable[[], AbstractContextManager[None]]) -> None:
    """Store a print, then note it in its row within a transaction, if it is still wanted. The store may be slow, and nobody
    should wait for it: so nothing is locked while it is asked."""
    name = default_storage.save(print_path(wanted, ""), io.BytesIO(printed.pdf))
    try:
        with transaction_of():
            row = Print.objects.select_for_update(of=("self",)).filter(pk=wanted.pk).first()
            if row is None or row.file:
                raise _NotWanted
            Print.objects.filter(pk=row.pk).update(
                file=name,
                pages=printed.pages,
                size=len(printed.pdf),
                missing=list(printed.missing),
                order_text="",
                fault="",
            )
    except _NotWanted:
        default_storage.delete(name)
    except DatabaseError:
        raise  # nobody knows whether it was noted; a file of which no row speaks is swept up
    except BaseException:
        default_storage.delete(name)
        raise


def print_in_sandbox(order: Order, board: int, *, lease: Lease | None = None) -> Printed:
    """Print an order in a subprocess with limits, and wait for it; ``lease`` gets the progress. Raises NotPrinted, and
    PrintLost where it is worth another try."""
    cache_folder = sandbox.make_folder(
        _home() / "cache"
    )  # what fontconfig found out about the fonts, once for all prints
    with sandbox.work_folder(work_home()) as folder:
        brought = at_hand(order, folder / "files", folder / "files")
        sandbox.put(folder, "order.json", brought.to_json())
        seconds = settings.PRINT_LIMIT_SECONDS
        try:
            outcome = sandbox.run(
                folder,
                WORKER,
                str(parts_folder(board)),
                str(seconds),
                seconds=seconds + GRACE,
                home=cache_folder,
                watch=watching(lease) if lease else None,
            )
        except sandbox.TookTooLong:
            raise NotPrinted(worker.TOO_LONG) from None
        if "refused" in outcome:
            raise NotPrinted(outcome["refused"])
        if not outcome:
            said = (folder / "log").read_text(errors="replace").strip().rpartition("\n")[2]
            raise PrintLost(said.partition(":")[0][:100])  # the exception's class: its message may quote the plan
        return Printed((folder / "print.pdf").read_bytes(), outcome["pages"], tuple(outcome["missing"]))


def watching(lease: Lease) -> Callable[[dict[str, Any]], None]:
    """What writes the progress of a sandboxed process to its job, not too often, and ends the process where the job is no
    longer this worker's."""
    last: list[Any] = [{}, 0.0]

    def watch(progress: dict[str, Any]) -> None:
        lease.check()
        if progress != last[0] and time.monotonic() - last[1] > PROGRESS:
            lease.progress(progress.get("done", 0), progress.get("of", 0), progress.get("doing", ""))
            last[:] = [progress, time.monotonic()]

    return watch


def print_plan(
    document: PlanDocument,
    *,
    printed_on: datetime.date,
    previous: PlanDocument | None = None,
    board: int | None = None,
    lease: Lease | None = None,
) -> Printed:
    """``writing.pdf.print_plan`` in a subprocess with limits, for the board of that key; without ``board`` in this process.
    Raises NotPrinted and PrintLost."""
    if board is None:
        from actionplans.writing import pdf  # not with the site: what lays out pages is large

        return pdf.print_plan(document, printed_on=printed_on, previous=previous)
    return print_in_sandbox(Order(document, printed_on, since=previous), board, lease=lease)


# Folders of this machine ------------------------------------------------------------------------------------------------


def _home() -> Path:
    return Path(settings.MEDIA_ROOT) / "printing"


def work_home() -> Path:
    """Where work that is under way has its folders, on the machine that does it."""
    return Path(settings.MEDIA_ROOT) / "work"


def parts_folder(board: int) -> Path:
    """Where this machine keeps parts of prints of a board, so that what has not changed is not laid out again. Whose they are
    cannot be told, so an erasure in the board makes them useless: its number is in the name."""
    return _home() / "parts" / f"{board}-{Erasure.objects.filter(board=board).count()}"


@on_each_worker
def sweep_folders() -> None:
    """Remove from this machine what a killed process left behind, parts of prints from before an erasure, and prints that the
    release before kept in folders and nobody has asked for."""
    sandbox.sweep(work_home())
    earlier.sweep()
    for folder in (_home() / "parts").glob("*"):
        board = folder.name.partition("-")[0]
        if not folder.is_dir():  # as they were kept before
            folder.unlink(missing_ok=True)
        elif not board.isdecimal() or folder != parts_folder(int(board)):
            shutil.rmtree(folder, ignore_errors=True)


@on_each_worker
def take_up_earlier() -> None:
    """Have printed what still waited for its turn on this machine when the release before ended."""
    for key in earlier.waiting():
        if not Print.objects.filter(key=key).exists():
            begin_again(key)
        earlier.drop(key)


# What goes again --------------------------------------------------------------------------------------------------------


@recurring(every=datetime.timedelta(hours=1))
@task()
def sweep_prints() -> None:
    """Delete prints that nobody has asked for in a while, then, while there is too much, those asked for longest ago; never
    one that is under way. Then stored files that no print speaks of."""
    now, room = timezone.now(), ROOM
    for found in Print.objects.listed().order_by("-asked_at"):
        if found.is_under_way:
            continue
        room -= found.size
        if room < 0 or found.asked_at < now - (STALE if found.file else LEFT_OVER):
            _delete(Print.objects.filter(pk=found.pk, asked_at=found.asked_at))
    _delete_orphans(now - LEFT_OVER)


def _delete(rows: Any) -> None:
    """Delete prints, and their files once that is committed. They are locked first: one that is asked for or stored at this
    moment is deleted with its file, or stays with it."""
    with transaction.atomic():
        found = dict(rows.select_for_update().values_list("pk", "file"))
        delete_rows(Print.objects.filter(pk__in=found))
        for name in filter(None, found.values()):
            transaction.on_commit(partial(default_storage.delete, name))


def _delete_orphans(before: datetime.datetime) -> None:
    """Delete stored prints of which no row speaks: left by a worker that was killed between the two."""
    try:
        folders, _ = default_storage.listdir("prints")
    except FileNotFoundError:  # nothing was ever printed
        return
    kept = set(Print.objects.exclude(file="").values_list("file", flat=True))
    for folder in folders:
        for name in default_storage.listdir(f"prints/{folder}")[1]:
            path = f"prints/{folder}/{name}"
            if path not in kept and default_storage.get_modified_time(path) < before:
                default_storage.delete(path)


def forget(board: int) -> None:
    """Take away every print of a board's plans, those that are being made too, and all parts of prints that this machine keeps;
    other machines follow when they next sweep. What is wanted of them is made again."""
    _delete(Print.objects.of_board(board))
    transaction.on_commit(partial(earlier.forget, board))
    transaction.on_commit(sweep_folders)
