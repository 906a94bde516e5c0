"""What the parts of a plan share."""

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

#: Words of a date or of leads: a cell of such a column, as long as boards have been seen to write it, several times over.
LINE = 5_000


def new_uid() -> str:
    """An opaque name, never used again, by which versions of a plan recognise a row."""
    return uuid.uuid4().hex[:16]


def precision_field() -> models.CharField[str, str]:
    return models.CharField(max_length=5, choices=[(p, p) for p in PRECISIONS], default="none")


def visible(queryset: Rows, user: AnyUser, board: str, internal: str = "") -> Rows:
    """Rows of plans that the user may read as they stand; ``board`` is the path to the board's key, ``internal`` those
    of the marks that keep a row to the manager and the chair, separated by spaces."""
    readable = queryset.filter(**{f"{board}__in": boards_where(user, Right.READ_PLAN)})
    inside = models.Q(**{f"{board}__in": boards_where(user, Right.READ_INTERNAL)})
    open_to_all = models.Q(**dict.fromkeys(internal.split(), False))
    return readable.filter(inside | open_to_all) if internal else readable
