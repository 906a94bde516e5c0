"""Memberships: the role of a user in a board. What each role may do is in ``boards.access``, and nowhere else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from boards.access import Role
from boards.history import HistoryModel, history
from boards.models.agency import OfBoardQuerySet
from boards.models.board import Board
from boards.models.person import Person
from boards.models.user import User

#: Reasons in the history of a membership: it has held since the last of these.
JOINED, CAME_BACK = "Joined by invitation", "Came back by invitation"


class MembershipQuerySet(OfBoardQuerySet["Membership"]):
    def active(self) -> MembershipQuerySet:
        """Memberships that have not ended by today."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=timezone.localdate()))

    def managers(self) -> MembershipQuerySet:
        """Those of business managers: the contacts of a board, which must have at least one."""
        return self.filter(role=Role.MANAGER)


class Membership(HistoryModel):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="Who this is among the people that the board's plans name.",
    )
    ended_on = models.DateField(null=True, blank=True, help_text="From this day on the board is closed to them.")

    objects = MembershipQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "user"],
                name="user_once_in_board",
                violation_error_message="This account belongs to the board already.",
            )
        ]

    @property
    def is_manager(self) -> bool:
        return self.role == Role.MANAGER

    def __str__(self) -> str:
        return f"{self.user.name}, {self.get_role_display().lower()}"
