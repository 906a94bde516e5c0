"""Entries of the trail about signing in: sign-ins (how and from where), failures, and changes of an account.

Nothing that was typed is logged: passwords are often typed into the field for the address. For an address that no account
has, the entry says just that. Each failure has passed a rate limit first (ACCOUNT_RATE_LIMITS), so that a stranger
cannot fill the trail.

allauth's adapter has hooks for some of this (``LogSignIns``); the rest is done by receivers of its signals, which
``connect`` connects.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as elsewhere
from django.contrib.auth.signals import user_logged_out
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from boards.models import User
from boards.models.trail import Happening
from boards.sign_in.sessions import device
from boards.trail.write import log

UNKNOWN = "unknown address"

#: The words after “With …” for each way to sign in, by allauth's name for it.
_WAYS = {
    "password": "a password",
    "code": "a code sent by mail",
    "socialaccount": "an organisation’s account",
    "totp": "a code from an app",
    "recovery_codes": "a recovery code",
    "webauthn": "a passkey",
    "elsewhere": "their organisation’s second step",
}
_STEPS = {
    Authenticator.Type.TOTP: "An authenticator app",
    Authenticator.Type.WEBAUTHN: "A passkey",
    Authenticator.Type.RECOVERY_CODES: "Recovery codes",
}


def _from(request: HttpRequest) -> str:
    return device(request.headers.get("User-Agent", ""))


def _log(kind: Happening, request: HttpRequest, user: User | None, **more: Any) -> None:
    log(kind, by=user, who="" if user else UNKNOWN, about=more.pop("about", _from(request)), request=request, **more)


class LogSignIns:
    """Mixin of the account adapter: logs to the trail, and answers too many wrong attempts with one page."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by the address typed, whether or not an account has it, and by where they come from;
        beyond the limit nothing is tried, and nothing is written."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as fault:
            raise ImmediateHttpResponse(respond_429(request)) from fault

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """allauth counts by host as well, as the request names it: each port written behind it would be counted separately."""
        return (credentials.get("email") or "").lower()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        if request.user.is_authenticated:
            _log(Happening.SIGN_IN_FAILED, request, request.user, reason="Asked for the password again")
            return
        user = User.objects.filter(email__iexact=credentials.get("email") or "").first()
        _log(Happening.SIGN_IN_FAILED, request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        _log(Happening.SIGN_IN_FAILED, request, user, reason="The account is closed")
        return super().respond_user_inactive(request, user)

    def post_login(self, request: HttpRequest, user: User, **hook: Any) -> HttpResponse:
        answer = super().post_login(request, user, **hook)
        _log(Happening.SIGNED_IN, request, user, about=f"With {_ways(request, user)}, {_from(request)}")
        return answer


def _ways(request: HttpRequest, user: User) -> str:
    records = get_authentication_records(request, user)
    ways = [_WAYS.get(said.get("type") or said.get("method", ""), said.get("method", "")) for said in records]
    return " and ".join(dict.fromkeys(ways)) or "a link"


def asked_for_password(request: HttpRequest, users: Iterable[User]) -> None:
    """A link for a new password was asked for. An entry is written whether or not an account has the address, so that the
    time it takes reveals nothing."""
    for user in list(users) or [None]:
        _log(Happening.PASSWORD_ASKED, request, user)


def _signed_out(request: HttpRequest, user: User | None, **more: Any) -> None:
    if user is not None:
        _log(Happening.SIGNED_OUT, request, user)


def _password_changed(request: HttpRequest, user: User, **more: Any) -> None:
    _log(Happening.PASSWORD_CHANGED, request, user)


def _password_chosen(request: HttpRequest, user: User, **more: Any) -> None:
    _log(Happening.PASSWORD_CHANGED, request, user, reason="With a link that was sent by mail")


def mailed_code_wrong(request: HttpRequest, user: User | None) -> None:
    """A wrong code was entered. The form calls this: allauth sends its signal for accounts alone, not for unknown addresses."""
    _log(Happening.SIGN_IN_FAILED, request, user, reason="The code sent by mail was wrong")


def _step_added(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    _log(Happening.FACTOR_ADDED, request, user, about=_STEPS[authenticator.type])


def _step_removed(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    _log(Happening.FACTOR_REMOVED, request, user, about=_STEPS[authenticator.type])


def taken_away(request: HttpRequest, authenticator: Authenticator) -> None:
    """A site administrator has removed a user's second step, for which allauth sends no signal."""
    _log(
        Happening.FACTOR_REMOVED,
        request,
        authenticator.user,
        about=_STEPS[authenticator.type],
        administrator=request.user,
        reason=f"Removed by {request.user.name}",
    )


def password_given(request: HttpRequest, user: User) -> None:
    """A site administrator has set or removed a user's password, for which allauth sends no signal."""
    _log(
        Happening.PASSWORD_CHANGED,
        request,
        user,
        administrator=request.user,
        reason=f"Set by {request.user.name}",
    )


#: Fields of an account in words, where an administrator changes them.
_OF_ACCOUNT = {
    "email": "address that they sign in with",
    "is_active": "whether they may sign in",
    "is_staff": "whether they use the administration pages",
    "is_superuser": "whether they are an administrator of this site",
    "name": "name",
}


def account_changed(request: HttpRequest, user: User, fields: Iterable[str]) -> None:
    """A site administrator has changed these fields of an account, or made it. The address itself is not logged: the trail of
    a board outlives it."""
    words = [_OF_ACCOUNT[field] for field in fields if field in _OF_ACCOUNT]
    if words:
        _log(
            Happening.ACCOUNT_CHANGED,
            request,
            user,
            about=", ".join(words),
            administrator=request.user,
            reason=f"By {request.user.name}",
        )


def _codes_made(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    _log(Happening.FACTOR_ADDED, request, user, about="New recovery codes; the old ones ended")


def _step_failed(request: HttpRequest, user: User, authenticator: Authenticator, **more: Any) -> None:
    _log(Happening.FACTOR_FAILED, request, user, about=_STEPS[authenticator.type])


def _connected(request: HttpRequest, sociallogin: Any, **more: Any) -> None:
    _log(Happening.ACCOUNT_LINKED, request, sociallogin.user, about=str(sociallogin.account.get_provider().name))


def _disconnected(request: HttpRequest, socialaccount: Any, **more: Any) -> None:
    _log(Happening.ACCOUNT_UNLINKED, request, socialaccount.user, about=str(socialaccount.get_provider().name))


def connect() -> None:
    """Connect the receivers of the signals of allauth and Django."""
    for signal, receiver in (
        (user_logged_out, _signed_out),
        (account.password_changed, _password_changed),
        (account.password_set, _password_changed),
        (account.password_reset, _password_chosen),
        (mfa.authenticator_added, _step_added),
        (mfa.authenticator_removed, _step_removed),
        (mfa.authenticator_reset, _codes_made),
        (mfa.authentication_failed, _step_failed),
        (elsewhere.social_account_added, _connected),
        (elsewhere.social_account_removed, _disconnected),
    ):
        signal.connect(receiver, dispatch_uid=f"trail.{receiver.__name__}.{id(signal)}")
