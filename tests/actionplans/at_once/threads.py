"""A second thread with a connection of its own, and waiting until it waits for a lock."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def other_thread() -> Iterator[tuple[ThreadPoolExecutor, int]]:
    """The thread, and the number of the PostgreSQL process that serves its connection."""
    with ThreadPoolExecutor(1) as thread:
        try:
            yield thread, thread.submit(_pid).result()
        finally:
            thread.submit(lambda: connection.close()).result()  # the connection of that thread


def _pid() -> int:
    connection.ensure_connection()
    return connection.connection.info.backend_pid


def wait_until_blocked(running: Future[Any], pid: int) -> None:
    """Wait until the process waits for a lock of another one, or its work has ended."""
    with connection.cursor() as cursor:
        while not running.done():
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s))", [pid])
            if cursor.fetchone()[0]:
                return
            time.sleep(0.001)
