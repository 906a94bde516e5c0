"""Operations on invitations, the only way into a board: inviting, sending again, revoking, and the mail with the link.

The operations write to the database; ``mail`` sends, and is called once they have been committed, because a sent mail cannot
be undone. Opening the link is in ``boards.operations.acceptance``.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import secrets
import smtplib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from boards.access import Role
from boards.models import Agency, Board, Invitation, Membership, Person, User
from boards.models.trail import Happening
from boards.trail.write import log

#: How long a link is valid.
HOLDS = datetime.timedelta(days=14)
#: Random bytes in a token: more than can be tried.
TOKEN_BYTES = 32

#: What each role may do, for the manager who chooses one.
ROLE_SAYS = {
    Role.MANAGER: "Edits the plan, publishes versions, invites people",
    Role.CHAIR: "Reads everything, also what is internal; challenges; signs off actions and versions",
    Role.SCRUTINEER: "Reads everything, also what is internal; challenges and signs off actions",
    Role.LEAD: "Reads the plan; adds notes and files to the actions that they, their group or their agency lead",
    Role.MEMBER: "Reads the plan and its versions",
    Role.OBSERVER: "Reads published versions only",
}
#: The same, for the person who is invited.
ROLE_TELLS = {
    Role.MANAGER: "You edit the plan, publish its versions and invite others",
    Role.CHAIR: "You read everything, also what is internal; you challenge, and sign off actions and versions",
    Role.SCRUTINEER: "You read everything, also what is internal; you challenge, and sign off actions",
    Role.LEAD: "You read the plan, and add notes and files to the actions that you, your group or your agency lead",
    Role.MEMBER: "You read the plan and its versions",
    Role.OBSERVER: "You read the versions that are published",
}

BELONGS = "{name} belongs to this board already, as {role}"
WAITS = "{name} was invited on {day} and has not answered yet. Send that invitation again, or revoke it"


@dataclass(frozen=True)
class Letter:
    """An invitation with the token that goes into its mail, and nowhere else."""

    invitation: Invitation
    token: str


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """The SHA-256 of a token (64 hex digits): all that is stored of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def already(board: Board, email: str) -> str:
    """Why this address cannot be invited, as a sentence; empty if it can."""
    return already_of(board, [email]).get(email.casefold(), "")


def already_of(board: Board, emails: Iterable[str]) -> dict[str, str]:
    """``already`` of many addresses (in small letters), in two queries."""
    wanted = {email.casefold() for email in emails}
    said: dict[str, str] = {}
    # Few enough in any board to look at them all; addresses of old accounts may be in capitals.
    for invitation in board.invitations.waiting():
        if invitation.email.casefold() in wanted:
            day = timezone.localtime(invitation.sent_at)
            said[invitation.email.casefold()] = WAITS.format(name=invitation.name, day=f"{day.day} {day:%B}")
    for membership in board.memberships.active().select_related("user"):
        if membership.user.email.casefold() in wanted:
            said[membership.user.email.casefold()] = BELONGS.format(
                name=membership.user.name, role=membership.get_role_display().lower()
            )
    return said


def likely_person(board: Board, name: str, email: str, people: Iterable[Person] | None = None) -> Person | None:
    """The person of the board with this address or name, among those without an account."""
    free = list(unaccounted(board)) if people is None else people
    by_email = [p for p in free if email and p.email.casefold() == email.casefold()]
    by_name = [p for p in free if name and _without_title(p.name) == _without_title(name)]
    return next(iter(by_email or by_name), None)


def unaccounted(board: Board) -> Iterable[Person]:
    """The people of a board who have no account, those in post first."""
    taken = Membership.objects.active().filter(board=board, person__isnull=False).values("person")
    return Person.objects.filter(board=board).exclude(pk__in=taken).select_related("agency").order_by("name", "-pk")


def _without_title(name: str) -> str:
    """A name without rank or title, for comparison."""
    name = re.sub(r"^(?:(?:Dr|Cllr|Mr|Mrs|Ms|Miss|Prof|Rev|Det|Supt|Ch|Insp|Sgt|Sir|Dame)\.?\s+)+", "", name.strip())
    return re.sub(r"\W+", " ", name).strip().casefold()


