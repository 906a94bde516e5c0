"""Covering reports of a plan, in the form of a council's report: the report with its head, and its texts (``ReportPart``)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from actionplans.models.base import CELL
from actionplans.models.plan import Plan
from actionplans.models.version import Version
from boards.access import Right, boards_where
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Meeting
from boards.models.board import MARKINGS
from boards.models.user import AnyUser


class ReportQuerySet(HistoryQuerySet["Report"]):
    def visible_to(self, user: AnyUser) -> ReportQuerySet:
        """Every report for users who edit plans, finished ones for others who read plans."""
        own = Q(plan__board__in=boards_where(user, Right.EDIT_PLAN))
        return self.filter(own | Q(finished=True, plan__board__in=boards_where(user, Right.READ_PLAN)))

    def listed(self) -> ReportQuerySet:
        """The latest first, with the related rows that lists show."""
        found = self.select_related("plan__board", "meeting__group", "version", "since")
        return found.defer("version__document_text", "version__pdf", "since__document_text", "since__pdf").order_by(
            models.F("date").desc(nulls_first=True), "-pk"
        )


class Report(HistoryModel):
    """The head of a report. ``version`` is what it covers (None: the draft), ``since`` the older version that it is compared with
    (None: there is no comparison). Body and date are those of ``meeting``, or typed where the meeting is another body's."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    to = models.CharField("report to", max_length=120)
    date = models.DateField("meeting date", null=True, blank=True)
    author = models.CharField("report of", max_length=120)
    title = models.CharField(max_length=200)
    marking = models.CharField("protective marking", max_length=24, choices=MARKINGS, default="OFFICIAL")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    since = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished = models.BooleanField(default=False)

    objects = ReportQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "meeting"],
                condition=Q(meeting__isnull=False),
                name="one_report_for_a_plan_and_meeting",
                violation_error_message="There is a report of this plan for that meeting already.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actionplans:report_edit", args=[self.plan.board.slug, self.plan.slug, self.pk])


class ReportPart(HistoryModel):
    """One text of a report. ``key`` is its theme or head of implications; ``heading`` is the heading as of when it was
    computed. ``offered`` is the computed text: while ``text`` equals it, no user has edited it. ``aside`` is the edited
    text that was replaced by computed sentences."""

    class Kind(models.TextChoices):
        PURPOSE = "purpose", "Purpose"
        BACKGROUND = "background", "Background"
        PROGRESS = "progress", "Progress"
        RISKS = "risks", "Risks"
        IMPLICATION = "implication", "Implications"
        RECOMMENDATIONS = "recommendations", "Recommendations"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    key = models.CharField(max_length=320, blank=True)
    heading = models.CharField(max_length=600, blank=True)
    text = models.TextField(blank=True, max_length=CELL)
    offered = models.TextField(blank=True)
    aside = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)

    history = history()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind", "key"], name="part_once_in_report"),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()

    @property
    def is_edited(self) -> bool:
        """Whether a user edited it, so that computed sentences must not replace it unasked."""
        return self.text != self.offered
