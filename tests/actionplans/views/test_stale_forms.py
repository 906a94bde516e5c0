"""Forms that were open while another user saved, and buttons pressed twice: nothing is lost or overwritten unseen."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actionplans.models import Action, ProgressEntry
from actionplans.operations import actions, notes
from tests.browsing import form_of, url
from tests.builders import make_plan
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=1, actions=1, notes=1)


@pytest.fixture
def action(plan):
    return plan.actions.get()


@pytest.fixture
def client(client_for):
    return client_for("manager")


def filled(client, address: str) -> dict:
    """The data that a browser submits when the form of that page is sent unchanged."""
    data = {}
    for field in client.get(address).context["form"]:
        value = field.value()
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        if value not in (None, False):
            data[field.html_name] = value
    return data


def test_a_note_from_a_stale_row_does_not_open_what_was_closed_meanwhile(cast, plan, action, client):
    data = form_of(client, plan, "99.1") | {"note": "The letters went out"}
    actions.end_action(action, "closed", by=cast.chair, reason="Taken over by the council", agreed_by="Executive")

    client.post(url("actionplans:row_edit", plan, "99.1"), data)

    action = Action.objects.get()
    assert (action.status, action.ended_reason) == ("closed", "Taken over by the council")
    assert action.progress.filter(text="The letters went out").exists()


def test_two_who_end_a_row_differently_are_shown_so(cast, plan, action, client):
    data = form_of(client, plan, "99.1") | {"status": "complete", "note": "All is done"}
    actions.end_action(action, "closed", by=cast.chair, reason="Taken over by the council")

    page = client.post(url("actionplans:row_edit", plan, "99.1"), data)

    assert page.status_code == 422
    assert "closed while you were writing" in shown(page)
    assert "All is done" in shown(page)
    assert Action.objects.get().ended_reason == "Taken over by the council"


def test_a_cell_of_the_boards_own_keeps_its_text_when_columns_are_put_in_another_order(cast, plan, action, client):
    plan.columns = [
        *plan.columns,
        {"field": "extra:Voice", "heading": "Voice"},
        {"field": "extra:Cost", "heading": "Cost"},
    ]
    plan.save_by(cast.manager)
    actions.change_action(action, {"extra:Voice": "What children said", "extra:Cost": "None"}, by=cast.manager)
    data = form_of(client, plan, "99.1") | {"why": "New"}
    plan.columns = [plan.columns[-1], *plan.columns[:-1]]
    plan.save_by(cast.manager)

    client.post(url("actionplans:row_edit", plan, "99.1"), data)

    action = Action.objects.get()
    assert action.why == "New"
    assert action.extra == {"Voice": "What children said", "Cost": "None"}


def test_the_file_of_a_note_sent_again_with_it_is_kept(cast, action):
    first = notes.add_note(action, by=cast.manager, text="Minutes attached")
    for _ in range(2):
        again = notes.add_note(
            action, by=cast.manager, text="Minutes attached", files=[SimpleUploadedFile("minutes.pdf", b"agreed")]
        )
        assert again == first
    assert [file.name for file in first.files.all()] == ["minutes.pdf"]


def test_the_same_words_sent_again_as_internal_are_another_note(cast, action):
    notes.add_note(action, by=cast.manager, text="Seen")
    assert notes.add_note(action, by=cast.manager, text="Seen", internal=True).internal


def test_a_split_does_not_overwrite_what_was_written_meanwhile(cast, plan, action, client):
    address = url("actionplans:row_split", plan, "99.1")
    data = filled(client, address) | {"part_0": "One", "part_1": "Two"}
    actions.change_action(action, {"action": "Quite another thing"}, by=cast.chair)

    page = client.post(address, data)

    assert page.status_code == 422
    assert f"{cast.chair.name} changed this" in shown(page)
    assert [a.action for a in Action.objects.all()] == ["Quite another thing"]
    again = data | {"base": page.context["form"]["base"].value()}
    assert client.post(address, again).status_code == 302
    assert {a.action for a in Action.objects.all()} == {"One", "Two"}


def test_a_split_sent_twice_splits_once(plan, client):
    address = url("actionplans:row_split", plan, "99.1")
    data = filled(client, address) | {"part_0": "One", "part_1": "Two"}
    client.post(address, data)
    client.post(address, data)
    assert Action.objects.count() == 2


def test_two_who_correct_a_note_at_once_see_each_other(cast, plan, action, client):
    entry = action.progress.get()
    address = reverse("actionplans:note_change", args=[cast.board.slug, plan.slug, "99.1", entry.uid])
    data = filled(client, address) | {"text": "Mine"}
    notes.change_note(entry, by=cast.lead, text="Theirs")

    page = client.post(address, data)

    assert page.status_code == 422
    assert f"{cast.lead.name} changed this" in shown(page)
    assert "“Theirs”" in shown(page)
    assert ProgressEntry.objects.get().text == "Theirs"
    client.post(address, data | {"base": page.context["form"]["base"].value()})
    assert ProgressEntry.objects.get().text == "Mine"


def test_a_correction_of_the_words_leaves_a_date_that_another_user_corrected(cast, plan, action, client):
    entry = action.progress.get()
    address = reverse("actionplans:note_change", args=[cast.board.slug, plan.slug, "99.1", entry.uid])
    data = filled(client, address) | {"text": "Mine"}
    notes.change_note(entry, by=cast.lead, happened="2026-01-05")

    assert client.post(address, data).status_code == 302

    entry = ProgressEntry.objects.get()
    assert (entry.text, entry.happened) == ("Mine", "2026-01-05")


def test_an_action_sent_twice_is_added_once(plan, action, client):
    address = url("actionplans:row_add", plan, str(action.recommendation_id))
    first = client.post(address, {"action": "Write to the schools"})
    second = client.post(address, {"action": "Write to the schools"})
    assert Action.objects.filter(action="Write to the schools").count() == 1
    assert second.url == first.url
