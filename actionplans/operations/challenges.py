"""Challenges of the independent chair or scrutineer: asking, answering, closing, asking again.

A challenge changes no cell of the plan. Asked again, it keeps its number and its first words; who asked, answered and
closed it, and when, is read from its history (``turns``).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Action, Challenge, Plan, Version
from boards.access import Right, may
from boards.history import SENT_TWICE
from boards.models import Meeting, User


@transaction.atomic
def ask(
    plan: Plan,
    *,
    by: User,
    text: str,
    action: Action | None = None,
    meeting: Meeting | None = None,
    at: datetime.datetime | None = None,
) -> Challenge:
    """Challenge a plan, or one of its actions. Idempotent: the same form submitted again returns the first challenge."""
    at = at or timezone.now()
    if not text.strip():
        raise ValidationError({"text": "Say what you ask."})
    plan.hold()  # a lock, so that two challenges do not get the same number
    same = plan.challenges.open().filter(asked_by=by, text=text.strip(), action=action)
    if twin := same.filter(asked_at__gt=at - SENT_TWICE, asked_at__lte=at).first():
        return twin
    version = _version_before(plan, meeting)
    last = plan.challenges.aggregate(last=Max("number"))["last"] or 0
    return Challenge.objects.create_by(
        by,
        at=at,
        plan=plan,
        action=action,
        number=last + 1,
        text=text.strip(),
        meeting=meeting,
        version=version,
        words=_words_of(action, version),
        asked_by=by,
        asked_at=at,
    )


def _version_before(plan: Plan, meeting: Meeting | None) -> Version | None:
    """The version that lay before the meeting: the last published for it, else by its day; without a meeting the last one."""
    versions = plan.versions.defer("pdf").order_by("-number")
    if meeting is None:
        return versions.first()
    return (
        versions.filter(meeting=meeting).first() or versions.filter(date__lte=meeting.date).first() or versions.first()
    )


def _words_of(action: Action | None, version: Version | None) -> str:
    """What the action says in the version, or in the plan where the version does not hold it."""
    if action is None:
        return ""
    rows = version.document().actions() if version else ()
    return next((row.action for _, _, row in rows if row.id == action.uid), action.action)


def may_answer(user: User, challenge: Challenge) -> bool:
    """Whether the user may answer: the manager, and those who lead the action that is challenged."""
    board = challenge.plan.board_id
    if may(user, Right.EDIT_PLAN, board):
        return True
    if challenge.action_id is None or not may(user, Right.ADD_NOTE, board):
        return False
    return Action.objects.filter(pk=challenge.action_id).may_be_noted_by(user).exists()


@transaction.atomic
def answer(challenge: Challenge, *, by: User, text: str, at: datetime.datetime | None = None) -> None:
    """Answer it, or replace its answer; the earlier one stays in its history. Raises ValidationError
    without a text, and where it is closed; ChangedMeanwhile where another user answered since ``challenge`` was read."""
    if not text.strip():
        raise ValidationError({"answer": "Write an answer."})
    _hold_open(challenge, "answer")
    challenge.answer = text.strip()
    challenge.answered_by, challenge.answered_at = by, at or timezone.now()
    challenge.save_by(by, at=at)


@transaction.atomic
def close(challenge: Challenge, *, by: User, outcome: str, at: datetime.datetime | None = None) -> None:
    """Close it with its outcome, answered or not. Raises ValidationError without an outcome, and where it is closed."""
    if not outcome.strip():
        raise ValidationError({"outcome": "Say what came of it."})
    _hold_open(challenge)
    challenge.outcome = outcome.strip()
    challenge.closed_by, challenge.closed_at = by, at or timezone.now()
    challenge.save_by(by, at=at, reason=outcome.strip())


@transaction.atomic
def ask_again(challenge: Challenge, *, by: User, text: str, at: datetime.datetime | None = None) -> None:
    """Ask again, whether it was answered or closed: it is open again, without an answer; the earlier answer stays in its
    history. Raises ValidationError without a text."""
    at = at or timezone.now()
    if not text.strip():
        raise ValidationError({"text": "Say what you still ask."})
    challenge.hold()
    again = f"\n\nAsked again on {day_words(timezone.localdate(at))}: {text.strip()}"
    if challenge.waits and challenge.text.endswith(again):  # the same form sent twice
        return
    challenge.text += again
    challenge.answer, challenge.answered_by, challenge.answered_at = "", None, None
    challenge.outcome, challenge.closed_by, challenge.closed_at = "", None, None
    challenge.save_by(by, at=at, reason=text.strip())


def _hold_open(challenge: Challenge, *unchanged: str) -> None:
    challenge.hold(*unchanged)
    if challenge.closed_at is not None:
        who = challenge.closed_by.name if challenge.closed_by else "Somebody"
        raise ValidationError(f"{who} closed this on {day_words(timezone.localdate(challenge.closed_at))}.")


@dataclass(frozen=True)
class Turn:
    """One step of a challenge: what was done (“Asked”, “Answered”), when, by whom, in which words."""

    did: str
    at: datetime.datetime
    who: str
    words: str


def turns(challenge: Challenge) -> list[Turn]:
    """The steps of a challenge, the oldest first, from its history."""
    lines = list(challenge.history.select_related("history_user").order_by("history_date", "history_id"))
    turns_taken = []
    for before, after in zip([None, *lines], lines, strict=False):
        did, words = _turn(before, after)
        if did:
            who = after.history_user.name if after.history_user else ""
            turns_taken.append(Turn(did, after.history_date, who, words))
    return turns_taken


def _turn(before: Any, after: Any) -> tuple[str, str]:
    if before is None:
        return "Asked", after.text
    if after.text != before.text:
        return "Asked again", after.history_change_reason
    if after.closed_at and not before.closed_at:
        return "Closed", after.outcome
    if after.answer and after.answer != before.answer:
        return "Answered", after.answer
    return "", ""
