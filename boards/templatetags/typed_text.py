"""Template tag for forms into which people type text."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards.forms.facts import all_forms, facts
from boards.web.typed_text import FACTS, TextInput, digest

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_text(
    context: template.Context,
    *forms: Any,
    title: str = "",
    back: str = "",
    place: str = "",
    name: str = "",
    label: str = "",
    was: str = "",
) -> SafeString | str:
    """The hidden field by which text typed into this form is given back where it cannot be saved: ``forms`` are the Django
    forms that it is made of, also lists and mappings of them.

    ``title`` says what is being written, by default the title of the page; ``back`` is where Cancel leads; ``place`` is the
    address that the form is submitted to, by default that of the page. An input of no Django form is described by ``name``,
    ``label`` and ``was``, the text that it begins with."""
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    about = facts(
        all_forms(forms),
        user=request.user,
        board=context.get("board"),
        place=place or request.path,
        title=" ".join(str(title or context.get("title", "")).split()),
        back=back or context.get("cancel", ""),
        more=[TextInput(name, label, digest(was), (name,))] if name else [],
    )
    return format_html('<input type="hidden" name="{}" value="{}">', FACTS, about.signed())
