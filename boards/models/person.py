"""People named in a board's plans, with or without an account. Initials in notes are theirs while they are in post."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q

from boards.history import HistoryModel, history
from boards.models.agency import Agency, OfBoardQuerySet
from boards.models.board import Board


class PersonQuerySet(OfBoardQuerySet["Person"]):
    def on(self, day: datetime.date) -> PersonQuerySet:
        """The people who were in post on that day."""
        return self.filter(
            Q(from_date__isnull=True) | Q(from_date__lte=day), Q(to_date__isnull=True) | Q(to_date__gte=day)
        )


class Person(HistoryModel):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=120)
    initials = models.CharField(
        max_length=6, blank=True, help_text="As the board writes them in notes, for example TO."
    )
    job_title = models.CharField(max_length=120, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    email = models.EmailField("email address", blank=True)
    from_date = models.DateField("in post from", null=True, blank=True)
    to_date = models.DateField("in post until", null=True, blank=True)

    objects = PersonQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="person_leaves_after_joining",
                violation_error_message="The last day in post is before the first.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.initials})" if self.initials else self.name
