"""Template tags for forms into which people type text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from boards.forms.facts import all_forms, facts, take_up
from boards.models import Draft
from boards.web.typed_text import FACTS, TextInput

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_text(
    context: template.Context,
    *forms: Any,
    title: str = "",
    back: str = "",
    place: str = "",
    draft: bool = True,
    more: Iterable[TextInput] = (),
) -> SafeString | str:
    """The hidden field by which text typed into this form outlives it (``boards.web.typed_text``), and what its user typed
    into it before and has not saved: that is put into the form, with a line that says so. Comes before the fields.

    ``forms`` are the Django forms that it is made of, also lists and mappings of them. ``title`` says what is being written,
    by default the title of the page; ``back`` is where Cancel leads; ``place`` is the address that the form is submitted to,
    by default that of the page. With ``draft=False`` its text is given back but not kept. ``more`` describes inputs of no
    Django form."""
    request = context["request"]
    if not request.user.is_authenticated:
        return ""
    pieces = list(all_forms(forms))
    about = facts(
        pieces,
        user=request.user,
        board=context.get("board"),
        place=(place or context.get("draft_place") or request.path) if draft else "",
        page=request.get_full_path(),
        title=" ".join(str(title or context.get("title", "")).split()),
        back=str(back or context.get("cancel") or ""),
        more=more,
    )
    if not draft:
        return format_html('<input type="hidden" name="{}" value="{}">', FACTS, about.signed())
    hidden = format_html(
        '<input type="hidden" name="{}" value="{}" data-draft="{}">',
        FACTS,
        about.signed(),
        reverse("boards:draft_keep"),
    )
    taken = take_up(pieces, Draft.objects.of_form(request.user, about.place)) if about.inputs else []
    context["draft_is_taken_up"] = bool(taken)
    return hidden + _line(taken) if taken else hidden


def _line(taken: list[Draft]) -> SafeString:
    latest = max(draft.saved_at for draft in taken)
    return render_to_string("boards/drafts/_taken_up.html", {"saved_at": latest, "drafts": taken})


@register.inclusion_tag("boards/drafts/_cancel.html", takes_context=True)
def cancel(context: template.Context, *, in_row: bool = False) -> dict[str, bool]:
    """The button that leaves a form: what was typed into it is kept as a draft (``boards.web.drafts``); and one that discards
    the draft, where the form holds one. ``in_row`` is whether the form is a row of the plan's table."""
    return {"in_row": in_row, "taken_up": bool(context.get("draft_is_taken_up"))}


@register.inclusion_tag("boards/drafts/_waiting.html", takes_context=True)
def kept_drafts(context: template.Context) -> dict[str, int]:
    """A line with a link to the user's drafts; empty where there are none."""
    return {"drafts": Draft.objects.visible_to(context["request"].user).values("place").distinct().count()}
