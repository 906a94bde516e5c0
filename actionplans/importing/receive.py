"""The reading of a file that was brought in: how far it is, and what the release before left half-read.

The reading itself is a task of the queue (``importing.jobs``). Until a file has been read nothing of it is kept but a row and
the stored file, which go away again where it cannot be read.
"""

from __future__ import annotations

import datetime
import shutil
import time
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from actionplans.models import Import, Reading
from boards.history import forget as delete_rows

#: After how long the row of a reading goes that nobody came back for.
STALE = datetime.timedelta(days=1)
LOST = (
    "The reading of this file was stopped before it ended, which need not be the fault of the file. Try again. If it happens "
    "again, save it as a Word file first, and tell the person who looks after this site."
)


def look(uid: str, *, wait: float = 0) -> Reading | None:
    """How far it is, or None where nobody reads that file; up to ``wait`` seconds are given to it to come to an end. Not within a
    transaction that waits."""
    until = time.monotonic() + wait
    found = Reading.objects.select_related("job").filter(uid=uid)
    while (reading := found.first()) and reading.state == "running" and time.monotonic() < until:
        time.sleep(0.05)
    return reading


def held(uid: str) -> Reading | None:
    """The reading of a file, which nobody else writes until the transaction ends."""
    return Reading.objects.select_related("job").select_for_update(of=("self",)).filter(uid=uid).first()


def is_to_come(reading: Reading | None, uid: str, at: datetime.datetime) -> bool:
    """Whether something is still to come of the reading of a file that was brought in at that time. Where there is no row, a
    worker may still take up what the release before left (``importing.jobs.take_up_earlier``): on this machine, unless that
    release deleted the file when it saw that the reading had failed, or on another."""
    if reading is None and earlier_folder(uid).exists():
        return earlier_upload(uid) is not None
    if reading is None:
        return at > timezone.now() - STALE
    return reading.state == "running"


def drop(uid: str) -> None:
    """Stop reading a file, and delete it."""
    reading = held(uid)
    if reading:
        forget(reading)
    forget_earlier(uid)


def forget(reading: Reading, *, with_file: bool = True) -> None:
    """Delete the row of a reading, and its file, unless that is kept by an import."""
    if with_file and reading.file:
        transaction.on_commit(partial(default_storage.delete, str(reading.file.name)))
    delete_rows(Reading.objects.filter(pk=reading.pk))


def forget_unclaimed(key: int, *, under_way: bool) -> None:
    """Delete a reading and its file, if it is still there and no import has taken the file over; with ``under_way`` also one of
    which something is still to come. It is locked first: a worker may just be handing it to its import."""
    with transaction.atomic():
        reading = Reading.objects.select_related("job").select_for_update(of=("self",)).filter(pk=key).first()
        if reading and (under_way or reading.state != "running"):
            imported = Import.objects.filter(uid=reading.uid).exclude(file="")
            forget(reading, with_file=not imported.exists())


# what the release before left ---------------------------------------------------------------------------------------------


def earlier_folder(uid: str) -> Path:
    """Where the release before put a file that it read, on this machine: ``upload`` and ``name``."""
    return Path(settings.MEDIA_ROOT) / "reading" / uid


def earlier_upload(uid: str) -> Path | None:
    """A file that the release before had not finished with, or None."""
    path = earlier_folder(uid) / "upload"
    return path if path.exists() else None


def forget_earlier(uid: str) -> None:
    shutil.rmtree(earlier_folder(uid), ignore_errors=True)
