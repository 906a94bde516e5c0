"""Access to every page for every role: a page that is not in the table of tests/world.py fails the suite.

The table is a summary of ``boards.access`` and of the rules that look at a single row. Each actor walks every
address of the URLconf once; another board's address, or the key of another board's row under one's own address, is 404.
"""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from django.utils import timezone

from tests.order import once_but_for
from tests.shown import shown
from tests.undone import undone
from tests.world import ACTORS, ALL, BY_POST, PAGES, ROUTES

pytestmark = pytest.mark.usefixtures("nothing_printed")


def outcome(response: Any) -> str:
    """The outcome of a request, in a word or two."""
    if response.status_code == 302 and "/accounts/login/" in response.url:
        return "asked to sign in"
    if response.status_code == 401 and "/accounts/login/" in shown(response):
        return "asked to sign in"  # with the submitted text
    if response.status_code in (200, 302, 409, 422):
        return "opened"
    return {403: "refused", 404: "not there", 405: "only by POST"}.get(
        response.status_code, f"status {response.status_code}"
    )


def expected(actor: str, name: str) -> str:
    if actor in PAGES[name].split():
        return "opened"
    if actor == "nobody":
        return "asked to sign in"
    return "refused" if actor in ALL.split() else "not there"


def test_every_page_is_in_the_table():
    assert set(ROUTES) == set(PAGES)


@pytest.mark.parametrize("actor", once_but_for("manager", among=ACTORS))
def test_each_page_opens_to_those_of_the_table_and_nobody_else(client_for, fenmarsh, actor):
    """By GET, and by POST of an empty form: a response to the form (saved, or with errors) counts as open, too."""
    client = client_for("" if actor == "nobody" else actor)
    wrong = {}
    for name in PAGES:
        for method in (client.get, client.post):
            cookies = copy.deepcopy(client.cookies)
            with undone():
                found = outcome(method(fenmarsh.address(name)))
            client.cookies = cookies  # some pages sign out
            if found != expected(actor, name) and not (name in BY_POST and found == "only by POST"):
                wrong[f"{method.__name__} {name}"] = f"{found}, expected: {expected(actor, name)}"
    assert wrong == {}


@pytest.mark.once
def test_a_key_of_another_board_is_not_there_under_ones_own_address(client_for, fenmarsh, otherby):
    client = client_for("manager")
    wrong = {}
    for name, arguments in ROUTES.items():
        for key in arguments:
            if key == "board" or "board" not in arguments:
                continue
            address = fenmarsh.address(name, **{key: otherby.arguments(name)[key]})
            for method in (client.get, client.post):
                found = outcome(method(address))
                if found != "not there" and not (name in BY_POST and found == "only by POST"):
                    wrong[f"{method.__name__} {name}, {key}"] = found
    assert wrong == {}


def test_whose_membership_has_ended_the_board_is_closed_to(client_for, fenmarsh, cast):
    membership = cast.membership("member")
    membership.ended_on = timezone.localdate()
    membership.save_by(cast.manager)
    client = client_for("member")
    assert client.get(fenmarsh.address("actionplans:plan_page")).status_code == 404
    assert client.get(fenmarsh.address("actionplans:version_pdf")).status_code == 404


@pytest.mark.once
def test_reading_writes_nothing(client_for, fenmarsh, django_assert_max_num_queries):
    """GET never writes: no page that the manager opens leaves a changed row behind. Only downloads are logged in the trail."""
    client = client_for("manager")
    written = []
    for name in PAGES:
        if name in BY_POST:
            continue
        with django_assert_max_num_queries(200) as queries:
            client.get(fenmarsh.address(name))
        written += [
            f"{name}: {query['sql'][:80]}"
            for query in queries.captured_queries
            if query["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
            and "django_session" not in query["sql"]
            and not query["sql"].startswith('INSERT INTO "boards_trailentry"')
        ]
    assert written == []


@pytest.mark.once
def test_hints_end_without_a_full_stop(client_for, fenmarsh):
    """As in the style of GOV.UK: a hint is no sentence of the page, so a screen reader makes no pause that says it ended."""
    client = client_for("manager")
    stopped = {}
    for name in PAGES:
        if name in BY_POST:
            continue
        response = client.get(fenmarsh.address(name))
        if response.get("Content-Type", "").startswith("text/html"):
            hints = re.findall(r'<div class="govuk-hint[^>]*>(.*?)</div>', shown(response))
            stopped[name] = [hint for hint in hints if hint.strip().endswith(".")]
    assert sorted({hint.strip() for hints in stopped.values() for hint in hints}) == []
