"""Proposals: a lead proposes that their action is complete, or a new date for it, and the manager answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from actionplans.document.dates import day_words
from actionplans.models.action import Action, Status
from actionplans.models.base import CELL, new_uid, visible
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models.user import AnyUser


class ProposalQuerySet(HistoryQuerySet["Proposal"]):
    def visible_to(self, user: AnyUser) -> ProposalQuerySet:
        return visible(self, user, "action__plan__board", "action__internal action__recommendation__internal")

    def open(self) -> ProposalQuerySet:
        """Proposals without an answer, to actions that are in their plan today."""
        return self.filter(
            state=Proposal.State.OPEN,
            action__removed_on__isnull=True,
            action__recommendation__removed=False,
            action__recommendation__section__removed=False,
        )

    def with_names(self) -> ProposalQuerySet:
        """With the related rows that a sentence about a proposal names; the newest first."""
        return self.select_related("action__plan", "author", "answered_by").order_by("-made_at", "-pk")


class Proposal(HistoryModel):
    """One proposal. It changes nothing in the plan until the manager agrees (``operations.proposals``)."""

    class Kind(models.TextChoices):
        COMPLETE = "complete", "It is complete"
        DATE = "date", "A new date"

    class State(models.TextChoices):
        OPEN = "open", "Waits for an answer"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Not agreed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="proposals")
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    date = models.DateField("new date", null=True, blank=True)
    why = models.TextField(max_length=CELL)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals")
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True, max_length=CELL)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="complete", date__isnull=True) | Q(kind="date", date__isnull=False),
                name="proposal_of_a_date_has_one",
                violation_error_message="A new date is proposed with the date.",
            ),
            models.UniqueConstraint(
                fields=["action", "kind"],
                condition=Q(state="open"),
                name="proposed_once_at_a_time",
                violation_error_message="This has been proposed already, and waits for the manager’s answer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action.ref}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def is_true_of(self, action: Action) -> bool:
        """Whether the plan holds the proposed change: the action is complete, or due on the proposed day alone."""
        if self.date is None:
            return action.status == Status.COMPLETE
        if action.status != Status.OPEN:
            return False
        days = [(deadline.date, deadline.precision) for deadline in action.deadlines.filter(replaced=False)]
        return action.deadline_text == self.words or days == [(self.date.isoformat(), "day")]

    @property
    def words(self) -> str:
        """What is proposed: “18 December 2026”, or “complete”."""
        return day_words(self.date) if self.date else "complete"
