"""Prints are made of documents alone, whichever database there is: these tests are run once, on SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        apart = [item for item in items if Path(__file__).parent in item.path.parents]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if item not in apart]
