"""Real workers that are killed or stand still in the middle of a print, an import and a publishing: done once, shown truly, and
no sandboxed process survives its worker."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.importing import apply, receive
from actionplans.importing import jobs as importing_jobs
from actionplans.models import Import, Plan, Print, Publication, Reading, Version
from actionplans.persistence.load import read_document
from actionplans.printing import jobs as printing_jobs
from actionplans.printing.orders import order_for
from actionplans.publishing import jobs as publishing_jobs
from actionplans.publishing import publish
from actionplans.publishing.chain import check_chain
from actionplans.views.prints import about_of
from boards.models import Job
from tests import builders
from tests.workers import freeze, kill, wait_until, workers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("queued")]


@pytest.fixture
def plan(cast, settings, tmp_path) -> Plan:
    settings.MEDIA_ROOT = tmp_path / "evidence"
    settings.SEALS_JOURNAL = tmp_path / "seals.log"
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


@dataclass(frozen=True)
class Work:
    """Something that was asked for: what its page says of it, and a check that it was done once."""

    state: Callable[[], str]
    done_once: Callable[[], bool]


def a_print(plan: Plan) -> Work:
    order = order_for(plan)
    key = printing_jobs.begin(order, about_of(plan, order))

    def done_once() -> bool:
        found = Print.objects.get(key=key)
        stored = list((printing_jobs.work_home().parent / "prints").rglob("*.pdf"))
        return [path.stat().st_size for path in stored] == [found.size] and found.pages > 0

    return Work(lambda: printing_jobs.job_status(key).state, done_once)


def an_import(plan: Plan) -> Work:
    by = builders.manager_of(plan.board)
    large = builders.make_document(recommendations=40, actions=5, notes=10)  # so that reading it takes a while
    file = SimpleUploadedFile("plan.json", large.dumps().encode())
    reading = importing_jobs.begin(file, board=plan.board, by=by)
    taken = apply.receive(receive.look(reading.uid), by=by)

    def done_once() -> bool:
        found = Import.objects.get(pk=taken.pk)
        read = found.history.filter(history_change_reason="Read").count()
        return read == 1 and bool(found.document_text) and not Reading.objects.exists()

    states = {Import.State.READING: "running", Import.State.REVIEW: "read"}
    return Work(lambda: states[Import.objects.get(pk=taken.pk).state], done_once)


def a_publishing(plan: Plan) -> Work:
    asked = publishing_jobs.ask(
        plan,
        by=builders.manager_of(plan.board),
        note="Agreed",
        marking=plan.marking,
        number=1,
        state=publish.state_of(read_document(plan)),
    )

    def done_once() -> bool:
        version = Version.objects.get()
        lines = [line.split()[-1] for line in Path(publish.journal.path()).read_text().splitlines()]
        return lines == [version.seal] and check_chain(plan) is None

    return Work(lambda: publishing_jobs.how_far(Publication.objects.get(pk=asked.pk)).step, done_once)


KINDS = pytest.mark.parametrize("ask", [a_print, an_import, a_publishing])
UNDER_WAY, DONE = ("waiting", "running"), ("printed", "read", "published")


def sandboxed() -> list[int]:
    """Processes that work in the folders of the tests' workers."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
            alive = "State:\tZ" not in (folder / "status").read_text()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if alive and str(printing_jobs.work_home()).encode() in words:
            found.append(int(folder.name))
    return found


def stopped_in_the_middle() -> int:
    """Wait until the sandboxed process of the work is at it, and have it stand still."""
    return wait_until(_stop_once_begun, pause=0.002)


def _stop_once_begun() -> int | None:
    for pid in sandboxed():
        send(pid, signal.SIGSTOP)
        if list(printing_jobs.work_home().glob("*/progress")):  # before it has begun it may not die with its worker
            return pid
        send(pid, signal.SIGCONT)
    return None


def send(pid: int, number: signal.Signals) -> None:
    """Send a signal to a process that may have ended meanwhile."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)


@KINDS
def test_a_worker_that_is_killed_takes_its_process_with_it_and_another_does_the_work(plan, ask):
    with workers() as (first,):
        work = ask(plan)
        pid = stopped_in_the_middle()
        assert work.state() == "running"
        kill(first)
        wait_until(lambda: pid not in sandboxed())
        assert sandboxed() == []
        assert work.state() in UNDER_WAY
    young = left_behind()
    with workers():
        wait_until(lambda: work.state() in DONE)
        wait_until(work.done_once)
    assert sandboxed() == []
    assert {folder.name for folder in printing_jobs.work_home().glob("*")} <= young
    assert set(Job.objects.exclude(lane="default").values_list("status", "attempts")) == {("SUCCESSFUL", 2)}


def left_behind() -> set[str]:
    """Folders that are younger than a minute now: they may be swept, those that are older must be."""
    now = time.time()
    return {f.name for f in printing_jobs.work_home().glob("*") if now - f.stat().st_mtime < 60}


@KINDS
def test_of_two_workers_of_which_one_stands_still_one_does_the_work(plan, ask):
    with workers(2) as both:
        work = ask(plan)
        stopped_in_the_middle()
        name = Job.objects.exclude(lane="default").get(status="RUNNING").worker
        slow = next(process for process in both if process.pid == int(name.rpartition(":")[2]))
        freeze(slow)
        try:
            wait_until(lambda: work.state() in DONE)
        finally:
            slow.send_signal(signal.SIGCONT)
            for pid in sandboxed():
                send(pid, signal.SIGCONT)
        wait_until(lambda: not sandboxed())
        wait_until(work.done_once)
        time.sleep(1)
        assert work.done_once()
    assert set(Job.objects.exclude(lane="default").values_list("status", "token")) == {("SUCCESSFUL", 2)}
