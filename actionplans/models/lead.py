"""Leads of an action: people, groups, agencies or roles."""

from __future__ import annotations

from django.db import models

from actionplans.models.action import Action
from actionplans.models.base import LINE
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Agency, Group, Person


class LeadQuerySet(HistoryQuerySet["Lead"]):
    def current(self) -> LeadQuerySet:
        return self.filter(left=False)


class Lead(HistoryModel):
    """A role, person, group or agency in the words of the plan, with a link to the board's record of it where there is one."""

    class Kind(models.TextChoices):
        ROLE = "role", "Role"
        PERSON = "person", "Person"
        GROUP = "group", "Group"
        AGENCY = "agency", "Agency"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="leads")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=LINE)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.ROLE)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="leads")
    unknown = models.JSONField(default=dict, blank=True)
    left = models.BooleanField("no longer leads", default=False)

    objects = LeadQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
