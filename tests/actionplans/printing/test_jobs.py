"""Prints made in a process of their own: once for all who ask, in the end or not at all, and nothing of them left about."""

from __future__ import annotations

import datetime
import io
import os
import re
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actionplans import sandbox
from actionplans.models import Version
from actionplans.operations import notes
from actionplans.printing import jobs
from actionplans.printing.jobs import About, NotPrinted, begin, look
from actionplans.publishing import publish
from actionplans.writing import worker
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.press.sheets import Printed
from tests import builders
from tests.actionplans.writing.plans import PRINTED_ON, dense, six_columns
from tests.browsing import opened, text_of, url
from tests.shown import shown

ABOUT = About(1, 1, ("read the plan as it stands",), "The plan, a draft", "fenmarsh-joint-inspection-draft")
ORDER = Order(six_columns(), PRINTED_ON)


@pytest.fixture(autouse=True)
def nothing_printed_yet(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return settings


@pytest.fixture
def started(monkeypatch) -> list[Path]:
    """Prints are begun and never get further; the folders in which they were."""
    folders: list[Path] = []

    def start(folder):
        (folder / "lock").touch()
        folders.append(folder)

    monkeypatch.setattr(jobs, "start", start)
    monkeypatch.setattr(
        sandbox, "running", lambda folder: (folder / "lock").exists() and not (folder / "outcome").exists()
    )
    return folders


def folder_of(key: str) -> Path:
    return jobs.folder_of(key)


def wait_for(key: str, state: str = "printed") -> jobs.Job:
    job = look(key, wait=60)
    assert job.state == state, (job.fault, (folder_of(key) / "log").read_text())
    return job


def ordered(number: int) -> Order:
    """One of many orders, none like another."""
    return replace(ORDER, silent_days=number)


# one print ---------------------------------------------------------------------------------------------------------------


def test_a_print_is_made_elsewhere_and_found_by_its_key():
    job = wait_for(begin(ORDER, ABOUT))
    with pikepdf.open(job.path) as pdf:
        assert len(pdf.pages) == job.pages > 1
    assert job.size == job.path.stat().st_size
    assert job.about == ABOUT


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


def test_progress_is_shown_while_it_runs(started):
    key = begin(ORDER, ABOUT)
    sandbox.put(folder_of(key), "progress", {"done": 24, "of": 100})
    job = look(key)
    assert (job.state, job.done, job.of) == ("running", 24, 100)


def test_the_process_knows_no_secret_and_nothing_typed_stands_in_its_command(monkeypatch):
    seen = {}
    monkeypatch.setenv("SECRET_KEY", "not for it")
    monkeypatch.setenv("DATABASE_URL", "postgres://not-for-it")

    class Popen(subprocess.Popen):
        def __init__(self, command, **options):
            seen.update(command=command, **options)
            super().__init__(command, **options)

    monkeypatch.setattr(subprocess, "Popen", Popen)
    key = begin(ORDER, ABOUT)
    assert set(seen["env"]) == {"PATH", "LANG", "PYTHONPATH", "HOME"}
    assert "not" not in " ".join(seen["env"].values())
    assert seen["command"][1:4] == ["-m", "actionplans.writing.worker", str(folder_of(key))]
    wait_for(key)


def test_what_is_kept_is_for_this_account_alone_and_the_order_goes_with_the_print(settings):
    umask = os.umask(0o022)
    try:
        key = begin(ORDER, ABOUT)
        job = wait_for(key)
    finally:
        os.umask(umask)
    home = Path(settings.MEDIA_ROOT) / "printing"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (home, folder_of(key))} == {0o700}
    assert stat.S_IMODE(job.path.stat().st_mode) == 0o600
    assert not (folder_of(key) / "order.json").exists()


def test_an_order_that_waits_is_for_this_account_alone(started):
    order = folder_of(begin(ORDER, ABOUT)) / "order.json"
    assert stat.S_IMODE(order.stat().st_mode) == 0o600


@pytest.mark.parametrize("key", ["", "0" * 63, "../" + "0" * 61, "G" * 64, "0" * 64, "0" * 64 + "\n"])
def test_there_is_no_print_under_a_key_that_nobody_was_given(key):
    assert look(key) is None


# once for all who ask ------------------------------------------------------------------------------------------------------


