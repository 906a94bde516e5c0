"""What columns, tables and lines of a file can be, in words, and which columns are asked about together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from actionplans.reading.plan.account import ColumnAccount, LineAccount, TableAccount
from actionplans.reading.plan.evidence import PERIODS
from actionplans.reading.plan.hints import FORM_ROLES, LINE_ROLES, TABLE_ROLES, roles_of

#: What a column is called where that is not the name of its cell.
_CALLED = {
    "progress": "Progress notes",
    "target": "Outcome",
    "completed": "Date closed",
    "another-action": "Another action",
    "own": "Our own column",
    "leave-out": "Leave out",
}
#: What come first in the lists, and last; the other cells are between them in their own order.
_FIRST, _LAST = ("recommendation", "number", "section", "action", "another-action"), ("completed", "own", "leave-out")
COLUMN_WORDS = {
    role: _CALLED.get(role, role.capitalize())
    for role in (*_FIRST, *(role for role in FORM_ROLES if role not in _FIRST + _LAST), *_LAST)
}
TABLE_WORDS = {
    "plan": "Actions of the plan",
    "closed": "Closed actions",
    "another": "Another plan",
    "key": "Key to ratings and initials",
    "introduction": "Introduction",
    "leave-out": "Leave out",
}
LINE_WORDS = {
    "title": "Title",
    "introduction": "Introduction",
    "section": "Section",
    "description": "Description of the section",
    "recommendation": "Recommendation",
    "text": "Text of the recommendation",
    "action": "Action",
    "goes-on": "Part of the line above it",
    "leave-out": "Leave out",
}
#: Roles that one column of a table can have.
ONCE = ("recommendation", "section", "action", "status")
#: What tables are whose rows become actions.
PLAN = ("plan", "closed")
#: How a label of a form differs from a column.
_OF_FORMS = {"own": "Our own label"}


def column_choices(table: TableAccount) -> list[tuple[str, str]]:
    """What a column of a table, or a label of a form, can be."""
    form = table.kind == "form"
    words = COLUMN_WORDS | (_OF_FORMS if form else {})
    return [(code, said) for code, said in words.items() if form or code != "another-action"]


def table_choices(table: TableAccount) -> list[tuple[str, str]]:
    """What a table can be; closed actions are those of the sheet whose headings it has."""
    words = TABLE_WORDS | ({"closed": f"Closed actions of “{table.of}”"} if table.of else {})
    return [(code, words[code]) for code in TABLE_ROLES]


def line_choices(look: str) -> list[tuple[str, str]]:
    """What lines of a look can be."""
    words = LINE_WORDS if roles_of(look) == LINE_ROLES else COLUMN_WORDS
    return [(code, said) for code, said in words.items() if code in roles_of(look)]


def column_name(table: int, column: int) -> str:
    return f"t{table}c{column}"


def group_name(table: int, column: int) -> str:
    return f"t{table}g{column}"


def line_name(kind: int, line: int) -> str:
    return f"l{kind}x{line}"


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


def kinds(lines: list[LineAccount]) -> list[list[int]]:
    """The accounts of lines by their look, as indices: first of each that of most lines, then its exceptions."""
    found: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        found.setdefault(line.look, []).append(i)
    return [sorted(members, key=lambda i: -lines[i].lines) for members in found.values()]


def is_sheets(tables: list[TableAccount]) -> bool:
    """Whether a file is a workbook of several sheets with tables."""
    return len({table.sheet for table in tables}) > 1
