"""A person's own account: who they are here, how they sign in, and where they are signed in now."""

from __future__ import annotations

from functools import wraps

from allauth.account.views import email as email_page
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import remove_webauthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from boards.models import Membership
from boards.sign_in.sessions import device, end_one, end_other_sessions, idle_minutes, open_sessions
from boards.sign_in.two_step import ONLY_ONE, has_one, is_kept, needs_second_step
from boards.web.gate import signed_in

#: In the session of somebody who was sent to set up a second step: where they wanted to go. The page of recovery codes,
#: which comes last, leads there.
ONWARD = "onward"


@signed_in
def your_account(request: HttpRequest) -> HttpResponse:
    """Name, address, second steps and open sessions on one page. It stands in the place of allauth's page of second steps,
    and is given what that one is."""
    request.session.pop(ONWARD, None)  # whoever is here has gone on
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
def second_step_needed(request: HttpRequest) -> HttpResponse:
    """Where somebody is sent who must have a second step and has none: which one, and nothing else."""
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
def sessions_end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    count = end_other_sessions(request)
    if count:
        messages.success(request, f"You are signed out in {count} other place{'' if count == 1 else 's'}.")
    else:
        messages.success(request, "You were signed in nowhere else.")
    return redirect("boards:your_account")


@require_POST
@signed_in
def session_end(request: HttpRequest) -> HttpResponse:
    """Sign out in one other place. One that is not there, or is somebody else's, has ended as far as anybody can see."""
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
def passkey_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """allauth's page, but for the only second step of somebody who must have one."""
    passkey = Authenticator.objects.filter(user_id=request.user.pk, pk=pk).first()
    if passkey is not None and is_kept(passkey):
        messages.error(request, f"{ONLY_ONE}.")
        return redirect("boards:your_account")
    return remove_webauthn(request, pk=pk)


#: allauth's page of addresses, to be looked at only: by POST it would let people put back an address that they had before.
email = require_safe(email_page)
