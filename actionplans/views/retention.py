"""How long plans are kept: what is due, and giving a plan another day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from actionplans.forms.retention import KeepForm
from actionplans.privacy import retention
from actionplans.views.lookup import get_plan
from boards.access import Right
from boards.models import Board
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.KEEP)
def keeping_list(request: BoardRequest, board: Board) -> HttpResponse:
    """All plans with the day on which the board decides whether they are still needed."""
    request.menu = "actionplans:plan_list"
    plans = retention.plans_of(board, request.user, timezone.localdate())
    due = sum(one.is_due for one in plans)
    return render(request, "actionplans/retention/list.html", {"plans": plans, "due": due})


@needs(Right.KEEP)
def plan_keep(request: BoardRequest, board: Board, plan: str) -> HttpResponse:
    """Say until when a plan is kept, and why."""
    found = get_plan(request, board, plan)
    form = KeepForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        retention.keep(found, until, by=request.user, reason=form.cleaned_data["reason"])
        said = f"is kept until {until.day} {until:%B %Y}" if until else "has no date"
        messages.success(request, f"“{found.title}” {said}.")
        return redirect("actionplans:keeping", board.slug)
    earlier = found.history.exclude(history_change_reason="").order_by("-history_date", "-history_id")
    context = {"form": form, "plan": found, "last": earlier.filter(keep_until=found.keep_until).first()}
    return render(request, "actionplans/retention/plan.html", context, status=422 if form.errors else 200)
