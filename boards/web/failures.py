"""Failures that are no mistake of the user: a database that others keep busy, a full disk, a stored file that is missing.

How each is answered is in ``boards.web.failure_pages``.
"""

from __future__ import annotations

import errno
import sqlite3

from django.db import OperationalError

BUSY = "So much is being saved on this site just now that your turn did not come. Wait a minute and save again."
FULL = (
    "The disk of this site is full. Tell the administrator of this site: until there is room, nothing can be saved"
)
READ_ON = "What is there can still be read."

#: Error codes of SQLite without their details (sqlite.org/rescode.html): BUSY, LOCKED; FULL.
_SQLITE_BUSY, _SQLITE_FULL = (5, 6), (13,)
#: SQLSTATEs of PostgreSQL (Appendix A of its manual): lock_not_available; disk_full.
_POSTGRES_BUSY, _POSTGRES_FULL = ("55P03",), ("53100",)


class Unavailable(Exception):
    """What is asked for is not to be had just now; the message is what the user reads, in whole sentences."""


def is_busy(error: BaseException | None) -> bool:
    """Whether a statement waited in vain for what others are writing."""
    return _is_of(error, _SQLITE_BUSY, _POSTGRES_BUSY)


def is_full(error: BaseException | None) -> bool:
    """Whether something could not be written because the disk is full, or this account's share of it."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return _is_of(error, _SQLITE_FULL, _POSTGRES_FULL)


def _is_of(error: BaseException | None, sqlite: tuple[int, ...], postgres: tuple[str, ...]) -> bool:
    if not isinstance(error, OperationalError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return cause.sqlite_errorcode & 0xFF in sqlite
    return getattr(cause, "sqlstate", None) in postgres
