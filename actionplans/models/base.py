"""What the models of a plan share: lengths of fields, ids, and the filter for what a user may read."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db import models

from actionplans.document.node import PRECISIONS
from boards.access import Right, boards_where
from boards.history import HistoryQuerySet
from boards.models.user import AnyUser

Rows = TypeVar("Rows", bound=HistoryQuerySet[Any])

#: A cell of the table holds this many characters; the longest seen in a published plan has about 9,000.
CELL = 50_000

#: Characters of a cell for dates or leads: several times the longest seen in a published plan.
LINE = 5_000


def new_uid() -> str:
    """A new random id of a row, the same in all versions of its plan."""
    return uuid.uuid4().hex[:16]


def precision_field() -> models.CharField[str, str]:
    return models.CharField(max_length=5, choices=[(p, p) for p in PRECISIONS], default="none")


def visible(queryset: Rows, user: AnyUser, board: str, internal: str = "") -> Rows:
    """Rows of plans whose drafts the user may read, without removed plans. ``board`` is the lookup of the plan's board;
    ``internal`` are the lookups, separated by spaces, of the flags of what few read."""
    plan = board.removesuffix("board")
    there = {f"{board}__in": boards_where(user, Right.READ_PLAN), f"{plan}removed_at__isnull": True}
    readable = queryset.filter(**there)
    inside = models.Q(**{f"{board}__in": boards_where(user, Right.READ_INTERNAL)})
    open_to_all = models.Q(**dict.fromkeys(internal.split(), False))
    return readable.filter(inside | open_to_all) if internal else readable
