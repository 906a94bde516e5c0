"""From which internet address a request came."""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from simple_history.models import HistoricalRecords


def address_of(request: HttpRequest) -> str | None:
    """The address of whoever sent the request, seen through as many proxies as the settings trust (IPv4 or IPv6)."""
    return get_client_ip(request)


def current_address() -> str | None:
    """The address of the request that is being answered; None in a command."""
    request = getattr(HistoricalRecords.context, "request", None)
    return address_of(request) if request is not None else None
