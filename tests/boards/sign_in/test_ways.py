"""No way to sign in reveals whether an address is known, leads away from the site, or accepts an address that an account had
before. That each way works is shown in tests/browser/test_signing_in.py."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.template.base import Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boards.jobs.performing import run_here
from boards.models import Job, User
from boards.sign_in.organisations import vouches_for_second_step
from config import elsewhere
from tests import shown as pages
from tests.cast import PASSWORD

UNKNOWN = "nobody@fenmarsh.example"
SERVER = "https://login.council.example/tenant"


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


def plain(response, address: str) -> str:
    """The page without the typed address and the tokens of its forms."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", pages.shown(response))
    return html.replace(address, "the address")


# no page and no mail reveals whether an address is known ----------------------------------------------------------------------


def wrong_password(client: Client, address: str) -> list:
    return [client.post(reverse("account_login"), {"login": address, "password": "wrong"}, follow=True)]


def forgotten_password(client: Client, address: str) -> list:
    return [client.post(reverse("account_reset_password"), {"email": address}, follow=True)]


def code_by_mail(client: Client, address: str) -> list:
    """Ask for a code, ask for it again, and guess until the attempt is over."""
    asked = client.post(reverse("account_request_login_code"), {"email": address}, follow=True)
    again = client.post(reverse("account_confirm_login_code"), {"action": "resend"}, follow=True)
    guesses = [client.post(reverse("account_confirm_login_code"), {"code": "BBBB-CCCC"}, follow=True) for _ in range(4)]
    empty = client.post(reverse("account_confirm_login_code"), {"code": ""}, follow=True)
    return [asked, again, *guesses, empty]


@pytest.mark.parametrize("way", [wrong_password, forgotten_password, code_by_mail])
@pytest.mark.parametrize("other", ["unknown", "closed"])
def test_known_and_unknown_addresses_read_the_same(cast, way: Callable, other: str):
    known = cast.lead.email
    if other == "closed":
        cast.member.is_active = False
        cast.member.save()
    unknown = UNKNOWN if other == "unknown" else cast.member.email
    first, second = Client(), Client()
    pages = list(zip(way(first, known), way(second, unknown), strict=True))
    for page, other_page in pages:
        assert page.status_code == other_page.status_code
        assert page.redirect_chain == other_page.redirect_chain
        assert plain(page, known) == plain(other_page, unknown)
        assert {*page.headers} == {*other_page.headers}
    assert first.cookies.keys() == second.cookies.keys()
    assert {address for letter in mail.outbox for address in letter.to} <= {known}


@pytest.mark.parametrize("way", [forgotten_password, code_by_mail])
def test_the_page_waits_for_no_mail_server(cast, queued, way: Callable):
    """Both a longer response time and an error would reveal that the address is known."""
    assert way(Client(), cast.lead.email)[0].status_code == 200
    assert mail.outbox == []
    for job in Job.objects.all():
        run_here(job)
    assert mail.outbox[0].to == [cast.lead.email]


def work_of(request: Callable[[], object], monkeypatch) -> tuple[list[str], int, list[str]]:
    """What a request does: its statements without their values, how many passwords it hashes, the templates that it renders."""
    hashed, rendered = [], []
    encode, render = PBKDF2PasswordHasher.encode, Template.render

    def encoded(*given: object) -> str:
        hashed.append(1)
        return encode(*given)

    def shown(template: Template, *given: object) -> str:
        rendered.append(template.name)
        return render(template, *given)

    with monkeypatch.context() as patched, CaptureQueriesContext(connection) as asked:
        patched.setattr(PBKDF2PasswordHasher, "encode", encoded)
        patched.setattr(Template, "render", shown)
        request()
    said = [re.sub(r"'[^']*'|\b\d[\d.]*\b|NULL|s\d+_x\d+|_django_curs_\w+", "?", query["sql"]) for query in asked]
    return sorted(said), len(hashed), rendered


