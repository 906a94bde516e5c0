"""Changing, ending and reopening an action. Where two users change the same cell at once, both texts are kept (``Clash``)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import DateError, read_deadlines
from actionplans.document.fields import ATTRIBUTES
from actionplans.models import Action, Clash, Deadline, DeadlineMove, Lead, Proposal
from actionplans.models.action import Status
from actionplans.operations import sign_offs
from actionplans.persistence import leads as lead_words
from actionplans.persistence.readers import keep_from_others, notes_written_hidden
from actionplans.persistence.save import deadline_row
from boards.history import latest_line
from boards.models import User

#: Cells that a row's form changes; ``extra:HEADING`` besides.
CELLS = (*ATTRIBUTES, "internal")

NO_WORDS = (
    "Say what needs to happen: a row without words is blank on every page. If it is not to be in the plan, remove it."
)


@dataclass
class SaveResult:
    """The result of a save: the names of the saved cells, and the clashes that a user must settle."""

    saved: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)


def stamp(action: Action) -> int:
    """Which state of the row a form was made from: the key of the row's latest line of history, carried in the form."""
    return latest_line(action)


def cell(action: Any, name: str) -> Any:
    """The value of a cell by its name."""
    return action.extra.get(name.removeprefix("extra:"), "") if name.startswith("extra:") else getattr(action, name)


def _set(action: Action, name: str, value: Any) -> None:
    if name.startswith("extra:"):
        action.extra = {**action.extra, name.removeprefix("extra:"): value}
    else:
        setattr(action, name, value)


def locked(action: Action) -> Action:
    """The row as it is now, locked until the transaction ends: an instance of its own, so that what an operation refuses
    to save is not shown as saved."""
    return Action.objects.select_for_update(of=("self",), no_key=True).get(pk=action.pk)


@transaction.atomic
def change_action(
    action: Action,
    changes: dict[str, Any],
    *,
    by: User | None,
    base: int = 0,
    move_reason: str = "",
    reason: str = "",
    show_notes: bool = False,
    answering: Proposal | None = None,
    at: datetime.datetime | None = None,
) -> SaveResult:
    """Change cells of a row. ``changes`` maps names of cells to their new values; ``base`` is the ``stamp`` of the state
    that was edited. A cell that another user changed to something different since then is not overwritten: the new text
    is saved as a Clash. Proposals that come true by it are settled, but for the one that it answers (``answering``). Where a
    hidden row is shown, notes that were written meanwhile stay internal unless ``show_notes``. Raises ValidationError (by
    field) where a changed date has no reason, or does not exist, and where what needs to happen would have no words left."""
    at = at or timezone.now()
    given, action = action, locked(action)
    before = action.history.filter(history_id=base).first() if base else None
    outcome = SaveResult()
    for name, mine in changes.items():
        now = cell(action, name)
        seen = cell(before, name) if before else now
        if mine in (seen, now):
            continue
        if name == "action" and not mine.strip():
            raise ValidationError({"action": NO_WORDS})
        if now != seen:
            outcome.clashes.append(_clash(action, name, now, mine, by, at, move_reason))
            continue
        outcome.saved.append(name)
    moved_from = action.deadline_text
    written_hidden = notes_written_hidden(action) if "internal" in outcome.saved and not show_notes else []
    for name in outcome.saved:
        _set(action, name, changes[name])
    if "deadline_text" in outcome.saved:
        _move(action, moved_from, move_reason, by, at)
    if "lead_text" in outcome.saved:
        _lead(action, by, at)
    action.save_by(by, at=at, reason=reason or (move_reason if "deadline_text" in outcome.saved else ""))
    keep_from_others(written_hidden, by=by, at=at)
    if "deadline_text" in outcome.saved:
        _settle_proposals(action, answering, by, at)
    given.catch_up(action)
    return outcome


