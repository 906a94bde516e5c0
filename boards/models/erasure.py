"""The erasure of one person's details, on their request (UK GDPR, article 17)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from boards.history import HistoryModel, history
from boards.models.agency import OfBoardQuerySet
from boards.models.board import Board
from boards.models.person import Person


class Erasure(HistoryModel):
    """While one has not ended, the database lets lines of history and of the trail be changed (boards.guards). It begins and
    ends within one transaction, so a row without ``finished_at`` is never seen by another transaction.

    It says what was done, in numbers, and nothing of what was erased. ``versions`` lists the published versions that still
    hold the person's name, which cannot be changed: ``[{"plan": title, "key": primary key, "number": 3}]``. ``files`` lists
    the files that hold it, or may: ``[{"kind": "evidence" or "import", "uid": …, "name": as it is called now}]``; those of
    imports with ``"gone": true`` were deleted.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="erasures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="erasures")
    replaced_by = models.CharField(max_length=200, help_text="The role that stands where the name stood.")
    reason = models.TextField(help_text="Who asked for it, and why it was agreed.")
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    places = models.PositiveIntegerField(default=0, help_text="In how many places the name was replaced.")
    versions = models.JSONField(default=list, blank=True)
    files = models.JSONField(default=list, blank=True)

    objects = OfBoardQuerySet.as_manager()
    history = history()

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"{self.replaced_by}, {self.begun_at:%d.%m.%Y}"
