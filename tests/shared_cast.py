"""The cast, made once for all tests of a worker and rolled back after each.

It is in a transaction that stays open from test to test; each test runs in a savepoint of it. Each test gets copies
of the objects, so that it may change them. A test without the cast, or one that needs real transactions, ends the
transaction first and finds the database empty.
"""

from __future__ import annotations

import datetime
import pickle
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from tests.cast import Cast, gather


class SharedCast:
    def __init__(self) -> None:
        self._atomic: transaction.Atomic | None = None
        self._session: Any = None
        self._day: datetime.date | None = None
        self._pickled = b""

    def is_there(self) -> bool:
        """Whether the cast is in the database: it is not after a test that lost its connection."""
        return (
            self._atomic is not None
            and connection.connection is self._session
            and connection.in_atomic_block
            and not connection.needs_rollback
        )

    def put(self) -> None:
        """Put it into the database if it is not there, or not of today: the dates of its meetings are relative to today."""
        if self.is_there() and timezone.localdate() == self._day:
            return
        self.remove()
        self._day = timezone.localdate()
        self._atomic = transaction.atomic()
        self._atomic._from_testcase = True  # so that atomic(durable=True) works, as within a TestCase
        self._atomic.__enter__()
        self._session = connection.connection
        self._pickled = pickle.dumps(gather())
        connection.run_on_commit = []

    def remove(self) -> None:
        """Roll back the transaction: the database is empty again."""
        if self._atomic is None:
            return
        if connection.in_atomic_block:
            connection.needs_rollback = True
            self._atomic.__exit__(None, None, None)
        if self._session is not connection.connection:
            self._session.close()  # left behind by a test that took another connection, with its transaction open
        self._atomic = None

    def copy(self) -> Cast:
        """A copy of the cast's objects, as they were made."""
        return pickle.loads(self._pickled)
