"""What the independent chair or scrutineer asks of the plan, and what came of it; and what they have signed off."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from actionplans.models.action import Action
from actionplans.models.base import CELL, new_uid, visible
from actionplans.models.plan import Plan
from actionplans.models.version import Version
from boards.access import Right, boards_where
from boards.kept import Kept, KeptQuerySet, history
from boards.models import Meeting


class ChallengeQuerySet(KeptQuerySet):
    def visible_to(self, user) -> ChallengeQuerySet:
        """Challenges to the plan or its rows, as the reader may see these."""
        return visible(self, user, "plan__board").filter(
            Q(action__isnull=True)
            | Q(action__internal=False, action__recommendation__internal=False)
            | Q(plan__board__in=boards_where(user, Right.READ_INTERNAL))
        )

    def open(self) -> ChallengeQuerySet:
        return self.filter(closed_at__isnull=True)


class Challenge(Kept):
    """Numbered through the plan. It is answered by the manager or a lead of its action, and closed, with what came of it, by
    whoever may challenge. With a meeting: it was made there."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="challenges")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="challenges")
    number = models.PositiveIntegerField()
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    text = models.TextField("what is asked", max_length=CELL)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="challenges")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="challenges")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, max_length=CELL)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField("what came of it", blank=True, max_length=CELL)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ChallengeQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="challenge_number_once_in_plan"),
        ]

    def __str__(self) -> str:
        return f"Challenge {self.number}"


class SignOffQuerySet(KeptQuerySet):
    def standing(self) -> SignOffQuerySet:
        return self.filter(taken_back=False)


class SignOff(Kept):
    """The word of the chair or scrutineer that an action is complete, or that a published version is agreed."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_offs")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_offs")
    words = models.TextField("remark", blank=True, max_length=CELL)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_offs")
    signed_at = models.DateTimeField()
    taken_back = models.BooleanField(default=False)

    objects = SignOffQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-signed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(action__isnull=False, version__isnull=True) | Q(action__isnull=True, version__isnull=False),
                name="sign_off_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["action"],
                condition=Q(taken_back=False, action__isnull=False),
                name="action_signed_off_once",
                violation_error_message="This action is signed off already.",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(taken_back=False, version__isnull=False),
                name="version_signed_off_once",
                violation_error_message="This version is signed off already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action or self.version} signed off"
