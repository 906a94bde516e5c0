"""What the page of how a file is read shows: its tables with their columns, its kinds of lines, and what changed when it was read
again."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField

from actionplans.document.tree import PlanDocument
from actionplans.document.wording import count
from actionplans.importing import shown
from actionplans.importing.roles import COLUMN_WORDS, LINE_WORDS, PLAN, column_name, group_name, runs
from actionplans.models import Import
from actionplans.reading import Account
from actionplans.reading.plan import evidence
from actionplans.reading.plan.account import ColumnAccount, LineAccount, TableAccount
from actionplans.reading.plan.hints import shape_of

#: Rows and lines of the file that are shown of each table and look.
ROWS, LINES = 2, 2
#: Recommendations that are listed after reading again.
MOST = 40
#: Why a column was taken for what it is, in words.
_WHY = {
    evidence.HEADING: "Its heading says so",
    evidence.MERGED: "Each cell is merged over several actions",
    evidence.PROSE: "Sentences, left of what is to be done",
    evidence.ASKS: "Most cells say what is to be done",
    evidence.DATES: "Most cells are dates",
    evidence.NAMES: "Most cells are names, roles or agencies",
    evidence.NOTES: "Most cells are dated notes",
    evidence.PERIODS: "Months, quarters or agencies as headings. Each note keeps that of its column",
    evidence.REPEATED: "The same few words over several rows",
    evidence.SHOWN: "You said so",
    evidence.WORDS: "Most cells are one of a few words",
}
#: The order in which changes are looked for: the code of the count, its label, and whether fewer are better.
COUNTS = (
    ("loose", "Actions under no recommendation", True),
    ("recommendations", "Recommendations", False),
    ("actions", "Actions", False),
    ("leads", "Leads", False),
    ("deadlines", "Deadlines", False),
    ("ended", "Complete or closed", False),
    ("notes", "Progress notes", False),
    ("sections", "Sections", False),
    ("own", "Own columns", True),
    ("left_out", "Left out", True),
)


def mark_of(account: dict[str, Any]) -> str:
    """By which a form knows of which reading its page was."""
    return hashlib.sha256(json.dumps(account, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class ShownColumn:
    """A column, or several that are alike, as the page asks about it."""

    label: str
    headings: list[str]
    field: BoundField
    unsure: str  # why the reading is not sure; empty where it is
    why: str
    was: str  # what it was at first, where the user changed it
    cells: list[list[str]]  # by row
    each: list[BoundField] = dataclasses.field(default_factory=list)

    @property
    def errors(self) -> list[str]:
        return [str(error) for bound in (self.field, *self.each) for error in bound.errors]


@dataclass(frozen=True)
class ShownTable:
    """The tables of one shape as the page asks about them."""

    table: TableAccount
    field: BoundField
    columns: list[ShownColumn]
    empty: int  # columns without a heading or a cell

    @property
    def heads(self) -> list[str]:
        return [heading for column in self.columns for heading in column.headings]

    @property
    def more(self) -> int:
        return max(self.table.rows - len(self.table.first[:ROWS]), 0)

    @property
    def is_plan(self) -> bool:
        return self.table.role in PLAN

    @property
    def changed(self) -> int:
        return sum(bool(column.was) for column in self.columns)

    @property
    def rows(self) -> list[list[str]]:
        """The first rows as they are in the file."""
        return [[*row, *[""] * (len(self.table.columns) - len(row))] for row in self.table.first[:ROWS]]


@dataclass(frozen=True)
class ShownLine:
    """The lines of one look as the page asks about them."""

    line: LineAccount
    field: BoundField
    label: str
    was: str

    @property
    def first(self) -> list[str]:
        return self.line.first[:LINES]

    @property
    def more(self) -> int:
        return max(self.line.lines - len(self.first), 0)


def understood(upload: Import) -> dict[str, int]:
    """How many columns of the plan's tables are clear, and how many there are in all."""
    columns = [
        column
        for table in Account.from_json(upload.account).tables
        if table.role in PLAN
        for column in table.columns
        if column.role
    ]
    return {"clear": sum(column.sure for column in columns), "total": len(columns)}


