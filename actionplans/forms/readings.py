"""Forms of how a file is read: what its columns, tables and kinds of lines are, and which of them hold the plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from actionplans.forms.base import GrowingForm
from actionplans.importing.roles import COLUMN_WORDS, LINE_WORDS, ONCE, TABLE_WORDS, column_name, group_name, runs
from actionplans.reading import Account, Hints
from actionplans.reading.plan.account import TableAccount
from actionplans.reading.plan.hints import COLUMN_ROLES, LINE_ROLES, TABLE_ROLES, LineHint, TableHint

AS_READ = "As it is read now"
_AS_ABOVE = "As above"


class ReadingForm(GrowingForm):
    """What each column, table and kind of lines is. ``account`` is what they were taken for, ``hints`` what was shown of them
    before."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, hints: Hints, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.account, self.hints = account, hints
        for i, table in enumerate(account.tables):
            self._choose(f"t{i}", f"What it is: {table.place}", TABLE_ROLES, TABLE_WORDS, table.role)
            for run in runs(table):
                if len(run) > 1:
                    headings = ", ".join(table.columns[j].heading for j in run)
                    self._choose(group_name(i, run[0]), headings, COLUMN_ROLES, COLUMN_WORDS, "progress")
                for j in run:
                    column = table.columns[j]
                    label = column.heading or f"Column {j + 1}"
                    first = _AS_ABOVE if len(run) > 1 else "" if column.role in COLUMN_ROLES else AS_READ
                    role = "" if first else column.role
                    self._choose(column_name(i, j), label, COLUMN_ROLES, COLUMN_WORDS, role, first)
        for i, line in enumerate(account.lines):
            self._choose(f"l{i}", line.look, LINE_ROLES, LINE_WORDS, line.role)

    def _choose(
        self, name: str, label: str, roles: tuple[str, ...], words: dict[str, str], role: str, first: str = ""
    ) -> None:
        choices = [(code, words[code]) for code in roles]
        if first:
            choices.insert(0, ("", first))
        field = forms.ChoiceField(label=label, choices=choices, initial=role, required=not first)
        self.add(name, field)

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
        and what was shown before."""
        tables: list[TableHint] = []
        lines: list[LineHint] = []
        for i, table in enumerate(self.account.tables):
            if found := self._table(i, table):
                tables.append(found)
        before = {line.look: line.role for line in self.hints.lines}
        for i, account in enumerate(self.account.lines):
            role = self.cleaned_data[f"l{i}"]
            if (role != account.role or account.look in before) and not any(
                each.look == account.look for each in lines
            ):
                lines.append(LineHint(account.look, role))
        return Hints(tuple(tables), tuple(lines))

    def _table(self, i: int, table: TableAccount) -> TableHint | None:
        heads = tuple(column.heading for column in table.columns)
        before = self.hints.of_table(heads)
        roles = self.roles(i)
        columns = list(before.columns if before else ()) + [""] * len(heads)
        for j, column in enumerate(table.columns):
            if role := roles.get(j, ""):
                columns[j] = role if role != column.role or columns[j] or not column.sure else ""
        for j, role in roles.items():  # two columns of numbers, or notes of several months, are known by each other
            columns[j] = columns[j] or (role if role in columns else "")
        chosen = self.cleaned_data[f"t{i}"]
        what = chosen if chosen != table.role or (before and before.table) else ""
        columns = columns[: len(heads)]
        return TableHint(heads, tuple(columns), what) if what or any(columns) else None


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
        heads = [tuple(c.heading for c in t.columns) for i, t in enumerate(self.account.tables) if f"t{i}" in ticked]
        looks = [line.look for i, line in enumerate(self.account.lines) if f"l{i}" in ticked]
        tables = [replace(self.hints.of_table(each) or TableHint(each), table="plan") for each in heads]
        return Hints(tuple(tables), tuple(LineHint(look, "action") for look in dict.fromkeys(looks)))
