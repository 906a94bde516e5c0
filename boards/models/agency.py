"""Agencies: the organisations that take part in a board."""

from __future__ import annotations

from typing import Self

from django.db import models

from boards.history import HistoryModel, HistoryQuerySet, Row, history
from boards.models.board import Board
from boards.models.user import AnyUser


class OfBoardQuerySet(HistoryQuerySet[Row]):
    """Rows of a board: only members of the board see them."""

    def visible_to(self, user: AnyUser) -> Self:
        return self.filter(board__in=user.roles) if user.is_authenticated else self.none()


class Agency(HistoryModel):
    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        POLICE = "police", "Police"
        HEALTH = "health", "Health"
        PROBATION = "probation", "Probation"
        EDUCATION = "education", "Schools and colleges"
        FIRE = "fire", "Fire and rescue"
        VOLUNTARY = "voluntary", "Voluntary sector"
        INDEPENDENT = "independent", "Independent"
        OTHER = "other", "Other"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)

    objects = OfBoardQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"
        constraints = [
            models.UniqueConstraint(
                fields=["board", "name"],
                name="agency_name_once_in_board",
                violation_error_message="This board has an agency of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The short name that the board uses, or the full one."""
        return self.short_name or self.name
