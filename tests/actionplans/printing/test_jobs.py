"""Prints made in a process of their own: once for all who ask, in the end or not at all, and nothing of them left about."""

from __future__ import annotations

import datetime
import fcntl
import json
import os
import re
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.conf import settings as django_settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from actionplans import sandbox
from actionplans.models import Print
from actionplans.operations import notes
from actionplans.printing import jobs
from actionplans.printing.jobs import About, NotPrinted, begin, job_status
from actionplans.views import prints as views
from actionplans.writing import worker
from actionplans.writing.order import EvidenceFile, Order, PaperOptions
from actionplans.writing.press.sheets import Printed
from boards.access import Right
from boards.jobs import lease
from boards.jobs.performing import run_here
from boards.models import Job
from tests import builders
from tests.actionplans.writing.plans import PRINTED_ON, dense, six_columns
from tests.browsing import text_of
from tests.prints import lost, refused, running
from tests.shown import shown

ORDER = Order(six_columns(), PRINTED_ON)


@pytest.fixture(autouse=True)
def nothing_printed_yet(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return settings


@pytest.fixture
def started(queued, monkeypatch) -> Callable[[], list[str]]:
    """Prints are asked for and never made; the keys of those that are to be."""
    monkeypatch.setattr(views, "PATIENCE", 0)

    def asked() -> list[str]:
        open_jobs = Job.objects.filter(status="READY", task="actionplans.printing.jobs.make_print").order_by(
            "enqueued_at"
        )
        found = [Print.objects.filter(pk=job.arguments["args"][0]).first() for job in open_jobs]
        return [each.key for each in found if each]

    return asked


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def about(plan) -> About:
    return About(plan.board_id, plan.pk, ("READ_PLAN",), "The plan, a draft", "fenmarsh-joint-inspection-draft")


def made(key: str) -> Print:
    found = job_status(key)
    assert found.state == "printed", (found.state, found.fault, found.job and found.job.trace)
    return found


def ordered(number: int) -> Order:
    """One of many orders, none like another."""
    return replace(ORDER, silent_days=number)


# one print ---------------------------------------------------------------------------------------------------------------


def test_a_print_is_made_elsewhere_and_found_by_its_key(about):
    found = made(begin(ORDER, about))
    with pikepdf.open(found.file) as pdf:
        assert len(pdf.pages) == found.pages > 1
    assert found.size == found.file.size
    assert (found.title, found.name, found.needs) == (about.title, about.name, [Right.READ_PLAN])


def test_it_tells_how_many_pages_are_done_of_about_how_many(tmp_path, monkeypatch):
    told = []
    real = sandbox.put
    monkeypatch.setattr(
        sandbox, "put", lambda folder, name, value: told.append((name, value)) or real(folder, name, value)
    )
    real(tmp_path, "order.json", Order(dense(4), PRINTED_ON).to_json())
    worker.answer(tmp_path, tmp_path / "parts")
    steps = [value for name, value in told if name == "progress"]
    pages = sandbox.found(tmp_path / "outcome")["pages"]
    assert steps[0]["done"] == 0
    assert steps[0]["of"] > 0
    assert steps[-1]["done"] == pages


def test_progress_is_written_to_the_job_while_it_runs(about, queued, monkeypatch):
    monkeypatch.setattr(jobs, "PROGRESS", 0)
    key = begin(Order(dense(8), PRINTED_ON), about)
    seen = []
    real = lease.Lease.progress
    monkeypatch.setattr(
        lease.Lease, "progress", lambda self, *of: real(self, *of) or seen.append((job_status(key).state, *of[:2]))
    )
    run_here(Print.objects.get(key=key).job)
    assert {state for state, _, _ in seen} == {"running"}
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)
    assert max(of for _, _, of in seen) >= made(key).pages / 2


def test_the_process_knows_no_secret_and_nothing_typed_stands_in_its_command(monkeypatch, about):
    seen = {}
    monkeypatch.setenv("SECRET_KEY", "not for it")
    monkeypatch.setenv("DATABASE_URL", "postgres://not-for-it")

    class Popen(subprocess.Popen):
        def __init__(self, command, **options):
            seen.update(command=command, **options)
            super().__init__(command, **options)

    monkeypatch.setattr(subprocess, "Popen", Popen)
    made(begin(ORDER, about))
    assert set(seen["env"]) == {"PATH", "LANG", "PYTHONPATH", "HOME", "TMPDIR", "PARENT"}
    assert "not" not in " ".join(seen["env"].values())
    assert seen["command"][1:3] == ["-m", "actionplans.writing.worker"]
    assert Path(seen["command"][3]).parent == jobs.work_home()


