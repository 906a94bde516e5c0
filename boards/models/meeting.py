"""Meetings of groups, with the day on which their papers are due."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q

from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models.board import Board
from boards.models.group import Group
from boards.models.user import AnyUser


class MeetingQuerySet(HistoryQuerySet["Meeting"]):
    def visible_to(self, user: AnyUser) -> MeetingQuerySet:
        return self.filter(group__board__in=user.roles) if user.is_authenticated else self.none()

    def of(self, board: Board) -> MeetingQuerySet:
        return self.filter(group__board=board).select_related("group")

    def coming(self, on: datetime.date) -> MeetingQuerySet:
        """Meetings from that day on, the next one first."""
        return self.filter(date__gte=on, cancelled=False).order_by("date", "time", "pk")

    def held(self, on: datetime.date) -> MeetingQuerySet:
        """Meetings before that day, the latest first."""
        return self.filter(date__lt=on, cancelled=False).order_by("-date", "-pk")


class Meeting(HistoryModel):
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField()
    time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=120, blank=True)
    papers_due = models.DateField("papers due", null=True, blank=True)
    cancelled = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(papers_due__isnull=True) | Q(papers_due__lte=F("date")),
                name="papers_before_meeting",
                violation_error_message="Papers are due on the day of the meeting at the latest.",
            ),
            models.UniqueConstraint(
                fields=["group", "date"],
                condition=Q(cancelled=False),
                name="group_meets_once_a_day",
                violation_error_message="This group meets on that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group.name} {self.date:%d.%m.%y}"