def _clash(
    action: Action, name: str, theirs: Any, mine: Any, by: User | None, at: datetime.datetime, why: str
) -> Clash:
    twin = action.clashes.unsettled().filter(field=name, mine=str(mine), mine_by=by).first()
    if twin:  # the same form sent again
        return twin
    last = None
    for record in action.history.all():  # newest first: the line in which the cell got its present value
        if cell(record, name) != theirs:
            break
        last = record
    return Clash.objects.create_by(
        by,
        at=at,
        action=action,
        field=name,
        theirs=str(theirs),
        theirs_by=last.history_user if last else None,
        theirs_at=last.history_date if last else at,
        mine=str(mine),
        mine_by=by,
        mine_at=at,
        move_reason=why if name == "deadline_text" else "",
    )


def _move(action: Action, was: str, reason: str, by: User | None, at: datetime.datetime) -> None:
    today = timezone.localtime(at).date()
    try:
        dates = read_deadlines(action.deadline_text, today)
    except DateError as error:
        raise ValidationError({"deadline_text": str(error)}) from error
    if was:
        if not reason.strip():
            raise ValidationError({"move_reason": "Say why the date moves. It is printed beside the old date."})
        DeadlineMove.objects.create_by(
            by, at=at, action=action, was=was, became=action.deadline_text, on=today, why=reason.strip()
        )
    old = list(action.deadlines.filter(replaced=False))
    for deadline in old:
        deadline.replaced = True
    Deadline.objects.bulk_change_by(old, ["replaced"], by, at, reason)
    rows = [deadline_row(action, date, order) for order, date in enumerate(dates)]
    Deadline.objects.bulk_create_by(rows, by, at, reason)


def _lead(action: Action, by: User | None, at: datetime.datetime) -> None:
    rows = lead_words.rows(action, action.lead_text, lead_words.BoardNames.of(action.plan.board))
    if len(rows) > lead_words.MOST_LEADS:
        words = (
            f"It names {len(rows):,} leads. A row holds up to {lead_words.MOST_LEADS}: name a group, or split the row."
        )
        raise ValidationError({"lead_text": words})
    old = list(action.leads.filter(left=False))
    for lead in old:
        lead.left = True
    Lead.objects.bulk_change_by(old, ["left"], by, at)
    Lead.objects.bulk_create_by(rows, by, at)


@transaction.atomic
def end_action(
    action: Action,
    status: str,
    *,
    by: User,
    reason: str,
    agreed_by: str = "",
    on: datetime.date | None = None,
    answering: Proposal | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Complete or close an open row: on which day, who agreed it, and why. Proposals that it is complete are settled, but for
    the one that this answers (``answering``). Raises ValidationError without a reason, and
    where it has ended already."""
    at = at or timezone.now()
    if not reason.strip():
        raise ValidationError(
            {"reason": "Say what shows that it is done." if status == Status.COMPLETE else "Say why it is closed."}
        )
    given, action = action, locked(action)
    if action.status != Status.OPEN:
        raise ValidationError(f"{action.ref} is {action.status} already: {action.ended_reason or 'without a reason'}.")
    action.status = status
    action.ended_on = on or timezone.localtime(at).date()
    action.ended_by = agreed_by.strip()
    action.ended_reason = reason.strip()
    action.save_by(by, at=at, reason=reason)
    _settle_proposals(action, answering, by, at)
    given.catch_up(action)


def _settle_proposals(action: Action, answering: Proposal | None, by: User | None, at: datetime.datetime) -> None:
    """Mark the waiting proposals that the plan holds now as agreed: nothing is left to answer, and their authors are shown so."""
    waiting = action.proposals.filter(state=Proposal.State.OPEN)
    for proposal in waiting.exclude(pk=answering.pk) if answering else waiting:
        if proposal.is_true_of(action):
            proposal.state = Proposal.State.AGREED
            proposal.answered_by, proposal.answered_at = by, at
            proposal.save_by(by, at=at, reason="Changed in the plan as proposed")


@transaction.atomic
def reopen_action(action: Action, *, by: User, reason: str, at: datetime.datetime | None = None) -> None:
    """Open a row again and withdraw its sign-off; its history keeps both."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is opened again."})
    at = at or timezone.now()
    action.hold()
    action.status = Status.OPEN
    action.ended_on, action.ended_by, action.ended_reason = None, "", ""
    action.save_by(by, at=at, reason=reason)
    sign_offs.take_back_of(action, by=by, reason=reason, at=at)
