"""Leases: a job belongs to the worker that claimed it last, for some seconds, and for as long as it renews the claim.

A worker that dies renews nothing, so its job is claimed again by another. A worker that was only slow finds, when it writes
its result, that the job's ``token`` is no longer its own, and its result is discarded. All writes below are one guarded UPDATE
each, so they work alike on SQLite and PostgreSQL. Moments are those of the worker's own clock: hosts that share a queue
must agree on the time to within a few seconds.
"""

from __future__ import annotations

import datetime
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from boards.jobs.policy import Retry
from boards.models import Job


class LeaseLost(Exception):
    """Another worker has claimed the job: this one may write nothing for it any more."""


class Interrupted(Exception):
    """The worker stops; the job goes back into the queue."""


class WorkerDied(Exception):
    """Each attempt ended with the death of its worker."""


def _until(now: datetime.datetime) -> datetime.datetime:
    return now + datetime.timedelta(seconds=settings.JOB_LEASE_SECONDS)


class Lease:
    """One claim of one job. Tasks that take their context find it there: they report progress and write their result with
    it, and ask ``check`` now and then while they wait for something."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._stopped = threading.Event()
        self._lost = threading.Event()
        self._writing = False
        self._finished = False

    def _mine(self) -> Any:
        return Job.objects.filter(pk=self.job.pk, token=self.job.token, status=Job.Status.RUNNING)

    # for the task

    def check(self) -> None:
        """Raise LeaseLost or Interrupted where the work is to end."""
        if self._lost.is_set():
            raise LeaseLost
        if self._stopped.is_set():
            raise Interrupted

    def progress(self, done: int, of: int, doing: str = "") -> None:
        """Save the progress of the work. Raises as ``check`` does."""
        self.check()
        if not self._mine().update(done=done, of=of, doing=doing[:100]):
            raise LeaseLost

    @contextmanager
    def effect(self, returned: Any = None) -> Iterator[None]:
        """A transaction in which the task writes its result and the job ends, both or neither. Raises LeaseLost, before
        anything is written, where the job belongs to another worker by now."""
        with transaction.atomic():
            if not self._mine().select_for_update().exists():
                raise LeaseLost
            self._writing = True
            try:
                yield
            finally:
                self._writing = False
            self._end(Job.Status.SUCCESSFUL, returned=returned)
        self._finished = True

    # for the worker

    def renew(self) -> None:
        """Hold the claim for some further seconds. While the result is written the row is locked, so nobody else can claim the
        job: to wait for that lock would leave the other jobs of this worker without renewal."""
        if self._writing:
            return
        if not self._mine().update(leased_until=_until(timezone.now())) and not self._finished:
            self._lost.set()

    def give_up(self) -> None:
        """Make the task end as if another worker had the job, because the lease could not be renewed in time."""
        self._lost.set()

    def interrupt(self) -> None:
        self._stopped.set()

    def succeed(self, returned: Any) -> None:
        """End the job, unless the task has done so itself."""
        if not self._finished and not self._end(Job.Status.SUCCESSFUL, returned=returned):
            raise LeaseLost

    def hand_back(self) -> None:
        """Put the job back into the queue, as if it had not been tried."""
        now = timezone.now()
        self._mine().update(status=Job.Status.READY, run_after=now, leased_until=None, attempts=self.job.attempts - 1)

    def fail(self, error: BaseException, retry: Retry) -> bool:
        """Schedule another attempt after a pause. False where this was the last attempt."""
        facts = {"fault": _named(error), "trace": "".join(traceback.format_tb(error.__traceback__))}
        if self.job.attempts >= retry.attempts:
            self._end(Job.Status.FAILED, **facts)
            return False
        again = timezone.now() + retry.pause_after(self.job.attempts)
        self._mine().update(status=Job.Status.READY, run_after=again, leased_until=None, **facts)
        return True

    def _end(self, status: Job.Status, **facts: Any) -> int:
        return self._mine().update(status=status, finished_at=timezone.now(), leased_until=None, **facts)


def claim(job: Job, worker: str, retry: Retry) -> Lease | None:
    """Claim a job that was seen to be ready. None where another worker was faster, or where its worker has died as often as it
    may be tried: then it has failed."""
    now = timezone.now()
    seen = Job.objects.filter(pk=job.pk, token=job.token, status=job.status)
    if job.status == Job.Status.RUNNING:
        seen = seen.filter(leased_until__lt=now)  # it may have been renewed meanwhile
        if job.attempts >= retry.attempts:
            seen.update(
                status=Job.Status.FAILED, finished_at=now, leased_until=None, fault=_named(WorkerDied()), trace=""
            )
            return None
    values = {
        "status": Job.Status.RUNNING,
        "token": job.token + 1,
        "attempts": job.attempts + 1,
        "worker": worker,
        "started_at": now,
        "leased_until": _until(now),
        "done": 0,
        "of": 0,
        "doing": "",
    }
    if not seen.update(**values):
        return None
    for name, value in values.items():
        setattr(job, name, value)
    return Lease(job)


def again(job: Job) -> bool:
    """Put a job that has failed back into the queue, to be tried as often as the first time. False where it has not failed."""
    found = Job.objects.failed().filter(pk=job.pk)
    return bool(found.update(status=Job.Status.READY, run_after=timezone.now(), attempts=0, finished_at=None))


def _named(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"[:200]
