"""Finders of plans and rows by the arguments of a URL, among those that the user may see. The gate calls them and passes the
result to the views."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from actionplans.models import Action, Plan, SignOff
from actionplans.models.action import ActionQuerySet
from actionplans.persistence.load import first_added
from boards.access import Right, may
from boards.extensions.arguments import ArgumentFinder, finders
from boards.models import Board
from boards.web.requests import BoardRequest


def register() -> None:
    """Register the finders with the gate. Called once, by ``AppConfig.ready``."""
    finders.add(
        ArgumentFinder(("plan",), find_plan),
        ArgumentFinder(("plan", "ref"), find_row),
        ArgumentFinder(("plan", "any_ref"), find_any_row),
    )


def find_plan(request: BoardRequest, board: Board, slug: str) -> dict[str, Any]:
    """``plan``: the plan with that slug, or 404. Its marking becomes that of the page."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("board"), board=board, slug=slug)
    _is_about(request, plan)
    _refuse_archived(request, plan)
    return {"plan": plan}


def find_row(request: BoardRequest, board: Board, slug: str, ref: str, *, removed: bool = False) -> dict[str, Any]:
    """``plan`` and ``action``: the row of that reference with its plan, or 404, in one query. Removed rows are found
    only with ``removed``."""
    rows = _rows(request, removed=removed).filter(plan__board=board, plan__slug=slug)
    action: Any = get_object_or_404(rows, ref=ref)  # with ``may_note``
    _is_about(request, action.plan)
    _refuse_archived(request, action.plan)
    action.may_note = action.may_note and action.plan.archived_at is None
    return {"plan": action.plan, "action": action}


#: What may be submitted about an archived plan: prints and downloads, and what is decided of the plan as a whole.
OF_ARCHIVED = frozenset(
    {"print_add", "print_page", "plan_export", "version_published", "report_pdf", "plan_retention", "plan_archive"}
)
#: Rights that nobody has in an archived plan.
WITHHELD = frozenset(
    {Right.EDIT_PLAN, Right.ADD_NOTE, Right.ADD_ANY_NOTE, Right.PROPOSE, Right.CHALLENGE, Right.SIGN_OFF, Right.PUBLISH}
)


def _refuse_archived(request: BoardRequest, plan: Plan) -> None:
    """An archived plan is read and not changed: 403 for what would change it; pages offer nothing that would."""
    if plan.archived_at is None:
        return
    request.withheld = WITHHELD
    page = request.resolver_match.url_name if request.resolver_match else ""
    if request.method == "POST" and page not in OF_ARCHIVED:
        raise PermissionDenied("This plan is archived. Take it out of the archive to change it.")


def find_any_row(request: BoardRequest, board: Board, slug: str, ref: str) -> dict[str, Any]:
    """As ``find_row``; for users who may put it back, also a removed row."""
    return find_row(request, board, slug, ref, removed=may(request.user, Right.EDIT_PLAN, board))


def get_action(request: BoardRequest, plan: Plan, ref: str) -> Action:
    """The row with a reference that comes from a query string, or 404."""
    return get_object_or_404(_rows(request, removed=False).filter(plan=plan), ref=ref)


def _rows(request: BoardRequest, *, removed: bool) -> ActionQuerySet:
    """Rows as views get them: with ``may_note``, whether the user may add a note, ``speaks_of_sign_off``, whether a row of
    its plan was ever signed off, and ``plan_entered``, the first day on which a row that is in its plan was added."""
    rows = Action.objects.visible_to(request.user).with_may_note(request.membership)
    signed = SignOff.objects.filter(action__plan=OuterRef("plan"))
    rows = rows.annotate(speaks_of_sign_off=Exists(signed), plan_entered=first_added(OuterRef("plan")))
    rows = rows.select_related("recommendation__section", "plan__board")
    return rows if removed else rows.standing()


def _is_about(request: BoardRequest, plan: Plan) -> None:
    request.marking = plan.marking
    request.menu = "actionplans:plan_list"
