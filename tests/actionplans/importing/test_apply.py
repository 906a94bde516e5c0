"""Bringing in a file: upload, review, taking in, and a copy that comes back."""

from __future__ import annotations

import datetime
import fcntl
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionLine,
)
from actionplans.document.warnings import COLOUR, DEADLINE, LEFT_OUT, MACROS, Place, Warning_
from actionplans.importing import apply, changes, decide, jobs, receive, review_page
from actionplans.importing.answers import InvalidAnswer
from actionplans.importing.notices import Notice
from actionplans.importing.returned_copies import returned
from actionplans.models import Import, Plan, Reading
from actionplans.operations import actions
from actionplans.operations import notes as notes_operations
from actionplans.persistence.load import read_document
from actionplans.reading import read_plan, worker
from actionplans.writing.excel import plan_excel
from actionplans.writing.word import plan_word
from boards.jobs.performing import run_here
from boards.models import Job
from tests.builders import make_document, make_import, make_plan
from tests.shown import shown

ADD = "/boards/fenmarsh/imports/new/"
DEADLINE_OF_12 = Place(0, 0, row=0, field="deadline")


def a_document(**changes: Any) -> PlanDocument:
    """A plan as an importer makes it: no ids, and not sure of everything."""
    document = PlanDocument(
        title="Inspection of spring 2026",
        columns=(
            ColumnNode("action", "What we shall do"),
            ColumnNode("progress", "Update"),
            ColumnNode("deadline", "Target date"),
            ColumnNode("lead", "Who?"),
            ColumnNode("extra:Budget", "Budget"),
        ),
        sections=(
            SectionNode(
                kind="Theme",
                title="Hearing children",
                recommendations=(
                    RecommendationNode(
                        number="12",
                        text="Ask children what helped them.",
                        actions=(
                            ActionNode(
                                action="Write to every school.",
                                leads=(LeadNode("Tessa Orme", "person"), LeadNode("Quality sub-group", "group")),
                                deadline_text="End of March",
                                deadlines=(DeadlineNode(date="2027-03", precision="month"),),
                                progress=(
                                    EntryNode(
                                        "TO wrote to the first ten.", "2026-02-06", "day", "6th February", inferred=True
                                    ),
                                    EntryNode("Three have answered.", "2026-03-02", "day", "02.03.26"),
                                ),
                                extra={"Budget": "None"},
                            ),
                            ActionNode(action="Read the answers.", progress=(EntryNode("This is now complete."),)),
                        ),
                    ),
                ),
            ),
        ),
        versions=(VersionLine("Version 1", "2026-01-05", "First issue"),),
        warnings=(
            Warning_("rec 12, Target date", "“End of March” names no year; 2027 was taken.", DEADLINE, DEADLINE_OF_12),
            Warning_("", "A picture. Pictures are not read.", LEFT_OUT),
            Warning_("page 2", "The rating is told by the colour of the cell only.", COLOUR),
        ),
    )
    return document.replace(**changes)


def as_file(document: PlanDocument, name: str = "plan.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, document.dumps().encode(), content_type="application/json")


@pytest.fixture
def brought(cast, read_here):
    """``brought(document)`` is that document as a file that has been read and waits for its review."""

    def bring(document: PlanDocument, *, plan: Plan | None = None, name: str = "plan.json") -> Import:
        reading = jobs.begin(as_file(document, name), board=cast.board, by=cast.manager)
        return apply.receive(receive.look(reading.uid), by=cast.manager, plan=plan)

    return bring


def address(taken: Import, name: str = "actionplans:import_page") -> str:
    return reverse(name, args=[taken.board.slug, taken.uid])


# choosing a file --------------------------------------------------------------------------------------------------------


def test_a_file_is_read_and_looked_through(client_for):
    client = client_for("manager")
    response = client.post(ADD, {"file": as_file(a_document(), "My plan.json"), "into": "new"}, follow=True)
    page = shown(response)
    assert response.status_code == 200
    assert "Check what was read" in page
    assert "1 recommendation in 1 section" in page
    assert "2 actions" in page
    assert "3 notes, 1 of them without a date" in page
    assert "1 earlier version" in page
    assert "“End of March” names no year; 2027 was taken." in page
    assert "A picture. Pictures are not read." in page
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "plan.docx", "is empty"),
        (b"{}", "plan.json", "not a plan saved here"),
        (b"PK\x03\x04 and then nothing", "plan.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "plan.doc", "old Word format"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_in_a_sentence_and_not_kept(
    client_for, cast, content, name, sentence, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    client = client_for("manager")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ADD, {"file": SimpleUploadedFile(name, content), "into": "new"})
    assert response.status_code == 422
    assert sentence in shown(response)
    assert not Import.objects.exists()
    assert not Reading.objects.exists()
    assert not list((tmp_path / str(cast.board.pk) / "imports").glob("*"))


