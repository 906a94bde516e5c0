"""Publishing as a task of the queue: asked for in a request, done by a worker, all of it or nothing."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django_tasks import task

from actionplans.models import Plan, Publication, Version
from actionplans.printing.jobs import NotPrinted
from actionplans.publishing.publish import Overtaken, publish
from actionplans.writing.press.sheets import Printed
from boards.access import Right, may
from boards.client_ip import acting_from
from boards.history import forget as delete_rows
from boards.jobs.lease import Lease, again
from boards.jobs.policy import recurring, retry
from boards.models import User

#: For how long what was asked for is kept after it has ended: its page may still be open.
KEPT = datetime.timedelta(days=7)
#: Before prints that wait.
PRIORITY = 10


class Withdrawn(Exception):
    """Nobody wants it any more: it was deleted by an erasure, or its author may not publish any more (``outcome``)."""

    def __init__(self, outcome: str = "") -> None:
        super().__init__(outcome)
        self.outcome = outcome


def ask(plan: Plan, **wording: Any) -> Publication:
    """Have a version published. ``wording`` is what ``Publication`` holds: by, note, meeting, marking, marking_why, number,
    state, seen_at."""
    with transaction.atomic():
        asked = Publication(plan=plan, **wording)
        asked.save()
        _enqueue(asked)
    return asked


def ask_again(asked: Publication) -> None:
    """Go on with publishing that was stopped."""
    with transaction.atomic():
        asked = Publication.objects.select_related("job").select_for_update(of=("self",)).get(pk=asked.pk)
        if asked.step != "stopped":
            return
        Publication.objects.filter(pk=asked.pk).update(
            at=timezone.now()
        )  # its date is that of the day on which it goes on
        if not (asked.job and again(asked.job)):
            _enqueue(asked)


def _enqueue(asked: Publication) -> None:
    job = publish_version.using(priority=PRIORITY).enqueue(asked.pk)
    Publication.objects.filter(pk=asked.pk).update(job_id=job.id)


def how_far(asked: Publication, *, wait: float = 0) -> Publication:
    """How far it is; up to ``wait`` seconds are given to it to come to an end. Not within a transaction. Raises Http404 where an
    erasure has deleted it meanwhile."""
    until = time.monotonic() + wait
    found = Publication.objects.select_related("job", "version", "meeting")
    while (now := get_object_or_404(found, pk=asked.pk)).is_under_way and time.monotonic() < until:
        time.sleep(0.05)
    return now


@task(queue_name="printing", takes_context=True)
@retry(attempts=3, pause=5)
def publish_version(context: Any, pk: int) -> None:
    """Print the version, then number and seal it, under the plan's lock and this job's lease."""
    lease: Lease = context.lease
    asked = Publication.objects.select_related("plan__board", "by", "meeting").filter(pk=pk).first()
    if asked is None or asked.outcome:
        return  # erased, or done meanwhile
    row = Publication.objects.filter(pk=pk)

    @contextmanager
    def within() -> Iterator[None]:
        """The job's own end, while what was asked for is locked: before the plan, as an erasure does."""
        with lease.effect():
            if not row.select_for_update().exists():
                raise Withdrawn
            if not _may_publish(asked):
                raise Withdrawn(Publication.Outcome.RIGHT)
            with acting_from(asked.address):
                yield

    def issued(version: Version, printed: Printed) -> None:
        row.update(outcome=Publication.Outcome.PUBLISHED, version=version, missing=list(printed.missing))

    try:
        publish(
            asked.plan,
            by=asked.by,
            note=asked.note,
            meeting=asked.meeting,
            marking=asked.marking,
            marking_why=asked.marking_why,
            number=asked.number,
            state=asked.state,
            seen_at=asked.seen_at,
            at=asked.at,
            lease=lease,
            within=within,
            issued=issued,
        )
    except Withdrawn as error:
        with lease.effect():
            row.update(outcome=error.outcome)
    except Overtaken as error:
        with lease.effect():
            row.update(outcome=error.kind)
    except ValidationError:  # the marking that it would lower was raised after it was asked for
        with lease.effect():
            row.update(outcome=Publication.Outcome.STATE)
    except NotPrinted as error:
        with lease.effect():
            row.update(outcome=Publication.Outcome.UNPRINTED, fault=str(error))


def _may_publish(asked: Publication) -> bool:
    """Whether its author still may: asked of the database, since their role may have ended meanwhile."""
    author = User.objects.get(pk=asked.by_id)
    return author.is_active and may(author, Right.PUBLISH, asked.plan.board_id)


def drop(asked: Publication) -> None:
    """Delete what was asked for and came to nothing."""
    delete_rows(Publication.objects.filter(pk=asked.pk))


@recurring(every=datetime.timedelta(hours=6))
@task()
def sweep_publications() -> None:
    """Delete what was asked for some days ago."""
    delete_rows(Publication.objects.asked_before(timezone.now() - KEPT))


def forget(board: int) -> None:
    """Delete what was asked for in a board, what is under way too: its wording may name somebody who is erased."""
    delete_rows(Publication.objects.filter(plan__board=board))
