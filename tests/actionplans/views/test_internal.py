"""Internal rows and notes are not revealed to others: not by a link, a count or a gap."""

from __future__ import annotations

import datetime
import html
import io
import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actionplans.document.wording import FEW_READERS
from actionplans.models import ProgressEntry
from actionplans.operations import actions, notes, plans, structure
from actionplans.operations.plans import begin_plan
from actionplans.persistence.load import read_document
from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order
from actionplans.writing.word import plan_word
from boards.access import Right, Role, gives
from tests.browsing import form_of, text_of, url
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
    assert "Only you and Tessa Orme see this note. Printed only when they ask for it." in " ".join(said.split())
    assert "see this note" not in page("member", "actionplans:action_page", plan.slug, action.ref)


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


# two things: an internal note, and a hidden row -------------------------------------------------------------------------


@pytest.fixture
def noted(plan, action, cast):
    """A row with two notes."""
    notes.add_note(action, by=cast.manager, text="The letters went out", at=_ago(30))
    notes.add_note(action, by=cast.manager, text="Two schools replied", at=_ago(20))
    return action


def hide(action, cast, at=None):
    actions.change_action(action, {"internal": True}, by=cast.manager, at=at)


def row_page(client, plan) -> str:
    return text_of(client.get(url("actionplans:plan_page", plan, edit="99.1")))


def test_hiding_a_note_and_hiding_a_row_are_two_questions_each_beside_what_it_hides(client_for, plan, noted):
    client = client_for("manager")
    note = text_of(client.get(url("actionplans:note_add", plan, "99.1")))
    assert "Who reads this note?" in note
    assert "Only you and Graham Ashdown see this note." in note
    row = row_page(client, plan)
    assert "Who reads this row?" in row
    assert "Only you and Graham Ashdown see this row, with all its notes." in row
    for page in (note, row):
        assert "Internal: for" not in page
    assert "Who reads" not in text_of(client_for("lead").get(url("actionplans:note_add", plan, "99.1"), follow=True))


def test_before_a_row_is_hidden_or_shown_the_form_says_what_others_no_longer_or_then_see(client_for, plan, noted, cast):
    client = client_for("manager")
    notes.add_note(noted, by=cast.manager, text="Between us", internal=True)
    assert "Others no longer see it and its 2 notes" in row_page(client, plan)
    hide(noted, cast)
    assert "Others then see it and its 2 notes" in row_page(client, plan)


def test_a_hidden_row_and_an_internal_note_are_framed_with_who_sees_them(client_for, plan, noted, cast):
    notes.add_note(noted, by=cast.manager, text="Between us", internal=True)
    hide(noted, cast)
    for role, other in (("manager", "Graham Ashdown"), ("chair", "Tessa Orme")):
        page = text_of(client_for(role).get(url("actionplans:plan_page", plan)))
        assert "Hidden row" in page
        assert f"Only you and {other} see this row." in page
        assert "Internal note" in page


def test_the_page_and_every_kind_of_print_use_the_same_two_words(client_for, plan, noted, cast):
    hide(structure.add_action(noted.recommendation, by=cast.manager, action="Speak in confidence."), cast)
    notes.add_note(noted, by=cast.manager, text="He is leaving.", internal=True)
    document, today = read_document(plan), timezone.localdate()
    said = {"page": text_of(client_for("manager").get(url("actionplans:plan_page", plan)))}
    for edition in ("clean", "evidence"):
        sheets = print_of(Order(document, today, edition=edition)).sheets
        said[edition] = re.sub(r"<[^>]*>", " ", " ".join(piece.html for made in sheets for piece in made.pieces))
    with zipfile.ZipFile(io.BytesIO(plan_word(document, written_on=today))) as package:
        said["Word"] = re.sub(r"<[^>]*>", " ", package.read("word/document.xml").decode())
    for name, words in said.items():
        assert re.search("hidden row", words, re.I), name
        assert re.search("internal note", words, re.I), name
        assert not re.search(r"\binternal\b(?! note)", words, re.I), name


def test_no_page_leaves_the_scrutineer_out_of_those_who_read_what_is_hidden():
    """The scrutineer reads hidden rows and internal notes as the chair does."""
    few = [role for role in Role if gives(role, Right.READ_INTERNAL)]
    assert few == [Role.MANAGER, Role.CHAIR, Role.SCRUTINEER]
    assert FEW_READERS == "the manager, chair and scrutineer"
    root = Path(settings.BASE_DIR)
    files = [path for name in ("templates", "actionplans", "audits", "boards") for path in (root / name).rglob("*.*")]
    texts = {
        path: path.read_text() for path in files if path.suffix in (".html", ".py") and "migrations" not in path.parts
    }
    assert [
        str(p) for p, text in texts.items() if re.search(r"manager and (the )?chair\b", " ".join(text.split()))
    ] == []


def test_a_note_written_while_a_row_was_hidden_is_asked_about_before_the_row_is_shown(client_for, plan, noted, cast):
    client = client_for("manager")
    hide(noted, cast)
    notes.add_note(noted, by=cast.manager, text="What the director said")
    data = form_of(client, plan, "99.1") | {"internal": "all"}
    data.pop("hidden_notes", None)
    answer = client.post(url("actionplans:row_edit", plan, "99.1"), data)
    assert answer.status_code == 422
    assert "1 note was written while it was hidden. Who reads it if it is shown?" in text_of(answer)
    noted.refresh_from_db()
    assert noted.internal

    client.post(url("actionplans:row_edit", plan, "99.1"), data | {"hidden_notes": "keep"})
    member = text_of(client_for("member").get(url("actionplans:action_page", plan, "99.1")))
    assert "Two schools replied" in member
    assert "What the director said" not in member


def test_it_is_shown_where_that_was_chosen(client_for, plan, noted, cast):
    client = client_for("manager")
    hide(noted, cast)
    notes.add_note(noted, by=cast.manager, text="What the school said")
    data = form_of(client, plan, "99.1") | {"internal": "all", "hidden_notes": "show"}
    client.post(url("actionplans:row_edit", plan, "99.1"), data)
    assert "What the school said" in text_of(client_for("member").get(url("actionplans:action_page", plan, "99.1")))


def test_an_operation_that_shows_a_row_keeps_such_notes_whoever_calls_it(plan, noted, cast):
    hide(noted, cast, at=_ago(10))
    notes.add_note(noted, by=cast.manager, text="What the director said", at=_ago(5))
    actions.change_action(noted, {"internal": False}, by=cast.manager)
    assert dict(noted.progress.values_list("text", "internal")) == {
        "The letters went out": False,
        "Two schools replied": False,
        "What the director said": True,
    }


def test_a_hidden_recommendation_asks_about_the_notes_of_its_rows(client_for, plan, noted, cast):
    client = client_for("manager")
    recommendation = noted.recommendation
    address = url("actionplans:recommendation_edit", plan, recommendation.pk)
    data = {"number": "99", "text": "Agree who leads", "short": "Leads", "internal": "on"}
    client.post(address, data)
    notes.add_note(noted, by=cast.manager, text="What the director said")
    page = text_of(client.get(address))
    assert "Who reads this recommendation?" in page
    assert "Others then see it and its 1 row and 3 notes" in page
    assert client.post(address, data | {"internal": "all"}).status_code == 422
    client.post(address, data | {"internal": "all", "hidden_notes": "keep"})
    recommendation.refresh_from_db()
    assert not recommendation.internal
    assert ProgressEntry.objects.get(text="What the director said").internal
