"""Finding plans and rows by their addresses, among those that the person at the other end may see."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from actionplans.models import Action, Plan
from boards.models import Board


def get_plan(request: HttpRequest, board: Board, slug: str) -> Plan:
    """The plan of that address, or 404. Its marking heads the page."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("board"), board=board, slug=slug)
    request.marking = plan.marking
    request.menu = "actionplans:plan_list"
    return plan


def get_action(request: HttpRequest, plan: Plan, ref: str, *, removed: bool = False) -> Action:
    """The row of that reference, or 404. Rows taken out of the plan are found only where ``removed`` asks for them."""
    found = (
        Action.objects.visible_to(request.user)
        .filter(plan=plan)
        .select_related("recommendation__section", "plan__board")
    )
    if not removed:
        found = found.standing()
    for action in found.filter(Q(ref=ref)):
        return action
    raise Http404(f"No row {ref}")
