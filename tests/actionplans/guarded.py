"""Taking the guards off, writing SQL, and asking check_versions what it finds."""

from __future__ import annotations

from contextlib import contextmanager
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection, transaction

from boards import guards


@contextmanager
def unguarded():
    """The guards off, as somebody with the database in their hands may take them off, and on again after."""
    guards.remove(connection)
    try:
        yield
    finally:
        guards.install(connection)


def run(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def check(*only: str) -> tuple[str, str, str]:
    """What check_versions says, what it warns of, and with which sentence it fails (empty if it does not)."""
    out, err, failed = StringIO(), StringIO(), ""
    try:
        call_command("check_versions", *only, stdout=out, stderr=err)
    except CommandError as error:
        failed = str(error)
    return out.getvalue(), err.getvalue(), failed
