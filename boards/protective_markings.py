"""Protective markings (Government Security Classifications): their order, and the highest of several. No models."""

from __future__ import annotations

from collections.abc import Iterable

#: From the lowest to the highest. All that a board writes is OFFICIAL; some of it asks for more care.
ORDER = ("OFFICIAL", "OFFICIAL-SENSITIVE")
SENSITIVE = ORDER[-1]


def highest(markings: Iterable[str]) -> str:
    """The marking of what holds all of these: the highest of them; empty where none is marked. One that we do not know, from
    a document that came from elsewhere, counts for more than ours."""
    return max((marking for marking in markings if marking), key=_rank, default="")


def is_lowered(before: str, after: str) -> bool:
    """Whether what was marked asks for less care than before."""
    return _rank(after) < _rank(before)


def _rank(marking: str) -> int:
    return ORDER.index(marking) if marking in ORDER else len(ORDER) if marking else -1
