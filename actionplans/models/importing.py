"""Imports: uploaded files that become a plan or changes to one, and are kept with the plan afterwards."""

from __future__ import annotations

import datetime
import json
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from actionplans.document.tree import PlanDocument, VersionLine
from actionplans.models.base import new_uid
from actionplans.models.plan import Plan
from boards.access import Right, boards_where
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Board, Job
from boards.models.user import AnyUser


class ImportQuerySet(HistoryQuerySet["Import"]):
    def visible_to(self, user: AnyUser) -> ImportQuerySet:
        """Files of boards whose plans the user may edit: a file may hold more than the plan shows to others."""
        return self.filter(board__in=boards_where(user, Right.EDIT_PLAN))

    def waiting(self) -> ImportQuerySet:
        """Imports whose review has not ended."""
        return self.filter(state__in=(Import.State.READING, *READ))

    def taken_into(self, plan: Plan) -> ImportQuerySet:
        return self.filter(plan=plan, state__in=(Import.State.TAKEN, Import.State.EARLIER))

    def earlier_versions(self, plan: Plan) -> ImportQuerySet:
        """The files that were imported as earlier versions of a plan."""
        return self.filter(plan=plan, state=Import.State.EARLIER).select_related("by")

    def listed(self) -> ImportQuerySet:
        """For lists: the newest first, without the large fields."""
        return (
            self.defer("document_text", "sources", "account", "first")
            .select_related("by", "plan")
            .order_by("-at", "-pk")
        )


def import_path(instance: Import, filename: str) -> str:
    """The storage name of a file: made of ids, never of the name that it was uploaded with."""
    return f"{instance.board_id}/imports/{instance.uid}"


class ShapeQuerySet(HistoryQuerySet["FileShape"]):
    def of_board(self, board: Board) -> ShapeQuerySet:
        """What was shown in a board and not forgotten since, the latest first."""
        return self.filter(board=board, forgotten=False).order_by("-at", "-pk")


