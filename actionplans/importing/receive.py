"""Having a file read in a process of its own (``actionplans.reading.worker``), and looking at how far it is.

No database is touched here, and until a file has been read nothing of it is kept but a folder that goes away again.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from actionplans import sandbox
from actionplans.models.base import new_uid
from actionplans.reading.worker import TIME

#: Seconds after which whatever was left behind of a reading is swept up.
STALE = 24 * 60 * 60
#: Files that are read at the same time: each may take as much memory as ``worker`` allows.
AT_ONCE = 4
LOST = "Something in this file stopped the reading. Save it once more under another name, or as a Word file, and try again."


class Busy(Exception):
    """As many files are being read as may be."""


@dataclass(frozen=True)
class Reading:
    """How far the reading of a file is: ``running``, ``read`` or ``refused``. ``fault`` is one sentence, ``done`` and
    ``of`` count pages where they are known. ``remark`` says where the plan lay if not in what the file shows."""

    state: str
    doing: str = ""
    done: int = 0
    of: int = 0
    fault: str = ""
    document: dict[str, Any] = field(default_factory=dict)
    sources: list[Any] = field(default_factory=list)
    remark: str = ""


def folder_of(uid: str) -> Path:
    """Where a file lies while it is read."""
    return Path(settings.MEDIA_ROOT) / "reading" / uid


def begin(file: UploadedFile) -> str:
    """Put a file aside under a name of our own and have it read. The answer is by what ``look`` finds it. Raises Busy."""
    sweep()
    if sum(_running(folder) for folder in folder_of("").glob("*")) >= AT_ONCE:
        raise Busy
    uid = new_uid()
    folder = folder_of(uid)
    folder.mkdir(parents=True, mode=0o700)
    with (folder / "upload").open("xb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    (folder / "name").write_text(file.name or "file")
    start(folder)
    return uid


def start(folder: Path) -> None:
    """Begin to read what lies in the folder, without waiting for it."""
    sandbox.start(folder, "actionplans.reading.worker")


def look(uid: str, *, wait: float = 0) -> Reading:
    """How far it is; up to ``wait`` seconds are given to it to come to an end."""
    until = time.monotonic() + wait
    while (found := _look(folder_of(uid))).state == "running" and time.monotonic() < until:
        time.sleep(0.1)
    return found


def _look(folder: Path) -> Reading:
    ended = not _running(folder)  # asked first: what it leaves behind is there once it has ended
    outcome = sandbox.found(folder / "outcome")
    if "refused" in outcome:
        return Reading("refused", fault=outcome["refused"])
    if outcome:
        remark = outcome.get("remark", "")
        return Reading("read", document=outcome["document"], sources=outcome["sources"], remark=remark)
    if ended:
        (folder / "upload").unlink(missing_ok=True)
        return Reading("refused", fault=LOST)
    progress = sandbox.found(folder / "progress")
    return Reading("running", progress.get("doing", ""), progress.get("done", 0), progress.get("of", 0))


def _running(folder: Path) -> bool:
    return sandbox.running(folder) and sandbox.seconds_since_start(folder) < TIME + 60


def upload_of(uid: str) -> Path:
    """The file itself, as it came."""
    return folder_of(uid) / "upload"


def digest(path: Path) -> str:
    """SHA-256 of a file, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def forget(uid: str) -> None:
    """Remove all that lies in the folder of a reading."""
    shutil.rmtree(folder_of(uid), ignore_errors=True)


def sweep() -> None:
    """Remove what abandoned readings left behind."""
    for folder in folder_of("").glob("*"):
        if time.time() - folder.stat().st_mtime > STALE:
            shutil.rmtree(folder, ignore_errors=True)
