"""Recommendations of inspectors, reviewers or auditors, under which the actions of a plan are listed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from actionplans.document.wording import shorten
from actionplans.models.base import CELL, new_uid, visible
from actionplans.models.plan import Plan, Section
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models.user import AnyUser


class RecommendationQuerySet(HistoryQuerySet["Recommendation"]):
    def visible_to(self, user: AnyUser) -> RecommendationQuerySet:
        return visible(self, user, "plan__board", "internal")

    def standing(self) -> RecommendationQuerySet:
        return self.filter(removed=False, section__removed=False)


class Recommendation(HistoryModel):
    """Number as printed in the report (99, P106, 2(ii)) and text. One with neither groups actions that answer none."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="recommendations")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="recommendations")
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    number = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True, max_length=CELL)
    short = models.CharField("short title", max_length=60, blank=True)
    rating = models.CharField(max_length=40, blank=True)
    internal = models.BooleanField("for the manager, chair and scrutineer only", default=False)
    unknown = models.JSONField(default=dict, blank=True)
    order = models.PositiveIntegerField(default=0)
    removed = models.BooleanField(default=False)

    objects = RecommendationQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["section__order", "section_id", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                condition=~Q(number="") & Q(removed=False),
                name="number_once_in_plan",
                violation_error_message="This plan has a recommendation of that number already.",
            )
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}" if self.number else "Actions without a recommendation"

    @property
    def called(self) -> str:
        """A short title for lists: the one given, or the beginning of the text."""
        if self.short:
            return self.short
        return shorten(self.text)
