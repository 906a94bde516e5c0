"""Template filters of plans: items by key, light marks, dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from actionplans.document.dates import day_words, short_words
from actionplans.document.wording import in_a_line, the_name
from actionplans.pages.readers import readers_words
from boards.light_marks import to_html

register = template.Library()


@register.filter
def get(container: Mapping | Sequence, key: Any) -> Any:
    """An item by its key or place."""
    return container[key]


@register.simple_tag(takes_context=True)
def readers_of(context: template.Context, thing: str) -> str:
    """“Only you and Graham Ashdown see this row.”: for what is hidden or internal. One query for a page."""
    request = context["request"]
    if not hasattr(request, "internal_readers"):
        request.internal_readers = readers_words(request.board, request.user)
    return f"Only {request.internal_readers} see this {thing}."


@register.filter
def marked(text: str):
    """Typed text with its light marks, as HTML."""
    return SafeString(to_html(text or ""))


@register.filter
def in_line(text: str) -> str:
    """The lines of a cell in one, with semicolons between."""
    return in_a_line(text)


@register.filter
def day(date: str, precision: str = "day") -> str:
    """“30 November 2026”, or what the precision allows of it."""
    return day_words(date, precision) if date else ""


@register.filter
def short_day(date: str, precision: str = "day") -> str:
    """“30.11.26”, as boards write it in notes."""
    return short_words(date, precision) if date else ""


@register.filter
def the(name: str) -> str:
    """“the Executive”."""
    return the_name(name)