def test_what_is_kept_is_for_this_account_alone_and_the_order_goes_with_the_print(settings, about):
    umask = os.umask(0o022)
    try:
        found = made(begin(ORDER, about))
    finally:
        os.umask(umask)
    folders = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_dir() and "cache" not in path.parts]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}
    assert stat.S_IMODE(Path(found.file.path).stat().st_mode) == 0o600
    assert not list(jobs.work_home().iterdir())
    assert not Print.objects.exclude(order_text="").exists()


def test_the_work_of_the_queue_holds_keys_and_nothing_of_a_plan(about, queued):
    key = begin(ORDER, about)
    assert Job.objects.get().arguments == {"args": [Print.objects.get(key=key).pk], "kwargs": {}}


@pytest.mark.parametrize("key", ["", "0" * 63, "../" + "0" * 61, "G" * 64, "0" * 64, "0" * 64 + "\n"])
@pytest.mark.django_db
def test_there_is_no_print_under_a_key_that_nobody_was_given(key):
    assert job_status(key) is None


# once for all who ask ------------------------------------------------------------------------------------------------------


def test_whoever_asks_for_the_same_again_is_given_what_is_there(started, about):
    key = begin(ORDER, about)
    assert begin(ORDER, about) == key
    running(key)
    assert begin(ORDER, about) == key
    assert Job.objects.count() == 1


def test_another_plan_or_other_rights_are_another_print(started, about, cast):
    other = builders.make_plan(cast.otherby, recommendations=1, actions=1, notes=0)
    others = [
        about,
        replace(about, plan=other.pk),
        replace(about, board=other.board_id),
        replace(about, rights=("READ_VERSIONS",)),
    ]
    assert len({begin(ORDER, each) for each in others}) == 4
    assert begin(ordered(61), about) != begin(ordered(62), about)


def test_a_new_release_prints_again(started, monkeypatch, about):
    before = begin(ORDER, about)
    monkeypatch.setattr(jobs, "_program", lambda: "another")
    assert begin(ORDER, about) != before


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_cost_one_print(started, about):
    def ask(_):
        try:
            return begin(ORDER, about)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(ask, range(8)))
    assert started() == [keys.pop()]
    assert keys == set()
    assert Job.objects.count() == 1


# what cannot be printed ----------------------------------------------------------------------------------------------------


def alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.django_db
def test_one_that_hangs_and_heeds_no_alarm_is_ended_with_all_it_began(settings, monkeypatch):
    """Its time is over once it has begun another process, however long that took."""
    settings.PRINT_LIMIT_SECONDS = 600
    monkeypatch.setattr(jobs, "GRACE", 0)
    monkeypatch.setattr(jobs, "WORKER", "tests.actionplans.printing.stubborn_worker")
    processes: list[str] = []
    real = sandbox.found

    def look(path):
        processes[:] = max(processes, (path.parent / "log").read_text().split(), key=len)
        return real(path)

    def now() -> float:
        return time.monotonic() + (1_000 if len(processes) == 2 else 0)

    monkeypatch.setattr(sandbox, "found", look)
    monkeypatch.setattr(sandbox, "time", SimpleNamespace(monotonic=now, time=time.time, sleep=time.sleep))
    with pytest.raises(NotPrinted, match="took too long"):
        jobs.print_in_sandbox(ORDER, 1, lease=Calm())
    assert len(processes) == 2
    while any(alive(int(process)) for process in processes):
        time.sleep(0.05)  # the test ends only if they do


class Calm:
    """A lease that nobody takes."""

    def check(self) -> None: ...

    def progress(self, *_) -> None: ...


@pytest.mark.django_db
def test_one_whose_process_is_killed_is_tried_again_and_then_has_failed(about, monkeypatch, caplog):
    """As the system kills what takes the memory of others."""
    monkeypatch.setattr(jobs, "WORKER", "no_such_module")
    key = begin(ORDER, about)
    job = Print.objects.get(key=key).job
    assert job_status(key).state == "waiting"
    assert (job.status, job.fault) == ("READY", "actionplans.printing.jobs.PrintLost")
    for _ in range(2):
        Job.objects.filter(pk=job.pk).update(run_after=timezone.now())
        run_here(Job.objects.get(pk=job.pk))
    assert (job_status(key).state, job_status(key).fault) == ("refused", "")
    monkeypatch.undo()
    jobs.begin_again(key)
    made(key)


@pytest.mark.django_db
def test_one_that_takes_too_long_gives_up_by_itself(settings, about):
    settings.PRINT_LIMIT_SECONDS = 1
    key = begin(Order(dense(60), PRINTED_ON), about)
    assert (job_status(key).state, job_status(key).fault) == ("refused", worker.TOO_LONG)
    assert Print.objects.get(key=key).job.status == "SUCCESSFUL"  # tried again it would take as long


