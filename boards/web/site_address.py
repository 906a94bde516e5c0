"""Absolute addresses of pages, for links in mails: of the address that the site is set up with, not of the one that a browser
asks for. A request can name any port, and any host that the site answers to."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """The absolute address of a path. Where no address is set (on a machine for trying it out), that of the request."""
    return settings.SITE_ADDRESS + path if settings.SITE_ADDRESS else request.build_absolute_uri(path)
