"""Clashes: where two users changed the same cell at once, the first saved is in the plan, and the second is kept here until one
of them is chosen."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from actionplans.models.action import Action
from boards.access import Right, may
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Board
from boards.models.user import AnyUser


class ClashQuerySet(HistoryQuerySet["Clash"]):
    def unsettled(self) -> ClashQuerySet:
        return self.filter(settled_at__isnull=True)

    def to_settle_by(self, user: AnyUser, board: Board) -> ClashQuerySet:
        """Clashes of rows that are in a plan of the board today and that the user can settle; none for most users."""
        if not may(user, Right.EDIT_PLAN, board):
            return self.none()
        return self.unsettled().filter(action__in=Action.objects.visible_to(user).of(board).standing())


class Clash(HistoryModel):
    #: The board's heading for its cell, added by ``pages.row_alone.named_clashes``.
    heading: str

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="clashes")
    field = models.CharField(max_length=100, help_text="The cell: a field of the action, or extra:HEADING.")
    theirs = models.TextField(blank=True, help_text="What had been saved meanwhile, and is in the plan.")
    theirs_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    theirs_at = models.DateTimeField()
    mine = models.TextField(blank=True, help_text="What the second person typed, and is not in the plan.")
    mine_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    mine_at = models.DateTimeField()
    move_reason = models.TextField(blank=True, help_text="Why the second person wanted to move the date.")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = ClashQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "clashes"
