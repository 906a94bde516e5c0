"""What the page of how a file is read shows: its tables and sheets with their columns, its forms with their labels, its kinds of
lines, and what changed when it was read again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField

from actionplans.document.wording import count, plural
from actionplans.importing import reading_words as words
from actionplans.importing import shown
from actionplans.importing.reading_again import changes
from actionplans.importing.roles import (
    COLUMN_WORDS,
    LINE_WORDS,
    PLAN,
    TABLE_WORDS,
    column_choices,
    column_name,
    group_name,
    is_sheets,
    kinds,
    line_choices,
    line_name,
    runs,
    table_choices,
)
from actionplans.models import Import
from actionplans.persistence.leads import BoardNames
from actionplans.reading import Account
from actionplans.reading.plan.account import LineAccount, TableAccount
from actionplans.reading.plan.hints import is_across, is_label

#: Rows and lines of the file that are shown of each table and look, and the columns of a sheet.
ROWS, LINES, SHEET_COLUMNS = 2, 2, 4
#: With more kinds of lines than these the clear ones are folded.
MOST_KINDS = 12


def mark_of(account: dict[str, Any]) -> str:
    """By which a form knows of which reading its page was."""
    return hashlib.sha256(json.dumps(account, sort_keys=True).encode()).hexdigest()[:16]


def mark_of_review(upload: Import) -> str:
    """By which the form of a review knows what was read, and under which columns: its fields are named by places in that."""
    return mark_of({"account": upload.account, "columns": upload.decided("columns")})


@dataclass(frozen=True)
class ShownColumn:
    """A column or a label, or several that are alike, as the page asks about it."""

    label: str
    headings: list[str]
    field: BoundField
    unsure: str  # why the reading is not sure; empty where it is
    why: str
    now: str  # what it is, in words
    was: str  # what it was at first, where the user changed it
    cells: list[list[str]]  # by row
    merged: bool = False  # the first two rows are one cell
    then: Sequence[words.Follow] = ()
    each: Sequence[BoundField] = ()

    @property
    def described(self) -> str:
        """The ids of what describes its list."""
        return f"{self.field.name}-q {self.field.name}-r" if self.unsure else f"{self.field.name}-r"

    @property
    def errors(self) -> list[str]:
        return [str(error) for bound in (self.field, *self.each) for error in bound.errors]

    @property
    def name(self) -> str:
        return ", ".join(filter(None, self.headings)) or self.label


@dataclass(frozen=True)
class ShownTable:
    """The tables of one shape as the page asks about them."""

    table: TableAccount
    field: BoundField
    columns: list[ShownColumn]
    empty: int  # columns without a heading or a cell
    unsure: str
    why: str
    was: str
    then: list[words.Follow]

    @property
    def described(self) -> str:
        """The ids of what describes its list."""
        return f"{self.field.name}-q {self.field.name}-r" if self.unsure else f"{self.field.name}-r"

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

    # of a sheet

    @property
    def few_heads(self) -> list[str]:
        return self.table.heads[:SHEET_COLUMNS]

    @property
    def few_rows(self) -> list[list[str]]:
        return [row[:SHEET_COLUMNS] for row in self.rows]

    @property
    def rest(self) -> str:
        """What of a sheet is not shown, in words."""
        columns = len(self.table.columns) - len(self.few_heads)
        said = [f"{count(columns, 'more column')}"] * (columns > 0) + [f"{count(self.more, 'more row')}"] * (
            self.more > 0
        )
        return " and ".join(said)

    @property
    def asked(self) -> bool:
        """Whether one of its columns needs the user."""
        return any(column.unsure or column.errors for column in self.columns)

    @property
    def comes(self) -> str:
        """What comes of it, in a sentence."""
        table = self.table
        if self.is_plan:
            return f"{count(table.actions, 'action')} under {count(table.recommendations, 'recommendation')}."
        return _COMES[table.role]

    @property
    def second_form(self) -> str:
        return "Form 2" if self.table.tables > 1 else "Its second action"


_COMES = {
    "another": "Not in this plan. It is imported by itself.",
    "key": "Its words explain ratings and initials.",
    "introduction": "Its words are kept at the beginning of the plan.",
    "leave-out": "Not imported.",
}


@dataclass(frozen=True)
class ShownLine:
    """Lines of one look as the page asks about them, which were taken for the same."""

    line: LineAccount
    field: BoundField
    why: str
    was: str
    unsure: str
    then: list[words.Follow]
    each: list[BoundField]

    @property
    def described(self) -> str:
        """The ids of what describes its list."""
        return f"{self.field.name}-q {self.field.name}-r" if self.unsure else f"{self.field.name}-r"

    @property
    def first(self) -> list[str]:
        return self.line.first[:LINES]

    @property
    def more(self) -> int:
        return max(self.line.lines - len(self.first), 0)


@dataclass(frozen=True)
class ShownKind:
    """All lines of one look: what most of them are, and the exceptions."""

    label: str
    main: ShownLine
    exceptions: list[ShownLine]

    @property
    def across(self) -> bool:
        """Whether they are rows that span a table."""
        return is_across(self.main.line.look)

    @property
    def lines(self) -> int:
        return sum(shown.line.lines for shown in (self.main, *self.exceptions))

    @property
    def unsure(self) -> bool:
        return any(shown.unsure for shown in (self.main, *self.exceptions))


def understood(upload: Import) -> dict[str, Any]:
    """How many columns of the plan's tables are clear, how many there are in all, and where another plan is. A column that
    several tables have, as those of a table that goes on on the next page, is one."""
    account = Account.from_json(upload.account)
    tables = [table for table in account.tables if table.role in PLAN]
    sure: dict[str, bool] = {}
    for column in (column for table in tables for column in table.columns if column.role):
        name = column.heading.casefold()
        sure[name] = sure.get(name, True) and column.sure
    others = [table.sheet or table.place for table in account.tables if table.role == "another"]
    return {
        "clear": sum(sure.values()),
        "total": len(sure),
        "unknown": len(sure) - sum(sure.values()),
        "others": others,
    }


def asks(upload: Import) -> bool:
    """Whether the user is asked how a file is to be read before what was read of it is checked: no plan was found, or a column
    was taken for the recommendation or the action by what its cells hold alone, or a sheet may be something else, or actions are
    under no recommendation and a column is not known."""
    if upload.state == Import.State.NOTHING:
        return True
    if upload.state != Import.State.REVIEW or not upload.account or upload.kept_id:
        return False
    tables = [table for table in Account.from_json(upload.account).tables if table.role in PLAN]
    unsure = {column.role for table in tables for column in table.columns if column.role and not column.sure}
    if unsure & {"recommendation", "action"} or not all(table.sure for table in tables):
        return True
    return bool(unsure and shown.counts_of(upload)["loose"])


def page_context(upload: Import, form: BaseForm) -> dict[str, Any]:
    """The template context of the page. ``form`` is a ``forms.readings.ReadingForm``."""
    account = Account.from_json(upload.account)
    first = Account.from_json(upload.first["account"]) if upload.first else None
    known = _known(upload)
    tables = [_table(i, table, form, first, known) for i, table in enumerate(account.tables)]
    lines = [_kind(members, account, form, first, known) for members in kinds(account.lines)]
    columns = [column for table in tables if table.is_plan for column in table.columns]
    unsure = [table for table in tables if table.unsure]
    asked = [
        *((table.field.name, f"“{table.table.sheet}”") for table in unsure),
        *((column.field.name, column.name) for column in columns if column.unsure),
        *((kind.main.field.name, kind.label.lower()) for kind in lines if kind.unsure),
    ]
    folded = [kind for kind in lines if not kind.unsure and not kind.across] if len(lines) > MOST_KINDS else []
    return {
        "tables": tables,
        "sheets": len({table.sheet for table in account.tables}) if is_sheets(account.tables) else 0,
        "outline": any(is_label(line.look) for line in account.lines) and not any(table.is_plan for table in tables),
        "across": [kind for kind in lines if kind.across],
        "lines": [kind for kind in lines if kind not in folded and not kind.across],
        "folded": folded,
        "page": list(_page(account.page)),
        "hides": account.hides,
        "empty_sheets": account.empty,
        "question": _question(account, tables),
        "what": "label" if any(table.table.kind == "form" for table in tables if table.is_plan) else "column",
        "asked": asked,
        "columns": sum(len(column.headings) for column in columns),
        "clear": sum(len(column.headings) for column in columns if not column.unsure),
        "chosen": [column for column in columns if column.was],
        "others": [table for table in tables if table.table.role == "another"],
        "now": shown.counts_of(upload),
        "mark": mark_of(upload.account),
        "wrong": list(_wrong(form)),
        "undone": upload.first.get("undone") if upload.first else None,
    } | (changes(upload) if upload.first else {})


def _question(account: Account, tables: Sequence[ShownTable]) -> str:
    """The title of the page, by what there is in the file."""
    if is_sheets(account.tables):
        return "Which sheets hold the plan?"
    plans = [table for table in tables if table.is_plan]
    if not plans and any(is_label(line.look) for line in account.lines):
        return "What are these lines?"
    if len(tables) == len(plans) == 1:
        columns = sum(len(column.headings) for column in plans[0].columns)
        what = "label" if plans[0].table.kind == "form" else "column"
        return f"What {plural(columns, 'is this', 'are these')} {count(columns, what)}?"
    return "How is this file to be read?"


def _known(upload: Import) -> words.Known:
    """How many of the leads the board knows; the database is asked only where there is one."""
    if not upload.document_text:
        return words.Known()
    names = {lead.name for _, _, action in upload.document.actions() for lead in action.leads}
    numbers = shown.counts_of(upload)
    known = 0
    if names:
        board = BoardNames.of(upload.board)
        links = [board.link(name) for name in names]
        known = sum(any(link.get(who) for who in ("person", "group", "agency")) for link in links)
    return words.Known(known, len(names), numbers["notes"], numbers["dated"])


def _wrong(form: BaseForm) -> Iterator[dict[str, str]]:
    """Each sentence that says what is wrong, once, with a link to the first list that it is about."""
    said = set()
    for name, errors in form.errors.items():
        for error in errors:
            if error not in said:
                said.add(error)
                yield {"href": f"#{name}", "message": str(error)}


def _table(i: int, table: TableAccount, form: BaseForm, first: Account | None, known: words.Known) -> ShownTable:
    before = (
        next((t for t in first.tables if (t.shape, t.sheet) == (table.shape, table.sheet)), None) if first else None
    )
    columns = [_column(i, run, table, form, before, known) for run in runs(table)]
    planned = first is not None and any(t.role in PLAN for t in first.tables)
    moved = before is not None and before.role != table.role and planned
    listed = sum(len(column.headings) for column in columns)
    return ShownTable(
        table,
        form[f"t{i}"],
        columns,
        len(table.columns) - listed,
        unsure="" if table.sure else words.doubt_of_table(table),
        why=words.WHY_TABLE.get(table.reason, ""),
        was=TABLE_WORDS[before.role].lower() if before and moved else "",
        then=words.follows_of_table(table, dict(table_choices(table))) if table.then else [],
    )


def _column(
    i: int, run: tuple[int, ...], table: TableAccount, form: BaseForm, before: TableAccount | None, known: words.Known
) -> ShownColumn:
    columns = [table.columns[j] for j in run]
    column, is_form = columns[0], table.kind == "form"
    named = column_name(i, run[0]) if len(run) == 1 else group_name(i, run[0])
    was = before.columns[run[0]].role if before else column.role
    cells = [[row[j] if j < len(row) else "" for j in run] for row in table.first[:ROWS]]
    what = "Label" if is_form else "Column"
    is_plan = table.role in PLAN
    return ShownColumn(
        label=f"{what} {run[0] + 1}" if len(run) == 1 else f"{what}s {run[0] + 1} to {run[-1] + 1}",
        headings=[each.heading for each in columns],
        field=form[named],
        unsure=words.doubt_of_column(column, form=is_form) if is_plan and not column.sure else "",
        why=words.why_column(column, table.rows, known, form=is_form) if is_plan else "",
        now=COLUMN_WORDS.get(column.role, "not read").lower(),
        was=COLUMN_WORDS.get(was, "not read").lower() if was and was != column.role else "",
        cells=cells,
        merged=column.merged and len(cells) == ROWS and not is_form,
        then=words.follows(column.then, dict(column_choices(table))) if is_plan else [],
        each=[form[column_name(i, j)] for j in run] if len(run) > 1 else [],
    )


def _kind(members: list[int], account: Account, form: BaseForm, first: Account | None, known: words.Known) -> ShownKind:
    found = [_line(i, account.lines[i], form, first, known) for i in members]
    return ShownKind(words.look_words(account.lines[members[0]].look, account.lines[members[0]]), found[0], found[1:])


def _line(i: int, line: LineAccount, form: BaseForm, first: Account | None, known: words.Known) -> ShownLine:
    earlier = [other.role for other in first.lines if other.look == line.look] if first else []
    was = earlier[0] if earlier and line.role not in earlier else ""
    each = [form[name] for n in range(len(line.first)) if (name := line_name(i, n)) in form.fields]
    return ShownLine(
        line,
        form[f"l{i}"],
        why=words.why_line(line, known),
        was=(LINE_WORDS | COLUMN_WORDS).get(was, "").lower(),
        unsure="" if line.sure else f"{words.WHY_LINE[line.reason]}.",
        then=[] if line.sure else words.follows_of_line(line, dict(line_choices(line.look))),
        each=each,
    )


def _page(lines: Sequence[Sequence[str]]) -> Iterator[dict[str, str]]:
    """The first lines of the file, each with what it is in words."""
    said = {**COLUMN_WORDS, **LINE_WORDS, "version": "Version", "leave-out": "Left out", "goes-on": "The same goes on"}
    numbers = {"recommendation": 0, "action": 0}
    for role, text in lines:
        label = said.get(role, "")
        if role in numbers:
            numbers[role] += 1
            label = f"{label} {numbers[role]}"
        yield {"code": role, "label": label, "text": text}
