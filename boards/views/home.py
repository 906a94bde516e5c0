"""The first page after signing in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from boards.extensions.landing import first_page
from boards.extensions.site_pages import site_pages
from boards.models import Membership
from boards.pages.first_steps import first_board, first_step, invite_command
from boards.web.gate import signed_in
from boards.web.requests import SignedInRequest


@signed_in
def home(request: SignedInRequest) -> HttpResponse:
    """Redirects users of one board to it; users of several choose; the others see that they have none."""
    memberships = list(
        Membership.objects.active().filter(user=request.user).select_related("board").order_by("board__name")
    )
    if len(memberships) == 1:
        return redirect(first_page(memberships[0].role, memberships[0].board))
    choices = [(membership, first_page(membership.role, membership.board)) for membership in memberships]
    context = {"choices": choices, "site_pages": list(site_pages)}
    if request.user.is_superuser:
        board = first_board()
        context |= {"step": first_step(), "first_board": board, "invite": board and invite_command(board)}
    return render(request, "boards/home/boards.html", context)
