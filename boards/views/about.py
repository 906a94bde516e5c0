"""Pages about the site itself, which strangers read too: privacy, accessibility, cookies."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.cookies import STORED, cookies
from boards.gate import everybody
from boards.notices import LAWS, notices_for

#: When the accessibility statement was written, and when it was last looked through.
PREPARED = datetime.date(2026, 11, 25)
REVIEWED = datetime.date(2026, 11, 25)


@everybody
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "boards/accessibility.html", _about(request) | {"prepared": PREPARED, "reviewed": REVIEWED})


@everybody
def privacy(request: HttpRequest) -> HttpResponse:
    context = _about(request)
    laws = dict.fromkeys(notice.law for notice in context["notices"]) or dict.fromkeys(LAWS.values())
    hours = settings.SESSION_COOKIE_AGE // 3600
    return render(request, "boards/privacy.html", context | {"laws": list(laws), "session_hours": hours})


@everybody
def cookies_page(request: HttpRequest) -> HttpResponse:
    return render(request, "boards/cookies.html", {"cookies": cookies(), "stored": STORED})


def _about(request: HttpRequest) -> dict[str, Any]:
    return {"notices": notices_for(request.user), "site_contact": settings.SITE_CONTACT}
