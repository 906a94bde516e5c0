"""Actions: the rows of a plan, and the queries that lists of actions are made of."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Max, Min, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Upper
from django.urls import reverse

from actionplans.document.dates import MONTH_KEY, YEAR_KEY, last_key
from actionplans.document.silence import Silence, action_began, silence
from actionplans.document.wording import shorten
from actionplans.models.base import CELL, LINE, new_uid, visible
from actionplans.models.plan import Plan
from actionplans.models.recommendation import Recommendation
from boards.access import Right, boards_where, gives
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import GroupMember, Membership
from boards.models.board import Board
from boards.models.user import AnyUser


class Status(models.TextChoices):
    OPEN = "open", "Open"
    COMPLETE = "complete", "Complete"
    CLOSED = "closed", "Closed"


#: The key of a note's date (``document.dates.order_key``) in SQL; of a note without a date the day on which it was typed.
NOTE_KEY = Case(
    When(precision="month", then=Concat("happened", Value(MONTH_KEY))),
    When(precision="year", then=Concat("happened", Value(YEAR_KEY))),
    When(happened="", then=Cast("counts_from", models.CharField())),
    default="happened",
    output_field=models.CharField(),
)


class ActionQuerySet(HistoryQuerySet["Action"]):
    #: Keys of the boards whose internal notes count for ``last_note``, set by ``visible_to``; None: of all boards.
    _inside: list[int] | None = None

    def visible_to(self, user: AnyUser) -> ActionQuerySet:
        """Actions of plans whose drafts the user may read, without internal ones that they may not. Annotations added after
        this (``last_note``) count only notes that the user may read."""
        found = visible(self, user, "plan__board", "internal recommendation__internal")
        found._inside = boards_where(user, Right.READ_INTERNAL)
        return found

    def _clone(self) -> ActionQuerySet:
        clone: ActionQuerySet = super()._clone()
        clone._inside = self._inside
        return clone

    def _parts(self, name: str) -> HistoryQuerySet[Any]:
        """All rows of the model that is related to actions under that name; these models are defined in later modules."""
        parts: Any = self.model._meta.get_field(name).related_model
        found: HistoryQuerySet[Any] = parts.objects.all()
        return found

    def standing(self) -> ActionQuerySet:
        """Actions that are in their plan today: not removed."""
        return self.filter(
            removed_on__isnull=True, recommendation__removed=False, recommendation__section__removed=False
        )

    def open(self) -> ActionQuerySet:
        return self.filter(status=Status.OPEN)

    def of(self, board: Board | int) -> ActionQuerySet:
        """Actions of a board's plans, without archived ones: those of its lists."""
        return self.filter(plan__board=board, plan__archived_at__isnull=True)

    def led_by(self, membership: Membership) -> ActionQuerySet:
        """Actions that this member, one of their groups or their agency leads: by a link, or by name where an imported plan
        named them before the board had a record of them."""
        return self.filter(self._led_by(membership))

    def _led_by(self, membership: Membership) -> Q:
        person = membership.person
        if person is None:
            return Q(pk__in=[])
        groups = GroupMember.objects.filter(person=person, left=False)
        mine = Q(person=person) | Q(group__in=groups.values("group"))
        names = [person.name]
        if person.agency:
            mine |= Q(agency=person.agency)
            names.append(person.agency.name)
        unknown = Q(person=None, group=None, agency=None)
        mine |= unknown & (Q(name__istartswith=f"{person.name},") | Q(name__istartswith=f"{person.name} ("))
        for name in names:
            mine |= unknown & Q(name__iexact=name)
        called = groups.annotate(called=Upper("group__name")).filter(called=Upper(OuterRef("name")))
        mine |= unknown & Q(Exists(called))
        return Q(Exists(self._parts("leads").filter(mine, action=OuterRef("pk"), left=False)))

    def with_dates(self) -> ActionQuerySet:
        """Adds ``due`` (the date of the next deadline; for a month or year its last day), ``noted`` (whether it has notes that
        the user may read) and ``last_note`` (the date of the last of those, as ``document.dates.order_key`` writes it; empty
        where none has a date)."""
        due = (
            self._parts("deadlines")
            .filter(action=OuterRef("pk"), replaced=False)
            .order_by()
            .values("action")
            .annotate(due=Max("last_day"))
            .values("due")
        )
        notes = self._notes()
        note = notes.order_by().values("action").annotate(last=Max(NOTE_KEY)).values("last")
        last_note = Coalesce(models.Subquery(note), Value(""))
        return self.annotate(due=models.Subquery(due), noted=Exists(notes), last_note=last_note)

    def _notes(self) -> HistoryQuerySet[Any]:
        """The notes of an action that the user may read, for a subquery."""
        notes = self._parts("progress").filter(action=OuterRef("pk"), removed=False)
        if self._inside is None:
            return notes
        return notes.filter(Q(internal=False) | Q(action__plan__board__in=self._inside))

    def with_last_typed(self) -> ActionQuerySet:
        """Adds ``last_typed``: the day on which the last note that the user may read was typed; for one that came with a file,
        when it happened."""
        typed = self._notes().order_by().values("action").annotate(last=Max("counts_from")).values("last")
        return self.annotate(last_typed=models.Subquery(typed))

    def with_entered(self) -> ActionQuerySet:
        """Adds ``plan_entered``: the first day on which an action that is in its plan was added."""
        rows = self.model.objects.filter(plan=OuterRef("plan"), removed_on__isnull=True).order_by()
        return self.annotate(
            plan_entered=models.Subquery(rows.values("plan").annotate(first=Min("added_on")).values("first"))
        )

    def overdue(self, on: datetime.date) -> ActionQuerySet:
        """Open actions whose last deadline is before that day."""
        return self.with_dates().open().filter(due__lt=on)

    def due_between(self, first: datetime.date, last: datetime.date) -> ActionQuerySet:
        """Open actions with a deadline, interim ones too, from the first to the last of these days."""
        dated = self._parts("deadlines").filter(
            action=OuterRef("pk"), replaced=False, last_day__gte=first, last_day__lte=last
        )
        soonest = dated.order_by().values("action").annotate(soonest=Min("last_day")).values("soonest")
        return self.with_dates().open().filter(Exists(dated)).annotate(soonest=models.Subquery(soonest))

    def silent(self, on: datetime.date, days: int) -> ActionQuerySet:
        """Open actions without a dated note for so many days, by the rule of ``document.silence``. One query, for their plans."""
        since = on - datetime.timedelta(days=days)
        plans = Plan.objects.filter(pk__in=self.order_by().values("plan"))
        older = [plan.pk for plan in plans if plan.began_before and plan.began_before <= since]
        began = Q(added_on__lte=since) | Q(plan__in=older, added_on__lte=F("plan_entered"))
        noted = Q(last_note__gt="", last_note__lte=last_key(since))
        return self.with_dates().with_entered().open().filter(noted | Q(last_note="") & began)

    def may_be_noted_by(self, user: AnyUser) -> ActionQuerySet:
        """Actions to which the user may add a note."""
        found = Q(plan__board__in=boards_where(user, Right.ADD_ANY_NOTE))
        led = set(boards_where(user, Right.ADD_NOTE)) - set(boards_where(user, Right.ADD_ANY_NOTE))
        memberships = Membership.objects.active().filter(user=user.pk, board__in=led).select_related("person__agency")
        for membership in memberships if led else ():
            found |= self._noted_by(membership)
        return self.filter(found)

    def with_may_note(self, membership: Membership) -> ActionQuerySet:
        """Adds ``may_note``, whether this member may add a note; no further query."""
        may_note = Case(When(self._noted_by(membership), then=Value(True)), default=Value(False))
        return self.annotate(may_note=may_note)

    def _noted_by(self, membership: Membership) -> Q:
        if gives(membership.role, Right.ADD_ANY_NOTE):
            return Q(plan__board=membership.board_id)
        if gives(membership.role, Right.ADD_NOTE):
            return Q(plan__board=membership.board_id) & self._led_by(membership)
        return Q(pk__in=[])