@pytest.mark.parametrize("way", [wrong_password, forgotten_password, code_by_mail])
@pytest.mark.parametrize("other", ["unknown", "closed"])
def test_known_and_unknown_addresses_cost_the_same_work(cast, queued, settings, monkeypatch, way: Callable, other: str):
    """By what a request does, not by how long it takes: the same statements, passwords hashed and templates rendered."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    cast.lead.set_password(PASSWORD)
    cast.lead.save()
    if other == "closed":
        cast.member.is_active = False
        cast.member.save()
    unknown = UNKNOWN if other == "unknown" else cast.member.email
    way(Client(), UNKNOWN)  # what is read once and kept
    cache.clear()
    known = work_of(lambda: way(Client(), cast.lead.email), monkeypatch)
    cache.clear()
    assert work_of(lambda: way(Client(), unknown), monkeypatch) == known


def test_a_code_is_in_no_row_of_the_queue(cast):
    code = ask_for_code(Client(), cast.lead)
    rows = [str(list(job.values())) for job in Job.objects.values()]
    assert rows
    assert not [row for row in rows if code in row or cast.lead.email in row]


def test_strangers_get_no_mail(cast):
    forgotten_password(Client(), UNKNOWN)
    code_by_mail(Client(), UNKNOWN)
    assert mail.outbox == []


def test_an_address_that_an_account_had_before_opens_nothing(cast):
    """allauth keeps addresses in a table of its own; the account's own address is the one that counts."""
    EmailAddress.objects.create(user=cast.lead, email="before@elsewhere.example", verified=True, primary=True)
    for way in (forgotten_password, code_by_mail):
        way(Client(), "before@elsewhere.example")
    assert mail.outbox == []
    client = Client()
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    fresh = "seven grey herons waiting"
    answers = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    client.post(reverse("account_change_password"), answers)
    assert [(letter.subject, letter.to) for letter in mail.outbox] == [("Your password was changed", [cast.lead.email])]


# codes by mail --------------------------------------------------------------------------------------------------------------


def ask_for_code(client: Client, user: User, **more: str) -> str:
    client.post(reverse("account_request_login_code"), {"email": user.email, **more})
    return re.search(r"^[A-Z]{4}-[A-Z]{4}$", mail.outbox[-1].body, re.M)[0]


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_works_once_and_for_ten_minutes(cast, monkeypatch):
    client = Client()
    code = ask_for_code(client, cast.lead)
    later = time.time() + 10 * 60 + 1
    with monkeypatch.context() as patched:
        patched.setattr(time, "time", lambda: later)
        client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(client)
    fresh = Client()
    code = ask_for_code(fresh, cast.lead)
    fresh.post(reverse("account_confirm_login_code"), {"code": code})
    assert is_in(fresh)
    fresh.post(reverse("account_logout"))
    fresh.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(fresh)


def test_a_code_can_be_tried_three_times_also_by_requests_that_run_at_once(cast):
    """Each of them reads the session as it was before the others."""
    client = Client()
    code = ask_for_code(client, cast.lead)
    before = dict(client.session)
    for tried in ("BBBB-CCCC", "CCCC-DDDD", "DDDD-FFFF", code):
        session = client.session
        session.update(before)
        session.save()
        client.post(reverse("account_confirm_login_code"), {"code": tried})
    assert not is_in(client)
    fresh = Client()
    fresh.post(reverse("account_confirm_login_code"), {"code": ask_for_code(fresh, cast.lead)})
    assert is_in(fresh)


def test_three_wrong_codes_end_the_attempt(cast):
    client = Client()
    code = ask_for_code(client, cast.lead)
    for _ in range(3):
        client.post(reverse("account_confirm_login_code"), {"code": "BBBB-CCCC"})
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(client)


def test_the_mail_with_a_code_says_what_it_is_for_and_who_sends_it(cast):
    ask_for_code(Client(), cast.lead)
    letter = mail.outbox[0]
    assert letter.subject == "Your code to sign in"
    assert "tell nobody the code" in letter.body
    assert "testserver: action plans of safeguarding boards." in letter.body


# after signing in nobody is led away ----------------------------------------------------------------------------------------

AWAY = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "\thttps://evil.example/",
]


def stays(response) -> bool:
    assert response.status_code == 302
    return bool(re.match(r"/(?![/\\])", response["Location"]))


