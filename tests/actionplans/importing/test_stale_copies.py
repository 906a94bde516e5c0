"""A copy that was made before a row was split: what the plan has in several rows by now is not ticked by itself."""

from __future__ import annotations

import datetime

import pytest

from actionplans.importing import apply
from actionplans.importing.changes import compared
from actionplans.models import Plan
from actionplans.operations import structure
from actionplans.persistence.load import read_document
from actionplans.reading import read_plan
from actionplans.writing.word import plan_word
from tests.actionplans.reading.papers import Paper
from tests.builders import make_plan
from tests.shown import shown

PARTS = ["Write to every school.", "Read the answers.", "Tell the Board what they say."]


def paper(action: str) -> bytes:
    heads = ("Recommendation", "Action", "Lead", "By when", "Update")
    row = ("1. Ask each child what helped.", action, "Analyst", "May 2031", "")
    return Paper().heading("Plan after the review").table(heads, row).data()


@pytest.fixture
def plan(cast) -> Plan:
    """A plan brought in from a file, one row of which was split since."""
    data = paper("\n".join(f"- {part}" for part in PARTS))
    made = apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager)
    plan = apply.apply_as_plan(made, by=cast.manager)
    structure.split_action(plan.actions.get(), PARTS, by=cast.manager)
    return plan


def come_back(plan: Plan, cast, action: str):
    data = paper(action)
    return apply.receive_read(plan.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager, plan=plan)


@pytest.mark.parametrize(
    "lines",
    [PARTS, [*PARTS[:2], "Tell the Board, and families, what they say."], [PARTS[1], "Do it twice a year."]],
    ids=["as it was", "one part reworded", "one part and another"],
)
def test_the_old_row_is_not_ticked(plan, cast, client_for, lines):
    upload = come_back(plan, cast, "\n".join(f"- {line}" for line in lines))
    offers = [o for o in compared(upload).offers if o.kind == "row" or o.field == "action"]
    assert offers
    assert all(offer.is_older for offer in offers)
    page = shown(client_for("manager").get(f"/boards/{plan.board.slug}/imports/{upload.uid}/"))
    for offer in offers:
        assert f'value="{offer.key}" id="take-{offer.key}" >' in page or f'id="take-{offer.key}">' in page


def test_a_row_that_is_new_is_ticked(plan, cast):
    upload = come_back(plan, cast, "Put up a poster in every waiting room of the city.")
    [offer] = [o for o in compared(upload).offers if o.kind == "row"]
    assert not offer.is_older


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("Priority 3", "Children are heard"),
        ("Theme", "Children are heard"),
        ("", "Children are heard"),
        ("theme", "Theme B – Children are heard"),
        ("priority", "Priority 2: Children are heard"),
    ],
)
def test_a_copy_keeps_the_numbers_of_sections(cast, monkeypatch, kind, title):
    """A file of ours that Word saved again, so that only its tables and headings say what it holds."""
    monkeypatch.setattr("actionplans.reading.plan.carried.carried_document", lambda data: None)
    plan = make_plan(cast.board, recommendations=1)
    section = plan.sections.get()
    section.kind, section.title = kind, title
    section.save_by(cast.manager)
    document = read_document(plan)
    read = read_plan(plan_word(document, written_on=datetime.date(2026, 11, 30)), "plan.docx")
    assert [(s.kind, s.title) for s in read.sections] == [(kind, title)]
