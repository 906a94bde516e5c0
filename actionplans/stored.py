"""Stored files: in a folder of this machine, or in an S3-compatible store where a setting says so.

Everything that opens one comes through here or through Django's storages, never by a path: what is stored elsewhere has
none.
"""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

from django.core.files import File
from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.http import Http404

from actionplans.models import Evidence

log = logging.getLogger(__name__)


class NotStored(Exception):
    """A file that could not be stored; the message is one sentence for a person, without its full stop."""


def store() -> Storage:
    """Where files are stored."""
    return Evidence._meta.get_field("file").storage


def opened(stored: FieldFile) -> File:
    """A stored file, open to be read. Raises Http404 where it is missing, which ``check_evidence`` tells of."""
    try:
        return stored.open("rb")
    except FileNotFoundError as error:
        log.error("The stored file %s is missing.", stored.name)
        raise Http404("The file is missing from where files are stored") from error


def copy_out(name: str, path: Path) -> bool:
    """Copy a stored file to a place on this machine, for this account alone; False where it is missing."""
    try:
        with store().open(name) as stored, path.open("xb") as copy:
            path.chmod(0o600)
            shutil.copyfileobj(stored, copy)
    except FileNotFoundError:
        path.unlink(missing_ok=True)
        return False
    return True
