"""Template filters of versions."""

from __future__ import annotations

from django import template

from actionplans.document.wording import number_word
from actionplans.writing.parts import date_words

register = template.Library()


@register.filter
def written(date: str | None) -> str:
    """A date of the version table as it is printed, however precise it is: “12 October 2026”, “November 2026”."""
    return date_words(date)


@register.filter
def things(number: int) -> str:
    """“one thing is”, “two things are”."""
    return f"{number_word(number)} thing{' is' if number == 1 else 's are'}"
