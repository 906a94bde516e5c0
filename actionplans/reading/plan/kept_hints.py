"""Whether hints that were kept of an earlier file hold for this one, which is never half: all that was shown is there, or what
is gone is named.

A table is that of a hint if its headings are the same, or at least half of them; a column that is new in it is no misfit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .account import Account, TableAccount
from .hints import APART, Hints, LineHint, TableHint, shape_of

#: A table with at least this share of the headings is taken for a later form of it.
_ALIKE = 0.5


@dataclass(frozen=True)
class Fit:
    """How kept hints fit a file: the ``hints`` that hold, with the headings that the file has; the headings or looks that are
    ``gone`` from it, or there twice; and the headings that are ``new``."""

    hints: Hints
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not self.gone


def fit(kept: Hints, account: Account) -> Fit | None:
    """How hints fit the file of this account; None where the file is of another shape altogether."""
    tables: list[TableHint] = []
    gone: list[str] = []
    new: list[str] = []
    for hint in kept.tables:
        table = _like(hint, account.tables)
        if table is None:
            if hint.table not in APART:  # what was left out and is not there is no loss
                gone.append(hint.sheet or " | ".join(filter(None, hint.heads)))
            continue
        fitted, missing, added = _fitted(hint, table.heads)
        tables.append(fitted)
        gone += missing
        new += added
    lines, missing = _lines(kept.lines, account)
    if not any(hint.table not in APART for hint in tables) and (
        kept.tables and not all(hint.table in APART for hint in kept.tables) or missing
    ):
        return None
    if not kept.tables and any(table.role in ("plan", "closed") for table in account.tables):
        return None
    return Fit(Hints(tuple(tables), lines), (*gone, *missing), tuple(new))


def first_that_fits(kept: Iterable[tuple[int, Hints]], account: Account) -> tuple[int, Hints] | None:
    """The first of several hints, each with its key, that fit the file wholly."""
    for key, hints in kept:
        found = fit(hints, account)
        if found is not None and found.is_whole:
            return key, found.hints
    return None


def _like(hint: TableHint, tables: Sequence[TableAccount]) -> TableAccount | None:
    """The table that a hint is of, or of which it is an earlier form: on its sheet, if it is of one."""
    wanted = shape_of(hint.heads)
    best, most = None, 0.0
    for table in tables:
        shape = table.shape
        if hint.sheet and table.sheet != hint.sheet:
            continue
        if shape == wanted:
            return table
        named = {head for head in wanted if head}
        share = len(named & set(shape)) / len(named) if named else 0.0
        if share >= _ALIKE and share > most:
            best, most = table, share
    return best


def _fitted(hint: TableHint, heads: Sequence[str]) -> tuple[TableHint, list[str], list[str]]:
    """A hint for a table with these headings, the headings with a role that it lacks or has twice, and those that are new."""
    wanted, shape = shape_of(hint.heads), shape_of(heads)
    if wanted == shape:
        return replace(hint, heads=tuple(heads)), [], []
    columns = [""] * len(heads)
    missing: list[str] = []
    for head, plain_head, role in zip(hint.heads, wanted, (*hint.columns, *("",) * len(hint.heads)), strict=False):
        if not role:
            continue
        if shape.count(plain_head) == 1 and wanted.count(plain_head) == 1:
            columns[shape.index(plain_head)] = role
        else:
            missing.append(head)
    new = [head for head, plain_head in zip(heads, shape, strict=True) if plain_head and plain_head not in wanted]
    return replace(hint, heads=tuple(heads), columns=tuple(columns)), missing, new


def _lines(kept: Sequence[LineHint], account: Account) -> tuple[tuple[LineHint, ...], list[str]]:
    looks = {line.look for line in account.lines}
    kept = [hint for hint in kept if not hint.words or hint.look in looks]  # an exception that is not there is no loss
    return tuple(hint for hint in kept if hint.look in looks), [h.look for h in kept if h.look not in looks]


def is_same_shape(one: Hints, other: Hints) -> bool:
    """Whether two hints are of files of one shape: they speak of the same table, or, where neither speaks of a table of the plan,
    of lines of the same look."""
    if _shapes(one) or _shapes(other):
        return any(a == b and (not on or not at or on == at) for a, on in _shapes(one) for b, at in _shapes(other))
    return bool({hint.look for hint in one.lines} & {hint.look for hint in other.lines})


def _shapes(hints: Hints) -> set[tuple[tuple[str, ...], str]]:
    """The shapes of the tables of a plan, each with its sheet where that was said."""
    return {(shape_of(hint.heads), hint.sheet) for hint in hints.tables if hint.table not in APART}
