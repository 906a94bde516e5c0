"""Pages about the site, open to anonymous users: privacy, accessibility, cookies."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from boards.pages.notices import LAWS, notices_for
from boards.web.cookies import STORED, cookies
from boards.web.gate import everybody
from boards.web.requests import SignedInRequest

#: When the accessibility statement was written, and when it was last looked through.
PREPARED = datetime.date(2026, 11, 25)
REVIEWED = datetime.date(2026, 11, 25)


@everybody
def favicon(request: SignedInRequest) -> HttpResponse:
    """Browsers ask for it by themselves where they show no page of ours: a PDF, or an error of the proxy."""
    return redirect(static("img/board.svg"))


@everybody
def accessibility(request: SignedInRequest) -> HttpResponse:
    return render(
        request, "boards/about/accessibility.html", _about(request) | {"prepared": PREPARED, "reviewed": REVIEWED}
    )


@everybody
def privacy(request: SignedInRequest) -> HttpResponse:
    context = _about(request)
    laws = dict.fromkeys(notice.law for notice in context["notices"]) or dict.fromkeys(LAWS.values())
    hours = settings.SESSION_COOKIE_AGE // 3600
    return render(request, "boards/about/privacy.html", context | {"laws": list(laws), "session_hours": hours})


@everybody
def cookies_page(request: SignedInRequest) -> HttpResponse:
    return render(request, "boards/about/cookies.html", {"cookies": cookies(), "stored": STORED})


def _about(request: SignedInRequest) -> dict[str, Any]:
    return {"notices": notices_for(request.user), "site_contact": settings.SITE_CONTACT}
