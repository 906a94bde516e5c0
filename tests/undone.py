"""Run requests and roll back their changes, so that the next one finds the same data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

_WRITES = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM) "(boards|actionplans|audits)_')


@contextmanager
def undone() -> Iterator[Callable[[], bool]]:
    """Context manager: all changes are rolled back. Gives a function that returns whether a table of ours was written."""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        yield lambda: any(_WRITES.match(query["sql"]) for query in queries.captured_queries)
        transaction.set_rollback(True)
