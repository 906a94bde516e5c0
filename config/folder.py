"""Storage backend for a folder of this machine: what was stored is on the disk, and what could not be stored leaves nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from django.core.files.storage import FileSystemStorage


class FolderStorage(FileSystemStorage):
    """Files are never overwritten. ``save`` returns once the file is on the disk (fsync), because its row will say that it is
    there; where it fails half-way, as on a full disk, the half is removed."""

    def _save(self, name: str, content: Any) -> str:
        name = super()._save(name, _Nothing())  # type: ignore[misc]  # not in the stubs. Made here, so that only a file of our own is ever removed below
        path = self.path(name)
        try:
            with open(path, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            _sync_folder(os.path.dirname(path))
        except BaseException:
            with suppress(FileNotFoundError):
                os.unlink(path)
            raise
        return name


class _Nothing:
    """A content without bytes."""

    def chunks(self) -> tuple[()]:
        return ()


def _sync_folder(path: str) -> None:
    """Put the name of a new file on the disk, not only its bytes."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