@pytest.mark.parametrize("away", AWAY)
def test_no_way_to_sign_in_leads_away(cast, away):
    client = Client()
    answer = client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD, "next": away})
    assert is_in(client)
    assert stays(answer)
    assert stays(
        client.get(reverse("account_login"), {"next": away})
    )  # a user who is signed in already is redirected at once
    assert stays(client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": away}))
    assert stays(client.post(reverse("account_logout"), {"next": away}))
    client = Client()
    code = ask_for_code(client, cast.lead, next=away)
    answer = client.post(reverse("account_confirm_login_code"), {"code": code, "next": away})
    assert is_in(client)
    assert stays(answer)


@pytest.mark.parametrize("away", AWAY)
def test_the_second_step_leads_nobody_away(cast, away):
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(cast.lead, secret)
    client = Client()
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD, "next": away})
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    answer = client.post(reverse("mfa_authenticate"), {"code": code, "next": away})
    assert is_in(client)
    assert stays(answer)


@pytest.fixture
def council(settings, monkeypatch) -> dict:
    """One organisation, configured as the environment does it; its server is not asked anything."""
    for name, value in {"NAME": "Fenmarsh Council", "SERVER_URL": SERVER, "CLIENT_ID": "plans"}.items():
        monkeypatch.setenv(f"OIDC_{name}", value)
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "a-secret-of-the-tests")
    [app] = elsewhere.apps(production=True)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    answers = {"authorization_endpoint": f"{SERVER}/authorize", "token_endpoint": f"{SERVER}/token"}
    monkeypatch.setattr(OpenIDConnectOAuth2Adapter, "openid_config", answers)
    return app


@pytest.mark.parametrize("away", AWAY)
def test_an_organisations_sign_in_keeps_no_address_that_leads_away(db, council, away):
    client = Client()
    answer = client.post(reverse("openid_connect_login", args=["1"]) + "?" + "process=login", {"next": away})
    assert answer["Location"].startswith(f"{SERVER}/authorize?")
    [(state, _, _)] = client.session["socialaccount_states"].values()
    assert "next" not in state


# an organisation's account --------------------------------------------------------------------------------------------------


def test_the_button_is_there_only_where_an_organisation_is_configured(db, settings, council):
    assert "Sign in with Fenmarsh Council" in pages.shown(Client().get(reverse("account_login")))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Sign in with" not in pages.shown(Client().get(reverse("account_login")))
    assert Client().post(reverse("openid_connect_login", args=["1"])).status_code == 404


def test_signing_in_there_begins_with_a_press_of_a_button(db, council):
    """A GET, such as a link in a mail, begins nothing: it could connect an attacker's account."""
    shown = Client().get(reverse("openid_connect_login", args=["1"]), {"process": "connect"})
    assert shown.status_code == 200
    assert "Connect your Fenmarsh Council account" in pages.shown(shown)


def test_connecting_asks_whether_it_is_still_you(cast, council, client_for):
    account = SocialAccount.objects.create(user=cast.lead, provider="1", uid="ruth")
    answer = client_for("lead").post(reverse("socialaccount_connections"), {"account": account.pk})
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    assert SocialAccount.objects.filter(pk=account.pk).exists()


def test_the_only_way_in_is_not_disconnected(cast, council, client_for):
    account = SocialAccount.objects.create(user=cast.lead, provider="1", uid="ruth")
    client = client_for("lead")
    cast.lead.set_unusable_password()
    cast.lead.save()
    client.force_login(cast.lead)
    page = client.post(reverse("socialaccount_connections"), {"account": account.pk})
    assert "Choose a password first" in pages.shown(page)
    assert SocialAccount.objects.filter(pk=account.pk).exists()


def test_nobody_disconnects_anothers_account(cast, council, client_for):
    account = SocialAccount.objects.create(user=cast.lead, provider="1", uid="ruth")
    client_for("member").post(reverse("socialaccount_connections"), {"account": account.pk})
    assert SocialAccount.objects.filter(pk=account.pk).exists()


