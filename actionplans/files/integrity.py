"""Checks of stored files: whether each file of a note or an import is there unchanged, and which files no row refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage, default_storage

from actionplans.files.inspection import Refused, inspect_file
from actionplans.files.storage import digest_of
from actionplans.models import Evidence, Import, Reading
from boards.models import Board

StoredFile = Evidence | Import


@dataclass(frozen=True)
class Fault:
    """A stored file that is not what was uploaded: ``what`` is "missing", "changed" or "not to be read"."""

    row: StoredFile
    what: str


def rows_of(board: Board) -> Iterator[StoredFile]:
    """Every stored file of a board, those of withdrawn notes too: withdrawing a note deletes no file."""
    files = Evidence.objects.filter(entry__action__plan__board=board).select_related("entry__action__plan")
    yield from files.order_by("pk").iterator()
    brought = Import.objects.filter(board=board).exclude(file="").select_related("plan")
    yield from brought.defer("document_text", "sources").order_by("pk").iterator()


def fault_of(row: StoredFile, *, whole: bool = True) -> Fault | None:
    """What is wrong with a stored file, if anything; without ``whole`` only its presence and its size are checked."""
    storage = row.file.storage
    try:
        if not storage.exists(row.file.name):
            return Fault(row, "missing")
        if storage.size(row.file.name) != row.size:
            return Fault(row, "changed")
        if whole:
            with storage.open(row.file.name) as stored:
                if digest_of(stored) != row.sha256:
                    return Fault(row, "changed")
    except OSError:
        return Fault(row, "not to be read")
    return None


def orphans(storage: Storage = default_storage) -> Iterator[str]:
    """The names of stored files that no row refers to: left behind where saving failed half-way, or where a database was
    restored from an older backup than its files."""
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


def inspect_older(row: Evidence) -> bool:
    """Inspect a file that was stored before uploads were inspected, and save the result with it. True where that changed the
    row. A file that would be refused today gets the media type of plain bytes."""
    if row.content_type:
        return False
    with row.file.storage.open(row.file.name) as stored:
        stored.name = row.name
        try:
            inspection = inspect_file(stored)
        except Refused:
            row.content_type = "application/octet-stream"
        else:
            row.content_type, row.macros = inspection.media_type, inspection.macros
    return row.save_by(None, reason="Looked at")
