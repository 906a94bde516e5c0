"""The internet address of a client, behind proxies that the settings trust."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


#: The address from which the work that is being done was asked for.
_acting_from: ContextVar[str | None] = ContextVar("acting_from", default=None)


@contextmanager
def acting_from(address: str | None) -> Iterator[None]:
    """Have what is written meanwhile say that it came from this address: for work that a request left to a worker."""
    before = _acting_from.set(address)
    try:
        yield
    finally:
        _acting_from.reset(before)


def current_address() -> str | None:
    """The address of the request that is being answered, or that asked for the work that is being done; None in a command."""
    if address := _acting_from.get():
        return address
    request = getattr(HistoricalRecords.context, "request", None)
    return address_of(request) if request is not None else None
