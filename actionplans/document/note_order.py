"""The order of the notes of a row where the newest are first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def newest_first(notes: Iterable[T], date: Callable[[T], str | None]) -> list[T]:
    """The notes, the newest first. Notes without a date stay below the one that they were written after, in the order in which
    they were written, as in the cell of a file and on paper."""
    groups: list[list[T]] = []
    for note in notes:
        if date(note) or not groups:
            groups.append([note])
        else:
            groups[-1].append(note)
    groups.sort(key=lambda group: date(group[0]) or "")
    return [note for group in reversed(groups) for note in group]
