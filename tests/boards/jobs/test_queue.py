"""The queue within one process: enqueuing in a transaction, retries with pauses, failures that administrators see."""

from __future__ import annotations

import datetime
import logging

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from boards.jobs import policy, upkeep
from boards.jobs.lease import LeaseLost, WorkerDied, again, claim
from boards.jobs.performing import perform, run_here
from boards.jobs.policy import Recurring, Retry
from boards.jobs.worker import Worker
from boards.models import Job, Recurrence
from tests.boards.jobs import work
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "evidence"


def enqueued(result) -> Job:
    return Job.objects.get(pk=result.id)


def later(job: Job, **moments: float) -> Job:
    """The job with moments moved by so many seconds from now."""
    now = timezone.now()
    Job.objects.filter(pk=job.pk).update(
        **{name: now + datetime.timedelta(seconds=seconds) for name, seconds in moments.items()}
    )
    return Job.objects.get(pk=job.pk)


# enqueuing -------------------------------------------------------------------------------------------------------------


def test_a_test_need_not_wait_for_what_it_enqueues():
    result = work.write.enqueue("x")
    assert (work.noted(), result.status) == (["x"], TaskResultStatus.SUCCESSFUL)


def test_what_is_enqueued_is_undone_with_its_transaction(queued):
    with transaction.atomic():
        work.write.enqueue("x")
        assert Job.objects.exists()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