@pytest.mark.usefixtures("queued")
def test_a_reading_that_dies_is_tried_again_and_then_told_of(cast, monkeypatch, caplog):
    monkeypatch.setattr(jobs, "WORKER", "no_such_module")
    reading = jobs.begin(as_file(a_document()), board=cast.board, by=cast.manager)
    taken = apply.receive(receive.look(reading.uid), by=cast.manager)
    for _ in range(2):
        Job.objects.update(run_after=timezone.now())
        run_here(Job.objects.get())
    assert receive.look(reading.uid).state == "refused"
    apply.settle_reading(taken, by=cast.manager)
    assert (taken.state, taken.outcome) == (Import.State.REFUSED, receive.LOST)


@pytest.mark.parametrize(
    ("end", "sentence"), [(worker.TooLong, "took longer than two minutes"), (MemoryError, "needs more memory")]
)
def test_a_file_that_eats_time_or_memory_is_given_up_and_not_kept(client_for, monkeypatch, end, sentence, read_here):
    def read(*_: Any) -> None:
        raise end

    monkeypatch.setattr(worker, "read", read)
    response = client_for("manager").post(ADD, {"file": as_file(a_document()), "into": "new"})
    assert sentence in shown(response)
    assert not Import.objects.exists()


def test_looking_through_a_long_plan_asks_the_database_no_more_than_a_short_one(
    client_for, cast, django_assert_max_num_queries
):
    client = client_for("manager")
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=1)
    for size in (1, 12):
        document = make_document(recommendations=size, actions=3, notes=6)
        for target in (None, plan):
            taken = make_import(cast.board, document, plan=target)
            with django_assert_max_num_queries(40):
                assert client.get(address(taken)).status_code == 200


@pytest.mark.usefixtures("queued")
def test_a_long_reading_shows_a_page_that_goes_on_by_itself(client_for, cast, monkeypatch, read_here):
    monkeypatch.setattr("actionplans.views.uploads.PATIENCE", 0)
    client = client_for("manager")
    response = client.post(ADD, {"file": as_file(a_document()), "into": "new"})
    page = client.get(response.url)
    taken = Import.objects.get()
    assert taken.state == Import.State.READING
    assert "The file is being read" in shown(page)
    assert 'http-equiv="refresh"' in shown(page)
    run_here(Job.objects.get())
    assert "Check what was read" in shown(client.get(response.url, follow=True))
    assert not Reading.objects.exists()


@pytest.mark.usefixtures("queued")
def test_a_file_that_is_set_aside_while_it_is_read_is_not_kept(client_for, cast, monkeypatch, read_here):
    monkeypatch.setattr("actionplans.views.uploads.PATIENCE", 0)
    client = client_for("manager")
    client.post(ADD, {"file": as_file(a_document()), "into": "new"})
    client.post(address(Import.objects.get(), "actionplans:import_aside"))
    run_here(Job.objects.get())
    assert Import.objects.get().state == Import.State.ASIDE
    assert not Reading.objects.exists()


@pytest.mark.usefixtures("queued")
def test_of_two_workers_that_read_the_same_file_one_counts(cast, read_here, monkeypatch):
    reading = jobs.begin(as_file(a_document()), board=cast.board, by=cast.manager)
    taken = apply.receive(receive.look(reading.uid), by=cast.manager)
    real = jobs._read

    def overtaken(*args):
        outcome = real(*args)
        monkeypatch.setattr(jobs, "_read", real)
        Job.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))
        run_here(Job.objects.get())
        return outcome

    monkeypatch.setattr(jobs, "_read", overtaken)
    run_here(Job.objects.get())
    taken.refresh_from_db()
    assert taken.state == Import.State.REVIEW
    assert taken.history.filter(history_change_reason="Read").count() == 1


# what the release before had begun to read --------------------------------------------------------------------------------


@pytest.fixture
def half_read(cast, settings, tmp_path) -> Import:
    """A file that the release before was reading when it was stopped."""
    settings.MEDIA_ROOT = tmp_path
    taken = make_import(cast.board)
    taken.state, taken.document_text, taken.file = Import.State.READING, "", ""
    taken.save_by(cast.manager)
    folder = receive.earlier_folder(taken.uid)
    folder.mkdir(parents=True)
    (folder / "upload").write_bytes(a_document().dumps().encode())
    (folder / "name").write_text("plan.json")
    (folder / "lock").touch()
    return taken


