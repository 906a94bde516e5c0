"""The board of pages that belong to none: a user's account, and the pages for errors. They keep its name, its menu and its
marking, so that nobody has to find the way back."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest

from boards.models import Membership
from boards.web.requests import BoardRequest

#: Session key: the slug of the board whose pages were used last.
LAST = "board"
_OF_A_BOARD = re.compile(r"/boards/([-\w]+)/")
_ACCOUNT = ("/account/", "/accounts/")
#: Routes that a user who still needs a second step is held at: the menu would lead nowhere.
_HELD = {
    "second_step_needed",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
}


def remember_board(request: BoardRequest) -> None:
    """Note in the session which board is looked at. It is written where that changes, not with each page, and never with a form:
    what was saved would be said to be lost where the session cannot be written."""
    if request.method == "GET" and request.session.get(LAST) != request.board.slug:
        request.session[LAST] = request.board.slug


def is_of_account(request: HttpRequest) -> bool:
    """Whether the page is one of the user's account, and they may leave it."""
    match = request.resolver_match
    return request.path.startswith(_ACCOUNT) and not (match and match.url_name in _HELD)


def keep_board(request: Any) -> None:
    """Set ``request.board`` and ``request.membership`` where the gate has not: the board of the address, else the one that was
    used last, else the only one; none where the user belongs to several, or to none."""
    user = getattr(request, "user", None)
    if getattr(request, "board", None) is not None or user is None or not user.is_authenticated:
        return
    memberships = Membership.objects.active().filter(user=user).select_related("board", "person__agency")
    by_slug = {membership.board.slug: membership for membership in memberships}
    of_address = _OF_A_BOARD.match(request.path)
    wanted = (of_address[1] if of_address else "", request.session.get(LAST, ""))
    found = next((by_slug[slug] for slug in wanted if slug in by_slug), None)
    if found is None and len(by_slug) == 1:
        found = next(iter(by_slug.values()))
    if found is not None:
        found.user = user
        request.membership, request.board = found, found.board
