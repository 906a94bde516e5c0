"""Invitations: the only way into a board, by a mailed link that works once and expires."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from boards.access import Role
from boards.history import HistoryModel, history
from boards.models.agency import Agency, OfBoardQuerySet
from boards.models.board import Board
from boards.models.person import Person


class InvitationQuerySet(OfBoardQuerySet["Invitation"]):
    def open(self, at: datetime.datetime) -> InvitationQuerySet:
        """Those that can still be accepted at that moment."""
        return self.waiting().filter(expires_at__gt=at)

    def waiting(self) -> InvitationQuerySet:
        """Those that were neither accepted nor revoked, whether or not they have expired."""
        return self.filter(accepted_at__isnull=True, revoked_at__isnull=True)


class Invitation(HistoryModel):
    """The token itself is only in the mail: ``token_sha256`` (64 hex digits) is enough to recognise it, and useless for
    joining. Sending an invitation again gives it a new token, and the old link ends."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField("email address")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=Role.choices)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        help_text="Who this is among the people that the board's plans name.",
    )
    job_title = models.CharField(
        max_length=120, blank=True, help_text="For the person, where the board knows none yet."
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    token_sha256 = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    mail_failed = models.BooleanField("could not be mailed", default=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="accepted_invitations"
    )

    objects = InvitationQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "board",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invited_once_at_a_time",
                violation_error_message="There is an invitation to this address already. Send it again, or revoke it.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display().lower()}"

    def state(self, at: datetime.datetime) -> str:
        """What has become of it by that moment: accepted, revoked, expired, unsent or waiting."""
        if self.accepted_at:
            return "accepted"
        if self.revoked_at:
            return "revoked"
        if self.expires_at <= at:
            return "expired"
        return "unsent" if self.mail_failed else "waiting"