def test_asking_for_one_that_failed_tries_again(started, about):
    key = begin(ORDER, about)
    refused(key)
    assert begin(ORDER, about) == key
    assert job_status(key).state == "waiting"
    assert Job.objects.count() == 2


def test_nothing_is_locked_while_a_print_is_stored(about, queued, monkeypatch, settings):
    """A store may take its time."""
    key = begin(ORDER, about)
    depths = []
    real = jobs.default_storage.save

    def save(*args):
        depths.append(len(connection.savepoint_ids))
        return real(*args)

    before = len(connection.savepoint_ids)
    monkeypatch.setattr(jobs.default_storage, "save", save)
    run_here(Print.objects.get(key=key).job)
    assert depths == [before]
    assert job_status(key).state == "printed"


def test_a_print_whose_job_another_worker_has_by_now_leaves_no_file(about, queued, monkeypatch, settings):
    key = begin(ORDER, about)
    job = Print.objects.get(key=key).job
    real = jobs.print_in_sandbox

    def claimed_meanwhile(*args, **options):
        printed = real(*args, **options)
        Job.objects.filter(pk=job.pk).update(token=9)
        return printed

    monkeypatch.setattr(jobs, "print_in_sandbox", claimed_meanwhile)
    run_here(job)
    assert job_status(key).state == "running"
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))


def test_what_is_asked_for_again_while_it_is_swept_up_keeps_its_file(
    about, settings, django_capture_on_commit_callbacks
):
    key = kept(about, 1, days=8)
    found = Print.objects.get(key=key)
    asked(key, 0)
    with django_capture_on_commit_callbacks(execute=True):
        jobs._delete(Print.objects.filter(pk=found.pk, asked_at=found.asked_at))
    assert Path(found.file.path).exists()


def test_a_print_that_was_erased_meanwhile_leaves_nothing(about, queued, monkeypatch, settings):
    key = begin(ORDER, about)
    job = Print.objects.get(key=key).job
    real = jobs.print_in_sandbox

    def erased_meanwhile(*args, **options):
        jobs.forget(about.board)
        return real(*args, **options)

    monkeypatch.setattr(jobs, "print_in_sandbox", erased_meanwhile)
    run_here(job)
    assert job_status(key) is None
    assert not list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))


def test_of_two_workers_that_print_the_same_one_is_kept(about, queued, monkeypatch, settings):
    """The first is slow, its lease runs out, another makes the print; then the first comes to its end."""
    key = begin(ORDER, about)
    job = Print.objects.get(key=key).job
    real = jobs.print_in_sandbox

    def overtaken(*args, **options):
        printed = real(*args, **options)
        monkeypatch.setattr(jobs, "print_in_sandbox", real)
        past = timezone.now() - datetime.timedelta(seconds=1)
        Job.objects.filter(pk=job.pk).update(leased_until=past)
        run_here(Job.objects.get(pk=job.pk))
        return printed

    monkeypatch.setattr(jobs, "print_in_sandbox", overtaken)
    run_here(job)
    assert [path.stat().st_size for path in Path(settings.MEDIA_ROOT).rglob("prints/**/*.pdf")] == [made(key).size]
    assert Job.objects.get().token == 2


@pytest.mark.parametrize(
    ("error", "sentence"),
    [(MemoryError(), "needs more memory"), (OSError(27, "File too large"), "needs more memory")],
)
def test_one_that_is_too_large_is_told_so(tmp_path, monkeypatch, error, sentence):
    def print_order(order, **options):
        raise error

    monkeypatch.setattr("actionplans.writing.pdf.print_order", print_order)
    sandbox.put(tmp_path, "order.json", ORDER.to_json())
    worker.answer(tmp_path, tmp_path / "parts")
    assert sentence in sandbox.found(tmp_path / "outcome")["refused"]


def test_nothing_is_left_of_a_file_that_could_not_be_written_whole(tmp_path):
    program = (
        "import resource, sys; from pathlib import Path; from actionplans import sandbox;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "sandbox.put_bytes(Path(sys.argv[1]), 'print.pdf', b'x' * 2000)"
    )
    tried = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], cwd=sandbox.ROOT, capture_output=True, text=True
    )
    assert "File too large" in tried.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_lead_without_rows_is_told_of(tmp_path):
    sandbox.put(tmp_path, "order.json", replace(ORDER, lead="Nobody at all").to_json())
    worker.answer(tmp_path, tmp_path / "parts")
    assert "“Nobody at all” leads no action of the plan" in sandbox.found(tmp_path / "outcome")["refused"]


# what is kept --------------------------------------------------------------------------------------------------------------


