"""The secret key of an installation that was given none: made once, and kept with its data."""

from __future__ import annotations

import fcntl
import os
import tempfile
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def read_or_make(path: Path) -> str:
    """The secret in that file, which is made where it is missing or empty. Processes that start at the same time all get the
    same one: only one of them makes it, and it appears under its name whole."""
    if secret := _read(path):
        return secret
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        return _read(path) or _make(path)
    finally:
        os.close(folder)  # which ends the lock


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""


def _make(path: Path) -> str:
    secret = get_random_secret_key()
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=f".{path.name}-", delete=False) as beside:
        beside.write(secret)
        beside.flush()
        os.fsync(beside.fileno())
    os.replace(beside.name, path)  # it is for this account alone, as the temporary file was
    return secret
