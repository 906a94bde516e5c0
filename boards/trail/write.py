"""Writing entries of the trail, for what changes no record and so has no history: sign-ins, downloads, prints, refusals.

A GET runs in a read-only transaction. So a view calls ``log_on_success(request, …)``, and the gate writes what is pending
once that transaction has ended, before the response is sent: what could not be logged is not handed out. Code outside views
(sign-ins, commands) calls ``log``.
"""

from __future__ import annotations

import datetime
import os
import pwd
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from boards.client_ip import address_of, current_address
from boards.models import Board, TrailEntry, User
from boards.models.trail import Happening


def log(
    kind: Happening,
    *,
    by: User | None,
    board: Board | None = None,
    about: str = "",
    plan: Any = None,
    who: str = "",
    reason: str = "",
    administrator: User | None = None,
    request: HttpRequest | None = None,
    at: datetime.datetime | None = None,
) -> TrailEntry:
    """Write one entry. ``plan`` is anything with ``pk`` and ``title``; ``who`` is the name of a user without an account,
    ``administrator`` the account that made the change to the account of ``by``."""
    entry = TrailEntry(
        board=board,
        at=at or timezone.now(),
        kind=kind,
        user=by,
        who=(who or (by.name if by else ""))[:160],
        about=about[:300],
        plan_key=plan.pk if plan else None,
        plan_title=plan.title[:200] if plan else "",
        reason=reason,
        administrator=administrator,
        address=address_of(request) if request is not None else current_address(),
    )
    entry.save(force_insert=True)
    return entry


def log_on_success(request: HttpRequest, kind: Happening, about: str, *, plan: Any = None, reason: str = "") -> None:
    """Write an entry of ``request.board`` once the view has returned its response without an error."""
    pending = request.__dict__.setdefault("pending_entries", [])
    pending.append({"kind": kind, "about": about, "plan": plan, "reason": reason})


def flush_pending(request: HttpRequest) -> None:
    """Write the pending entries of the view: the gate calls this. HEAD hands out nothing, and so logs nothing. A request for a
    part of a file (Range) is answered with the whole of it, and so each is logged."""
    for entry in request.__dict__.pop("pending_entries", []) if request.method != "HEAD" else ():
        log(by=request.user, board=request.board, request=request, **entry)


def forget_pending(request: HttpRequest) -> None:
    """Drop the pending entries of a view that is to be run again."""
    request.__dict__.pop("pending_entries", None)


def operator() -> str:
    """The system account that runs this process, for entries of commands. Read from the system, not from the environment,
    which can be set to any name."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # an account of a container that has no name
        return f"account {os.getuid()}"


#: Refusals of one user that are logged within a minute: of each page one, and no more than MOST_REFUSALS. Repeated attempts,
#: or trying one address after another, must not fill the trail.
AGAIN = datetime.timedelta(minutes=1)
MOST_REFUSALS = 10


def log_refusal(request: HttpRequest, why: str) -> None:
    """Log that a user was refused a page of their own board: the gate calls this after the rollback of the view."""
    now = timezone.now()
    page = f"{request.path}{'' if request.method == 'GET' else ', by sending a form'}"[:300]
    lately = TrailEntry.objects.filter(user=request.user, kind=Happening.REFUSED, at__gt=now - AGAIN)
    logged = list(lately.values_list("about", flat=True)[:MOST_REFUSALS])
    if page not in logged and len(logged) < MOST_REFUSALS:
        log(Happening.REFUSED, by=request.user, board=request.board, about=page, reason=why, request=request, at=now)