def kept(about: About, number: int, pdf: bytes = b"%PDF-1.7", *, days: float = 0) -> str:
    key = jobs.put_by(ordered(number), about, Printed(pdf, 1))
    asked(key, days)
    return key


def asked(key: str, days: float) -> None:
    Print.objects.filter(key=key).update(asked_at=timezone.localtime() - datetime.timedelta(days=days))


def test_a_print_that_was_made_before_is_found_like_the_others(started, about):
    key = kept(about, 1, b"%PDF-1.7 of the version")
    found = job_status(key)
    assert (found.state, found.pages, found.file.read()) == ("printed", 1, b"%PDF-1.7 of the version")
    assert begin(ordered(1), about) == key
    assert started() == []


@pytest.fixture
def swept(django_capture_on_commit_callbacks) -> Callable[[], None]:
    def sweep() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            jobs.sweep_prints.call()

    return sweep


def test_what_nobody_has_asked_for_goes(started, about, swept, settings):
    old, recent = kept(about, 1, days=8), kept(about, 2, days=6)
    failed, waits = begin(ordered(3), about), begin(ordered(4), about)
    refused(failed)
    asked(failed, 1.1)
    asked(waits, 30)
    swept()
    assert [job_status(key) is None for key in (old, recent, failed, waits)] == [True, False, True, False]
    assert len(list(Path(settings.MEDIA_ROOT).rglob("*.pdf"))) == 1


def test_where_there_is_too_much_what_was_asked_for_longest_ago_goes(monkeypatch, about, swept):
    monkeypatch.setattr(jobs, "ROOM", 250)
    first, second = kept(about, 1, b"x" * 100, days=2), kept(about, 2, b"x" * 100, days=1)
    third = kept(about, 3, b"x" * 100)
    swept()
    assert [job_status(key) is None for key in (first, second, third)] == [True, False, False]


def test_one_that_runs_is_never_swept_up(started, monkeypatch, about, swept):
    monkeypatch.setattr(jobs, "ROOM", 0)
    key = begin(ORDER, about)
    running(key)
    asked(key, 30)
    swept()
    assert job_status(key).state == "running"


def test_a_stored_print_of_which_no_row_speaks_goes_after_a_day(about, swept, settings):
    key = kept(about, 1)
    mine = Path(settings.MEDIA_ROOT) / made(key).file.name
    old, new = mine.with_name("old.pdf"), mine.with_name("new.pdf")
    for path in (mine, old, new):
        path.write_bytes(b"%PDF-1.7")
    for path in (mine, old):
        os.utime(path, (0, 0))
    swept()
    assert (mine.exists(), old.exists(), new.exists()) == (True, False, True)


def test_what_a_killed_worker_left_on_its_machine_goes(about, cast):
    left = jobs.work_home() / "left"
    parts = jobs.parts_folder(about.board)
    for folder in (left, parts, parts.with_name(f"{about.board}-99")):
        folder.mkdir(parents=True)
    (parts.parent / "as-before.part").touch()
    os.utime(left, (0, 0))
    with sandbox.work_folder(jobs.work_home()) as busy:
        os.utime(busy, (0, 0))
        jobs.sweep_folders()
        assert list(jobs.work_home().iterdir()) == [busy]
    assert list(parts.parent.iterdir()) == [parts]


# what the release before kept in folders -----------------------------------------------------------------------------------


def folder_of_before(about: About, rights: list[str], **files: Any) -> str:
    """A print as the release before kept it."""
    key = "ab" * 32
    folder = Path(django_settings.MEDIA_ROOT) / "printing" / key
    folder.mkdir(parents=True)
    (folder / "lock").touch()
    sandbox.put(folder, "about.json", asdict(about) | {"rights": rights})
    for name, content in files.items():
        if isinstance(content, bytes):
            (folder / "print.pdf").write_bytes(content)
        else:
            sandbox.put(folder, name.replace("_", "."), content)
    return key


DRAFT = ["read the plan as it stands"]


def test_a_print_of_the_release_before_is_handed_out(client_for, plan, about):
    key = folder_of_before(about, DRAFT, outcome={"pages": 3}, pdf=b"%PDF-1.7 as before")
    client = client_for("member")
    assert "Your print is ready: 3 pages" in text_of(client.get(address("actionplans:print_page", plan, key)))
    assert b"".join(client.get(address("actionplans:print_file", plan, key))) == b"%PDF-1.7 as before"
    assert (
        client_for("observer").get(address("actionplans:print_page", plan, key)).status_code == 404
    )  # nothing is published
    assert client_for("neighbour").get(address("actionplans:print_page", plan, key)).status_code == 404


