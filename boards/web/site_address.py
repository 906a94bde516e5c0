"""The address at which people reach this site, for links in mails: the one that the site is set up with, not the one that a
browser asks for. A request can name any port, and any host that the site answers to."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

#: The file in DATA_DIR in which ``./run`` notes the address that it serves.
NOTED = ".address"


def site_address() -> str:
    """Without a slash at its end: ``https://plans.example.org``. Where none is set, in production the first of its host names,
    and on a local installation the one that ``./run`` served last."""
    if settings.SITE_ADDRESS:
        return str(settings.SITE_ADDRESS)
    if settings.PRODUCTION:
        return "https://" + settings.ALLOWED_HOSTS[0].lstrip(".*")
    try:
        noted = (Path(settings.DATA_DIR) / NOTED).read_text().strip()
    except FileNotFoundError:
        noted = ""
    return noted or f"http://localhost:{os.environ.get('PORT', '8000')}"


def absolute(request: HttpRequest, path: str) -> str:
    """The absolute address of a path. On a local installation where no address is set, that of the request."""
    if settings.SITE_ADDRESS or settings.PRODUCTION:
        return site_address() + path
    return request.build_absolute_uri(path)


def site_of(request: HttpRequest) -> str:
    """The address of the site in mails for this request, without a slash at its end."""
    return absolute(request, "/").rstrip("/")
