"""Finding plans and rows by their addresses, among those that the person at the other end may see."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from actionplans.models import Action, Plan, SignOff
from boards.models import Board
from boards.web.requests import BoardRequest


def get_plan(request: BoardRequest, board: Board, slug: str) -> Plan:
    """The plan of that address, or 404. Its marking heads the page."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("board"), board=board, slug=slug)
    request.marking = plan.marking
    request.menu = "actionplans:plan_list"
    return plan


def get_action(request: BoardRequest, plan: Plan, ref: str, *, removed: bool = False) -> Action:
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


def get_row(request: BoardRequest, board: Board, slug: str, ref: str, *, removed: bool = False) -> Action:
    """The row of that reference with its plan, or 404, in one query for both. It has ``may_note``, whether the reader may add
    a note, and ``speaks_of_sign_off``, whether a row of its plan was ever signed off. The plan's marking heads the page."""
    found = Action.objects.visible_to(request.user).filter(plan__board=board, plan__slug=slug, ref=ref)
    if not removed:
        found = found.standing()
    signed = SignOff.objects.filter(action__plan=OuterRef("plan"))
    found = found.with_may_note(request.membership).annotate(speaks_of_sign_off=Exists(signed))
    action = get_object_or_404(found.select_related("recommendation__section", "plan__board"))
    request.marking = action.plan.marking
    request.menu = "actionplans:plan_list"
    return action
