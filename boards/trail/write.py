"""Writing into the trail what no history tells: sign-ins, downloads, prints, refusals.

A page that is only looked at runs in a transaction that cannot write. So a view says ``tell(request, …)``, and the gate
writes what was told once that transaction has ended, before the answer leaves: what could not be written down is not
handed out. Whatever has no view (sign-ins, commands) calls ``record``.
"""

from __future__ import annotations

import datetime
import os
import pwd
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from boards.models import Board, TrailEntry, User
from boards.models.trail import Happening
from boards.web.client_ip import address_of, current_address


def record(
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
    """Write one line. ``plan`` is anything with ``pk`` and ``title``; ``who`` names somebody who has no account,
    ``administrator`` is the account that did it to the account of ``by``."""
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


def tell(request: HttpRequest, kind: Happening, about: str, *, plan: Any = None, reason: str = "") -> None:
    """Have a line written for this request once its view has answered well. ``request.board`` is its board."""
    told = request.__dict__.setdefault("told", [])
    told.append({"kind": kind, "about": about, "plan": plan, "reason": reason})


def write_told(request: HttpRequest) -> None:
    """Write what the view told: the gate calls this. HEAD hands out nothing, and so tells nothing. A request for a part of a
    file (Range) is answered with the whole of it, and so each is told."""
    for told in request.__dict__.pop("told", []) if request.method != "HEAD" else ():
        record(by=request.user, board=request.board, request=request, **told)


def operator() -> str:
    """The account of the system that runs this process: who gives a command. Asked of the system, not of the environment, where
    any name may stand."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # an account of a container that has no name
        return f"account {os.getuid()}"


#: Refusals of one person that are written down within a minute: of one page once, and never more than so many. Whoever is
#: refused again and again, or tries one address after another, must not fill the trail.
AGAIN = datetime.timedelta(minutes=1)
MOST_REFUSALS = 10


def record_refusal(request: HttpRequest, why: str) -> None:
    """Write that somebody was refused a page of their own board: the gate calls this once what they tried is undone."""
    now = timezone.now()
    page = f"{request.path}{'' if request.method == 'GET' else ', by sending a form'}"[:300]
    lately = TrailEntry.objects.filter(user=request.user, kind=Happening.REFUSED, at__gt=now - AGAIN)
    told = list(lately.values_list("about", flat=True)[:MOST_REFUSALS])
    if page not in told and len(told) < MOST_REFUSALS:
        record(Happening.REFUSED, by=request.user, board=request.board, about=page, reason=why, request=request, at=now)
