"""What a reading took the columns, tables and lines of a file for, and why: what the user puts right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from actionplans.reading.files.blocks import Cell, Table

from .evidence import Seen, fitting, likely
from .headings import Mapped
from .hints import APART, Hints, shape_of
from .sections import bare

#: So many rows of a table are shown as examples, and so many lines of a look are noted; each is cut to so many letters.
_EXAMPLES, _LINES, _LONGEST = 3, 40, 300
#: Why a table was taken for what it is: codes, which the page shows in words.
FIRST, NAMED, SHOWN = TABLE_REASONS = (
    "first",  # it has the headings of a plan
    "named",  # its sheet, or the heading above it, says that its actions have ended
    "shown",  # the user said so
)
#: So many different short words below a heading are named, each of so many letters at most.
_FEW, _SHORT = 5, 12


@dataclass
class ColumnAccount:
    """One column: its heading, what it was taken for (a code of hints.FORM_ROLES, or ``""`` where it is empty), whether that is
    sure, and why (a code of evidence.REASONS). Of its ``filled`` cells ``fits`` are what it was taken for; ``few`` are its words
    where there are only a few. ``merged``: its second row is one cell with the first. ``others`` are the next likely
    roles where it is not sure, and ``then`` has what would follow (``following``)."""

    heading: str
    role: str
    sure: bool
    reason: str
    fits: int = 0
    filled: int = 0
    few: list[str] = field(default_factory=list)
    merged: bool = False
    others: list[str] = field(default_factory=list)
    then: list[dict[str, Any]] = field(default_factory=list)

    def add(self, other: ColumnAccount) -> None:
        """Add what the same column of a further table holds."""
        self.fits, self.filled = self.fits + other.fits, self.filled + other.filled
        few = list(dict.fromkeys((*self.few, *other.few)))
        self.few = few if len(few) <= _FEW and self.few and other.few else []


@dataclass
class TableAccount:
    """The tables of one shape: where the first of them is, what they are (a code of hints.TABLE_ROLES), how many they are and
    how many rows they have below their headings, and the first rows as they are in the file. Those on another ``sheet`` of a
    workbook are other tables. ``kind`` is that of the table; ``actions`` and ``recommendations`` are how many came of them;
    ``repeats`` is how many rows repeat a recommendation of the table ``of`` which they have the headings (its sheet);
    ``reason`` is a code of TABLE_REASONS, or of the reasons of the document's warnings where the reader left them out."""

    place: str
    role: str
    columns: list[ColumnAccount]
    first: list[list[str]]
    tables: int = 0
    rows: int = 0
    sheet: str = ""
    kind: str = ""
    sure: bool = True
    reason: str = ""
    actions: int = 0
    recommendations: int = 0
    repeats: int = 0
    of: str = ""
    others: list[str] = field(default_factory=list)
    then: list[dict[str, Any]] = field(default_factory=list)

    @property
    def heads(self) -> list[str]:
        return [column.heading for column in self.columns]

    @property
    def shape(self) -> tuple[str, ...]:
        return shape_of(self.heads)


@dataclass
class LineAccount:
    """The lines of one look that were taken for the same: what that is, how many they are, and the first of them; ``reason`` is a
    code of line_account.LINE_REASONS, or none; further as of a column. Those of one look that were taken for something else are
    accounted for by themselves."""

    look: str
    role: str
    lines: int = 0
    first: list[str] = field(default_factory=list)
    sure: bool = True
    reason: str = ""
    fits: int = 0
    filled: int = 0
    others: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.lines += 1
        if len(self.first) < _LINES:
            self.first.append(shown(text))


