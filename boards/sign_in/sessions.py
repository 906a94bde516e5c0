"""Sessions: how long they last, the list of open ones on the account page, and ending them.

Opening a page or submitting a form counts as use. A page that refreshes itself, while a print is made or a file is read,
calls ``is_polling`` and does not keep the session alive.

allauth's list of sessions (``usersessions``) has one row for each sign-in. It could follow every request
(USERSESSIONS_TRACK_ACTIVITY), at the price of writing to the database for each page that is looked at. So that is left
off, and the time of last use is kept in the session itself, written at most once a minute.
"""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, update_session_auth_hash
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from boards.client_ip import address_of
from boards.models import Board, User
from boards.models.trail import Happening
from boards.trail.write import log
from boards.web.failures import is_busy, is_full

logger = logging.getLogger(__name__)

#: Keys of the session: moments as seconds since 1970, and the internet address.
BEGAN, USED, ADDRESS = "began", "used", "address"
#: Why the session before this one ended; shown until the next sign-in in this browser.
ENDED = "ended"
#: Seconds between two writes of the time of last use. So a session ends up to a minute later than the board sets, never earlier.
WRITTEN_EVERY = 60


def is_polling(request: HttpRequest) -> None:
    """Mark a self-refreshing page: polling must not keep the session alive."""
    request.polling = True


# time limits ----------------------------------------------------------------------------------------------------------


def idle_minutes(user: User) -> int:
    """Minutes without use after which this user is signed out: the shortest that one of their boards sets."""
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
    """Why this session has expired; None if it has not. ``session`` maps its keys to their values."""
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
    """Middleware: ends sessions that were idle for too long, and notes the time of last use of the others. Comes after
    Django's AuthenticationMiddleware and before the middleware that redirects to the sign-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        if request.user.is_authenticated:
            end = end_of(request.session, request.user, timezone.now())
            if end is not None:
                _end_expired(request, end)
        response = self.get_response(request)
        if request.user.is_authenticated:
            if request.session.session_key != key:
                _begin_session(request)
            elif not getattr(request, "polling", False) and response.status_code != 503:
                _note_use_if_possible(request)
        return response


def _note_use_if_possible(request: HttpRequest) -> None:
    """A page is shown even if the time of its use cannot be written. What a form changes of the session must be."""
    changed_by_a_form = request.session.modified and request.method not in ("GET", "HEAD")
    _note_use(request)
    if changed_by_a_form:
        return  # Django's own middleware saves it, and fails if it cannot
    if request.session.modified:
        request.session.modified = False
        try:
            request.session.save()
        except OperationalError as error:
            if not (is_busy(error) or is_full(error)):
                raise
            logger.warning("The use of a session was not noted: the database is busy, or the disk full.")
        except UpdateError:
            request.session.modified = True  # it was ended meanwhile, which Django's own middleware answers


def _note_use(request: HttpRequest) -> None:
    moment = timezone.now().timestamp()
    if moment - request.session.get(USED, 0) >= WRITTEN_EVERY:
        request.session.setdefault(BEGAN, moment)
        request.session[USED] = moment
        request.session[ADDRESS] = address_of(request)


def _begin_session(request: HttpRequest) -> None:
    """List a session that is new or has a new key, however the user signed in."""
    request.session.pop(ENDED, None)
    _note_use(request)
    UserSession.objects.create_from_request(request)


def _end_expired(request: HttpRequest, end: End) -> None:
    log(
        Happening.SESSION_ENDED,
        by=request.user,
        about=device(request.headers.get("User-Agent", "")),
        reason=end.trail_words(),
        request=request,
    )
    request.session.flush()
    request.session[ENDED] = asdict(end)
    request.user = AnonymousUser()


# the list of open sessions --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OpenSession:
    """One open session, as listed on the account page."""

    pk: int | None
    device: str
    address: str
    since: datetime.datetime
    used: datetime.datetime
    here: bool


def open_sessions(request: HttpRequest) -> list[OpenSession]:
    """The open sessions of the user: this one first, then the others, the last used first.

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
        _listed_session(listed[key], data)
        for key, data in said.items()
        if key != request.session.session_key
        and constant_time_compare(data.get(HASH_SESSION_KEY, ""), carries)
        and end_of(data, user, now) is None
    ]
    return [_current_session(request, now), *sorted(places, key=lambda place: place.used, reverse=True)]


def _listed_session(row: UserSession, data: dict[str, Any]) -> OpenSession:
    used = data.get(USED, row.last_seen_at.timestamp())
    return OpenSession(
        pk=row.pk,
        device=device(row.user_agent),
        address=data.get(ADDRESS) or row.ip,
        since=row.created_at,
        used=datetime.datetime.fromtimestamp(used, datetime.UTC),
        here=False,
    )


def _current_session(request: HttpRequest, now: datetime.datetime) -> OpenSession:
    began = request.session.get(BEGAN, now.timestamp())
    return OpenSession(
        pk=None,
        device=device(request.headers.get("User-Agent", "")),
        address=address_of(request) or "",
        since=datetime.datetime.fromtimestamp(began, datetime.UTC),
        used=now,
        here=True,
    )


#: Patterns in the User-Agent header, each with the usual name of the browser; the first match counts.
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
    """The browser and system of a User-Agent header in plain words: “Chrome on Windows”. Unverified."""
    browser = next((name for pattern, name in _BROWSERS if re.search(pattern, user_agent)), "A browser")
    machine = next((name for pattern, name in _MACHINES if re.search(pattern, user_agent)), "")
    if not machine:
        return browser if browser != "A browser" else "A browser that does not say what it is"
    return f"{browser} on {machine}"


# ending sessions ------------------------------------------------------------------------------------------------------


def end_sessions(user: User, *, reason: str = "") -> int:
    """End every open session of this account at once. Returns how many of them were listed.

    The hash that a session must carry changes (``User._get_session_auth_hash``), so that no old session is valid, listed or
    not; those that are listed are removed. The user may sign in again. With a ``reason`` it is logged in the trail.
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
            log(Happening.SESSION_ENDED, by=user, about="every session", reason=reason)
    return len(sessions)


def end_other_sessions(request: HttpRequest) -> int:
    """End every session of the user but this one, which gets a new key. Returns how many others were open."""
    others = len(open_sessions(request)) - 1
    with transaction.atomic():
        end_sessions(request.user)
        update_session_auth_hash(request, request.user)
        log(
            Happening.SIGNED_OUT_EVERYWHERE,
            by=request.user,
            about=f"{others} other session{'' if others == 1 else 's'}",
            request=request,
        )
    return others


def end_one(request: HttpRequest, session: UserSession) -> None:
    """End one other session of the user."""
    with transaction.atomic():
        session.end()
        log(
            Happening.SESSION_ENDED,
            by=request.user,
            about=device(session.user_agent),
            reason="Ended from the account page",
            request=request,
        )
