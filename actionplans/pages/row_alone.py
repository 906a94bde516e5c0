"""One row of the plan's table, read without loading any other row: for a row that is edited or was saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from actionplans.document import tree
from actionplans.document.compare import changed_ids, compare
from actionplans.document.parts import without_internal
from actionplans.models import Clash, Plan
from actionplans.pages import pending
from actionplans.pages.cell_headings import cell_heading
from actionplans.pages.plan_table import PlanTable
from actionplans.pages.table_rows import Marks, TableRow, build_row, columns_of
from actionplans.persistence.frozen import frozen_action, one_action
from actionplans.persistence.load import action_document, head_of
from boards.access import Right, may
from boards.models import User


def named_clashes(plan: Plan, reader: User, **where: Any) -> list[Clash]:
    """The clashes that wait for this reader to settle them, each with ``heading``, the board's for its cell; none for users who
    cannot settle any."""
    if not may(reader, Right.EDIT_PLAN, plan.board_id):
        return []
    headings = {c["field"]: c.get("heading") for c in plan.columns}
    found = list(Clash.objects.unsettled().filter(**where).select_related("action", "theirs_by", "mine_by"))
    for clash in found:
        clash.heading = cell_heading(clash.field, headings)
    return found


@dataclass(frozen=True)
class RowAlone:
    """A row, and its plan's table without rows."""

    row: TableRow
    table: PlanTable


def read(action: Any, reader: User) -> RowAlone:
    """The row of an action from ``views.lookup``, as the reader may see it. Ten queries, eleven where it is complete."""
    plan = action.plan
    inside = may(reader, Right.READ_INTERNAL, plan.board)
    now = one_action(action_document(action), internal=action.recommendation.internal)
    now = now if inside else without_internal(now)
    node = next(node for _, _, node in now.actions())
    uid = action.uid
    marks: dict[str, Any] = {
        "clashes": {uid: named_clashes(plan, reader, action=action)},
        "talk": {uid: pending.of_row(action, reader)},
        "may_note": frozenset({uid} if action.may_note else ()),
    }
    was = frozen_action(plan, uid)
    if was is not None:
        marks |= _changes(was, now, inside)
    head = head_of(plan)
    row = build_row(
        node,
        on=timezone.localdate(),
        silent_days=plan.board.silent_days,
        soon_days=plan.board.soon_days,
        head=head,
        marks=Marks(**marks),
    )
    return RowAlone(row, PlanTable(head, columns_of(head), (), "", 0))


def _changes(was: tree.PlanDocument, now: tree.PlanDocument, inside: bool) -> dict[str, Any]:
    """The changes to the row since the last version, as fields of ``Marks``. Both documents have ids, and are paired by them."""
    new = changed_ids(compare(was if inside else without_internal(was), now))
    return {"new_rows": new.new_actions, "new_notes": new.entries, "new_cells": new.cells}
