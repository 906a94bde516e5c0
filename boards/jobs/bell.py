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


class Bell:
    """What a worker waits at. ``poke`` ends the wait from another thread or from a signal's handler."""

    def __init__(self) -> None:
        self._heard, self._poke = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._poke, False)

    def wait(self, seconds: float) -> None:
        """Wait until something may have changed, at most so long."""
        self._pause(seconds)

    def poke(self) -> None:
        with suppress(BlockingIOError):  # full of pokes that nobody has answered yet
            os.write(self._poke, b"!")

    def close(self) -> None:
        os.close(self._heard)
        os.close(self._poke)

    def _pause(self, seconds: float, *others: int) -> bool:
        """Whether it was poked, or something came on one of the others."""
        heard, _, _ = select.select([self._heard, *others], [], [], max(0.0, seconds))
        if self._heard in heard:
            with suppress(BlockingIOError):
                os.read(self._heard, 4096)
        return bool(heard)


class SQLiteBell(Bell):
    """Asks whether another connection has committed since."""

    def __init__(self) -> None:
        super().__init__()
        self._version = self._ask()

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._pause(min(POLL, until - time.monotonic())) and time.monotonic() < until:
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

    def __init__(self) -> None:
        super().__init__()
        parameters = connection.get_connection_params()
        for name in ("cursor_factory", "context", "prepare_threshold"):
            parameters.pop(name, None)
        self._listening = psycopg.connect(**parameters, autocommit=True)
        self._listening.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> None:
        """Raises psycopg.OperationalError where the connection has broken."""
        if self._pause(seconds, self._listening.fileno()):
            list(self._listening.notifies(timeout=0))

    def close(self) -> None:
        self._listening.close()
        super().close()


def bell() -> Bell:
    """The bell of the site's database."""
    return PostgresBell() if connection.vendor == "postgresql" else SQLiteBell()
