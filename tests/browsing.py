"""Reading pages and forms as a browser does: the text that it shows, the values that it would submit."""

from __future__ import annotations

import html
import re

from django.urls import reverse
from django.utils.html import strip_tags

from tests.shown import shown


def text_of(response) -> str:
    """The text of a page, without markup."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", shown(response), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def url(name: str, plan, *args, **query) -> str:
    address = reverse(name, args=[plan.board.slug, plan.slug, *args])
    return address + ("?" + "&".join(f"{k}={v}" for k, v in query.items()) if query else "")


def text(response) -> str:
    """The text of a page, without markup and superfluous white space."""
    return " ".join(strip_tags(shown(response).replace("<br>", " ")).split())


def form_of(client, plan, ref):
    """The values that a browser would submit if the opened row were saved unchanged."""
    page = client.get(url("actionplans:plan_page", plan), {"edit": ref})
    form = page.context["form"]
    data = {}
    for field in form:
        value = field.value()
        if value not in (None, False):
            data[field.html_name] = value
    return data


def filled_in(client, address):
    """The values that a browser would submit if the form were saved unchanged."""
    form = client.get(address).context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if hasattr(value, "_fields"):
            data |= {f"{bound.html_name}_{part}": getattr(value, part) for part in value._fields}
        elif value is True:
            data[bound.html_name] = "on"
        elif isinstance(value, list) or value not in (None, False):
            data[bound.html_name] = value
    return data


def opened(client, plan) -> dict[str, str]:
    """The values that a browser would submit for the unchanged form of the publish page."""
    form = client.get(url("actionplans:publish_page", plan)).context["form"]
    return {field.html_name: field.value() or "" for field in form}


def publish(client, plan, **changes):
    return client.post(url("actionplans:publish_page", plan), opened(client, plan) | changes, follow=True)
