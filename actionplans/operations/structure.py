"""The shape of a plan: adding, splitting, moving and removing rows; adding recommendations and sections; their order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actionplans.document.fields import PLANNED_TEXTS
from actionplans.models import Action, Answer, Deadline, Lead, Plan, Recommendation, Section
from actionplans.operations.actions import change_action
from actionplans.persistence.references import References
from boards.models import User

BULLET = re.compile(r"^[-•*–]\s+", re.M)
_BLANK_LINE = re.compile(r"\n\s*\n")
#: Into so many rows one is split at most at once.
MOST_PARTS = 50


def last_order(rows: Any) -> int:
    """The order after the last of these rows."""
    last = rows.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_section(plan: Plan, *, by: User | None, at: datetime.datetime | None = None, **values: Any) -> Section:
    plan.hold()
    return Section.objects.create_by(by, at=at, plan=plan, order=last_order(plan.sections.all()), **values)


@transaction.atomic
def add_recommendation(
    section: Section, *, by: User, at: datetime.datetime | None = None, **values: Any
) -> Recommendation:
    """Raises ValidationError where the plan has a recommendation of that number already, or the section was removed."""
    section.plan.hold()
    refuse_removed(section)
    row = Recommendation(plan=section.plan, section=section, order=last_order(section.recommendations.all()), **values)
    row.validate_constraints()
    row.save_by(by, at=at)
    return row


@transaction.atomic
def add_action(
    recommendation: Recommendation, *, by: User, at: datetime.datetime | None = None, **cells: Any
) -> Action:
    """Add a row at the end of a recommendation, with a reference that the plan has never used. ``cells`` as in
    ``actions.change_action``. Raises ValidationError where the recommendation was removed."""
    at = at or timezone.now()
    recommendation.plan.hold()  # a lock, so that two rows do not get the same reference
    refuse_removed(recommendation.section, recommendation)
    action = Action.objects.create_by(
        by,
        at=at,
        plan=recommendation.plan,
        recommendation=recommendation,
        ref=References(recommendation.plan).next(recommendation),
        order=last_order(recommendation.actions.all()),
        added_on=timezone.localtime(at).date(),
        action=cells.pop("action", ""),
    )
    if cells:
        change_action(action, cells, by=by, at=at)
    return action


def refuse_removed(*above: Section | Recommendation) -> None:
    """Raise ValidationError where one of these was removed from its plan. The plan is locked, so that none is removed after
    this."""
    for row in above:
        if type(row)._base_manager.filter(pk=row.pk, removed=True).exists():
            raise ValidationError(f"{row} was removed from the plan meanwhile. Choose another place.")


def parts(text: str) -> list[str]:
    """The bullets of a cell, or its paragraphs, each as a text of its own. The text before the first bullet goes
    with the first part; where there are more than MOST_PARTS, the rest is one part."""
    between = BULLET if BULLET.search(text) else _BLANK_LINE
    return [part.strip() for part in between.split(text.strip(), maxsplit=MOST_PARTS - 1) if part.strip()]


@transaction.atomic
def split_action(action: Action, texts: list[str], *, by: User, at: datetime.datetime | None = None) -> list[Action]:
    """Split a row: the first text stays in the row, with its notes; each other becomes a row after it, with
    the same reasons, leads and date. Raises ValidationError for fewer than two texts, or more than MOST_PARTS, and
    ChangedMeanwhile where another user changed its text since ``action`` was read."""
    texts = [t.strip() for t in texts if t.strip()]
    if len(texts) < 2:
        raise ValidationError({"parts": "Write at least two actions to split this one into."})
    if len(texts) > MOST_PARTS:
        words = f"These are {len(texts):,} actions. Up to {MOST_PARTS} are made at once: put the rest into the last."
        raise ValidationError({"parts": words})
    at = at or timezone.now()
    action.plan.hold()  # a lock, so that two rows do not get the same reference or place
    action.hold("action")
    refuse_removed(action.recommendation.section, action.recommendation)
    siblings = list(action.recommendation.actions.all())
    place = [sibling.pk for sibling in siblings].index(action.pk) + 1
    made = _rows_like(action, texts[1:], place, by, at)
    reason = f"Split: {', '.join(m.ref for m in made)} taken out of it"
    change_action(action, {"action": texts[0]}, by=by, at=at, reason=reason)
    order_rows(siblings[:place] + made + siblings[place:], by=by, at=at)
    return made


def _rows_like(action: Action, texts: list[str], order: int, by: User, at: datetime.datetime) -> list[Action]:
    """New rows with these texts, from this place on in the action’s recommendation, with its reasons, dates and leads."""
    recommendation, plan = action.recommendation, action.plan
    references = References(plan)
    same = (*PLANNED_TEXTS, "deadline_text", "lead_text", "internal")
    rows = [
        Action(
            plan=plan,
            recommendation=recommendation,
            ref=references.next(recommendation),
            order=order + place,
            added_on=timezone.localtime(at).date(),
            action=text,
            **{name: getattr(action, name) for name in same},
        )
        for place, text in enumerate(texts)
    ]
    made = Action.objects.bulk_create_by(rows, by, at)
    for parts_ in (action.deadlines.filter(replaced=False), action.leads.current()):
        copies: list[Any] = [_copy(part, row) for row in made for part in parts_]
        parts_.model.objects.bulk_create_by(copies, by, at)
    return made


def _copy(part: Deadline | Lead, row: Action) -> Deadline | Lead:
    """The same date or lead, not yet saved, of another row."""
    fields = (field.attname for field in part._meta.concrete_fields if not field.primary_key)
    return type(part)(**{name: getattr(part, name) for name in fields} | {"action_id": row.pk})


@transaction.atomic
def order_rows(rows: list[Any], *, by: User, at: datetime.datetime | None = None) -> None:
    """Save this order of sections, recommendations or actions of one plan."""
    at = at or timezone.now()
    if rows:
        rows[0].plan.hold()  # first, so that two who order the same rows do not wait for each other for ever
    for order, row in enumerate(rows):
        row.hold()
        row.order = order
        row.save_by(by, at=at)


@transaction.atomic
def shift(row: Section | Recommendation | Action, step: int, *, by: User, at: datetime.datetime | None = None) -> None:
    """Move a section, recommendation or action up (-1) or down (+1) among its siblings. Raises ValidationError where it was
    removed."""
    row.plan.hold()
    row.hold()
    siblings = _siblings(row)
    if row not in siblings:
        raise ValidationError(f"{row} was removed from the plan meanwhile.")
    place = siblings.index(row)
    target = min(max(place + step, 0), len(siblings) - 1)
    siblings.insert(target, siblings.pop(place))
    order_rows(siblings, by=by, at=at)


def _siblings(row: Section | Recommendation | Action) -> list[Any]:
    """The rows of its kind that are in the same place of the plan today, in their order; the row itself among them."""
    if isinstance(row, Section):
        found: Any = row.plan.sections.standing()
    elif isinstance(row, Recommendation):
        found = row.section.recommendations.standing()
    else:
        found = row.recommendation.actions.standing()
    return [row if other == row else other for other in found]


@transaction.atomic
def move_action(
    action: Action, recommendation: Recommendation, *, by: User, at: datetime.datetime | None = None
) -> None:
    """Move a row to another recommendation of the plan. It keeps its reference. Raises ValidationError where that
    recommendation was removed, and ChangedMeanwhile where another user moved the row since ``action`` was read."""
    action.plan.hold()
    refuse_removed(recommendation.section, recommendation)
    action.hold("recommendation")
    action.recommendation = recommendation
    action.order = last_order(recommendation.actions.all())
    action.save_by(by, at=at, reason=f"Moved to {recommendation}")


@transaction.atomic
def remove_action(action: Action, *, by: User, reason: str, at: datetime.datetime | None = None) -> None:
    """Remove a row from the plan, with the reason. Its history and the published versions keep it. Raises ValidationError
    without a reason, and where it is removed already."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is removed, for example “Taken into 101.1”."})
    at = at or timezone.now()
    action.plan.hold()
    action.hold()
    if action.removed_on:
        raise ValidationError(f"{action.ref} was removed from the plan already: {action.removed_reason}")
    action.removed_on = timezone.localtime(at).date()
    action.removed_reason = reason.strip()
    action.save_by(by, at=at, reason=reason)