@dataclass
class Account:
    """All of a file, in its order. ``page`` has its first lines, each as its role and its words; ``hides`` are the sheets that a
    workbook hides, and so many are ``empty``."""

    tables: list[TableAccount] = field(default_factory=list)
    lines: list[LineAccount] = field(default_factory=list)
    page: list[list[str]] = field(default_factory=list)
    hides: list[str] = field(default_factory=list)
    empty: int = 0

    def add_table(
        self, role: str, mapped: Sequence[Mapped], rows: Sequence[Sequence[Cell]], table: Table
    ) -> TableAccount:
        """Note a table; ``mapped`` has one for each column as the file has them, ``rows`` are the cells below the headings."""
        heads = shape_of([m.heading for m in mapped])
        found = next((t for t in self.tables if (t.shape, t.sheet) == (heads, table.sheet)), None)
        if found is None:
            first = [[shown(cell.text) for cell in row] for row in rows[:_EXAMPLES]]
            columns = [_column(mapped, i, rows) for i in range(len(mapped))]
            found = TableAccount(table.place, role, columns, first, sheet=table.sheet, kind=table.kind)
            self._compare(found, rows)
            self.tables.append(found)
        else:
            for i, column in enumerate(found.columns):
                column.add(_column(mapped, i, rows))
        if table.kind == "form":  # the first action of each
            found.first = [*found.first[: found.tables], *([shown(c.text) for c in row] for row in rows[:1])][
                :_EXAMPLES
            ]
        found.tables += 1
        found.rows += len(rows)
        return found

    def _compare(self, found: TableAccount, rows: Sequence[Sequence[Cell]]) -> None:
        """Say of a table whether an earlier sheet has its headings, and how many of its rows repeat a recommendation of that."""
        alike = next((t for t in self.tables if t.sheet and t.sheet != found.sheet and t.shape == found.shape), None)
        if alike is None or not found.sheet:
            return
        found.of = alike.sheet
        at = next((i for i, c in enumerate(found.columns) if c.role == "recommendation"), None)
        if at is not None:
            named = {text for row in alike.first if (text := row[at].strip())} | self._named.get(alike.sheet, set())
            found.repeats = sum(shown(row[at].text) in named for row in rows if row[at].text.strip())

    def note_recommendations(self, sheet: str, texts: Sequence[str]) -> None:
        """Remember what a sheet recommends, for the sheets after it."""
        if sheet:
            self._named.setdefault(sheet, set()).update(shown(text) for text in texts)

    def __post_init__(self) -> None:
        self._named: dict[str, set[str]] = {}

    def misfits(self, hints: Hints) -> list[str]:
        """The headings and looks of the hints that are not in the file any more."""
        shapes = {table.shape for table in self.tables}
        sheets = {(table.shape, table.sheet) for table in self.tables}
        looks = {line.look for line in self.lines}
        gone = [
            " | ".join(hint.heads) + (f" (sheet “{hint.sheet}”)" if hint.sheet else "")
            for hint in hints.tables
            if shape_of(hint.heads) not in shapes or hint.sheet and (shape_of(hint.heads), hint.sheet) not in sheets
        ]
        return gone + [hint.look for hint in hints.lines if hint.look not in looks]

    @property
    def offers(self) -> bool:
        """Whether there is something in the file that could be shown to be a plan: a table, or lines of one look."""
        return bool(self.tables) or any(line.lines > 1 for line in self.lines)

    @property
    def doubts(self) -> list[ColumnAccount | TableAccount | LineAccount]:
        """What the reading is not sure of, where it has a next likely reading."""
        columns = [c for t in self.tables if t.role not in APART for c in t.columns]
        every: list[ColumnAccount | TableAccount | LineAccount] = [*self.tables, *columns, *self.lines]
        return [each for each in every if not each.sure and each.others]

    def to_json(self) -> dict[str, Any]:
        return {
            "tables": [{**vars(table), "columns": [vars(column) for column in table.columns]} for table in self.tables],
            "lines": [vars(line) for line in self.lines],
            "page": self.page,
            "hides": self.hides,
            "empty": self.empty,
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
            data.get("page", []),
            data.get("hides", []),
            data.get("empty", 0),
        )


def _column(mapped: Sequence[Mapped], i: int, rows: Sequence[Sequence[Cell]]) -> ColumnAccount:
    """The account of one column of a table."""
    m, cells = mapped[i], [bare(row[i].text) for row in rows]
    covered = sum(row[i].continues or not row[i].text.strip() for row in rows[1:]) / (len(rows) or 1)
    seen, role = Seen(cells, covered), role_of(m)
    words = list(dict.fromkeys(seen.cells))
    few = words if seen.filled >= 3 and len(words) <= _FEW and all(len(word) <= _SHORT for word in words) else []
    merged = len(rows) > 1 and rows[1][i].continues and bool(rows[0][i].text.strip())
    taken = {role_of(other) for other in mapped}
    at = next((n for n, other in enumerate(mapped) if role_of(other) == "action"), 0)
    others = [] if m.sure or not role else likely(role, seen, taken, left=i < at, few=bool(few))
    return ColumnAccount(m.heading, role, m.sure, m.reason, fitting(role, seen), seen.filled, few, merged, others)


def shown(text: str) -> str:
    """An example as the file shows it: without our marks for bold, italic and struck words."""
    return text.replace("~~", "").replace("*", "").strip()[:_LONGEST]


def role_of(mapped: Mapped) -> str:
    """The role of a column as hints name it."""
    field_ = mapped.field
    if field_.startswith("rating"):
        return "rating"
    if field_.startswith("extra:"):
        return "completed" if mapped.completed else "own"
    return {"ref": "number", "left-out": "leave-out"}.get(field_, field_.split(":")[0])
