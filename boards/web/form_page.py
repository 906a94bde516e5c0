"""The page of a form: shown, and shown again with what is wrong with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    """The page with its form, status 422 where the form has errors.

    Templates that extend ``components/form_page.html`` take ``title``, ``caption`` (small, above the title), ``button``,
    and for the way out ``cancel`` (an address) and ``back`` (the words of the link above).
    """
    return render(request, template, {**context, "form": form}, status=422 if form and form.errors else 200)