class FileShape(HistoryModel):
    """How files of one shape are read, as a user showed it: ``hints`` is the JSON of ``reading.plan.hints.Hints``, which knows
    tables by their headings and lines by their look. The next file with such headings is read with it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="file_shapes")
    hints = models.JSONField(help_text="What its columns, tables and lines are.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(help_text="When it was shown.")
    forgotten = models.BooleanField(default=False, help_text="Not used any more.")

    objects = ShapeQuerySet.as_manager()
    history = history()

    def __str__(self) -> str:
        return f"A file of {self.board}"


class Import(HistoryModel):
    """An uploaded file. ``document_text`` is the plan document as it was read: another only after the file is read again as the
    user showed. ``decisions`` is what the user decided in the review (see ``actionplans.importing``). ``plan`` is the plan that
    the file is a copy of, or the plan that was made of it; without one the file becomes a new plan.

    ``account`` is what the parts of the file were taken for (``reading.plan.account.Account``), ``hints`` what a user showed of
    them, for this file or, in ``kept``, for an earlier one; ``first`` is how the first reading came out: its ``counts``,
    ``account`` and ``hints``, and the hints that were ``undone``.

    One that was imported as an earlier version (``State.EARLIER``) changes nothing in its plan: it is what older states are
    compared with, and is no published version, so it has no seal. ``decisions["earlier"]`` has its label, date and note."""

    class State(models.TextChoices):
        READING = "reading", "Being read"
        REVIEW = "review", "To be checked"
        NOTHING = "nothing", "No plan found in it"
        TAKEN = "taken", "Imported"
        EARLIER = "earlier", "Imported as an earlier version"
        ASIDE = "aside", "Set aside"
        REFUSED = "refused", "Could not be read"

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="imports")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, null=True, blank=True, related_name="imports")
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    file = models.FileField(upload_to=import_path, max_length=200, blank=True)
    name = models.CharField(max_length=200, help_text="The name that the file came with.")
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    macros = models.BooleanField(
        null=True, help_text="Whether the file holds macros; empty for files that were read before this was recorded."
    )
    document_text = models.TextField(blank=True, help_text="The plan document as it was read.")
    sources = models.JSONField(default=list, blank=True, help_text="What stood in the file, row by row.")
    account = models.JSONField(default=dict, blank=True, help_text="What the parts of the file were taken for.")
    hints = models.JSONField(default=dict, blank=True, help_text="What a user showed of how it is to be read.")
    kept = models.ForeignKey(FileShape, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    first = models.JSONField(default=dict, blank=True, help_text="How the first reading came out.")
    decisions = models.JSONField(default=dict, blank=True, help_text="What was settled in the review.")
    outcome = models.TextField(blank=True, help_text="What came of it, in a sentence.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()
    # they would be stored again with each decision
    history = history(excluded_fields=["document_text", "sources", "account", "hints", "kept", "first"])

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state__in=("taken", "earlier"))
                | models.Q(plan__isnull=False, taken_at__isnull=False),
                name="what_was_taken_in_has_its_plan",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actionplans:import_page", args=[self.board.slug, self.uid])

    @cached_property
    def document(self) -> PlanDocument:
        return PlanDocument.loads(self.document_text)

    def decided(self, part: str) -> Any:
        """One part of the decisions: ``"columns"``, ``"doubts"`` (the answers; both by key), ``"title"``, ``"put_right"``
        (``importing.put_right.PutRight``), ``"kept"`` (the reasons of what is left out and yet kept at the end of the plan),
        ``"settled"`` (the reasons for which the user said which), ``"pieces"`` ("keep" or "out" for single pieces of it, by
        key), ``"chosen"`` (whether the user said what becomes of it), or ``"notes"``: "no" where a plan without a column for
        notes is not to get one."""
        return self.decisions.get(part, "" if part in ("title", "notes") else {})

    @property
    def version_line(self) -> VersionLine:
        """The line of the version table that it was imported as, of an earlier version."""
        return VersionLine.from_json(self.decided("earlier"))

    def decide(self, part: str, value: Any) -> None:
        """Set one part of the decisions; the caller saves."""
        self.decisions = json.loads(json.dumps(self.decisions)) | {part: value}


#: An import that has been read, and is not imported yet.
READ = (Import.State.REVIEW, Import.State.NOTHING)


class ReadingQuerySet(models.QuerySet["Reading"]):
    def asked_before(self, moment: datetime.datetime) -> ReadingQuerySet:
        return self.filter(at__lt=moment)


def reading_path(instance: Reading, filename: str) -> str:
    """The storage name of a file that is read: the one that the import keeps."""
    return f"{instance.board_id}/imports/{instance.uid}"


class Reading(models.Model):
    """The reading of an uploaded file, and its result until the ``Import`` of the same ``uid`` takes it over: ``document_text``
    and ``sources``, with a ``remark`` where the plan was found elsewhere than in the visible text; or ``fault``, one sentence,
    with an ``account`` where there is no plan in it but something that could be shown to be one. Nothing else is kept of a file
    that cannot be read.

    ``hints`` are those that the user gave; without any those of a ``kept`` shape of the board are used, if they fit. An import
    that is read again has such a row too, with its own file."""

    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to=reading_path, max_length=200, blank=True)
    name = models.CharField(max_length=255, help_text="The name that the file came with.")
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    document_text = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)
    remark = models.TextField(blank=True)
    hints = models.JSONField(null=True, blank=True)
    account = models.JSONField(default=dict, blank=True)
    kept = models.ForeignKey(FileShape, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    fault = models.TextField(blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ReadingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """``running`` (or waiting for its turn), ``read``, ``nothing`` or ``refused``."""
        if self.document_text:
            return "read"
        if self.fault and self.account:
            return "nothing"
        if self.fault or self.job is None or not self.job.is_open:
            return "refused"
        return "running"

    @property
    def doing(self) -> str:
        return self.job.doing if self.job else ""

    @property
    def done(self) -> int:
        return self.job.done if self.job else 0

    @property
    def of(self) -> int:
        return self.job.of if self.job else 0
