"""The backend for Django's tasks: it stores them as rows (``boards.models.Job``) of the site's own database."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks import TaskResult
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.utils import normalize_json

from boards.jobs.bell import ring
from boards.jobs.results import result_of


class QueueBackend(BaseTaskBackend):
    """Each of ``QUEUES`` is a lane. With the option ``immediate`` a job is run as soon as it is enqueued, in the same
    transaction: for tests."""

    supports_defer = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Insert the job in the open transaction: rolled back with it, and seen by workers once it is committed."""
        from boards.models import Job  # tasks are defined before models are loaded

        self.validate_task(task)
        now = timezone.now()
        job = Job(
            task=task.module_path,
            arguments=normalize_json({"args": list(args), "kwargs": kwargs}),
            backend=self.alias,
            lane=task.queue_name,
            priority=task.priority,
            enqueued_at=now,
            run_after=task.run_after or now,
        )
        job.save(force_insert=True)
        ring()
        if self.options.get("immediate") and job.run_after <= now:
            from boards.jobs.performing import run_here

            run_here(job)
        return self.get_result(str(job.pk))

    def get_result(self, result_id: str) -> TaskResult:
        from boards.models import Job

        try:
            return result_of(Job.objects.get(pk=result_id))
        except (Job.DoesNotExist, ValidationError) as error:
            raise TaskResultDoesNotExist(result_id) from error