def test_one_whose_right_is_called_otherwise_by_now_is_asked_for_again(client_for, plan, about):
    key = folder_of_before(about, ["read it all"], outcome={"pages": 3}, pdf=b"%PDF-1.7 as before")
    for name in ("actionplans:print_page", "actionplans:print_file"):
        answer = client_for("manager").get(address(name, plan, key))
        assert (answer.status_code, answer.url) == (302, address("actionplans:print_add", plan))


def test_one_of_a_right_that_a_later_release_renames_is_asked_for_again(client_for, plan, about):
    key = kept(replace(about, rights=("READ_IT_ALL",)), 1)
    answer = client_for("manager").get(address("actionplans:print_page", plan, key))
    assert (answer.status_code, answer.url) == (302, address("actionplans:print_add", plan))


def test_an_order_that_the_release_before_did_not_print_is_printed_when_somebody_asks(client_for, plan, about):
    order = replace(ORDER, files=(EvidenceFile("99.1", "x.pdf", "/gone/0", "1/x"),))
    key = folder_of_before(about, DRAFT, order_json=order.to_json())
    client = client_for("member")
    jobs.take_up_earlier()  # leaves it: what stopped it once may stop it again
    assert "Something stopped this print." in text_of(client.get(address("actionplans:print_page", plan, key)))
    client.post(address("actionplans:print_page", plan, key))
    assert made(key).title == about.title


def test_an_order_that_waited_for_its_turn_is_printed_by_itself(client_for, plan, about):
    key = folder_of_before(about, DRAFT, order_json=ORDER.to_json())
    folder = Path(django_settings.MEDIA_ROOT) / "printing" / key
    (folder / "lock").unlink()
    client = client_for("member")
    assert "It waits its turn, and begins by itself." in text_of(
        client.get(address("actionplans:print_page", plan, key))
    )
    jobs.take_up_earlier()
    assert made(key).title == about.title
    assert not folder.exists()


