"""Drafts: what a user typed into a form and has not saved."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from boards.models.board import Board
from boards.models.user import AnyUser

if TYPE_CHECKING:
    from boards.models.user import User

#: How long a draft is kept after it was last changed.
KEPT_FOR = datetime.timedelta(days=90)


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: AnyUser) -> DraftQuerySet:
        """The user's own: no role gives a right to read another user's."""
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def of_form(self, user: User, place: str) -> DraftQuerySet:
        return self.filter(user=user, place=place)

    def expired(self, now: datetime.datetime) -> DraftQuerySet:
        return self.filter(saved_at__lt=now - KEPT_FOR)

    def keep(self, drafts: Iterable[Draft], at: datetime.datetime | None = None) -> None:
        """Save each of these, in the place of what was kept of the same field."""
        at = at or timezone.now()
        with transaction.atomic():
            for draft in drafts:
                self.update_or_create(
                    user_id=draft.user_id,
                    place=draft.place,
                    field=draft.field,
                    defaults={
                        "board_id": draft.board_id,
                        "title": draft.title,
                        "label": draft.label,
                        "text": draft.text,
                        "base": draft.base,
                        "page": draft.page,
                        "saved_at": at,
                    },
                )


class Draft(models.Model):
    """What one user typed into one field of one form. Only its author ever sees it, and it has no history: it is deleted when
    the form is saved, when its author discards it, when their details are erased, and 90 days after it was last changed.

    ``place`` is the address that the form is submitted to, which names the row; ``page`` is where the form is shown. ``base`` is
    the state of the row that was edited (``boards.history.latest_line``), so that a draft that is taken up again later overwrites
    nothing unseen.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, null=True, related_name="drafts")
    place = models.CharField(max_length=400)
    page = models.CharField(max_length=500)
    title = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=400)
    label = models.CharField(max_length=400, blank=True)
    text = models.TextField()
    base = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "place", "field"], name="draft_once_in_field")]
        indexes = [models.Index(fields=["saved_at"], name="draft_saved")]

    def __str__(self) -> str:
        return self.title or self.place
