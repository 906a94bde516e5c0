"""Two-factor sign-in: which users must have it, which second steps they have, and whether a session was opened with one.

A board sets it for its roles (``Board.second_step``); users who may open the administration pages always must.
``boards.sign_in.two_step_gate`` enforces it.
"""

from __future__ import annotations

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from boards.models import Board, Membership, User

#: Kinds of authenticator that are a second step. Recovery codes replace one of these, and are none by themselves.
STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ONLY_ONE = "You have to sign in with a second step, and this is your only one. Set up another first"


def needs_second_step(user: User) -> bool:
    """Whether this user must sign in with a second step: for their role in one of their boards, or because they
    administer the site. On a site with only demonstration boards administrators need none: the password is public,
    and one user could lock out all others."""
    if any(standing.role in standing.second_step for standing in user.standings):
        return True
    return (user.is_staff or user.is_superuser) and not only_demonstrations()


def only_demonstrations() -> bool:
    """Whether there are boards on this site, and all of them are demonstrations."""
    kinds = set(Board.objects.order_by().values_list("demonstration", flat=True).distinct())
    return kinds == {True}


def has_one(user: User) -> bool:
    """Whether the account has a second step to sign in with."""
    return Authenticator.objects.filter(user=user, type__in=STEPS).exists()


def without_one(board: Board) -> dict[str, tuple[int, int]]:
    """Of each role of the board: how many people have no second step yet, and how many people there are."""
    ready = set(Authenticator.objects.filter(type__in=STEPS).values_list("user_id", flat=True))
    counts: dict[str, tuple[int, int]] = {}
    for role, user in Membership.objects.active().filter(board=board).values_list("role", "user_id"):
        missing, everybody = counts.get(role, (0, 0))
        counts[role] = (missing + (user not in ready), everybody + 1)
    return counts


def is_kept(authenticator: Authenticator) -> bool:
    """Whether the owner cannot remove this second step: they need one, and it is their only one."""
    user = authenticator.user
    if authenticator.type not in STEPS or not needs_second_step(user):
        return False
    return not Authenticator.objects.filter(user=user, type__in=STEPS).exclude(pk=authenticator.pk).exists()


def has_second_step(request: HttpRequest) -> bool:
    """Whether the user has, in this session, used a second step besides their password: a code of their app,
    a recovery code, a passkey, or what their council's sign-in vouched for.

    A code sent by mail is none: with access to the mailbox one can choose a new password too."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def remember_setting_up(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Setting up an app or a passkey counts as using it: the user is not asked for it again in the same session.

    allauth's signal calls this (``boards.apps``); it has no other hook there."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES and request.user == user:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)
