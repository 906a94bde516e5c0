"""The answers to requests that failed by no mistake of the user (``boards.web.failures``): a sentence, and what was typed,
instead of a page that says that something broke."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.web.failures import BUSY, FULL, READ_ON, Unavailable, is_busy, is_full
from boards.web.not_saved import not_saved

log = logging.getLogger(__name__)


def answer_to(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The answer to a request that failed so; None where it failed otherwise."""
    if is_busy(error):
        log.warning("%s %s was not answered: the database was busy.", request.method, request.path)
        why = BUSY
    elif is_full(error):
        log.error("%s %s was not answered: the disk is full.", request.method, request.path)
        why = f"{FULL}. {READ_ON}"
    elif isinstance(error, Unavailable):
        why = str(error)
    else:
        return None
    if request.method == "POST":
        return not_saved(request, status=503, why=why)
    return render(request, "503.html", {"why": why}, status=503)


class FailuresMiddleware:
    """Middleware: answers requests whose view failed in one of these ways. What fails in other middleware is answered by
    ``boards.views.errors.server_error``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_to(request, error)
