"""Tasks for the tests of the queue, in a module that real workers can import. They log their calls in a file."""

from __future__ import annotations

import datetime
import os
import time
from pathlib import Path

from django.conf import settings
from django_tasks import task

from boards.jobs.policy import recurring, retry


def place() -> Path:
    return Path(settings.MEDIA_ROOT).parent / "done.txt"


def note(words: str) -> None:
    place().parent.mkdir(parents=True, exist_ok=True)
    with place().open("a") as file:
        file.write(f"{words}\n")


def noted() -> list[str]:
    return place().read_text().split("\n")[:-1] if place().exists() else []


@task()
def write(words: str) -> None:
    note(words)


@task(queue_name="printing", takes_context=True)
@retry(attempts=3, pause=0.2)
def slow(context, words: str, seconds: float) -> None:
    """Begins, takes its time, and ends once under its lease."""
    note(f"began {words} {os.getpid()}")
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        context.lease.check()
        time.sleep(0.02)
    with context.lease.effect():
        note(f"ended {words}")


@task()
@retry(attempts=3, pause=5)
def breaks(secret: str) -> None:
    raise ValueError(f"quotes {secret}")


@task(queue_name="printing", takes_context=True)
@retry(attempts=2, pause=0.1)
def deadly(context) -> None:
    """Takes its worker with it, as work that eats all memory does."""
    note("began")
    os._exit(1)


@recurring(every=datetime.timedelta(hours=1))
@task()
def hourly() -> None:
    note("hourly")
