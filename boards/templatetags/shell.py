"""Template tags and filters of the frame of every page: error summary, times of day, panels of other apps."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.base import Message
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

from boards.clock import clock_words
from boards.extensions.panels import Panel, forbidden_hints, home_panels, not_found_hints
from boards.forms.bases import PlainForm
from boards.forms.summary import summary
from boards.models import User
from boards.web.helper import who_helps
from boards.web.messages import MessageButton, button_of

register = template.Library()


@register.simple_tag
def error_summary(*candidates: Any) -> SafeString | str:
    """The errors of these forms, in a box that takes the focus; empty where there are none, or no form."""
    return summary(*(form for form in candidates if isinstance(form, PlainForm) and isinstance(form, forms.BaseForm)))


@register.simple_tag(takes_context=True, name="who_helps")
def show_who_helps(context: template.Context, email: str = "") -> str:
    """Whom the reader of the page asks for help (``boards.web.helper``); in a mail, the person with this address."""
    reader = User.objects.filter(email__iexact=email).first() if email else context.get("user")
    return who_helps(reader or AnonymousUser())


@register.simple_tag
def message_button(message: Message) -> MessageButton | None:
    """The button beside a message, if it has one."""
    return button_of(message)


@register.simple_tag(takes_context=True, name="home_panels")
def show_home_panels(context: template.Context) -> SafeString:
    """The sections that apps add to the side column of a board's home page."""
    return _rendered(home_panels, context)


@register.simple_tag(takes_context=True, name="forbidden_hints")
def show_forbidden_hints(context: template.Context) -> SafeString:
    """The sentences that apps add to the page for what is not open to the user."""
    return _rendered(forbidden_hints, context)


@register.simple_tag(takes_context=True, name="not_found_hints")
def show_not_found_hints(context: template.Context) -> SafeString:
    """The sentences that apps add to the page for an unknown address."""
    return _rendered(not_found_hints, context)


def _rendered(panels: Iterable[Panel], context: template.Context) -> SafeString:
    """Panels as HTML, each rendered in the context of the page as ``{% include %}`` would."""
    engine, request = context.template.engine, context["request"]
    rendered = []
    for panel in panels:
        own = panel.context(request)
        if own is not None:
            with context.push(**own):
                rendered.append(engine.get_template(panel.template).render(context))
    return mark_safe("".join(rendered))  # noqa: S308 - templates have escaped what is in them


@register.filter
def clock(when: datetime.datetime | datetime.time | None) -> str:
    """A time of day in words (``boards.clock``); Django's own formats print “10 a.m.”. Empty without one."""
    return "" if when is None else clock_words(when)


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute: the page's escaping makes it safe there, and the page needs no inline script."""
    return json.dumps(value, cls=DjangoJSONEncoder)
