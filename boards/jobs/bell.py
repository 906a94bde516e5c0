"""Notification of workers: one learns at once of new work, and while idle it neither writes nor takes a lock.

On PostgreSQL the transaction that enqueues sends NOTIFY, which arrives when it is committed. On SQLite a worker checks every
few milliseconds whether another connection has committed (``PRAGMA data_version``, which only reads). Either way
it reads the table now and then by itself, so that a lost notification delays work by some seconds only.
"""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress

import psycopg
from django.db import connection

CHANNEL = "boards_jobs"
#: Seconds between two checks on SQLite.
POLL = 0.02


def ring() -> None:
    """Wake the workers once the transaction that is open has been committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


class Poke:
    """Ends the waiting of a worker, from another thread or from a signal handler of its process."""

    def __init__(self) -> None:
        self.heard, self._poke = os.pipe()
        os.set_blocking(self.heard, False)
        os.set_blocking(self._poke, False)

    def __call__(self) -> None:
        with suppress(BlockingIOError):  # the pipe is full of pokes that were not read yet
            os.write(self._poke, b"!")

    def wait(self, seconds: float, *others: int) -> bool:
        """Wait for so many seconds. Whether it was poked, or one of the other files became readable, in that time."""
        heard, _, _ = select.select([self.heard, *others], [], [], max(0.0, seconds))
        if self.heard in heard:
            with suppress(BlockingIOError):
                os.read(self.heard, 4096)
        return bool(heard)


class Bell:
    """Base class: waiting for new work."""

    def __init__(self, poke: Poke) -> None:
        self._poke = poke

    def wait(self, seconds: float) -> None:
        """Wait until something may have changed, at most so long."""
        self._poke.wait(seconds)

    def close(self) -> None: ...


class SQLiteBell(Bell):
    """Checks whether another connection has committed. Always on the same connection: the number is only valid for one."""

    def __init__(self, poke: Poke) -> None:
        super().__init__(poke)
        self._version = self._ask()

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._poke.wait(min(POLL, until - time.monotonic())) and time.monotonic() < until:
            version = self._ask()
            if version != self._version:
                self._version = version
                return

    def _ask(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            return cursor.fetchone()[0]


class PostgresBell(Bell):
    """Listens for NOTIFY on a connection of its own."""

    def __init__(self, poke: Poke) -> None:
        super().__init__(poke)
        parameters = connection.get_connection_params()
        for name in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(name, None)
        self._listening = psycopg.connect(**parameters, autocommit=True)
        self._listening.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> None:
        """Raises psycopg.OperationalError where the connection has broken."""
        if self._poke.wait(seconds, self._listening.fileno()):
            list(self._listening.notifies(timeout=0))

    def close(self) -> None:
        self._listening.close()


def bell(poke: Poke) -> Bell:
    """The bell of the site's database."""
    return PostgresBell(poke) if connection.vendor == "postgresql" else SQLiteBell(poke)
