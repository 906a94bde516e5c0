"""Operations on memberships: ending a user's access to a board, keeping it after all, giving them another role. All that
the user wrote stays."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from boards.models import GroupMember, Membership, Person, User
from boards.operations.invitations import revoke
from boards.sign_in.sessions import end_sessions

KEEP_OWN = "Nobody takes back the end of their own access. Another business manager of this board can"
OWN = "Nobody ends their own access or changes their own role. Another business manager of this board can"
LAST = "This is the only business manager of the board. Invite another one first, or make another member one"


def refusal(membership: Membership, *, by: User | None) -> str:
    """Why this access cannot be ended, nor its role changed, as a sentence; empty where it can."""
    if by is not None and membership.user_id == by.pk:
        return OWN
    return LAST if _is_last_manager(membership) else ""


def _is_last_manager(membership: Membership) -> bool:
    """Whether there is no other permanent manager: one whose access is to end does not count."""
    others = Membership.objects.managers().filter(
        board=membership.board_id, ended_on__isnull=True, user__is_active=True
    )
    return membership.is_manager and not others.exclude(pk=membership.pk).exists()


def _lock(membership: Membership) -> None:
    """Lock the membership and its board, and read both again: two managers cannot end each other's access at once."""
    membership.board.hold()
    membership.hold()


def _check_allowed(membership: Membership, by: User | None) -> None:
    if sentence := refusal(membership, by=by):
        raise ValidationError(sentence)


@transaction.atomic
def end_access(
    membership: Membership,
    *,
    by: User | None,
    reason: str,
    on: datetime.date | None = None,
    left_post: bool = False,
    at: datetime.datetime | None = None,
) -> None:
    """End a user's access to the board, at once or from a day on; with ``left_post`` their post ends on that day too. If that
    is now, so do their places in groups; a group that they chair is handed over.

    At once, every open session of theirs ends and what they were invited to here is revoked. Raises ValidationError
    without a reason, for oneself, for the last manager, and where it has ended already.
    """
    at = at or timezone.now()
    today = timezone.localtime(at).date()
    on = on or today
    if not reason.strip():
        raise ValidationError({"reason": "Say why. It stands in the history"})
    _lock(membership)
    if membership.ended_on and membership.ended_on <= today:
        raise ValidationError("Their access has ended already.")  # a later day would open it again
    _check_allowed(membership, by)
    membership.ended_on = on
    membership.save_by(by, at=at, reason=reason.strip())
    for invitation in membership.board.invitations.waiting().filter(email__iexact=membership.user.email):
        revoke(invitation, by=by, at=at, reason="Their access was ended")
    if left_post and membership.person:
        _leave_post(membership.person, on, by, at, reason.strip())
        if on <= today:
            _leave_groups(membership.person, by, at, reason.strip())
    if on <= today:
        end_sessions(membership.user)


def _leave_post(person: Person, on: datetime.date, by: User | None, at: datetime.datetime, reason: str) -> None:
    person.hold()
    if person.to_date and person.to_date <= on:
        return
    person.to_date = max(on, person.from_date) if person.from_date else on
    person.save_by(by, at=at, reason=reason)


def _leave_groups(person: Person, by: User | None, at: datetime.datetime, reason: str) -> None:
    for place in GroupMember.objects.current().filter(person=person, chairs=False):
        place.left = True
        place.save_by(by, at=at, reason=reason)


@transaction.atomic
def keep_access(membership: Membership, *, by: User, at: datetime.datetime | None = None) -> None:
    """Cancel an end that is still in the future. Access that has ended is given back by an invitation alone. Raises
    ValidationError for oneself: who is to leave does not decide to stay."""
    at = at or timezone.now()
    if membership.user_id == by.pk:
        raise ValidationError(KEEP_OWN)
    _lock(membership)
    if membership.ended_on is None or membership.ended_on <= timezone.localtime(at).date():
        raise ValidationError("Their access has ended. To let them in again, invite them.")
    membership.ended_on = None
    membership.save_by(by, at=at, reason="Their access goes on")


@transaction.atomic
def change_role(
    membership: Membership,
    role: str,
    *,
    by: User,
    person: Person | None,
    reason: str = "",
    at: datetime.datetime | None = None,
) -> None:
    """Give a user another role, from their next page on, and link them to one of the board's people. Raises
    ValidationError where another role is wanted for oneself or for the last manager, and where another user changed either
    since ``membership`` was read."""
    seen = membership.role, membership.person_id
    _lock(membership)
    if role != membership.role:  # as it is now: another user may have changed it since the page was opened
        _check_allowed(membership, by)
    wanted = role, person.pk if person else None
    now = membership.role, membership.person_id
    if seen != now != wanted:
        raise ValidationError("Another user changed this a moment ago. Open the page again to see what it is now.")
    membership.role, membership.person = role, person
    membership.save_by(by, at=at, reason=reason.strip() or "Role changed")
