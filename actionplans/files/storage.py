"""Stored files: in a folder of this machine, or in an S3-compatible store where a setting says so.

Code opens stored files with these functions or Django's storages, never by a path: a file in an S3 store has none. The
subprocess that prints has no credentials for the store, so files that it binds in are first copied into its folder
(``at_hand``).
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile

from actionplans.writing.order import EvidenceFile, Order
from boards.web.failures import FULL, Unavailable, is_full

log = logging.getLogger(__name__)


class NotStored(Exception):
    """A file that could not be stored; the message is one sentence for the user, without its full stop."""


class Missing(Unavailable):
    """The file is not where files are stored."""


@contextmanager
def stored(path: str, file: File, *, name: str) -> Iterator[str]:
    """Store a file before the block that writes its row, and yield the name that it has in the store; where the block fails,
    the file is removed again. To be entered before the transaction of that row: on SQLite a transaction holds up everybody
    who saves, and a store may be slow.

    ``name`` is what the user calls the file. Raises NotStored where the store failed."""
    try:
        path = default_storage.save(path, file)
    except OSError as error:
        log.exception("A file of %s bytes could not be stored.", file.size)
        why = FULL if is_full(error) else "Try again, or save without it"
        raise NotStored(f"“{name}” could not be stored just now. {why}") from error
    try:
        yield path
    except BaseException:
        remove(path)
        raise


def remove(path: str) -> None:
    """Delete a stored file of which no row speaks. Where that fails too it stays, and ``check_evidence`` lists it."""
    try:
        default_storage.delete(path)
    except OSError:
        log.exception("The stored file %s of which nothing speaks could not be removed.", path)


def opened(file: FieldFile, *, name: str, sha256: str = "") -> File:
    """A stored file, open to be read from its beginning, once it has been seen to be what was stored (``sha256``, 64 hex
    digits). Raises Unavailable, with a sentence that calls it by its ``name``, where it is missing (``Missing``), changed or
    out of reach; ``check_evidence`` lists the first two."""
    try:
        content = file.open("rb")
        if not sha256 or digest_of(content) == sha256:
            return content
    except FileNotFoundError as error:
        log.error("The stored file %s is missing: bring it back from a backup.", file.name)
        raise Missing(f"“{name}” is missing from where this site keeps its files. {_BRING_BACK}") from error
    except OSError as error:
        log.exception("The stored file %s could not be read.", file.name)
        raise Unavailable(f"“{name}” cannot be fetched from where it is kept just now. {_LATER}") from error
    content.close()
    log.error("The stored file %s is not what was stored: bring it back from a backup.", file.name)
    raise Unavailable(
        f"“{name}” is not what was attached: it was changed where this site keeps its files, and so it is not "
        f"downloaded. {_BRING_BACK}"
    )


_BRING_BACK = "Tell the administrator of this site, who can bring it back from a backup."
_LATER = "Try again in a few minutes. If it stays so, tell the administrator of this site."


def digest_of(content: File) -> str:
    """The SHA-256 of an open file, 64 hex digits. It is read piece by piece, and is at its beginning again afterwards."""
    digest = hashlib.sha256()
    content.seek(0)
    while piece := content.read(256 * 1024):
        digest.update(piece)
    content.seek(0)
    return digest.hexdigest()


def path_of(stored: FieldFile) -> str:
    """Where a stored file lies on this machine; empty where it lies elsewhere."""
    try:
        return stored.path
    except NotImplementedError:
        return ""


def at_hand(order: Order, put: Path, found: Path) -> Order:
    """The order with every file that it binds in on this machine: those that lie elsewhere are copied into the folder
    ``put``, which will be found at ``found`` when they are read."""
    put.mkdir(mode=0o700)
    files = []
    for number, file in enumerate(order.files):
        if file.is_elsewhere and _copy(file, put / str(number)):
            file = dataclasses.replace(file, path=str(found / str(number)))
        files.append(file)
    return dataclasses.replace(order, files=tuple(files))


def _copy(file: EvidenceFile, path: Path) -> bool:
    """Copy a stored file to a place on this machine, for this account alone; False where it is missing."""
    try:
        with default_storage.open(file.stored) as stored, path.open("xb") as copy:
            path.chmod(0o600)
            shutil.copyfileobj(stored, copy)
    except FileNotFoundError:
        log.error("The stored file %s is missing.", file.stored)
        return False
    return True
