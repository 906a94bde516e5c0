"""Leads of an action: people, groups, agencies or roles; and who the names are that plans use for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from actionplans.models.action import Action
from actionplans.models.base import LINE
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Agency, Board, Group, Person

#: A name that is settled has at most so many characters: what is longer is a sentence, and no name.
NAME = 300


def named(person: Person) -> Q:
    """A filter for leads that are this person: by a link, or by name where an imported plan named them before the board had a
    record of them."""
    unknown = Q(person=None, group=None, agency=None)
    name = person.name
    return Q(person=person) | unknown & (
        Q(name__iexact=name) | Q(name__istartswith=f"{name},") | Q(name__istartswith=f"{name} (")
    )


class LeadQuerySet(HistoryQuerySet["Lead"]):
    def current(self) -> LeadQuerySet:
        return self.filter(left=False)

    def in_person(self, person: Person) -> LeadQuerySet:
        """Leads for which this person answers: they themselves, or a group that they chair."""
        chaired = Q(group__members__person=person, group__members__chairs=True, group__members__left=False)
        return self.filter(named(person) | chaired)


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
    settled = models.BooleanField("said who it is", default=False, help_text="By its name: see ``LeadName``.")

    objects = LeadQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class LeadName(HistoryModel):
    """Who a name is that plans of a board use for a lead, as a user has settled it; it holds for what is typed and brought in
    later. Of kind “role” without a link: it is nobody of the board’s, such as a post or several people."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="lead_names")
    name = models.CharField(max_length=NAME, help_text="As a plan writes it.")
    key = models.CharField(max_length=NAME, help_text="The name without capitals and signs, by which it is found.")
    kind = models.CharField(max_length=8, choices=Lead.Kind.choices, default=Lead.Kind.ROLE)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="lead_names")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="lead_names")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="lead_names")

    history = history()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["board", "key"], name="lead_name_once_in_board")]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> Person | Group | Agency | None:
        """Whom of the board’s records it means."""
        return self.person or self.group or self.agency
