"""What is looked over before a public edition is printed: names and initials that may have stayed, in groups."""

from __future__ import annotations

from collections.abc import Iterable

from actionplans.document.names.remaining import Remaining

#: The heading of each group, in this order.
_KINDS = {
    "name": "Words that may be a name",
    "initials": "Two or three capitals, which may be initials",
    "account": "Words that one of the board’s people may sign in with",
}


def by_kind(remaining: Iterable[Remaining]) -> list[tuple[str, list[Remaining]]]:
    """The groups that hold something, each with its heading and its words in order of the alphabet."""
    every = list(remaining)
    groups = [(heading, [one for one in every if one.kind == kind]) for kind, heading in _KINDS.items()]
    return [(heading, sorted(found, key=lambda one: one.words.casefold())) for heading, found in groups if found]