def test_whoever_asks_for_the_same_again_is_given_what_is_there(started):
    key = begin(ORDER, ABOUT)
    assert begin(ORDER, ABOUT) == key
    sandbox.put_bytes(folder_of(key), "print.pdf", b"%PDF-1.7")
    sandbox.put(folder_of(key), "outcome", {"pages": 1})
    assert begin(ORDER, ABOUT) == key
    assert started == [folder_of(key)]


def test_another_plan_or_other_rights_are_another_print(started):
    others = [
        ABOUT,
        replace(ABOUT, plan=2),
        replace(ABOUT, board=2),
        replace(ABOUT, rights=("read published versions",)),
    ]
    assert len({begin(ORDER, about) for about in others}) == 4
    assert begin(ordered(61), ABOUT) != begin(ordered(62), ABOUT)


def test_a_new_release_prints_anew(started, monkeypatch):
    before = begin(ORDER, ABOUT)
    monkeypatch.setattr(jobs, "_program", lambda: "another")
    assert begin(ORDER, ABOUT) != before


def test_many_who_ask_at_once_cost_one_print():
    """Real threads and a real process: one folder, one process."""
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: begin(ORDER, ABOUT), range(8)))
    job = wait_for(keys.pop())
    assert keys == set()
    made = job.path.stat().st_ino
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: begin(ORDER, ABOUT), range(8)))
    assert job.path.stat().st_ino == made


def test_two_processes_that_ask_at_once_cost_one_print(settings, tmp_path):
    program = (
        "import os, sys; from django.conf import settings;"
        f"settings.configure(MEDIA_ROOT={str(settings.MEDIA_ROOT)!r}, PRINT_LIMIT_SECONDS=60);"
        "from actionplans import printing; from actionplans.writing.order import Order;"
        "from tests.actionplans.writing.plans import PRINTED_ON, six_columns;"
        f"printing._program = lambda: {jobs._program()!r};"  # the same for all, whoever edits it meanwhile
        "real = printing.start;"
        "printing.start = lambda folder: (print('started'), real(folder));"
        f"printing.begin(Order(six_columns(), PRINTED_ON), printing.{ABOUT!r})"
    )
    asked = [
        subprocess.Popen(
            [sys.executable, "-c", program], cwd=sandbox.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60) for process in asked]
    assert [out for out, _ in said].count("started\n") == 1, said
    wait_for(jobs.key_of(ORDER, ABOUT))


def test_more_than_a_few_wait_for_one_another_in_their_order(started):
    keys = [begin(ordered(number), ABOUT) for number in range(jobs.AT_ONCE + 2)]
    assert [look(key).state for key in keys] == ["running"] * jobs.AT_ONCE + ["waiting"] * 2
    sandbox.put(folder_of(keys[0]), "outcome", {"refused": "Something stopped this print."})
    assert look(keys[-1]).state == "waiting"
    assert look(keys[-2]).state == "running"


def test_one_that_is_begun_while_somebody_looks_is_not_taken_for_lost(started, monkeypatch):
    for number in range(jobs.AT_ONCE):
        begin(ordered(number), ABOUT)
    key = begin(ORDER, ABOUT)
    real = jobs.apart.running
    begun: list[Path] = []

    def running(folder):
        """Somebody else begins it just after it was seen not to run."""
        found = real(folder)
        if folder == folder_of(key) and not begun:
            begun.append(folder)
            jobs.start(folder)
        return found

    monkeypatch.setattr(sandbox, "running", running)
    assert look(key).state == "running"


# what cannot be printed ----------------------------------------------------------------------------------------------------


def alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return False


def test_one_that_hangs_and_heeds_no_alarm_is_ended_with_all_it_began(settings, monkeypatch):
    settings.PRINT_LIMIT_SECONDS = 1
    monkeypatch.setattr(jobs, "GRACE", 1)
    monkeypatch.setattr(jobs, "WORKER", "tests.actionplans.printing.stubborn_worker")
    key = begin(ORDER, ABOUT)
    processes = []
    while len(processes) < 2:
        assert look(key).state == "running"
        processes = (folder_of(key) / "log").read_text().split()
        time.sleep(0.05)
    job = look(key, wait=60)
    assert (job.state, job.fault) == ("refused", "This print took too long and was given up.")
    while any(alive(int(process)) for process in processes):
        time.sleep(0.05)  # the test ends only if they do


