"""A busy database and a full disk are answered with a sentence, and with what was typed."""

import hashlib
import itertools
import re
import sqlite3

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from actionplans.models import ProgressEntry
from actionplans.operations import notes
from boards.web import drafts, failures
from boards.web.typed_text import FACTS
from tests.builders import make_plan
from tests.cast import PASSWORD
from tests.shown import shown

TEXT = "An hour of work."


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=1, actions=1, notes=0)


def address(plan, name: str = "note_add") -> str:
    return reverse(f"actionplans:{name}", args=[plan.board.slug, plan.slug, "99.1"])


def failed(code: int) -> OperationalError:
    """The error that Django raises for one of SQLite with that code."""
    cause = sqlite3.OperationalError("something")
    cause.sqlite_errorcode = code
    error = OperationalError("something")
    error.__cause__ = cause
    return error


def failing(error: Exception):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_database_that_stays_locked_costs_a_sentence_and_no_word(plan, cast):
    client = Client()
    client.force_login(cast.lead)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")  # as if the time for waiting had passed
    holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        answer = client.post(address(plan), {"text": TEXT, "when": "today"})
        seen = client.get(address(plan))
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    page = shown(answer)
    assert answer.status_code == 503
    assert failures.BUSY in page
    assert TEXT in page
    assert seen.status_code == 200
    assert not ProgressEntry.objects.exists()
    assert client.post(address(plan), {"text": TEXT, "when": "today"}).status_code == 302


@pytest.fixture
def full_disk(db, settings):
    """The counts of attempts are in the database, as in real life. Its file may not grow, and each of its pages is full."""
    settings.CACHES = {"default": {"BACKEND": "boards.web.cache.Cache", "LOCATION": "cache"}}
    call_command("createcachetable", "cache", verbosity=0)
    numbers = itertools.count()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        for size in (3000, 300, 30, 1):
            refused = 0
            while refused < 30:
                key = hashlib.sha256(str(next(numbers)).encode()).hexdigest()
                try:
                    with transaction.atomic():
                        row = ["rl:" + key, "x" * size, "2099-01-01 00:00:00"]
                        cursor.execute("INSERT INTO cache (cache_key, value, expires) VALUES (%s, %s, %s)", row)
                except OperationalError:
                    refused += 1
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 4294967294")
        cursor.execute("DROP TABLE cache")


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", ["account_login", "account_reset_password", "account_request_login_code"])
def test_signing_in_on_a_full_disk_says_so_and_not_that_it_was_tried_too_often(cast, full_disk, route):
    client = Client()
    assert client.get(reverse(route)).status_code == 200
    answer = client.post(reverse(route), {"login": cast.lead.email, "password": PASSWORD, "email": cast.lead.email})
    page = shown(answer)
    assert answer.status_code == 503
    assert failures.FULL in page
    assert "too often" not in page


@pytest.mark.parametrize(("code", "sentence"), [(5, failures.BUSY), (517, failures.BUSY), (13, failures.FULL)])
def test_a_save_that_fails_in_the_database_costs_a_sentence_and_no_word(
    plan, client_for, monkeypatch, caplog, code, sentence
):
    monkeypatch.setattr(notes, "add_note", failing(failed(code)))
    answer = client_for("lead").post(address(plan), {"text": TEXT, "when": "today"})
    page = shown(answer)
    assert answer.status_code == 503
    assert sentence in page
    assert TEXT in page
    assert any("was not answered" in record.message for record in caplog.records)


def test_another_failure_is_not_taken_for_one_of_these(plan, client_for, monkeypatch):
    monkeypatch.setattr(notes, "add_note", failing(failed(1)))
    client = client_for("lead")
    client.raise_request_exception = False
    answer = client.post(address(plan), {"text": TEXT, "when": "today"})
    assert answer.status_code == 500
    assert "Something broke here" in shown(answer)


def test_what_fails_outside_of_a_view_costs_a_sentence_too(plan, client_for, monkeypatch):
    from django.contrib.sessions.backends.db import SessionStore

    client = client_for("lead")
    client.raise_request_exception = False
    monkeypatch.setattr(SessionStore, "save", failing(failed(13)))
    answer = client.post("/accounts/logout/")
    assert answer.status_code in (302, 503)
    assert "Something broke here" not in shown(answer)


def test_a_page_that_cannot_be_shown_just_now_says_why(plan, client_for, monkeypatch):
    from actionplans.views import notes as views

    monkeypatch.setattr(views, "form_page", failing(failed(13)))
    answer = client_for("lead").get(address(plan))
    page = shown(answer)
    assert answer.status_code == 503
    assert failures.FULL in page
    assert failures.READ_ON in page


@pytest.mark.parametrize("code", [5, 13])
def test_a_draft_that_cannot_be_kept_or_removed_makes_no_answer_untrue(plan, client_for, monkeypatch, code):
    """A note that is saved is not said to be lost because its draft could not be removed, and a form that is refused stays."""
    client = client_for("lead")
    page = address(plan)
    facts = re.search(rf'name="{FACTS}" value="([^"]*)"', shown(client.get(page)))
    sent = {FACTS: facts[1], "text": TEXT, "when": "today"}
    monkeypatch.setattr(drafts, "forget", failing(failed(code)))
    refused = client.post(page, sent | {"when": "other", "happened_0": "", "happened_1": "", "happened_2": ""})
    assert refused.status_code == 422
    assert f"{TEXT}</textarea>" in shown(refused)
    assert client.post(page, sent).status_code == 302
    assert ProgressEntry.objects.get().text == TEXT
