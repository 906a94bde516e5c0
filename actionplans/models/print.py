"""Prints: what was ordered, how far it is, and where the finished PDF is stored."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.utils import timezone

from actionplans.models.plan import Plan
from boards.access import Right
from boards.models import Board, Job, User


def print_path(instance: Print, filename: str) -> str:
    """The storage name of a print: new each time, so that two workers never write the same file."""
    return f"prints/{instance.board_id}/{uuid.uuid4().hex}.pdf"


class PrintQuerySet(models.QuerySet["Print"]):
    def of_board(self, board: int) -> PrintQuerySet:
        return self.filter(board=board)

    def listed(self) -> PrintQuerySet:
        """For lists: without the order, which may be as large as two plans."""
        return self.select_related("job", "looked_over_by").defer("order_text")

    def asked_before(self, moment: datetime.datetime) -> PrintQuerySet:
        return self.filter(asked_at__lt=moment)


class Print(models.Model):
    """One print, shared by all users who request the same: ``key`` identifies it. ``rights`` are the names of the members
    of ``boards.access.Right`` that a user needs to see it. ``order_text`` (JSON, ``writing.order.Order``) is kept until the
    print is made. ``again`` is the query of the print page that asks for it."""

    key = models.CharField(max_length=64, unique=True)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    rights = models.JSONField(help_text="Names of the rights that are needed to see it.")
    title = models.TextField(help_text="What it is, in words.")
    name = models.TextField(help_text="The file's name without .pdf.")
    again = models.TextField(blank=True, help_text="The query of the print page that made it.")
    order_text = models.TextField(blank=True, help_text="What to print, until it is printed.")
    file = models.FileField(upload_to=print_path, max_length=200, blank=True)
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0, help_text="bytes")
    missing = models.JSONField(default=list, blank=True, help_text="Words of the plan that are not on its pages.")
    fault = models.TextField(blank=True, help_text="Why it could not be made, for whoever asked.")
    asked_at = models.DateTimeField(default=timezone.now, help_text="When somebody last asked for it.")
    looked_over_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Of a public edition: who first read through the names that stay in it.",
    )
    looked_over_at = models.DateTimeField(null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PrintQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["board", "asked_at"], name="print_by_board")]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> str:
        """``waiting``, ``running``, ``printed`` or ``refused``."""
        if self.file:
            return "printed"
        if self.fault or self.job is None or not self.job.is_open:
            return "refused"
        return "running" if self.job.status == Job.Status.RUNNING else "waiting"

    @property
    def is_under_way(self) -> bool:
        return self.state in ("waiting", "running")

    @property
    def done(self) -> int:
        """Pages that are printed, while it runs."""
        return self.job.done if self.job else 0

    @property
    def of(self) -> int:
        """The estimated number of pages, while it runs; 0 while it is not known."""
        return self.job.of if self.job else 0

    @property
    def needs(self) -> list[Right] | None:
        """The rights that are needed to see it; None where a release has renamed one."""
        known = Right.__members__
        return [known[name] for name in self.rights] if set(self.rights) <= set(known) else None
