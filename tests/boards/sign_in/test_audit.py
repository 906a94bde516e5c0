"""What is logged in the trail about signing in, and what it never holds."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from boards.models import TrailEntry
from boards.models.trail import Happening
from tests.boards.sign_in.apps import add_app, code_of
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
FRESH = "seven grey herons waiting"


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


@pytest.fixture
def browser() -> Client:
    return Client(HTTP_USER_AGENT=DESK, REMOTE_ADDR="192.0.2.7")


def sign_in(browser: Client, email: str, password: str = PASSWORD):
    return browser.post(reverse("account_login"), {"login": email, "password": password})


def logged(*kinds: Happening) -> list[TrailEntry]:
    """The lines of these kinds, oldest first."""
    return list(TrailEntry.objects.filter(kind__in=kinds).order_by("pk"))


def test_signing_in_and_out_is_logged_with_the_way_the_device_and_the_address(cast, browser):
    sign_in(browser, cast.lead.email)
    browser.post(reverse("account_logout"))
    signed_in, signed_out = logged(Happening.SIGNED_IN, Happening.SIGNED_OUT)
    assert (signed_in.user, signed_in.who, signed_in.board) == (cast.lead, "Ruth Calloway", None)
    assert signed_in.about == "With a password, Chrome on Windows"
    assert signed_in.address == signed_out.address == "192.0.2.7"
    assert (signed_out.kind, signed_out.user) == (Happening.SIGNED_OUT, cast.lead)


def test_a_second_step_is_logged_and_so_is_a_wrong_one(cast, browser):
    secret = add_app(cast.lead)
    sign_in(browser, cast.lead.email)
    assert logged(Happening.SIGNED_IN) == []  # not yet
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    failed, signed_in = logged(Happening.SIGNED_IN, Happening.FACTOR_FAILED)
    assert (failed.kind, failed.user, failed.about) == (Happening.FACTOR_FAILED, cast.lead, "An authenticator app")
    assert signed_in.about == "With a password and a code from an app, Chrome on Windows"


def test_a_failure_names_the_account_or_says_that_there_is_none(cast, browser):
    sign_in(browser, cast.lead.email.upper(), "wrong")
    sign_in(browser, "nobody@elsewhere.example", "wrong")
    known, unknown = logged(Happening.SIGN_IN_FAILED)
    assert (known.user, known.who) == (cast.lead, "Ruth Calloway")
    assert (unknown.user, unknown.who) == (None, "unknown address")


def test_nothing_that_was_typed_is_in_the_trail(cast, browser):
    """Passwords are often typed into the field for the address."""
    for typed in (PASSWORD, f"{PASSWORD}@fenmarsh.example"):
        sign_in(browser, typed, cast.lead.email)
        browser.post(reverse("account_reset_password"), {"email": typed})
    lines = [str(value) for entry in TrailEntry.objects.values() for value in entry.values()]
    assert lines
    assert not [line for line in lines if PASSWORD in line or "@" in line]


def test_a_sign_in_to_a_closed_account_is_logged_as_a_failure(cast, browser):
    cast.lead.is_active = False
    cast.lead.save()
    sign_in(browser, cast.lead.email)
    (entry,) = logged(Happening.SIGN_IN_FAILED)
    assert (entry.user, entry.reason) == (cast.lead, "The account is closed")
    assert logged(Happening.SIGNED_IN) == []


def test_asking_for_a_link_choosing_a_password_and_changing_it_are_logged(cast, browser):
    browser.post(reverse("account_reset_password"), {"email": cast.lead.email})
    address = re.search(r"https?://[^/]+(\S+)", mail.outbox[0].body)[1]
    form = browser.get(address, follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": FRESH, "password2": FRESH})
    sign_in(browser, cast.lead.email, FRESH)
    newer = FRESH + " still"
    browser.post(reverse("account_change_password"), {"oldpassword": FRESH, "password1": newer, "password2": newer})
    lines = logged(Happening.PASSWORD_ASKED, Happening.PASSWORD_CHANGED)
    assert [(line.kind, line.user, line.reason) for line in lines] == [
        (Happening.PASSWORD_ASKED, cast.lead, ""),
        (Happening.PASSWORD_CHANGED, cast.lead, "With a link that was sent by mail"),
        (Happening.PASSWORD_CHANGED, cast.lead, ""),
    ]


def test_a_link_asked_for_an_unknown_address_leaves_a_line_that_names_nobody(db, browser):
    browser.post(reverse("account_reset_password"), {"email": "nobody@elsewhere.example"})
    (entry,) = logged(Happening.PASSWORD_ASKED)
    assert (entry.user, entry.who) == (None, "unknown address")


@pytest.mark.django_db(transaction=True)  # allauth sends the signal after the commit
def test_adding_and_removing_a_second_step_is_logged(cast, browser):
    sign_in(browser, cast.lead.email)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    browser.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=cast.lead).exists()
    lines = {(line.kind, line.about) for line in logged(Happening.FACTOR_ADDED, Happening.FACTOR_REMOVED)}
    assert (Happening.FACTOR_ADDED, "An authenticator app") in lines
    assert (Happening.FACTOR_REMOVED, "An authenticator app") in lines


def test_an_administrator_who_takes_a_lost_second_step_away_is_named_and_the_sessions_end(cast, client_for, browser):
    secret = add_app(cast.lead)
    sign_in(browser, cast.lead.email)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    lost = Authenticator.objects.get(user=cast.lead)
    client_for("admin").post(f"/admin/mfa/authenticator/{lost.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.filter(user=cast.lead).exists()
    (entry,) = logged(Happening.FACTOR_REMOVED)
    assert (entry.user, entry.administrator, entry.reason) == (cast.lead, cast.admin, "Removed by Ada Winter")
    assert not browser.get(reverse("boards:privacy")).wsgi_request.user.is_authenticated


def test_a_stranger_cannot_fill_the_trail(cast, browser):
    for number in range(40):
        sign_in(browser, f"nobody{number}@elsewhere.example", "wrong")
    assert len(logged(Happening.SIGN_IN_FAILED)) == 10  # a minute, of one internet address


def test_one_account_cannot_be_tried_from_many_addresses(cast):
    for number in range(12):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number + 1}"), cast.lead.email, "wrong")
    assert len(logged(Happening.SIGN_IN_FAILED)) == 5  # in five minutes, of one account


def test_asking_for_links_is_limited_before_anything_is_written(cast):
    for number in range(8):
        Client(REMOTE_ADDR=f"192.0.2.{number + 1}").post(reverse("account_reset_password"), {"email": cast.lead.email})
    assert len(logged(Happening.PASSWORD_ASKED)) == 3
    assert len(mail.outbox) == 3
