"""Publishing a version: the plan frozen, printed, numbered and sealed to the version before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.document.compare import compare
from actionplans.document.editions import without_internal
from actionplans.document.tree import VersionMark
from actionplans.models import Clash, Plan, Version
from actionplans.store import read_document
from actionplans.writing.pdf import print_plan
from boards.models import Meeting, Membership, User


@transaction.atomic
def publish(
    plan: Plan,
    *,
    by: User,
    note: str,
    meeting: Meeting | None = None,
    marking: str = "",
    at: datetime.datetime | None = None,
) -> Version:
    """Publish the plan as it stands as its next version. The print leaves out what is internal to the manager and the
    chair; the frozen document holds it. Raises ValidationError without a note."""
    if not note.strip():
        raise ValidationError(
            {"note": "Write a note for the version table, for example “Updated following Executive 12.02.26”."}
        )
    at = at or timezone.now()
    plan = Plan.objects.select_for_update().select_related("board").get(pk=plan.pk)
    if marking and marking != plan.marking:
        plan.marking = marking
        plan.save_by(by, at=at)
    last = plan.versions.order_by("-number").first()
    number = next_number(plan, last)
    day = timezone.localtime(at).date()
    initials = signature(plan, by)
    mark = VersionMark(
        number=number, note=note.strip(), date=day.isoformat(), meeting=_meeting_words(meeting), by=initials
    )
    document = read_document(plan, version=mark)
    public = without_internal(document)
    previous = without_internal(last.document()) if last else None
    printed = print_plan(public, printed_on=day, previous=previous)
    version = Version(
        plan=plan,
        number=number,
        note=note.strip(),
        meeting=meeting,
        date=day,
        by=initials,
        author=by,
        published_at=at,
        document_text=document.canonical(),
        pdf=printed.pdf,
        pages=printed.pages,
        changes=compare(previous, public).total,
        before=last.seal if last else "",
    )
    version.seal = version.reckon_seal(version.before)
    version.save(force_insert=True)
    return version


def next_number(plan: Plan, last: Version | None = None) -> int:
    """The number of the next version: boards that bring a plan along go on counting where its version table ends."""
    last = last or plan.versions.order_by("-number").defer("document_text", "pdf").first()
    return last.number + 1 if last else len(plan.earlier_versions) + 1


def signature(plan: Plan, user: User) -> str:
    """The initials under which a version is printed: the person's, or else those of the account's name."""
    membership = Membership.objects.filter(board=plan.board_id, user=user).select_related("person").first()
    if membership and membership.person and membership.person.initials:
        return membership.person.initials
    return "".join(word[0] for word in user.name.split()).upper()


def _meeting_words(meeting: Meeting | None) -> str:
    return f"{meeting.group.name} of {meeting.date.day} {meeting.date:%B %Y}" if meeting else ""


def offered_notes(plan: Plan, on: datetime.date) -> list[tuple[Meeting, str]]:
    """Notes that the meetings of the board suggest: in readiness for the next ones, and updated following the last."""
    meetings = Meeting.objects.of(plan.board)
    ahead = [(m, f"In readiness for {m}") for m in meetings.coming(on)[:2]]
    held = [(m, f"Updated following {m}") for m in meetings.held(on)[:2]]
    return ahead + held


@dataclass(frozen=True)
class Break:
    """The first place at which a chain of versions does not hold."""

    version: Version
    what: str


def check_chain(plan: Plan) -> Break | None:
    """Re-compute the seals of a plan's versions. The first that does not hold, or None."""
    before = ""
    expected = None
    for version in plan.versions.order_by("number").iterator(chunk_size=5):
        if expected is not None and version.number != expected:
            return Break(version, f"version {expected} is missing before it")
        if version.before != before:
            return Break(version, "it is not sealed to the version before it")
        if version.reckon_seal(before) != version.seal:
            return Break(version, "what it holds is not what was sealed")
        before, expected = version.seal, version.number + 1
    return None


def unsettled(plan: Plan) -> list:
    """Clashes that a version published now would leave open."""
    return list(
        Clash.objects.unsettled()
        .filter(action__plan=plan, action__removed_on__isnull=True)
        .select_related("action", "theirs_by", "mine_by")
    )
