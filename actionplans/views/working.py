"""The working view of a plan: the whole of it in one table, found, filtered and sorted in its address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionplans.filters.working import OWN, Density, View, Working
from actionplans.models import Action, Challenge, Plan, Proposal
from actionplans.pages import work_table
from actionplans.publishing import publish
from actionplans.views.saved import beside_saved_row
from boards.access import Right, may
from boards.models import Board, OwnChoice
from boards.web.gate import needs
from boards.web.requests import BoardRequest


def own_choice(request: BoardRequest) -> dict[str, Any]:
    """What the user chose of how plans are shown to them; one query for a request."""
    if not hasattr(request, "own_plan_table"):
        request.own_plan_table = OwnChoice.objects.of(request.user, OWN)  # type: ignore[attr-defined]
    return request.own_plan_table  # type: ignore[attr-defined]


def view_of(request: BoardRequest) -> str:
    """The view of a plan: as the address says, else as the user chose, else Reading."""
    asked = request.GET.get("view") or own_choice(request).get("view")
    return str(asked) if asked in View.values else str(View.READ)


def within(request: BoardRequest) -> Working | None:
    """The working view in which a row is edited where it stands: of the link that opened it, or of its form; None elsewhere."""
    posted = request.POST.get("within", "").removeprefix("?")
    asked = QueryDict(posted) if request.method == "POST" else request.GET
    return Working.of(asked, own_choice(request)) if asked.get("view") == View.WORK else None


def shown_columns(plan: Plan, asked: Working) -> int:
    """How many columns a row of this view has, its reference among them."""
    return 1 + sum(column.shown for column in work_table.columns_of(plan, asked))


def show_working(request: BoardRequest, plan: Plan, *, saved_ref: str = "") -> HttpResponse:
    board = plan.board
    asked = Working.of(request.GET, own_choice(request))
    table = work_table.read(plan, request.user, request.membership, asked, timezone.localdate())
    edits = plan.archived_at is None and may(request.user, Right.EDIT_PLAN, board)
    context: dict[str, Any] = {
        "plan": plan,
        "table": table,
        "asked": asked,
        "editable": edits,
        "next_number": publish.next_number(plan, table.last),
        **_waiting(request, plan, edits=edits),
    }
    saved = Action.objects.visible_to(request.user).filter(plan=plan, ref=saved_ref)
    if saved_ref and (action := saved.first()):
        context |= beside_saved_row(request, action)
    return render(request, "actionplans/working/page.html", context)


def show_working_row(request: BoardRequest, action: Action, asked: Working) -> HttpResponse:
    """One row alone, as it was saved, for the script that edits rows where they stand."""
    table = work_table.read_row(action, request.user, request.membership, asked, timezone.localdate())
    context = {
        "plan": action.plan,
        "table": table,
        "asked": asked,
        "row": table.rows[0] if table.rows else None,
        "editable": may(request.user, Right.EDIT_PLAN, action.plan.board),
        **beside_saved_row(request, action),
    }
    return render(request, "actionplans/working/_saved_row.html", context)


def _waiting(request: BoardRequest, plan: Plan, *, edits: bool) -> dict[str, int]:
    """How many proposals wait for an answer, for those who give it, and how many challenges are open."""
    challenges = Challenge.objects.visible_to(request.user).standing().open().filter(plan=plan)
    proposals = Proposal.objects.visible_to(request.user).filter(action__plan=plan).open()
    return {"proposals": proposals.count() if edits else 0, "challenges": challenges.count()}


@needs(Right.READ_PLAN)
@require_POST
def plan_view(request: BoardRequest, board: Board, plan: Plan) -> HttpResponse:
    """Save how plans are shown to this user: the view, the density or the columns, whichever the form sends."""
    own = dict(own_choice(request))
    if (view := request.POST.get("view")) in View.values:
        own["view"] = view
    if (rows := request.POST.get("rows")) in Density.values:
        own["rows"] = rows
    if "choose_columns" in request.POST:
        own["columns"] = [field[:80] for field in request.POST.getlist("columns")][:60]
    OwnChoice.objects.keep(request.user, OWN, own)
    if own.get("view") == View.READ:
        return redirect(plan)
    kept = replace(Working.of(request.POST, {}), density=Density.COMPACT, columns=None)
    return redirect(plan.get_absolute_url() + kept.address)
