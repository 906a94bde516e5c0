"""Publishing a version: the plan frozen, printed, numbered and sealed to the version before."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.document.compare import compare
from actionplans.document.parts import without_internal
from actionplans.document.silence import without_begun
from actionplans.document.tree import LATER_KEYS, PlanDocument, VersionMark
from actionplans.models import Clash, Plan, Version
from actionplans.persistence.load import read_document
from actionplans.printing.jobs import print_plan
from actionplans.publishing import journal
from actionplans.writing.press.sheets import Printed
from boards.jobs.lease import Lease
from boards.models import Meeting, Membership, User
from boards.operations.markings import reason_for

#: How often a version is printed again because something was changed meanwhile.
TRIES = 3


class Overtaken(Exception):
    """Somebody else was faster: they published that version (``NUMBER``), changed the plan after its author had last seen it
    (``STATE``), or go on changing it (``BUSY``). ``kind`` says which."""

    NUMBER, STATE, BUSY = "number", "state", "busy"

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class _Changed(Exception):
    """The plan is not any more what was printed."""


def state_of(document: PlanDocument) -> str:
    """A fingerprint of what a plan says, without its people and its versions. From when an action is
    silent is left out: versions that were published before it was kept have no such key."""
    return without_begun(document).replace(people=(), versions=(), version=None).sha256()


def publish(
    plan: Plan,
    *,
    by: User,
    note: str,
    meeting: Meeting | None = None,
    marking: str = "",
    marking_why: str = "",
    number: int | None = None,
    state: str = "",
    seen_at: datetime.datetime | None = None,
    at: datetime.datetime | None = None,
    sandboxed: bool = True,
    lease: Lease | None = None,
    within: Callable[[], AbstractContextManager[None]] = transaction.atomic,
    issued: Callable[[Version, Printed], object] = lambda version, printed: None,
) -> Version:
    """Publish the plan as it stands as its next version. The print leaves out hidden rows and internal notes; the frozen
    document holds them. Raises ValidationError without a note, or where ``marking`` lowers that of the plan
    and ``marking_why`` does not say why.

    It is printed before anything is locked, so that nobody waits for a long print; if somebody changed something meanwhile it
    is printed again, a few times at most. Raises Overtaken where the version would not be ``number``, or the plan is no
    longer in the ``state`` (``state_of``) that its author has seen. With ``seen_at`` it is published as it stood at that
    moment, which must be in that state, and Overtaken is raised only where something of it was hidden or removed since.
    It is printed in a sandboxed process, which is ended if it takes too long: raises NotPrinted. ``sandboxed=False`` prints
    in this process: for commands. A task hands over its ``lease``, which records how far the print is, and ``within``, the
    transaction in which the version is made. ``issued`` is called with the version and its print in that
    transaction."""
    if not note.strip():
        raise ValidationError(
            {"note": "Write a note for the version table, for example “Updated following Executive 12.02.26”."}
        )
    reason_for(plan.marking, marking or plan.marking, marking_why)
    at = seen_at or at or timezone.now()  # when it was published decides which notes a version holds
    wording = {"by": by, "note": note.strip(), "meeting": meeting, "marking": marking, "at": at, "seen_at": seen_at}
    for _ in range(TRIES):
        frozen = _freeze(plan, **wording)
        _check(frozen, plan, number, state)
        printed = _print(plan, frozen, sandboxed, lease)
        try:
            with within():
                plan = Plan.objects.select_for_update().get(pk=plan.pk)
                now = _freeze(plan, **wording)
                _check(now, plan, number, state)
                if now != frozen:
                    raise _Changed  # not printed again in here: users who write would have to wait for it
                if seen_at and not _is_still_shown(frozen.document, read_document(plan)):
                    raise Overtaken(Overtaken.STATE)
                version = _issue(plan, frozen, printed, marking_why=marking_why, **wording)
                issued(version, printed)
                return version
        except _Changed:
            continue
    raise Overtaken(Overtaken.BUSY)


def _check(frozen: _Frozen, plan: Plan, number: int | None, state: str) -> None:
    """Raise Overtaken where it is not what its author has seen."""
    if number not in (None, frozen.mark.number):
        raise Overtaken(Overtaken.NUMBER)
    if state and state != state_of(frozen.document.replace(marking=plan.marking)):
        raise Overtaken(Overtaken.STATE)


def _issue(
    plan: Plan,
    frozen: _Frozen,
    printed: Printed,
    *,
    by: User,
    note: str,
    meeting: Meeting | None,
    marking: str,
    marking_why: str,
    at: datetime.datetime,
    seen_at: datetime.datetime | None,
) -> Version:
    """Make the version, of a plan that is locked."""
    if marking and marking != plan.marking:
        reason = reason_for(plan.marking, marking, marking_why)
        plan.marking = marking
        plan.save_by(by, at=at, reason=reason)
    version = Version(
        plan=plan,
        number=frozen.mark.number,
        note=note,
        meeting=meeting,
        date=timezone.localtime(at).date(),
        by=frozen.mark.by,
        author=by,
        published_at=at,
        document_text=frozen.document.canonical(),
        pdf=printed.pdf,
        pages=printed.pages,
        changes=compare(frozen.previous, without_internal(frozen.document)).total,
        before=frozen.seal,
    )
    version.seal = version.compute_seal(version.before)
    version.save(force_insert=True)
    journal.remember(version)
    return version


@dataclass(frozen=True)
class _Frozen:
    """A version that is not yet published: its document, the one before as it was printed, and the seal that it would be
    bound to."""

    document: PlanDocument
    mark: VersionMark
    previous: PlanDocument | None
    seal: str


def _freeze(
    plan: Plan,
    *,
    by: User,
    note: str,
    meeting: Meeting | None,
    marking: str,
    at: datetime.datetime,
    seen_at: datetime.datetime | None,
) -> _Frozen:
    """The plan as it stands, or stood at ``seen_at``, as its next version."""
    last = plan.versions.order_by("-number").defer("pdf").first()
    mark = VersionMark(
        number=next_number(plan, last),
        note=note,
        date=timezone.localtime(at).date().isoformat(),
        meeting=_meeting_words(meeting),
        by=signature(plan, by),
        keys=LATER_KEYS,
    )
    document = read_document(plan, on=seen_at, version=mark)
    document = document.replace(marking=marking or document.marking)
    previous = without_internal(last.document()) if last else None
    return _Frozen(document, mark, previous, last.seal if last else "")


def _is_still_shown(seen: PlanDocument, now: PlanDocument) -> bool:
    """Whether all rows and notes that would be printed are still in the plan, and not internal: what was taken back or hidden
    after its author had seen it does not go out."""
    return _ids(without_internal(seen)) <= _ids(without_internal(now))


def _ids(document: PlanDocument) -> set[str]:
    rows = [action for _, _, action in document.actions()]
    return {row.id for row in rows} | {entry.id for row in rows for entry in row.progress}


def _print(plan: Plan, frozen: _Frozen, sandboxed: bool, lease: Lease | None) -> Printed:
    return print_plan(
        without_internal(frozen.document),
        printed_on=datetime.date.fromisoformat(frozen.mark.date),
        previous=frozen.previous,
        board=plan.board_id if sandboxed else None,
        lease=lease,
    )


def next_number(plan: Plan, last: Version | None = None) -> int:
    """The number of the next version: boards that bring a plan along go on counting where its version table ends."""
    last = last or plan.versions.order_by("-number").defer("document_text", "pdf").first()
    return last.number + 1 if last else plan.first_number


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


def unsettled(plan: Plan) -> list:
    """Clashes that a version published now would leave open."""
    return list(
        Clash.objects.unsettled()
        .filter(action__plan=plan, action__removed_on__isnull=True)
        .select_related("action", "theirs_by", "mine_by")
    )
