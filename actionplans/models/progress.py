"""Dated progress notes and the files that go with them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from actionplans.models.action import Action
from actionplans.models.base import CELL, new_uid, precision_field, visible
from actionplans.reading.files.kinds import PDF, misnamed
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Person
from boards.models.user import AnyUser


class ProgressQuerySet(HistoryQuerySet["ProgressEntry"]):
    def visible_to(self, user: AnyUser) -> ProgressQuerySet:
        return visible(self, user, "action__plan__board", "internal action__internal action__recommendation__internal")

    def standing(self) -> ProgressQuerySet:
        return self.filter(removed=False)


class ProgressEntry(HistoryModel):
    """Three dates are three facts: ``happened`` when it happened, ``written_at`` when it was typed, and the version in
    which it first appeared, which follows from the versions. Late entries with their true date are normal.

    ``counts_from`` is the day from which silence is counted: when it was typed, for a note typed here, or when it
    happened, for one that came in with a file.
    """

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    happened = models.CharField("happened on", max_length=10, blank=True)
    precision = precision_field()
    as_written = models.CharField(max_length=200, blank=True)
    inferred = models.BooleanField(default=False)
    text = models.TextField(max_length=CELL)
    author_words = models.CharField("by", max_length=200, blank=True, help_text="Initials or name, as printed.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="notes"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    written_at = models.DateTimeField(null=True, blank=True)
    counts_from = models.DateField(null=True, blank=True)
    nothing_new = models.BooleanField("nothing new this period", default=False)
    internal = models.BooleanField("for the manager and the chair only", default=False)
    unknown = models.JSONField(default=dict, blank=True)
    order = models.PositiveIntegerField(default=0)
    removed = models.BooleanField(default=False)

    objects = ProgressQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "progress note"
        indexes = [models.Index(fields=["action", "removed", "counts_from"], name="progress_latest")]

    def __str__(self) -> str:
        return f"{self.happened} {self.text[:40]}"


class EvidenceQuerySet(HistoryQuerySet["Evidence"]):
    def visible_to(self, user: AnyUser) -> EvidenceQuerySet:
        return visible(
            self,
            user,
            "entry__action__plan__board",
            "entry__internal entry__action__internal entry__action__recommendation__internal",
        )

    def open_to_all(self) -> EvidenceQuerySet:
        """Those of notes and rows that are not for the manager and the chair alone."""
        return self.filter(
            entry__internal=False, entry__action__internal=False, entry__action__recommendation__internal=False
        )

    def standing(self) -> EvidenceQuerySet:
        return self.filter(removed=False)


def evidence_path(instance: Evidence, filename: str) -> str:
    """Where a file is kept: a name of our own, so that no name from outside reaches the disk."""
    return f"{instance.entry.action.plan.board_id}/{instance.uid}"


MACROS = "This file carries macros. Open it only if you expected them."
SCRIPT = "This PDF carries a script. Open it only if you expected one."


class Evidence(HistoryModel):
    """A file that goes with a note. It is stored under a name of our own and handed out under ``name``."""

    entry = models.ForeignKey(ProgressEntry, on_delete=models.PROTECT, related_name="files")
    uid = models.CharField(max_length=40, default=new_uid, unique=True, editable=False)
    file = models.FileField(upload_to=evidence_path, max_length=200)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(
        "what it is",
        max_length=100,
        blank=True,
        help_text="Its media type by its content, not by its name (reading.kinds); empty where nobody has looked.",
    )
    macros = models.BooleanField("carries macros", default=False)
    removed = models.BooleanField(default=False)

    objects = EvidenceQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return self.name

    @property
    def warnings(self) -> list[str]:
        """What is shown beside the file wherever it is listed: sentences for the reader who is about to open it."""
        found = []
        if self.macros:
            found.append(SCRIPT if self.content_type == PDF.media_type else MACROS)
        if self.content_type and (wrong := misnamed(self.name, self.content_type)):
            found.append(wrong)
        return found
