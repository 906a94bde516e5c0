"""Stored files: in a folder of this machine, or in an S3-compatible store where a setting says so.

Code opens stored files with these functions or Django's storages, never by a path: a file in an S3 store has none. The
subprocess that prints has no credentials for the store, so files that it binds in are first copied into its folder
(``at_hand``).
"""

from __future__ import annotations

import dataclasses
import logging
import shutil
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import Http404

from actionplans.writing.order import EvidenceFile, Order

log = logging.getLogger(__name__)


class NotStored(Exception):
    """A file that could not be stored; the message is one sentence for the user, without its full stop."""


def opened(stored: FieldFile) -> File:
    """A stored file, open to be read. Raises Http404 where it is missing, which ``check_evidence`` lists."""
    try:
        return stored.open("rb")
    except FileNotFoundError as error:
        log.error("The stored file %s is missing.", stored.name)
        raise Http404("The file is missing from where files are stored") from error


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
