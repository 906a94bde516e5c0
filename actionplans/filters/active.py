"""What both filters show of themselves: each filter in use, with a link that removes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ActiveFilter:
    """A filter in use: its label, and the query string without it."""

    label: str
    rest: str
