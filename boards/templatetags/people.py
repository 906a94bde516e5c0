"""Tags of pages about people, which show what other apps add to them (``boards.extensions``)."""

from __future__ import annotations

from typing import Any

from django import template

from boards.extensions import people
from boards.extensions.errands import errands_for
from boards.models import Person

register = template.Library()


@register.inclusion_tag("boards/people/_errands.html", takes_context=True)
def people_errands(context: dict[str, Any], *, everything: bool = False) -> dict[str, Any]:
    """The user's tasks about people (``boards.extensions.errands``), a paragraph with a link each; empty where there are none."""
    board = context["board"]
    return {"board": board, "errands": errands_for(context["user"], board, everything=everything)}


@register.inclusion_tag("boards/people/_person_links.html", takes_context=True)
def person_links(context: dict[str, Any], person: Person | None, page: str) -> dict[str, Any]:
    """The links of other apps about this person, for the page “access” or “details” (``boards.extensions.people.Shown``)."""
    if person is None or person.pk is None:
        return {"links": []}
    shown = people.Shown[page.upper()]
    return {"links": people.links_about(person.pk, user=context["user"], board=context["board"], shown=shown)}


@register.simple_tag(takes_context=True)
def people_tools(context: dict[str, Any]) -> list[tuple[people.PeopleTool, str]]:
    """The links of other apps beside the list of people, each with its address."""
    return people.tools_for(context["user"], context["board"])
