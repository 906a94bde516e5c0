"""The address at which people reach this site, where no request says it."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

#: The file in DATA_DIR in which ``./run`` notes the address that it serves.
NOTED = ".address"


def site_address() -> str:
    """Without a slash at its end: ``https://plans.example.org``. On a local installation the one that ``./run`` served last."""
    if settings.PRODUCTION:
        return "https://" + settings.ALLOWED_HOSTS[0].lstrip(".*")
    try:
        noted = (Path(settings.DATA_DIR) / NOTED).read_text().strip()
    except FileNotFoundError:
        noted = ""
    return noted or f"http://localhost:{os.environ.get('PORT', '8000')}"
