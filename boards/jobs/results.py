"""Jobs as results of Django's task interface, and the context that tasks get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.module_loading import import_string
from django_tasks import TaskContext, TaskResult, TaskResultStatus
from django_tasks.base import Task, TaskError

if TYPE_CHECKING:
    from boards.jobs.lease import Lease
    from boards.models import Job


@dataclass(frozen=True, kw_only=True)
class JobContext(TaskContext):
    """The context of a task, with the lease under which its result counts."""

    lease: Lease


def task_of(job: Job) -> Task:
    """The task of a job. Raises ImportError where it no longer exists in this release."""
    return import_string(job.task).using(
        priority=job.priority, queue_name=job.lane, run_after=job.run_after, backend=job.backend
    )


def result_of(job: Job) -> TaskResult:
    """A job as Django's interface describes it."""
    result: TaskResult[Any] = TaskResult(
        task=task_of(job),
        id=str(job.pk),
        status=TaskResultStatus[job.status],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=job.backend,
        errors=[TaskError(exception_class_path=job.fault, traceback=job.trace)] if job.fault else [],
        worker_ids=[job.worker] * job.attempts,
    )
    object.__setattr__(result, "_return_value", job.returned)
    return result
