"""Commands that are typed where there is no database yet: a sentence instead of a traceback, and no empty database left."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.utils import OperationalError, ProgrammingError


@contextmanager
def on_a_prepared_database() -> Iterator[None]:
    """End with one sentence where what is run inside fails because the database has no tables. SQLite makes the file that it is
    asked for; one without tables is deleted again."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        if not _is_missing_table(error) or connection.introspection.table_names():
            raise
        sys.exit(_remove_and_explain())


def _is_missing_table(error: Exception) -> bool:
    """By PostgreSQL's code for an undefined table; SQLite has none of its own for that, but others for a full disk or a lock."""
    cause = error.__cause__
    return getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR or getattr(cause, "sqlstate", "") == "42P01"


def _remove_and_explain() -> str:
    connection.close()
    if connection.vendor != "sqlite":
        return "The database that DATABASE_URL names has no tables yet: ./run makes them. If the site has another, name that one."
    file = Path(connection.settings_dict["NAME"])
    for part in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
        part.unlink(missing_ok=True)
    return (
        f"There is no database in {file.parent} yet: ./run makes it. If the site was started with other settings, begin the "
        f"line with them, for example DATA_DIR=/folder/of/the/site ./run manage …"
    )
