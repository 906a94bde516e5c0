"""Open sessions: how long they last, where they are, and how they are ended.

What counts as use is a person's doing: opening a page, sending a form. A page that asks for itself again and again, while
a print is made or a file is read, says so (``asks_by_itself``) and keeps nothing alive.

allauth's list of sessions (``usersessions``) says where somebody has signed in. It could follow every request
(USERSESSIONS_TRACK_ACTIVITY), at the price of writing to the database for each page that is looked at. So that is left
off, and when a session was last used stands in the session itself, written at most once a minute.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, update_session_auth_hash
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from boards.models import Board, User
from boards.models.trail import Happening
from boards.trail.write import record
from boards.web.client_ip import address_of

#: What a session says of itself: moments as seconds since 1970.
BEGAN, USED, ADDRESS = "began", "used", "address"
#: Why the session before this one ended; shown until somebody signs in.
ENDED = "ended"
#: Use is written down this often, in seconds. So a session ends up to a minute later than the board sets, never earlier.
WRITTEN_EVERY = 60


def asks_by_itself(request: HttpRequest) -> None:
    """A view says so of a page that asks for itself again while something is made: looking at it is no sign of a
    person."""
    request.by_itself = True


# how long ---------------------------------------------------------------------------------------------------------------


def idle_minutes(user: User) -> int:
    """After how many minutes without use this person is signed out: the least that one of their boards sets."""
    return min(
        (standing.idle_minutes for standing in user.standings), default=Board._meta.get_field("idle_minutes").default
    )


@dataclass(frozen=True)
class End:
    """Why a session has ended: its ``LIMIT`` of hours was over, or nothing was done for so many minutes (``IDLE``)."""

    LIMIT: ClassVar[str] = "limit"
    IDLE: ClassVar[str] = "idle"

    why: str
    length: int

    def words(self) -> str:
        """A sentence for the user."""
        if self.why == self.LIMIT:
            return f"You were signed out because you had signed in {self.length} hours ago."
        return f"You were signed out because nothing was done for {self.length} minutes."

    def trail_words(self) -> str:
        """A sentence about the user, for the trail."""
        if self.why == self.LIMIT:
            return f"Because they had signed in {self.length} hours ago."
        return f"Because nothing was done for {self.length} minutes."


def end_of(session: Any, user: User, now: datetime.datetime) -> End | None:
    """Why this session may not go on; None if it may. ``session`` maps what a session says of itself."""
    moment = now.timestamp()
    if moment - session.get(BEGAN, moment) >= settings.SESSION_COOKIE_AGE:
        return End(End.LIMIT, settings.SESSION_COOKIE_AGE // 3600)
    minutes = idle_minutes(user)
    if moment - session.get(USED, moment) >= minutes * 60 + WRITTEN_EVERY:
        return End(End.IDLE, minutes)
    return None


def ended_words(request: HttpRequest) -> str:
    """Why the session before this one ended, in a sentence; empty where none did. A session that ended before this was kept
    as a code holds the sentence itself."""
    ended = request.session.get(ENDED, "")
    return ended if isinstance(ended, str) else End(**ended).words()


class SessionsMiddleware:
    """Ends a session that was idle for too long, and writes down that one was used. It stands after the middleware that
    says who is signed in, and before the one that asks to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if request.user.is_authenticated:
            end = end_of(request.session, request.user, timezone.now())
            if end is not None:
                _end_this(request, end)
        response = self.get_response(request)
        if request.user.is_authenticated:
            if request.session.session_key != key:
                _begin(request)
            elif not getattr(request, "by_itself", False):
                _use(request)
        return response


def _use(request: HttpRequest) -> None:
    moment = timezone.now().timestamp()
    if moment - request.session.get(USED, 0) >= WRITTEN_EVERY:
        request.session.setdefault(BEGAN, moment)
        request.session[USED] = moment
        request.session[ADDRESS] = address_of(request)


def _begin(request: HttpRequest) -> None:
    """Somebody signed in, or their session got a new key: have it listed, by whichever way it came to be."""
    request.session.pop(ENDED, None)
    _use(request)
    UserSession.objects.create_from_request(request)


def _end_this(request: HttpRequest, end: End) -> None:
    record(
        Happening.SESSION_ENDED,
        by=request.user,
        about=device(request.headers.get("User-Agent", "")),
        reason=end.trail_words(),
        request=request,
    )
    request.session.flush()
    request.session[ENDED] = asdict(end)
    request.user = AnonymousUser()


