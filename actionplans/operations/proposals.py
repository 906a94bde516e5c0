"""Proposals: a partner lead proposes a change to an action of theirs, and the manager agrees or declines.

The plan does not change until the manager agrees; then the operations of ``operations.actions`` change it.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Action, Proposal
from actionplans.models.action import Status
from actionplans.operations import actions
from boards.access import Right, may
from boards.models import Board, User

Kind, State = Proposal.Kind, Proposal.State

#: The cells of a row that a proposal depends on: if one was changed since, agreeing is refused.
JUDGED = {Kind.COMPLETE: ("action", "status"), Kind.DATE: ("deadline_text", "status")}
_CALLED = {"action": "what needs to happen", "deadline_text": "by when", "status": "its status"}


def is_for(user: User, board: Board | int) -> bool:
    """Whether the user is one who proposes: a manager changes the row instead."""
    return may(user, Right.PROPOSE, board) and not may(user, Right.EDIT_PLAN, board)


def may_propose(user: User, action: Action) -> bool:
    """Whether the user may propose changes to an action: they lead it in person, by a group or by their agency."""
    if not is_for(user, action.plan.board_id):
        return False
    return Action.objects.filter(pk=action.pk).may_be_noted_by(user).exists()


@transaction.atomic
def propose(
    action: Action,
    kind: str,
    *,
    by: User,
    why: str,
    date: datetime.date | None = None,
    at: datetime.datetime | None = None,
) -> Proposal:
    """Propose that an open action is complete, or a new date for it. Idempotent: the same form submitted again returns the
    first proposal. Raises ValidationError where the action has ended, where another proposal of the kind waits for its answer,
    and for a date that the action has already."""
    at = at or timezone.now()
    action.hold()
    if action.status != Status.OPEN:
        raise ValidationError(f"{action.ref} is {action.status} already. Nothing is left to propose.")
    waiting = action.proposals.filter(kind=kind, state=State.OPEN).select_related("author").first()
    if waiting and (waiting.author_id, waiting.date, waiting.why) == (by.pk, date, why.strip()):
        return waiting
    if waiting:
        who = "You" if waiting.author_id == by.pk else waiting.author.name
        what = "a new date" if waiting.date else "that it is complete"
        raise ValidationError(
            f"{who} proposed {what} on {_day(waiting.made_at)} already. It waits for the business manager’s answer."
        )
    if date and action.deadline_text == day_words(date):
        raise ValidationError({"date": f"{action.ref} is due on that day already. Enter another one."})
    if not why.strip():
        raise ValidationError({"why": "Say why, in a sentence."})
    return Proposal.objects.create_by(
        by, at=at, action=action, kind=kind, date=date, why=why.strip(), author=by, made_at=at
    )


@transaction.atomic
def withdraw(proposal: Proposal, *, by: User, at: datetime.datetime | None = None) -> None:
    """Take back a proposal that has no answer yet. Raises ValidationError where it has one."""
    _hold_open(proposal)
    proposal.state = State.WITHDRAWN
    proposal.save_by(by, at=at, reason="Withdrawn")


@transaction.atomic
def agree(
    proposal: Proposal,
    *,
    by: User,
    reason: str = "",
    deadline_text: str = "",
    agreed_by: str = "",
    on: datetime.date | None = None,
    base: int = 0,
    at: datetime.datetime | None = None,
) -> bool:
    """Save the proposed change in the plan, and mark the proposal as agreed. True if that changed the plan, False where it
    held the change already.

    ``reason`` is printed beside the old date, or as what shows that the action is complete; by default the author's
    own words, with their name. ``deadline_text`` are the words that By when shall hold. ``agreed_by`` and ``on`` are as
    for ``actions.end_action``. ``base`` is the ``actions.stamp`` of the row as the manager saw it, by default as it was when
    it was proposed: where the row was changed since, or has ended, raises ValidationError and overwrites nothing.
    """
    at = at or timezone.now()
    _hold_open(proposal)
    action = actions.locked(proposal.action)
    changed = not proposal.is_true_of(action)
    if changed:
        _refuse_if_overtaken(proposal, action, base)
        reason = reason.strip() or reason_of(proposal)
        if proposal.kind == Kind.COMPLETE:
            actions.end_action(
                action, Status.COMPLETE, by=by, reason=reason, agreed_by=agreed_by, on=on, answering=proposal, at=at
            )
        else:
            words = deadline_text.strip() or proposal.words
            change = {"deadline_text": words}
            actions.change_action(action, change, by=by, move_reason=reason, answering=proposal, at=at)
    _answer(proposal, State.AGREED, "", by, at)
    return changed


@transaction.atomic
def decline(proposal: Proposal, *, by: User, answer: str, at: datetime.datetime | None = None) -> None:
    """Decline, with a sentence that the author reads. Raises ValidationError without one, and where the proposal was
    answered or withdrawn meanwhile."""
    if not answer.strip():
        raise ValidationError({"answer": "Say why not, in a sentence. The person who proposed it reads it."})
    _hold_open(proposal)
    _answer(proposal, State.DECLINED, answer.strip(), by, at or timezone.now())


def reason_of(proposal: Proposal) -> str:
    """The lead's own words as a reason, with their name: “The new system is late. Proposed by Ruth Calloway.”"""
    why = proposal.why.strip()
    stop = "" if why.endswith((".", "!", "?", "…")) else "."
    return f"{why}{stop} Proposed by {proposal.author.name}."


