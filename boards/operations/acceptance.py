"""Operations on invitations by the invited user: finding one by the token of its link, and accepting it."""

from __future__ import annotations

import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from boards.history import forget
from boards.models import Invitation, Membership, Person, User
from boards.models.membership import CAME_BACK, JOINED
from boards.operations.invitations import digest
from boards.operations.invited_people import Unconnected

#: The reason in the history of a person whom the user was found to be by the name in the invitation.
MATCHED = "Joined by invitation: the one of the board’s people who is called so"


class InvitationEnded(Exception):
    """The link of the invitation is invalid, or no longer valid."""


def find(token: str, at: datetime.datetime) -> Invitation:
    """The invitation of this token. Raises ``InvitationEnded`` where it is invalid: unknown, expired, revoked or used."""
    found = Invitation.objects.open(at).filter(token_sha256=digest(token)).select_related("board").first()
    if found is None:
        raise InvitationEnded
    return found


def account_of(invitation: Invitation) -> User | None:
    """The account that has the address of the invitation."""
    return User.objects.filter(email__iexact=invitation.email).first()


def is_for(invitation: Invitation, user: User) -> bool:
    return user.email.casefold() == invitation.email.casefold()


@transaction.atomic
def accept_as_new(token: str, *, name: str, password: str, at: datetime.datetime | None = None) -> Membership:
    """Create an account and make it a member. Raises ``InvitationEnded``; and ValidationError where an account
    with this address has been made meanwhile."""
    at = at or timezone.now()
    invitation = find(token, at)
    invitation.board.hold()  # one acceptance at a time per board; the database keeps addresses unique as well
    if account_of(invitation):
        raise ValidationError("There is an account with this address already.")
    return accept(token, User.objects.create_user(invitation.email, password, name=name), at=at)


@transaction.atomic
def accept(token: str, user: User, *, at: datetime.datetime | None = None) -> Membership:
    """Make the user a member. Raises ``InvitationEnded``, also where the invitation is for another address.

    Users who were members before get their old membership back. One that has not ended keeps its role: an old mail
    takes no rights away.
    """
    at = at or timezone.now()
    invitation = find(token, at)
    invitation.board.hold()  # before the invitation, as everywhere
    invitation.hold()
    if invitation.state(at) not in ("waiting", "unsent") or not is_for(invitation, user):
        raise InvitationEnded
    membership = _join(invitation, user, at)
    invitation.accepted_at, invitation.accepted_by = at, user
    invitation.save_by(user, at=at, reason="Accepted")
    _verify_address(user)
    user.__dict__.pop("roles", None)  # read again: a membership was added
    return membership


def _join(invitation: Invitation, user: User, at: datetime.datetime) -> Membership:
    board, today = invitation.board, timezone.localtime(at).date()
    membership = Membership.objects.select_for_update(of=("self",), no_key=True).filter(board=board, user=user).first()
    if membership and (membership.ended_on is None or membership.ended_on > today):
        return membership
    reason = CAME_BACK if membership else JOINED
    membership = membership or Membership(board=board, user=user)
    membership.person = _person(invitation, membership, user, at, reason)
    membership.role, membership.ended_on = invitation.role, None
    membership.save_by(user, at=at, reason=reason)
    return membership


def _person(invitation: Invitation, membership: Membership, user: User, at: datetime.datetime, reason: str) -> Person:
    """The person of the board that this user is: the one in the invitation, the one of their former membership, one without an
    account who has this address or the name in the invitation, or a new one. Missing details are filled in; a person who had
    left their post is in post again."""
    person = invitation.person or membership.person
    if person is None and (person := _unconnected(invitation)) and person.email.casefold() != user.email.casefold():
        reason = MATCHED
    if person is None:
        person = Person(board=invitation.board, name=user.name)
    else:
        person.hold()
    person.agency = person.agency or invitation.agency
    person.job_title = person.job_title or invitation.job_title
    person.email = person.email or invitation.email
    if person.to_date and person.to_date < timezone.localtime(at).date():
        person.to_date = None
    person.save_by(user, at=at, reason=reason)
    return person


def _unconnected(invitation: Invitation) -> Person | None:
    board = invitation.board
    return Unconnected(board, list(board.invitations.waiting())).find(invitation)


def _verify_address(user: User) -> None:
    """Mark the address as verified: the user opened a link that was sent to it."""
    remove_from_other_accounts(user)
    address = EmailAddress.objects.add_email(None, user, user.email)
    address.set_verified()
    address.set_as_primary(conditional=True)


def remove_from_other_accounts(user: User) -> None:
    """Remove the user's address from the list of addresses of other accounts, such as of a predecessor with a shared mailbox:
    allauth would find that account first at sign-in."""
    forget(EmailAddress.objects.filter(email__iexact=user.email).exclude(user=user))
