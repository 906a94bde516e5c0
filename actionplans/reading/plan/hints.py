"""What a user showed of how a file is to be read: what its columns, tables and lines are. Kept as JSON by the shape of the file.

A table is known by the headings of its columns, a line by its look (``look_of``); never by the words below. The roles are codes;
what they are called is the page's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from actionplans.document.fields import FIELDS
from actionplans.reading.files.blocks import Paragraph

from .heading_words import plain
from .sections import bare, classify

FORMAT = "reading-hints/1"
#: The cells of the plan document, and what a column can be besides: "completed" is the day on which an action was done, "own" a
#: column of the board's own.
COLUMN_ROLES = (*FIELDS, "section", "completed", "own", "leave-out")
TABLE_ROLES = ("plan", "closed", "key", "leave-out")
LINE_ROLES = ("title", "section", "description", "recommendation", "action", "leave-out")
#: More of one kind are no hints that a user gave.
_MOST = 500


class HintsError(ValueError):
    """Hints that cannot be used; the message is one plain sentence for a person."""


@dataclass(frozen=True)
class TableHint:
    """What the columns under these headings are, one role of COLUMN_ROLES for each or ``""`` where nothing was shown; ``table``
    is one of TABLE_ROLES or ``""``."""

    heads: tuple[str, ...]
    columns: tuple[str, ...] = ()
    table: str = ""


@dataclass(frozen=True)
class LineHint:
    """What the lines of one look are: one of LINE_ROLES."""

    look: str
    role: str


@dataclass(frozen=True)
class Hints:
    """All that was shown of one file."""

    tables: tuple[TableHint, ...] = ()
    lines: tuple[LineHint, ...] = ()

    def of_table(self, heads: Sequence[str]) -> TableHint | None:
        """What was shown of a table with these headings."""
        shape = shape_of(heads)
        return next((hint for hint in self.tables if shape_of(hint.heads) == shape), None)

    def of_columns(self, heads: Sequence[str]) -> dict[int, str]:
        """What was shown of each column of a table with these headings, by its index."""
        hint = self.of_table(heads)
        return {i: role for i, role in enumerate(hint.columns) if role} if hint else {}

    def of_line(self, line: Paragraph) -> str:
        """What was shown of lines that look like this one; ``""`` where nothing was."""
        if not self.lines:
            return ""
        look = look_of(line)
        return next((hint.role for hint in self.lines if hint.look == look), "")

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "tables": [{"heads": list(t.heads), "columns": list(t.columns), "table": t.table} for t in self.tables],
            "lines": [{"look": line.look, "role": line.role} for line in self.lines],
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Raises HintsError for what has another form."""
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise HintsError(f"These are no hints: their “format” is not “{FORMAT}”.")
        tables, lines = data.get("tables", []), data.get("lines", [])
        if not isinstance(tables, list) or not isinstance(lines, list) or len(tables) + len(lines) > _MOST:
            raise HintsError("These are no hints: “tables” and “lines” are not lists of a usual length.")
        return cls(tuple(map(_table, tables)), tuple(map(_line, lines)))

    @classmethod
    def loads(cls, text: str | bytes) -> Self:
        """Raises HintsError for what is no JSON or has another form."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise HintsError(f"These are no hints: they are not readable as JSON ({error}).") from error
        return cls.from_json(data)


def _table(data: Any) -> TableHint:
    if not isinstance(data, dict) or not _words(data.get("heads")) or not _words(data.get("columns", [])):
        raise HintsError("A table among the hints has no “heads”, or “columns” that are no texts.")
    heads, columns, table = data["heads"], data.get("columns", []), data.get("table", "")
    if wrong := next((role for role in columns if role and role not in COLUMN_ROLES), ""):
        raise HintsError(f"“{wrong}” among the hints is not what a column can be.")
    if table and table not in TABLE_ROLES:
        raise HintsError(f"“{table}” among the hints is not what a table can be.")
    if len(columns) > len(heads):
        raise HintsError("A table among the hints has more columns than heads.")
    return TableHint(tuple(heads), tuple(columns), table)


def _line(data: Any) -> LineHint:
    if not isinstance(data, dict) or not isinstance(data.get("look"), str) or data.get("role") not in LINE_ROLES:
        raise HintsError("A line among the hints has no “look”, or a “role” that a line cannot have.")
    return LineHint(data["look"], data["role"])


def _words(data: Any) -> bool:
    return isinstance(data, list) and all(isinstance(item, str) for item in data)


def shape_of(heads: Sequence[str]) -> tuple[str, ...]:
    """The headings of a table as they are compared: in small letters, without punctuation."""
    return tuple(plain(head) for head in heads)


def look_of(line: Paragraph) -> str:
    """How a line looks, apart from its words: "heading 2", "bold 14", "numbered", "text"."""
    what = classify(line).what
    kind = what if what in ("numbered", "bullet") else f"heading {line.level}" if line.level else ""
    bold = "bold" if line.bold or bare(line.text) != line.text.strip() and line.text.startswith("**") else ""
    size = f"{line.size:g}" if line.size else ""
    return " ".join(filter(None, (kind, bold, size))) or "text"
