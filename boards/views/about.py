"""Pages about the site itself, which strangers read too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from boards.gate import everybody
from boards.models import Membership
from boards.models.membership import Role


@everybody
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "boards/accessibility.html", {"managers": _managers(request)})


@everybody
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "boards/privacy.html", {"managers": _managers(request)})


def _managers(request: HttpRequest) -> list[Membership]:
    """Whom to ask: the business managers of the boards of whoever is signed in."""
    if not request.user.is_authenticated:
        return []
    return list(
        Membership.objects.active()
        .visible_to(request.user)
        .filter(role=Role.MANAGER)
        .select_related("user", "board")
        .order_by("board__name", "user__name")
    )
