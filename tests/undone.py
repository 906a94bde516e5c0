"""Trying something out without its leaving a trace, so that the next try finds all as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

_WRITES = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM) "(boards|actionplans|audits)_')


@contextmanager
def undone() -> Iterator[Callable[[], bool]]:
    """Whatever happens within is as if it had not happened. Gives what tells whether anything of ours was written."""
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        yield lambda: any(_WRITES.match(query["sql"]) for query in queries.captured_queries)
        transaction.set_rollback(True)
