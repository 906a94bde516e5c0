"""Access to views: finds the board among those the user may see, and checks the right that the view needs.

A view says which right it needs with ``@needs(Right.…)``; the gate refuses views of ours that say nothing, so that a new
page cannot be left open by forgetting. Another board's address answers 404, one's own board without the right 403.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.messages.storage import default_storage
from django.core.exceptions import BadRequest, ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from boards.access import Right, may
from boards.extensions.arguments import hand_over
from boards.models import Board, Membership
from boards.trail.write import flush_pending, forget_pending, log_refusal
from boards.web.kept_board import remember_board
from boards.web.not_saved import not_saved
from boards.web.transactions import met_another, reading, writing

View = Callable[..., HttpResponse]
#: Packages whose views have gates of their own. A view of any other, such as an app that is added to this project, must name
#: the right that it needs.
LIBRARIES = ("django.", "allauth.", "simple_history.")


def needs(right: Right, *, own_transaction: bool = False) -> Callable[[View], View]:
    """Let a view in only with this right. The view gets ``request.board`` and ``request.membership``; its ``board``
    argument becomes the Board, and other arguments the objects that ``boards.extensions.arguments`` finds for them.

    A GET runs in a transaction that only reads; anything else in one that is undone whole if the view raises, unless the
    view has ``own_transaction``."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, board: str, *args: Any, **kwargs: Any) -> HttpResponse:
            def attempt() -> HttpResponse:
                with _transaction(request, own_transaction):
                    found = enter(request, board)
                    remember_board(request)
                    if not may(request.user, right, found):
                        raise PermissionDenied(f"Your role in this board does not let you {right.value}.")
                    with reading():
                        handed = hand_over(request, found, kwargs)
                    return view(request, found, *args, **handed)

            try:
                answer = attempt() if own_transaction else _twice(request, attempt)
            except PermissionDenied as refusal:
                log_refusal(request, str(refusal))
                raise
            flush_pending(request)
            return answer

        guarded.right = right
        return guarded

    return decorate


AT_ONCE = "Another user changed the same at the same moment, twice."


def _twice(request: HttpRequest, attempt: Callable[[], HttpResponse]) -> HttpResponse:
    """Run a view; where it met another transaction, undo it and run it once more: it then finds what the other one saved, and
    says so beside its field. What an operation refuses and the view does not catch is answered with a sentence, and the
    user's texts."""
    try:
        try:
            return attempt()
        except DatabaseError as error:
            if not met_another(error):
                raise
        begin_again(request)
        try:
            return attempt()
        except DatabaseError as error:
            if not met_another(error):
                raise
            return not_saved(request, status=409, why=AT_ONCE)
    except ValidationError as error:
        if request.method != "POST":
            raise
        return not_saved(request, status=409, why=" ".join(error.messages))


def begin_again(request: HttpRequest) -> None:
    """Forget what the first attempt left on the request: messages, pending lines of the trail, files read to their end."""
    forget_pending(request)
    request._messages = default_storage(request)  # Django's own place for them
    for _, files in request.FILES.lists():
        for file in files:
            file.seek(0)


def _transaction(request: HttpRequest, own: bool) -> AbstractContextManager:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return reading()
    return nullcontext() if own else writing()


def enter(request: HttpRequest, slug: str) -> Board:
    """Set ``request.board`` and ``request.membership`` for the board of that address; 404 where the user is not a member today.
    One query for both."""
    memberships = Membership.objects.active().select_related("board", "person__agency")
    request.membership = get_object_or_404(memberships, user=request.user.pk, board__slug=slug)
    request.membership.user = request.user
    request.board = request.membership.board
    return request.board


def signed_in(view: View) -> View:
    """A page for all signed-in users, of no board; a POST runs in one transaction."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with _transaction(request, own=False):
            return view(request, *args, **kwargs)

    guarded.right = "signed in"
    return guarded


def everybody(view: View) -> View:
    """A page that anonymous users see too."""
    view = login_not_required(view)
    view.right = "everybody"
    return view


class SignInMiddleware(LoginRequiredMiddleware):
    """Middleware: redirects anonymous users to the sign-in page. Users who were signed out while writing get their text back."""

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponse:
        if request.resolver_match.url_name == "account_logout":
            return redirect("account_login")  # they are signed out already
        if request.method == "POST":
            return not_saved(request, status=401)
        return super().handle_no_permission(request, view_func)


def must_name_a_right(view: View) -> bool:
    """Whether this is a view of the project itself, which must name a right."""
    return not view.__module__.startswith(LIBRARIES)


class GateMiddleware:
    """Middleware: refuses a view of this project that names no right, and an address that no database can hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        if "\0" in request.path_info:
            raise Http404("There is no NUL in any of our addresses, and PostgreSQL cannot look for one.")
        if any("\0" in part for name, values in request.GET.lists() for part in (name, *values)):
            raise BadRequest("A NUL in what is asked for.")
        if must_name_a_right(view) and not hasattr(view, "right"):
            raise ImproperlyConfigured(
                f"{view.__module__}.{view.__name__} does not say who may see it (boards.web.gate)."
            )
