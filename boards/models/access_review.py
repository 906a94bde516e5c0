"""The yearly access review: does every user with access to the board still need it?"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from boards.access import Role
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models.agency import OfBoardQuerySet
from boards.models.board import Board
from boards.models.membership import Membership


class BelongingReview(HistoryModel):
    """One review of all users with access. It is finished once each of them has an answer."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="belonging_reviews")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OfBoardQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"Who belongs to {self.board.short_name}, {self.begun_at:%Y}"


class BelongingAnswer(HistoryModel):
    """The answer about one member, with the role that they had at that time."""

    review = models.ForeignKey(BelongingReview, on_delete=models.PROTECT, related_name="answers")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="belonging_answers")
    role = models.CharField("role at that time", max_length=12, choices=Role.choices)
    stays = models.BooleanField("still belongs")
    remark = models.CharField(max_length=300, blank=True)

    objects = HistoryQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["membership__user__name"]
        constraints = [
            models.UniqueConstraint(fields=["review", "membership"], name="answered_once_in_review"),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {'stays' if self.stays else 'leaves'}"
