"""Undoing the last operation on a row: what it changed is changed back, as an operation of its own with its lines of history.

An operation writes all its lines of history at one moment, by one user. That moment names it: what was changed then is what is
undone, for as long as nothing later names the row.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import (
    Action,
    Answer,
    Challenge,
    Clash,
    Deadline,
    DeadlineMove,
    Evidence,
    Lead,
    ProgressEntry,
    Proposal,
    SignOff,
    Version,
)
from actionplans.operations import notes
from boards.access import Right, may
from boards.history import HistoryModel
from boards.models import User

#: What an operation on a row changes, each with the field that takes a new row of it away again.
PARTS: dict[type[HistoryModel], str] = {
    Deadline: "replaced",
    DeadlineMove: "undone",
    Lead: "left",
    ProgressEntry: "removed",
    Answer: "left",
    SignOff: "taken_back",
}
#: What makes an operation one that cannot be undone, and names a row later: decisions, challenges, texts to choose from.
DECISIONS: tuple[type[HistoryModel], ...] = (Clash, Proposal, Challenge)

CHANGED_SINCE = "{ref} was changed again since then. Undo takes back only the last change."


def last_operation(action: Action, by: User) -> datetime.datetime | None:
    """The moment of the last operation on a row, where this user did it and may undo it; None otherwise. Two queries."""
    who_and_when = ("history_date", "history_user")
    lines = Action.history.filter(id=action.pk).order_by().values_list(*who_and_when)
    parts = (model.history.filter(action_id=action.pk) for model in (*PARTS, *DECISIONS))
    files = Evidence.history.filter(entry__action=action.pk)
    every = lines.union(*(of.order_by().values_list(*who_and_when) for of in (*parts, files)), all=True)
    for at, user in every.order_by("-history_date")[:1]:
        moment: datetime.datetime = at
        return moment if user == by.pk and not _is_final(action, moment) else None
    return None


def _is_final(action: Action, at: datetime.datetime) -> bool:
    """Whether the operation of that moment made a row or decided something, or a version was published since."""
    made = Action.history.filter(plan_id=action.plan_id, history_date=at, history_type="+")
    signed = SignOff.history.filter(action_id=action.pk, history_date=at, history_type="+")
    decided = (model.history.filter(action_id=action.pk, history_date=at) for model in DECISIONS)
    published = Version.objects.filter(plan=action.plan_id, published_at__gte=at)
    first, *others = (found.order_by().values_list("pk") for found in (made, signed, *decided, published))
    return bool(first.union(*others).exists())


@transaction.atomic
def undo(action: Action, *, by: User, of: datetime.datetime, at: datetime.datetime | None = None) -> None:
    """Change back what the user's last operation on this row changed; ``of`` is its moment. Raises ValidationError where it is
    not the last any more or cannot be undone, and PermissionDenied where the user may not change that by now."""
    at = at or timezone.now()
    action = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if last_operation(action, by) != of:
        raise ValidationError(CHANGED_SINCE.format(ref=action.ref))
    lines = list(_lines_of(action, by, of))
    if not may(by, Right.EDIT_PLAN, action.plan.board_id) and not _is_own_note(lines, by):
        raise PermissionDenied(f"{action.ref} is changed by the business manager.")
    reason = f"Undone: {next((line.history_change_reason for line in lines if line.history_change_reason), '')}"
    for line in lines:
        _change_back(line, by=by, at=at, reason=reason.removesuffix(": "))
    action.refresh_from_db()
    if action.removed_on is None and not Action.objects.standing().filter(pk=action.pk).exists():
        raise ValidationError(f"What {action.ref} stood under was removed from the plan meanwhile.")


def _lines_of(action: Action, by: User, of: datetime.datetime) -> Iterator[Any]:
    """The lines of history of an operation: of the row, of its parts, and of the rows whose order it changed."""
    where = {"history_date": of, "history_user": by}
    for model in PARTS:
        yield from model.history.filter(action_id=action.pk, **where)
    yield from Evidence.history.filter(entry__action=action.pk, **where)
    yield from Action.history.filter(plan_id=action.plan_id, **where)


def _is_own_note(lines: list[Any], by: User) -> bool:
    of_notes = [line for line in lines if line.instance_type in (ProgressEntry, Evidence)]
    entries = ProgressEntry.objects.filter(pk__in=[line.id for line in lines if line.instance_type is ProgressEntry])
    return len(of_notes) == len(lines) and all(notes.may_change(by, entry) for entry in entries)


def _change_back(line: Any, *, by: User, at: datetime.datetime, reason: str) -> None:
    """Give a row back the values that it had before a line of history. What was changed again since stays."""
    model = line.instance_type
    row = model._base_manager.select_for_update(of=("self",)).get(pk=line.id)
    earlier = model.history.filter(id=line.id, history_date__lt=line.history_date)
    before = earlier.order_by("history_date", "history_id").last()
    if before is None:
        setattr(row, PARTS.get(model, "removed"), True)
    else:
        for field in (field.attname for field in model._meta.concrete_fields):
            was, became = getattr(before, field), getattr(line, field)
            if was != became and getattr(row, field) == became:
                setattr(row, field, was)
    row.save_by(by, at=at, reason=reason)
