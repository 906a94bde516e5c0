"""The two kinds of transaction in which a request runs: read-only, and read-write.

Django's ATOMIC_REQUESTS would begin every request alike. On SQLite each would then take the one lock for writing, and
people who only read would queue behind each other; so GET requests get a read-only transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, connection, transaction

#: What PostgreSQL says of two transactions that met: a key that both made, a deadlock, a row that both changed.
_MET = {"23505", "40P01", "40001"}
#: What SQLite says of a key that both made (sqlite.org/rescode.html): CONSTRAINT_PRIMARYKEY, CONSTRAINT_UNIQUE.
_MET_IN_SQLITE = {1555, 2067}


@contextmanager
def reading() -> Iterator[None]:
    """Read-only: all queries of a page see the same snapshot, and wait for no writer."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        connection.ensure_connection()  # the mode is known once there is a connection
        usual = connection.transaction_mode
        connection.transaction_mode = "DEFERRED"
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = usual
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def met_another(error: DatabaseError) -> bool:
    """Whether the database refused a transaction only because another one did the same at the same moment. Run again, it finds
    what the other one saved, and can say so."""
    cause: Any = error.__cause__
    return getattr(cause, "sqlstate", "") in _MET or getattr(cause, "sqlite_errorcode", 0) in _MET_IN_SQLITE


def writing() -> transaction.Atomic:
    """Read-write: all changes of a request are committed, or none."""
    return transaction.atomic()
