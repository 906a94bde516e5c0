"""What a reading took the columns, tables and lines of a file for, and why: what the user puts right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from actionplans.reading.files.blocks import Paragraph

from .headings import Mapped
from .hints import Hints, look_of, shape_of

#: So many rows and lines are shown as examples, cut to so many letters.
_EXAMPLES, _LONGEST = 3, 300


@dataclass
class ColumnAccount:
    """One column: its heading, what it was taken for (a code of hints.COLUMN_ROLES, or ``""`` where it is empty), whether that is
    sure, and why (a code of evidence.REASONS)."""

    heading: str
    role: str
    sure: bool
    reason: str


@dataclass
class TableAccount:
    """The tables of one shape: where the first of them is, what they are (a code of hints.TABLE_ROLES), how many they are and
    how many rows they have below their headings, and the first rows as they are in the file."""

    place: str
    role: str
    columns: list[ColumnAccount]
    first: list[list[str]]
    tables: int = 0
    rows: int = 0


@dataclass
class LineAccount:
    """The lines of one look: what they were taken for, how many they are, and the first of them."""

    look: str
    role: str
    lines: int = 0
    first: list[str] = field(default_factory=list)


@dataclass
class Account:
    """All of a file, in its order."""

    tables: list[TableAccount] = field(default_factory=list)
    lines: list[LineAccount] = field(default_factory=list)

    def add_table(self, role: str, mapped: Sequence[Mapped], rows: Sequence[Sequence[str]], place: str) -> None:
        """Note a table; ``mapped`` has one for each column as the file has them, ``rows`` are the texts below the headings."""
        heads = shape_of([m.heading for m in mapped])
        found = next((t for t in self.tables if shape_of([c.heading for c in t.columns]) == heads), None)
        if found is None:
            columns = [ColumnAccount(m.heading, role_of(m), m.sure, m.reason) for m in mapped]
            first = [[_shown(cell) for cell in row] for row in rows[:_EXAMPLES]]
            found = TableAccount(place, role, columns, first)
            self.tables.append(found)
        found.tables += 1
        found.rows += len(rows)

    def add_line(self, line: Paragraph, role: str) -> None:
        """Note a line outside all tables."""
        look = look_of(line)
        found = next((known for known in self.lines if (known.look, known.role) == (look, role)), None)
        if found is None:
            found = LineAccount(look, role)
            self.lines.append(found)
        found.lines += 1
        if len(found.first) < _EXAMPLES:
            found.first.append(_shown(line.text))

    def misfits(self, hints: Hints) -> list[str]:
        """The headings and looks of the hints that are not in the file any more."""
        shapes = {shape_of([c.heading for c in table.columns]) for table in self.tables}
        looks = {line.look for line in self.lines}
        gone = [" | ".join(hint.heads) for hint in hints.tables if shape_of(hint.heads) not in shapes]
        return gone + [hint.look for hint in hints.lines if hint.look not in looks]

    @property
    def offers(self) -> bool:
        """Whether there is something in the file that could be shown to be a plan: a table, or lines of one look."""
        return bool(self.tables) or any(line.lines > 1 for line in self.lines)

    def to_json(self) -> dict[str, Any]:
        return {
            "tables": [{**vars(table), "columns": [vars(column) for column in table.columns]} for table in self.tables],
            "lines": [vars(line) for line in self.lines],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What ``to_json`` made, of this release."""
        return cls(
            [
                TableAccount(**{**table, "columns": [ColumnAccount(**column) for column in table["columns"]]})
                for table in data.get("tables", [])
            ],
            [LineAccount(**line) for line in data.get("lines", [])],
        )


def _shown(text: str) -> str:
    """An example as the file shows it: without our marks for bold, italic and struck words."""
    return text.replace("~~", "").replace("*", "")[:_LONGEST]


def role_of(mapped: Mapped) -> str:
    """The role of a column as hints name it."""
    field_ = mapped.field
    if field_.startswith("rating"):
        return "rating"
    if field_.startswith("extra:"):
        return "completed" if mapped.completed else "own"
    return {"ref": "number", "left-out": "leave-out"}.get(field_, field_.split(":")[0])