# where ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """One open session, as the account page tells of it."""

    pk: int | None
    device: str
    address: str
    since: datetime.datetime
    used: datetime.datetime
    here: bool


def open_sessions(request: HttpRequest) -> list[Place]:
    """Where whoever asks is signed in now: this session first, then the others, the one used last before the rest.

    Listed sessions whose time is over, or whose password has changed since, are not open any more and are left out.
    """
    user, now = request.user, timezone.now()
    listed = {row.session_key: row for row in UserSession.objects.filter(user=user)}
    said = {
        stored.session_key: stored.get_decoded()
        for stored in Session.objects.filter(session_key__in=listed, expire_date__gt=now)
    }
    carries = user.get_session_auth_hash()
    places = [
        _place(listed[key], data)
        for key, data in said.items()
        if key != request.session.session_key
        and constant_time_compare(data.get(HASH_SESSION_KEY, ""), carries)
        and end_of(data, user, now) is None
    ]
    return [_here(request, now), *sorted(places, key=lambda place: place.used, reverse=True)]


def _place(row: UserSession, data: dict[str, Any]) -> Place:
    used = data.get(USED, row.last_seen_at.timestamp())
    return Place(
        pk=row.pk,
        device=device(row.user_agent),
        address=data.get(ADDRESS) or row.ip,
        since=row.created_at,
        used=datetime.datetime.fromtimestamp(used, datetime.UTC),
        here=False,
    )


def _here(request: HttpRequest, now: datetime.datetime) -> Place:
    began = request.session.get(BEGAN, now.timestamp())
    return Place(
        pk=None,
        device=device(request.headers.get("User-Agent", "")),
        address=address_of(request) or "",
        since=datetime.datetime.fromtimestamp(began, datetime.UTC),
        used=now,
        here=True,
    )


#: What stands in a browser's own description, and what people call it; the first that is found counts.
_BROWSERS = (
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium/", "Chrome"),
    (r"Safari/", "Safari"),
)
_MACHINES = (
    (r"iPhone", "an iPhone"),
    (r"iPad", "an iPad"),
    (r"Android.*Mobile", "an Android phone"),
    (r"Android", "an Android tablet"),
    (r"Windows", "Windows"),
    (r"CrOS", "a Chromebook"),
    (r"Macintosh|Mac OS X", "a Mac"),
    (r"Linux|X11", "Linux"),
)


def device(user_agent: str) -> str:
    """In plain words what a browser says of itself: “Chrome on Windows”. It is what it says, and no proof."""
    browser = next((name for pattern, name in _BROWSERS if re.search(pattern, user_agent)), "A browser")
    machine = next((name for pattern, name in _MACHINES if re.search(pattern, user_agent)), "")
    if not machine:
        return browser if browser != "A browser" else "A browser that does not say what it is"
    return f"{browser} on {machine}"


# ended ------------------------------------------------------------------------------------------------------------------


def end_sessions(user: User, *, reason: str = "") -> int:
    """End every open session of this account, at once and wherever it is. How many of them were listed.

    What a session must carry changes (``User._get_session_auth_hash``), so that none is let in any more, listed or not;
    those that are listed are taken away. Whoever may still sign in can do so again. With a ``reason`` the trail tells it.
    """
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        row.sessions_ended += 1
        row.save(update_fields=["sessions_ended"])
        user.sessions_ended = row.sessions_ended
        sessions = list(UserSession.objects.filter(user=user))
        for session in sessions:
            session.end()
        if reason:
            record(Happening.SESSION_ENDED, by=user, about="every session", reason=reason)
    return len(sessions)


def end_other_sessions(request: HttpRequest) -> int:
    """End every session of whoever asks but this one, which gets a new key. How many others were open."""
    others = len(open_sessions(request)) - 1
    with transaction.atomic():
        end_sessions(request.user)
        update_session_auth_hash(request, request.user)
        record(
            Happening.SIGNED_OUT_EVERYWHERE,
            by=request.user,
            about=f"{others} other session{'' if others == 1 else 's'}",
            request=request,
        )
    return others


def end_one(request: HttpRequest, session: UserSession) -> None:
    """End one other session of whoever asks."""
    with transaction.atomic():
        session.end()
        record(
            Happening.SESSION_ENDED,
            by=request.user,
            about=device(session.user_agent),
            reason="Ended from the account page",
            request=request,
        )
