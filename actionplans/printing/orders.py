"""Making an order to print (``writing.order``) of what is kept: which documents, against which older version."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument
from actionplans.files.for_print import files_of
from actionplans.models import Action, Challenge, Plan, Version
from actionplans.models.version import since_meeting
from actionplans.persistence.lead_names import known_leads
from actionplans.persistence.load import read_document
from actionplans.persistence.people import known_people
from actionplans.writing import order as order_words
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.order import Order, PaperOptions
from boards.models import Meeting, User

Since = int | Literal["default"] | None


def order_for(
    plan: Plan,
    *,
    edition: str = "clean",
    version: int | None = None,
    since: Since = "default",
    lead: str = "",
    look: PaperOptions | None = None,
    only_changed: bool = True,
    internal: bool = False,
    bind: bool = False,
    also: Sequence[Plan] = (),
    on: datetime.date | None = None,
    reader: User | None = None,
) -> Order:
    """What to print of a plan.

    ``version`` is the number of a published one, None the plan as it stands. ``since`` is the number of the version that
    changes are shown against, None for none. By default it is the one that the last meeting of the group that meets next had
    (``models.version.since_meeting``), or where there is none the version before; for the plan itself (``clean``,
    ``public``) always the version before. A version is counted as on its own day, the plan as it stands ``on`` that day, today.
    Without ``internal`` what only the manager, chair and scrutineer read is left out of both documents. ``bind`` takes along the
    files of notes that ``reader`` may see; None is the command line, which sees all. ``also`` are further plans of a
    meeting pack, each as it stands, or with a ``version`` in its last one. Raises Version.DoesNotExist for numbers that are
    none, and for a ``since`` that is not older than ``version``.
    """
    printed = plan.versions.defer("pdf").get(number=version) if version is not None else None
    day = on or (printed.date if printed else timezone.localdate())
    older = _older(plan, printed, edition, since, day)
    document = printed.document() if printed else read_document(plan)
    document = document if internal else without_internal(document)
    before = _document(older, internal)
    return Order(
        document,
        day,
        edition=edition,
        since=before,
        since_words=went_to(older),
        lead=lead,
        only_changed=only_changed,
        silent_days=plan.board.silent_days,
        look=look or PaperOptions(),
        files=files_of(plan, reader, internal=internal) if bind else (),
        bind=bind,
        removed=tuple(sorted(removed_words(plan, before, older.date, day, reader).items())) if older and before else (),
        known=known_people(plan.board) if EDITIONS[edition].is_public else (),
        challenges=open_challenges(plan, reader, internal=internal) if EDITIONS[edition].has_challenges else (),
        leads=known_leads(plan.board, document) if EDITIONS[edition].counts_agencies else (),
        also=tuple(
            order_for(
                other,
                edition=edition,
                version=_last_number(other) if version is not None else None,
                look=look,
                only_changed=only_changed,
                internal=internal,
                on=on,
                reader=reader,
            )
            for other in also
        ),
    )


def open_challenges(plan: Plan, reader: User | None, *, internal: bool) -> tuple[order_words.ChallengeText, ...]:
    """The challenges to a plan that are open today, as this reader may see them (None is the command line, which sees all),
    the oldest first. Without ``internal`` those to internal rows are left out with their rows. For users who read the plan
    itself: no version holds them."""
    asked = Challenge.objects.visible_to(reader) if reader else Challenge.objects.all()
    if not internal:
        asked = asked.open_to_all()
    today = timezone.localdate()
    return tuple(
        order_words.ChallengeText(
            number=challenge.number,
            text=challenge.text,
            asked=challenge.asked_words,
            days=challenge.days_open(today),
            ref=challenge.action.ref if challenge.action else "",
            answer=challenge.answer,
            answered=challenge.answered_words,
        )
        for challenge in asked.filter(plan=plan).standing().open().with_names().order_by("number")
    )


def default_since(plan: Plan, edition: str, version: int | None = None, on: datetime.date | None = None) -> int | None:
    """The number of the version against which ``order_for`` tells changes unless another is asked for."""
    printed = plan.versions.listed().get(number=version) if version is not None else None
    older = _older(plan, printed, edition, "default", on or (printed.date if printed else timezone.localdate()))
    return older.number if older else None


def _older(plan: Plan, printed: Version | None, edition: str, since: Since, day: datetime.date) -> Version | None:
    if since is None or EDITIONS[edition].older == "none":
        return None
    earlier = plan.versions.listed()
    if printed:
        earlier = earlier.filter(number__lt=printed.number)
    if since != "default":
        return earlier.get(number=since)
    if EDITIONS[edition].older != "meeting":
        return earlier.first()
    versions = list(earlier)
    return since_meeting(versions, _coming(plan, printed, day), day) or next(iter(versions), None)


def _coming(plan: Plan, printed: Version | None, day: datetime.date) -> Meeting | None:
    """The meeting that a version is for; of one that is for none, and of the plan itself, the next one."""
    if printed and printed.is_paper:
        return printed.meeting
    return Meeting.objects.of(plan.board).coming(day).first()


def _document(version: Version | None, internal: bool) -> PlanDocument | None:
    if version is None:
        return None
    return version.document() if internal else without_internal(version.document())


def went_to(version: Version | None) -> str:
    """To which meeting a version went: “Executive of 1 December 2026”; empty where it went to none."""
    meeting = version.meeting if version else None
    if version is None or meeting is None or not version.is_paper:
        return ""
    return f"{meeting.group.name} of {day_words(meeting.date)}"


def removed_words(
    plan: Plan, before: PlanDocument, since: datetime.date, until: datetime.date, reader: User | None
) -> dict[str, str]:
    """When and why rows of an older document were removed from the plan, by id, where that was within these days: “Taken
    out on 3 November 2026: taken into 101.1”. Only for users who read the plan itself: no version holds these words."""
    held = {action.id for _, _, action in before.actions() if action.id}
    rows = Action.objects.visible_to(reader) if reader else Action.objects.all()
    removed = rows.filter(plan=plan, uid__in=held, removed_on__range=(since, until))
    return {
        uid: f"Removed on {day_words(on)}: {why}".rstrip(": ")
        for uid, on, why in removed.values_list("uid", "removed_on", "removed_reason")
    }


def _last_number(plan: Plan) -> int | None:
    last = plan.versions.listed().first()
    return last.number if last else None
