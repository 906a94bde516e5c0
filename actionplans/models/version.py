"""Published versions of a plan: numbered, never changed, each with a seal that includes the seal of the one before."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.urls import reverse

from actionplans.document.tree import PlanDocument
from actionplans.models.plan import Plan
from boards.access import Right, boards_where
from boards.models import Meeting
from boards.models.user import AnyUser


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: AnyUser) -> VersionQuerySet:
        return self.filter(plan__board__in=boards_where(user, Right.READ_VERSIONS))

    def listed(self) -> VersionQuerySet:
        """For lists: the newest first, without the document and the print."""
        return self.defer("document_text", "pdf").select_related("meeting__group").order_by("-number")


class Version(models.Model):
    """A plan as it was published, with its print. Triggers in the database refuse UPDATE and DELETE.

    ``seal`` is the SHA-256, in 64 hex digits, over the seal of the version before and all fields of this one, so that
    a change to any version breaks the chain from there on (``manage.py check_versions``). ``changes`` counts what the print
    shows, so that the number does not reveal internal changes.
    """

    #: The error of the database on any attempt to change one (``boards.guards``).
    never_changed = "A published version is never changed or deleted."

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    note = models.CharField(max_length=300)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="versions")
    date = models.DateField()
    by = models.CharField("by, as printed", max_length=120)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="versions")
    published_at = models.DateTimeField()
    document_text = models.TextField(help_text="The plan document in its canonical spelling.")
    pdf = models.BinaryField(help_text="The print, byte for byte.")
    pages = models.PositiveIntegerField()
    changes = models.PositiveIntegerField(help_text="How many changes since the version before.")
    before = models.CharField("seal of the version before", max_length=64, blank=True)
    seal = models.CharField(max_length=64)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="version_number_once_in_plan")]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("actionplans:version_page", args=[self.plan.board.slug, self.plan.slug, self.number])

    @property
    def is_paper(self) -> bool:
        """Whether it was published for its meeting, and not following it."""
        return self.meeting is not None and self.date <= self.meeting.date

    def document(self) -> PlanDocument:
        return PlanDocument.loads(self.document_text)

    def compute_seal(self, before: str) -> str:
        """The seal, computed from the seal of the version before and the fields of this one."""
        facts = [
            before,
            str(self.plan_id),
            str(self.number),
            self.note,
            str(self.meeting_id or ""),
            self.date.isoformat(),
            self.by,
            str(self.author_id),
            self.published_at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
            hashlib.sha256(self.document_text.encode()).hexdigest(),
            hashlib.sha256(bytes(self.pdf)).hexdigest(),
            str(self.pages),
            str(self.changes),
        ]
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def given_to_meetings(versions: Iterable[Version], coming: Meeting | None, on: datetime.date) -> list[Version]:
    """Of these versions, with their meetings, the one that each meeting held by that day had, the latest meeting first: the
    papers of a meeting come before what was published following it. ``coming`` is the meeting that comes next, if there is
    one: what is for that one was not given to anybody yet, on its own day either."""
    held: dict[int, Version] = {}
    for version in sorted(versions, key=lambda v: (v.is_paper, v.number), reverse=True):
        meeting = version.meeting
        if meeting is None or meeting.cancelled or meeting.date > on or meeting == coming:
            continue
        held.setdefault(meeting.pk, version)
    return sorted(held.values(), key=lambda v: (v.meeting.date if v.meeting else on, v.number), reverse=True)


def since_meeting(versions: Iterable[Version], coming: Meeting | None, on: datetime.date) -> Version | None:
    """The version that changes are shown since: the one that the last meeting of the group that meets next had, or where
    that had none the one of the last meeting of any group. None where no meeting had one."""
    given = given_to_meetings(versions, coming, on)
    own = [version for version in given if coming and version.meeting and version.meeting.group_id == coming.group_id]
    return next(iter(own or given), None)
