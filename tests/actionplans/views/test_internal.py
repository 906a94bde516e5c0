"""Internal rows and notes are not revealed to others: not by a link, a count or a gap."""

from __future__ import annotations

import datetime
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ProgressEntry
from actionplans.operations import notes, plans, structure
from actionplans.operations.plans import begin_plan
from tests.builders import make_recommendation
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return begin_plan(cast.board, by=cast.manager, title="Joint inspection")


@pytest.fixture
def action(cast, plan):
    recommendation = make_recommendation(plan.sections.get(), 99)
    long_ago = timezone.localtime() - datetime.timedelta(days=200)
    return structure.add_action(recommendation, by=cast.manager, at=long_ago, action="Write to the schools")


@pytest.fixture
def page(cast, client_for):
    def get(role: str, name: str, *args: str) -> str:
        response = client_for(role).get(reverse(name, args=[cast.board.slug, *args]))
        assert response.status_code == 200
        return html.unescape(re.sub(r"<[^>]*>", " ", shown(response)))

    return get


def _ago(days: int) -> datetime.datetime:
    return timezone.localtime() - datetime.timedelta(days=days)


def test_an_internal_recommendation_is_not_named_on_the_page_of_a_row_that_answers_it(cast, page, plan, action):
    section = plan.sections.get()
    hidden = make_recommendation(section, 100, text="Suspend the head of service.", internal=True)
    gone = make_recommendation(section, 101, text="Merge the two panels.")
    structure.answer_also(action, [hidden, gone], by=cast.manager)
    plans.remove_recommendation(gone, by=cast.manager)

    assert "Suspend" not in page("member", "actionplans:action_page", plan.slug, action.ref)
    assert "Suspend" in page("chair", "actionplans:action_page", plan.slug, action.ref)
    assert "Merge" not in page("manager", "actionplans:action_page", plan.slug, action.ref)


def test_an_internal_note_says_who_reads_it_and_when_it_is_printed(cast, page, plan, action):
    notes.add_note(action, by=cast.manager, text="Not yet ready to say.", internal=True)
    said = page("chair", "actionplans:action_page", plan.slug, action.ref)
    assert "Internal: for the manager and the chair. Printed only when they ask for it." in said
    assert "for the manager and the chair" not in page("member", "actionplans:action_page", plan.slug, action.ref)


def test_the_story_does_not_tell_of_a_note_that_became_internal(cast, page, plan, action):
    note = notes.add_note(action, by=cast.manager, text="The head of service has resigned")
    notes.change_note(note, by=cast.manager, text="The head of service was dismissed")
    notes.change_note(note, by=cast.manager, internal=True)

    assert "head of service" not in page("member", "actionplans:action_page", plan.slug, action.ref)
    assert "resigned" in page("chair", "actionplans:action_page", plan.slug, action.ref)


def test_the_story_does_not_tell_the_number_of_an_internal_recommendation(cast, page, plan, action):
    hidden = make_recommendation(plan.sections.get(), 777, internal=True)
    home = action.recommendation
    structure.move_action(action, hidden, by=cast.manager)
    structure.move_action(action, home, by=cast.manager)

    assert "777" not in page("member", "actionplans:action_page", plan.slug, action.ref)
    assert "777" in page("chair", "actionplans:action_page", plan.slug, action.ref)


def test_an_internal_note_breaks_the_silence_only_for_those_who_may_read_it(cast, page, plan, action):
    notes.add_note(action, by=cast.manager, text="Sent", at=_ago(100))
    notes.add_note(action, by=cast.manager, text="Nobody must know", at=_ago(1), internal=True)

    assert "Silent for 100 days" in page("member", "actionplans:action_page", plan.slug, action.ref)
    assert "Silent for" not in page("manager", "actionplans:action_page", plan.slug, action.ref)
    yesterday = f"{timezone.localdate() - datetime.timedelta(days=1):%d.%m.%y}"
    assert yesterday not in page("member", "actionplans:action_list")
    assert yesterday in page("chair", "actionplans:action_list")
    assert "100 days" in page("member", "actionplans:board_home")


def test_a_user_who_never_saw_a_note_is_shown_that_there_is_none(cast, client_for, action):
    notes.add_note(action, by=cast.manager, text="Nobody must know", at=_ago(100), internal=True)
    assert ProgressEntry.objects.count() == 1

    member = client_for("member").get(reverse("actionplans:board_home", args=[cast.board.slug]))
    chair = client_for("chair").get(reverse("actionplans:board_home", args=[cast.board.slug]))
    assert [line.last_note for line in member.context["silent"]] == ["Never noted"]
    assert [line.last_note for line in chair.context["silent"]] == [f"{_ago(100):%d.%m.%y}"]


def test_files_of_a_removed_row_are_for_users_who_can_put_it_back(cast, client_for, action):
    note = notes.add_note(action, by=cast.manager, text="Letter", files=[SimpleUploadedFile("letter.pdf", b"Dear")])
    address = reverse("actionplans:evidence", args=[cast.board.slug, note.files.get().uid])
    assert client_for("member").get(address).status_code == 200
    structure.remove_action(action, by=cast.manager, reason="Names a child")

    assert client_for("member").get(address).status_code == 404
    assert client_for("manager").get(address).status_code == 200


def test_an_address_in_a_link_is_nothing_but_an_address(cast, client_for):
    cast.manager.email = "tessa?bcc=x&y@fenmarsh.example"
    cast.manager.save()
    page = shown(client_for("member").get(reverse("actionplans:action_list", args=[cast.board.slug])))
    assert "mailto:tessa%3Fbcc%3Dx%26y@fenmarsh.example" in page
