"""What the address of a row that is not in its plan any more says: what became of it, and the last version that has it.

Only users who read internal rows are shown that a row was removed, and why. For others a row that was removed and one that became
internal are the same: not in the plan as they may read it.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from actionplans.document.dates import day_words
from actionplans.document.parts import without_internal
from actionplans.models import Action, Plan, Version
from boards.access import Right, may
from boards.models import User


def find(request: HttpRequest) -> dict[str, Any] | None:
    """The context of ``actions/_not_in_plan.html`` for an address that leads nowhere; None where it is of no row that the user
    may know of."""
    match, board = request.resolver_match, getattr(request, "board", None)
    ref = str(match.kwargs.get("ref") or match.kwargs.get("any_ref") or "") if match else ""
    if match is None or board is None or not ref or not may(request.user, Right.READ_PLAN, board):
        return None
    plan = Plan.objects.visible_to(request.user).filter(board=board, slug=match.kwargs.get("plan", "")).first()
    if plan is None or Action.objects.visible_to(request.user).standing().filter(plan=plan, ref=ref).exists():
        return None
    removed, version = known_removed(request.user, plan, ref), last_version_with(request.user, plan, ref)
    if removed is None and version is None:
        return None
    return {
        "said": removed_words(removed) if removed else not_in_plan_words(ref),
        "restorable": removed if removed and may(request.user, Right.EDIT_PLAN, board) else None,
        "ref": ref,
        "version": version,
        "row_address": address_in(version, ref) if version else "",
    }


def known_removed(user: User | AnonymousUser, plan: Plan, ref: str) -> Action | None:
    """The row of that reference that is not in the plan any more, for a user who may know that it was removed."""
    if not (may(user, Right.READ_INTERNAL, plan.board) or may(user, Right.EDIT_PLAN, plan.board)):
        return None
    rows = Action.objects.visible_to(user).filter(plan=plan, ref=ref)
    return rows.exclude(pk__in=rows.standing().values("pk")).first()


def removed_words(action: Action) -> str:
    """By whom a row was removed, when and why."""
    line = action.history.exclude(removed_on=None).order_by("history_date", "history_id").last()
    who = f" by {line.history_user.name}" if line and line.history_user else ""
    if action.removed_on is None:
        return f"{action.ref} is not in the plan any more: the recommendation or section that it was in was removed."
    return f"{action.ref} was removed from the plan{who}, on {day_words(action.removed_on)}: “{action.removed_reason}”"


def not_in_plan_words(ref: str) -> str:
    return f"{ref} is not in the plan any more as you may read it."


def last_version_with(user: User | AnonymousUser, plan: Plan, ref: str) -> Version | None:
    """The last published version of the plan in which a user reads a row of that reference."""
    spelled = f'"ref":{json.dumps(ref, ensure_ascii=False)}'
    versions = Version.objects.visible_to(user).filter(plan=plan, document_text__contains=spelled)
    for version in versions.defer("pdf").select_related("plan__board").order_by("-number"):
        if any(action.ref == ref for _, _, action in without_internal(version.document()).actions()):
            return version
    return None


def address_in(version: Version, ref: str) -> str:
    """The address of a row on the page of a version."""
    return f"{version.get_absolute_url()}#row-{ref.replace('.', '-')}"
