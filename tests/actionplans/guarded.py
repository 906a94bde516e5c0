"""Helpers for tests of the guards: turning them off, running SQL, and the output of check_versions."""

from __future__ import annotations

from contextlib import contextmanager
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection, transaction

from boards import guards


@contextmanager
def unguarded():
    """A context without the guards, as a user with access to the database can turn them off; restores them after."""
    guards.remove(connection)
    try:
        yield
    finally:
        guards.install(connection)


def run(sql: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def check(*only: str) -> tuple[str, str, str]:
    """The output, the warnings and the error (empty if there is none) of check_versions."""
    out, err, failed = StringIO(), StringIO(), ""
    try:
        call_command("check_versions", *only, stdout=out, stderr=err)
    except CommandError as error:
        failed = str(error)
    return out.getvalue(), err.getvalue(), failed
