"""Action plans and their sections."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from actionplans.document.fields import FIELDS
from actionplans.document.silence import began_before
from actionplans.document.tree import RATING_LEVELS, VersionLine
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


#: No version of a plan has a higher number; a higher one in a label is a year.
HIGHEST_VERSION = 999


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
        only versions those that have been published. None that was removed."""
        published = self.model._meta.get_field("versions").related_model._base_manager.filter(
            plan=models.OuterRef("pk")
        )
        only_versions = set(boards_where(user, Right.READ_VERSIONS)) - set(boards_where(user, Right.READ_PLAN))
        found: Any = models.Q(board__in=boards_where(user, Right.READ_PLAN))
        if only_versions:
            found |= models.Q(board__in=only_versions) & models.Exists(published)
        return self.filter(found, removed_at__isnull=True)

    def removed_from(self, board: Board, user: AnyUser) -> PlanQuerySet:
        """The removed plans of a board, for users who may edit plans there; the last removed first."""
        mine = self.filter(board=board, board__in=boards_where(user, Right.EDIT_PLAN))
        return mine.filter(removed_at__isnull=False).order_by("-removed_at", "-pk")

    def current(self) -> PlanQuerySet:
        """Plans that are not archived."""
        return self.filter(archived_at__isnull=True)

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
    first_version = models.PositiveIntegerField(
        "number of the first version",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_VERSION)],
        help_text="Of the first one that is published here; empty: it follows the version table that the plan brought along.",
    )
    keep_until = models.DateField(
        "kept until", null=True, blank=True, help_text="On this day the board decides whether the plan is still needed."
    )
    removed_at = models.DateTimeField(
        "removed", null=True, blank=True, help_text="A removed plan is found nowhere, until it is restored."
    )
    removed_reason = models.TextField("why it was removed", blank=True, max_length=CELL)
    archived_at = models.DateTimeField(
        "archived", null=True, blank=True, help_text="An archived plan can be read, and is in no list of what is to do."
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
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_reason="")
                | models.Q(removed_at__isnull=False) & ~models.Q(removed_reason=""),
                name="removed_plan_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actionplans:plan_page", args=[self.board.slug, self.slug])

    @property
    def first_number(self) -> int:
        """The number of the first version that is published here: as the manager set it, else the one after the highest in the
        version table that the plan brought along (after drafts, "Version 0.5", the first is 1), else after as many as that
        has."""
        lines = [VersionLine.from_json(line) for line in self.earlier_versions]
        known = [number for line in lines if (number := line.number) is not None and number < HIGHEST_VERSION]
        return self.first_version or max(known, default=len(lines)) + 1

    @property
    def began_before(self) -> datetime.date | None:
        """The day from which actions that came with the plan are silent (``document.silence.began_before``)."""
        lines = (VersionLine.from_json(line) for line in self.earlier_versions)
        return began_before(self.source_date or None, self.source_precision, lines)


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
