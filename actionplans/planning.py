"""Beginning a plan: its title, what it answers, and the table that the board prints."""

from __future__ import annotations

import copy
import datetime

from django.db import transaction

from actionplans.models import Plan
from actionplans.models.plan import LAYOUTS, SourceKind
from actionplans.shaping import add_section, last_order
from actionplans.store import free_slug
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
    """Make a plan with the columns of a layout (a key of ``LAYOUTS``) and one section without a title, ready for its
    first recommendation. ``source_date`` is as precise as ``source_precision`` says."""
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
        order=last_order(board.plans.all()),
    )
    add_section(plan, by=by, at=at)
    return plan
