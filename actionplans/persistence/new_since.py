"""What of each action is new since a version was published, from the lines of history: one query, whatever the plan holds."""

from __future__ import annotations

import datetime
from collections import defaultdict
from enum import StrEnum

from django.db.models import Q, QuerySet, Value

from actionplans.models import Action, Deadline, DeadlineMove, Lead, Plan, ProgressEntry


class New(StrEnum):
    """A part of a row that no version holds yet."""

    ROW = "row"
    WORDS = "words"
    NOTE = "note"
    DEADLINE = "deadline"
    LEAD = "lead"


def new_since(plan: Plan, since: datetime.datetime, *, internal: bool) -> dict[int, set[New]]:
    """By the primary key of each action, what was added or changed since that moment; a change that was taken back counts.
    ``internal`` says whether internal notes count."""
    notes = Q() if internal else Q(internal=False)
    rows = Action.history.filter(plan=plan, history_date__gt=since).order_by()
    found: QuerySet = rows.filter(history_type="+").values_list("id", Value(str(New.ROW)))
    others = [rows.exclude(history_type="+").values_list("id", Value(str(New.WORDS)))]
    for model, new, where in (
        (ProgressEntry, New.NOTE, notes),
        (Deadline, New.DEADLINE, Q()),
        (DeadlineMove, New.DEADLINE, Q()),
        (Lead, New.LEAD, Q()),
    ):
        lines = model.history.filter(where, action__plan=plan, history_date__gt=since).order_by()
        others.append(lines.values_list("action_id", Value(str(new))))
    by_action: dict[int, set[New]] = defaultdict(set)
    for key, new in found.union(*others):
        by_action[key].add(New(new))
    return dict(by_action)
