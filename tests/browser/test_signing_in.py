"""Every way to sign in, in a real browser: password, code of an app, recovery code, passkey, code by mail, and the account of
an organisation (OpenID Connect)."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
from collections.abc import Callable, Iterator
from io import BytesIO
from queue import Queue
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from aiosmtpd.controller import Controller
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.core.cache import cache
from oidc_provider_mock import User as Worker
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Page, expect

from boards.models import User
from boards.sign_in.two_step import has_second_step
from config import elsewhere
from tests.browser.conftest import DESKTOP, PATIENCE, SMALL_PHONE
from tests.browser.examining import examine, look
from tests.cast import PASSWORD

ORGANISATION = "Fenmarsh Council"


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


@pytest.fixture
def people(transactional_db, cast):
    return cast


# helpers ----------------------------------------------------------------------------------------------------------------


def code_of(secret: str) -> str:
    """The six digits that an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def enter_password(site, page: Page, user: User) -> None:
    page.goto(site.address + "/accounts/login/")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def prove_it_is_you(page: Page) -> None:
    expect(page.get_by_role("heading", name="Confirm your password")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out").first.click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()


def expect_in(page: Page, user: User) -> None:
    page.wait_for_url(lambda url: "/accounts/" not in url)
    expect(page.get_by_role("banner").get_by_text(user.name)).to_be_visible()


def expect_out(site, page: Page) -> None:
    page.goto(site.address + "/")
    expect(page).to_have_url(re.compile("/accounts/(login|2fa/authenticate)/"))


def second_step_of(page: Page, user: User) -> bool:
    """What the application holds of this browser's session."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    return has_second_step(SimpleNamespace(session=SessionStore(key), user=user))


def set_up_app(site, page: Page) -> tuple[str, list[str]]:
    """Have whoever is signed in set up an authenticator app: its secret, and the recovery codes that were shown."""
    page.goto(site.address + "/accounts/2fa/totp/activate/")
    prove_it_is_you(page)
    secret = page.locator("b.key").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    return secret, page.locator("[data-spare-codes] li").all_inner_texts()


def forget_used_codes() -> None:
    """A code is taken only once; the next would be 30 seconds away."""
    cache.clear()


def add_device(page: Page) -> tuple[object, str]:
    """A device with a fingerprint reader, as Chromium plays it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, added["authenticatorId"]


def add_passkey(site, page: Page, name: str = "Work laptop") -> list[str]:
    """Have whoever is signed in add a passkey: the recovery codes that were shown, if there were none before."""
    page.goto(site.address + "/accounts/2fa/webauthn/add/")
    prove_it_is_you(page)
    page.get_by_label("What do you call this device?").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    return page.locator("[data-spare-codes] li").all_inner_texts()


# password, app, recovery code -------------------------------------------------------------------------------------------


def test_password_alone(site, people):
    page = site.page()
    enter_password(site, page, people.lead)
    expect_in(page, people.lead)
    assert not second_step_of(page, people.lead)
    sign_out(page)
    expect_out(site, page)
    assert site.complaints == []


def test_password_works_without_script(site, people):
    page = site.page(script=False)
    enter_password(site, page, people.lead)
    expect_in(page, people.lead)
    page.goto(site.address + "/accounts/2fa/webauthn/add/")
    prove_it_is_you(page)
    expect(page.get_by_text("This browser cannot make passkeys")).to_be_visible()
    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()


def test_password_and_a_code_of_the_app(site, people):
    page = site.page("lead", by_form=True)
    secret, _ = set_up_app(site, page)
    assert second_step_of(page, people.lead)
    assert mail.outbox[-1].subject == "A second step was set up"
    assert mail.outbox[-1].to == [people.lead.email]
    sign_out(page)
    forget_used_codes()
    enter_password(site, page, people.lead)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_label("Code").fill("000000" if code_of(secret) != "000000" else "111111")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("That code is not right"))).to_be_visible()
    expect(page.get_by_role("banner").get_by_text(people.lead.name)).to_have_count(0)
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_in(page, people.lead)
    assert second_step_of(page, people.lead)


def test_password_and_a_recovery_code_which_works_once(site, people):
    page = site.page("lead", by_form=True)
    _, spare = set_up_app(site, page)
    assert len(spare) == 10
    with page.expect_download() as download:
        page.get_by_role("link", name="Keep them as a file").click()
    assert set(spare) <= set(download.value.path().read_text().split())
    page.goto(site.address + "/accounts/2fa/recovery-codes/")
    expect(page.get_by_text("10 of 10 are left. They were shown when they were made")).to_be_visible()
    assert not any(code in page.content() for code in spare)
    for _ in range(2):
        sign_out(page)
        enter_password(site, page, people.lead)
        page.get_by_label("Code").fill(spare[0])
        page.get_by_role("button", name="Sign in", exact=True).click()
        if page.get_by_role("link", name=re.compile("That code is not right")).count():
            break
        expect_in(page, people.lead)
        assert second_step_of(page, people.lead)
    else:
        pytest.fail("a recovery code was taken twice")
    page.get_by_label("Code").fill(spare[1])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_in(page, people.lead)
    page.goto(site.address + "/accounts/2fa/recovery-codes/")
    prove_it_is_you(page)
    expect(page.get_by_text("8 of 10 are left.")).to_be_visible()


