"""Rows of the queue (``boards.jobs``): one per piece of work, and one per kind of recurring work."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.utils import timezone


class JobQuerySet(models.QuerySet["Job"]):
    def ready(self, now: datetime.datetime) -> JobQuerySet:
        """Jobs that a worker may claim: due, or running under a lease that has expired."""
        due = models.Q(status=Job.Status.READY, run_after__lte=now)
        return self.filter(due | models.Q(status=Job.Status.RUNNING, leased_until__lt=now))

    def failed(self) -> JobQuerySet:
        return self.filter(status=Job.Status.FAILED)

    def finished_before(self, moment: datetime.datetime) -> JobQuerySet:
        return self.filter(finished_at__lt=moment)


class Job(models.Model):
    """One piece of work. ``arguments`` are keys of rows, never text of a plan: the work reads what it needs.

    ``token`` counts how often the job was claimed: only the worker that holds the latest one may write a result
    (``boards.jobs.lease``). ``fault`` is the class of the last exception, ``trace`` where it was raised; its message is left
    out, because it may quote a plan.
    """

    class Status(models.TextChoices):
        READY = "READY", "Waiting"
        RUNNING = "RUNNING", "Running"
        SUCCESSFUL = "SUCCESSFUL", "Done"
        FAILED = "FAILED", "Failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = models.CharField(max_length=200, help_text="Dotted path of the task.")
    arguments = models.JSONField(help_text="Positional and keyword arguments: keys of rows.")
    backend = models.CharField(max_length=32)
    lane = models.CharField(max_length=32, help_text="Work of one lane never waits for that of another.")
    priority = models.SmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READY)
    enqueued_at = models.DateTimeField(default=timezone.now)
    run_after = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    token = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0, help_text="How far it is: steps done, such as pages.")
    of = models.PositiveIntegerField(default=0, help_text="About how many steps there are; 0 while nobody knows.")
    doing = models.CharField(max_length=100, blank=True)
    returned = models.JSONField(null=True, blank=True)
    fault = models.CharField(max_length=200, blank=True)
    trace = models.TextField(blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-enqueued_at"]
        verbose_name = "piece of work"
        verbose_name_plural = "work of the queue"
        indexes = [
            models.Index(
                fields=["lane", "run_after"], name="job_open", condition=models.Q(status__in=["READY", "RUNNING"])
            ),
            models.Index(fields=["status", "finished_at"], name="job_finished"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="RUNNING") | models.Q(leased_until__isnull=False),
                name="a_running_job_has_a_lease",
            )
        ]

    def __str__(self) -> str:
        return self.task.rpartition(".")[2].replace("_", " ")

    @property
    def is_open(self) -> bool:
        """Whether it has not ended yet."""
        return self.status in (self.Status.READY, self.Status.RUNNING)


class Recurrence(models.Model):
    """The latest period for which recurring work was enqueued: written by the first worker that enqueued it."""

    task = models.CharField(max_length=200, primary_key=True)
    period = models.DateTimeField(help_text="When the period began.")

    def __str__(self) -> str:
        return self.task
