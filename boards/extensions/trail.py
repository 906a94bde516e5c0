"""The tables of which the trail of a board is made. Their order counts: of lines of one moment, those of the table that was
added first come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from boards.trail.sources import TrailSource

trail_sources: ExtensionList[TrailSource] = ExtensionList(key=lambda source: (source.model, type(source).__name__))
