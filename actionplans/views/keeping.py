"""How long plans are kept: what is due, and giving a plan another day."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from actionplans import retention
from actionplans.forms_keeping import KeepForm
from actionplans.views.finding import get_plan
from boards.access import Right
from boards.gate import needs
from boards.models import Board


@needs(Right.KEEP)
def keeping_list(request: HttpRequest, board: Board) -> HttpResponse:
    """All plans with the day on which the board decides whether they are still needed."""
    request.menu = "plan_list"
    plans = retention.plans_of(board, request.user, timezone.localdate())
    due = sum(one.is_due for one in plans)
    return render(request, "actionplans/keeping.html", {"plans": plans, "due": due})


@needs(Right.KEEP)
def plan_keep(request: HttpRequest, board: Board, plan: str) -> HttpResponse:
    """Say until when a plan is kept, and why."""
    found = get_plan(request, board, plan)
    form = KeepForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        retention.keep(found, until, by=request.user, reason=form.cleaned_data["reason"])
        said = f"is kept until {until.day} {until:%B %Y}" if until else "has no date"
        messages.success(request, f"“{found.title}” {said}.")
        return redirect("keeping", board.slug)
    earlier = found.history.exclude(history_change_reason="").order_by("-history_date", "-history_id")
    context = {"form": form, "plan": found, "last": earlier.filter(keep_until=found.keep_until).first()}
    return render(request, "actionplans/plan_keep.html", context, status=422 if form.errors else 200)
