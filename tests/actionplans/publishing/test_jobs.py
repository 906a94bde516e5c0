"""Publishing by a worker: the page that says how far it is, and what becomes of it when it cannot go on."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from simple_history.models import HistoricalRecords

from actionplans.models import Plan, Publication, Version
from actionplans.operations import notes
from actionplans.printing.jobs import NotPrinted
from actionplans.publishing import jobs, journal, publish
from actionplans.publishing.chain import check_chain
from actionplans.views import publications as views
from actionplans.writing import worker
from boards.access import Role
from boards.jobs.performing import run_here
from boards.models import Job, Membership
from tests import builders
from tests.browsing import opened, text_of, url
from tests.shown import shown

pytestmark = pytest.mark.usefixtures("quick_print")


@pytest.fixture
def plan(cast) -> Plan:
    return builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def asked(client_for, plan, queued, monkeypatch) -> Publication:
    """Publishing that waits for a worker."""
    monkeypatch.setattr(views, "PATIENCE", 0)
    client = client_for("manager")
    sent = opened(client, plan) | {"note": "own", "own": "Sent to the Executive"}
    answer = client.post(url("actionplans:publish_page", plan), sent)
    found = Publication.objects.get()
    assert answer.url == url("actionplans:publication_page", plan, found.uid)
    return found


def page(client, asked: Publication):
    return client.get(url("actionplans:publication_page", asked.plan, asked.uid))


def test_its_page_counts_pages_and_then_says_that_it_is_published(client_for, asked, plan):
    client = client_for("manager")
    said = page(client, asked)
    assert "Version 1 is being published" in text_of(said)
    assert '<meta http-equiv="refresh" content="3">' in shown(said)
    job = Job.objects.filter(pk=asked.job_id)
    until = timezone.now() + datetime.timedelta(minutes=1)
    job.update(status="RUNNING", leased_until=until, done=3, of=9)
    assert "3 of about 9 pages are printed." in text_of(page(client, asked))
    job.update(status="READY")
    run_here(job.get())
    assert "Version 1 is published" in text_of(page(client, asked))
    assert Version.objects.get().note == "Sent to the Executive"
    assert job.get().arguments == {"args": [asked.pk], "kwargs": {}}


def test_the_plan_is_read_twice_and_no_more(client_for, plan, monkeypatch):
    """Before the print, and under the lock."""
    client = client_for("manager")
    sent = opened(client, plan)
    read = []
    for module in (publish, views):
        real = module.read_document
        monkeypatch.setattr(module, "read_document", lambda *a, real=real, **k: read.append(1) or real(*a, **k))
    client.post(url("actionplans:publish_page", plan), sent)
    assert Version.objects.exists()
    assert len(read) == 2


def test_a_change_meanwhile_is_told_on_its_page_and_what_was_typed_comes_back(client_for, cast, asked, plan):
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.lead, text="It all went wrong.")
    run_here(asked.job)
    assert not Version.objects.exists()
    said = page(client_for("manager"), asked)
    assert "The plan was changed after you opened this page." in text_of(said)
    again = url("actionplans:publish_page", plan) + f"?again={asked.uid}"
    assert again in shown(said)
    form = client_for("manager").get(again).context["form"]
    assert (form["note"].value(), form["own"].value()) == ("own", "Sent to the Executive")


def test_a_version_whose_print_hangs_is_not_published_and_what_was_typed_stays(client_for, plan, monkeypatch):
    def hangs(*_, **__):
        raise NotPrinted(worker.TOO_LONG)

    monkeypatch.setattr(publish, "print_plan", hangs)
    client = client_for("manager")
    sent = opened(client, plan) | {"note": "own", "own": "Corrected: lead for 99.1"}
    response = client.post(url("actionplans:publish_page", plan), sent)
    assert response.status_code == 422
    assert "Version 1 is not published: its pages could not be printed. This print took too long" in text_of(response)
    assert "Corrected: lead for 99.1" in shown(response)
    assert not Version.objects.exists()
    assert not Publication.objects.exists()


def test_one_that_was_stopped_says_so_and_goes_on_when_asked(client_for, asked, plan):
    Job.objects.filter(pk=asked.job_id).update(status="FAILED", finished_at=timezone.now())
    client = client_for("manager")
    assert "Something stopped it before its pages were printed. Nothing is published, and nothing is lost." in text_of(
        page(client, asked)
    )
    client.post(url("actionplans:publication_page", plan, asked.uid))
    assert "Version 1 is being published" in text_of(page(client, asked))
    Job.objects.all().delete()  # pruned
    client.post(url("actionplans:publication_page", plan, asked.uid))
    run_here(Job.objects.get(task="actionplans.publishing.jobs.publish_version"))
    assert "Version 1 is published" in text_of(page(client, asked))


def test_of_two_workers_one_publishes(asked, plan, monkeypatch):
    """The first is slow, its lease runs out, another publishes; then the first comes to its end."""
    real = publish.print_plan

    def overtaken(*args, **options):
        printed = real(*args, **options)
        monkeypatch.setattr(publish, "print_plan", real)
        past = timezone.now() - datetime.timedelta(seconds=1)
        Job.objects.filter(pk=asked.job_id).update(leased_until=past)
        run_here(Job.objects.get(pk=asked.job_id))
        return printed

    monkeypatch.setattr(publish, "print_plan", overtaken)
    run_here(asked.job)
    assert Version.objects.count() == 1
    asked.refresh_from_db()
    assert asked.version == Version.objects.get()
    assert check_chain(plan) is None


def test_a_worker_that_dies_before_the_end_leaves_neither_version_nor_line(
    asked, plan, monkeypatch, settings, tmp_path
):
    """In the transaction in which the version is made everything else fails."""
    settings.SEALS_JOURNAL = tmp_path / "seals.log"

    def dies(version):
        raise ZeroDivisionError

    monkeypatch.setattr(publish.journal, "remember", dies)
    run_here(asked.job)
    assert not Version.objects.exists()
    assert not journal.path().exists()
    asked.refresh_from_db()
    assert asked.step == "waiting"


def test_a_line_that_a_killed_worker_could_not_write_is_written_later(plan, queued, settings, tmp_path):
    """Killed between the commit and the journal: the work to write the line was committed with the version."""
    settings.SEALS_JOURNAL = tmp_path / "seals.log"
    version = builders.make_version(plan)  # what is done once this is committed never happens: the test ends before
    assert not journal.path().exists()
    for _ in range(2):
        journal.write_line.call(version.pk)
    assert journal.path().read_text() == journal.sealed(version).line + "\n"
    assert Job.objects.filter(task="actionplans.publishing.journal.write_line").exists()


def test_what_was_asked_for_goes_after_a_week_and_with_an_erasure(asked, plan):
    jobs.sweep_publications.call()
    assert Publication.objects.exists()
    Publication.objects.update(at=timezone.localtime() - datetime.timedelta(days=8))
    jobs.sweep_publications.call()
    assert not Publication.objects.exists()
    run_here(asked.job)
    assert not Version.objects.exists()


def test_an_author_whose_access_has_ended_publishes_nothing_any_more(client_for, asked, cast, plan):
    """No worker ran meanwhile."""
    client = client_for("manager")
    membership = Membership.objects.get(board=plan.board, user=asked.by)
    membership.ended_on = timezone.localdate()
    membership.save_by(None)
    run_here(asked.job)
    assert not Version.objects.exists()
    other = Membership.objects.get(board=plan.board, user=cast.chair)
    other.role = Role.MANAGER
    other.save_by(None)
    assert page(client, asked).status_code == 404
    assert "may not publish in this board any more." in text_of(page(client_for("chair"), asked))


def test_what_an_erasure_took_away_while_it_was_printed_is_not_published(asked, plan, monkeypatch):
    """Its note may name the person."""
    real = publish.print_plan

    def erased_meanwhile(*args, **options):
        jobs.forget(plan.board_id)
        return real(*args, **options)

    monkeypatch.setattr(publish, "print_plan", erased_meanwhile)
    run_here(asked.job)
    assert not Version.objects.exists()
    assert Job.objects.get(pk=asked.job_id).status == Job.Status.SUCCESSFUL


def test_a_marking_that_was_raised_meanwhile_is_a_change_of_the_plan(client_for, asked, plan):
    plan.marking = "OFFICIAL-SENSITIVE"
    plan.save_by(None)
    Publication.objects.update(marking="OFFICIAL", marking_why="")
    run_here(asked.job)
    assert not Version.objects.exists()
    assert "The plan was changed after you opened this page." in text_of(page(client_for("manager"), asked))


def test_what_the_worker_writes_says_from_which_address_it_was_asked_for(client_for, queued, plan, monkeypatch):
    monkeypatch.setattr(views, "PATIENCE", 0)
    client = client_for("manager")
    sent = opened(client, plan) | {"note": "own", "own": "Agreed", "marking": "OFFICIAL-SENSITIVE"}
    client.post(url("actionplans:publish_page", plan), sent, REMOTE_ADDR="192.0.2.7")
    HistoricalRecords.context.__dict__.pop("request", None)  # as in a worker
    run_here(Publication.objects.get().job)
    assert Version.objects.exists()
    assert plan.history.first().address == "192.0.2.7"


def test_one_that_goes_on_is_of_the_day_on_which_it_goes_on(asked):
    yesterday = timezone.localtime() - datetime.timedelta(days=1)
    Publication.objects.update(at=yesterday)
    Job.objects.filter(pk=asked.job_id).update(status="FAILED", finished_at=yesterday)
    jobs.ask_again(asked)
    run_here(Job.objects.get(pk=asked.job_id))
    assert Version.objects.get().date == timezone.localdate()


def test_another_boards_publishing_is_not_there(client_for, asked, cast):
    assert page(client_for("neighbour"), asked).status_code == 404
    for role in ("chair", "lead", "member", "observer"):
        assert page(client_for(role), asked).status_code == 403


def test_the_pages_of_publishing_and_of_versions_lead_to_one_that_is_not_finished(client_for, asked, plan):
    manager = client_for("manager")
    for page in ("actionplans:publish_page", "actionplans:version_list"):
        answer = manager.get(url(page, plan))
        assert "Version 1 is being published." in text_of(answer)
        assert url("actionplans:publication_page", plan, asked.uid) in shown(answer)
    asked.job.delete()
    assert "Version 1 was asked for on" in text_of(manager.get(url("actionplans:publish_page", plan)))
    assert "Version 1 was asked for" not in text_of(client_for("member").get(url("actionplans:version_list", plan)))
