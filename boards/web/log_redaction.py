"""Log filter: removes secrets in addresses (invitation tokens, password links) from log messages."""

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
