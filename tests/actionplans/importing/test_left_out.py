"""What an import leaves out is listed once, in groups, and each group of words can be kept with the plan."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from actionplans import reading
from actionplans.document.warnings import AROUND, HEADING, LABEL, LEFT_OUT, LOST, REASONS, RUNNING, TABLE, Warning_
from actionplans.importing import apply, decide
from actionplans.importing.left_out import GROUPS, KEPT_TITLE, groups
from actionplans.models import Import
from actionplans.reading import read_plan
from tests.actionplans.reading.papers import Paper
from tests.shown import shown

HEADS = ("Recommendation", "Action", "Lead", "By when", "Progress")


def paper() -> Paper:
    made = (
        Paper()
        .heading("Plan after the review")
        .heading("For the Executive", 2)
        .line("Members asked for this plan in spring.")
    )
    made.table(("Measure", "Target"), ("Visits in time", "90%"), ("Calls answered", "80%"))
    made.heading("Introduction", 2).line("Area for improvement 1: Ask each child what helped.", bold=True)
    made.table(HEADS[1:], ("Write to schools", "Analyst", "May 2027", "Written."))
    made.line("Area for improvement 2: Tell families what was learned.", bold=True)
    made.table(HEADS[1:], ("Send a leaflet", "Analyst", "June 2027", ""))
    made.document.sections[0].footer.paragraphs[0].text = "Printed on both sides"
    return made.line("Please recycle this paper.").line("Please recycle this paper.")


@pytest.fixture
def brought(cast) -> Import:
    data = paper().data()
    return apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager)


def test_each_thing_is_listed_once_in_its_group(brought):
    found = {group.reason: [(w.words, w.times) for w in group.items] for group in groups(brought.document)}
    assert found[AROUND] == [("Members asked for this plan in spring.", 1), ("Please recycle this paper.", 2)]
    assert found[TABLE] == [("Measure | Target\nVisits in time | 90%\nCalls answered | 80%", 1)]
    assert found[HEADING] == [("Introduction", 1)]
    assert found[LABEL] == [("Area for improvement", 2)]
    assert found[RUNNING] == [("Printed on both sides", 1)]
    every = [words for items in found.values() for words, _ in items]
    assert len(every) == len(set(every))


def test_a_group_is_kept_with_the_plan_and_left_out_again(brought, client_for, cast):
    client = client_for("manager")
    page = reverse("actionplans:import_page", args=[brought.board.slug, brought.uid])
    settle = reverse("actionplans:import_settle", args=[brought.board.slug, brought.uid])
    assert shown(client.get(page)).count("Keep with the plan") == 5
    for reason in (AROUND, TABLE, RUNNING):
        client.post(settle, {"keep": f"yes {reason}"})
    client.post(settle, {"keep": f"no {RUNNING}"})
    assert shown(client.get(page)).count("Kept with the plan") == 2
    brought.refresh_from_db()
    plan = apply.apply_as_plan(brought, by=cast.manager)
    last = plan.sections.last()
    assert last.title == KEPT_TITLE
    assert last.description.startswith("Members asked for this plan in spring.\n\nPlease recycle this paper.")
    assert "<td>Visits in time</td><td>90%</td>" in shown(client.get(plan.get_absolute_url()))
    assert "Printed on both sides" not in last.description


def test_what_the_file_holds_besides_words_leads_to_the_file(brought):
    picture = Warning_("", "A picture. Pictures are not imported.", LEFT_OUT)
    found = groups(brought.document.replace(warnings=(picture,)))
    assert [(group.reason, group.can_be_kept) for group in found] == [("", False)]


def test_every_reason_has_its_group():
    assert {reason for reason, _, _ in GROUPS} == {*REASONS, LOST, ""}


def test_words_that_the_reading_loses_are_named_to_the_manager(cast, client_for, monkeypatch):
    """As if a way of reading a table forgot a cell."""
    whole = reading._interpret

    def forgetful(blocks, name, hints):
        document, account = whole(blocks, name, hints)
        [section] = document.sections
        first, *others = section.recommendations
        section = replace(section, recommendations=(replace(first, actions=()), *others))
        return document.replace(sections=(section,)), account

    monkeypatch.setattr(reading, "_interpret", forgetful)
    data = paper().data()
    document = read_plan(data, "p.docx")
    lost = [w for w in document.warnings if w.kind == LOST]
    assert "Write to schools" in [w.words for w in lost]
    upload = apply.receive_read(cast.board, data, document, name="p.docx", by=cast.manager)
    page = shown(client_for("manager").get(reverse("actionplans:import_page", args=[cast.board.slug, upload.uid])))
    assert f"{len(lost)} passages of the file were not understood." in page
    decide.set_kept(upload, LOST, True, by=cast.manager)
    upload.refresh_from_db()
    assert "Write to schools" in decide.reviewed_document(upload).sections[-1].description