def test_one_that_the_release_before_still_prints_is_under_way(client_for, plan, about):
    key = folder_of_before(about, DRAFT, order_json=ORDER.to_json())
    with (Path(django_settings.MEDIA_ROOT) / "printing" / key / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        jobs.take_up_earlier()
        assert "Your print is being made" in text_of(
            client_for("member").get(address("actionplans:print_page", plan, key))
        )
    assert not Print.objects.exists()


def test_prints_of_the_release_before_go_with_an_erasure_and_after_a_week(
    about, django_capture_on_commit_callbacks, settings
):
    key = folder_of_before(about, DRAFT, outcome={"pages": 3}, pdf=b"%PDF-1.7 as before")
    jobs.sweep_folders()
    assert job_status(key)
    with django_capture_on_commit_callbacks(execute=True):
        jobs.forget(about.board)
    assert job_status(key) is None
    key = folder_of_before(about, DRAFT, outcome={"pages": 3}, pdf=b"%PDF-1.7 as before")
    os.utime(Path(settings.MEDIA_ROOT) / "printing" / key, (0, 0))
    jobs.sweep_folders()
    assert job_status(key) is None


# the print page ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_versions(cast, plan, quick_print):
    builders.make_version(plan, meeting=cast.held, at=timezone.localtime() - datetime.timedelta(days=12))
    builders.make_version(plan)
    return plan


def address(name: str, plan, *keys: str) -> str:
    return reverse(name, args=[plan.board.slug, plan.slug, *keys])


def ask(client, plan, **chosen) -> Print:
    """Press “Print”; the print of the page that one is sent to."""
    response = client.post(address("actionplans:print_add", plan), {"edition": "clean", "version": "today"} | chosen)
    assert response.status_code == 302, shown(response)
    key = response.url.rstrip("/").split("/")[-1]
    assert response.url == address("actionplans:print_page", plan, key)
    return job_status(key)


def offered(response, field: str) -> list[str]:
    return [value for value, _ in response.context["form"].fields[field].choices]


@pytest.mark.parametrize(
    ("role", "editions", "versions"),
    [
        ("manager", ["clean", "changes", "front", "pack", "public", "evidence"], ["today", "2", "1"]),
        ("member", ["clean", "changes", "front", "pack", "public", "evidence"], ["today", "2", "1"]),
        ("observer", ["clean", "changes", "front", "pack", "public", "evidence"], ["2", "1"]),
    ],
)
def test_everybody_is_offered_what_they_may_read(client_for, two_versions, role, editions, versions):
    response = client_for(role).get(address("actionplans:print_add", two_versions))
    assert (offered(response, "edition"), offered(response, "version")) == (editions, versions)


def test_where_nothing_was_published_there_is_nothing_for_an_observer_to_print(client_for, plan):
    assert client_for("observer").get(address("actionplans:print_add", plan)).status_code == 404
    assert "changes" not in offered(client_for("member").get(address("actionplans:print_add", plan)), "edition")


def test_the_address_may_have_chosen_already(client_for, two_versions):
    response = client_for("chair").get(
        address("actionplans:print_add", two_versions) + "?edition=changes&version=2&since=1&paper=pen"
    )
    form = response.context["form"]
    assert [form[name].value() for name in ("edition", "version", "since", "paper")] == ["changes", "2", "1", ["pen"]]
    assert '<details class="fold small" open>' in shown(response)


def test_the_usual_older_version_is_named(client_for, two_versions):
    said = text_of(client_for("chair").get(address("actionplans:print_add", two_versions)))
    assert "Version 1 (last meeting)" in said


def test_where_nothing_changed_since_the_last_version_it_starts_with_that(client_for, cast, two_versions):
    page = client_for("member").get(address("actionplans:print_add", two_versions) + "?edition=front")
    assert page.context["form"]["version"].value() == "2"
    assert "As it stands today, a draft (nothing changed since version 2)" in text_of(page)
    assert "Version 1 (last meeting)" in text_of(page)
    named = client_for("member").get(address("actionplans:print_add", two_versions) + "?version=today")
    assert named.context["form"]["version"].value() == "today"
    notes.add_note(two_versions.actions.get(ref="99.1"), by=cast.manager, text="News.")
    page = client_for("member").get(address("actionplans:print_add", two_versions))
    assert page.context["form"]["version"].value() == "today"
    assert "nothing changed since" not in text_of(page)


def test_what_only_the_manager_and_the_chair_read_is_a_change_to_them_alone(client_for, cast, two_versions):
    notes.add_note(two_versions.actions.get(ref="99.1"), by=cast.manager, text="Not yet.", internal=True)
    starts = {}
    for role in ("manager", "member", "observer"):
        form = client_for(role).get(address("actionplans:print_add", two_versions)).context["form"]
        starts[role] = form["version"].value()
    assert starts == {"manager": "today", "member": "2", "observer": "2"}


def test_a_lead_in_the_address_is_found_however_it_is_spelt(client_for, two_versions):
    for named, chosen in (("ruth  calloway", "Ruth Calloway"), ("Nobody at all", "")):
        form = client_for("lead").get(address("actionplans:print_add", two_versions), {"lead": named}).context["form"]
        assert form["lead"].value() == chosen


def test_the_page_of_a_public_edition_says_that_it_must_be_read_through(client_for, plan):
    said = text_of(client_for("member").get(address("actionplans:print_add", plan)))
    assert "Read it through before it is published: names that the board does not know stay" in said


def test_the_pages_of_the_next_version_are_printed_with_one_press(client_for, two_versions, started):
    client = client_for("manager")
    page = shown(client.get(address("actionplans:publish_page", two_versions)))
    form = re.search(r'<form method="post" action="[^"]*/prints/" id="draft">.*?</form>', page)[0]
    sent = dict(re.findall(r'name="(edition|version)" value="([^"]*)"', form))
    assert sent == {"edition": "clean", "version": "today"}
    assert page.count('<button class="link" type="submit" form="draft">See the pages as they will print') == 1
    assert ask(client, two_versions, **sent).title.startswith("The plan, draft of")


@pytest.mark.parametrize("role", ["manager", "observer"])
def test_other_prints_of_each_version_are_a_link_away(client_for, two_versions, role):
    client = client_for(role)
    page = shown(client.get(address("actionplans:version_list", two_versions)))
    for number in ("1", "2"):
        link = re.search(rf'href="([^"]*version={number})">More ways to print<', page)[1]
        assert client.get(link).context["form"]["version"].value() == number


def test_an_edition_is_printed_and_handed_out_under_a_name_that_says_what_it_is(client_for, two_versions):
    client = client_for("member")
    job = ask(client, two_versions, edition="changes", version="2", since="1", lead="Ruth Calloway")
    made(job.key)
    page = client.get(address("actionplans:print_page", two_versions, job.key))
    assert "Your print is ready: 1 page" in text_of(page)
    assert "What changed, version 2, since version 1, rows of Ruth Calloway." in text_of(page)
    file = client.get(address("actionplans:print_file", two_versions, job.key))
    name = "fenmarsh-joint-inspection-version-2-changes-since-1-ruth-calloway.pdf"
    assert file["Content-Disposition"] == f'inline; filename="{name}"'
    assert file["Content-Type"] == "application/pdf"
    assert {"private", "no-store"} <= set(file["Cache-Control"].split(", "))
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    file = client.get(address("actionplans:print_file", two_versions, job.key) + "?download")
    assert file["Content-Disposition"] == f'attachment; filename="{name}"'
    file.close()


def test_a_version_as_published_is_not_printed_again(client_for, two_versions, started):
    version = two_versions.versions.get(number=2)
    job = ask(client_for("observer"), two_versions, version="2")
    assert (job.state, job.file.read(), job.pages) == ("printed", bytes(version.pdf), version.pages)
    assert ask(client_for("observer"), two_versions, version="2", large="12").state == "waiting"
    assert len(started()) == 1


def test_two_people_are_given_the_same_print_and_a_changed_plan_another(client_for, cast, plan, started):
    first = ask(client_for("manager"), plan)
    assert ask(client_for("member"), plan).key == first.key
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="A reply came.")
    assert ask(client_for("member"), plan).key != first.key
    assert len(started()) == 2