# passkeys ---------------------------------------------------------------------------------------------------------------


def test_passkey_alone_counts_as_two_steps(site, people):
    page = site.page("lead", by_form=True)
    devtools, device = add_device(page)
    assert len(add_passkey(site, page)) == 10
    assert [letter.subject for letter in mail.outbox] == ["A passkey was added"]
    assert second_step_of(page, people.lead)
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect_in(page, people.lead)
    assert second_step_of(page, people.lead)
    assert site.complaints == []
    sign_out(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("No passkey was used.")).to_be_visible()
    expect_out(site, page)


def test_passkey_leads_on_to_where_somebody_wanted_to_go_but_never_elsewhere(site, people):
    page = site.page("lead", by_form=True)
    add_device(page)
    add_passkey(site, page)
    sign_out(page)
    page.goto(site.address + "/boards/fenmarsh/people/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/boards/fenmarsh/people/")
    sign_out(page)
    page.goto(site.address + "/accounts/login/?next=https://evil.example/")
    page.get_by_role("button", name="Use a passkey").click()
    expect_in(page, people.lead)
    assert page.url.startswith(site.address)


def test_passkey_after_the_password(site, people):
    page = site.page("lead", by_form=True)
    add_device(page)
    spare = add_passkey(site, page)
    sign_out(page)
    enter_password(site, page, people.lead)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    expect(page.get_by_label("Recovery code")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect_in(page, people.lead)
    assert second_step_of(page, people.lead)
    sign_out(page)
    enter_password(site, page, people.lead)
    page.get_by_label("Recovery code").fill(spare[3])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_in(page, people.lead)


def test_passkey_is_renamed_and_removed(site, people):
    page = site.page("lead", by_form=True)
    add_device(page)
    add_passkey(site, page, name="Old laptop")
    page.goto(site.address + "/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Rename Old laptop").click()
    page.get_by_label("What do you call this device?").fill("Office laptop")
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("link", name="Remove Office laptop").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    assert mail.outbox[-1].subject == "A passkey was removed"
    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("That passkey did not let you in.")).to_be_visible()
    expect_out(site, page)


def test_a_device_takes_one_passkey_for_an_account(site, people):
    page = site.page("lead", by_form=True)
    add_device(page)
    add_passkey(site, page)
    page.goto(site.address + "/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("This device has a passkey for your account already.")).to_be_visible()
    assert Authenticator.objects.filter(user=people.lead, type=Authenticator.Type.WEBAUTHN).count() == 1


# code by mail -----------------------------------------------------------------------------------------------------------


class Postbox:
    """What a mail server took in."""

    def __init__(self) -> None:
        self.letters: Queue = Queue()

    async def handle_DATA(self, server, session, envelope) -> str:
        self.letters.put(envelope)
        return "250 taken"

    def code(self) -> tuple[str, str]:
        """Address and code of the next letter."""
        envelope = self.letters.get(timeout=PATIENCE)
        return envelope.rcpt_tos[0], re.search(r"^([A-Z]{4}-[A-Z]{4})\s*$", str(envelope.content, "utf-8"), re.M)[1]


@pytest.fixture
def postbox(settings) -> Iterator[Postbox]:
    """A real mail server that the site sends to."""
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


def ask_for_code(site, page: Page, address: str) -> None:
    page.goto(site.address + "/accounts/login/")
    page.get_by_role("link", name="Email me a code").click()
    page.get_by_label("Email address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code from the mail")).to_be_visible()


def enter_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Continue").click()


def test_code_by_mail(site, people, postbox):
    page = site.page()
    ask_for_code(site, page, people.lead.email)
    address, code = postbox.code()
    assert address == people.lead.email
    enter_code(page, "BCDF-GHJK")
    expect(page.get_by_role("link", name=re.compile("That code is not right"))).to_be_visible()
    enter_code(page, code.lower())
    expect_in(page, people.lead)
    assert not second_step_of(page, people.lead)


def test_code_by_mail_and_then_the_second_step(site, people, postbox):
    setting_up = site.page("lead", by_form=True)
    secret, _ = set_up_app(site, setting_up)
    postbox.letters.get(timeout=PATIENCE)  # that a second step was set up
    forget_used_codes()
    page = site.page()
    ask_for_code(site, page, people.lead.email)
    enter_code(page, postbox.code()[1])
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    expect_out(site, page.context.new_page())
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_in(page, people.lead)
    assert second_step_of(page, people.lead)