def test_nobody_touches_anothers_passkey(cast, client_for):
    key = Authenticator.objects.create(user=cast.lead, type="webauthn", data={"name": "Work laptop", "credential": {}})
    client = client_for("member")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(cast.member.pk)
    session.save()
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[key.pk])).status_code == 404
        assert client.post(reverse(name, args=[key.pk]), {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Work laptop"


def came(settings: dict, token: dict, userinfo: dict | None = None) -> SimpleNamespace:
    """A sign-in with the account of an organisation with that configuration, and that ID token."""
    data = {"id_token": token, "userinfo": userinfo or {}}
    return SimpleNamespace(
        provider=SimpleNamespace(app=SimpleNamespace(settings=settings)), account=SimpleNamespace(extra_data=data)
    )


@pytest.mark.parametrize(
    ("said", "token", "counts"),
    [
        ("no", {"amr": ["pwd", "mfa"]}, False),
        ("yes", {"amr": ["pwd", "mfa"]}, True),
        ("yes", {"amr": ["pwd"]}, False),
        ("yes", {"amr": "mfa"}, True),
        ("yes", {}, False),
        ("yes", {"acr": "mfa"}, False),
        ("c1", {"acrs": ["c1", "c2"]}, True),
        ("c1", {"acr": "c1"}, True),
        ("c1", {"acrs": ["c2"]}, False),
        ("c1", {"amr": ["mfa"]}, False),
    ],
)
def test_what_an_organisation_vouches_for_counts_only_as_configured(monkeypatch, said, token, counts):
    monkeypatch.setenv("OIDC_NAME", "Fenmarsh Council")
    for name in ("SERVER_URL", "CLIENT_ID", "CLIENT_SECRET"):
        monkeypatch.setenv(f"OIDC_{name}", SERVER)
    monkeypatch.setenv("OIDC_SECOND_STEP", said)
    [app] = elsewhere.apps(production=True)
    assert vouches_for_second_step(came(app["settings"], token)) is counts
    assert not vouches_for_second_step(came(app["settings"], {}, userinfo=token))


def test_organisations_are_read_from_the_environment(monkeypatch):
    assert elsewhere.apps(production=True) == []
    for prefix, server in (("OIDC_", SERVER), ("OIDC_2_", "https://login.police.example/v2.0")):
        monkeypatch.setenv(f"{prefix}NAME", f"{prefix}organisation")
        monkeypatch.setenv(f"{prefix}SERVER_URL", server)
        monkeypatch.setenv(f"{prefix}CLIENT_ID", "plans")
        monkeypatch.setenv(f"{prefix}CLIENT_SECRET", "a-secret-of-the-tests")
    found = elsewhere.apps(production=True)
    assert [(app["provider_id"], app["name"]) for app in found] == [
        ("1", "OIDC_organisation"),
        ("2", "OIDC_2_organisation"),
    ]
    assert all(app["settings"]["oauth_pkce_enabled"] for app in found)
    assert elsewhere.origins(found) == ["https://login.council.example", "https://login.police.example"]
    monkeypatch.setenv("OIDC_2_CLIENT_SECRET", "")
    with pytest.raises(ImproperlyConfigured, match="OIDC_2_CLIENT_SECRET is not set"):
        elsewhere.apps(production=True)
    monkeypatch.setenv("OIDC_2_CLIENT_SECRET", "a-secret-of-the-tests")
    monkeypatch.setenv("OIDC_SERVER_URL", "http://login.council.example")
    with pytest.raises(ImproperlyConfigured, match="must begin with https://"):
        elsewhere.apps(production=True)


@pytest.mark.parametrize(
    "sent",
    [
        "9" * 5000,
        "[" * 100_000,
        '{"a":' * 5000,
        "{}",
        '{"id": 1}',
        '"text"',
        "[]",
        "null",
        "",
        "\x00",
        '{"id": "é", "response": []}',
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": []}',
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"userHandle": 7}}',
        '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "eA", "authenticatorData": "eA"}}',
    ],
    ids=lambda sent: sent[:8] or "nothing",
)
def test_what_is_no_passkey_is_answered_with_a_sentence(db, sent):
    client = Client()
    client.get(reverse("mfa_login_webauthn"))
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent}, follow=True)
    assert answer.status_code in (200, 422)
    assert "That passkey did not let you in" in pages.shown(answer)
    assert "_auth_user_id" not in client.session
