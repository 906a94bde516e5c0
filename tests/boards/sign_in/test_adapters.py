"""Signing in, in our words and markup; there is no account without an invitation."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from boards.models import User
from tests import shown as pages
from tests.cast import PASSWORD


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


def page(response) -> str:
    return pages.shown(response)


def test_a_person_signs_in_and_out(cast):
    client = Client()
    shown = page(client.get(reverse("account_login")))
    assert "Accounts are by invitation" in shown
    assert "I have forgotten my password" in shown
    signed_in = client.post(reverse("account_login"), {"login": cast.manager.email, "password": PASSWORD}, follow=True)
    assert "Tessa Orme" in page(signed_in)
    signed_out = client.post(reverse("account_logout"), follow=True)
    assert "You are signed out." in page(signed_out)
    assert "Tessa Orme" not in page(signed_out)


def test_a_wrong_password_is_answered_by_the_field_and_the_address_stays(cast):
    answer = page(Client().post(reverse("account_login"), {"login": cast.manager.email, "password": "wrong"}))
    assert "One thing to put right" in answer
    assert "<title>Error: Sign in" in answer
    assert '<a href="#id_login">Email address or password is wrong.' in answer
    assert f'value="{cast.manager.email}"' in answer
    assert "Your text is still here" not in answer
    assert 'value="wrong"' not in answer


def test_an_unknown_address_is_answered_like_a_wrong_password(cast):
    known = page(Client().post(reverse("account_login"), {"login": cast.manager.email, "password": "wrong"}))
    unknown = page(Client().post(reverse("account_login"), {"login": "nobody@fenmarsh.example", "password": "wrong"}))
    assert "Email address or password is wrong" in known
    assert "Email address or password is wrong" in unknown


def test_empty_fields_are_asked_for_by_name(db):
    answer = page(Client().post(reverse("account_login"), {}))
    assert "Enter your email address" in answer
    assert "Enter your password" in answer


def test_nobody_signs_up(db):
    client = Client()
    assert "Accounts are by invitation" in page(client.get(reverse("account_signup")))
    asked = {"email": "me@elsewhere.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), asked)
    assert not User.objects.filter(email="me@elsewhere.example").exists()


def test_nobody_changes_the_address_of_the_invitation(cast):
    client = Client()
    client.force_login(cast.lead)
    client.post(reverse("account_email"), {"action_add": "", "email": "other@elsewhere.example"})
    assert not User.objects.filter(email="other@elsewhere.example").exists()
    assert not cast.lead.emailaddress_set.filter(email="other@elsewhere.example").exists()
    assert cast.lead.email in page(client.get(reverse("account_email")))


def test_nobody_puts_back_an_address_that_they_had_before(cast):
    cast.lead.emailaddress_set.create(email="before@elsewhere.example", verified=True)
    client = Client()
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    for button in ("action_primary", "action_remove", "action_send"):
        client.post(reverse("account_email"), {button: "", "email": "before@elsewhere.example"})
    assert User.objects.get(pk=cast.lead.pk).email == cast.lead.email
    assert cast.lead.emailaddress_set.filter(email="before@elsewhere.example").exists()
    assert mail.outbox == []


def test_a_forgotten_password_is_reset_by_mail(cast):
    client = Client()
    asked = client.post(reverse("account_reset_password"), {"email": cast.lead.email}, follow=True)
    assert "Look in your mail" in page(asked)
    letter = mail.outbox[0]
    assert letter.subject == "Choose a new password"
    assert cast.lead.email in letter.body
    address = re.search(r"https?://[^/]+(\S+)", letter.body)[1]
    form = client.get(address, follow=True)
    assert "At least 12 characters" in page(form)
    fresh = "seven grey herons waiting"
    short = client.post(form.redirect_chain[-1][0], {"password1": "short", "password2": "short"})
    assert "12 characters" in page(short)
    done = client.post(form.redirect_chain[-1][0], {"password1": fresh, "password2": fresh}, follow=True)
    assert "Your password is saved" in page(done)
    assert client.login(email=cast.lead.email, password=fresh)
    again = client.get(address, follow=True)
    assert "This link does not work any more" in page(again)


def test_an_unknown_address_gets_no_mail_and_the_page_does_not_show_it(db):
    asked = Client().post(reverse("account_reset_password"), {"email": "nobody@fenmarsh.example"}, follow=True)
    assert "Look in your mail" in page(asked)
    assert mail.outbox == []


def test_a_second_step_is_set_up_and_then_asked_for(cast):
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    client = Client()
    client.post(reverse("account_login"), {"login": cast.chair.email, "password": PASSWORD})
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Confirm your password" in page(asked)
    form = client.post(asked.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    secret = form.context["form"].secret
    key = re.search(r'<b class="key">(.+)</b>', page(form))[1]
    parts = re.findall(r"<span>(\w{4})</span>", key)
    assert "".join(parts) == secret == strip_tags(key)  # in fours to be read, and copied without blanks
    assert 'href="otpauth://totp/' in page(form)
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000 000"})
    assert "That code is not right" in page(wrong)

    def code() -> str:
        return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

    now = code()
    client.post(reverse("mfa_activate_totp"), {"code": f"{now[:3]} {now[3:]}"})
    assert "Recovery codes" in page(client.get(reverse("mfa_index")))
    codes = page(client.get(reverse("mfa_view_recovery_codes")))
    spare = re.findall(r"<li>([0-9a-f]{8})</li>", codes)
    assert len(spare) == 10
    client.post(reverse("account_logout"))
    asked = client.post(reverse("account_login"), {"login": cast.chair.email, "password": PASSWORD}, follow=True)
    assert "One more step" in page(asked)
    assert "Graham Ashdown" not in page(asked)
    let_in = client.post(reverse("mfa_authenticate"), {"code": spare[0]}, follow=True)
    assert "Graham Ashdown" in page(let_in)


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_request_login_code",
        "socialaccount_login_cancelled",
        "socialaccount_connections",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_logout",
        "account_change_password",
        "account_email",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
    ],
)
def test_pages_of_signing_in_hold_nothing_inline_and_keep_to_the_strict_policy(name, cast):
    client = Client()
    if name not in ("account_login", "account_signup", "account_request_login_code"):
        client.post(reverse("account_login"), {"login": cast.manager.email, "password": PASSWORD})
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    html = page(answer)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", html)
    assert '<html lang="en-GB"' in html
    assert html.count("<h1") == 1
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