def test_a_code_works_only_in_the_window_that_asked_for_it(site, people, postbox):
    asked, other = site.page(), site.page()
    ask_for_code(site, asked, people.lead.email)
    _, code = postbox.code()
    ask_for_code(site, other, "nobody@fenmarsh.example")
    enter_code(other, code)
    expect(other.get_by_role("link", name=re.compile("That code is not right"))).to_be_visible()
    assert postbox.letters.empty()


# an organisation's account ----------------------------------------------------------------------------------------------


class Organisation:
    """What was asked of an OpenID Connect server such as a council's: path and parameters."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []

    def last(self, path: str) -> dict[str, str]:
        return [parameters for asked, parameters in self.asked if asked == path][-1]


def noting(app: Callable, organisation: Organisation) -> Callable:
    """The server, with each request written down before it is answered."""

    def noted(environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        sent = parse_qs(environ["QUERY_STRING"]) | parse_qs(body.decode())
        organisation.asked.append((environ["PATH_INFO"], {name: values[0] for name, values in sent.items()}))
        return app(environ, start_response)

    return noted


@pytest.fixture
def organisation(settings, monkeypatch, people) -> Iterator[Organisation]:
    """The council's server. Ruth Calloway is "ruth" there, with the address that she has here; "dual" has used two steps."""
    claims = {"name": "Ruth Calloway", "email": people.lead.email, "email_verified": True}
    workers = [Worker(sub="ruth", claims=claims), Worker(sub="dual", claims=claims | {"amr": ["pwd", "mfa"]})]
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    with run_server_in_thread(user_claims=workers) as server:
        address = f"http://localhost:{server.server_port}"
        council = Organisation()
        server.app = noting(server.app, council)
        monkeypatch.setenv("OIDC_NAME", ORGANISATION)
        monkeypatch.setenv("OIDC_SERVER_URL", address)
        monkeypatch.setenv("OIDC_CLIENT_ID", "plans")
        monkeypatch.setenv("OIDC_CLIENT_SECRET", "a-secret-of-the-tests")
        configure(settings)
        yield council


def configure(settings) -> None:
    """Read the settings of the environment anew."""
    apps = elsewhere.apps(production=False)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": directives | {"form-action": ["'self'", *elsewhere.origins(apps)]}
    }


def at_the_organisation(page: Page, worker: str) -> None:
    page.locator("input[name=sub]").fill(worker)
    page.get_by_role("button", name=re.compile("Authorize", re.I)).click()


def sign_in_with(site, page: Page, worker: str, *, next_page: str = "") -> None:
    page.goto(site.address + "/accounts/login/" + (f"?next={next_page}" if next_page else ""))
    page.get_by_role("button", name=f"Sign in with {ORGANISATION}").click()
    at_the_organisation(page, worker)


def connect(site, page: Page, worker: str) -> None:
    page.goto(site.address + "/accounts/3rdparty/")
    page.get_by_role("button", name=f"Connect your {ORGANISATION} account").click()
    at_the_organisation(page, worker)
    prove_it_is_you(page)
    expect(page.get_by_text(f"From now on you can sign in with {ORGANISATION}.")).to_be_visible()


def test_the_same_address_lets_nobody_in_and_connects_nothing(site, people, organisation):
    page = site.page()
    sign_in_with(site, page, "ruth")
    expect(page.get_by_role("heading", name=f"Your {ORGANISATION} account is not connected here")).to_be_visible()
    known = page.locator("main").inner_html()
    assert people.lead.email not in known
    assert people.lead.name not in known
    assert not SocialAccount.objects.exists()
    assert User.objects.filter(email=people.lead.email).count() == 1
    expect_out(site, page)
    sign_in_with(site, page, "somebody-else")
    expect(page.get_by_role("heading", name=f"Your {ORGANISATION} account is not connected here")).to_be_visible()
    assert page.locator("main").inner_html() == known


def test_the_organisation_is_asked_with_proof_key_and_state(site, people, organisation):
    page = site.page()
    sign_in_with(site, page, "ruth")
    asked, told = organisation.last("/oauth2/authorize"), organisation.last("/oauth2/token")
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 16
    proof = base64.urlsafe_b64encode(hashlib.sha256(told["code_verifier"].encode()).digest()).decode().rstrip("=")
    assert proof == asked["code_challenge"]
    stranger = site.page()
    stranger.goto(f"{site.address}/accounts/oidc/1/login/callback/?code=stolen&state={asked['state']}")
    expect(stranger.get_by_role("heading", name="That sign-in did not work")).to_be_visible()


