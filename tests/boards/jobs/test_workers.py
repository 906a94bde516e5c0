"""Real workers: when they begin, how many jobs run at once, and that a killed worker's job is run again."""

from __future__ import annotations

import signal
import sqlite3
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from boards.models import Job
from tests.boards.jobs import work
from tests.workers import end_leases, freeze, kill, wait_until, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("queued")]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "evidence"


def job_of(result) -> Job:
    return Job.objects.get(pk=result.id)


def test_work_begins_when_it_is_committed_and_short_work_passes_long():
    """The workers here look by themselves once an hour only: what begins before was rung for."""
    with workers(module="tests.boards.jobs.patient_worker"):
        for number in range(2):
            work.slow.enqueue(str(number), 3_600)
        wait_until(lambda: len(work.noted()) == 2)  # two at once
        for number in range(15):
            with transaction.atomic():
                result = work.write.enqueue(str(number))
                time.sleep(0.05)
                committed = timezone.now()
            job = wait_until(lambda result=result: job_of(result).finished_at and job_of(result))
            assert job.started_at >= committed, "begun before the commit"
            time.sleep(0.013 * number)
    assert set(Job.objects.filter(lane="printing").values_list("status", "attempts")) == {("READY", 0)}  # handed back


def test_a_worker_that_is_killed_leaves_its_work_to_another():
    with workers(2) as both:
        work.slow.enqueue("x", 2)
        began = wait_until(work.noted)[0]
        kill(next(process for process in both if process.pid == int(began.split()[-1])))
        wait_until(lambda: "ended x" in work.noted())
    assert [words.split()[0] for words in work.noted()] == ["began", "began", "ended"]
    job = Job.objects.get()
    assert (job.status, job.attempts, job.token) == ("SUCCESSFUL", 2, 2)


def test_two_workers_do_each_of_many_jobs_once():
    for number in range(60):
        work.write.enqueue(str(number))
        work.slow.enqueue(str(number), 0)
    with workers(2):
        wait_until(lambda: Job.objects.filter(status="SUCCESSFUL").count() == 120)
    ended = [words for words in work.noted() if not words.startswith("began")]
    assert sorted(ended) == sorted([*map(str, range(60)), *(f"ended {number}" for number in range(60))])
    assert len(set(Job.objects.values_list("worker", flat=True))) == 2


def test_a_worker_that_stood_still_too_long_does_not_count():
    """Stopped for longer than its lease, then let go on: another has done its work."""
    with workers(2) as both:
        work.slow.enqueue("x", 3)
        began = wait_until(work.noted)[0]
        frozen = next(process for process in both if process.pid == int(began.split()[-1]))
        freeze(frozen)
        wait_until(lambda: "ended x" in work.noted())
        frozen.send_signal(signal.SIGCONT)
        time.sleep(2)
        assert all(process.poll() is None for process in both)
    assert work.noted().count("ended x") == 1


def test_work_that_kills_its_workers_ends_as_failed():
    result = work.deadly.enqueue()
    for _ in range(2):
        with workers() as (one,):
            one.wait()
            end_leases(one)
    with workers():
        wait_until(lambda: job_of(result).status == "FAILED")
    assert job_of(result).fault == "boards.jobs.lease.WorkerDied"


@pytest.mark.sqlite
def test_an_idle_worker_takes_no_lock_and_writes_nothing():
    with workers():
        time.sleep(1)
        other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0, isolation_level=None)
        before = other.execute("PRAGMA data_version").fetchone()
        for _ in range(1000):
            other.execute("BEGIN IMMEDIATE")  # raises where another connection holds the write lock
            other.execute("ROLLBACK")
            time.sleep(0.003)
        assert other.execute("PRAGMA data_version").fetchone() == before
        other.close()


@pytest.mark.postgres
def test_a_worker_that_lost_the_database_comes_back():
    with workers():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND datname = current_database()"
            )
        result = work.write.enqueue("x")
        wait_until(lambda: job_of(result).status == "SUCCESSFUL")