def test_a_result_is_found_by_its_id_and_by_no_other(queued):
    result = work.write.enqueue("x")
    assert work.write.get_result(result.id).status == TaskResultStatus.READY
    for wrong in ("x", "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(TaskResultDoesNotExist):
            work.write.get_result(wrong)


def test_work_at_a_set_time_waits_for_it(queued, monkeypatch):
    job = enqueued(work.write.using(run_after=timezone.now() + datetime.timedelta(hours=1)).enqueue("x"))
    now = timezone.now()
    assert list(Job.objects.ready(now)) == []
    assert list(Job.objects.ready(now + datetime.timedelta(hours=1, seconds=1))) == [job]
    worker = Worker({"default": 1})
    assert worker._seconds_to_next(now) <= 5
    soon = later(job, run_after=2).run_after
    monkeypatch.setattr("boards.jobs.worker.timezone.now", lambda: soon - datetime.timedelta(seconds=2))
    assert worker._seconds_to_next(now) == 2


def test_what_was_enqueued_while_a_worker_looked_is_due_at_once(queued):
    looked = timezone.now()
    work.write.enqueue("x")
    assert Worker({"default": 1})._seconds_to_next(looked) == 0


# retries ----------------------------------------------------------------------------------------------------------


def test_pauses_grow_and_have_an_end():
    pauses = [Retry(9, 10).pause_after(attempts).total_seconds() for attempts in (1, 2, 3, 20)]
    assert pauses == [10, 20, 40, policy.LONGEST_PAUSE]


def test_what_fails_is_tried_again_after_its_pause_and_then_has_failed(queued, caplog):
    job = enqueued(work.breaks.enqueue("a secret"))
    for pause in (5, 10):
        began = timezone.now()
        run_here(job)
        ended = timezone.now()
        job.refresh_from_db()
        assert job.status == Job.Status.READY
        assert began <= job.run_after - datetime.timedelta(seconds=pause) <= ended
        job = later(job, run_after=-1)
    run_here(job)
    job.refresh_from_db()
    assert (job.status, job.attempts, job.fault) == (Job.Status.FAILED, 3, "builtins.ValueError")
    assert "in breaks" in job.trace
    assert "quotes a secret" not in job.trace  # administrators see no text of plans
    assert "quotes a secret" not in caplog.text
    assert [r.getMessage().endswith("Given up.") for r in caplog.records] == [False, False, True]


def test_a_task_that_a_release_took_away_fails_like_any_other(queued, caplog):
    caplog.set_level(logging.CRITICAL)
    job = enqueued(work.write.enqueue("x"))
    Job.objects.filter(pk=job.pk).update(task="boards.jobs.gone")
    run_here(Job.objects.get(pk=job.pk))
    assert Job.objects.get(pk=job.pk).fault == "builtins.ImportError"


# leases ----------------------------------------------------------------------------------------------------------------


def test_of_two_workers_that_saw_the_same_job_one_gets_it(queued):
    job = enqueued(work.write.enqueue("x"))
    same = Job.objects.get(pk=job.pk)
    assert claim(job, "first", Retry())
    assert claim(same, "second", Retry()) is None


def test_a_job_whose_worker_died_is_claimed_again_and_the_dead_one_writes_nothing_any_more(queued):
    job = enqueued(work.slow.enqueue("x", 0))
    first = claim(job, "first", Retry())
    assert list(Job.objects.ready(timezone.now())) == []
    taken = later(job, leased_until=-1)
    assert list(Job.objects.ready(timezone.now())) == [taken]
    second = claim(taken, "second", Retry())
    with pytest.raises(LeaseLost), first.effect():
        raise AssertionError("not under a lost lease")
    with pytest.raises(LeaseLost):
        first.progress(1, 2)
    first.fail(ValueError(), Retry(attempts=1))
    first.hand_back()
    first.renew()
    with pytest.raises(LeaseLost):
        first.check()
    job.refresh_from_db()
    assert (job.status, job.worker, job.token) == (Job.Status.RUNNING, "second", 2)
    with second.effect():
        pass
    job.refresh_from_db()
    assert (job.status, job.attempts) == (Job.Status.SUCCESSFUL, 2)


def test_a_lease_that_was_renewed_since_it_was_seen_is_not_taken(queued):
    job = enqueued(work.write.enqueue("x"))
    held = claim(job, "first", Retry())
    seen = later(job, leased_until=-1)
    held.renew()
    assert claim(seen, "second", Retry()) is None


def test_a_result_and_the_end_of_its_job_are_written_both_or_neither(queued):
    job = enqueued(work.slow.enqueue("x", 0))
    held = claim(job, "first", Retry())

    def half() -> None:
        with held.effect():
            Recurrence.objects.create(task="result", period=timezone.now())
            raise KeyError

    with pytest.raises(KeyError):
        half()
    job.refresh_from_db()
    assert job.status == Job.Status.RUNNING
    assert not Recurrence.objects.exists()


def test_renewing_does_not_wait_for_a_result_that_is_being_written(queued, django_assert_num_queries):
    """The other jobs of the worker would not be renewed meanwhile."""
    held = claim(enqueued(work.slow.enqueue("x", 0)), "first", Retry())
    with held.effect(), django_assert_num_queries(0):
        held.renew()
    held.check()


def test_what_kills_its_worker_each_time_has_failed_in_the_end(queued):
    job = enqueued(work.slow.enqueue("x", 0))
    for _ in range(2):
        assert claim(job, "w", Retry(attempts=2))
        job = later(job, leased_until=-1)
    assert claim(job, "w", Retry(attempts=2)) is None
    job.refresh_from_db()
    assert (job.status, job.fault) == (Job.Status.FAILED, f"{WorkerDied.__module__}.WorkerDied")


def test_an_interrupted_job_goes_back_as_if_it_had_not_been_tried(queued):
    job = enqueued(work.slow.enqueue("x", 10))
    held = claim(job, "w", Retry())
    held.interrupt()
    perform(held)
    job.refresh_from_db()
    assert (job.status, job.attempts) == (Job.Status.READY, 0)


def test_a_lease_that_cannot_be_renewed_is_given_up(queued):
    held = claim(enqueued(work.slow.enqueue("x", 0)), "w", Retry())
    held.give_up()
    with pytest.raises(LeaseLost):
        held.check()


# recurring work, and upkeep ----------------------------------------------------------------------------------------------


def moment(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, day, hour, minute, tzinfo=datetime.UTC)


def test_a_period_is_a_span_or_a_day_that_begins_at_its_time():
    hourly = Recurring(work.hourly, every=datetime.timedelta(hours=1))
    assert hourly.period(moment(3, 14, 59)) == moment(3, 14)
    nightly = Recurring(work.hourly, at=datetime.time(3))
    assert [nightly.period(moment(3, hour)) for hour in (2, 3, 23)] == [moment(2, 3), moment(3, 3), moment(3, 3)]
    with pytest.raises(ValueError, match="either"):
        policy.recurring()


def test_recurring_work_is_enqueued_once_in_each_period(monkeypatch):
    monkeypatch.setattr(upkeep, "RECURRING", {work.hourly.module_path: policy.RECURRING[work.hourly.module_path]})
    for hour, minute in ((14, 10), (14, 50), (15, 1), (15, 2), (18, 0), (18, 30)):
        upkeep.enqueue_recurring(moment(3, hour, minute))
    assert work.noted() == ["hourly", "hourly"]  # in the first period it is only met; those missed are made up for once


def test_two_workers_enqueue_it_once(monkeypatch, queued):
    found = policy.RECURRING[work.hourly.module_path]
    Recurrence.objects.create(task=work.hourly.module_path, period=moment(3, 14))
    for _ in range(2):  # both have read that the period was not reached
        upkeep._enqueue(work.hourly.module_path, found, moment(3, 15))
    assert Job.objects.count() == 1


def test_an_idle_worker_writes_nothing(queued, django_assert_num_queries):
    upkeep.enqueue_recurring()
    with django_assert_num_queries(4) as asked:
        worker = Worker({"default": 1})
        upkeep.enqueue_recurring()
        worker._claim_ready(timezone.now())
        worker._seconds_to_next(timezone.now())
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_rows_of_finished_work_go_after_a_while(queued):
    jobs = [enqueued(work.write.enqueue(str(number))) for number in range(4)]
    ended = [("SUCCESSFUL", -3), ("SUCCESSFUL", -1), ("FAILED", -3), ("FAILED", -91)]
    for job, (status, days) in zip(jobs, ended, strict=True):
        later(job, finished_at=days * 24 * 60 * 60)
        Job.objects.filter(pk=job.pk).update(status=status)
    upkeep.prune.call()
    assert set(Job.objects.all()) == {jobs[1], jobs[2]}


# pages for administrators ----------------------------------------------------------------------------------------------


@pytest.fixture
def failed(queued, caplog) -> Job:
    caplog.set_level(logging.CRITICAL)
    job = enqueued(work.breaks.enqueue("a secret"))
    Job.objects.filter(pk=job.pk).update(attempts=2)
    run_here(Job.objects.get(pk=job.pk))
    return Job.objects.get(pk=job.pk)


def test_an_administrator_sees_what_failed_and_tries_it_again(failed, client_for):
    admin = client_for("admin")
    page = shown(admin.get(reverse("admin:boards_job_changelist") + "?status__exact=FAILED"))
    assert "builtins.ValueError" in page
    address = reverse("admin:boards_job_change", args=[failed.pk])
    assert 'value="Try again"' in shown(admin.get(address))
    assert "is tried again" in shown(admin.post(address, follow=True))
    failed.refresh_from_db()
    assert (failed.status, failed.attempts, failed.finished_at) == (Job.Status.READY, 0, None)
    assert 'value="Try again"' not in shown(admin.get(address))
    assert "has not failed" in shown(admin.post(address, follow=True))
    assert not again(failed)


@pytest.mark.parametrize("role", ["manager", "observer"])
def test_nobody_else_sees_the_work_of_the_queue(failed, client_for, role):
    for method in ("get", "post"):
        answer = getattr(client_for(role), method)(reverse("admin:boards_job_change", args=[failed.pk]))
        assert answer.status_code in (302, 403)
    failed.refresh_from_db()
    assert failed.status == Job.Status.FAILED


def test_a_worker_that_can_renew_no_lease_ends(monkeypatch):
    worker = Worker({"default": 1})
    monkeypatch.setattr(worker, "_renew", lambda: None)
    worker._keep_renewing()
    assert worker._stopping.is_set()
