"""Drafts: what was typed and not saved is kept for its author alone, and goes when it is saved, discarded or old."""

from __future__ import annotations

import datetime
import html

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action, Clash, ProgressEntry
from actionplans.operations import actions, structure
from boards.jobs.policy import RECURRING
from boards.jobs.upkeep import forget_old_drafts
from boards.models import Draft
from boards.models.draft import KEPT_FOR
from tests.browsing import url
from tests.builders import make_plan
from tests.shown import shown
from tests.typed_forms import TypedForm, typed_forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=1, actions=2, notes=0)


def note_form(client, plan) -> TypedForm:
    return next(iter(typed_forms(client, "note", url("actionplans:note_add", plan, "99.1"))))


def row_form(client, plan) -> TypedForm:
    return next(iter(typed_forms(client, "row", url("actionplans:plan_page", plan, edit="99.1"))))


def box(client, plan) -> str:
    """What the box for a note holds."""
    return note_form(client, plan).data["text"][0]


def test_cancel_keeps_what_was_typed_and_leads_back(client_for, plan):
    client = client_for("lead")
    answer = client.post(
        url("actionplans:note_add", plan, "99.1"),
        note_form(client, plan).data | {"text": "Half a note", "cancel": "yes"},
    )
    assert answer.status_code == 302
    assert answer.url == url("actionplans:action_page", plan, "99.1")
    assert not ProgressEntry.objects.exists()
    assert box(client, plan) == "Half a note"
    page = shown(client.get(url("actionplans:note_add", plan, "99.1")))
    assert "Not saved yet: “Your note”" in page
    assert "Discard what is not saved" in page


def test_cancel_keeps_nothing_where_nothing_was_typed(client_for, plan):
    client = client_for("manager")
    answer = client.post(
        url("actionplans:row_edit", plan, "99.1"), row_form(client, plan).data | {"cancel": "yes"}, follow=True
    )
    assert not Draft.objects.exists()
    assert "kept as a draft" not in shown(answer)


def test_only_its_author_sees_a_draft(client_for, plan, cast):
    lead = client_for("lead")
    lead.post(
        url("actionplans:note_add", plan, "99.1"), note_form(lead, plan).data | {"text": "Between us", "cancel": "yes"}
    )
    pages = [
        url("actionplans:note_add", plan, "99.1"),
        url("actionplans:plan_page", plan),
        reverse("boards:draft_list"),
    ]
    for role in ("manager", "chair", "lead2", "admin", "neighbour"):
        for page in pages:
            assert "Between us" not in shown(client_for(role).get(page, follow=True)), (role, page)
    assert "Between us" in shown(lead.get(reverse("boards:draft_list")))
    other = client_for("manager")
    other.post(reverse("boards:draft_discard"), {"draft": Draft.objects.get().pk})
    assert Draft.objects.count() == 1


def test_a_draft_goes_when_its_form_is_saved(client_for, plan):
    client = client_for("lead")
    address = url("actionplans:note_add", plan, "99.1")
    client.post(address, note_form(client, plan).data | {"text": "Half a note", "cancel": "yes"})
    client.post(address, note_form(client, plan).data | {"text": "A whole note"})
    assert ProgressEntry.objects.get().text == "A whole note"
    assert not Draft.objects.exists()
    assert box(client, plan) == ""


def test_a_draft_may_be_discarded(client_for, plan):
    client = client_for("lead")
    address = url("actionplans:note_add", plan, "99.1")
    client.post(address, note_form(client, plan).data | {"text": "Half a note", "cancel": "yes"})
    answer = client.post(reverse("boards:draft_discard"), note_form(client, plan).data)
    assert answer.url == address
    assert not Draft.objects.exists()


def test_a_session_that_ended_keeps_what_was_typed_for_its_author(client_for, plan, cast):
    client = client_for("lead")
    data = note_form(client, plan).data | {"text": "An hour of work"}
    answer = Client().post(url("actionplans:note_add", plan, "99.1"), data)
    assert answer.status_code == 401
    assert box(client, plan) == "An hour of work"
    assert Draft.objects.get().user == cast.lead


