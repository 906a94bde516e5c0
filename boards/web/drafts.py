"""Middleware: what was typed into a form and not saved is kept as a draft of its author.

A form is left by its button “Cancel”, which submits it; or it is refused. In both cases its text becomes a draft, and where it
is saved the draft goes. Without a script that is all; with one, ``static/js/drafts.js`` keeps drafts while the user types.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from boards.history import forget
from boards.models import Draft, User
from boards.web.failures import is_busy, is_full
from boards.web.typed_text import FormFacts, facts_of, typed_texts

log = logging.getLogger(__name__)

#: The name of the button that leaves a form.
CANCEL = "cancel"
KEPT = "Your text is kept as a draft. It is in the form when you open it again; nobody else sees it."


class DraftsMiddleware:
    """Comes after the middleware that knows the user, and before the one that redirects to the sign-in page: text that arrives
    after a session has ended is kept for the user whom the form was rendered for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and not getattr(request, "draft_is_settled", False):
            try:
                self._settle(request, response)
            except OperationalError as error:
                if not (is_busy(error) or is_full(error)):
                    raise
                # What was answered stays true: the form was saved, or its page gives the text back.
                log.warning("A draft could be neither kept nor removed: the database is busy, or the disk full.")
        return response

    def _settle(self, request: HttpRequest, response: HttpResponse) -> None:
        if 400 <= response.status_code < 500:  # where the site itself is broken the page alone gives the text back
            keep(request)
        elif response.status_code in (302, 303) or request.headers.get("X-Fragment"):
            _drop(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Leave the form instead of saving it, where its Cancel button was pressed."""
        if request.method != "POST" or CANCEL not in request.POST or not request.user.is_authenticated:
            return None
        request.draft_is_settled = True  # type: ignore[attr-defined]
        facts = _own_facts(request)
        if keep(request):
            messages.info(request, KEPT)
        return redirect(facts.back if facts and facts.back else request.path)


def may_keep(request: HttpRequest) -> bool:
    """Whether this form is one whose text may be kept as a draft."""
    return _own_facts(request) is not None


def keep(request: HttpRequest) -> bool:
    """Keep what was typed into the form of a request, in the place of what was kept of it before. True if there is a draft."""
    facts = _own_facts(request)
    if facts is None:
        return False
    typed = typed_texts(request)
    kept = [
        Draft(
            user_id=facts.user,
            board_id=facts.board,
            place=facts.place,
            page=facts.page[:500],
            title=facts.title[:300],
            field=text.field,
            label=text.label[:400],
            text=text.text,
            base=text.base[:40],
        )
        for text in typed
        if len(text.field) <= 400
    ]
    cleared = {field.name for field in facts.inputs} - {text.field for text in typed}
    forget(Draft.objects.filter(user=facts.user, place=facts.place, field__in=cleared))
    Draft.objects.keep(kept)
    return bool(kept)


def _drop(request: HttpRequest) -> None:
    facts = _own_facts(request)
    if facts is not None:
        forget(Draft.objects.filter(user=facts.user, place=facts.place))


def _own_facts(request: HttpRequest) -> FormFacts | None:
    """The facts of a form that was rendered for the user of this request, or before their session ended, and that has drafts.
    None where Django did not accept its CSRF token: another site may have sent it."""
    if not getattr(request, "csrf_processing_done", False):
        return None
    facts = facts_of(request)
    if facts is None or not 0 < len(facts.place) <= 400:
        return None
    if request.user.is_authenticated:
        return facts if request.user.pk == facts.user else None
    return facts if User.objects.filter(pk=facts.user, is_active=True).exists() else None
