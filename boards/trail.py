"""Writing into the trail what no history tells: sign-ins, downloads, prints, refusals.

A page that is only looked at runs in a transaction that cannot write. So a view says ``tell(request, …)``, and the gate
writes what was told once that transaction has ended, before the answer leaves: what could not be written down is not
handed out. Whatever has no view (sign-ins, commands) calls ``record``.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from boards.addresses import address_of, current_address
from boards.models import Board, TrailEntry, User
from boards.models.trail import Happening


def record(
    kind: Happening,
    *,
    by: User | None,
    board: Board | None = None,
    about: str = "",
    plan: Any = None,
    who: str = "",
    reason: str = "",
    request: HttpRequest | None = None,
    at: datetime.datetime | None = None,
) -> TrailEntry:
    """Write one line. ``plan`` is anything with ``pk`` and ``title``; ``who`` names somebody who has no account."""
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
        address=address_of(request) if request is not None else current_address(),
    )
    entry.save(force_insert=True)
    return entry


def tell(request: HttpRequest, kind: Happening, about: str, *, plan: Any = None, reason: str = "") -> None:
    """Have a line written for this request once its view has answered well. ``request.board`` is its board."""
    told = request.__dict__.setdefault("told", [])
    told.append({"kind": kind, "about": about, "plan": plan, "reason": reason})


def write_told(request: HttpRequest) -> None:
    """Write what the view told: the gate calls this."""
    for told in request.__dict__.pop("told", []):
        record(by=request.user, board=request.board, request=request, **told)
