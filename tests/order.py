"""Which tests are run on which database, and in which order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import TransactionTestCase
from pytest_django.fixtures import validate_django_db

from tests.databases import KEPT

_COMMITTING = {"transactional_db", "live_server"}


def is_on_sqlite() -> bool:
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


def is_transactional(item: pytest.Item) -> bool:
    """Whether a test commits: its rows are deleted afterwards, not rolled back."""
    marker = item.get_closest_marker("django_db")
    return bool(_COMMITTING & set(item.fixturenames)) or bool(marker and validate_django_db(marker)[0])


def is_django_test_case(item: pytest.Item) -> bool:
    return isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, TransactionTestCase)


def asks_database(item: pytest.Item) -> bool:
    marked = item.get_closest_marker("django_db") is not None
    return marked or "db" in item.fixturenames or is_transactional(item) or is_django_test_case(item)


def drives_browser(item: pytest.Item) -> bool:
    return "chromium" in item.fixturenames


def is_run_here(item: pytest.Item) -> bool:
    """On SQLite all tests but those of PostgreSQL alone; on PostgreSQL those that use the database, without browser tests."""
    if is_on_sqlite():
        return not item.get_closest_marker("postgres")
    return (
        asks_database(item)
        and not drives_browser(item)
        and not any(item.get_closest_marker(name) for name in ("sqlite", "once"))
    )


def once_but_for(*chosen: str, among: Iterable[str]) -> list[Any]:
    """Parameters of a walk over pages: those ``chosen`` are run on both databases, which shows that the queries of the pages
    work on both, and the others on SQLite only."""
    return [value if value in chosen else pytest.param(value, marks=pytest.mark.once) for value in among]


class Durations:
    """How long the longest test of each file took the last time: such files come first, so that none is the last."""

    def __init__(self) -> None:
        self.file = KEPT / f"durations-{'sqlite' if is_on_sqlite() else 'postgres'}.json"
        self.measured: dict[str, float] = defaultdict(float)

    def sort(self, items: list[pytest.Item]) -> None:
        before = self._read()
        items.sort(key=lambda item: -before.get(item.nodeid.partition("::")[0], 0))

    def add(self, nodeid: str, seconds: float) -> None:
        file = nodeid.partition("::")[0]
        self.measured[file] = max(self.measured[file], round(seconds, 1))

    def write(self) -> None:
        KEPT.mkdir(parents=True, mode=0o700, exist_ok=True)
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(self._read() | self.measured, indent=1))
        new.replace(self.file)

    def _read(self) -> dict[str, float]:
        try:
            return json.loads(Path(self.file).read_text())
        except (FileNotFoundError, ValueError):
            return {}
