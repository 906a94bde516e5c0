"""Creating a plan, and changing or removing its recommendations and sections."""

from __future__ import annotations

import copy
import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import Action, Plan, Recommendation, Section
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
    unless it gets another number (``follow_number``). Where a hidden one is shown, notes that were written meanwhile stay
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
        follow_number(recommendation, stored.number, by=by, at=at)


def follow_number(
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
