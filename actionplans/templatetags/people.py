"""What waits for the manager about people: shown on the home page and above the list of people."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from actionplans.document.wording import count
from actionplans.operations import handovers
from boards.access import Right, may
from boards.operations import access_reviews

register = template.Library()


@register.inclusion_tag("actionplans/handovers/_errands.html", takes_context=True)
def people_errands(context: dict[str, Any], *, beside: bool = False, always: bool = False) -> dict[str, Any]:
    """Sentences with a link each: what those who left still lead, and a yearly review that is due. Nothing for whoever may
    do neither. ``beside``: as a section of the side column, with a heading. ``always``: the last review also where none is
    due."""
    board, user = context["board"], context["user"]
    errands = []
    if may(user, Right.EDIT_PLAN, board):
        errands += _left(board, user)
    if may(user, Right.EDIT_MEMBERS, board):
        errands += _review(board, always)
    return {"board": board, "errands": errands, "beside": beside}


def _left(board: Any, user: Any) -> list[tuple[str, str, str]]:
    waiting = handovers.waiting(board, user, timezone.localdate())
    if not waiting:
        return []
    if len(waiting) > 1:
        return [
            (f"{len(waiting)} people who have left still lead something.", "actionplans:handover_list", "Hand it over")
        ]
    estate = waiting[0]
    things = [f"leads {count(len(estate.actions), 'open action')}"] if estate.actions else []
    things += [f"chairs {count(len(estate.chairs), 'group')}"] if estate.chairs else []
    said = f"{estate.person.name}, who has left, still {' and '.join(things)}."
    return [(said, "actionplans:handover_list", "Hand it over")]


def _review(board: Any, always: bool) -> list[tuple[str, str, str]]:
    if review := access_reviews.under_way(board):
        said = f"The review of who belongs here, begun on {_day(review.begun_at)}, is not finished."
        return [(said, "actionplans:access_review_list", "Go on with it")]
    due, last = access_reviews.is_due(board, timezone.now()), access_reviews.last_finished(board)
    if not due and not always:
        return []
    if last:
        said = (
            f"Who belongs here was last reviewed on {_day(last.finished_at)}{', more than a year ago' if due else ''}."
        )
    else:
        said = "Who belongs here has never been reviewed."
    return [(said, "actionplans:access_review_list", "Does everyone still belong?")]


def _day(moment: Any) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"