def asks(upload: Import) -> bool:
    """Whether the user is asked how a file is to be read before what was read of it is checked: no plan was found, or a column
    was taken for the recommendation or the action by what its cells hold alone, or actions are under no recommendation and a
    column is not known."""
    if upload.state == Import.State.NOTHING:
        return True
    if upload.state != Import.State.REVIEW or not upload.account or upload.kept_id:
        return False
    unsure = {
        column.role
        for table in Account.from_json(upload.account).tables
        if table.role in PLAN
        for column in table.columns
        if column.role and not column.sure
    }
    return bool(unsure & {"recommendation", "action"}) or bool(unsure and shown.counts_of(upload)["loose"])


def page_context(upload: Import, form: BaseForm) -> dict[str, Any]:
    """The template context of the page. ``form`` is a ``forms.readings.ReadingForm``."""
    account = Account.from_json(upload.account)
    first = Account.from_json(upload.first["account"]) if upload.first else None
    tables = [_table(i, table, form, first) for i, table in enumerate(account.tables)]
    lines = [_line(i, line, form, first) for i, line in enumerate(account.lines)]
    columns = [column for table in tables if table.is_plan for column in table.columns]
    return {
        "tables": tables,
        "lines": lines,
        "columns": sum(len(column.headings) for column in columns),
        "unsure": [column for column in columns if column.unsure],
        "clear": sum(len(column.headings) for column in columns if not column.unsure),
        "now": shown.counts_of(upload),
        "mark": mark_of(upload.account),
        "wrong": list(_wrong(form)),
        "undone": upload.first.get("undone") if upload.first else None,
    } | (_changes(upload) if upload.first else {})


def _wrong(form: BaseForm) -> Iterator[tuple[str, str]]:
    """Each sentence that says what is wrong, once, with the first list that it is about."""
    said = set()
    for name, errors in form.errors.items():
        for error in errors:
            if error not in said:
                said.add(error)
                yield name, str(error)


def _table(i: int, table: TableAccount, form: BaseForm, first: Account | None) -> ShownTable:
    before = _same(table, first)
    columns = [_column(i, run, table, form, before) for run in runs(table)]
    listed = sum(len(column.headings) for column in columns)
    return ShownTable(table, form[f"t{i}"], columns, len(table.columns) - listed)


def _same(table: TableAccount, account: Account | None) -> TableAccount | None:
    """The table of an earlier reading that is this one."""
    heads = shape_of([column.heading for column in table.columns])
    others = account.tables if account else []
    return next((other for other in others if shape_of([c.heading for c in other.columns]) == heads), None)


def _column(
    i: int, run: tuple[int, ...], table: TableAccount, form: BaseForm, before: TableAccount | None
) -> ShownColumn:
    columns = [table.columns[j] for j in run]
    column = columns[0]
    named = column_name(i, run[0]) if len(run) == 1 else group_name(i, run[0])
    was = before.columns[run[0]].role if before else column.role
    cells = [[row[j] if j < len(row) else "" for j in run] for row in table.first[:ROWS]]
    numbers = [str(j + 1) for j in run]
    return ShownColumn(
        label=f"Column {numbers[0]}" if len(run) == 1 else f"Columns {numbers[0]} to {numbers[-1]}",
        headings=[each.heading for each in columns],
        field=form[named],
        unsure=_doubt(column) if table.role in PLAN and not column.sure else "",
        why=_WHY.get(column.reason, "") if column.role else "",
        was=COLUMN_WORDS.get(was, "not read").lower() if was and was != column.role else "",
        cells=cells,
        each=[form[column_name(i, j)] for j in run] if len(run) > 1 else [],
    )


def _doubt(column: ColumnAccount) -> str:
    """Why the reading is not sure of a column, in a sentence."""
    known = "This heading is not known" if column.heading.strip() else "It has no heading"
    if column.reason in (evidence.HEADING, evidence.SHOWN):
        return f"{known}." if column.role in ("own", "") else "Its heading may mean something else."
    seen = _WHY[column.reason]
    return f"{known}, but {seen[0].lower()}{seen[1:]}."


def _line(i: int, line: LineAccount, form: BaseForm, first: Account | None) -> ShownLine:
    earlier = [other.role for other in first.lines if other.look == line.look] if first else []
    was = earlier[0] if earlier and line.role not in earlier else ""
    return ShownLine(line, form[f"l{i}"], look_words(line.look), LINE_WORDS.get(was, "").lower())


def look_words(look: str) -> str:
    """How lines look, in words: “Headings like this”, “Bold lines”."""
    words = look.split()
    if words and words[0] == "heading":
        return "Headings like this"
    kind = {"numbered": "numbered lines", "bullet": "lines with a bullet"}.get(words[0] if words else "", "lines")
    if "bold" in words:
        return f"Bold {kind}"
    return "Plain lines" if kind == "lines" else kind.capitalize()


