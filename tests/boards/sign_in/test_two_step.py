"""Which users must sign in with a second step, and that no page opens to them before they have."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from actionplans.models import ProgressEntry
from boards.models import Board
from boards.sign_in.two_step import needs_second_step
from tests import shown as pages
from tests.boards.sign_in.apps import add_app, code_of
from tests.builders import make_plan
from tests.cast import PASSWORD
from tests.conftest import with_second_step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


@pytest.fixture
def asking(cast):
    """The board asks its manager and its chair for a second step, as boards do unless they say otherwise."""
    cast.board.second_step = ["manager", "chair"]
    cast.board.save_by(None)
    return cast


def sign_in(user) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def home(cast) -> str:
    return reverse("actionplans:board_home", args=[cast.board.slug])


# who must ---------------------------------------------------------------------------------------------------------------


def test_a_new_board_asks_its_manager_and_its_chair():
    assert Board(name="New").second_step == ["manager", "chair", "scrutineer"]


def test_the_roles_of_the_board_must_and_others_need_not(asking):
    assert needs_second_step(asking.manager)
    assert needs_second_step(asking.chair)
    assert not needs_second_step(asking.lead)
    assert not needs_second_step(asking.neighbour)  # manager of a board that asks nobody


def test_a_former_member_is_not_asked_for_that_boards_sake(asking):
    membership = asking.membership("chair")
    membership.ended_on = membership.history.first().history_date.date()
    membership.save_by(asking.manager)
    assert not needs_second_step(asking.chair)


def test_a_site_administrator_must_though_no_board_asks(cast):
    assert needs_second_step(cast.admin)
    assert not needs_second_step(cast.stranger)


def test_where_all_is_a_demonstration_no_administrator_is_asked(cast):
    for board in (cast.board, cast.otherby):
        board.demonstration = True
        board.save_by(None)
    assert not needs_second_step(cast.admin)
    cast.otherby.demonstration = False
    cast.otherby.save_by(None)
    assert needs_second_step(cast.admin)


def test_a_user_without_a_board_is_not_sent_to_a_business_manager(asking):
    asks = "Neither is possible? Ask Tessa Orme, business manager."
    assert asks in pages.shown(sign_in(asking.chair).get(reverse("boards:second_step_needed")))
    assert "Neither is possible?" not in pages.shown(sign_in(asking.admin).get(reverse("boards:second_step_needed")))


# nothing opens before -----------------------------------------------------------------------------------------------------


def test_a_user_who_has_none_is_asked_to_set_one_up_and_nothing_else_opens(asking):
    client = sign_in(asking.manager)
    for address in (home(asking), "/", reverse("boards:your_account"), reverse("account_change_password"), "/admin/"):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.url.startswith(reverse("boards:second_step_needed")), address
    page = pages.shown(client.get(home(asking), follow=True))
    assert "Set up a second step first" in page
    assert "Fenmarsh Safeguarding Children Partnership asks that people in your role" in page
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page
    assert client.get(reverse("boards:privacy")).status_code == 200  # what strangers read too
    assert client.post(reverse("account_logout")).status_code == 302
    assert client.get(home(asking)).url.startswith(reverse("account_login"))


def test_what_was_typed_meanwhile_is_given_back(asking):
    plan = make_plan(asking.board, recommendations=1, actions=1, notes=0)
    client = sign_in(asking.manager)
    answer = client.post(
        reverse("actionplans:note_add", args=[asking.board.slug, plan.slug, "99.1"]),
        {"text": "An hour of work.", "when": "today"},
    )
    page = pages.shown(answer)
    assert answer.status_code == 403
    assert "An hour of work." in page
    assert "second step" in page
    assert not ProgressEntry.objects.exists()


@pytest.mark.django_db(transaction=True)  # allauth sends the signal after the commit
def test_setting_one_up_opens_everything_without_being_asked_for_it_again(asking):
    client = sign_in(asking.manager)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Confirm your password" in pages.shown(asked)
    form = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    secret = form.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert client.get(home(asking)).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_recovery_codes_lead_on_to_where_one_wanted_to_go(asking):
    client = sign_in(asking.manager)
    client.get(home(asking), follow=True)
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    form = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    sent = {"code": code_of(form.context["form"].secret)}
    codes = pages.shown(client.post(reverse("mfa_activate_totp"), sent, follow=True))
    assert f'href="{home(asking)}">I have kept them</a>' in codes
    client.get(reverse("boards:your_account"))
    again = pages.shown(client.post(reverse("mfa_generate_recovery_codes"), follow=True))
    assert f'href="{reverse("mfa_index")}">I have kept them</a>' in again


def test_a_user_who_has_one_is_asked_for_it_at_sign_in_and_then_let_on(asking):
    secret = add_app(asking.manager)
    client = sign_in(asking.manager)
    assert client.get(home(asking)).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(home(asking)).status_code == 200


def test_a_session_that_was_opened_without_is_asked_for_it_and_goes_on_where_it_was(asking, client_for):
    secret = add_app(asking.manager)
    client = client_for("manager")  # as after signing in with an organisation's account
    answer = client.get(home(asking) + "?page=2")
    assert answer.url == f"{reverse('mfa_reauthenticate')}?next=%2Fboards%2Ffenmarsh%2F%3Fpage%3D2"
    shown = pages.shown(client.get(answer.url))
    assert 'name="next" value="/boards/fenmarsh/?page=2"' in shown
    wrong = client.post(answer.url, {"code": "000000", "next": home(asking)})
    assert wrong.status_code == 200
    assert client.get(home(asking)).status_code == 302
    done = client.post(answer.url, {"code": code_of(secret), "next": home(asking)})
    assert done.url == home(asking)
    assert client.get(home(asking)).status_code == 200


def test_such_a_session_cannot_set_up_another_instead(asking, client_for):
    add_app(asking.manager)
    client = client_for("manager")
    for name in ("mfa_add_webauthn", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "account_reauthenticate"):
        assert client.get(reverse(name)).url.startswith(reverse("mfa_reauthenticate")), name
        assert client.post(reverse(name), {"password": PASSWORD}).status_code == 403, name


def test_a_user_who_has_only_a_passkey_is_asked_for_that(asking, client_for):
    Authenticator.objects.create(user=asking.manager, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop"})
    answer = client_for("manager").get(home(asking))
    assert answer.url.startswith(reverse("mfa_reauthenticate_webauthn"))


def test_recovery_codes_by_themselves_are_no_second_step(asking, client_for):
    RecoveryCodes.activate(asking.manager)
    assert client_for("manager").get(home(asking)).url.startswith(reverse("boards:second_step_needed"))


def test_a_board_that_asks_from_now_on_asks_those_who_are_signed_in(cast, client_for):
    client = client_for("lead")
    plans = reverse("actionplans:plan_list", args=[cast.board.slug])
    assert client.get(plans).status_code == 200
    cast.board.second_step = ["lead"]
    cast.board.save_by(cast.manager)
    assert client.get(plans).url.startswith(reverse("boards:second_step_needed"))


def test_the_administration_pages_open_with_a_second_step_only(cast):
    client = Client()
    client.force_login(cast.admin)
    assert client.get("/admin/").url.startswith(reverse("boards:second_step_needed"))
    with_second_step(client, cast.admin)
    assert client.get("/admin/").status_code == 200


def test_nobody_is_led_away_by_the_address_to_go_on_to(cast, client_for):
    client = client_for("lead")
    assert client.get(reverse("boards:second_step_needed") + "?next=//elsewhere.example/").url == reverse("boards:home")
    assert client.get(reverse("boards:second_step_needed") + "?next=/account/").url == "/account/"
    for no_page in ("account_logout", "no-page-of-that-name"):
        assert client.get(reverse("boards:second_step_needed"), {"next": no_page}).url == reverse("boards:home")


# the last one is kept -----------------------------------------------------------------------------------------------------


def test_the_only_one_of_a_user_who_must_have_one_cannot_be_removed(asking):
    secret = add_app(asking.manager)
    client = sign_in(asking.manager)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = pages.shown(client.post(reverse("mfa_deactivate_totp")))
    assert "this is your only one. Set up another first" in page
    assert Authenticator.objects.filter(user=asking.manager, type="totp").exists()


def test_an_only_passkey_is_not_taken_away_either_but_one_of_two_is(asking, client_for):
    passkeys = [
        Authenticator.objects.create(user=asking.manager, type=Authenticator.Type.WEBAUTHN, data={"name": name})
        for name in ("Laptop", "Phone")
    ]
    client = client_for("manager")
    with_second_step(client, asking.manager)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_remove_webauthn", args=[passkeys[0].pk]))
    answer = client.post(reverse("mfa_remove_webauthn", args=[passkeys[1].pk]), follow=True)
    assert "this is your only one. Set up another first" in pages.shown(answer)
    assert list(Authenticator.objects.filter(user=asking.manager, type="webauthn")) == [passkeys[1]]


def test_a_user_who_need_not_have_one_may_remove_it(asking):
    secret = add_app(asking.lead)
    client = sign_in(asking.lead)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=asking.lead).exists()


# demonstrations say so ----------------------------------------------------------------------------------------------------


def test_a_demonstration_says_that_a_second_step_is_not_asked_for(cast, client_for):
    said = "This is a demonstration: a second step is not asked for."
    client = client_for("manager")
    assert said not in pages.shown(Client().get(reverse("account_login")))
    for board in (cast.board, cast.otherby):
        board.demonstration = True
        board.save_by(None)
    assert said in pages.shown(Client().get(reverse("account_login")))
    assert said in pages.shown(client.get(reverse("boards:your_account")))
    assert said in pages.shown(client.get(reverse("boards:board_settings", args=[cast.board.slug])))
