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


def new_since(plan: Plan, since: datetime.datetime, *, internal: bool, only: int | None = None) -> dict[int, set[New]]:
    """By the primary key of each action, what was added or changed since that moment; a change that was taken back counts.
    ``internal`` says whether internal notes count, ``only`` is the key of an action, where one alone is asked for."""
    notes = Q() if internal else Q(internal=False)
    of_action = Q(id=only) if only else Q(plan=plan)
    of_part = Q(action=only) if only else Q(action__plan=plan)
    rows = Action.history.filter(of_action, history_date__gt=since).order_by()
    found: QuerySet = rows.filter(history_type="+").values_list("id", Value(str(New.ROW)))
    others = [rows.exclude(history_type="+").values_list("id", Value(str(New.WORDS)))]
    for model, new, where in (
        (ProgressEntry, New.NOTE, notes),
        (Deadline, New.DEADLINE, Q()),
        (DeadlineMove, New.DEADLINE, Q()),
        (Lead, New.LEAD, Q()),
    ):
        lines = model.history.filter(where & of_part, history_date__gt=since).order_by()
        others.append(lines.values_list("action_id", Value(str(new))))
    by_action: dict[int, set[New]] = defaultdict(set)
    for key, new in found.union(*others):
        by_action[key].add(New(new))
    return dict(by_action)