def test_connected_while_signed_in_it_then_signs_in(site, people, organisation):
    page = site.page("lead", by_form=True)
    connect(site, page, "ruth")
    assert mail.outbox[-1].subject == "Your account was connected"
    assert SocialAccount.objects.get().user == people.lead
    sign_out(page)
    sign_in_with(site, page, "ruth", next_page="/boards/fenmarsh/people/")
    page.wait_for_url("**/boards/fenmarsh/people/")
    expect_in(page, people.lead)
    assert not second_step_of(page, people.lead)
    sign_out(page)
    sign_in_with(site, page, "ruth", next_page="https://evil.example/")
    expect_in(page, people.lead)
    assert page.url.startswith(site.address)
    page.goto(site.address + "/accounts/3rdparty/")
    page.get_by_role("button", name=f"Disconnect {ORGANISATION}").click()
    prove_it_is_you(page)
    expect(page.get_by_text("Disconnected. It does not sign you in any more.")).to_be_visible()
    sign_out(page)
    sign_in_with(site, page, "ruth")
    expect(page.get_by_role("heading", name=f"Your {ORGANISATION} account is not connected here")).to_be_visible()


def test_an_account_connected_to_one_person_is_not_given_to_another(site, people, organisation):
    page = site.page("lead", by_form=True)
    connect(site, page, "ruth")
    other = site.page("member", by_form=True)
    other.goto(site.address + "/accounts/3rdparty/")
    other.get_by_role("button", name=f"Connect your {ORGANISATION} account").click()
    at_the_organisation(other, "ruth")
    prove_it_is_you(other)
    expect(other.get_by_text("is connected to another account here")).to_be_visible()
    assert SocialAccount.objects.get().user == people.lead


@pytest.mark.parametrize(
    ("counts", "worker", "asked_here"),
    [("no", "dual", True), ("yes", "ruth", True), ("yes", "dual", False)],
    ids=["not configured", "configured, not shown", "configured and shown"],
)
def test_the_organisations_second_step_counts_if_configured_and_shown(
    site, people, organisation, settings, monkeypatch, counts, worker, asked_here
):
    monkeypatch.setenv("OIDC_SECOND_STEP", counts)
    configure(settings)
    page = site.page("lead", by_form=True)
    secret, _ = set_up_app(site, page)
    page.goto(site.address + "/accounts/3rdparty/")
    page.get_by_role("button", name=f"Connect your {ORGANISATION} account").click()
    at_the_organisation(page, worker)
    expect(page.get_by_text(f"From now on you can sign in with {ORGANISATION}.")).to_be_visible()
    sign_out(page)
    forget_used_codes()
    sign_in_with(site, page, worker)
    if asked_here:
        expect(page.get_by_role("heading", name="One more step")).to_be_visible()
        page.get_by_label("Code").fill(code_of(secret))
        page.get_by_role("button", name="Sign in", exact=True).click()
    expect_in(page, people.lead)
    assert second_step_of(page, people.lead)


def test_an_organisation_that_does_not_answer_gets_a_plain_page(site, people, organisation, settings, monkeypatch):
    monkeypatch.setenv("OIDC_SERVER_URL", "http://localhost:9")
    configure(settings)
    page = site.page()
    page.goto(site.address + "/accounts/login/")
    page.get_by_role("button", name=f"Sign in with {ORGANISATION}").click()
    expect(page.get_by_role("heading", name="That sign-in did not work")).to_be_visible()


# accessibility ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [DESKTOP, SMALL_PHONE], ids=["1366", "320"])
def test_axe_finds_nothing_on_the_pages_of_signing_in(site, people, organisation, axe, size):
    faults = []
    page = site.page(size=size)
    for address in (
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/oidc/1/login/",
        "/accounts/3rdparty/login/error/",
    ):
        faults += look(page, site.address + address, address, axe, size)
    faults += look(page, site.address + "/accounts/3rdparty/login/cancelled/", "cancelled", axe, size)
    sign_in_with(site, page, "ruth")
    faults += examine(page, "not connected", axe)
    ask_for_code(site, page, people.lead.email)
    faults += look(page, page.url, "code by mail", axe, size)
    person = site.page("lead", size=size, by_form=True)
    add_device(person)
    faults += look(person, site.address + "/accounts/3rdparty/", "connections", axe, size)
    add_passkey(site, person)
    pk = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    for address in ("", "add/", f"keys/{pk}/edit/", f"keys/{pk}/remove/", "reauthenticate/"):
        faults += look(person, f"{site.address}/accounts/2fa/webauthn/{address}", f"webauthn/{address}", axe, size)
    for address in ("", "totp/activate/", "recovery-codes/", "recovery-codes/generate/", "reauthenticate/"):
        faults += look(person, f"{site.address}/accounts/2fa/{address}", address, axe, size)
    sign_out(person)
    enter_password(site, person, people.lead)
    faults += look(person, site.address + "/accounts/2fa/authenticate/", "second step", axe, size)
    assert not faults, "\n".join(faults)
