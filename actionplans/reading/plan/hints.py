"""What a user showed of how a file is to be read: what its columns, tables and lines are. Kept as JSON by the shape of the file.

A table is known by the headings of its columns, and by its sheet where a workbook has several; a line by its look (``look_of``),
or by the label that it begins with ("label lead"); never by the words below. Only an exception within a look is known by its own.
The roles are codes; what they are called is the page's.
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
#: What a label of a form can be besides: it begins another action of the same form.
FORM_ROLES = (*COLUMN_ROLES, "another-action")
TABLE_ROLES = ("plan", "closed", "another", "key", "introduction", "leave-out")
#: What tables are whose rows are no actions of this plan.
APART = ("another", "key", "introduction", "leave-out")
LINE_ROLES = (
    "title",
    "introduction",
    "section",
    "description",
    "recommendation",
    "text",
    "action",
    "goes-on",
    "leave-out",
)
#: More of one kind are no hints that a user gave.
_MOST = 500
_LABEL = "label "
_ACROSS = "across "
#: Words of an exception of so many letters may have been cut.
_CUT = 300


class HintsError(ValueError):
    """Hints that cannot be used; the message is one plain sentence for a person."""


@dataclass(frozen=True)
class TableHint:
    """What the columns under these headings are, one role of FORM_ROLES for each or ``""`` where nothing was shown; ``table``
    is one of TABLE_ROLES or ``""``, and holds for the ``sheet`` of this name only, where one is given."""

    heads: tuple[str, ...]
    columns: tuple[str, ...] = ()
    table: str = ""
    sheet: str = ""

    def to_json(self) -> dict[str, Any]:
        data = {"heads": list(self.heads), "columns": list(self.columns), "table": self.table}
        return data | ({"sheet": self.sheet} if self.sheet else {})


@dataclass(frozen=True)
class LineHint:
    """What the lines of one look are: one of LINE_ROLES, or of COLUMN_ROLES for lines that begin with a label. ``words`` are
    those of an exception, which alone it is about."""

    look: str
    role: str
    words: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"look": self.look, "role": self.role} | ({"words": self.words} if self.words else {})


@dataclass(frozen=True)
class Hints:
    """All that was shown of one file."""

    tables: tuple[TableHint, ...] = ()
    lines: tuple[LineHint, ...] = ()

    def of_table(self, heads: Sequence[str], sheet: str = "") -> TableHint | None:
        """What was shown of a table with these headings: of that on this sheet, or of all that have them."""
        shape = shape_of(heads)
        found = [hint for hint in self.tables if shape_of(hint.heads) == shape]
        return next((h for h in found if h.sheet == sheet), None) or next((h for h in found if not h.sheet), None)

    def of_columns(self, heads: Sequence[str], *, outline: bool = False) -> dict[int, str]:
        """What was shown of each column of a table with these headings, by its index, on whatever sheet; of an ``outline``,
        which is put together of lines with labels, what was shown of those."""
        shape = shape_of(heads)
        found = next((hint for hint in self.tables if any(hint.columns) and shape_of(hint.heads) == shape), None)
        if found is None:
            if not outline:
                return {}
            labels = {hint.look.removeprefix(_LABEL): hint.role for hint in self.lines if is_label(hint.look)}
            return {i: labels[head] for i, head in enumerate(shape) if head in labels}
        return {i: role for i, role in enumerate(found.columns) if role}

    def of_line(self, line: Paragraph) -> str:
        """What was shown of this line itself, or of those that look like it; ``""`` where nothing was."""
        if not self.lines:
            return ""
        return self.of_look(look_of(line), f"{line.number} {bare(line.text)}")

    def of_look(self, look: str, text: str) -> str:
        """What was shown of a line of this look with these words, or of all that look so; ``""`` where nothing was."""
        words = plain(text)
        alike = [hint for hint in self.lines if hint.look == look]
        alone = next((hint.role for hint in alike if hint.words and _says(words, hint.words)), "")
        return alone or next((hint.role for hint in alike if not hint.words), "")

    def with_role(self, heads: Sequence[str], column: int, role: str) -> Self:
        """These hints, and what one column of the tables with these headings is."""
        shape = shape_of(heads)
        columns = [""] * len(heads)
        for i, known in self.of_columns(heads).items():
            columns[i] = known
        columns[column] = role
        found = next((h for h in self.tables if shape_of(h.heads) == shape), TableHint(tuple(heads)))
        new = TableHint(found.heads, tuple(columns), found.table, found.sheet)
        return type(self)((new, *(h for h in self.tables if h is not found)), self.lines)

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "tables": [hint.to_json() for hint in self.tables],
            "lines": [hint.to_json() for hint in self.lines],
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
    heads, columns, table, sheet = data["heads"], data.get("columns", []), data.get("table", ""), data.get("sheet", "")
    if wrong := next((role for role in columns if role and role not in FORM_ROLES), ""):
        raise HintsError(f"“{wrong}” among the hints is not what a column can be.")
    if table and table not in TABLE_ROLES:
        raise HintsError(f"“{table}” among the hints is not what a table can be.")
    if len(columns) > len(heads):
        raise HintsError("A table among the hints has more columns than heads.")
    if not isinstance(sheet, str):
        raise HintsError("The “sheet” of a table among the hints is no text.")
    return TableHint(tuple(heads), tuple(columns), table, sheet)


def _line(data: Any) -> LineHint:
    if (
        not isinstance(data, dict)
        or not isinstance(data.get("look"), str)
        or not isinstance(data.get("words", ""), str)
    ):
        raise HintsError("A line among the hints has no “look”, or “words” that are no text.")
    if data.get("role") not in roles_of(data["look"]):
        raise HintsError("A line among the hints has a “role” that such a line cannot have.")
    return LineHint(data["look"], data["role"], data.get("words", ""))


def _words(data: Any) -> bool:
    return isinstance(data, list) and all(isinstance(item, str) for item in data)


def _says(words: str, cut: str) -> bool:
    """Whether these are the words of a line, which may be cut."""
    return words == plain(cut) or len(cut) >= _CUT and words.startswith(plain(cut))


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


def across_look(row: Paragraph) -> str:
    """The look of a row that spans a table: "across numbered", "across section", "across plain"."""
    line = classify(row)
    return _ACROSS + ("plain" if line.what == "heading" and not row.text.startswith("**") else line.what)


def is_across(look: str) -> bool:
    return look.startswith(_ACROSS)


def label_look(label: str) -> str:
    """The look of the lines that begin with a label: "label lead"."""
    return _LABEL + plain(label)


def label_words(look: str) -> str:
    """The words that the lines of such a look begin with."""
    return look.removeprefix(_LABEL).capitalize()


def is_label(look: str) -> bool:
    return look.startswith(_LABEL)


def roles_of(look: str) -> tuple[str, ...]:
    """What lines of a look can be."""
    return COLUMN_ROLES if is_label(look) else LINE_ROLES
