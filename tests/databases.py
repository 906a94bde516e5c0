"""The database of the tests: migrated once, kept as a template, and copied for each worker.

A template is kept under a hash of all that it is made of (migrations, guards, models, versions of the packages), so it is
never out of date. On SQLite it is a file below ``var/``; on PostgreSQL a database of the same server.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings

#: Files that are kept between runs of the tests; deleting them only costs time.
KEPT = Path(settings.BASE_DIR) / "var" / "test" / "kept"


def set_up(connection: Any) -> None:
    """Connect to a fresh copy of the template, which is made if it does not exist yet."""
    test_name = connection.creation._get_test_db_name()
    with _alone():
        if connection.vendor == "sqlite":
            _copy_file(connection, test_name)
        else:
            _copy_database(connection, test_name)


def tear_down(connection: Any) -> None:
    """Remove the copy."""
    connection.close()
    connection.creation._destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def _copy_file(connection: Any, test_name: str) -> None:
    template = KEPT / f"sqlite-{_fingerprint()}.sqlite3"
    if not template.exists():
        for old in KEPT.glob("sqlite-*"):
            old.unlink()
        _migrate(connection, test_name)
        made = template.with_suffix(".new")
        shutil.copyfile(test_name, made)
        made.replace(template)
    _lead_to(connection, test_name)
    shutil.copyfile(template, test_name)


def _copy_database(connection: Any, test_name: str) -> None:
    quote = connection.ops.quote_name
    template = f"tests_{_fingerprint()}"
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        is_there = cursor.fetchone() is not None
    if not is_there:
        _migrate(connection, f"{template}_new")
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {quote(f'{template}_new')} RENAME TO {quote(template)}")
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quote(test_name)} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {quote(test_name)} TEMPLATE {quote(template)}")
    _lead_to(connection, test_name)


def _migrate(connection: Any, name: str) -> None:
    """Make a database of that name as Django's own test runner does, and close the connection."""
    own = connection.settings_dict["TEST"].get("NAME")
    connection.settings_dict["TEST"]["NAME"] = name
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.settings_dict["TEST"]["NAME"] = own
    connection.close()


def _lead_to(connection: Any, name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name


@contextmanager
def _alone() -> Iterator[None]:
    """One worker at a time: the first makes the template, and PostgreSQL copies a database only while it has no connections."""
    KEPT.mkdir(parents=True, mode=0o700, exist_ok=True)
    with (KEPT / "databases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _fingerprint() -> str:
    digest = hashlib.sha256((Path(settings.BASE_DIR) / "requirements.txt").read_bytes())
    for file in sorted(_made_of()):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:24]


def _made_of() -> Iterator[Path]:
    """The files that decide what a migrated database looks like."""
    base = Path(settings.BASE_DIR)
    for config in apps.get_app_configs():
        name = settings.MIGRATION_MODULES.get(config.label, f"{config.name}.migrations")
        if name and importlib.util.find_spec(name):
            package = importlib.import_module(name)
            yield from (
                Path(package.__path__[0]) / f"{module.name}.py" for module in pkgutil.iter_modules(package.__path__)
            )
        folder = Path(config.path)
        if base in folder.parents and ".venv" not in folder.parts:
            yield from folder.glob("models/**/*.py")
            yield from (file for file in (folder / "guards.py", folder / "apps.py") if file.exists())
