"""Rate limits of signing in count over all processes, and their page reveals nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from boards.models import TrailEntry
from boards.models.trail import Happening
from tests.cast import PASSWORD
from tests.shown import shown

#: A program that tries to sign in so many times and prints the status of each response. The address may hold a placeholder
#: for the number of the attempt.
ASKING = """
import json, sys
import django
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
django.setup()
from django.test import Client
address, email, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.stdin.readline()
client = Client(REMOTE_ADDR=address, HTTP_HOST="localhost")
emails = [email.format(number) for number in range(times)]
answers = [client.post("/accounts/login/", {"login": tried, "password": "wrong"}).status_code for tried in emails]
print(json.dumps(answers))
"""


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


class Server:
    """A separate process with the real settings, on the database of the test."""

    def __init__(self, folder, address: str, email: str, times: int):
        arguments = [sys.executable, "-c", ASKING, address, email, str(times)]
        self.process = subprocess.Popen(
            arguments,
            cwd=settings.BASE_DIR,
            env=os.environ
            | {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": _database(), "DATA_DIR": str(folder)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def begin(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def answers(self) -> list[int]:
        said, _ = self.process.communicate()
        return json.loads(said)


def _database() -> str:
    """The address of the database that this test runs on."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    parts = connection.settings_dict
    host = parts["HOST"].replace("/", "%2F")
    return f"postgres://{parts['USER']}:{parts['PASSWORD']}@{host}:{parts['PORT']}/{parts['NAME']}"


@pytest.fixture
def cache_table(transactional_db):
    """The real cache is a table; the other tests use one in memory."""
    call_command("createcachetable", "cache", verbosity=0)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache")


def test_wrong_passwords_are_counted_over_all_processes(cast, cache_table, tmp_path):
    """Two processes at once, from two internet addresses: together they try five times, and each is then refused."""
    servers = [Server(tmp_path, f"192.0.2.{number}", cast.lead.email, 6) for number in (1, 2)]
    for server in servers:
        server.begin()
    answers = [server.answers() for server in servers]
    assert sum(answer.count(200) for answer in answers) <= 5
    assert all(answer[-1] == 429 for answer in answers), answers
    later = Server(tmp_path, "192.0.2.3", cast.lead.email, 1)  # a new process knows the count too
    later.begin()
    assert later.answers() == [429]


def test_an_internet_address_is_counted_over_all_processes(cast, cache_table, tmp_path):
    """Ten wrong passwords a minute, whichever accounts they are for."""
    answers = []
    for key in "ab":  # one after the other: both share the count
        server = Server(tmp_path, "192.0.2.9", key + "{}@fenmarsh.example", 6)
        server.begin()
        answers += server.answers()
    assert answers == [200] * 10 + [429] * 2


def test_the_cache_holds_more_counts_than_a_stranger_can_fill():
    """Beyond MAX_ENTRIES a third is thrown away, counts of wrong passwords with it."""
    script = "import django; django.setup(); from django.core.cache import cache; print(cache._max_entries)"
    said = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(said.stdout) >= 20_000


# the page that says so --------------------------------------------------------------------------------------------------


def attempts(email: str, times: int, password: str = "wrong", **address: str):
    for _ in range(times):
        answer = Client(**address).post(reverse("account_login"), {"login": email, "password": password})
    return answer


def test_the_refusal_is_a_page_of_ours_and_shows_nothing_of_the_account(cast):
    known = attempts(cast.lead.email, 6, "a-secret-of-mine")
    unknown = attempts("nobody@elsewhere.example", 6, "a-secret-of-mine", REMOTE_ADDR="192.0.2.8")
    assert known.status_code == unknown.status_code == 429
    page = shown(known)
    assert "That was tried too often" in page
    assert "Wait five minutes, then try again" in page
    assert "a-secret-of-mine" not in page
    assert cast.lead.email not in page
    assert page == shown(unknown)
    assert page.count("<h1") == 1


def test_the_right_password_does_not_help_beyond_the_limit(cast):
    attempts(cast.lead.email, 5)
    assert attempts(cast.lead.email, 1, PASSWORD).status_code == 429
    assert attempts(cast.member.email, 1, PASSWORD).status_code == 302  # other users are not refused


def test_a_port_behind_the_host_begins_no_new_count(cast):
    """“localhost:8001” is as good a host as “localhost” to Django, and there are 65,535 of them."""
    for port in range(8001, 8006):
        attempts(cast.lead.email, 1, HTTP_HOST=f"localhost:{port}")
    assert attempts(cast.lead.email, 1, PASSWORD, HTTP_HOST="localhost:8006").status_code == 429


def test_each_internet_address_counts_by_itself_where_a_server_hands_ipv4_over_within_ipv6(cast):
    for number in range(10):
        attempts(f"somebody{number}@elsewhere.example", 1, REMOTE_ADDR="::ffff:192.0.2.1")
    assert attempts(cast.lead.email, 1, PASSWORD, REMOTE_ADDR="::ffff:192.0.2.1").status_code == 429
    assert attempts(cast.lead.email, 1, PASSWORD, REMOTE_ADDR="::ffff:192.0.2.2").status_code == 302
    assert TrailEntry.objects.get(kind=Happening.SIGNED_IN).address == "192.0.2.2"


def test_signing_in_well_uses_nothing_up(cast):
    for _ in range(8):
        assert attempts(cast.lead.email, 1, PASSWORD).status_code == 302


def test_wrong_codes_are_limited_too(cast):
    from tests.boards.sign_in.apps import add_app, code_of

    secret = add_app(cast.lead)
    client = Client()
    client.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "There were too many wrong attempts" in shown(answer)
    assert not client.get(reverse("boards:privacy")).wsgi_request.user.is_authenticated
