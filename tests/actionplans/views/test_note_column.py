"""A note never enters a plan that cannot show it: without a column for notes it is offered one, and gets it with its first."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actionplans.importing import apply, decide
from actionplans.importing.changes import apply_changes, compared
from actionplans.models import Import
from actionplans.operations.notes import add_note
from actionplans.reading import read_plan
from tests.actionplans.reading.papers import Paper
from tests.builders import make_plan
from tests.shown import shown

HEADS = ("Recommendation", "What we will do", "Who leads", "By when")
ROW = ("1. Ask each child what helped.", "Write to schools", "Quality sub-group", "May 2027")


def paper(*more: str) -> bytes:
    heads = (*HEADS, "Update") if more else HEADS
    return Paper().heading("Plan after the review").table(heads, (*ROW, *more)).data()


def fields(plan) -> list[str]:
    plan.refresh_from_db()
    return [column["field"] for column in plan.columns]


@pytest.fixture
def brought(cast) -> Import:
    data = paper()
    return apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager)


def address(upload: Import, name: str) -> str:
    return reverse(f"actionplans:import_{name}", args=[upload.board.slug, upload.uid])


@pytest.mark.parametrize(("sent", "columns"), [({"notes": "1"}, ["progress"]), ({}, [])])
def test_the_import_offers_a_column_and_does_as_it_is_ticked(brought, client_for, sent, columns):
    client = client_for("manager")
    page = shown(client.get(address(brought, "page")))
    assert "Add a column “Progress”" in page
    assert 'id="notes" aria-describedby="notes-hint" checked' in page
    client.post(address(brought, "take"), {"notes-asked": "1"} | sent)
    brought.refresh_from_db()
    assert fields(brought.plan) == ["recommendation", "action", "lead", "deadline", *columns]


def test_a_file_with_a_column_for_notes_is_offered_none(cast, client_for):
    data = paper("12.10.26: Written.")
    upload = apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager)
    assert "Add a column" not in shown(client_for("manager").get(address(upload, "page")))
    apply.apply_as_plan(upload, by=cast.manager)
    assert fields(upload.board.plans.get()).count("progress") == 1


@pytest.fixture
def without_column(cast):
    """A plan that never had one."""
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    plan.columns = [c for c in plan.columns if c["field"] != "progress"]
    plan.save_by(cast.manager)
    return plan


def test_the_first_note_brings_its_column_and_the_manager_is_told(without_column, client_for):
    plan = without_column
    client = client_for("manager")
    row = plan.actions.get()
    add = reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, row.ref])
    saved = client.post(add, {"text": "Ten schools wrote back.", "when": "today"}, follow=True)
    assert "The plan had no column for notes. It has one now, “Progress”" in shown(saved)
    assert fields(plan)[-1] == "progress"
    assert "Ten schools wrote back." in shown(client.get(plan.get_absolute_url()))
    assert plan.history.first().history_change_reason == "The column “Progress” was added for a note"
    again = client.post(add, {"text": "Two more wrote back.", "when": "today"}, follow=True)
    assert "had no column" not in shown(again)
    assert fields(plan).count("progress") == 1


def test_a_heading_that_is_taken_is_not_given_twice(without_column, cast):
    without_column.columns = [*without_column.columns, {"field": "extra:Progress", "heading": "Progress"}]
    without_column.save_by(cast.manager)
    add_note(without_column.actions.get(), by=cast.manager, text="Met.")
    assert fields(without_column)[-1] == "progress"
    assert without_column.columns[-1]["heading"] == "Progress notes"


def test_a_note_of_a_copy_that_came_back_brings_it_too(brought, cast):
    decide.set_notes(brought, False, by=cast.manager)
    plan = apply.apply_as_plan(brought, by=cast.manager)
    assert "progress" not in fields(plan)
    data = paper("12.10.26: Ten schools wrote back.")
    upload = apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager, plan=plan)
    apply_changes(upload, [offer.key for offer in compared(upload).offers], by=cast.manager)
    assert fields(plan)[-1] == "progress"
    assert plan.actions.get().progress.get().text == "Ten schools wrote back."