def ended_meanwhile(proposal: Proposal, action: Action) -> str:
    """A sentence why it can only be declined; empty while it can be agreed."""
    if action.removed_on:
        return f"{action.ref} was removed from the plan on {day_words(action.removed_on)}."
    if action.status == Status.OPEN or proposal.is_true_of(action):
        return ""
    since = f" since {day_words(action.ended_on)}" if action.ended_on else ""
    return f"{action.ref} is {action.status}{since}, so there is nothing left to agree."


def changes_since(proposal: Proposal, action: Action, base: int = 0) -> list[str]:
    """The changes to the row since it was proposed, or since ``base``, a sentence for each."""
    lines = list(action.history.select_related("history_user").order_by("history_date", "history_id"))
    if base:
        start = max((place for place, line in enumerate(lines) if line.history_id == base), default=0)
    else:
        start = max((place for place, line in enumerate(lines) if line.history_date <= proposal.made_at), default=0)
    changes = []
    for before, after in zip(lines[start:], lines[start + 1 :], strict=False):
        who = after.history_user.name if after.history_user else "Somebody"
        for name in JUDGED[Kind(proposal.kind)]:
            old, new = getattr(before, name), getattr(after, name)
            if old == new:
                continue
            what = f"{_CALLED[name]}, from “{old or 'nothing'}” to “{new or 'nothing'}”"
            changes.append(f"{who} changed {what}, on {_day(after.history_date)}.")
    return changes


def _refuse_if_overtaken(proposal: Proposal, action: Action, base: int) -> None:
    if ended := ended_meanwhile(proposal, action):
        raise ValidationError(ended)
    if changes := changes_since(proposal, action, base):
        raise ValidationError([*changes, "Look at the row as it is now, then answer again."])


def _hold_open(proposal: Proposal) -> None:
    """Lock its action, then itself, against other answers. Raises ValidationError where it has one."""
    actions.locked(proposal.action)
    proposal.hold()
    if proposal.is_open:
        return
    if proposal.state == State.WITHDRAWN:
        raise ValidationError(f"{proposal.author.name} has withdrawn this.")
    how = "agreed to this" if proposal.state == State.AGREED else "did not agree to this"
    who = proposal.answered_by.name if proposal.answered_by else "Somebody"
    day = _day(proposal.answered_at) if proposal.answered_at else "another day"
    raise ValidationError(f"{who} {how}, on {day}. It needs no other answer.")


def _answer(proposal: Proposal, state: str, answer: str, by: User, at: datetime.datetime) -> None:
    proposal.state, proposal.answer = state, answer
    proposal.answered_by, proposal.answered_at = by, at
    proposal.save_by(by, at=at, reason=answer or "Agreed")


def _day(moment: datetime.datetime) -> str:
    return day_words(timezone.localdate(moment))
