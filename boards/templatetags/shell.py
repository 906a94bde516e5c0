"""Tags of the page's frame."""

from __future__ import annotations

import datetime
import json
from typing import Any

from django import forms, template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.safestring import SafeString

from boards.forms.bases import PlainForm
from boards.forms.summary import summary

register = template.Library()


@register.simple_tag
def error_summary(*candidates: Any) -> SafeString | str:
    """What is wrong in these forms, in a box that takes the focus; nothing when nothing is, or where there is no form."""
    return summary(*(form for form in candidates if isinstance(form, PlainForm) and isinstance(form, forms.BaseForm)))


@register.filter
def clock(when: datetime.datetime | datetime.time | None) -> str:
    """A time of day as people write it: “10am”, “2:30pm”; noon and midnight are 12pm and 12am. Django's own formats
    print “10 a.m.”. Moments are told in the time of the site."""
    if when is None:
        return ""
    if isinstance(when, datetime.datetime) and timezone.is_aware(when):
        when = timezone.localtime(when)
    minutes = f":{when.minute:02}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"


@register.filter
def as_json(value: Any) -> str:
    """For a data attribute: the page's escaping makes it safe there, and no script has to stand in the page."""
    return json.dumps(value, cls=DjangoJSONEncoder)