def test_one_that_is_killed_leaves_nothing_running_and_is_told_at_once():
    """As the system kills what takes the memory of others: the process alone, not those that it began."""
    key = begin(Order(dense(60), PRINTED_ON), ABOUT)
    folder = folder_of(key)
    while not sandbox.found(folder / "progress").get("done"):
        assert look(key).state == "running"
        time.sleep(0.05)
    os.kill(sandbox.found(folder / "process")["id"], signal.SIGKILL)
    job = look(key, wait=10)
    assert (job.state, job.fault) == ("refused", "Something stopped this print.")


def test_one_that_takes_too_long_gives_up_by_itself(settings, monkeypatch):
    settings.PRINT_LIMIT_SECONDS = 1
    key = begin(Order(dense(60), PRINTED_ON), ABOUT)
    while sandbox.running(folder_of(key)):
        time.sleep(0.05)
    assert sandbox.found(folder_of(key) / "outcome") == {"refused": worker.TOO_LONG}


def test_one_that_breaks_is_told_and_can_be_tried_again(monkeypatch):
    monkeypatch.setattr(jobs, "WORKER", "no_such_module")
    key = begin(ORDER, ABOUT)
    assert wait_for(key, "refused").fault == "Something stopped this print."
    monkeypatch.undo()
    jobs.begin_again(key)
    wait_for(key)


def test_asking_for_one_that_failed_tries_again(started):
    key = begin(ORDER, ABOUT)
    sandbox.put(folder_of(key), "outcome", {"refused": "Something stopped this print."})
    assert begin(ORDER, ABOUT) == key
    assert len(started) == 2
    assert not (folder_of(key) / "outcome").exists()


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
        "import resource, sys; from pathlib import Path; from actionplans import apart;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000));"
        "apart.put_bytes(Path(sys.argv[1]), 'print.pdf', b'x' * 2000)"
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


def kept(number: int, pdf: bytes = b"%PDF-1.7", *, days: float = 0) -> str:
    key = jobs.put_by(ordered(number), ABOUT, Printed(pdf, 1))
    asked = time.time() - days * 24 * 60 * 60
    os.utime(folder_of(key), (asked, asked))
    return key


def test_a_print_that_was_made_before_is_found_like_the_others(started):
    key = kept(1, b"%PDF-1.7 of the version")
    job = look(key)
    assert (job.state, job.pages, job.path.read_bytes()) == ("printed", 1, b"%PDF-1.7 of the version")
    assert begin(ordered(1), ABOUT) == key
    assert started == []


def test_what_nobody_has_asked_for_goes(started):
    old, asked = kept(1, days=8), kept(2, days=6)
    failed = begin(ordered(3), ABOUT)
    sandbox.put(folder_of(failed), "outcome", {"refused": "Something stopped this print."})
    day_before = time.time() - 25 * 60 * 60
    os.utime(folder_of(failed), (day_before, day_before))
    kept(4)
    assert [look(key) is None for key in (old, asked, failed)] == [True, False, True]


def test_where_there_is_too_much_what_was_asked_for_longest_ago_goes(monkeypatch):
    monkeypatch.setattr(jobs, "ROOM", 250)
    first, second = kept(1, b"x" * 100, days=2), kept(2, b"x" * 100, days=1)
    third = kept(3, b"x" * 100)
    assert [look(key) is None for key in (first, second, third)] == [True, False, False]


def test_one_that_runs_is_never_swept_up(started, monkeypatch):
    key = begin(ORDER, ABOUT)
    os.utime(folder_of(key), (0, 0))
    monkeypatch.setattr(jobs, "ROOM", 10)
    kept(1, b"x" * 10)
    assert look(key).state == "running"


# the print page ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def two_versions(cast, plan, quick_print):
    builders.make_version(plan, meeting=cast.held, at=timezone.now() - datetime.timedelta(days=12))
    builders.make_version(plan)
    return plan


def address(name: str, plan, *keys: str) -> str:
    return reverse(name, args=[plan.board.slug, plan.slug, *keys])


def ask(client, plan, **chosen) -> jobs.Job:
    """Press “Print”; the job of the page that one is sent to."""
    response = client.post(address("actionplans:print_add", plan), {"edition": "clean", "version": "today"} | chosen)
    assert response.status_code == 302, shown(response)
    key = response.url.rstrip("/").split("/")[-1]
    assert response.url == address("actionplans:print_page", plan, key)
    return look(key)


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


