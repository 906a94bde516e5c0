"""The user's own account: name and address, how they sign in, their second steps and open sessions."""

from __future__ import annotations

from functools import wraps

from allauth.account.views import email as email_page
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from boards.models import Membership
from boards.sign_in.sessions import device, end_one, end_other_sessions, idle_minutes, open_sessions
from boards.sign_in.two_step import ONLY_ONE, has_one, is_kept, needs_second_step
from boards.web.gate import signed_in
from boards.web.requests import SignedInRequest

#: Session key: the address that a user wanted to open before being redirected to set up a second step. The page of
#: recovery codes, which comes last, links to it.
ONWARD = "onward"


@signed_in
def your_account(request: SignedInRequest) -> HttpResponse:
    """Name, address, second steps and open sessions on one page. Replaces allauth's page of second steps, with
    the same context."""
    request.session.pop(ONWARD, None)  # the user has continued already
    page = IndexView()
    page.setup(request)
    memberships = Membership.objects.active().filter(user=request.user).select_related("board").order_by("board__name")
    context = page.get_context_data() | {
        "memberships": memberships,
        "must": needs_second_step(request.user),
        "demonstration": any(membership.board.demonstration for membership in memberships),
        "sessions": open_sessions(request),
        "idle_minutes": idle_minutes(request.user),
    }
    return render(request, "mfa/index.html", context)


@signed_in
def second_step_needed(request: SignedInRequest) -> HttpResponse:
    """The choice of a second step. Users who must have one and have none are redirected to this page."""
    onward = request.GET.get("next", "")
    if not onward.startswith("/") or not url_has_allowed_host_and_scheme(
        onward, {request.get_host()}, require_https=request.is_secure()
    ):
        onward = ""
    if has_one(request.user) or not needs_second_step(request.user):
        return redirect(onward or "boards:home")
    request.session[ONWARD] = onward or reverse("boards:home")
    asking = Membership.objects.active().filter(user=request.user).select_related("board").order_by("board__name")
    boards = [membership.board for membership in asking if membership.role in membership.board.second_step]
    return render(request, "boards/account/two_step_needed.html", {"boards": boards})


@require_POST
@signed_in
def sessions_end_others(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    count = end_other_sessions(request)
    if count:
        messages.success(request, f"You are signed out in {count} other place{'' if count == 1 else 's'}.")
    else:
        messages.success(request, "You were signed in nowhere else.")
    return redirect("boards:your_account")


@require_POST
@signed_in
def session_end(request: SignedInRequest) -> HttpResponse:
    """End one other session of the user. One that does not exist, or belongs to another user, is reported as ended."""
    key = request.POST.get("session", "")
    whole = key.isdecimal() and len(key) < 20
    session = UserSession.objects.filter(user=request.user, pk=key).first() if whole else None
    if session is None or session.session_key == request.session.session_key:
        messages.info(request, "That session has ended already.")
    else:
        end_one(request, session)
        messages.success(request, f"{device(session.user_agent)} is signed out.")
    return redirect("boards:your_account")


@wraps(remove_webauthn)
def passkey_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """allauth's page, except for the only second step of a user who must have one."""
    passkey = Authenticator.objects.filter(user_id=request.user.pk, pk=pk).first()
    if passkey is not None and is_kept(passkey):
        messages.error(request, f"{ONLY_ONE}.")
        return redirect("boards:your_account")
    return remove_webauthn(request, pk=pk)


#: allauth's page of addresses, read only: by POST it would let users restore an address that they had before.
email = require_safe(email_page)
