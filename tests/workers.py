"""Real workers for tests: separate processes on the database of the tests, to be killed and raced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def environment() -> dict[str, str]:
    """The environment of a process that works on the tests' database and files."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
    data = Path(settings.MEDIA_ROOT).parent
    return base | {
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(data),
        "SECRET_KEY": settings.SECRET_KEY,
        "JOB_LEASE_SECONDS": "3",
        "SEALS_JOURNAL": str(settings.SEALS_JOURNAL),
    }


def database_url() -> str:
    """The DATABASE_URL of the database of the tests."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    host = quote(facts["HOST"], safe="")
    secret = f":{quote(facts['PASSWORD'], safe='')}" if facts["PASSWORD"] else ""
    port = f":{facts['PORT']}" if facts["PORT"] else ""
    return f"postgres://{facts['USER']}{secret}@{host}{port}/{facts['NAME']}"


@contextmanager
def workers(number: int = 1, *words: str, **more: str) -> Iterator[list[subprocess.Popen]]:
    """Context manager: so many running workers, stopped at the end. ``more`` is added to their environment."""
    started = [
        subprocess.Popen(
            [sys.executable, "manage.py", "worker", *words],
            cwd=settings.BASE_DIR,
            env=environment() | more,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        for _ in range(number)
    ]
    try:
        for process in started:
            assert "is at work" in process.stdout.readline()
        yield started
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                process.terminate()
        for process in started:
            process.communicate(timeout=30)


def kill(process: subprocess.Popen) -> None:
    """Kill a worker with SIGKILL, as the system does when it runs out of memory."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(so: Callable[[], object], *, seconds: float = 60) -> object:
    """Wait until the function returns a true value, and return that."""
    until = time.monotonic() + seconds
    while not (found := so()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.03)
    return found
