"""The worker: claims jobs and runs them, so many at once in each lane.

Each job runs in a thread of its own. What takes time or memory is done by a sandboxed process that the thread waits for, so
threads are cheap and two prints use two cores. Another thread renews the leases of what runs. Where nothing runs the worker only
reads.
"""

from __future__ import annotations

import datetime
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.db.models import Min
from django.utils import timezone

from boards.jobs import upkeep
from boards.jobs.bell import Poke, bell
from boards.jobs.lease import Lease, claim
from boards.jobs.performing import perform, retry_for
from boards.jobs.policy import ON_EACH_WORKER, UPKEEP_EVERY
from boards.models import Job

log = logging.getLogger(__name__)

#: A worker looks for work at least this often, in seconds, whether or not the bell rang.
LONGEST_WAIT = 5
#: Seconds that jobs are given to end by themselves when the worker stops, and then to notice that they are interrupted.
GRACE, LAST_GRACE = 2, 10


class Worker:
    """Runs jobs until it is stopped. ``lanes`` says how many jobs of each lane run at once."""

    def __init__(self, lanes: Mapping[str, int]) -> None:
        self.lanes = dict(lanes)
        self.name = f"{socket.gethostname()[:50]}:{os.getpid()}"
        self._running: dict[threading.Thread, Lease] = {}
        self._stopping = threading.Event()
        self._tidied = -float(UPKEEP_EVERY)
        self._poke = Poke()
        self._at_work: Callable[[], object] = lambda: None

    def stop(self, *_: Any) -> None:
        """Make ``run`` end soon. Also the handler of signals."""
        self._stopping.set()
        self._poke()

    def run(self, at_work: Callable[[], object] = lambda: None) -> None:
        """Run jobs until ``stop``; ``at_work`` is called once that has begun. Waits for a database that cannot be reached."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        heart = threading.Thread(target=self._keep_renewing, name="renew leases", daemon=True)
        heart.start()
        self._at_work = at_work
        while not self._stopping.is_set():
            try:
                self._work()
            except (DatabaseError, InterfaceError, psycopg.Error) as error:
                log.error("The database does not answer (%s); trying again.", type(error).__name__)
                connections.close_all()
                self._stopping.wait(1)
        self._end_jobs()
        connections.close_all()

    def _work(self) -> None:
        rung = bell(self._poke)
        self._at_work()
        self._at_work = lambda: None
        try:
            while not self._stopping.is_set():
                self._keep_up()
                looked = timezone.now()
                self._claim_ready(looked)
                rung.wait(self._seconds_to_next(looked))
        finally:
            rung.close()

    def _keep_up(self) -> None:
        """Enqueue recurring work, and at intervals do the upkeep of this machine."""
        upkeep.enqueue_recurring()
        if time.monotonic() - self._tidied > UPKEEP_EVERY:
            self._tidied = time.monotonic()
            for tidy in ON_EACH_WORKER:
                try:
                    tidy()
                except OSError:
                    log.exception("%s could not be done.", tidy.__name__)

    def _claim_ready(self, now: datetime.datetime) -> None:
        """Claim as many jobs as may run, and start them."""
        running = [lease.job.lane for lease in list(self._running.values())]
        for lane, room in self.lanes.items():
            free = room - running.count(lane)
            if free > 0:
                found = Job.objects.filter(lane=lane).ready(now)
                for job in found.order_by("-priority", "run_after", "enqueued_at")[:free]:
                    lease = claim(job, self.name, retry_for(job))
                    if lease:
                        self._start(lease)

    def _start(self, lease: Lease) -> None:
        thread = threading.Thread(target=self._perform, args=[lease], name=str(lease.job.pk), daemon=True)
        self._running[thread] = lease
        thread.start()

    def _perform(self, lease: Lease) -> None:
        try:
            perform(lease)
        except (DatabaseError, InterfaceError):
            log.exception("What came of %s (%s) could not be written; its lease runs out.", lease.job, lease.job.pk)
        finally:
            connections.close_all()
            del self._running[threading.current_thread()]
            self._poke()

    def _seconds_to_next(self, looked: datetime.datetime) -> float:
        """Seconds until the next known job is due. One that has become due since ``looked``, when jobs were claimed last, is due
        now."""
        mine = Job.objects.filter(lane__in=self.lanes)
        moments = [
            mine.filter(status=Job.Status.READY, run_after__gt=looked).aggregate(next=Min("run_after"))["next"],
            mine.filter(status=Job.Status.RUNNING, leased_until__gte=looked).aggregate(next=Min("leased_until"))[
                "next"
            ],
            looked + datetime.timedelta(seconds=LONGEST_WAIT),
        ]
        return max(0.0, (min(filter(None, moments)) - timezone.now()).total_seconds())

    def _keep_renewing(self) -> None:
        """``_renew`` as long as the worker runs. If it fails, the worker ends too: without renewals other workers would do its
        jobs again."""
        try:
            self._renew()
        finally:
            self.stop()

    def _renew(self) -> None:
        """Renew the leases of running jobs, several times in each lease; a job whose lease could not be renewed in time is given
        up."""
        holds = settings.JOB_LEASE_SECONDS
        every = holds / 4
        renewed: dict[Lease, float] = {}
        while not self._stopping.wait(every) or self._running:
            for lease in list(self._running.values()):
                began = time.monotonic()
                try:
                    lease.renew()
                    renewed[lease] = began
                except (DatabaseError, InterfaceError):
                    connections.close_all()
                    if began - renewed.setdefault(lease, began - every) > holds - every:
                        lease.give_up()
            renewed = {lease: at for lease, at in renewed.items() if lease in list(self._running.values())}
            if self._stopping.is_set():
                time.sleep(0.2)

    def _end_jobs(self) -> None:
        """Give jobs time to end, then interrupt them: they go back into the queue."""
        self._join(GRACE)
        for lease in list(self._running.values()):
            lease.interrupt()
        self._join(LAST_GRACE)

    def _join(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        for thread in list(self._running):
            thread.join(max(0.0, until - time.monotonic()))
