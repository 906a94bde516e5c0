"""Finding plans and rows by their addresses, among those that the user may see. The gate hands them to the views."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from actionplans.models import Action, Plan
from boards.access import Right, may
from boards.models import Board


def find_plan(request: HttpRequest, board: Board, slug: str) -> dict[str, Any]:
    """``plan``: the plan of that address, or 404. Its marking heads the page."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("board"), board=board, slug=slug)
    _is_about(request, plan)
    return {"plan": plan}


def find_row(request: HttpRequest, board: Board, slug: str, ref: str, *, removed: bool = False) -> dict[str, Any]:
    """``plan`` and ``action``: the row of that reference with its plan, or 404. Rows taken out of the plan are found only
    where ``removed`` asks for them."""
    rows = Action.objects.visible_to(request.user).filter(plan__board=board, plan__slug=slug, ref=ref)
    if not removed:
        rows = rows.standing()
    action = get_object_or_404(rows.select_related("recommendation__section", "plan__board"))
    _is_about(request, action.plan)
    return {"plan": action.plan, "action": action}


def find_any_row(request: HttpRequest, board: Board, slug: str, ref: str) -> dict[str, Any]:
    """The same; for users who may put it back, also a row that was taken out of the plan."""
    return find_row(request, board, slug, ref, removed=may(request.user, Right.EDIT_PLAN, board))


def get_action(request: HttpRequest, plan: Plan, ref: str) -> Action:
    """The row of that reference that a query string names, or 404."""
    rows = Action.objects.visible_to(request.user).filter(plan=plan).standing()
    return get_object_or_404(rows.select_related("recommendation__section", "plan__board"), ref=ref)


def _is_about(request: HttpRequest, plan: Plan) -> None:
    request.marking = plan.marking
    request.menu = "actionplans:plan_list"
