"""The list that every extension point is: apps add entries to it when they are ready, and pages iterate over it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class ExtensionList(Generic[Entry]):
    """Entries in the order in which apps added them, or by ``order`` where one is given.

    ``key(entry)`` says which entry it is: one that is added again takes the place of the former, so that an app may become
    ready twice in one process. ``order(entry)`` is compared by ``sorted``.
    """

    def __init__(
        self,
        *,
        key: Callable[[Entry], Hashable] = lambda entry: entry,
        order: Callable[[Entry], int] | None = None,
    ) -> None:
        self._key, self._order = key, order
        self._entries: dict[Hashable, Entry] = {}

    def add(self, *entries: Entry) -> None:
        """Add entries, or replace those of the same key."""
        for entry in entries:
            self._entries[self._key(entry)] = entry

    def __iter__(self) -> Iterator[Entry]:
        entries = list(self._entries.values())
        return iter(sorted(entries, key=self._order) if self._order else entries)

    def __len__(self) -> int:
        return len(self._entries)
