"""Template filters of the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from actionplans.document.wording import shorten

register = template.Library()

#: Characters up to which a text is shown in its line; longer ones are folded under their beginning.
BRIEF = 120


@register.filter
def of(by_key: Mapping[Any, Any], key: Any) -> Any:
    """The entry of that key, or None."""
    return by_key.get(key)


@register.filter
def brief(text: str) -> bool:
    """Whether a text is shown whole in its line."""
    return len(text) <= BRIEF and "\n" not in text


@register.filter
def begun(text: str) -> str:
    """The beginning of a text."""
    return shorten(text, BRIEF)
