"""Entries of the trail: events that change no record and so have no history. Written by ``boards.trail.write``."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from boards.history import DeletionRefused
from boards.models.board import Board


class Happening(models.TextChoices):
    """The kinds of entry."""

    SIGNED_IN = "signed-in", "Signed in"
    SIGN_IN_FAILED = "sign-in-failed", "Could not sign in"
    SIGNED_OUT = "signed-out", "Signed out"
    SIGNED_OUT_EVERYWHERE = "signed-out-everywhere", "Signed out everywhere"
    SESSION_ENDED = "session-ended", "Session ended"
    PASSWORD_CHANGED = "password-changed", "Changed their password"
    PASSWORD_ASKED = "password-asked", "Asked for a password link"
    ACCOUNT_CHANGED = "account-changed", "Account changed by an administrator"
    FACTOR_ADDED = "factor-added", "Added a second step"
    FACTOR_REMOVED = "factor-removed", "Removed a second step"
    FACTOR_FAILED = "factor-failed", "Second step failed"
    ACCOUNT_LINKED = "account-linked", "Connected an organisation’s account"
    ACCOUNT_UNLINKED = "account-unlinked", "Disconnected an organisation’s account"
    DOWNLOADED = "downloaded", "Downloaded"
    PRINTED = "printed", "Printed"
    TOOK_AWAY = "took-away", "Downloaded"
    TRAIL_TAKEN = "trail-taken", "Downloaded the activity log"
    MAILED = "mailed", "Sent mail"
    REFUSED = "refused", "Was refused a page"


#: What an administrator may do to another user's account.
BY_ADMINISTRATORS = (Happening.ACCOUNT_CHANGED, Happening.PASSWORD_CHANGED, Happening.FACTOR_REMOVED)


class TrailQuerySet(models.QuerySet["TrailEntry"]):
    def delete(self) -> NoReturn:
        raise DeletionRefused("The trail is never deleted.")

    def update(self, **values: Any) -> NoReturn:
        raise DeletionRefused("The trail is never changed.")


class TrailEntry(models.Model):
    """One event. ``plan_key`` is the key of an action plan and ``plan_title`` its title then: this app knows no plans.

    An entry without a board belongs to the site: a sign-in is shown in the trail of every board of the user.
    """

    #: The error message of the database trigger (boards.guards).
    never_changed = "The trail is never changed or deleted."
    erasable = True

    board = models.ForeignKey(Board, on_delete=models.PROTECT, null=True, blank=True, related_name="trail")
    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=30, choices=Happening.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="trail"
    )
    administrator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who did this to the account of the user; empty in entries from before this was recorded.",
    )
    who = models.CharField(max_length=160, blank=True, help_text="The name at that time.")
    about = models.CharField(max_length=300, blank=True, help_text="What was taken, tried or done.")
    plan_key = models.PositiveBigIntegerField(null=True, blank=True, db_index=True)
    plan_title = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    address = models.GenericIPAddressField("internet address", null=True, blank=True)

    objects = TrailQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "trail entries"
        indexes = [models.Index(fields=["board", "-at"], name="trail_of_board")]

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.who}: {self.get_kind_display()}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise DeletionRefused("The trail is never deleted.")
