"""Pages on privacy, accessibility and cookies: whose details they show, to which users, and what where details are missing."""

from __future__ import annotations

import pytest
from django.test import override_settings

from boards.models import Board
from boards.pages.notices import LAWS
from boards.web.cookies import cookies
from tests.shown import shown

PAGES = ("/privacy/", "/accessibility/")


@pytest.fixture
def with_details(cast) -> Board:
    board = cast.board
    board.controller = "Fenmarsh County Council"
    board.contact_email = "plans@fenmarsh.example"
    board.contact_phone = "01632 960 101"
    board.data_protection_email = "data.protection@fenmarsh.example"
    board.save_by(None)
    return board


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return shown(answer)


@pytest.mark.parametrize("role", ["manager", "lead", "observer"])
def test_members_read_their_boards_details(with_details, client_for, role):
    privacy = page(client_for(role), "/privacy/")
    for words in ("Fenmarsh County Council", "plans@fenmarsh.example", "01632 960 101", "data.protection@fenmarsh"):
        assert words in privacy
    assert "01632 960 101" in page(client_for(role), "/accessibility/")


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_of_a_site_of_several_boards_reads_no_boards_details(with_details, client, address):
    with override_settings(SITE_CONTACT="Run by Fen Hosting, help@hosting.example"):
        text = page(client, address)
    assert "Fenmarsh" not in text
    assert "help@hosting.example" in text


def test_a_stranger_of_a_site_of_one_board_reads_its_details_and_no_name(client, db):
    Board.objects.create_by(None, name="Only Board", short_name="OB", slug="only", controller="Only Council")
    assert "Only Council" in page(client, "/privacy/")


def test_an_anonymous_user_is_not_shown_who_the_manager_is(with_details, client_for):
    assert "tessa" not in page(client_for(""), "/privacy/").lower()
    assert "Tessa Orme" in page(client_for("lead"), "/privacy/")


@pytest.mark.parametrize("address", PAGES)
def test_a_manager_is_shown_what_is_missing(cast, client_for, address):
    words = "Your board has not yet said who its data controller is"
    assert words in page(client_for("manager"), address)
    assert "/boards/fenmarsh/settings/" in page(client_for("manager"), address)
    assert words not in page(client_for("lead"), address)


def test_nothing_is_missing_where_all_is_said(with_details, client_for):
    assert "has not yet said" not in page(client_for("manager"), "/privacy/")


@pytest.mark.parametrize(
    ("kind", "law", "other"),
    [
        (Board.Kind.ADULTS, "Care Act 2014", "16E to 16K"),
        (Board.Kind.PARTNERSHIP, "16E to 16K", "Care Act 2014"),
        (Board.Kind.IMPROVEMENT, "section 497A", "Care Act 2014"),
    ],
)
def test_the_law_is_that_of_the_kind_of_board(cast, client_for, kind, law, other):
    cast.board.kind = kind
    cast.board.save_by(None)
    privacy = page(client_for("lead"), "/privacy/")
    assert law in privacy
    assert other not in privacy


def test_every_kind_of_board_has_its_law():
    assert set(LAWS) == set(Board.Kind)


def test_the_notice_says_all_that_the_law_asks_for(with_details, client_for):
    """UK GDPR, articles 13 and 14."""
    privacy = page(client_for("lead"), "/privacy/")
    for words in (
        "data controller",
        "data protection officer",
        "article 6(1)(e)",
        "Who sees it",
        "How long",
        "article 15",
        "article 16",
        "article 17",
        "article 18",
        "article 21",
        "Published versions are the exception",
        "Information Commissioner",
        "Nothing is decided about you by a machine",
        "It comes from you",
        "You need not give us anything by law",
        "as their processor",
    ):
        assert words in privacy


def test_the_statement_has_the_parts_of_the_model(with_details, client_for):
    statement = page(client_for("lead"), "/accessibility/")
    for words in (
        "Accessibility statement",
        "Feedback",
        "Enforcement",
        "Equality and Human Rights Commission",
        "partially compliant",
        "Content that is not accessible",
        "Disproportionate burden",
        "How this statement was prepared",
        "25 November 2026",
    ):
        assert words in statement


def test_cookies_have_the_names_and_times_of_the_settings(client, db):
    with override_settings(SESSION_COOKIE_NAME="__Host-in", CSRF_COOKIE_AGE=60 * 60 * 24 * 7):
        text = page(client, "/cookies/")
        assert [cookie.name for cookie in cookies()][0] == "__Host-in"
    assert "__Host-in" in text
    assert "7 days" in text


def test_every_page_leads_to_the_three(client, db):
    text = page(client, "/accounts/login/")
    for address in ("/privacy/", "/accessibility/", "/cookies/"):
        assert f'href="{address}"' in text


def test_the_privacy_notice_promises_no_more_than_is_so(cast, client_for):
    """Secrets of authenticator apps can be read in the database, an account outlives its access."""
    privacy = page(client_for("member"), "/privacy/")
    assert "what your second steps are checked by" in privacy
    assert "It stays, and your name with what you wrote, until the board erases it." in privacy
    for stays in (
        "files of evidence in which it stands",
        "as long as another board needs it",
        "internet addresses stay",
    ):
        assert stays in privacy
