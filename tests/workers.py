"""Real workers for tests: separate processes on the database of the tests, to be killed and raced."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from boards.jobs import bell
from boards.models import Job


def environment() -> dict[str, str]:
    """The environment of a process that works on the tests' database and files."""
    # PYTHONUNBUFFERED, which some machines set, would hide that a process does not flush what it says.
    others = ("DJANGO_", "PYTEST_", "PYTHONUNBUFFERED")
    base = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    data = Path(settings.MEDIA_ROOT).parent
    return base | {
        "DATABASE_URL": database_url(),
        "DATA_DIR": str(data),
        "SECRET_KEY": settings.SECRET_KEY,
        "JOB_LEASE_SECONDS": "60",  # no worker loses a job because the machine is slow: ``end_leases`` ends leases
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
def workers(number: int = 1, *words: str, module: str = "", **more: str) -> Iterator[list[subprocess.Popen]]:
    """Context manager: so many running workers, stopped at the end. ``more`` is added to their environment."""
    started = [
        subprocess.Popen(
            [sys.executable, *(("-m", module) if module else ("manage.py", "worker")), *words],
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
            process.terminate()
        for process in started:
            _wait_for_end(process)


def _wait_for_end(process: subprocess.Popen) -> None:
    """A worker that a failing test left standing still, or without its process, never ends by itself."""
    try:
        process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def kill(process: subprocess.Popen) -> None:
    """Kill a worker with SIGKILL, as the system does when it runs out of memory, and have its lease end."""
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    end_leases(process)


def freeze(process: subprocess.Popen) -> None:
    """Make a worker stand still for longer than its leases."""
    os.kill(process.pid, signal.SIGSTOP)
    end_leases(process)


def end_leases(process: subprocess.Popen) -> None:
    """End the leases of a worker that renews them no more, and wake the others."""
    with transaction.atomic():
        held = Job.objects.filter(status=Job.Status.RUNNING, worker__endswith=f":{process.pid}")
        held.update(leased_until=timezone.now())
        bell.ring()


def wait_until(so: Callable[[], object], *, seconds: float = 600, pause: float = 0.03) -> object:
    """Wait until the function returns a true value, and return that. The limit ends a test that would hang: nothing is to
    be that slow, whatever the machine."""
    until = time.monotonic() + seconds
    while not (found := so()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(pause)
    return found
