"""Deadlines: the dates read from the words of an action's “By when” (which are on the action), and each change of date with its
reason."""

from __future__ import annotations

from django.db import models

from actionplans.models.action import Action
from actionplans.models.base import LINE, precision_field
from boards.history import HistoryModel, HistoryQuerySet, history


class DeadlineQuerySet(HistoryQuerySet["Deadline"]):
    def current(self) -> DeadlineQuerySet:
        return self.filter(replaced=False)


class Deadline(HistoryModel):
    """One date of an action. ``date`` is as precise as it was written (2027, 2027-03, 2027-03-31); ``last_day`` is the
    last day of it, after which it is overdue. An earlier date is kept, marked as replaced."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="deadlines")
    order = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=LINE, blank=True)
    interim = models.BooleanField(default=False)
    date = models.CharField(max_length=10, blank=True)
    precision = precision_field()
    last_day = models.DateField(null=True, blank=True)
    unknown = models.JSONField(default=dict, blank=True)
    replaced = models.BooleanField(default=False)

    objects = DeadlineQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["action", "replaced", "last_day"], name="deadline_due")]


class DeadlineMoveQuerySet(HistoryQuerySet["DeadlineMove"]):
    def standing(self) -> DeadlineMoveQuerySet:
        """Without those that were undone."""
        return self.filter(undone=False)


class DeadlineMove(HistoryModel):
    """One change of date, in words as printed: the old and the new date, on which day and why; its history has by whom."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="moves")
    was = models.CharField(max_length=LINE, blank=True)
    became = models.CharField(max_length=LINE, blank=True)
    on = models.DateField()
    why = models.TextField()
    unknown = models.JSONField(default=dict, blank=True)
    undone = models.BooleanField(default=False, help_text="The date was changed back at once: not printed.")

    objects = DeadlineMoveQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(why=""), name="a_slip_has_a_reason"),
        ]