def test_where_nothing_was_published_an_observer_is_told_so(client_for, plan):
    said = text_of(client_for("observer").get(address("actionplans:print_add", plan)))
    assert "No version has been published yet, so there is nothing to print." in said
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
    assert f"The usual: version 1, Executive of {builders.day(-9)}" in said


def test_where_nothing_changed_since_the_last_version_it_starts_with_that(client_for, cast, two_versions):
    page = client_for("member").get(address("actionplans:print_add", two_versions) + "?edition=front")
    assert page.context["form"]["version"].value() == "2"
    assert "As it stands today, a draft (nothing changed since version 2)" in text_of(page)
    assert f"The usual: version 1, Executive of {builders.day(-9)}" in text_of(page)
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
    assert "Read it through before it is published: names that the board does not know stay." in said


def test_the_pages_of_the_next_version_are_printed_with_one_press(client_for, two_versions, started):
    client = client_for("manager")
    page = shown(client.get(address("actionplans:publish_page", two_versions)))
    form = re.search(r'<form method="post" action="[^"]*/prints/" id="draft">.*?</form>', page)[0]
    sent = dict(re.findall(r'name="(edition|version)" value="([^"]*)"', form))
    assert sent == {"edition": "clean", "version": "today"}
    assert page.count('<button class="link" type="submit" form="draft">See the pages as they will print') == 1
    assert ask(client, two_versions, **sent).about.title.startswith("The plan, draft of")


@pytest.mark.parametrize("role", ["manager", "observer"])
def test_other_prints_of_each_version_are_a_link_away(client_for, two_versions, role):
    client = client_for(role)
    page = shown(client.get(address("actionplans:version_list", two_versions)))
    for number in ("1", "2"):
        link = re.search(rf'href="([^"]*version={number})">Other prints<', page)[1]
        assert client.get(link).context["form"]["version"].value() == number


def test_an_edition_is_printed_and_handed_out_under_a_name_that_says_what_it_is(client_for, two_versions):
    client = client_for("member")
    job = ask(client, two_versions, edition="changes", version="2", since="1", lead="Ruth Calloway")
    wait_for(job.key)
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
    assert (job.state, job.path.read_bytes(), job.pages) == ("printed", bytes(version.pdf), version.pages)
    assert ask(client_for("observer"), two_versions, version="2", large="12").state == "running"
    assert len(started) == 1


def test_two_people_are_given_the_same_print_and_a_changed_plan_another(client_for, cast, plan, started):
    first = ask(client_for("manager"), plan)
    assert ask(client_for("member"), plan).key == first.key
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="A reply came.")
    assert ask(client_for("member"), plan).key != first.key
    assert len(started) == 2


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
    order = Order.from_json(sandbox.found(folder_of(job.key) / "order.json"))
    assert order.look == PaperOptions(large=16, pen=True, cards=True, columns=("action", "lead"))
    assert [each.document.title for each in (order, *order.also)] == ["Joint inspection", "Improvement"]
    assert order.since.version.number == 1
    assert job.about.title.startswith("Meeting pack, draft of ")
    assert job.about.title.endswith(", since version 1, 16 point")


def test_what_is_internal_is_printed_only_for_those_who_may_read_it(client_for, cast, plan, started):
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="Not yet ready to say.", internal=True)
    without = ask(client_for("manager"), plan)
    assert "Not yet ready" not in (folder_of(without.key) / "order.json").read_text()
    with_it = ask(client_for("manager"), plan, internal="in")
    assert "Not yet ready" in (folder_of(with_it.key) / "order.json").read_text()
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
    assert len(started) == 1


def test_a_print_that_is_swept_up_at_this_moment_is_not_there(client_for, two_versions):
    client = client_for("observer")
    job = ask(client, two_versions, version="2")
    gone = replace(job, key="0" * 64)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(jobs, "look", lambda key: gone)
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
    assert started == []


