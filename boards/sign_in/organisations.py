"""Signing in with the account of an organisation (OpenID Connect), configured in ``config.elsewhere``.

It never creates an account here, and never matches one by email address: the owner of an account connects it while signed
in, and from then on it is found by the organisation's stable identifier (``sub``).
"""

from __future__ import annotations

from typing import Any

import requests
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render


class ElsewhereAdapter(DefaultSocialAccountAdapter):
    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": "Choose a password first, so that you can still sign in: use “I have forgotten my password”",
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Never: the administrator of a directory can enter any address in it."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Show users without a connected account how to connect one, and nothing about the accounts here."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT or sociallogin.is_existing:
            return
        page = render(
            request, "socialaccount/not_connected.html", {"organisation": sociallogin.provider.name}, status=403
        )
        raise ImmediateHttpResponse(page)

    def get_requests_session(self) -> requests.Session:
        return _OrganisationSession(self.request)


class _OrganisationSession(requests.Session):
    """HTTP session for requests to an organisation's server. Where one fails, the user sees a page that says so."""

    def __init__(self, request: HttpRequest):
        super().__init__()
        self.asked_for = request

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs.setdefault("timeout", settings.OIDC_TIMEOUT)
        try:
            answer = super().request(*args, **kwargs)
            answer.raise_for_status()
        except requests.RequestException as fault:
            page = render(self.asked_for, "socialaccount/authentication_error.html", status=502)
            raise ImmediateHttpResponse(page) from fault
        return answer


class SecondStepStage(AuthenticateStage):
    """The second step after the first, unless the organisation vouches that it has asked for one itself."""

    def handle(self) -> tuple:
        sociallogin = (self.login.signal_kwargs or {}).get("sociallogin")
        if sociallogin is not None and vouches_for_second_step(sociallogin):
            record_authentication(
                self.request, self.login.user, method="mfa", type="elsewhere", provider=sociallogin.account.provider
            )
            return None, True
        return super().handle()


def vouches_for_second_step(sociallogin: SocialLogin) -> bool:
    """Whether the organisation's second step is to count here (``OIDC_SECOND_STEP``), and its ID token says that there was
    one. Only the ID token is believed: it came straight from the organisation's server."""
    configured = sociallogin.provider.app.settings
    token = sociallogin.account.extra_data.get("id_token") or {}
    if not configured.get("second_step"):
        return False
    context = configured.get("second_step_context")
    if context:
        return context in [token.get("acr"), *_listed(token.get("acrs"))]
    return "mfa" in _listed(token.get("amr"))


def _listed(claim: Any) -> list:
    return claim if isinstance(claim, list) else [claim]
