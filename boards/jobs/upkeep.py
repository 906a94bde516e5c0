"""Upkeep: rows of finished work and old drafts are deleted, and recurring work is enqueued, once per period."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from boards.history import forget
from boards.jobs.policy import RECURRING, Recurring, recurring
from boards.models import Draft, Job, Recurrence

#: How long rows of finished work are kept, by outcome.
DONE_FOR, FAILED_FOR = datetime.timedelta(days=2), datetime.timedelta(days=90)


def enqueue_recurring(now: datetime.datetime | None = None) -> None:
    """Enqueue recurring work that has not been enqueued in this period yet; writes nothing otherwise. New recurring work waits
    for its next period; of the periods in which no worker ran, only the latest is made up for."""
    now = now or timezone.now()
    reached = dict(Recurrence.objects.values_list("task", "period"))
    for path, work in RECURRING.items():
        period = work.period(now)
        if path not in reached:
            Recurrence.objects.get_or_create(task=path, defaults={"period": period})
        elif reached[path] < period:
            _enqueue(path, work, period)


def _enqueue(path: str, work: Recurring, period: datetime.datetime) -> None:
    with transaction.atomic():
        if Recurrence.objects.filter(task=path, period__lt=period).update(period=period):
            work.task.enqueue()


@recurring(every=datetime.timedelta(hours=6))
@task()
def prune() -> None:
    """Delete the rows of work that ended some time ago."""
    now = timezone.now()
    forget(Job.objects.filter(status=Job.Status.SUCCESSFUL).finished_before(now - DONE_FOR))
    forget(Job.objects.failed().finished_before(now - FAILED_FOR))


@recurring(every=datetime.timedelta(hours=24))
@task()
def forget_old_drafts() -> None:
    """Delete drafts that nobody has changed for as long as drafts are kept."""
    forget(Draft.objects.expired(timezone.now()))
