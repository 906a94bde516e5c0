"""Actions that wait for a sign-off, and which users sign off."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.fields import ATTRIBUTES
from actionplans.models import Action, SignOff
from actionplans.models.action import ActionQuerySet, Status
from actionplans.operations import sign_offs
from actionplans.pages import action_history, action_record
from actionplans.pages.action_history import HistoryLine
from actionplans.pages.action_record import ActionRecord
from actionplans.pages.cell_headings import cell_heading
from boards.access import Right, may
from boards.models import Board, User


def waiting(user: User, board: Board) -> ActionQuerySet:
    """The complete actions of a board's plans, as the user may read them, without a sign-off."""
    signed = SignOff.objects.standing().filter(action__plan__board=board)
    return (
        Action.objects.visible_to(user)
        .of(board)
        .standing()
        .filter(status=Status.COMPLETE)
        .exclude(pk__in=signed.values("action"))
    )


def to_sign(user: User, board: Board) -> list[Action]:
    """The actions that wait and that the user may sign off: not those that are their own work."""
    rows = list(waiting(user, board).select_related("plan"))
    own = sign_offs.own_work(rows, user)
    return [row for row in rows if row.pk not in own]


@dataclass(frozen=True)
class Proof:
    """What is there to judge a complete action by: everything noted, and what was changed since it was last looked at."""

    record: ActionRecord
    notes: list[dict[str, Any]]
    headings: dict[str, str]
    called_by: str
    since: str
    changed: list[HistoryLine]


def proof_of(action: Action, *, internal: bool) -> Proof:
    """The proof of a complete action. Changes are those since it was signed off last, or else since the last version."""
    record = action_record.read(action, internal=internal)
    columns = {column["field"]: column.get("heading") for column in action.plan.columns}
    headings = {name: cell_heading(name, columns) for name in (*ATTRIBUTES, "progress")}
    since, words = _looked_at(record)
    story = action_history.history_of(record, headings)
    changed = [line for line in story if line.version is None and (since is None or line.at > since)]
    lines = [line for line in record.lines if line.status == Status.COMPLETE]
    last = next((line for line in reversed(record.lines) if line.status != Status.COMPLETE), None)
    begun = [line for line in lines if last is None or line.history_date >= last.history_date]
    who = begun[0].history_user.name if begun and begun[0].history_user else ""
    return Proof(record, action_history.timeline(record, newest_first=True), headings, who, words, changed)


def _looked_at(record: ActionRecord) -> tuple[datetime.datetime | None, str]:
    """When the action was last signed off, or else last published, and that in words."""
    signed = [line for line in record.sign_off_lines if not line.taken_back]
    if signed:
        return signed[-1].signed_at, f"since it was signed off on {_day(signed[-1].signed_at)}"
    if record.versions:
        number, moment = record.versions[-1]
        return moment, f"since version {number} of {_day(moment)}"
    return None, "since it was added"


def _day(moment: datetime.datetime) -> str:
    return day_words(timezone.localdate(moment))


def is_for(user: User, board: Board) -> bool:
    """Whether the user is one who signs off: a manager may record a sign-off, and is not reminded of it."""
    return may(user, Right.SIGN_OFF, board) and not may(user, Right.EDIT_PLAN, board)
