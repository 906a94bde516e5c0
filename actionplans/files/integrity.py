"""Whether every file that a note or a plan speaks of is stored, as it came; and what is stored that nothing speaks of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage, default_storage

from actionplans.files.inspection import Refused, look_at
from actionplans.models import Evidence, Import, Reading
from boards.models import Board

Row = Evidence | Import


@dataclass(frozen=True)
class Fault:
    """A file that is not as it came: ``what`` is "missing", "changed" or "not to be read"."""

    row: Row
    what: str


def rows_of(board: Board) -> Iterator[Row]:
    """Every stored file of a board, those of withdrawn notes too: nothing is ever taken away with a note."""
    files = Evidence.objects.filter(entry__action__plan__board=board).select_related("entry__action__plan")
    yield from files.order_by("pk").iterator()
    brought = Import.objects.filter(board=board).exclude(file="").select_related("plan")
    yield from brought.defer("document_text", "sources").order_by("pk").iterator()


def fault_of(row: Row, *, whole: bool = True) -> Fault | None:
    """What is wrong with a stored file, if anything; without ``whole`` only its presence and its size are asked for."""
    storage = row.file.storage
    try:
        if not storage.exists(row.file.name):
            return Fault(row, "missing")
        if storage.size(row.file.name) != row.size:
            return Fault(row, "changed")
        if whole:
            with storage.open(row.file.name) as stored:
                if _digest(stored) != row.sha256:
                    return Fault(row, "changed")
    except OSError:
        return Fault(row, "not to be read")
    return None


def _digest(stored) -> str:
    digest = hashlib.sha256()
    while chunk := stored.read(256 * 1024):
        digest.update(chunk)
    return digest.hexdigest()


def orphans(storage: Storage = default_storage) -> Iterator[str]:
    """The names of what is stored and nothing speaks of: left behind where saving broke off half-way, or where a database was
    brought back from an older backup than its files."""
    known = {name for model in (Evidence, Import, Reading) for name in model.objects.values_list("file", flat=True)}
    yield from (name for name in _stored(storage) if name not in known)


def _stored(storage: Storage) -> Iterator[str]:
    """Every stored file, by its name: ``<board>/<uid>`` and ``<board>/imports/<uid>``. Folders beside those of boards are for
    work that is under way."""
    try:
        folders, _ = storage.listdir("")
    except FileNotFoundError:  # nothing was ever stored
        return
    for folder in sorted(filter(str.isdigit, folders)):
        for inner in (folder, f"{folder}/imports"):
            if inner == folder or "imports" in storage.listdir(folder)[0]:
                yield from (f"{inner}/{name}" for name in sorted(storage.listdir(inner)[1]))


def look_again(row: Evidence) -> bool:
    """Look at a file that was kept before anybody looked, and keep what was found with it. True where something was. One that
    would not be kept today is told as bytes."""
    if row.content_type:
        return False
    with row.file.storage.open(row.file.name) as stored:
        stored.name = row.name
        try:
            looked = look_at(stored)
        except Refused:
            row.content_type = "application/octet-stream"
        else:
            row.content_type, row.macros = looked.media_type, looked.macros
    return row.save_by(None, reason="Looked at")
