"""The page that answers every form that could not be saved: why, what the user had typed, and where to go on."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from boards.extensions.meanwhile import Meanwhile, meanwhile
from boards.web.drafts import may_keep
from boards.web.typed_text import facts_of, typed_texts

NOT_THERE = "What it belongs to is not there any more, or it is not open to you any more."


def not_saved(
    request: HttpRequest, *, status: int, why: str = "", address: str = "", link: str = "Open the page again"
) -> HttpResponse:
    """Say that nothing was saved, and give back what the user had typed, each text with its label, to be copied.

    ``why`` is a sentence with the reason; ``address`` is where the user can go on, by default the page of the form."""
    facts = facts_of(request)
    context = {
        "texts": typed_texts(request),
        "what": facts.title if facts else "",
        "address": address or request.path,
        "link": link,
        "files": request.FILES,
        "why": why,
        "kept": may_keep(request),
    }
    return render(request, "not_saved.html", context, status=status)


def gone(request: HttpRequest, *, status: int, why: str = "") -> HttpResponse | None:
    """``not_saved`` for a form whose page is not there any more, or not open to the user; None where no text was typed.
    Apps say what became of it and where to go on (``boards.extensions.meanwhile``), unless the gate or the view said ``why``."""
    if not typed_texts(request):
        return None
    found = meanwhile(request) or Meanwhile(NOT_THERE, "/", "Go to home")
    return not_saved(request, status=status, why=why or found.said, address=found.address, link=found.link)


def overtaken(request: HttpRequest, said: str, where: str, *, link: str = "See how it is now") -> HttpResponse:
    """The answer to a form whose question was settled by another user meanwhile: ``said`` says so. A POST with text gives the
    text back; otherwise ``said`` is shown on the page at ``where``."""
    if typed_texts(request):
        return not_saved(request, status=409, why=said, address=where, link=link)
    messages.info(request, said)
    return redirect(where)
