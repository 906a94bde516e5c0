"""Challenges of the independent chair or scrutineer to a plan or an action, and their sign-offs."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.wording import the_name
from actionplans.models.action import Action
from actionplans.models.base import CELL, new_uid, visible
from actionplans.models.plan import Plan
from actionplans.models.version import Version
from boards.access import Right, boards_where
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Meeting
from boards.models.user import AnyUser


class ChallengeQuerySet(HistoryQuerySet["Challenge"]):
    def visible_to(self, user: AnyUser) -> ChallengeQuerySet:
        """Challenges to plans and rows that the user may see."""
        inside = Q(plan__board__in=boards_where(user, Right.READ_INTERNAL))
        found = Q(action__isnull=True) | Q(action__internal=False, action__recommendation__internal=False)
        return visible(self, user, "plan__board").filter(inside | found)

    def open(self) -> ChallengeQuerySet:
        return self.filter(closed_at__isnull=True)

    def standing(self) -> ChallengeQuerySet:
        """Challenges to a whole plan, or to a row that is in it today."""
        standing = Action.objects.standing()
        return self.filter(Q(action__isnull=True) | Q(action__in=standing))

    def open_to_all(self) -> ChallengeQuerySet:
        """Without challenges to internal rows."""
        return self.filter(Q(action__isnull=True) | Q(action__internal=False, action__recommendation__internal=False))

    def with_names(self) -> ChallengeQuerySet:
        """With the related rows that a sentence about a challenge names."""
        return self.select_related(
            "action__recommendation__section", "meeting__group", "asked_by", "answered_by", "closed_by"
        )


class Challenge(HistoryModel):
    """A question of the chair to a plan or one of its actions, numbered within the plan. The manager or a lead of the action
    answers it; a user who may challenge closes it, with its outcome. ``meeting`` is where it was made, if at one; ``version``
    is what lay before that meeting, or else what was published last, and ``words`` what the action says in it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="challenges")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, blank=True, related_name="challenges")
    number = models.PositiveIntegerField()
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    text = models.TextField("what is asked", max_length=CELL)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="challenges")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, blank=True, related_name="challenges")
    words = models.TextField("what is challenged", blank=True, max_length=CELL)
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

    def get_absolute_url(self) -> str:
        return reverse("actionplans:challenge_page", args=[self.plan.board.slug, self.plan.slug, self.number])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def waits(self) -> bool:
        """Whether it is open and has no answer."""
        return self.is_open and self.answered_at is None

    def days_open(self, on: datetime.date) -> int:
        """The number of days for which it has been open on that day, or was until it was closed."""
        end = timezone.localdate(self.closed_at) if self.closed_at else on
        return max((end - timezone.localdate(self.asked_at)).days, 0)

    @property
    def asked_words(self) -> str:
        """Who asked, when and where: “Graham Ashdown, 3 November 2026, at the Executive of 29 October 2026”."""
        asked = timezone.localdate(self.asked_at)
        words = f"{self.asked_by.name}, {day_words(asked)}"
        if self.meeting is None:
            return words
        held = "" if self.meeting.date == asked else f" of {day_words(self.meeting.date)}"
        return f"{words}, at {the_name(self.meeting.group.name)}{held}"

    @property
    def answered_words(self) -> str:
        """Who answered, and when; empty while there is no answer."""
        if self.answered_by is None or self.answered_at is None:
            return ""
        return f"{self.answered_by.name}, {day_words(timezone.localdate(self.answered_at))}"


class SignOffQuerySet(HistoryQuerySet["SignOff"]):
    def standing(self) -> SignOffQuerySet:
        return self.filter(taken_back=False)


class SignOff(HistoryModel):
    """A confirmation by the chair or scrutineer that an action is complete, or that a published version is agreed."""

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