def test_it_is_taken_up_again_by_the_worker(half_read, client_for, read_here):
    client = client_for("manager")
    assert "The file is being read" in shown(client.get(address(half_read)))
    client.post(address(half_read))  # what the page of the release before still offers
    assert Import.objects.get().state == Import.State.READING
    jobs.take_up_earlier()
    assert "Check what was read" in shown(client.get(address(half_read)))
    assert not receive.earlier_folder(half_read.uid).exists()


def test_it_is_taken_up_although_the_process_that_read_it_still_lives(half_read, read_here):
    with (receive.earlier_folder(half_read.uid) / "lock").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        jobs.take_up_earlier()
    assert Import.objects.get().state == Import.State.REVIEW


def test_one_whose_file_the_release_before_deleted_is_told_of_at_once(half_read, client_for):
    (receive.earlier_folder(half_read.uid) / "upload").unlink()  # as it did when it had seen that its process was gone
    client = client_for("manager")
    assert "The file could not be read" in shown(client.get(address(half_read)))
    jobs.take_up_earlier()
    assert Import.objects.get().state == Import.State.READING
    client.post(address(half_read))
    assert (Import.objects.get().state, Import.objects.get().outcome) == (Import.State.REFUSED, receive.LOST)


def test_one_of_which_nothing_is_left_is_told_of_after_a_day(half_read, client_for, cast):
    receive.forget_earlier(half_read.uid)
    jobs.sweep_readings.call()
    assert Import.objects.get().state == Import.State.READING  # another machine may have it
    half_read.at -= datetime.timedelta(days=2)
    half_read.save_by(cast.manager)
    jobs.sweep_readings.call()
    assert Import.objects.get().outcome == receive.LOST