class Action(HistoryModel):
    """One row: what needs to happen, why, by when, led by whom, with its progress notes.

    ``ref`` is the row reference as printed (99.1): given once and kept when the row moves, so that a pen note on an old
    print still finds its row.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    ref = models.CharField("row", max_length=40)
    action = models.TextField(blank=True, max_length=CELL)
    why = models.TextField(blank=True, max_length=CELL)
    risk = models.TextField(blank=True, max_length=CELL)
    target = models.TextField(blank=True, max_length=CELL)
    evidence = models.TextField(blank=True, max_length=CELL)
    extra = models.JSONField(default=dict, blank=True)
    deadline_text = models.CharField("by when", max_length=LINE, blank=True)
    earlier_deadlines = models.JSONField(default=list, blank=True)  # of the plan's file, as in the plan document
    lead_text = models.CharField("lead", max_length=LINE, blank=True, help_text="Leads as typed; read into Lead rows.")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.CharField("agreed by", max_length=120, blank=True)
    ended_reason = models.TextField(blank=True, max_length=CELL)
    ended_unknown = models.JSONField(default=dict, blank=True)
    rating = models.CharField(max_length=40, blank=True)
    internal = models.BooleanField("for the manager, chair and scrutineer only", default=False)
    unknown = models.JSONField(default=dict, blank=True)
    order = models.PositiveIntegerField(default=0)
    added_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)
    removed_reason = models.TextField(blank=True, max_length=CELL)

    objects = ActionQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = [
            "recommendation__section__order",
            "recommendation__section_id",
            "recommendation__order",
            "recommendation_id",
            "order",
            "pk",
        ]
        constraints = [
            models.UniqueConstraint(fields=["plan", "ref"], name="ref_once_in_plan"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by="", ended_reason="") | ~Q(status=Status.OPEN),
                name="open_action_has_not_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return reverse("actionplans:action_page", args=[self.plan.board.slug, self.plan.slug, self.ref])

    @property
    def silence(self) -> Silence:
        """What was last heard of it, of an action that was read with ``with_dates`` and ``with_entered``."""
        row: Any = self  # with what those have added
        began = action_began(row.added_on, row.plan_entered, row.plan.began_before)
        return silence(last_note=row.last_note, noted=row.noted, began=began)

    @property
    def called(self) -> str:
        """A short title for lists: the beginning of the action's text."""
        return shorten(self.action, 80)

    @property
    def anchor(self) -> str:
        """The id of this row in pages, for the fragment of a link."""
        return "row-" + self.ref.replace(".", "-")


class Answer(HistoryModel):
    """Link of an action to a further recommendation: it is printed under its own, and referred to under the others."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="answers")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="answered_also_by")
    order = models.PositiveSmallIntegerField(default=0)
    left = models.BooleanField(default=False)

    history = history()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["action", "recommendation"], name="answers_once")]