# operations -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def invite(
    board: Board,
    *,
    by: User | None,
    email: str,
    name: str,
    role: str,
    agency: Agency | None = None,
    job_title: str = "",
    person: Person | None = None,
    at: datetime.datetime | None = None,
) -> Letter:
    """Invite a person. Raises ValidationError (by ``email``) where they are a member or are invited already."""
    board.hold()  # the same form sent twice: the second waits, and then sees the first
    if sentence := already(board, email):
        raise ValidationError({"email": sentence})
    at = at or timezone.now()
    token = new_token()
    invitation = Invitation.objects.create_by(
        by,
        at=at,
        reason="Invited",
        board=board,
        email=email.lower(),
        name=name,
        role=role,
        agency=agency,
        job_title=job_title,
        person=person,
        token_sha256=digest(token),
        sent_at=at,
        expires_at=at + HOLDS,
    )
    return Letter(invitation, token)


@transaction.atomic
def send_again(invitation: Invitation, *, by: User | None, at: datetime.datetime | None = None) -> Letter:
    """Replace the link by a new one, valid from now on. Raises ValidationError where the invitation has ended."""
    at = at or timezone.now()
    invitation.board.hold()  # before the invitation, as everywhere
    invitation.hold()
    _check_waiting(invitation)
    token = new_token()
    invitation.token_sha256 = digest(token)
    invitation.sent_at, invitation.expires_at = at, at + HOLDS
    invitation.times_sent += 1
    invitation.mail_failed = False
    invitation.save_by(by, at=at, reason="Sent again: the earlier link has ended")
    return Letter(invitation, token)


@transaction.atomic
def revoke(invitation: Invitation, *, by: User | None, reason: str = "", at: datetime.datetime | None = None) -> None:
    """End the link. Raises ValidationError where the invitation has ended already."""
    at = at or timezone.now()
    invitation.board.hold()  # before the invitation, as everywhere
    invitation.hold()
    _check_waiting(invitation)
    invitation.revoked_at = at
    invitation.save_by(by, at=at, reason=reason or "Revoked")


def _check_waiting(invitation: Invitation) -> None:
    if invitation.accepted_at:
        raise ValidationError(f"{invitation.name} has joined meanwhile.")
    if invitation.revoked_at:
        raise ValidationError(f"The invitation of {invitation.name} was revoked meanwhile.")


# mail -----------------------------------------------------------------------------------------------------------------


def mail(letters: list[Letter], *, by: User | None, address_of: Callable[[str], str]) -> list[Invitation]:
    """Send invitations that have been committed, over one connection. Returns the ones that could not be sent, which
    are marked too. ``address_of(token)`` is the absolute address of the page that the link opens.

    One address that a mail server refuses does not keep the others from being sent; a server that cannot be reached is
    tried once.
    """
    failed: list[Invitation] = []
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError):
        failed = [letter.invitation for letter in letters]
    else:
        for letter in letters:
            if not _send(message(letter, by=by, address=address_of(letter.token)), connection):
                failed.append(letter.invitation)
        connection.close()
    for letter in letters:
        _record_mail(letter.invitation, by, failed=letter.invitation in failed)
    return failed


def _send(letter: EmailMessage, connection: Any) -> bool:
    letter.connection = connection
    try:
        return bool(letter.send())
    except (smtplib.SMTPException, OSError, UnicodeError):  # UnicodeError: a domain that cannot be encoded for DNS
        connection.close()  # its state is unknown: the next mail opens it again
        return False


@transaction.atomic
def _record_mail(invitation: Invitation, by: User | None, *, failed: bool) -> None:
    if failed:
        invitation.hold()
        invitation.mail_failed = True
        invitation.save_by(by, reason="The mail could not be sent")
        return
    log(Happening.MAILED, by=by, board=invitation.board, about=f"Invitation of {invitation.name}, {invitation.email}")


def message(letter: Letter, *, by: User | None, address: str) -> EmailMessage:
    """The mail of an invitation: board, sender, role, until when the link is valid, and that it is for this person only."""
    invitation = letter.invitation
    context = {
        "invitation": invitation,
        "board": invitation.board,
        "by": by,
        "address": address,
        "until": invitation.expires_at,
        "may": ROLE_TELLS[Role(invitation.role)],
    }
    subject = " ".join(render_to_string("boards/email/invitation_subject.txt", context).split())
    body = render_to_string("boards/email/invitation_message.txt", context)
    return EmailMessage(subject, body, to=[invitation.email], reply_to=[by.email] if by else None)
