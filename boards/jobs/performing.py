"""Running one claimed job in this thread, and writing its outcome."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from boards.jobs.lease import Interrupted, Lease, LeaseLost, claim
from boards.jobs.policy import Retry, retry_of
from boards.jobs.results import JobContext, result_of, task_of
from boards.models import Job

log = logging.getLogger(__name__)


def perform(lease: Lease) -> None:
    """Run a claimed job and write its outcome."""
    job = lease.job
    try:
        returned = _call(lease)
        lease.succeed(returned)
    except Interrupted:
        lease.hand_back()
    except LeaseLost:
        log.warning("%s (%s) was claimed by another worker; what was done here does not count.", job, job.pk)
    except Exception as error:  # noqa: BLE001  # whatever a task raises, its job ends
        will_try_again = lease.fail(error, retry_for(job))
        # Without the exception's message, which may quote a plan.
        frames = "".join(traceback.format_tb(error.__traceback__))
        end = "" if will_try_again else " Given up."
        log.error("%s%s: %s (%s) failed, attempt %d.%s", frames, type(error).__name__, job, job.pk, job.attempts, end)


def _call(lease: Lease) -> Any:
    task = task_of(lease.job)
    args, kwargs = lease.job.arguments["args"], lease.job.arguments["kwargs"]
    if task.takes_context:
        return task.call(JobContext(task_result=result_of(lease.job), lease=lease), *args, **kwargs)
    return task.call(*args, **kwargs)


def retry_for(job: Job) -> Retry:
    """The retry policy of a job; the default where its task no longer exists in this release."""
    try:
        return retry_of(task_of(job))
    except ImportError:
        return Retry()


def run_here(job: Job) -> None:
    """Claim and run one job in this thread and on its connection: for tests."""
    lease = claim(job, "here", retry_for(job))
    if lease:
        perform(lease)
