"""Sessions in the database, as Django's own (SESSION_ENGINE), but for what is said where one cannot be saved."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError


class SessionStore(db.SessionStore):
    def save(self, must_create: bool = False) -> None:
        """Raises OperationalError where the database is busy or its disk is full: Django's own takes that for a session that
        was deleted meanwhile, and answers that the user has perhaps signed out."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError):
                raise error.__context__ from error.__context__.__cause__
            raise