def test_a_lead_who_leads_nothing_in_that_version_is_said_by_the_field(client_for, cast, two_versions, started):
    builders.make_action(two_versions.recommendations.get(), lead_text="Ngozi Adeyemi")
    sent = {"edition": "clean", "version": "2", "lead": "Ngozi Adeyemi"}
    response = client_for("member").post(address("actionplans:print_add", two_versions), sent)
    assert response.status_code == 422
    assert "Ngozi Adeyemi leads no action in version 2." in text_of(response)


def test_the_waiting_page_counts_pages_and_looks_again_without_script(client_for, plan, started):
    client = client_for("member")
    job = ask(client, plan)
    sandbox.put(folder_of(job.key), "progress", {"done": 24, "of": 100})
    page = client.get(address("actionplans:print_page", plan, job.key))
    assert "You can go on with other work" in text_of(page)
    assert "24 of about 100 pages are printed." in text_of(page)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in shown(page)
    assert client.get(address("actionplans:print_file", plan, job.key)).status_code == 404


def test_one_that_waits_says_that_the_page_is_to_be_left_open(client_for, two_versions, started):
    client = client_for("member")
    keys = [ask(client, two_versions, edition=edition).key for edition in ("clean", "front", "pack")]
    said = text_of(client.get(address("actionplans:print_page", two_versions, keys[-1])))
    assert "Yours begins when this page looks again after them: leave it open." in said
    assert "You can go on with other work" not in said


def test_a_print_that_failed_says_what_to_try_and_can_be_tried_again(client_for, plan, started):
    client = client_for("member")
    job = ask(client, plan, lead="Ruth Calloway")
    sandbox.put(folder_of(job.key), "outcome", {"refused": worker.TOO_LONG})
    page = client.get(address("actionplans:print_page", plan, job.key))
    assert "This print took too long and was given up." in text_of(page)
    assert "Print the rows of one lead or agency, or fewer columns" in text_of(page)
    assert "?edition=clean&amp;version=today&amp;lead=Ruth+Calloway" in shown(page)
    client.post(address("actionplans:print_page", plan, job.key))
    assert look(job.key).state == "running"
    assert len(started) == 2


def test_the_comparison_on_screen_is_printed_with_one_press(client_for, two_versions, started):
    client = client_for("member")
    page = shown(client.get(reverse("actionplans:compare_page", args=["fenmarsh", two_versions.slug]) + "?from=1&to=2"))
    form = re.search(r'<form method="post" action="[^"]*/prints/">.*?</form>', page)[0]
    sent = dict(re.findall(r'name="(edition|version|since)" value="([^"]*)"', form))
    assert sent == {"edition": "changes", "version": "2", "since": "1"}
    assert ask(client, two_versions, **sent).about.title == "What changed, version 2, since version 1"


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


# publishing ----------------------------------------------------------------------------------------------------------------


def test_a_version_is_printed_elsewhere_too(cast, plan):
    version = publish.publish(plan, by=cast.manager, note="Agreed")
    with pikepdf.open(io.BytesIO(bytes(version.pdf))) as pdf:
        assert len(pdf.pages) == version.pages


def test_a_version_whose_print_hangs_is_not_published_and_what_was_typed_stays(client_for, plan, settings, monkeypatch):
    settings.PRINT_LIMIT_SECONDS = 1
    monkeypatch.setattr(jobs, "GRACE", 0)
    monkeypatch.setattr(jobs, "WORKER", "tests.actionplans.printing.stubborn_worker")
    client = client_for("manager")
    sent = opened(client, plan) | {"note": "own", "own": "Corrected: lead for 99.1"}
    response = client.post(url("actionplans:publish_page", plan), sent)
    assert response.status_code == 422
    assert "Version 1 is not published: its pages could not be printed. This print took too long" in text_of(response)
    assert "Corrected: lead for 99.1" in shown(response)
    assert not Version.objects.exists()


def test_print_now_says_why_there_is_none(monkeypatch):
    monkeypatch.setattr(jobs, "WORKER", "no_such_module")
    with pytest.raises(NotPrinted, match="Something stopped this print"):
        jobs.print_now(ORDER, ABOUT)


def test_print_now_says_so_where_too_many_others_are_made_first(started, settings):
    settings.PRINT_LIMIT_SECONDS = 0
    for number in range(jobs.AT_ONCE):
        begin(ordered(number), ABOUT)
    with pytest.raises(NotPrinted, match="Too many other prints are being made"):
        jobs.print_now(ORDER, ABOUT)
