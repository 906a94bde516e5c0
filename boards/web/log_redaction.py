"""Secrets that stand in addresses are kept out of the log: whoever reads it could open what they open."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(/join/|/password/reset/key/|%2Fjoin%2F)[^/\s?&\"'>]+", re.IGNORECASE)


class HideSecrets(logging.Filter):
    """Puts dots in the place of the token of an invitation or a password link, wherever a line of the log has one."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if SECRET.search(line):
            record.msg, record.args = SECRET.sub(r"\1…", line), ()
        return True
