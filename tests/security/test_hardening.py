"""Security headers of every page, and requests that the site refuses before any view runs (OWASP A05:2021)."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.cast import PASSWORD
from tests.world import BY_POST, PAGES

#: Pages of no board, error pages among them.
ELSEWHERE = [
    "/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/2fa/",
    "/accounts/sessions/",
    "/admin/",
    "/admin/boards/board/",
    "/privacy/",
    "/accessibility/",
    "/cookies/",
    "/no-such-page/",
    "/boards/otherby/",
]


def policy_of(answer: Any) -> dict[str, str]:
    return dict(part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";"))


def faults(answer: Any) -> list[str]:
    """Faults in the headers of a response."""
    policy = policy_of(answer)
    allowed = " ".join(policy.values())
    looked_for = {
        "scripts come from elsewhere": policy.get("script-src", "'none'") not in ("'self'", "'none'"),
        "styles come from elsewhere": policy.get("style-src", "'none'") not in ("'self'", "'none'"),
        "inline or made-up code may run": "unsafe" in allowed,
        "anything is allowed": "*" in allowed,
        "the default is open": policy.get("default-src") != "'none'",
        "it can be framed": policy.get("frame-ancestors") != "'none'" or answer.headers["X-Frame-Options"] != "DENY",
        "its addresses can be moved": policy.get("base-uri") != "'none'",
        "types are guessed": answer.headers["X-Content-Type-Options"] != "nosniff",
        "other sites learn the address": answer.headers["Referrer-Policy"] != "same-origin",
        "windows of other sites reach in": answer.headers["Cross-Origin-Opener-Policy"] != "same-origin",
        "cameras and the like are open": "camera=()" not in answer.headers["Permissions-Policy"],
    }
    return [fault for fault, there in looked_for.items() if there]


@pytest.mark.once
def test_the_headers_of_every_page_let_the_browser_trust_nothing_but_the_site(client_for, fenmarsh):
    client = client_for("manager")
    wrong = {}
    addresses = [fenmarsh.address(name) for name in PAGES if name not in BY_POST] + ELSEWHERE
    for actor in (client, client_for("admin"), Client()):
        for address in addresses:
            answer = actor.get(address)
            if (
                answer.headers.get("Content-Type") == "application/pdf"
                and "Content-Security-Policy" not in answer.headers
            ):
                # A PDF that the browser's own viewer shows: no page, and in no frame of another site.
                found = [] if answer.headers["X-Frame-Options"] == "DENY" else ["it can be framed"]
            else:
                found = faults(answer)
            if actor is client and "private" not in answer.headers.get("Cache-Control", ""):
                found.append("others may keep it")
            if found:
                wrong[address] = found
    assert wrong == {}


def test_other_hosts_are_not_answered(cast):
    for host in ("evil.example", "localhost.evil.example", "localhost:80@evil.example"):
        assert Client().get("/accounts/login/", headers={"host": host}).status_code == 400


def own_views(patterns: Any) -> list[Any]:
    found = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            found += own_views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            found.append(pattern.callback)
    return found


def test_no_page_goes_without_the_token_of_its_form(client_for, fenmarsh, cast):
    """CSRF: a request that another site makes a browser send does nothing, whichever page it goes to."""
    exempt = {v.__name__ for v in own_views(get_resolver().url_patterns) if getattr(v, "csrf_exempt", False)}
    assert exempt == set()
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.manager)
    for address in [fenmarsh.address(name) for name in PAGES] + ["/accounts/logout/", "/accounts/password/change/"]:
        assert client.post(address, {"text": "Sent by another site"}).status_code == 403, address


def test_a_session_that_was_there_before_signing_in_opens_nothing_after(cast):
    """Session fixation: the key changes at sign-in."""
    client = Client()
    client.get("/accounts/login/")
    client.session["planted"] = "yes"
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key
    client.post("/accounts/login/", {"login": cast.member.email, "password": PASSWORD})
    assert client.session.session_key != before
    other = Client()
    other.cookies[settings.SESSION_COOKIE_NAME] = before
    assert other.get("/boards/fenmarsh/").status_code == 302


def in_production(program: str, **more: str) -> Any:
    """The JSON that a program prints when run with production settings."""
    environment = {
        "PATH": os.defpath,
        "ENVIRONMENT": "production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "ALLOWED_HOSTS": "plans.example.org",
        "EMAIL_HOST": "mail.example.org",
        "DEFAULT_FROM_EMAIL": "plans@example.org",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(settings.DATA_DIR),
    }
    done = subprocess.run(
        [sys.executable, "-c", f"import django, json; django.setup()\n{program}"],
        env=environment | more,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_speaks_https_only_and_keeps_its_cookies_to_itself():
    program = """
from django.conf import settings
from django.test import RequestFactory
from django.middleware.security import SecurityMiddleware
from django.http import HttpResponse
answer = lambda secure: SecurityMiddleware(lambda r: HttpResponse())(
    RequestFactory(headers={"host": "plans.example.org"}).get("/", secure=secure))
print(json.dumps({
    "sent on": answer(False).headers.get("Location"),
    "hsts": answer(True).headers.get("Strict-Transport-Security"),
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY,
                settings.CSRF_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE],
    "debug": settings.DEBUG,
}))
"""
    found = in_production(program, DEBUG="yes")
    assert found["sent on"] == "https://plans.example.org/"
    assert found["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert found["cookies"] == [True, True, True, True, "Lax", "Lax"]
    assert found["debug"] is False, "not even where the environment asks for it"


def test_the_administration_shows_no_plan_and_no_secret():
    """Site administrators read neither the plans of boards nor the secrets of second steps."""
    from django.contrib import admin

    shown = {model._meta.label for model in admin.site._registry}
    assert {label.split(".")[0] for label in shown} <= {"boards", "mfa"}
    assert "boards.TrailEntry" not in shown
