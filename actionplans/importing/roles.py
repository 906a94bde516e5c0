"""What columns, tables and lines of a file can be, in words, and which columns are asked about together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from actionplans.reading.plan.account import ColumnAccount, TableAccount
from actionplans.reading.plan.evidence import PERIODS
from actionplans.reading.plan.hints import COLUMN_ROLES

#: What a column is called where that is not the name of its cell.
_CALLED = {
    "progress": "Progress notes",
    "target": "Outcome",
    "completed": "Date closed",
    "own": "Our own column",
    "leave-out": "Leave out",
}
COLUMN_WORDS = {role: _CALLED.get(role, role.capitalize()) for role in COLUMN_ROLES}
TABLE_WORDS = {
    "plan": "Actions of the plan",
    "closed": "Closed actions",
    "key": "Key to ratings and initials",
    "leave-out": "Leave out",
}
LINE_WORDS = {
    "title": "Title",
    "section": "Section",
    "description": "Description of the section",
    "recommendation": "Recommendation",
    "action": "Action",
    "leave-out": "Leave out",
}
#: Roles that one column of a table can have.
ONCE = ("recommendation", "section", "action", "status")
#: What tables are whose rows become actions.
PLAN = ("plan", "closed")


def column_name(table: int, column: int) -> str:
    return f"t{table}c{column}"


def group_name(table: int, column: int) -> str:
    return f"t{table}g{column}"


def runs(table: TableAccount) -> Iterator[tuple[int, ...]]:
    """The columns of a table as they are asked about: by themselves, or together where they are months, quarters or agencies side
    by side. Empty columns are not asked about."""
    filled = [(i, c) for i, c in enumerate(table.columns) if c.role or c.heading.strip() or table.role not in PLAN]
    for (alike, _), members in groupby(filled, key=lambda each: (_is_period(each[1]), _is_period(each[1]) or each[0])):
        found = tuple(i for i, _ in members)
        if alike:
            yield found
        else:
            yield from ((i,) for i in found)


def _is_period(column: ColumnAccount) -> bool:
    return column.reason == PERIODS
