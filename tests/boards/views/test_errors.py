"""Error pages."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from boards.models import Membership
from boards.views import errors
from tests.builders import make_action, make_plan, make_version
from tests.shown import shown


def test_an_unknown_address(client_for):
    answer = client_for("lead").get("/boards/fenmarsh/nowhere/")
    assert answer.status_code == 404
    html = shown(answer)
    assert "There is no page at this address" in html
    assert "If it belongs to another board, it is not shown here." in html


def test_another_boards_address_reads_the_same(client_for):
    answer = client_for("lead").get(reverse("actionplans:board_home", args=["otherby"]))
    assert answer.status_code == 404
    assert "There is no page at this address" in shown(answer)
    assert "Otherby" not in shown(answer)


def test_a_page_that_the_role_does_not_include_says_so(client_for):
    answer = client_for("observer").get(reverse("boards:person_add", args=["fenmarsh"]))
    assert answer.status_code == 403
    html = shown(answer)
    assert "This is not open to you" in html
    assert "Your role in this board does not let you" in html
    assert "Tessa Orme" in html


def test_a_form_from_before_signing_in_again_says_that_the_text_is_not_lost(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.manager)
    answer = client.post(reverse("boards:meeting_add", args=["fenmarsh"]), {"title": "x"})
    assert answer.status_code == 403
    html = shown(answer)
    assert "It was not saved, and your text is not lost" in html


def test_a_page_that_breaks_is_not_the_readers_fault():
    answer = errors.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "It is our fault, not yours." in shown(answer)


@pytest.mark.django_db
def test_a_request_that_cannot_be_understood():
    answer = errors.bad_request(RequestFactory().get("/"), ValueError())
    assert answer.status_code == 400
    assert "Nothing was changed." in shown(answer)


# the board stays -----------------------------------------------------------------------------------------------------------

MENU = 'aria-label="Menu"'


@pytest.mark.parametrize(
    "address", ["/boards/fenmarsh/nowhere/", "/nowhere/", "/boards/otherby/", "/account/", "/accounts/password/change/"]
)
def test_pages_of_errors_and_of_the_account_keep_the_board_and_its_menu(client_for, cast, address):
    html = shown(client_for("lead").get(address))
    assert f">{cast.board.name}</a>" in html
    assert MENU in html
    assert "OFFICIAL" in html


def test_of_several_boards_the_one_that_was_used_last_stays(client_for, cast):
    Membership.objects.create_by(cast.neighbour, board=cast.otherby, user=cast.lead, role="member")
    client = client_for("lead")
    assert MENU not in shown(client.get("/account/"))
    for board in (cast.otherby, cast.board):
        client.get(reverse("actionplans:plan_list", args=[board.slug]))
        assert f">{board.name}</a>" in shown(client.get("/account/"))
    assert f">{cast.otherby.name}</a>" in shown(client.get("/boards/otherby/nowhere/"))


def test_a_board_that_a_user_has_left_does_not_stay(client_for, cast):
    client = client_for("lead")
    client.get(reverse("actionplans:plan_list", args=["fenmarsh"]))
    membership = cast.membership("lead")
    membership.ended_on = timezone.localdate()
    membership.save_by(cast.manager)
    assert MENU not in shown(client.get("/account/"))


def test_strangers_and_pages_of_signing_in_show_no_board(client_for):
    assert MENU not in shown(client_for("").get("/accounts/login/"))
    assert MENU not in shown(client_for("stranger").get("/nowhere/"))
    assert MENU not in shown(client_for("lead").get("/account/second-step/"))


def test_an_observer_who_follows_a_link_to_a_row_is_led_to_it_as_it_was_published(client_for, cast):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    page = reverse("actionplans:action_page", args=["fenmarsh", plan.slug, "99.1"])
    client = client_for("observer")
    nothing = shown(client.get(page))
    assert "Read 99.1" not in nothing
    make_version(plan)
    refused = client.get(page)
    version = reverse("actionplans:version_page", args=["fenmarsh", plan.slug, 1])
    assert refused.status_code == 403
    assert f'href="{version}#row-99-1">Read 99.1 in version 1</a>' in shown(refused)
    assert 'id="row-99-1"' in shown(client.get(version))


def test_an_observer_who_follows_a_link_to_a_row_that_was_never_published_is_led_to_the_version(client_for, cast):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    make_version(plan)
    make_action(plan.recommendations.get(), 1, by=cast.manager)
    page = reverse("actionplans:action_page", args=["fenmarsh", plan.slug, "99.2"])
    html = shown(client_for("observer").get(page))
    assert "99.2 in version" not in html
    assert f">Read version 1 of {plan.title}</a>" in html


def test_what_is_refused_writes_one_line_and_no_traceback(client_for, caplog):
    client_for("observer").get(reverse("boards:person_add", args=["fenmarsh"]))
    said = [record for record in caplog.records if record.name == "django.request"]
    assert len(said) == 1
    assert said[0].exc_info is None  # the handler of the terminal has taken it away


def test_browsers_that_ask_for_the_icon_get_it(client_for):
    answer = client_for("").get("/favicon.ico")
    assert answer.status_code == 302
    assert answer.url.endswith("img/board.svg")
