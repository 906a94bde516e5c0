"""Middleware: users who must have two-factor sign-in cannot go on until they have set it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from boards.models import User
from boards.sign_in.two_step import has_one, has_second_step, needs_second_step
from boards.web.not_saved import not_saved

#: Routes open to users who must have a second step and have none: choosing one, setting it up, signing in again for it.
SETTING_UP = {
    "boards:second_step_needed",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "account_logout",
    "admin:logout",
}
#: Routes open to users who have one and have not used it in this session.
SHOWING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn", "account_logout", "admin:logout"}
NOT_TAKEN = "Your board asks for a second step when you sign in, so for safety this was not taken."


class SecondStepMiddleware:
    """Redirects users who still need their second step. Comes after the middleware that redirects to the sign-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if not needs_second_step(request.user) or has_second_step(request):
            return None
        if has_one(request.user):
            return _redirect_unless_open(request, SHOWING, _page_of_second_step(request.user))
        return _redirect_unless_open(request, SETTING_UP, reverse("boards:second_step_needed"))


def _page_of_second_step(user: User) -> str:
    types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if Authenticator.Type.TOTP in types:
        return reverse("mfa_reauthenticate")
    return reverse("mfa_reauthenticate_webauthn")


def _redirect_unless_open(request: HttpRequest, opens: set[str], where: str) -> HttpResponse | None:
    if request.resolver_match.view_name in opens:
        return None
    if request.method == "POST":
        return not_saved(request, status=403, why=NOT_TAKEN)
    return redirect(f"{where}?{urlencode({'next': request.get_full_path()})}")
