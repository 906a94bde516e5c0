"""Errands on the page of people that come from plans: handovers of people who left, and the yearly access review."""

from __future__ import annotations

import datetime

from django.utils import timezone

from actionplans.document.wording import count, plural
from actionplans.operations import handovers
from actionplans.pages import leads
from boards.access import Right, may
from boards.extensions.errands import PeopleErrand
from boards.models import Board, User
from boards.operations import access_reviews


def find(user: User, board: Board, everything: bool) -> list[PeopleErrand]:
    """The errands of this user; none for users who may do neither. With ``everything`` also a line on when access was last
    reviewed, where no review is due."""
    errands = []
    if may(user, Right.EDIT_PLAN, board):
        errands += _left(board, user)
        errands += _unknown_leads(board, user)
    if may(user, Right.EDIT_MEMBERS, board):
        errands += _review(board, everything)
    return errands


def _left(board: Board, user: User) -> list[PeopleErrand]:
    waiting = handovers.waiting(board, user, timezone.localdate())
    if not waiting:
        return []
    if len(waiting) > 1:
        return [
            PeopleErrand(
                f"{len(waiting)} people who have left still lead something.",
                "Hand it over",
                "actionplans:handover_list",
            )
        ]
    workload = waiting[0]
    things = [f"leads {count(len(workload.actions), 'open action')}"] if workload.actions else []
    things += [f"chairs {count(len(workload.chairs), 'group')}"] if workload.chairs else []
    said = f"{workload.person.name}, who has left, still {' and '.join(things)}."
    return [PeopleErrand(said, "Hand it over", "actionplans:handover_list")]


def _unknown_leads(board: Board, user: User) -> list[PeopleErrand]:
    """Names of leads of which nobody has said who they are."""
    number = leads.open_number(board, user)
    if not number:
        return []
    said = (
        f"{count(number, 'lead')} of plans {plural(number, 'is', 'are')} not connected to the board’s people, groups or"
    )
    return [PeopleErrand(f"{said} agencies.", "Say who they are", "actionplans:lead_list")]


def _review(board: Board, everything: bool) -> list[PeopleErrand]:
    if review := access_reviews.under_way(board):
        said = f"The yearly access review, begun on {_day(review.begun_at)}, is not finished."
        return [PeopleErrand(said, "Continue", "actionplans:access_review_list")]
    due, last = access_reviews.is_due(board, timezone.now()), access_reviews.last_finished(board)
    if not due and not everything:
        return []
    if last:
        said = f"Access was last reviewed on {_day(last.finished_at)}{', more than a year ago' if due else ''}."
    else:
        said = "Access has never been reviewed."
    return [PeopleErrand(said, "Yearly access review", "actionplans:access_review_list")]


def _day(moment: datetime.datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y}"
