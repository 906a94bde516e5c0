"""Action plans and their sections."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse

from actionplans.document.fields import FIELDS
from actionplans.document.tree import RATING_LEVELS
from actionplans.models.base import CELL, precision_field
from boards.access import Right, boards_where
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Board
from boards.models.board import MARKINGS
from boards.models.user import AnyUser


class SourceKind(models.TextChoices):
    """What a plan answers."""

    INSPECTION = "inspection", "Inspection"
    JOINT = "joint-inspection", "Joint inspection"
    REVIEW = "case-review", "Case review"
    SECTION11 = "section-11", "Section 11"
    AUDIT = "audit", "Audit"
    NOTICE = "improvement-notice", "Improvement notice"
    PEER = "peer-review", "Peer review"
    OWN = "own", "The board’s own"


#: Tables that boards use most, offered as layouts when a plan is created.
LAYOUTS: dict[str, list[dict[str, str]]] = {
    "six": [
        {"field": "action", "heading": "What needs to happen"},
        {"field": "why", "heading": "Why"},
        {"field": "risk", "heading": "Risks if no action taken"},
        {"field": "progress", "heading": "Actions to date"},
        {"field": "deadline", "heading": "By when"},
        {"field": "lead", "heading": "Lead"},
    ],
    "five": [
        {"field": "recommendation", "heading": "Recommendation"},
        {"field": "action", "heading": "Action"},
        {"field": "lead", "heading": "Lead"},
        {"field": "progress", "heading": "Progress"},
        {"field": "deadline", "heading": "Deadline"},
    ],
    "seven": [
        {"field": "action", "heading": "Actions planned"},
        {"field": "target", "heading": "Target"},
        {"field": "deadline", "heading": "Completion date"},
        {"field": "lead", "heading": "Lead"},
        {"field": "evidence", "heading": "Evidence"},
        {"field": "rating", "heading": "Rating"},
        {"field": "progress", "heading": "Update"},
    ],
}


def check_columns(columns: object) -> None:
    """Validates ``Plan.columns``: a list of ``{"field": …, "heading": …}``, each field once. Raises ValidationError."""
    if not isinstance(columns, list) or not columns:
        raise ValidationError("A plan needs at least one column.")
    seen = set()
    for column in columns:
        field = column.get("field", "") if isinstance(column, dict) else ""
        if field not in FIELDS and not field.startswith("extra:"):
            raise ValidationError(f"“{field}” is not something that a column can hold.")
        if field in seen:
            raise ValidationError(f"The column “{column.get('heading') or field}” stands twice.")
        seen.add(field)


class PlanQuerySet(HistoryQuerySet["Plan"]):
    def visible_to(self, user: AnyUser) -> PlanQuerySet:
        """Plans that the user may know of: all of the boards where they may read plans as they stand, and where they may read
        only versions those that have been published."""
        published = self.model._meta.get_field("versions").related_model._base_manager.filter(
            plan=models.OuterRef("pk")
        )
        only_versions = set(boards_where(user, Right.READ_VERSIONS)) - set(boards_where(user, Right.READ_PLAN))
        found: Any = models.Q(board__in=boards_where(user, Right.READ_PLAN))
        if only_versions:
            found |= models.Q(board__in=only_versions) & models.Exists(published)
        return self.filter(found)

    def due(self, by: datetime.date) -> PlanQuerySet:
        """Plans whose retention date is on or before that day."""
        return self.filter(keep_until__lte=by)


class Plan(HistoryModel):
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80)
    subtitle = models.CharField(max_length=300, blank=True)
    source_kind = models.CharField(
        "what it answers", max_length=30, choices=SourceKind.choices, default=SourceKind.INSPECTION
    )
    source_title = models.CharField("its title", max_length=200, blank=True)
    source_date = models.CharField("its date", max_length=10, blank=True, help_text="2026, 2026-09 or 2026-09-02")
    source_precision = precision_field()
    source_unknown = models.JSONField(default=dict, blank=True)
    columns = models.JSONField(validators=[check_columns])
    rating_level = models.CharField(
        max_length=20,
        choices=zip(RATING_LEVELS, ("Each action", "Each recommendation", "Each section"), strict=True),
        default="action",
    )
    ratings = models.JSONField(default=list, blank=True, help_text="The board’s scale, worst first; empty: not rated.")
    marking = models.CharField("protective marking", max_length=24, choices=MARKINGS, default="OFFICIAL")
    earlier_versions = models.JSONField(
        default=list, blank=True, help_text="The version table that the plan brought along from Word."
    )
    unknown = models.JSONField(
        default=dict, blank=True, help_text="Keys of a plan document that this site does not know."
    )
    keep_until = models.DateField(
        "kept until", null=True, blank=True, help_text="On this day the board decides whether the plan is still needed."
    )
    order = models.PositiveIntegerField(default=0)

    objects = PlanQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "slug"],
                name="plan_slug_once_in_board",
                violation_error_message="This board has a plan of that name already.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actionplans:plan_page", args=[self.board.slug, self.slug])


class SectionQuerySet(HistoryQuerySet["Section"]):
    def standing(self) -> SectionQuerySet:
        return self.filter(removed=False)


class Section(HistoryModel):
    """A part of a plan: a theme, priority or topic area, as the board calls it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="sections")
    kind = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True, max_length=CELL)
    objectives = models.JSONField(default=list, blank=True)
    outcomes = models.JSONField("outcomes to achieve", default=list, blank=True)
    rating = models.CharField(max_length=40, blank=True)
    unknown = models.JSONField(default=dict, blank=True)
    order = models.PositiveIntegerField(default=0)
    removed = models.BooleanField(default=False)

    objects = SectionQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.title or "The plan"