def test_readings_that_nobody_came_back_for_go(cast, read_here, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    left = jobs.begin(as_file(a_document()), board=cast.board, by=cast.manager)
    jobs.sweep_readings.call()
    assert Reading.objects.exists()
    Reading.objects.update(at=timezone.localtime() - datetime.timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        jobs.sweep_readings.call()
    assert not Reading.objects.exists()
    assert not (tmp_path / left.file.name).exists()


def test_what_the_worker_writes_says_from_which_address_the_file_came(
    client_for, queued, settings, tmp_path, monkeypatch
):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("actionplans.views.uploads.PATIENCE", 0)
    client_for("manager").post(ADD, {"file": as_file(a_document()), "into": "new"}, REMOTE_ADDR="192.0.2.7")
    HistoricalRecords.context.__dict__.pop("request", None)  # as in a worker
    run_here(Reading.objects.get().job)
    taken = Import.objects.get()
    assert taken.state == Import.State.REVIEW
    assert set(taken.history.values_list("address", flat=True)) == {"192.0.2.7"}


def test_one_that_waits_for_a_worker_stays_however_long_none_ran(cast, queued, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    left = jobs.begin(as_file(a_document()), board=cast.board, by=cast.manager)
    taken = apply.receive(receive.look(left.uid), by=cast.manager)
    long_ago = timezone.localtime() - datetime.timedelta(days=3)
    Reading.objects.update(at=long_ago)
    Job.objects.update(enqueued_at=long_ago, run_after=long_ago)
    jobs.sweep_readings.call()
    run_here(Reading.objects.get().job)
    taken.refresh_from_db()
    assert taken.state == Import.State.REVIEW
    assert (tmp_path / taken.file.name).exists()


# settling ---------------------------------------------------------------------------------------------------------------


def open_questions(taken: Import) -> dict[str, Any]:
    return {question.where: question for question in decide.review_of(Import.objects.get(pk=taken.pk)).open}


def notices_open(taken: Import) -> list[Notice]:
    upload = Import.objects.get(pk=taken.pk)
    return [notice for notice in decide.notices_in(upload, decide.review_of(upload)) if notice.is_open]


def test_doubts_are_named_where_they_stand_and_settled_one_by_one(brought, cast):
    taken = brought(a_document())
    found = open_questions(taken)
    assert set(found) == {"page 2", "12, row 1, Target date", "12, row 1, Update"}
    decide.answer_question(taken, found["12, row 1, Target date"].key, "change", "31 March 2026", by=cast.manager)
    decide.answer_question(taken, found["12, row 1, Update"].key, "text", by=cast.manager)
    assert set(open_questions(taken)) == {"page 2"}
    action = next(decide.reviewed_document(Import.objects.get(pk=taken.pk)).actions())[2]
    assert [d.date for d in action.deadlines] == ["2026-03-31"]
    assert (action.progress[0].date, action.progress[0].text) == (None, "6th February TO wrote to the first ten.")


def test_accepting_leaves_the_reading_and_can_be_asked_again(brought, cast):
    taken = brought(a_document())
    key = open_questions(taken)["12, row 1, Update"].key
    decide.answer_question(taken, key, "accept", by=cast.manager)
    action = next(decide.reviewed_document(Import.objects.get(pk=taken.pk)).actions())[2]
    assert (action.progress[0].date, action.progress[0].inferred) == ("2026-02-06", False)
    decide.answer_question(taken, key, "", by=cast.manager)
    assert "12, row 1, Update" in open_questions(taken)


@pytest.mark.parametrize(
    ("value", "sentence"), [("soon", "Write a date with its year"), ("31 June 2026", "31 June does not exist")]
)
def test_a_date_that_is_none_is_refused_beside_its_field(client_for, brought, value, sentence):
    taken = brought(a_document())
    key = open_questions(taken)["12, row 1, Update"].key
    response = client_for("manager").post(
        address(taken, "actionplans:import_settle"), {"answer": f"change {key}", f"value-{key}": value}
    )
    assert response.status_code == 422
    assert sentence in shown(response)
    assert f'value="{value}"' in shown(response)
    assert key not in Import.objects.get().decided("doubts")


def test_an_answer_on_a_page_of_the_release_before_is_given_back(client_for, brought):
    """Its form named the question and the answer in fields of their own."""
    taken = brought(a_document())
    key = open_questions(taken)["12, row 1, Update"].key
    answer = {"doubt": key, "choice": "change", "value": "6 February 2026"}
    response = client_for("manager").post(address(taken, "actionplans:import_settle"), answer)
    assert response.status_code == 409
    assert "this page has changed since you opened it" in shown(response)
    assert "6 February 2026" in shown(response)
    assert f'href="{address(taken)}"' in shown(response)
    assert key not in Import.objects.get().decided("doubts")


def test_the_last_answer_leads_to_the_button_that_imports(client_for, brought):
    taken = brought(a_document())
    *others, last = notices_open(taken)
    client, settle = client_for("manager"), address(taken, "actionplans:import_settle")
    for notice in others:
        assert client.post(settle, {"notice": f"accept {notice.key}"}).url.endswith(f"#{notice.id}")
    assert client.post(settle, {"notice": f"accept {last.key}"}).url.endswith("#import")
    end = shown(client.get(address(taken))).split('id="import"')[1]
    assert "Import as a new plan" in end


def test_all_doubts_of_a_kind_are_accepted_at_once(client_for, brought):
    taken = brought(a_document())
    [dates] = [notice for notice in notices_open(taken) if notice.code == "date"]
    client_for("manager").post(address(taken, "actionplans:import_settle"), {"notice": f"accept {dates.key}"})
    assert "12, row 1, Update" not in open_questions(taken)


def test_a_choice_that_a_doubt_does_not_offer_is_refused(brought, cast):
    taken = brought(a_document())
    with pytest.raises(InvalidAnswer):
        decide.answer_question(taken, open_questions(taken)["page 2"].key, "change", "x", by=cast.manager)


def test_a_column_can_mean_something_else(client_for, brought):
    taken = brought(a_document())
    values = {"column0": "action", "column1": "progress", "column2": "target", "column3": "lead", "column4": "why"}
    client_for("manager").post(address(taken, "actionplans:import_settle"), values | {"columns": "1"})
    document = decide.reviewed_document(Import.objects.get(pk=taken.pk))
    action = next(document.actions())[2]
    assert (action.target, action.deadline_text, action.deadlines) == ("End of March", "", ())
    assert (action.why, action.extra) == ("None", {})
    assert [c.field for c in document.columns] == ["action", "progress", "target", "lead", "why"]
    assert [c.heading for c in document.columns][2] == "Target date"


def test_two_recommendations_of_one_number_are_asked_about_and_both_taken_in(brought, cast):
    twice = SectionNode(
        title="Theme",
        recommendations=(
            RecommendationNode("7", "Listen.", actions=(ActionNode("Ask."),)),
            RecommendationNode("7", "Learn.", actions=(ActionNode("Read."),)),
        ),
    )
    taken = brought(a_document(sections=(twice,), warnings=()))
    assert "stands twice" in open_questions(taken)["7, Number"].text
    plan = apply.apply_as_plan(taken, by=cast.manager)
    assert list(plan.recommendations.values_list("number", flat=True)) == ["7", "7 (2)"]


# taking in --------------------------------------------------------------------------------------------------------------


def test_taking_in_makes_the_plan_and_keeps_the_file_with_it(client_for, brought, cast):
    taken = brought(a_document(), name="Plan v7.json")
    client = client_for("manager")
    response = client.post(address(taken, "actionplans:import_take"), follow=True)
    plan = Plan.objects.get()
    assert "The plan is imported: 1 recommendation, 2 actions, 3 notes and 1 earlier version." in shown(response)
    assert plan.title == "Inspection of spring 2026"
    row = plan.actions.get(ref="12.1")
    assert [lead.kind for lead in row.leads.all()] == ["person", "group"]
    assert row.progress.first().person == cast.people["TO"]
    assert row.progress.first().author_words == "TO"
    listed = shown(client.get(reverse("actionplans:import_list", args=["fenmarsh", plan.slug])))
    assert "Plan v7.json" in listed
    kept = client.get(address(taken, "actionplans:import_file"))
    assert kept["Content-Disposition"] == 'attachment; filename="Plan v7.json"'
    assert json.loads(b"".join(kept.streaming_content))["title"] == "Inspection of spring 2026"


def test_a_file_with_macros_is_given_out_with_a_warning(client_for, brought, cast):
    warning = Warning_("", "macros. The file holds macros: they were thrown away.", MACROS)
    taken = brought(a_document(warnings=(warning,)))
    client = client_for("manager")
    assert "It holds macros" in shown(client.get(address(taken)))
    plan = apply.apply_as_plan(taken, by=cast.manager)
    assert "It holds macros" in shown(client.get(address(taken)))
    assert "It holds macros" in shown(client.get(reverse("actionplans:import_list", args=["fenmarsh", plan.slug])))


def test_taking_in_twice_makes_one_plan(brought, cast):
    taken = brought(a_document())
    first = apply.apply_as_plan(taken, by=cast.manager)
    assert apply.apply_as_plan(taken, by=cast.manager) == first
    assert Plan.objects.count() == 1


def test_a_plan_is_taken_in_whole_or_not_at_all(brought, cast, monkeypatch):
    taken = brought(a_document())

    def refuse(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("actionplans.persistence.save._write_parts", refuse)
    with pytest.raises(RuntimeError):
        apply.apply_as_plan(taken, by=cast.manager)
    assert not Plan.objects.exists()
    assert Import.objects.get().state == Import.State.REVIEW


def test_words_that_fit_no_field_are_not_lost(brought, cast):
    long = "A very long number indeed, 99"
    sections = (
        SectionNode(
            title="Theme " + "x" * 400,
            recommendations=(
                RecommendationNode(
                    long,
                    "Listen.",
                    actions=(
                        ActionNode(
                            "Ask.",
                            rating="Amber, because nobody has answered the letters so far",
                            leads=(LeadNode("N" * 300, "role"),),
                            progress=(EntryNode("Done.", author="A" * 200),),
                        ),
                    ),
                ),
            ),
        ),
    )
    plan = apply.apply_as_plan(brought(a_document(sections=sections, warnings=())), by=cast.manager)
    text = read_document(plan).dumps()
    for words in (long, "Amber, because nobody has answered the letters so far", "N" * 300, "A" * 200, "x" * 100):
        assert words in text


def test_setting_aside_keeps_nothing_of_the_file(client_for, brought, django_capture_on_commit_callbacks):
    taken = brought(a_document())
    path = taken.file.path
    with django_capture_on_commit_callbacks(execute=True):
        client_for("manager").post(address(taken, "actionplans:import_aside"))
    taken = Import.objects.get()
    assert (taken.state, taken.document_text, taken.file.name) == (Import.State.ASIDE, "", "")
    assert not Path(path).exists()


# a copy that comes back -------------------------------------------------------------------------------------------------


def copy_of(plan: Plan) -> PlanDocument:
    """The plan as a Word file shows it: no ids, no references, no dates of typing."""
    document = read_document(plan)

    def bare(action: ActionNode) -> ActionNode:
        notes = tuple(EntryNode(e.text, e.date, e.precision, author=e.author) for e in action.progress)
        return replace(action, id="", progress=notes, why="", risk="")

    return PlanDocument(
        title="Something else",
        columns=tuple(c for c in document.columns if c.field not in ("why", "risk")),
        sections=(
            SectionNode(
                recommendations=tuple(
                    RecommendationNode(r.number, r.text, actions=tuple(bare(a) for a in r.actions))
                    for _, r in document.recommendations()
                )
            ),
        ),
    )


def changed(document: PlanDocument, ref: str, **changes: Any) -> PlanDocument:
    """The document with something else in one row."""
    return document.replace(
        sections=tuple(
            replace(
                s,
                recommendations=tuple(
                    replace(r, actions=tuple(replace(a, **changes) if a.ref == ref else a for a in r.actions))
                    for r in s.recommendations
                ),
            )
            for s in document.sections
        )
    )


def row(document: PlanDocument, ref: str) -> ActionNode:
    return next(a for _, _, a in document.actions() if a.ref == ref)


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan(cast.board, recommendations=2, actions=2, notes=2)


def test_a_copy_that_nobody_changed_shows_no_differences(client_for, brought, plan):
    taken = brought(copy_of(plan), plan=plan)
    page = shown(client_for("manager").get(address(taken)))
    assert "No differences: all 4 actions read as in the plan." in page


@pytest.mark.parametrize("write", [plan_word, plan_excel], ids=["Word", "Excel"])
def test_a_file_of_ours_that_only_its_tables_tell_of_shows_no_differences(plan, cast, monkeypatch, write):
    """As after any change in Word: what the file carries besides its tables counts no more."""
    monkeypatch.setattr("actionplans.reading.plan.carried.carried_document", lambda data: None)
    actions.change_action(plan.actions.get(ref="99.1"), {"lead_text": "Police, lead to be named"}, by=cast.manager)
    actions.end_action(plan.actions.get(ref="100.1"), "complete", by=cast.manager, reason="Shown to the Executive")
    document = read_document(plan)
    name = "plan.docx" if write is plan_word else "plan.xlsx"
    read = read_plan(write(document, written_on=datetime.date(2026, 11, 21)), name)
    assert returned(document, read).sentence() == "No differences: all 4 actions read as in the plan."


def test_an_action_emptied_in_a_copy_is_listed_as_missing(plan):
    document = read_document(plan)
    found = returned(document, changed(document, "99.1", action=""))
    assert (found.offers, found.missing) == ([], (("99.1", row(document, "99.1").action),))


def test_what_a_partner_changed_is_shown_before_anything_happens_and_taken_as_ticked(client_for, brought, plan, cast):
    copy = copy_of(plan)
    notes = (
        *row(copy, "99.1").progress,
        EntryNode("Every station has answered.", "2026-11-02", "day", "02.11.26", author="RC"),
    )
    copy = changed(copy, "99.1", progress=notes, deadline_text="March 2031")
    copy = changed(copy, "99.2", action="Write to each agency about step 2, by name.")
    taken = brought(copy, plan=plan)
    client = client_for("manager")
    page = shown(client.get(address(taken)))
    assert "1 new note and 2 changes." in page
    assert "Every station has answered." in page
    assert plan.actions.get(ref="99.1").deadline_text != "March 2031"
    offers = {offer.what: offer.key for offer in changes.compared(taken).offers}
    ticked = [offers["Add this note"], offers["Take over “By when”"]]
    response = client.post(address(taken, "actionplans:import_take"), {"take": ticked}, follow=True)
    assert "2 changes are taken over." in shown(response)
    first = plan.actions.get(ref="99.1")
    assert first.deadline_text == "March 2031"
    assert "plan.json" in first.moves.get().why
    note = first.progress.get(text="Every station has answered.")
    assert (note.happened, note.author_words, note.person) == ("2026-11-02", "RC", cast.people["RC"])
    assert plan.actions.get(ref="99.2").action == "Write to each agency about step 2."
    assert first.why == "Nobody was sure who should take the lead."


def test_new_and_missing_rows_are_told_apart_and_none_is_removed(client_for, brought, plan, cast):
    copy = copy_of(plan)
    first, second = copy.sections[0].recommendations
    fresh = ActionNode(
        "Hold a day for all designated leads.", leads=(LeadNode("Ruth Calloway", "person"),), deadline_text="May 2031"
    )
    added = RecommendationNode("101", "Train together.", actions=(ActionNode("Book a hall."),))
    sections = (
        SectionNode(
            recommendations=(
                replace(first, actions=(*first.actions, fresh)),
                replace(second, actions=second.actions[:1]),
                added,
            )
        ),
    )
    taken = brought(copy.replace(sections=sections), plan=plan)
    found = changes.compared(taken)
    assert [offer.kind for offer in found.offers] == ["row", "row"]
    assert [ref for ref, _ in found.missing] == ["100.2"]
    assert found.sentence() == "2 new actions. 1 action of the plan is not in it."
    changes.apply_changes(taken, [offer.key for offer in found.offers], by=cast.manager)
    made = plan.actions.get(ref="99.3")
    assert (made.action, made.lead_text, made.deadline_text) == (
        "Hold a day for all designated leads.",
        "Ruth Calloway",
        "May 2031",
    )
    assert plan.actions.get(ref="101.1").recommendation.text == "Train together."
    assert plan.actions.standing().filter(ref="100.2").exists()


def test_a_copy_older_than_the_plan_does_not_undo_what_was_changed_since(brought, plan, cast):
    copy = copy_of(plan)
    actions.change_action(plan.actions.get(ref="99.1"), {"action": "Ring each agency."}, by=cast.manager)
    notes_operations.change_note(
        plan.actions.get(ref="99.2").progress.first(), by=cast.manager, text="Step 2: nothing came in."
    )
    found = changes.compared(brought(copy, plan=plan))
    assert len(found.offers) == 2
    assert all(offer.stale for offer in found.offers)


def test_a_plan_that_changed_meanwhile_is_looked_at_again(client_for, brought, plan, cast):
    taken = brought(changed(copy_of(plan), "99.1", action="Ring each agency."), plan=plan)
    keys = [offer.key for offer in changes.compared(taken).offers]
    actions.change_action(plan.actions.get(ref="99.1"), {"action": "Visit each agency."}, by=cast.manager)
    response = client_for("manager").post(address(taken, "actionplans:import_take"), {"take": keys})
    assert response.status_code == 409
    assert "changed while you were choosing" in shown(response)
    assert plan.actions.get(ref="99.1").action == "Visit each agency."


def test_what_is_internal_is_not_missing_in_a_partners_copy(brought, plan, cast):
    notes_operations.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="Not for partners.", internal=True)
    copy = copy_of(plan)
    kept = tuple(e for e in row(copy, "99.1").progress if e.text != "Not for partners.")
    found = changes.compared(brought(changed(copy, "99.1", progress=kept), plan=plan))
    assert not found


def test_a_plan_saved_here_is_known_again_by_itself(brought, plan):
    assert brought(read_document(plan)).plan == plan


def test_a_status_in_a_copy_is_taken_over_with_its_reason(brought, plan, cast):
    copy = copy_of(plan)
    copy = copy.replace(columns=(*copy.columns, ColumnNode("status", "Status")))
    notes = (*row(copy, "99.1").progress, EntryNode("All have answered. Complete.", "2026-11-03", "day"))
    taken = brought(changed(copy, "99.1", status="complete", progress=notes), plan=plan)
    found = changes.compared(taken)
    assert {offer.kind for offer in found.offers} == {"status", "note"}
    changes.apply_changes(taken, [offer.key for offer in found.offers], by=cast.manager)
    done = plan.actions.get(ref="99.1")
    assert (done.status, done.ended_reason) == ("complete", "All have answered. Complete")


def test_two_managers_who_take_the_same_file_take_it_once(brought, plan, cast):
    notes = (*row(copy_of(plan), "99.1").progress, EntryNode("New.", "2026-11-02", "day"))
    taken = brought(changed(copy_of(plan), "99.1", progress=notes), plan=plan)
    keys = [offer.key for offer in changes.compared(taken).offers]
    changes.apply_changes(taken, keys, by=cast.manager)
    assert changes.apply_changes(taken, keys, by=cast.manager) == []
    assert plan.actions.get(ref="99.1").progress.filter(text="New.").count() == 1


# the command ------------------------------------------------------------------------------------------------------------


def test_the_command_takes_a_file_in_as_a_plan_of_the_board(cast, tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(a_document().dumps())
    call_command(
        "import_plan", str(file), board="fenmarsh", by="manager@fenmarsh.example", title="Spring", stdout=StringIO()
    )
    plan = Plan.objects.get()
    assert plan.title == "Spring"
    assert plan.history.first().history_user == cast.manager
    assert plan.imports.get().file.read() == file.read_bytes()


def test_the_command_compares_a_copy_and_changes_nothing(cast, plan, tmp_path):
    file, told = tmp_path / "copy.json", StringIO()
    file.write_text(changed(copy_of(plan), "99.1", action="Ring each agency.").dumps())
    call_command("import_plan", str(file), board="fenmarsh", plan=plan.slug, stdout=StringIO(), stderr=told)
    assert "1 change." in told.getvalue()
    assert plan.actions.get(ref="99.1").action == "Write to each agency about step 1."


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, "Say --board SLUG"),
        ({"board": "nowhere"}, "There is no board “nowhere”"),
        ({"board": "fenmarsh", "plan": "nothing"}, "It has no plan “nothing”"),
        ({"board": "fenmarsh", "by": "x@example.org"}, "Nobody signs in as x@example.org"),
    ],
)
def test_the_command_says_what_is_missing(cast, tmp_path, options, sentence):
    file = tmp_path / "plan.json"
    file.write_text(a_document().dumps())
    with pytest.raises(CommandError, match=sentence):
        call_command("import_plan", str(file), stdout=StringIO(), **options)
    assert not Plan.objects.exists()
    assert not Import.objects.exists()


def test_actions_under_no_recommendation_are_counted_apart():
    """The review and the page of the plan show ten headings over nine recommendations where one is for such actions."""
    rows = (ActionNode("One."), ActionNode("Two.", status="complete"))
    document = PlanDocument(
        sections=(
            SectionNode(
                recommendations=(RecommendationNode("1", "Do better.", actions=rows), RecommendationNode(actions=rows))
            ),
        )
    )
    assert apply.contents_sentence(document) == "1 recommendation, 4 actions (2 under no recommendation) and 0 notes."
    assert review_page.lead_of(document) == (
        "4 actions under 1 recommendation, 2 of them complete or closed, 2 of them under no recommendation."
    )


# one form, one button -------------------------------------------------------------------------------------------------


def test_the_button_imports_under_the_title_that_stands_above_it(client_for, brought):
    taken = brought(a_document())
    client = client_for("manager")
    client.post(address(taken, "actionplans:import_take"), {"into": "new", "title": "Plan of the spring"})
    assert Plan.objects.get().title == "Plan of the spring"


def test_a_title_that_is_missing_is_said_and_nothing_is_imported(client_for, brought):
    taken = brought(a_document())
    answer = client_for("manager").post(address(taken, "actionplans:import_take"), {"into": "new", "title": ""})
    assert answer.status_code == 422
    assert "Enter the title of the plan" in shown(answer)
    assert not Plan.objects.exists()


def test_where_another_plan_was_chosen_its_changes_are_shown_before_anything_is_imported(client_for, brought, plan):
    taken = brought(a_document())
    client = client_for("manager")
    before = read_document(plan)
    answer = client.post(
        address(taken, "actionplans:import_take"), {"into": plan.slug, "title": "Ignored"}, follow=True
    )
    assert "What is new in" in shown(answer)
    assert Plan.objects.count() == 1
    assert read_document(plan) == before
    client.post(address(taken, "actionplans:import_take"), {"into": "new", "title": "A plan of its own"})
    assert Plan.objects.count() == 1  # its page comes first again
    client.post(address(taken, "actionplans:import_take"), {"into": "new", "title": "A plan of its own"})
    assert Plan.objects.filter(title="A plan of its own").exists()


def test_every_button_of_the_page_saves_all_that_was_chosen_on_it(client_for, brought):
    taken = brought(a_document())
    key = open_questions(taken)["12, row 1, Update"].key
    chosen = {"into": "new", "title": "Spring", "column2": "target", f"value-{key}": "31 March 2026"}
    columns = {"column0": "action", "column1": "progress", "column3": "lead", "column4": "why"}
    client_for("manager").post(address(taken, "actionplans:import_settle"), columns | chosen | {"columns": "1"})
    upload = Import.objects.get()
    assert upload.decided("title") == "Spring"
    assert upload.decided("columns")["deadline"] == "target"
    assert upload.decided("doubts")[key] == {"choice": "change", "value": "31 March 2026"}


def test_a_page_of_an_import_has_one_form(client_for, brought):
    page = lxml.html.document_fromstring(client_for("manager").get(address(brought(a_document()))).content)
    forms = [form for form in page.forms if form.method == "POST" and "logout" not in form.action]
    assert len(forms) == 1
    assert [button.text_content().split() for button in page.xpath("//main//button[@class='govuk-button']")][0][:2] == [
        "Import",
        "as",
    ]
