"""Requests to publish a version: under way, or ended without one."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone

from actionplans.models.base import new_uid
from actionplans.models.plan import Plan
from actionplans.models.version import Version
from boards.access import Right, boards_where
from boards.client_ip import current_address
from boards.models import Job, Meeting
from boards.models.user import AnyUser


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: AnyUser) -> PublicationQuerySet:
        return self.filter(plan__board__in=boards_where(user, Right.PUBLISH))

    def without_version(self, plan: Plan, number: int) -> PublicationQuerySet:
        """Requests for the version that comes next in a plan: under way, stopped, or not printed; the newest first."""
        ended = (Publication.Outcome.NONE, Publication.Outcome.UNPRINTED)
        return self.filter(plan=plan, number=number, outcome__in=ended).select_related("job").order_by("-at", "-pk")

    def asked_before(self, moment: datetime.datetime) -> PublicationQuerySet:
        return self.filter(at__lt=moment)


class Publication(models.Model):
    """A request to publish the next version: its note and marking, and the ``number`` and ``state`` of the plan that the author
    was shown (``publishing.publish``). Deleted after some days, because the version holds everything."""

    class Outcome(models.TextChoices):
        NONE = "", "Under way"
        PUBLISHED = "published", "Published"
        NUMBER = "number", "Another version was published meanwhile"
        STATE = "state", "The plan was changed meanwhile"
        BUSY = "busy", "The plan was being changed all the time"
        UNPRINTED = "unprinted", "Its pages could not be printed"
        RIGHT = "right", "Its author may not publish any more"

    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    address = models.GenericIPAddressField(
        null=True, blank=True, default=current_address, help_text="From which internet address it was asked for."
    )
    note = models.CharField(max_length=300)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="+")
    marking = models.CharField(max_length=40, blank=True)
    marking_why = models.TextField(blank=True)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=64)
    seen_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The moment whose plan is published; empty: the plan as it is when it is printed.",
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.NONE, blank=True)
    fault = models.TextField(blank=True, help_text="Why its pages could not be printed, for its author.")
    missing = models.JSONField(default=list, blank=True, help_text="Words of the plan that are not on its pages.")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PublicationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def step(self) -> str:
        """``waiting``, ``running``, ``published``, ``refused`` (``outcome`` says why), or ``stopped`` where no job is
        working on it any more."""
        if self.outcome:
            return "published" if self.outcome == self.Outcome.PUBLISHED else "refused"
        if self.job is None or not self.job.is_open:
            return "stopped"
        return "running" if self.job.status == Job.Status.RUNNING else "waiting"

    @property
    def is_under_way(self) -> bool:
        return self.step in ("waiting", "running")