@transaction.atomic
def put_back_action(action: Action, *, by: User, at: datetime.datetime | None = None) -> None:
    """Put a removed row back where it was, with its recommendation and section if those were removed too. Raises
    ValidationError where the plan has another recommendation of that number by now."""
    action.plan.hold()
    action.hold()
    for above in (action.recommendation.section, action.recommendation):
        above.hold()
        above.removed = False
        above.validate_constraints()
        above.save_by(by, at=at, reason=f"Put back with {action.ref}")
    action.removed_on, action.removed_reason = None, ""
    action.save_by(by, at=at, reason="Put back")


@transaction.atomic
def answer_also(
    action: Action,
    recommendations: list[Recommendation],
    *,
    by: User,
    seen: Collection[int] | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Set the further recommendations that an action answers. ``seen`` are the keys of those that it answered when the user
    chose (default: now); what others added or removed since then stays."""
    at = at or timezone.now()
    action.hold()
    if seen is not None:
        recommendations = _with_others_choices(action, recommendations, set(seen))
    wanted = {r.pk: i for i, r in enumerate(recommendations) if r.pk != action.recommendation_id}
    for answer in action.answers.all():
        answer.left = answer.recommendation_id not in wanted
        answer.order = wanted.pop(answer.recommendation_id, answer.order)
        answer.save_by(by, at=at)
    for pk, order in wanted.items():
        Answer.objects.create_by(by, at=at, action=action, recommendation_id=pk, order=order)


def _with_others_choices(action: Action, chosen: list[Recommendation], seen: set[int]) -> list[Recommendation]:
    """What this user chose, with what others added since it was shown to them, without what others removed."""
    now = list(Recommendation.objects.filter(answered_also_by__action=action, answered_also_by__left=False))
    removed = seen - {recommendation.pk for recommendation in now}
    mine = [recommendation for recommendation in chosen if recommendation.pk not in removed]
    added = [recommendation for recommendation in now if recommendation.pk not in seen and recommendation not in mine]
    return mine + added
