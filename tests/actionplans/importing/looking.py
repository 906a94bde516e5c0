"""The page of how a file is read, as a test looks at it: its address, its words, and what its form would send."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
from django.urls import reverse

from actionplans.models import Import

ADD = "/boards/fenmarsh/imports/new/"


def address(upload: Import, name: str = "import_reading") -> str:
    return reverse(f"actionplans:{name}", args=[upload.board.slug, upload.uid])


def words(answer: Any) -> str:
    """The words of a page, spaces made one."""
    text = lxml.html.fromstring(answer.content).find(".//main").text_content()
    return re.sub(r"\s+([.,:])", r"\1", " ".join(text.split()))


def values(answer: Any) -> dict[str, str]:
    """What the form of the page would send."""
    page = lxml.html.fromstring(answer.content)
    form = next(form for form in page.forms if "seen" in form.fields)
    return dict(form.form_values())
