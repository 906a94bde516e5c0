"""The review of an import: questions by kind and place, never by the words of a warning; imports that were stored without."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from actionplans.document.tree import ActionNode, ColumnNode, EntryNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.document.warnings import (
    COLUMN,
    DEADLINE,
    LEAD,
    LEFT_OUT,
    MACROS,
    NOTE_DATE,
    REF,
    STATUS,
    Place,
    Warning_,
)
from actionplans.importing import decide
from actionplans.importing.answers import apply_answers
from actionplans.importing.columns import with_columns
from actionplans.importing.left_out import left_out
from actionplans.importing.review import key_of, of_columns, place_of, questions
from actionplans.models import Import
from actionplans.reading import read_plan
from actionplans.reading.plan import returned
from tests import made_files
from tests.actionplans.reading.papers import Paper
from tests.builders import make_import, make_plan
from tests.shown import shown

#: An import as it was stored before warnings had a kind and a place: the document, and what the user had answered.
STORED = json.loads((Path(__file__).parent / "read_before_kinds.json").read_text())


def a_paper() -> Paper:
    paper = Paper().heading("Fenmarsh plan of spring 2026").line("Members asked for this report.")
    return paper.table(
        ("Recommendation", "No.", "Action", "Budget", "Lead", "Progress", "By when"),
        (
            "1. Share data well",
            "7",
            "Meet",
            "None",
            "Chair\nto be agreed at the next Board:\nJ Marsh",
            "02.12.25: Met.\n6th February Met again.\nThis is now complete.",
            "31 June 2026",
        ),
        ("2. Learn from audits", "7", "Read them", "None", "Chair", "", "End of May"),
    )


def by_kind(document: PlanDocument) -> dict[str, list[Place | None]]:
    found: dict[str, list[Place | None]] = {}
    for warning in document.warnings:
        found.setdefault(warning.kind, []).append(warning.place)
    return found


# what the reading says --------------------------------------------------------------------------------------------------


def test_each_warning_of_a_reading_has_its_kind_and_its_place():
    document = read_plan(a_paper().data(), "plan.docx")
    assert by_kind(document) == {
        COLUMN: [None],
        LEFT_OUT: [None],
        LEAD: [Place(0, 0, row=0, field="lead")],
        DEADLINE: [Place(0, 0, row=0, field="deadline")],
        NOTE_DATE: [Place(0, 0, row=0, field="progress", note=1)],
        STATUS: [Place(0, 0, row=0, field="status")],
        REF: [Place(0, 1, row=0)],
    }
    assert PlanDocument.loads(document.canonical()) == document


def test_two_notes_with_the_same_date_are_asked_about_apart():
    table = ("Action", "Progress", "By when", "Lead")
    row = ("Meet", "02.12.25: Met.\n6th February Met again.\n6th February Wrote.", "May 26", "Chair")
    document = read_plan(Paper().line("1. Share data well", bold=True).table(table, row).data(), "plan.docx")
    asked = [question.place.note for question in questions(document, {}) if question.kind == "date"]
    assert asked == [1, 2]


def test_the_words_of_a_warning_decide_nothing():
    document = read_plan(a_paper().data(), "plan.docx")
    reworded = document.replace(warnings=tuple(replace(w, where="Ort", message="Satz.") for w in document.warnings))
    assert [(q.key, q.kind, q.where) for q in questions(reworded, {})] == [
        (q.key, q.kind, q.where) for q in questions(document, {})
    ]
    assert len(left_out(reworded)) == len(left_out(document)) == 1
    assert len(of_columns(reworded)) == len(of_columns(document)) == 1


def test_a_sentence_without_a_kind_is_asked_about_in_its_own_words():
    document = PlanDocument(
        columns=(ColumnNode("action", "Action"),),
        sections=(SectionNode(recommendations=(RecommendationNode("1", "Listen.", actions=(ActionNode("Ask."),)),)),),
        warnings=(Warning_("rec 1, Action", "Left out: macros. The column “x” was taken for “why”."),),
    )
    (question,) = questions(document, {})
    assert (question.place, question.kind, question.where) == (None, "other", "rec 1, Action")
    assert question.text == "Left out: macros. The column “x” was taken for “why”."
    assert (left_out(document), of_columns(document), document.holds_macros) == ([], [], False)


@pytest.mark.parametrize(
    "place",
    [
        Place(1, 0, row=0, field="why"),
        Place(0, 1, row=0, field="why"),
        Place(0, 0, row=1, field="why"),
        Place(0, 0, row=0, field="progress", note=1),
        Place(0, 0, row=0, field="why", note=0),
        Place(0, 0, row=0, field="id"),
        Place(0, 0, field="why"),
        Place(-1, 0, row=0, field="why"),
    ],
)
def test_a_place_that_the_document_does_not_have_is_no_place(place):
    row = ActionNode("Ask.", progress=(EntryNode("Asked."),))
    document = PlanDocument(
        sections=(SectionNode(recommendations=(RecommendationNode("1", "Listen.", actions=(row,)),)),),
        warnings=(Warning_("row 1", "Not sure.", DEADLINE, place),),
    )
    (question,) = questions(document, {})
    assert (question.place, question.text) == (None, "Not sure.")
    assert apply_answers(document, {question.key: {"choice": "accept"}}) == document.replace(warnings=())


def test_the_kind_and_the_place_of_another_program_are_written_back():
    foreign = {"where": "", "message": "Not sure.", "kind": ["x"], "place": "page 3"}
    read = PlanDocument.loads(json.dumps({"format": "board-action-plan/1", "title": "x", "warnings": [foreign]}))
    assert (read.warnings[0].kind, read.warnings[0].place) == ("", None)
    assert read.to_json()["warnings"] == [foreign]


def test_a_warning_moves_with_the_text_of_its_column():
    document = read_plan(a_paper().data(), "plan.docx")
    moved = with_columns(document, {"deadline": "target", "progress": "evidence"})
    assert by_kind(moved)[DEADLINE] == [Place(0, 0, row=0, field="target")]
    assert by_kind(moved)[NOTE_DATE] == [Place(0, 0, row=0, field="evidence")]
    assert by_kind(moved)[LEAD] == by_kind(document)[LEAD]


def test_a_deadline_moves_with_its_earlier_dates_and_is_shown_with_them():
    words = "31 June 2026\n30 June 2026 now 30 September 2026"
    paper = Paper().table(
        ("Recommendation", "Action", "Lead", "Progress", "By when"), ("1. Share data well", "Meet", "Chair", "", words)
    )
    document = read_plan(paper.data(), "plan.docx")
    action = next(document.actions())[2]
    assert [d.date for d in action.earlier] == ["2026-06-30"]
    [question] = [q for q in questions(document, {}) if q.kind == "deadline"]
    assert question.read == "Due 30 September 2026 (before: 30 June 2026)"
    away = with_columns(document, {"deadline": "target"})
    assert next(away.actions())[2].earlier == ()
    back = with_columns(away, {"target": "deadline"})  # 31 June makes the whole cell words
    assert next(back.actions())[2].deadlines == next(back.actions())[2].earlier == ()
    corrected = apply_answers(document, {question.key: {"choice": "change", "value": "May 2026 now June 2026"}})
    assert [d.date for d in next(corrected.actions())[2].earlier] == ["2026-05"]
    as_words = apply_answers(document, {question.key: {"choice": "text", "value": ""}})
    assert next(as_words.actions())[2].earlier == ()


@pytest.mark.parametrize(
    "place",
    [Place(0, 1), Place(0, 1, row=0, field="extra:No. of visits"), Place(2, 0, row=3, field="progress", note=4)],
)
def test_a_key_names_its_place(place):
    assert place_of(key_of(place)) == place


@pytest.mark.parametrize("key", ["w3", "", "0.0.0", "a.b.c.why.-1"])
def test_a_key_of_a_question_without_a_place_names_none(key):
    assert place_of(key) is None


def test_a_place_in_a_returned_copy_is_that_of_the_plan_and_not_of_the_file():
    notes = (
        EntryNode("Met."),
        EntryNode("File: minutes.pdf"),
        EntryNode("Wrote.", "2026-02-06", "day", "6th Feb", inferred=True),
    )
    loose = RecommendationNode(actions=(ActionNode("Ask.", progress=notes),))
    read = PlanDocument(
        sections=(
            SectionNode(title="Hearing children", recommendations=(RecommendationNode("1", "Listen."),)),
            SectionNode(title=returned.LOOSE, recommendations=(loose,)),
            SectionNode(title="Learning", recommendations=(loose,)),
        ),
        warnings=tuple(
            Warning_("", "No year.", NOTE_DATE, Place(section, 0, row=0, field="progress", note=2))
            for section in (1, 2)
        ),
    )
    document = returned.settled(read, returned.Remarks())
    assert [warning.place for warning in document.warnings] == [
        Place(0, 1, row=0, field="progress", note=1),
        Place(1, 0, row=0, field="progress", note=1),
    ]
    assert [q.written for q in questions(document, {}) if q.kind == "date"] == ["6th Feb Wrote"] * 2


# imports that were stored before ----------------------------------------------------------------------------------------


@pytest.fixture
def stored(cast) -> Import:
    """An import of the release before, half reviewed."""
    document = PlanDocument.loads(json.dumps(STORED["document"]))
    found = make_import(cast.board, document)
    found.decisions, found.macros = STORED["decisions"], None
    found.save_by(cast.manager)
    return Import.objects.get(pk=found.pk)


def address(upload: Import, name: str = "actionplans:import_page") -> str:
    return reverse(name, args=[upload.board.slug, upload.uid])


def test_an_import_stored_without_kinds_opens_and_shows_its_warnings_as_remarks(client_for, stored):
    page = client_for("manager").get(address(stored))
    assert page.status_code == 200
    text = shown(page)
    for warning in stored.document.warnings:
        assert warning.kind == ""
        assert warning.message in text
    review = decide.review_of(stored)
    assert [question.kind for question in review.open] == ["other"] * 6 + ["date"]
    assert {question.key for question, _ in review.done} == set(STORED["decisions"]["doubts"])


def test_what_was_answered_before_still_counts_and_can_be_asked_again(client_for, stored, cast):
    actions = [action for _, _, action in decide.reviewed_document(stored).actions()]
    assert [(a.status, a.deadline_text, [d.date for d in a.deadlines]) for a in actions] == [
        ("complete", "30 June 2026", ["2026-06-30"]),
        ("open", "End of May", ["2026-05"]),
    ]
    decide.answer_question(stored, "0.0.0.deadline.-1", "", by=cast.manager)
    again = Import.objects.get(pk=stored.pk)
    assert next(decide.reviewed_document(again).actions())[2].deadline_text == "31 June 2026"


def test_an_answer_given_before_does_not_follow_a_column_that_means_something_else(stored, cast):
    decide.set_columns(stored, {"deadline": "target"}, by=cast.manager)
    action = next(decide.reviewed_document(Import.objects.get(pk=stored.pk)).actions())[2]
    assert (action.target, action.deadline_text) == ("31 June 2026", "")


def test_an_import_stored_without_kinds_is_applied_whole(client_for, stored):
    response = client_for("manager").post(address(stored, "actionplans:import_take"), follow=True)
    assert "The plan is imported: 2 recommendations, 2 actions and 3 notes." in shown(response)


# macros -----------------------------------------------------------------------------------------------------------------

MACRO_WARNING = "It holds macros"


@pytest.mark.parametrize("macros", [True, False])
def test_whether_an_old_import_holds_macros_is_seen_in_its_file(client_for, cast, macros):
    upload = make_import(cast.board, plan=make_plan(cast.board))
    content = made_files.with_macros() if macros else made_files.office()
    upload.file, upload.macros = ContentFile(content, name="plan.docm"), None
    decide.finish(upload, upload.plan, "Taken in.", by=cast.manager, at=upload.at)
    client = client_for("manager")
    for url in (address(upload), reverse("actionplans:import_list", args=["fenmarsh", upload.plan.slug])):
        assert (MACRO_WARNING in shown(client.get(url))) is macros
    assert Import.objects.get(pk=upload.pk).macros is None  # opening a page writes nothing


def test_a_file_that_cannot_be_inspected_is_warned_of(client_for, cast):
    upload = make_import(cast.board)
    upload.macros = None
    upload.save_by(cast.manager)
    upload.file.storage.delete(upload.file.name)
    assert MACRO_WARNING in shown(client_for("manager").get(address(upload)))


def test_macros_are_recorded_when_a_file_is_received(cast):
    from actionplans.importing import apply

    given: dict[str, Any] = {"name": "plan.docm", "by": cast.manager}
    document = PlanDocument(title="Plan", warnings=(Warning_("", "macros.", MACROS),))
    assert apply.receive_read(cast.board, b"x", document, **given).macros is True
    assert apply.receive_read(cast.board, b"x", document.replace(warnings=()), **given).macros is False
