"""Protective markings (Government Security Classifications): their order, and the highest of several. No models."""

from __future__ import annotations

from collections.abc import Iterable

#: From the lowest to the highest. All that a board writes is OFFICIAL; some of it asks for more care.
ORDER = ("OFFICIAL", "OFFICIAL-SENSITIVE")
SENSITIVE = ORDER[-1]


def highest(markings: Iterable[str]) -> str:
    """The highest of these markings; empty where there is none. An unknown one, from an imported document, is higher than all
    known ones."""
    return max((marking for marking in markings if marking), key=_rank, default="")


def is_lowered(before: str, after: str) -> bool:
    """Whether the new marking is lower than the old one."""
    return _rank(after) < _rank(before)


def _rank(marking: str) -> int:
    return ORDER.index(marking) if marking in ORDER else len(ORDER) if marking else -1
