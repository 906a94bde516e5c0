"""Decorators for tasks: how often one is retried, and when recurring work is due.

Both are set on the function, below ``@task``::

    @task(queue_name="printing", takes_context=True)
    @retry(attempts=3, pause=10)
    def make_print(context, key): ...

    @recurring(every=datetime.timedelta(hours=1))
    @task()
    def sweep(): ...
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils import timezone
from django_tasks.base import Task

F = TypeVar("F", bound=Callable[..., Any])

#: The attribute of a task's function that holds its retry policy.
RETRY = "retry"
#: No pause between two attempts is longer than so many seconds.
LONGEST_PAUSE = 60 * 60


@dataclass(frozen=True)
class Retry:
    """The retry policy of a task: ``attempts`` in all, also those in which the worker died; ``pause`` in seconds before the
    second one, twice as long before each further one."""

    attempts: int = 3
    pause: float = 5

    def pause_after(self, attempts: int) -> datetime.timedelta:
        """The pause after so many attempts (1 or more)."""
        return datetime.timedelta(seconds=min(self.pause * 2 ** (attempts - 1), LONGEST_PAUSE))


def retry(*, attempts: int, pause: float) -> Callable[[F], F]:
    """Set the retry policy of a task."""

    def decorate(function: F) -> F:
        setattr(function, RETRY, Retry(attempts, pause))
        return function

    return decorate


def retry_of(task: Task) -> Retry:
    return getattr(task.func, RETRY, Retry())


@dataclass(frozen=True)
class Recurring:
    """Work that is enqueued once in each period, without arguments: every so often, or each day at a time of the site's own
    time zone."""

    task: Task
    every: datetime.timedelta | None = None
    at: datetime.time | None = None

    def period(self, now: datetime.datetime) -> datetime.datetime:
        """When the period began in which ``now`` is."""
        if self.every is not None:
            began = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
            return now - (now - began) % self.every
        local = timezone.localtime(now)
        at = self.at or datetime.time()
        day = local.date() if local.time() >= at else local.date() - datetime.timedelta(days=1)
        return timezone.make_aware(datetime.datetime.combine(day, at))


#: All recurring work, by the path of its task.
RECURRING: dict[str, Recurring] = {}


def recurring(*, every: datetime.timedelta | None = None, at: datetime.time | None = None) -> Callable[[Task], Task]:
    """Enqueue a task without arguments once in each period: ``every`` so often, or ``at`` a time each day."""
    if (every is None) == (at is None):
        raise ValueError("Recurring work has either a span or a time of day.")

    def decorate(task: Task) -> Task:
        RECURRING[task.module_path] = Recurring(task, every, at)
        return task

    return decorate


#: Functions that each worker calls when it starts and then at intervals: upkeep of its own machine.
ON_EACH_WORKER: list[Callable[[], object]] = []
UPKEEP_EVERY = 60 * 60


def on_each_worker(function: F) -> F:
    """Have each worker call this when it starts and once an hour: for folders that only its own machine has."""
    ON_EACH_WORKER.append(function)
    return function
