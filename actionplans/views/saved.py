"""What is said beside a row that was saved: when, the button that undoes it, and the names among its leads that nobody has."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from actionplans.models import Action, ProgressEntry
from actionplans.pages.leads import unknown_names
from actionplans.views.undo import offered_undo
from boards.access import Right, may
from boards.web.requests import BoardRequest


def beside_saved_row(request: BoardRequest, action: Action) -> dict[str, Any]:
    """The context of the templates of rows for the one that was saved."""
    edits = may(request.user, Right.EDIT_PLAN, action.plan.board)
    return {
        "saved_ref": action.ref,
        "saved_at": _saved_at(action),
        "undo": offered_undo(action, request.user),
        "unknown_leads": unknown_names(action) if edits else [],
    }


def _saved_at(action: Action) -> datetime.datetime | None:
    """When the row or a note of it was last saved."""
    now = timezone.now()
    rows = Action.history.filter(id=action.pk, history_date__lte=now)
    notes = ProgressEntry.history.filter(action=action, history_date__lte=now)
    times = [records.aggregate(last=Max("history_date"))["last"] for records in (rows, notes)]
    return max((time for time in times if time), default=None)
