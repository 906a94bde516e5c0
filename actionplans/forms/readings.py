"""Forms of how a file is read: what its columns, tables and kinds of lines are, and which of them hold the plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.forms.base import GrowingForm
from actionplans.importing.roles import (
    COLUMN_WORDS,
    ONCE,
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
from actionplans.reading import Account, Hints
from actionplans.reading.plan.account import TableAccount
from actionplans.reading.plan.hints import COLUMN_ROLES, LineHint, TableHint, is_label

AS_READ = "As it is read now"
_AS_ABOVE = "As above"
#: Lines of a look can be read otherwise one by one, where there are at most so many.
ONE_BY_ONE = 12


class ReadingForm(GrowingForm):
    """What each column, table and kind of lines is. ``account`` is what they were taken for, ``hints`` what was shown of them
    before."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, hints: Hints, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.account, self.hints = account, hints
        for i, table in enumerate(account.tables):
            self._choose(f"t{i}", f"What it is: {table.place}", table_choices(table), table.role)
            self._add_columns(i, table)
        for i, line in enumerate(account.lines):
            self._choose(f"l{i}", line.look, line_choices(line.look), line.role)
            for n, text in enumerate(line.first) if 1 < line.lines <= ONE_BY_ONE and not is_label(line.look) else ():
                self._choose(line_name(i, n), text, line_choices(line.look), "", _AS_ABOVE)

    def _add_columns(self, i: int, table: TableAccount) -> None:
        choices = column_choices(table)
        for run in runs(table):
            if len(run) > 1:
                headings = ", ".join(table.columns[j].heading for j in run)
                self._choose(group_name(i, run[0]), headings, choices, "progress")
            for j in run:
                column = table.columns[j]
                label = column.heading or f"Column {j + 1}"
                known = column.role in COLUMN_ROLES or column.role in dict(choices)
                first = _AS_ABOVE if len(run) > 1 else "" if known else AS_READ
                self._choose(column_name(i, j), label, choices, "" if first else column.role, first)

    def _choose(self, name: str, label: str, choices: list[tuple[str, str]], role: str, first: str = "") -> None:
        if first:
            choices = [("", first), *choices]
        self.add(name, forms.ChoiceField(label=label, choices=choices, initial=role, required=not first))

    def roles(self, table: int) -> dict[int, str]:
        """What was chosen for each column of a table, by its index."""
        found = {}
        for run in runs(self.account.tables[table]):
            for j in run:
                group = self.cleaned_data.get(group_name(table, run[0]), "") if len(run) > 1 else ""
                found[j] = self.cleaned_data.get(column_name(table, j), "") or group
        return found

    def clean(self) -> dict[str, Any]:
        for i, table in enumerate(self.account.tables):
            roles = self.roles(i)
            was = Counter(column.role for column in table.columns)
            for role, times in Counter(roles.values()).items():
                if role in ONCE and times > max(was[role], 1):
                    self._refuse(i, [j for j, chosen in roles.items() if chosen == role], role)
        return dict(self.cleaned_data)

    def _refuse(self, table: int, columns: list[int], role: str) -> None:
        heads = [f"“{self[column_name(table, j)].label}”" for j in columns]
        both = "both" if len(heads) == 2 else "all"
        said = f"{', '.join(heads[:-1])} and {heads[-1]} are {both} the {COLUMN_WORDS[role].lower()}. Only one can be"
        for j in columns:
            self.add_error(column_name(table, j), ValidationError(said, code="twice"))

    def shown(self) -> Hints:
        """All that the user has shown of the file by now: what differs from how it was read, what the reading was not sure of,
        and what was shown before. Sheets with the same headings are asked about once."""
        tables: list[TableHint] = []
        for i, table in enumerate(self.account.tables):
            found = self._table(i, table)
            if found is None:
                continue
            same = next((n for n, hint in enumerate(tables) if hint.heads == found.heads and any(hint.columns)), None)
            if same is not None:
                columns = [a or b for a, b in zip(tables[same].columns, found.columns, strict=True)]
                tables[same] = replace(tables[same], columns=tuple(columns))
                found = replace(found, columns=())
            if found.table or any(found.columns):
                tables.append(found)
        lines = [hint for members in kinds(self.account.lines) for hint in self._kind(members)]
        return Hints(tuple(tables), tuple(lines))

    def _table(self, i: int, table: TableAccount) -> TableHint | None:
        heads, sheet = tuple(table.heads), table.sheet if is_sheets(self.account.tables) else ""
        before, known = self.hints.of_table(heads, sheet), self.hints.of_columns(heads)
        roles = self.roles(i)
        columns = [known.get(j, "") for j in range(len(heads))]
        for j, column in enumerate(table.columns):
            if role := roles.get(j, ""):
                columns[j] = role if role != column.role or columns[j] or not column.sure else ""
        for j, role in roles.items():  # two columns of numbers, or notes of several months, are known by each other
            columns[j] = columns[j] or (role if role in columns else "")
        chosen = self.cleaned_data[f"t{i}"]
        what = chosen if chosen != table.role or not table.sure or (before and before.table) else ""
        return TableHint(heads, tuple(columns), what, sheet if what else "") if what or any(columns) else None

    def _kind(self, members: list[int]) -> list[LineHint]:
        """What was shown of the lines of one look, whose exceptions are known by their words."""
        lines = [self.account.lines[i] for i in members]
        look = lines[0].look
        hinted = [hint for hint in self.hints.lines if hint.look == look]
        chosen = [self.cleaned_data[f"l{i}"] for i in members]
        moved = chosen[0] != lines[0].role or any(not hint.words for hint in hinted)
        found = [LineHint(look, chosen[0])] if moved or not lines[0].sure else []
        for i, line, role in zip(members, lines, chosen, strict=True):
            for n, text in enumerate(line.first):
                said = self.cleaned_data.get(line_name(i, n), "") or role
                swept = bool(found) and not found[0].words and said != chosen[0]
                alone = said != line.role and (line is not lines[0] or said != role)
                if swept or alone or any(hint.words == text for hint in hinted):
                    found.append(LineHint(look, said, text))
        return found


class WhereForm(GrowingForm):
    """Which tables and lists of a file hold its plan, where none was found."""

    ticked = forms.MultipleChoiceField(
        label="Where are the actions?",
        error_messages={"required": "Tick a table or a list, or choose another way below"},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, hints: Hints, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.account, self.hints = account, hints
        names = [f"t{i}" for i in range(len(account.tables))] + [f"l{i}" for i in range(len(account.lines))]
        self.fields["ticked"].choices = [(name, name) for name in names]

    def shown(self) -> Hints:
        """The hints that say so."""
        ticked = self.cleaned_data["ticked"]
        sheets = is_sheets(self.account.tables)
        tables = [
            replace(
                self.hints.of_table(t.heads) or TableHint(tuple(t.heads)), table="plan", sheet=t.sheet if sheets else ""
            )
            for i, t in enumerate(self.account.tables)
            if f"t{i}" in ticked
        ]
        looks = [line.look for i, line in enumerate(self.account.lines) if f"l{i}" in ticked]
        return Hints(tuple(tables), tuple(LineHint(look, "action") for look in dict.fromkeys(looks)))
