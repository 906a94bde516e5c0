"""Fixtures and settings of all tests: fast settings without side effects, the cast, and clients that are signed in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import Client, TransactionTestCase
from pytest_django.plugin import blocking_manager_key

from boards import guards
from boards.models import User
from tests import cast as cast_module
from tests import databases, kept_prints, order
from tests.shared_cast import SharedCast

if TYPE_CHECKING:
    from tests.world import World

_SCRATCH = tempfile.TemporaryDirectory(prefix="plans-tests-")
_durations: order.Durations
_shared_cast = SharedCast()


def pytest_configure() -> None:
    """Settings of the tests, set before anything reads them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MEDIA_ROOT = Path(_SCRATCH.name) / "evidence"
    settings.SEALS_JOURNAL = Path(_SCRATCH.name) / "seals.log"
    settings.STATIC_ROOT = Path(_SCRATCH.name) / "static"
    settings.STATIC_ROOT.mkdir()
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        # A file, as in production: a database in memory has neither WAL nor several connections.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(Path(_SCRATCH.name) / "boards.sqlite3")
    settings.TASKS["default"]["OPTIONS"]["immediate"] = True  # work of the queue is done when it is enqueued
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    # No property has a time limit: on a loaded machine one would fail for no fault of the code.
    patient = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
    hypothesis.settings.register_profile("patient", patient)
    hypothesis.settings.load_profile("patient")
    global _durations
    _durations = order.Durations()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="leave out what drives a browser")
    parser.addoption("--for-postgres", help="a file for the names of the chosen tests that only PostgreSQL can show")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Each database has its own tests (tests/order.py), and those that took longest come first."""
    elsewhere = [item for item in items if not order.is_run_here(item)]
    if config.option.quick:
        elsewhere += [item for item in items if order.is_run_here(item) and order.drives_browser(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in set(elsewhere)]
    if config.option.for_postgres:
        names = [item.nodeid for item in elsewhere if item.get_closest_marker("postgres")]
        Path(config.option.for_postgres).write_text("".join(f"{name}\n" for name in names))
    if hasattr(config, "workerinput"):
        order.Durations().sort(items)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call":
        _durations.add(report.nodeid, report.duration)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """After a run of all tests: save how long they took, and delete prints that none of them used."""
    if session.config.option.dist != "no" and session.config.args_source != pytest.Config.ArgsSource.ARGS:
        _durations.write()
        kept_prints.sweep()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if order.is_django_test_case(item):  # these begin their own transactions
        with item.config.stash[blocking_manager_key].unblock():
            _shared_cast.remove()
    kept_prints.begin_fresh("fresh_prints" in item.fixturenames)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Keep the transaction of the shared cast open only for a next test that uses it: on SQLite it holds the lock for writing."""
    if nextitem is None or "cast" not in getattr(nextitem, "fixturenames", ()) or order.is_transactional(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            _shared_cast.remove()


def pytest_unconfigure() -> None:
    _SCRATCH.cleanup()


_empty = TransactionTestCase._fixture_teardown


def _empty_without_guards(case: TransactionTestCase) -> None:
    """Tests that need real transactions end by emptying every table, which the guards refuse."""
    names = [name for name in case._databases_names(include_mirrors=False) if name in connections]
    for name in names:
        guards.remove(connections[name])
    try:
        _empty(case)
    finally:
        for name in names:
            guards.install(connections[name])


TransactionTestCase._fixture_teardown = _empty_without_guards


@pytest.fixture
def fresh_prints() -> None:
    """For tests of the press itself: no part of a print comes from an earlier run."""


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker) -> Iterator[None]:
    """In place of pytest-django's, which migrates in each worker: a copy of the template (tests/databases.py)."""
    with django_db_blocker.unblock():
        databases.set_up(connection)
    yield
    with django_db_blocker.unblock():
        _shared_cast.remove()
        databases.tear_down(connection)


@pytest.fixture
def _django_db_helper(_stage, _django_db_helper) -> None:
    """pytest-django's own, in which a test's transaction begins; ``_stage`` comes before it."""


@pytest.fixture
def _stage(request, django_db_setup, django_db_blocker) -> None:
    """Before the test's own transaction begins, the shared cast is put into the database or removed, as the test needs."""
    with django_db_blocker.unblock():
        if "cast" in request.fixturenames and not order.is_transactional(request.node):
            _shared_cast.put()
        else:
            _shared_cast.remove()


@pytest.fixture
def queued(monkeypatch) -> None:
    """Work of the queue stays in it, as while no worker runs."""
    monkeypatch.setitem(settings.TASKS["default"]["OPTIONS"], "immediate", False)


@pytest.fixture
def cast(db) -> cast_module.Cast:
    """Two boards with a user in every role (tests/cast.py)."""
    return _shared_cast.copy() if _shared_cast.is_there() else cast_module.gather()


def with_second_step(client: Client, user: User) -> None:
    """Mark the client's session as opened with a code from an app, which administrators need."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.fixture
def client_for(cast) -> Callable[[str], Client]:
    """``client_for("lead")`` is a client in which the lead of Fenmarsh is signed in; ``""`` gives an anonymous one."""

    def sign_in(role: str) -> Client:
        client = Client()
        if role:
            client.force_login(cast.user(role))
        if role == "admin":
            with_second_step(client, cast.admin)
        return client

    return sign_in


@pytest.fixture
def nothing_printed(monkeypatch) -> None:
    """Prints can be ordered, and nothing is laid out for them: each is a blank page."""
    from actionplans.printing import jobs
    from actionplans.writing.press.sheets import Printed
    from tests.prints import blank_pdf

    monkeypatch.setattr(jobs, "print_in_sandbox", lambda *_, **__: Printed(blank_pdf(), 1))


@pytest.fixture
def fenmarsh(cast) -> World:
    """The board of the cast, with an object for every address."""
    from tests import world  # imports every view: only tests that use it wait for that

    return world.build(cast.board, cast.manager, cast.lead, first=99, versions=1)


@pytest.fixture
def otherby(cast) -> World:
    """The same for the other board."""
    from tests import world

    return world.build(cast.otherby, cast.neighbour, cast.neighbour, first=500, versions=2)
