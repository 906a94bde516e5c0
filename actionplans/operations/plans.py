"""Creating a plan, and changing or removing its recommendations and sections."""

from __future__ import annotations

import copy
import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import Action, Plan, Publication, Recommendation, Section
from actionplans.models.plan import LAYOUTS, SourceKind
from actionplans.operations import structure
from actionplans.persistence.readers import keep_from_others, notes_written_hidden
from actionplans.persistence.references import References, free_slug, stem_of
from boards.models import Board, User


@transaction.atomic
def begin_plan(
    board: Board,
    *,
    by: User,
    title: str,
    layout: str = "six",
    source_kind: str = SourceKind.INSPECTION,
    source_title: str = "",
    source_date: str | None = None,
    source_precision: str = "none",
    at: datetime.datetime | None = None,
) -> Plan:
    """Create a plan with the columns of a layout (a key of ``LAYOUTS``) and one section without a title, ready for its
    first recommendation. ``source_date`` is as precise as ``source_precision`` says."""
    board.hold()  # so that two plans do not get the same address
    columns = copy.deepcopy(LAYOUTS[layout])
    rated = any(column["field"] == "rating" for column in columns)
    plan = Plan.objects.create_by(
        by,
        at=at,
        board=board,
        title=title,
        slug=free_slug(board, title),
        source_kind=source_kind,
        source_title=source_title,
        source_date=source_date or "",
        source_precision=source_precision,
        columns=columns,
        ratings=["Red", "Amber", "Green"] if rated else [],
        marking=board.marking,
        order=structure.last_order(board.plans.all()),
    )
    structure.add_section(plan, by=by, at=at)
    return plan


#: For how long a manager may restore a removed plan; after that an administrator may.
RESTORABLE = datetime.timedelta(days=30)


@transaction.atomic
def remove_plan(plan: Plan, *, by: User, reason: str, at: datetime.datetime | None = None) -> None:
    """Remove a plan that was brought in by mistake. Nothing of it is deleted. Raises ValidationError without a reason, and
    where a version of it has been published or is being published."""
    plan.hold()
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is removed, for example “Imported twice”"})
    if plan.versions.exists():
        raise ValidationError("A version of it has been published, so it cannot be removed. Archive it instead.")
    if any(asked.is_under_way for asked in Publication.objects.filter(plan=plan, outcome="").select_related("job")):
        raise ValidationError("A version of it is being published at this moment. Try again in a minute.")
    if plan.removed_at is None:
        plan.removed_at, plan.removed_reason = at or timezone.now(), reason.strip()
        plan.save_by(by, at=at, reason=reason.strip())


@transaction.atomic
def restore_plan(plan: Plan, *, by: User | None, at: datetime.datetime | None = None) -> None:
    """Restore a removed plan. Raises ValidationError where that is too long ago for a manager; ``by`` None is an
    administrator, on the command line."""
    plan.hold()
    if plan.removed_at is None:
        return
    if by is not None and (at or timezone.now()) - plan.removed_at > RESTORABLE:
        raise ValidationError("It was removed more than 30 days ago. The administrator of this site can restore it.")
    plan.removed_at, plan.removed_reason = None, ""
    plan.save_by(by, at=at, reason="Restored")


@transaction.atomic
def archive_plan(plan: Plan, *, by: User, at: datetime.datetime | None = None) -> bool:
    """Archive a plan: it can be read, and is in no list of what is to do. False where it was archived already."""
    plan.hold()
    if plan.archived_at:
        return False
    plan.archived_at = at or timezone.now()
    return plan.save_by(by, at=at, reason="Archived")


@transaction.atomic
def unarchive_plan(plan: Plan, *, by: User, at: datetime.datetime | None = None) -> bool:
    """Take an archived plan into the lists again. False where it was not archived."""
    plan.hold()
    plan.archived_at = None
    return plan.save_by(by, at=at, reason="Taken out of the archive")


@transaction.atomic
def change_recommendation(
    recommendation: Recommendation,
    section: Section,
    *,
    by: User,
    show_notes: bool = False,
    at: datetime.datetime | None = None,
) -> None:
    """Save a changed recommendation; where its section changed, it becomes the last one there. Its rows keep their references,
    unless it gets another number (``_follow_number``). Where a hidden one is shown, notes that were written meanwhile stay
    internal unless ``show_notes``. Raises ValidationError where the plan has a recommendation of that number already, or the
    section was removed."""
    at = at or timezone.now()
    recommendation.plan.hold()
    stored = Recommendation.objects.get(pk=recommendation.pk)
    is_shown = stored.internal and not recommendation.internal
    written_hidden = notes_written_hidden(stored) if is_shown and not show_notes else []
    if recommendation.section_id != section.pk:
        structure.refuse_removed(section)
        recommendation.order = structure.last_order(section.recommendations.all())
        recommendation.section = section
    recommendation.validate_constraints()
    recommendation.save_by(by, at=at)
    keep_from_others(written_hidden, by=by, at=at)
    if stored.number != recommendation.number:
        _follow_number(recommendation, stored.number, by=by, at=at)


def _follow_number(
    recommendation: Recommendation, was: str, *, by: User, at: datetime.datetime | None = None
) -> list[Action]:
    """Give the rows of a recommendation, which had the number ``was``, references of its new one (12.1 for R1.1); returns those
    rows. A reference that a published version holds stays, since it may be written on a print."""
    last = recommendation.plan.versions.order_by("number").last()
    rows = list(recommendation.actions.order_by("order", "pk"))
    if last is not None:
        older = Action.history.filter(id__in=[row.pk for row in rows], history_date__lte=last.published_at)
        held = set(older.values_list("id", flat=True))
        rows = [row for row in rows if row.pk not in held]
    references = References(recommendation.plan)
    given = [row for row in rows if recommendation.number and (not was or row.ref.startswith(f"{stem_of(was)}."))]
    for row in given:
        row.hold()
        row.ref = references.next(recommendation)
        row.save_by(by, at=at, reason=f"Recommendation {recommendation.number} has its number now")
    return given


@transaction.atomic
def remove_recommendation(recommendation: Recommendation, *, by: User, at: datetime.datetime | None = None) -> None:
    """Remove a recommendation from the plan. Raises ValidationError while an action is in it."""
    recommendation.plan.hold()
    recommendation.hold()
    standing = list(recommendation.actions.standing().values_list("ref", flat=True))
    if standing:
        raise ValidationError(
            f"Move or remove its action{'s' if len(standing) > 1 else ''} first: {', '.join(standing)}."
        )
    recommendation.removed = True
    recommendation.save_by(by, at=at, reason="Removed from the plan")


@transaction.atomic
def remove_section(section: Section, *, by: User, at: datetime.datetime | None = None) -> None:
    """Remove a section from the plan. Raises ValidationError while a recommendation is in it, or where it
    is the plan's only one."""
    section.plan.hold()
    section.hold()
    if section.recommendations.standing().exists():
        raise ValidationError("Move or remove its recommendations first.")
    if section.plan.sections.standing().count() == 1:
        raise ValidationError("A plan keeps at least one section.")
    section.removed = True
    section.save_by(by, at=at, reason="Removed from the plan")
