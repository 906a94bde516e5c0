"""The user's own drafts: their list, keeping one while it is typed, discarding one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from boards.history import forget
from boards.models import Draft
from boards.models.draft import KEPT_FOR
from boards.web.drafts import keep
from boards.web.gate import everybody, signed_in
from boards.web.requests import SignedInRequest
from boards.web.typed_text import facts_of


@signed_in
def draft_list(request: SignedInRequest) -> HttpResponse:
    """All drafts of the user, of every board, the latest first; also of forms that are not there any more."""
    drafts = Draft.objects.visible_to(request.user).select_related("board")
    return render(request, "boards/drafts/list.html", {"drafts": drafts, "days": KEPT_FOR.days})


@everybody
@require_POST
def draft_keep(request: SignedInRequest) -> HttpResponse:
    """Keep what is in a form now. Called by a script while the user types, also just after their session has ended: the form
    itself says, signed, for whom it was rendered."""
    keep(request)
    return HttpResponse()


@signed_in
@require_POST
def draft_discard(request: SignedInRequest) -> HttpResponse:
    """Discard the draft of the form that is submitted, and open the form as it is without it; or one of the list."""
    mine = Draft.objects.visible_to(request.user)
    key = request.POST.get("draft", "")
    if key.isdecimal():
        forget(mine.filter(pk=int(key)))
        return redirect("boards:draft_list")
    facts = facts_of(request)
    if facts is None or facts.user != request.user.pk:
        return redirect("boards:draft_list")
    forget(mine.filter(place=facts.place))
    return redirect(facts.page)
