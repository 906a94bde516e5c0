"""Tags of the page's frame."""

from __future__ import annotations

from typing import Any

from django import forms, template
from django.utils.safestring import SafeString

from boards.forms.bases import PlainForm
from boards.forms.summary import summary

register = template.Library()


@register.simple_tag
def error_summary(*candidates: Any) -> SafeString | str:
    """What is wrong in these forms, in a box that takes the focus; nothing when nothing is, or where there is no form."""
    return summary(*(form for form in candidates if isinstance(form, PlainForm) and isinstance(form, forms.BaseForm)))
