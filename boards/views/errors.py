"""Error pages: 400, 403, 404, 500 and a failed CSRF check."""

from __future__ import annotations

import sys

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from boards.web import failures
from boards.web.gate import everybody, not_saved
from boards.web.requests import SignedInRequest


def bad_request(request: SignedInRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: SignedInRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"why": str(exception)}, status=403)


def not_found(request: SignedInRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: SignedInRequest) -> HttpResponse:
    """Rendered without context processors: the cause of the error may be in one of them."""
    if answer := failures.answer_to(request, sys.exc_info()[1]):
        return answer
    return HttpResponse(render_to_string("500.html"), status=500)


@everybody
def csrf_failure(request: SignedInRequest, reason: str = "") -> HttpResponse:
    """A form with an old token: the page was open for too long, or another user has signed in in that browser since."""
    return not_saved(request, status=403)
