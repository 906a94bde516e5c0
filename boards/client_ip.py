"""The internet address of a client, behind proxies that the settings trust."""

from __future__ import annotations

from ipaddress import ip_address

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from simple_history.models import HistoricalRecords


def address_of(request: HttpRequest) -> str | None:
    """The address (IPv4 or IPv6) of the client, behind as many proxies as the settings trust.

    A server that listens for both on one socket gives an IPv4 address within an IPv6 one, ``::ffff:192.0.2.1``."""
    found = get_client_ip(request)
    within = getattr(ip_address(found), "ipv4_mapped", None) if found else None
    return str(within) if within else found


def current_address() -> str | None:
    """The address of the request that is being answered; None in a command."""
    request = getattr(HistoricalRecords.context, "request", None)
    return address_of(request) if request is not None else None
