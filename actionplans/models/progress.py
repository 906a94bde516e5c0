"""Progress notes of actions, and the files of evidence that are attached to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from actionplans.models.action import Action
from actionplans.models.base import CELL, new_uid, precision_field, visible
from actionplans.reading.files.kinds import CLOSED_ARCHIVE, PDF, misnamed
from boards.history import HistoryModel, HistoryQuerySet, history
from boards.models import Person
from boards.models.user import AnyUser


class ProgressQuerySet(HistoryQuerySet["ProgressEntry"]):
    def visible_to(self, user: AnyUser) -> ProgressQuerySet:
        return visible(self, user, "action__plan__board", "internal action__internal action__recommendation__internal")

    def standing(self) -> ProgressQuerySet:
        return self.filter(removed=False)


class ProgressEntry(HistoryModel):
    """A progress note. ``happened`` is when it happened and ``written_at`` when it was typed: notes are often typed later. The
    version in which it first appeared is computed from the versions.

    ``counts_from`` is the day on which it reached the plan: when it was typed, for a note typed here, or when it happened, for
    one that came in with a file. Silence counts from when it happened (``document.silence``).
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
    internal = models.BooleanField("for the manager, chair and scrutineer only", default=False)
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
        """Files of notes and rows that are not internal."""
        return self.filter(
            entry__internal=False, entry__action__internal=False, entry__action__recommendation__internal=False
        )

    def standing(self) -> EvidenceQuerySet:
        return self.filter(removed=False)


def evidence_path(instance: Evidence, filename: str) -> str:
    """The storage name of a file: made of ids, never of the name that it was uploaded with."""
    return f"{instance.entry.action.plan.board_id}/{instance.uid}"


MACROS = "This file carries macros. Open it only if you expected them."
CLOSED = "What is in this archive could not be looked into. Open it only if you expected it."
SCRIPT = "This PDF carries a script. Open it only if you expected one."


class Evidence(HistoryModel):
    """A file that is attached to a note; ``name`` is the name that it was uploaded with, and is downloaded under."""

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
        """Sentences that are shown beside the file wherever it is listed, for users who are about to open it."""
        found = []
        if self.macros:
            found.append(SCRIPT if self.content_type == PDF.media_type else MACROS)
        if self.content_type == CLOSED_ARCHIVE.media_type:
            found.append(CLOSED)
        if self.content_type and (wrong := misnamed(self.name, self.content_type)):
            found.append(wrong)
        return found