# what changed -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """A count of the first reading and of the last."""

    code: str
    label: str
    first: int
    now: int
    fewer_is_better: bool

    @property
    def changed(self) -> bool:
        return self.first != self.now

    @property
    def is_loss(self) -> bool:
        return self.changed and (self.now > self.first) == self.fewer_is_better and self.code not in ("left_out", "own")


def _changes(upload: Import) -> dict[str, Any]:
    first, now = upload.first["counts"], shown.counts_of(upload)
    changes = [Change(code, label, first.get(code, 0), now[code], fewer) for code, label, fewer in COUNTS]
    losses = [
        change for change in changes if change.is_loss and first.get("actions", 0)
    ]  # else there was nothing to lose
    changed = losses + [change for change in changes if change.changed and change not in losses]
    recommendations = list(_stands(upload.document)) if upload.document_text else []
    return {
        "changes": sorted(changes, key=lambda change: not change.changed),
        "again": True,
        "title": _title(changed[0], now) if changed else "It reads as before",
        "sub": [_said(change) for change in changed[1:3]],
        "worse": bool(losses),
        "stands": recommendations[:MOST],
        "stands_more": max(len(recommendations) - MOST, 0),
        "is_first": upload.hints == upload.first["hints"],
    }


def _title(change: Change, now: dict[str, int]) -> str:
    """The largest change, as the title of the page."""
    actions = count(now["actions"], "action")
    if change.code in ("loose", "recommendations") and not change.is_loss and now["recommendations"]:
        stand = "stand" if now["actions"] != 1 else "stands"
        return f"{actions} now {stand} under {count(now['recommendations'], 'recommendation')}"
    if change.code == "loose":
        return f"{count(change.now, 'action')} now under no recommendation"
    return _said(change)


def _said(change: Change) -> str:
    label = change.label.lower()
    if not change.now:
        return f"No {label} now, {change.first} at first"
    return f"{change.now} {label} now, {change.first or 'none'} at first"


def _stands(document: PlanDocument) -> Iterator[dict[str, Any]]:
    """Each recommendation with how many actions it has, and how many of them have ended."""
    for _, recommendation in document.recommendations():
        ended = sum(action.status != "open" for action in recommendation.actions)
        yield {
            "number": recommendation.number,
            "text": recommendation.text or "Under no recommendation",
            "actions": count(len(recommendation.actions), "action") + (f", {ended} ended" if ended else ""),
        }


# nothing was found ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """A table or a list in which the plan may be."""

    name: str
    label: str
    where: str
    why: str
    heads: list[str]
    rows: list[list[str]]
    more: int
    weight: float


def candidates(account: Account) -> list[Candidate]:
    """What was seen in a file in which no plan was found, the likeliest first."""
    found = []
    for i, table in enumerate(account.tables):
        heads = [column.heading for column in table.columns]
        rows = [[*row, *[""] * (len(heads) - len(row))][: len(heads)] for row in table.first[:ROWS]]
        why = (
            "Looks like a key: short words, each with its meaning"
            if table.role == "key"
            else "No column has what is to be done under a heading that is known"
        )
        size = count(table.rows, "row") + (f" in {table.tables} tables" if table.tables > 1 else "")
        weight = _weight([cell for row in table.first for cell in row]) * (0.2 if table.role == "key" else 1)
        found.append(
            Candidate(
                f"t{i}", f"Table {i + 1}", f"{table.place}, {size}", why, heads, rows, table.rows - len(rows), weight
            )
        )
    for i, line in enumerate(account.lines):
        if line.lines > 1:
            why = "No lead or date was found in these lines"
            rows = [[text] for text in line.first[:ROWS]]
            weight = _weight(line.first) * (0.6 if line.look.startswith("numbered") else 0.1)
            found.append(
                Candidate(
                    f"l{i}",
                    look_words(line.look),
                    count(line.lines, "line"),
                    why,
                    [],
                    rows,
                    line.lines - len(rows),
                    weight,
                )
            )
    return sorted(found, key=lambda each: -each.weight)


def _weight(cells: list[str]) -> float:
    """How much cells look like actions: those of several words count."""
    return sum(len(cell.split()) >= 3 for cell in cells) / (len(cells) or 1) + 0.01
