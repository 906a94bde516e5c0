"""The settings of a board."""

from __future__ import annotations

import pytest
from django.urls import reverse

from boards.models import Board
from tests import shown as pages
from tests.boards.sign_in.apps import add_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast) -> str:
    return reverse("boards:board_settings", args=[cast.board.slug])


def filled(**instead) -> dict:
    return {
        "second_step": [],
        "idle_minutes": "60",
        "marking": "OFFICIAL",
        "silent_days": "60",
        "soon_days": "30",
        "controller": "",
        "contact_email": "",
        "contact_phone": "",
        "data_protection_email": "",
        "publishes": "",
    } | instead


def test_what_is_set_is_kept_with_history(page, cast, client_for):
    client = client_for("manager")
    sent = filled(
        second_step=["manager", "lead"],
        idle_minutes="30",
        marking="OFFICIAL-SENSITIVE",
        controller="Fenmarsh Council",
        contact_email="board@fenmarsh.example",
        data_protection_email="dpo@fenmarsh.example",
        publishes="www.fenmarsh.example",
    )
    answer = client.post(page, sent)
    assert answer.status_code == 302
    board = Board.objects.get(pk=cast.board.pk)
    assert (board.second_step, board.idle_minutes, board.marking) == (["manager", "lead"], 30, "OFFICIAL-SENSITIVE")
    assert (board.controller, board.contact_email) == ("Fenmarsh Council", "board@fenmarsh.example")
    assert board.history.first().history_user == cast.manager
    assert board.history.first().idle_minutes == 30


def test_a_user_who_may_not_set_them_reads_that_it_is_the_settings(page, client_for):
    answer = client_for("member").get(page)
    assert answer.status_code == 403
    assert "does not let you edit people, groups, meetings and the board’s settings" in pages.shown(answer)


def test_an_unchanged_save_leaves_no_line(page, cast, client_for):
    lines = cast.board.history.count()
    answer = client_for("manager").post(page, filled(), follow=True)
    assert "Nothing was changed." in pages.shown(answer)
    assert cast.board.history.count() == lines


def test_it_says_how_many_people_of_each_role_have_no_second_step_yet(page, cast, client_for):
    add_app(cast.lead)
    shown = pages.shown(client_for("manager").get(page))
    assert "2 people; 1 has none yet" in shown  # leads
    assert "One person, who has none yet" in shown
    add_app(cast.lead2)
    add_app(cast.chair)
    shown = pages.shown(client_for("manager").get(page))
    assert "All 2 have one" in shown
    assert "Has one" in shown


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("idle_minutes", "4", "must be at least 5"),
        ("idle_minutes", "721", "can be 720 at most"),
        ("idle_minutes", "an hour", "must be a whole number"),
        ("silent_days", "", "Answer “After how many days without a note is an action silent?”"),
        ("marking", "SECRET", "That is not one of the choices any more"),
        ("second_step", ["everybody"], "That is not one of the choices any more"),
        ("contact_email", "board at fenmarsh", "Enter an email address like name@example.org"),
    ],
)
def test_bad_input_is_answered_by_the_field_and_what_was_typed_stays(page, cast, client_for, name, value, said):
    answer = client_for("manager").post(page, filled(controller="Fenmarsh Council", **{name: value}))
    shown = pages.shown(answer)
    assert answer.status_code == 422
    assert said in shown
    assert 'value="Fenmarsh Council"' in shown
    assert Board.objects.get(pk=cast.board.pk).controller == ""


def test_two_managers_at_once_overwrite_nothing_unseen(page, cast, client_for):
    client = client_for("manager")
    base = client.get(page).context["form"].initial["base"]
    cast.board.controller, cast.board.silent_days = "Fenmarsh City Council", 45
    cast.board.save_by(cast.chair)
    answer = client.post(page, filled(controller="Fenmarsh Council", base=base))
    assert answer.status_code == 422
    assert "Graham Ashdown changed this" in pages.shown(answer)
    assert "It now says “Fenmarsh City Council”" in pages.shown(answer)
    answer = client.post(page, filled(controller="Fenmarsh Council", silent_days="45", base=""))
    board = Board.objects.get(pk=cast.board.pk)
    assert (board.controller, board.silent_days) == ("Fenmarsh Council", 45)


def test_what_only_the_other_changed_is_kept(page, cast, client_for):
    client = client_for("manager")
    base = client.get(page).context["form"].initial["base"]
    cast.board.second_step, cast.board.silent_days = ["chair"], 45
    cast.board.save_by(cast.chair)
    client.post(page, filled(controller="Fenmarsh Council", base=base))
    board = Board.objects.get(pk=cast.board.pk)
    assert (board.controller, board.silent_days, board.second_step) == ("Fenmarsh Council", 45, ["chair"])


def test_a_demonstration_cannot_ask_for_a_second_step(page, cast, client_for):
    cast.board.demonstration = True
    cast.board.save_by(None)
    client = client_for("manager")
    assert "a second step is not asked for" in pages.shown(client.get(page))
    client.post(page, filled(second_step=["manager"], idle_minutes="30"))
    board = Board.objects.get(pk=cast.board.pk)
    assert (board.second_step, board.idle_minutes) == ([], 30)


def test_the_people_page_leads_managers_there_and_nobody_else(page, cast, client_for):
    people = reverse("boards:person_list", args=[cast.board.slug])
    assert page in pages.shown(client_for("manager").get(people))
    assert page not in pages.shown(client_for("chair").get(people))


def test_a_form_sets_nothing_else_of_the_board(page, cast, client_for):
    client_for("manager").post(page, filled(name="Mine", slug="mine", demonstration="on", idle_minutes="30"))
    board = Board.objects.get(pk=cast.board.pk)
    assert (board.name, board.slug, board.demonstration) == (cast.board.name, "fenmarsh", False)
    assert board.idle_minutes == 30
