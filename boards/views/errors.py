"""Error pages: 400, 403, 404, 500 and a failed CSRF check. A form that is answered by one of them gets its text back."""

from __future__ import annotations

import sys

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from boards.web.failure_pages import answer_to
from boards.web.gate import everybody
from boards.web.kept_board import keep_board
from boards.web.not_saved import gone, not_saved
from boards.web.requests import SignedInRequest
from boards.web.typed_text import facts_of, typed_texts


def bad_request(request: SignedInRequest, exception: Exception) -> HttpResponse:
    keep_board(request)
    return render(request, "400.html", status=400)


def forbidden(request: SignedInRequest, exception: Exception) -> HttpResponse:
    keep_board(request)
    given_back = gone(request, status=403, why=str(exception))
    return given_back or render(request, "403.html", {"why": str(exception)}, status=403)


def not_found(request: SignedInRequest, exception: Exception) -> HttpResponse:
    # At an address that no view answers nothing has checked where the form came from: then it must be one of ours.
    is_ours = request.resolver_match is not None or facts_of(request) is not None
    given_back = gone(request, status=404) if is_ours else None
    if given_back:
        return given_back
    keep_board(request)
    return render(request, "404.html", status=404)


def server_error(request: SignedInRequest) -> HttpResponse:
    """Rendered without context processors: the cause of the error may be in one of them."""
    if answer := answer_to(request, sys.exc_info()[1]):
        return answer
    return HttpResponse(render_to_string("500.html", {"texts": typed_texts(request)}), status=500)


@everybody
def csrf_failure(request: SignedInRequest, reason: str = "") -> HttpResponse:
    """A form with an old token: the page was open for too long, or another user has signed in in that browser since."""
    return not_saved(request, status=403)
