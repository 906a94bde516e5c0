"""Audits: what is audited, by whom and when, which agencies take part, and what was found."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from boards.access import Right, boards_where
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Agency, Board, Group
from boards.models.user import AnyUser

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class AuditQuerySet(HistoryQuerySet["Audit"]):
    def visible_to(self, user: AnyUser) -> AuditQuerySet:
        return self.filter(board__in=boards_where(user, Right.READ_AUDITS))

    def of(self, board: Board) -> AuditQuerySet:
        return self.filter(board=board)


class Audit(HistoryModel):
    class Kind(models.TextChoices):
        SECTION11 = "section-11", "Section 11"
        SINGLE = "single-agency", "Single-agency"
        MULTI = "multi-agency", "Multi-agency"
        CASE_FILE = "case-file", "Case file"

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        UNDER_WAY = "under-way", "Under way"
        REPORTED = "reported", "Reported"
        FOLLOWED = "followed", "Being followed up"
        DONE = "done", "Done"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="audits")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MULTI)
    theme = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(choices=list(enumerate(MONTHS, 1)))
    lead = models.CharField(max_length=200, blank=True)
    reports_to = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="audits")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    summary = models.TextField("what was found", blank=True, max_length=20_000)

    objects = AuditQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-year", "month", "theme"]

    def __str__(self) -> str:
        return f"{self.theme} ({self.get_kind_display()}, {self.get_month_display()} {self.year})"

    def get_absolute_url(self) -> str:
        return reverse("audits:audit_page", args=[self.board.slug, self.pk])


class AuditAgency(HistoryModel):
    """An agency that takes part in an audit."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="agencies")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="audits")
    left = models.BooleanField(default=False)

    history = history()

    class Meta:
        ordering = ["agency__name"]
        constraints = [models.UniqueConstraint(fields=["audit", "agency"], name="agency_once_in_audit")]
