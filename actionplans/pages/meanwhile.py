"""What became of a row, a note or another thing of a plan while a user was writing, for the page that gives their text back.

It says no more than the user may read: that a row was removed, or is internal now, is the same sentence to all who do not read
internal rows (``pages/removed_row.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from actionplans.document.dates import day_words
from actionplans.models import Action, Clash, Plan, ProgressEntry, Proposal, Recommendation, Section
from actionplans.pages import removed_row
from boards.access import Right, may
from boards.extensions.meanwhile import Meanwhile
from boards.models import Board, Membership, User


def find(request: HttpRequest) -> Meanwhile | None:
    """What is known of the address of this request; None where it is not of a board that the user belongs to."""
    match = request.resolver_match
    if match is None or not request.user.is_authenticated or "board" not in match.kwargs:
        return None
    board: Board | None = getattr(request, "board", None)
    if board is None:
        return _access_ended(request.user, match.kwargs["board"])
    arguments = dict(match.kwargs)
    plan = Plan.objects.visible_to(request.user).filter(board=board, slug=arguments.get("plan", "")).first()
    if plan is None or not may(request.user, Right.READ_PLAN, board):
        return None
    ref = arguments.get("ref") or arguments.get("any_ref")
    if ref:
        return _of_row(request.user, plan, str(ref), match.url_name or "", arguments)
    return _of_part(plan, match.url_name or "", arguments)


def _access_ended(user: User, slug: str) -> Meanwhile | None:
    ended = Membership.objects.filter(user=user, board__slug=slug).select_related("board").first()
    if ended is None or ended.ended_on is None:
        return None
    said = f"Your access to {ended.board.name} has ended, on {day_words(ended.ended_on)}. Ask its business manager."
    return Meanwhile(said, reverse("boards:home"), "Go to home")


def _of_row(user: User, plan: Plan, ref: str, route: str, arguments: dict[str, Any]) -> Meanwhile:
    action = (
        Action.objects.visible_to(user).filter(plan=plan, ref=ref).select_related("recommendation__section").first()
    )
    if action is None or not Action.objects.standing().filter(pk=action.pk).exists():
        removed = removed_row.known_removed(user, plan, ref)
        if removed is None:
            return Meanwhile(removed_row.not_in_plan_words(ref), *_to_plan(plan))
        if not may(user, Right.EDIT_PLAN, plan.board):
            return Meanwhile(removed_row.removed_words(removed), *_to_plan(plan))
        return Meanwhile(removed_row.removed_words(removed), removed.get_absolute_url(), f"Open {ref}, to put it back")
    said = next(
        (words for find in _IN_ROW if (words := find(action, route, arguments))), f"{ref} was changed meanwhile."
    )
    return Meanwhile(said, action.get_absolute_url(), f"Open {ref}")


def _withdrawn_note(action: Action, route: str, arguments: dict[str, Any]) -> str:
    if not route.startswith("note_") or "uid" not in arguments:
        return ""
    entry = ProgressEntry.objects.filter(action=action, uid=arguments["uid"], removed=True).first()
    if entry is None:
        return ""
    line = entry.history.filter(removed=True).order_by("history_date", "history_id").first()
    return f"This note was withdrawn{f' by {line.history_user.name}' if line and line.history_user else ''}."


def _settled_clash(action: Action, route: str, arguments: dict[str, Any]) -> str:
    clash = Clash.objects.filter(action=action, pk=arguments.get("pk") or 0).select_related("settled_by").first()
    if route != "clash_settle" or clash is None or clash.settled_at is None:
        return ""
    return f"{clash.settled_by.name if clash.settled_by else 'Somebody'} has chosen between these two texts already."


def _answered_proposal(action: Action, route: str, arguments: dict[str, Any]) -> str:
    if not route.startswith("proposal_") or "uid" not in arguments:
        return ""
    proposal = Proposal.objects.filter(action=action, uid=arguments["uid"]).first()
    return f"This proposal has its answer: {proposal.get_state_display().lower()}." if proposal else ""


_IN_ROW: tuple[Callable[[Action, str, dict[str, Any]], str], ...] = (
    _withdrawn_note,
    _settled_clash,
    _answered_proposal,
)


def _of_part(plan: Plan, route: str, arguments: dict[str, Any]) -> Meanwhile:
    """Of a section or a recommendation."""
    model = Section if "section" in route or route == "recommendation_add" else Recommendation
    kind = "section" if model is Section else "recommendation"
    removed = model.objects.filter(plan=plan, pk=arguments.get("pk") or 0, removed=True).exists()
    said = f"The {kind} was removed from the plan." if removed else "It is not open to you any more."
    return Meanwhile(said, *_to_plan(plan))


def _to_plan(plan: Plan) -> tuple[str, str]:
    return plan.get_absolute_url(), "Open the plan"
