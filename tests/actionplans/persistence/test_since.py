"""The document made of the last version and of the changed actions equals the document of the plan."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actionplans.models import ProgressEntry
from actionplans.operations import actions, notes, structure
from actionplans.persistence.load import read_document
from actionplans.persistence.since import BEGUN_BEFORE, document_since
from boards.history import rewrite
from boards.models import Erasure
from tests.builders import make_action, make_plan, make_version

OPERATIONS = {
    "nothing": lambda plan, cast: None,
    "a cell": lambda plan, cast: actions.change_action(row(plan), {"why": "Another reason."}, by=cast.manager),
    "a date": lambda plan, cast: actions.change_action(
        row(plan), {"deadline_text": "March 2031"}, by=cast.manager, move_reason="Later"
    ),
    "a lead": lambda plan, cast: actions.change_action(row(plan), {"lead_text": "Martin Pell"}, by=cast.manager),
    "an end": lambda plan, cast: actions.end_action(row(plan), "closed", by=cast.manager, reason="Done"),
    "a note": lambda plan, cast: notes.add_note(row(plan), by=cast.manager, text="A note."),
    "a file": lambda plan, cast: notes.add_file(
        ProgressEntry.objects.filter(action=row(plan)).first(), SimpleUploadedFile("a.txt", b"Text"), by=cast.manager
    ),
    "a new row": lambda plan, cast: make_action(plan.recommendations.last(), 1, notes=1),
    "a row taken out": lambda plan, cast: structure.remove_action(row(plan), by=cast.manager, reason="Merged"),
    "a row moved": lambda plan, cast: structure.move_action(row(plan), plan.recommendations.last(), by=cast.manager),
    "another answer": lambda plan, cast: structure.answer_also(
        row(plan), [plan.recommendations.last()], by=cast.manager
    ),
    "a new section": lambda plan, cast: structure.add_section(plan, by=cast.manager, title="Another"),
}


def row(plan):
    return plan.actions.get(ref="99.1")


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS.keys())
def test_it_is_the_plan(cast, quick_print, monkeypatch, operation):
    monkeypatch.setattr("actionplans.persistence.since.BEGUN_BEFORE", BEGUN_BEFORE * 0)
    plan = make_plan(cast.board, notes=1)
    version = make_version(plan)
    operation(plan, cast)
    assert document_since(plan, version, version.document()).sections == read_document(plan).sections


def test_after_an_erasure_which_leaves_no_history_every_row_is_read(cast, quick_print, monkeypatch):
    monkeypatch.setattr("actionplans.persistence.since.BEGUN_BEFORE", BEGUN_BEFORE * 0)
    plan = make_plan(cast.board, notes=1)
    version = make_version(plan)
    rewrite(type(row(plan)), row(plan).pk, why="The designated nurse was not sure.")
    assert document_since(plan, version, version.document()).sections != read_document(plan).sections
    now = timezone.now()
    facts = {"replaced_by": "Designated Nurse", "reason": "By letter.", "begun_at": now, "finished_at": now}
    Erasure.objects.create_by(cast.manager, board=cast.board, done_by=cast.manager, **facts)
    assert document_since(plan, version, version.document()).sections == read_document(plan).sections
