"""Where one lands after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from boards import access
from boards.models import Membership
from boards.web.gate import signed_in


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Straight to the board of whoever has one; a choice for whoever has several."""
    memberships = list(
        Membership.objects.active().filter(user=request.user).select_related("board").order_by("board__name")
    )
    if len(memberships) == 1:
        return redirect(first_page(memberships[0]))
    choices = [(membership, first_page(membership)) for membership in memberships]
    return render(request, "boards/home/boards.html", {"choices": choices})


def first_page(membership: Membership) -> str:
    """The address at which somebody of this role begins."""
    return reverse(access.first_page(membership.role), args=[membership.board.slug])
