"""How long plans are kept: the list of what is due, and changing the date of a plan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from actionplans.forms.retention import KeepForm
from actionplans.models import Plan
from actionplans.privacy import retention
from boards.access import Right
from boards.models import Board
from boards.web.form_page import form_page
from boards.web.gate import needs
from boards.web.requests import BoardRequest


@needs(Right.KEEP)
def retention_list(request: BoardRequest, board: Board) -> HttpResponse:
    """All plans with the day on which the board decides whether they are still needed."""
    request.menu = "actionplans:plan_list"
    plans = retention.plans_of(board, request.user, timezone.localdate())
    due = sum(one.is_due for one in plans)
    return render(request, "actionplans/retention/list.html", {"plans": plans, "due": due})


@needs(Right.KEEP)
def plan_retention(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """Change the date until which a plan is kept, with a reason."""
    form = KeepForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        retention.keep(plan, until, by=request.user, reason=form.cleaned_data["reason"])
        said = f"is kept until {until.day} {until:%B %Y}" if until else "has no date"
        messages.success(request, f"“{plan.title}” {said}.")
        return redirect("actionplans:retention_list", board.slug)
    earlier = plan.history.exclude(history_change_reason="").order_by("-history_date", "-history_id")
    context = {"plan": plan, "last": earlier.filter(keep_until=plan.keep_until).first()}
    return form_page(request, "actionplans/retention/plan.html", form, **context)
