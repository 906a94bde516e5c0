"""How a worker learns at once that there is new work, while an idle one neither writes nor takes a lock.

On PostgreSQL the transaction that enqueues sends NOTIFY, which arrives when it is committed. On SQLite a worker asks every
few milliseconds whether any other connection has committed something (``PRAGMA data_version``, which only reads). Either way
it looks into the table now and then by itself, so that a bell that was not heard costs some seconds and no work.
"""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress

import psycopg
from django.db import connection

CHANNEL = "boards_jobs"
#: Seconds between two questions to SQLite.
POLL = 0.02


def ring() -> None:
    """Wake the workers once the transaction that is open has been committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


class Poke:
    """Ends a worker's wait, from another thread or from a signal's handler, as long as the worker lives."""

    def __init__(self) -> None:
        self.heard, self._poke = os.pipe()
        os.set_blocking(self.heard, False)
        os.set_blocking(self._poke, False)

    def __call__(self) -> None:
        with suppress(BlockingIOError):  # full of pokes that have not been answered yet
            os.write(self._poke, b"!")

    def wait(self, seconds: float, *others: int) -> bool:
        """Whether it was poked, or something came on one of the other files, within so many seconds."""
        heard, _, _ = select.select([self.heard, *others], [], [], max(0.0, seconds))
        if self.heard in heard:
            with suppress(BlockingIOError):
                os.read(self.heard, 4096)
        return bool(heard)


class Bell:
    """What a worker waits at."""

    def __init__(self, poke: Poke) -> None:
        self._poke = poke

    def wait(self, seconds: float) -> None:
        """Wait until something may have changed, at most so long."""
        self._poke.wait(seconds)

    def close(self) -> None: ...


class SQLiteBell(Bell):
    """Asks whether another connection has committed since. It must ask on the same connection each time: the number means
    nothing to another."""

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
    """Listens on a connection of its own."""

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
