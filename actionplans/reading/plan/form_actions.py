"""Labels of a form that begin another action, as the user showed: "Further step" below the first action and its lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actionplans.reading.files.blocks import Cell, Table

from .hints import Hints
from .meanings import meanings
from .sections import bare

AGAIN = "another-action"


def labels_of_actions(heads: Sequence[str], hints: Hints) -> list[int]:
    """The labels, as indices, that the user said begin another action."""
    return [i for i, role in hints.of_columns(heads).items() if role == AGAIN]


def with_further_actions(form: Table, hints: Hints) -> Table:
    """A form as a table, each value of such a label in a row of its own, as the action; what the form says of it below is in that
    row already where its labels are there a second time."""
    heads = [bare(cell.text) for cell in form.rows[0]]
    further = labels_of_actions(heads, hints)
    shown = hints.of_columns(heads)
    action = next((i for i, head in enumerate(heads) if shown.get(i, _field(head)) == "action"), None)
    if not further or action is None:
        return form
    rows = [list(row) for row in form.rows[1:]]
    out: list[list[Cell]] = [list(form.rows[0])]
    while rows:
        row = rows.pop(0)
        out.append(row)
        for i in further:
            if not row[i].text.strip():
                continue
            if not (rows and not rows[0][action].text.strip()):
                rows.insert(0, [_shared(cell, head) for cell, head in zip(row, heads, strict=True)])
            rows[0][action] = replace(row[i], continues=False)
            row[i] = replace(row[i], text="")
    return replace(form, rows=tuple(tuple(row) for row in out))


def _shared(cell: Cell, head: str) -> Cell:
    """What the rows of one form share goes on in the next."""
    return replace(cell, text="", continues=_field(head) in ("recommendation", "section"), date=None, tables=())


def _field(head: str) -> str:
    found = meanings(head)
    return found[0].field if found else ""
