"""Log filters: remove secrets in addresses (invitation tokens, password links), and tracebacks of what is no fault."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(/join/|/password/reset/key/|%2Fjoin%2F)[^/\s?&\"'>]+", re.IGNORECASE)


class HideSecrets(logging.Filter):
    """Replaces the token of an invitation or a password link by dots."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if SECRET.search(line):
            record.msg, record.args = SECRET.sub(r"\1…", line), ()
        return True


class NoTraceOfRefusals(logging.Filter):
    """A page that is refused to a user (403) is no fault of the program: one line says so, without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 403:
            record.exc_info = record.exc_text = None
        return True
