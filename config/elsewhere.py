"""Signing in with an organisation's own accounts (OpenID Connect, as Microsoft Entra ID speaks it), read from the environment.

One organisation is named by ``OIDC_NAME``, ``OIDC_SERVER_URL``, ``OIDC_CLIENT_ID``, ``OIDC_CLIENT_SECRET`` and, if its own
second step is to count here, ``OIDC_SECOND_STEP``; further ones by ``OIDC_2_NAME``, ``OIDC_3_NAME`` and so on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import environment as env

#: Suffixes of the settings that each organisation must have.
NEEDED = ("SERVER_URL", "CLIENT_ID", "CLIENT_SECRET")


def apps(*, production: bool) -> list[dict]:
    """The organisations for the setting ``SOCIALACCOUNT_PROVIDERS`` of allauth's provider ``openid_connect``; their ids are
    "1", "2" …, which are part of the address to which each organisation redirects users.

    Raises ImproperlyConfigured, with a sentence that names the setting, where one is missing or unusable."""
    found = []
    for number, prefix in enumerate(_prefixes(), start=1):
        for name in NEEDED:
            env.required(prefix + name, f"{prefix}NAME is set, so people are to sign in there")
        server = env.text(f"{prefix}SERVER_URL").rstrip("/")
        if production and not server.startswith("https://"):
            raise ImproperlyConfigured(f"{prefix}SERVER_URL is “{server}”: it must begin with https://.")
        found.append(
            {
                "provider_id": str(number),
                "name": env.text(f"{prefix}NAME"),
                "client_id": env.text(f"{prefix}CLIENT_ID"),
                "secret": env.text(f"{prefix}CLIENT_SECRET"),
                "settings": {
                    "server_url": server,
                    "oauth_pkce_enabled": True,
                    "fetch_userinfo": False,  # the ID token holds all that is needed
                    **_second_step(env.text(f"{prefix}SECOND_STEP", "no")),
                },
            }
        )
    return found


def origins(found: list[dict]) -> list[str]:
    """The origins of the organisations, for ``form-action`` of the Content-Security-Policy: browsers follow a form's redirects
    only to these."""
    addresses = [urlsplit(app["settings"]["server_url"]) for app in found]
    return sorted({f"{address.scheme}://{address.netloc}" for address in addresses})


def _prefixes() -> Iterator[str]:
    prefix, number = "OIDC_", 1
    while env.text(f"{prefix}NAME"):
        yield prefix
        number += 1
        prefix = f"OIDC_{number}_"


def _second_step(said: str) -> dict:
    """``no``: never counted. ``yes``: counted where the token's ``amr`` says "mfa" (RFC 8176). Anything else is an
    authentication context: it is asked for, and counted where ``acr`` or Entra's ``acrs`` names it (OpenID Connect Core
    1.0, sections 2 and 5.5)."""
    if said.lower() in env.FALSE:
        return {}
    if said.lower() in env.TRUE:
        return {"second_step": True}
    claims = {"id_token": {"acrs": {"essential": True, "value": said}}}
    return {
        "second_step": True,
        "second_step_context": said,
        "auth_params": {"acr_values": said, "claims": json.dumps(claims)},
    }