def test_what_was_chosen_is_what_is_ordered(client_for, cast, two_versions, started):
    other = builders.make_plan(cast.board, title="Improvement", recommendations=1, actions=1)
    job = ask(
        client_for("manager"),
        two_versions,
        edition="pack",
        also=[other.slug],
        large="16",
        paper=["pen", "cards"],
        columns=["action", "lead"],
    )
    order = Order.from_json(json.loads(job.order_text))
    assert order.look == PaperOptions(large=16, pen=True, cards=True, columns=("action", "lead"))
    assert [each.document.title for each in (order, *order.also)] == ["Joint inspection", "Improvement"]
    assert order.since.version.number == 1
    assert job.title.startswith("Meeting pack, draft of ")
    assert job.title.endswith(", since version 1, 16 point")


def test_what_is_internal_is_printed_only_for_those_who_may_read_it(client_for, cast, plan, started):
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="Not yet ready to say.", internal=True)
    without = ask(client_for("manager"), plan)
    assert "Not yet ready" not in without.order_text
    with_it = ask(client_for("manager"), plan, internal="in")
    assert "Not yet ready" in with_it.order_text
    assert ask(client_for("member"), plan, internal="in").key == without.key
    assert client_for("chair").get(address("actionplans:print_page", plan, with_it.key)).status_code == 200
    for name in ("actionplans:print_page", "actionplans:print_file"):
        assert client_for("member").get(address(name, plan, with_it.key)).status_code == 403


def test_a_draft_is_not_for_observers(client_for, two_versions, started):
    job = ask(client_for("member"), two_versions)
    for name in ("actionplans:print_page", "actionplans:print_file"):
        assert client_for("observer").get(address(name, two_versions, job.key)).status_code == 403
    refused = client_for("observer").post(
        address("actionplans:print_add", two_versions), {"edition": "clean", "version": "today"}
    )
    assert refused.status_code == 422


def test_a_draft_bound_in_behind_a_version_is_not_for_observers_either(client_for, cast, two_versions, started):
    other = builders.make_plan(cast.board, title="Improvement", recommendations=1, actions=1)
    job = ask(client_for("member"), two_versions, edition="pack", version="2", also=[other.slug])
    for name in ("actionplans:print_page", "actionplans:print_file"):
        assert client_for("observer").get(address(name, two_versions, job.key)).status_code == 403
    builders.make_version(other)
    job = ask(client_for("member"), two_versions, edition="pack", version="2", also=[other.slug])
    assert client_for("observer").get(address("actionplans:print_page", two_versions, job.key)).status_code == 200


def test_files_of_evidence_bound_into_a_version_are_not_for_observers(client_for, cast, plan, started, quick_print):
    text = SimpleUploadedFile("minutes.txt", b"We met.")
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="Minutes.", files=[text])
    builders.make_version(plan)
    job = ask(client_for("member"), plan, edition="evidence", version="1", bind="on")
    for name in ("actionplans:print_page", "actionplans:print_file"):
        assert client_for("observer").get(address(name, plan, job.key)).status_code == 403
    without = ask(client_for("member"), plan, edition="evidence", version="1")
    assert client_for("observer").get(address("actionplans:print_page", plan, without.key)).status_code == 200


def test_what_an_edition_cannot_use_counts_for_nothing(client_for, cast, two_versions, started):
    other = builders.make_plan(cast.board, title="Improvement", recommendations=1, actions=1)
    client = client_for("member")
    usual = ask(client, two_versions)
    assert ask(client, two_versions, also=[other.slug], bind="on", whole="all", since="1").key == usual.key


def test_the_same_print_is_the_same_however_it_was_chosen(client_for, two_versions, started):
    client = client_for("member")
    usual = ask(client, two_versions, edition="changes", version="2")
    assert ask(client, two_versions, edition="changes", version="2", since="1", large="0").key == usual.key
    assert len(started()) == 1


def test_a_print_that_is_swept_up_at_this_moment_is_not_there(client_for, two_versions):
    client = client_for("observer")
    job = ask(client, two_versions, version="2")
    job.file.storage.delete(job.file.name)
    assert client.get(address("actionplans:print_file", two_versions, job.key)).status_code == 404


