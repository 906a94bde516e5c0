"""A real Chromium against the real application, with and without JavaScript."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from boards.models import User
from config.frontend.fetch import DESTINATION
from tests.cast import PASSWORD

# Playwright runs an event loop in this thread, which Django would otherwise take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

#: So many seconds something may take to appear: the limit ends a test that would hang, on a loaded machine too.
PATIENCE = 120
expect.set_options(timeout=PATIENCE * 1_000)

DESKTOP, PHONE, SMALL_PHONE = (1366, 900), (375, 667), (320, 568)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in Path(item.fspath).parent.parts:
            item.add_marker(pytest.mark.browser)


def find_chromium() -> str:
    """The browser that ``./run test`` names, or one where it would look first."""
    candidates = (os.environ.get("CHROMIUM"), "chromium", "google-chrome", str(DESTINATION / "chromium" / "chromium"))
    for candidate in filter(None, candidates):
        if found := shutil.which(candidate):
            return found
    pytest.fail("There is no Chromium here: ./run test, without a path, installs one.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = ["--disable-background-networking", "--disable-gpu", "--no-first-run"]
        if os.geteuid() == 0:
            options.append("--no-sandbox")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=options)
        yield browser
        browser.close()


def session_of(role: str) -> str:
    """The key of a new session in which the user of that role is signed in."""
    client = Client()
    client.force_login(User.objects.get(email=f"{role}@fenmarsh.example"))
    return client.session.session_key


class Site:
    """The running application as somebody sees it. What the browser complains of (a refused script or style, an error)
    is collected in ``complaints``."""

    def __init__(self, browser: Browser, address: str):
        self.browser, self.address = browser, address
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(
        self, role: str = "", *, size: tuple[int, int] = DESKTOP, script: bool = True, by_form: bool = False
    ) -> Page:
        """A window of its own in which the user of that role is signed in, and which shows their first page. With
        ``by_form`` they sign in through the sign-in page, for tests that are about signing in."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=script, locale="en-GB"
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE * 1_000)
        page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if role and by_form:
            self._sign_in_by_form(page, role)
        elif role:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(role), "url": self.address}]
            )
            page.goto(self.address)
        return page

    def _sign_in_by_form(self, page: Page, role: str) -> None:
        page.goto(self.address + "/accounts/login/")
        page.get_by_label("Email address").fill(f"{role}@fenmarsh.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/accounts/" not in url)

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def site(chromium: Browser, live_server) -> Iterator[Site]:
    site = Site(chromium, live_server.url)
    yield site
    site.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script, which set-up fetches for the tests."""
    return (DESTINATION / "test" / "axe.min.js").read_text()
