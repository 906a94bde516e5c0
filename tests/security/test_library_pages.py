"""The pages that libraries bring: signing in, and the administration. Each is opened as every user, and none is left out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from boards.web.gate import must_name_a_right
from tests.order import once_but_for
from tests.undone import undone
from tests.world import ACTORS

#: Signing in: what a stranger may open. Everything else under /accounts/ asks to sign in first.
STRANGERS_MAY = {
    "account_login",
    "account_logout",  # sends a stranger on to sign in
    "account_inactive",
    "account_signup",  # says that accounts are by invitation
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_confirm_email",
    "account_email_verification_sent",
    "mfa_authenticate",  # the second step: without a first one it goes back to it
    "mfa_login_webauthn",
    "mfa_trust",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "socialaccount_signup",
}
#: Values for the arguments of addresses where no such object exists.
NOTHING = {"key": "none", "uidb36": "1", "pk": "1", "object_id": "1", "content_type_id": "1", "id": "1"}


def library_routes(patterns: Any, prefix: str = "", space: str = "") -> list[tuple[str, str]]:
    """Name and address of each page that is not ours."""
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found += library_routes(pattern.url_patterns, prefix + str(pattern.pattern), inner)
        elif isinstance(pattern, URLPattern) and not must_name_a_right(pattern.callback):
            found.append((f"{space}{pattern.name}", prefix + str(pattern.pattern)))
    return found


ROUTES = dict(library_routes(get_resolver().url_patterns))


def address(name: str) -> str | None:
    """An address of that route; None where it needs something that is not configured here."""
    for arguments in ({}, *({key: value} for key, value in NOTHING.items()), {"uidb36": "1", "key": "none"}):
        try:
            return reverse(name, kwargs=arguments)
        except NoReverseMatch:
            continue
    for words in (("1",), ("1", "1"), ("boards",)):
        try:
            return reverse(name, args=words)
        except NoReverseMatch:
            continue
    return None


def test_only_signing_in_and_the_administration_come_from_libraries():
    assert {way.split("/")[0] for way in ROUTES.values()} == {"accounts", "admin"}
    assert len(ROUTES) > 60


@pytest.mark.parametrize("actor", once_but_for("admin", among=ACTORS))
def test_the_administration_opens_to_site_administrators_only(client_for, actor):
    client = client_for("" if actor == "nobody" else actor)
    opened = set()
    walked = 0
    for name in ROUTES:
        where = (
            address(name) if name.startswith("admin:") and not name.endswith((":None", ":logout", ":login")) else None
        )
        if where is None:
            continue
        walked += 1
        for method in (client.get, client.post):
            with undone():
                answer = method(where)
            if answer.status_code == 200 or (answer.status_code == 302 and "login" not in answer.url):
                opened.add(name)
    assert walked > 40
    assert bool(opened) is (actor == "admin"), opened


def test_a_stranger_opens_no_more_of_the_accounts_than_it_takes_to_sign_in(db):
    client = Client()
    opened = set()
    for name, way in ROUTES.items():
        where = address(name) if way.startswith("accounts/") and name != "None" else None
        for method in (client.get, client.post) if where else ():
            answer = method(where)
            sent_to_sign_in = answer.status_code == 302 and "/accounts/login/" in answer.url
            if not sent_to_sign_in and answer.status_code not in (401, 403, 404, 405):
                opened.add(name)
    assert opened <= STRANGERS_MAY


def test_nobody_makes_an_account_for_themselves(db, django_user_model):
    for where in ("/accounts/signup/", "/accounts/3rdparty/signup/"):
        answer = Client().post(
            where, {"email": "new@fenmarsh.example", "password1": "three-words-apart", "password2": "three-words-apart"}
        )
        assert answer.status_code in (200, 302, 403)
    assert not django_user_model.objects.exists()
