"""Uploaded files on their way into the store, before anything is written of them in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from django.core.files.base import File

from actionplans.files.inspection import Inspection, inspect_file
from actionplans.files.storage import digest_of, stored
from actionplans.models.base import new_uid
from boards.web.downloads import safe_name


@dataclass(frozen=True)
class StoredUpload:
    """A file that is in the store under ``path``, and of which no row speaks yet. ``name`` is the one that it was uploaded
    with, made safe; ``size`` is in bytes, ``sha256`` 64 hex digits."""

    uid: str
    path: str
    name: str
    size: int
    sha256: str
    inspection: Inspection


@contextmanager
def stored_uploads(files: Iterable[File], *, board: int) -> Iterator[list[StoredUpload]]:
    """Inspect, hash and store files for notes of a board, before the transaction that attaches them: all of that takes as long
    as the files are large, and while it lasts others can save. Where the block fails, what was stored is removed.

    Raises Refused where a file is empty or a program, and NotStored where the store failed."""
    with ExitStack() as stack:
        yield [_stored(stack, file, board) for file in files]


def _stored(stack: ExitStack, file: File, board: int) -> StoredUpload:
    inspection, sha256 = inspect_file(file), digest_of(file)
    uid, name = new_uid(), safe_name(file.name or "")
    path = stack.enter_context(stored(f"{board}/{uid}", file, name=name))
    return StoredUpload(uid, path, name, file.size, sha256, inspection)
