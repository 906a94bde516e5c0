"""Groups of a board (its executive, sub-groups, panels) and their members."""

from __future__ import annotations

from django.db import models

from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models.agency import OfBoardQuerySet
from boards.models.board import Board
from boards.models.person import Person


class Group(HistoryModel):
    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "Executive"
        BOARD = "board", "Board"
        SUBGROUP = "subgroup", "Sub-group"
        PANEL = "panel", "Panel"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.SUBGROUP)

    objects = OfBoardQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "name"],
                name="group_name_once_in_board",
                violation_error_message="This board has a group of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupMemberQuerySet(HistoryQuerySet["GroupMember"]):
    def current(self) -> GroupMemberQuerySet:
        return self.filter(left=False)


class GroupMember(HistoryModel):
    """A person's place in a group. Who leaves is marked, not deleted."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="places")
    chairs = models.BooleanField("chairs the group", default=False)
    left = models.BooleanField("has left", default=False)

    objects = GroupMemberQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-chairs", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                name="person_once_in_group",
                violation_error_message="This person is in the group already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person.name}, {self.group.name}"