def test_a_script_keeps_a_draft_while_it_is_typed_and_also_after_the_session_has_ended(client_for, plan, cast):
    client = client_for("lead")
    data = note_form(client, plan).data
    for sender, text in ((client, "Half"), (Client(), "Half a note")):
        answer = sender.post(reverse("boards:draft_keep"), data | {"text": text})
        assert answer.status_code == 200
        assert box(client, plan) == text
    client.post(reverse("boards:draft_keep"), data | {"text": ""})
    assert not Draft.objects.exists()


def test_nobody_keeps_a_draft_in_anothers_name(client_for, plan, cast):
    data = note_form(client_for("lead"), plan).data | {"text": "Not hers"}
    client_for("manager").post(reverse("boards:draft_keep"), data)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("boards:draft_keep"), data).status_code == 403
    assert strict.post(url("actionplans:note_add", plan, "99.1"), data).status_code == 403
    assert not Draft.objects.exists()


def test_a_refused_form_and_one_with_an_error_keep_what_was_typed(client_for, plan, cast):
    client = client_for("lead")
    address = url("actionplans:note_add", plan, "99.1")
    data = note_form(client, plan).data | {
        "text": "It happened",
        "when": "other",
        "happened_day": "31",
        "happened_month": "June",
    }
    assert client.post(address, data).status_code == 422
    assert {draft.text for draft in Draft.objects.all()} == {"It happened", "31 June"}
    structure.remove_action(Action.objects.get(ref="99.1"), by=cast.manager, reason="Taken into 99.2")
    assert client.post(address, data | {"text": "It did happen"}).status_code == 404
    assert Draft.objects.filter(text="It did happen").exists()
    listed = html.unescape(shown(client.get(reverse("boards:draft_list"))))
    assert "It did happen" in listed
    assert "A note on 99.1: Your note" in listed


def test_a_draft_that_is_taken_up_later_overwrites_nothing_unseen(client_for, plan, cast):
    client = client_for("manager")
    address = url("actionplans:row_edit", plan, "99.1")
    client.post(address, row_form(client, plan).data | {"why": "My reason", "cancel": "yes"})
    action = Action.objects.get(ref="99.1")
    actions.change_action(action, {"why": "A better reason"}, by=cast.chair)
    form = row_form(client, plan)
    assert form.data["why"] == ["My reason"]
    client.post(address, form.data)
    action.refresh_from_db()
    assert action.why == "A better reason"
    assert Clash.objects.unsettled().get().mine == "My reason"


def test_what_the_plan_says_by_now_is_no_draft_any_more(client_for, plan, cast):
    client = client_for("manager")
    client.post(
        url("actionplans:row_edit", plan, "99.1"), row_form(client, plan).data | {"why": "The reason", "cancel": "yes"}
    )
    actions.change_action(Action.objects.get(ref="99.1"), {"why": "The reason"}, by=cast.chair)
    assert "Not saved yet" not in shown(client.get(url("actionplans:plan_page", plan, edit="99.1")))


def test_the_plan_and_the_home_page_lead_to_what_is_not_saved(client_for, plan):
    client = client_for("manager")
    client.post(
        url("actionplans:row_edit", plan, "99.1"), row_form(client, plan).data | {"why": "The reason", "cancel": "yes"}
    )
    home = client.get(reverse("actionplans:board_home", args=[plan.board.slug]))
    assert f'href="{reverse("boards:draft_list")}"' in shown(home)
    assert "Draft kept" in shown(client.get(url("actionplans:plan_page", plan)))
    assert "Draft kept" not in shown(client_for("chair").get(url("actionplans:plan_page", plan)))


def test_drafts_are_deleted_after_ninety_days(client_for, plan, cast):
    now = timezone.now()
    for days, text in ((KEPT_FOR.days + 1, "Long ago"), (KEPT_FOR.days - 1, "Not so long ago")):
        draft = Draft(user=cast.lead, board=cast.board, place=f"/{days}/", page="/", field="text", text=text)
        Draft.objects.keep([draft], at=now - datetime.timedelta(days=days))
    forget_old_drafts.call()
    assert [draft.text for draft in Draft.objects.all()] == ["Not so long ago"]
    assert forget_old_drafts.module_path in RECURRING
