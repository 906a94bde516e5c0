"""What would follow from another choice, worked out before the user is asked: for each thing that a reading is not sure of the
counts of that reading and of the next likely ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from actionplans.document.counting import counts
from actionplans.document.tree import PlanDocument
from actionplans.reading.files.blocks import Blocks, Table

from .account import Account, ColumnAccount, LineAccount, TableAccount
from .hints import APART, Hints, TableHint
from .interpreting import interpret

#: With more doubts than these, or in a file of more letters, nothing is worked out: each choice costs a reading.
MOST_DOUBTS, MOST_LETTERS = 4, 120_000
#: So many choices are shown of each doubt, that which was taken among them.
MOST_CHOICES = 3


def work_out(account: Account, document: PlanDocument, blocks: Blocks, name: str, hints: Hints) -> None:
    """Fill ``then`` of each doubt of an account: for each choice its role and the counts of the plan that would be read.
    ``document`` and ``hints`` are those of the account."""
    doubts = [doubt for doubt in account.doubts if not isinstance(doubt, LineAccount)]
    if not doubts or len(doubts) > MOST_DOUBTS or _letters(blocks) > MOST_LETTERS:
        return
    now = counts(document)
    for doubt in doubts:
        doubt.then = [{"role": doubt.role, "counts": now}]
        for role in doubt.others[: MOST_CHOICES - 1]:
            other, _ = interpret(blocks, name, _chosen(hints, account, doubt, role))
            doubt.then.append({"role": role, "counts": counts(other)})


def _letters(blocks: Blocks) -> int:
    return sum(len(text) for text in _texts(blocks))


def _texts(blocks: Blocks) -> Iterator[str]:
    for block in blocks.blocks:
        if isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row)
        else:
            yield block.text


def _chosen(hints: Hints, account: Account, doubt: ColumnAccount | TableAccount, role: str) -> Hints:
    """The hints with another choice for one doubt."""
    if isinstance(doubt, TableAccount):
        known = hints.of_table(doubt.heads, doubt.sheet)
        chosen = replace(known or TableHint(tuple(doubt.heads)), table=role, sheet=doubt.sheet)
        return replace(hints, tables=(chosen, *(hint for hint in hints.tables if hint is not known)))
    table = next(t for t in account.tables if t.role not in APART and any(c is doubt for c in t.columns))
    return hints.with_role(table.heads, next(i for i, c in enumerate(table.columns) if c is doubt), role)