def test_the_print_of_another_plan_or_board_is_not_there(client_for, cast, plan, started):
    other = builders.make_plan(cast.board, title="Improvement", recommendations=1, actions=1)
    elsewhere = builders.make_plan(cast.otherby, recommendations=1, actions=1)
    keys = [ask(client_for("manager"), other).key, ask(client_for("neighbour"), elsewhere).key]
    for key in keys:
        for name in ("actionplans:print_page", "actionplans:print_file"):
            assert client_for("manager").get(address(name, plan, key)).status_code == 404


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"edition": ""}, "Choose what to print"),
        ({"edition": "changes", "version": "1", "since": "2"}, "Choose a version older than version 1"),
        ({"edition": "changes", "version": "1"}, "Version 1 is the first: there is nothing to tell changes against"),
        ({"version": "7"}, "That is not one of the choices any more"),
        ({"lead": "Nobody at all"}, "That is not one of the choices any more"),
    ],
)
def test_what_cannot_be_printed_is_said_by_its_field(client_for, two_versions, started, chosen, sentence):
    sent = {"edition": "clean", "version": "today"} | chosen
    response = client_for("member").post(address("actionplans:print_add", two_versions), sent)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert started() == []


def test_a_lead_who_leads_nothing_in_that_version_is_said_by_the_field(client_for, cast, two_versions, started):
    builders.make_action(two_versions.recommendations.get(), lead_text="Ngozi Adeyemi")
    sent = {"edition": "clean", "version": "2", "lead": "Ngozi Adeyemi"}
    response = client_for("member").post(address("actionplans:print_add", two_versions), sent)
    assert response.status_code == 422
    assert "Ngozi Adeyemi leads no action in version 2." in text_of(response)


def test_the_waiting_page_counts_pages_and_looks_again_without_script(client_for, plan, started):
    client = client_for("member")
    job = ask(client, plan)
    running(job.key, 24, 100)
    page = client.get(address("actionplans:print_page", plan, job.key))
    assert "You can go on with other work" in text_of(page)
    assert "24 of about 100 pages are printed." in text_of(page)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in shown(page)
    assert client.get(address("actionplans:print_file", plan, job.key)).status_code == 404


def test_one_that_waits_says_that_it_begins_by_itself(client_for, two_versions, started):
    client = client_for("member")
    key = ask(client, two_versions, edition="clean").key
    said = text_of(client.get(address("actionplans:print_page", two_versions, key)))
    assert "It waits its turn, and begins by itself." in said
    assert "You can go on with other work" in said


def test_one_that_was_tried_in_vain_says_so(client_for, two_versions, started):
    client = client_for("member")
    key = ask(client, two_versions, edition="clean").key
    lost(key)
    assert "Something stopped this print." in text_of(client.get(address("actionplans:print_page", two_versions, key)))


def test_a_print_that_failed_says_what_to_try_and_can_be_tried_again(client_for, plan, started):
    client = client_for("member")
    job = ask(client, plan, lead="Ruth Calloway")
    refused(job.key)
    page = client.get(address("actionplans:print_page", plan, job.key))
    assert "This print took too long and was given up." in text_of(page)
    assert "Print the rows of one lead or agency, or fewer columns" in text_of(page)
    assert "?edition=clean&amp;version=today&amp;lead=Ruth+Calloway" in shown(page)
    client.post(address("actionplans:print_page", plan, job.key))
    assert job_status(job.key).state == "waiting"
    assert len(started()) == 1


def test_the_comparison_on_screen_is_printed_with_one_press(client_for, two_versions, started):
    client = client_for("member")
    page = shown(client.get(reverse("actionplans:compare_page", args=["fenmarsh", two_versions.slug]) + "?from=1&to=2"))
    form = re.search(r'<form method="post" action="[^"]*/prints/">.*?</form>', page)[0]
    sent = dict(re.findall(r'name="(edition|version|since)" value="([^"]*)"', form))
    assert sent == {"edition": "changes", "version": "2", "since": "1"}
    assert ask(client, two_versions, **sent).title == "What changed, version 2, since version 1"


def test_choosing_costs_no_more_queries_for_a_larger_plan(client_for, cast, django_assert_max_num_queries, quick_print):
    client = client_for("manager")
    small = builders.make_big_plan(cast.board, recommendations=1, actions=1)
    large = builders.make_big_plan(cast.board, recommendations=10, actions=5)
    for plan in (small, large):
        builders.make_version(plan)
    client.get(address("actionplans:print_add", small))
    with django_assert_max_num_queries(60) as few:
        client.get(address("actionplans:print_add", small))
    with django_assert_max_num_queries(len(few)):
        client.get(address("actionplans:print_add", large))
