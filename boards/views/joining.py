"""The page that the link of an invitation opens. GET changes nothing, because mail scanners open links."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from boards.extensions.landing import first_page
from boards.forms.joining import JoinForm
from boards.models import Invitation, Membership
from boards.operations.acceptance import InvitationEnded, accept, accept_as_new, account_of, find, is_for
from boards.operations.invitations import ROLE_TELLS
from boards.web.gate import everybody
from boards.web.requests import SignedInRequest

TOO_OFTEN = "That was tried too often. Wait a few minutes, then try again"


@everybody
@never_cache
@sensitive_post_parameters()
@sensitive_variables("token")
def join(request: SignedInRequest, token: str) -> HttpResponse:
    """A form of name and password for new users; users with an account sign in first; users signed in with the address of
    the invitation get one button. Every invalid link gets the same answer."""
    try:
        invitation = find(token, timezone.now())
        if request.method == "POST":
            return _accept(request, token, invitation)
        return _show(request, token, invitation, JoinForm(email=invitation.email))
    except InvitationEnded:
        return render(request, "boards/joining/ended.html", status=410)


def _show(
    request: SignedInRequest, token: str, invitation: Invitation, form: JoinForm, status: int = 200
) -> HttpResponse:
    if request.user.is_authenticated:
        who = "right" if is_for(invitation, request.user) else "other"
    else:
        who = "known" if account_of(invitation) else "new"
    context = {
        "invitation": invitation,
        "may": ROLE_TELLS[invitation.role],
        "who": who,
        "form": form if who == "new" else None,
        "here": request.path,
    }
    return render(request, "boards/joining/join.html", context, status=status)


@sensitive_variables("token", "password")
def _accept(request: SignedInRequest, token: str, invitation: Invitation) -> HttpResponse:
    """Join. The link never signs in a user who has an account, and no account joins in place of another."""
    form = JoinForm(request.POST, email=invitation.email)
    if not ratelimit.consume(request, action="join"):
        form.add_error(None, TOO_OFTEN)
        return _show(request, token, invitation, form, status=429)
    if request.user.is_authenticated:
        if not is_for(invitation, request.user):
            return _show(request, token, invitation, form, status=409)
        return _welcome(request, accept(token, request.user))
    if account_of(invitation):
        return _show(request, token, invitation, form, status=409)
    if not form.is_valid():
        return _show(request, token, invitation, form, status=422)
    password = form.cleaned_data["password1"]
    try:
        membership = accept_as_new(token, name=form.cleaned_data["name"], password=password)
    except (ValidationError, IntegrityError):  # an account with this address was made in this very moment
        return _show(request, token, invitation, form, status=409)
    # The password was typed just now: users who set up a second step next are not asked for it again.
    record_authentication(request, membership.user, method="password", reauthenticated=True)
    perform_login(request, membership.user, email_verification="none")
    answer = _welcome(request, membership)
    if elsewhere := [provider.name for provider in get_adapter().list_providers(request)]:
        messages.info(
            request,
            f"The account that you have at {' or '.join(elsewhere)} can sign you in too: connect it in Your account.",
        )
    return answer


def _welcome(request: SignedInRequest, membership: Membership) -> HttpResponse:
    messages.success(
        request,
        f"Welcome to {membership.board.name}. You belong to it as {membership.get_role_display().lower()} from now on.",
    )
    return redirect(first_page(membership.role, membership.board))
