"""Tags of the page of how a file is read."""

from __future__ import annotations

from django import template

from actionplans.importing.roles import COLUMN_WORDS
from actionplans.importing.shapes import Misfit

register = template.Library()


@register.simple_tag
def shown_before(misfit: Misfit | None, head: str, role: str) -> str:
    """What the column under a heading was shown to be in an earlier file that this one does not fit; empty where nothing was, or
    where it is the same now."""
    before = misfit.of_head(head) if misfit else ""
    return "" if before == COLUMN_WORDS.get(role, "").lower() else before
