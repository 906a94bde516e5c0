"""The cache in the database, which says when it cannot be written.

Django's own takes a row that could not be saved as one that another process was quicker with. Where attempts are counted
(allauth, one lock for each count) a full disk would thus be answered with “tried too often”.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections, router, transaction

from boards.web.failures import is_busy, is_full


class Cache(DatabaseCache):
    """Raises OperationalError where the disk is full, or the database was busy for too long."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        database = router.db_for_write(self.cache_model_class)
        failures: list[DatabaseError] = []
        done = False

        def watched(execute: Callable[..., Any], *statement: Any) -> Any:
            try:
                return execute(*statement)
            except DatabaseError as error:
                if is_full(error) or is_busy(error):
                    failures.append(error)
                raise

        try:
            # A transaction around Django's own: what fails when it is committed is raised here.
            with transaction.atomic(using=database), connections[database].execute_wrapper(watched):
                done = super()._base_set(mode, key, value, timeout)  # type: ignore[misc]  # Django's, without a stub
        except DatabaseError:
            if not failures:
                raise  # otherwise SQLite has undone everything, the savepoint too
        if failures:
            raise failures[0]
        return done
