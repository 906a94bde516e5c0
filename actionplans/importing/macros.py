"""Whether the file of an import, as it came, can run something on the computer of the user who opens it."""

from __future__ import annotations

from collections.abc import Iterable

from actionplans.files.inspection import Refused, inspect_file
from actionplans.models import Import


def with_macros(uploads: Iterable[Import]) -> list[Import]:
    """The imports with ``macros`` known, not saved: the files of those that were read before it was recorded are looked
    into now."""
    found = list(uploads)
    for upload in found:
        if upload.macros is None:
            upload.macros = _inspected(upload)
    return found


def _inspected(upload: Import) -> bool:
    """False where no file is kept; True for a file that cannot be inspected."""
    if not upload.file:
        return False
    try:
        with upload.file.open("rb") as file:
            return inspect_file(file).macros
    except (Refused, OSError):
        return True
