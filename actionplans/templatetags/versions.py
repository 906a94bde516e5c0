"""Template filters of versions."""

from __future__ import annotations

from django import template

from actionplans.document.dates import short_words
from actionplans.document.wording import number_word

register = template.Library()

_PRECISIONS = {10: "day", 7: "month", 4: "year"}


@register.filter
def written(date: str | None) -> str:
    """A date of the version table, however precise it is: “12.10.26”, “November 2026”."""
    return short_words(date, _PRECISIONS.get(len(date), "none")) if date else ""


@register.filter
def things(number: int) -> str:
    """“one thing is”, “two things are”."""
    return f"{number_word(number)} thing{' is' if number == 1 else 's are'}"
