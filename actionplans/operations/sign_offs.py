"""Sign-offs of the chair or scrutineer: signing off a complete action or a published version, and taking it back.

Nobody signs off their own work: an action that they lead, or whose completion they proposed or entered (``own_work``).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Action, Lead, Proposal, SignOff, Version
from actionplans.models.action import Status
from boards.access import Right, gives
from boards.models import Membership, User


@transaction.atomic
def sign_off_action(action: Action, *, by: User, words: str = "", at: datetime.datetime | None = None) -> SignOff:
    """Sign off an action that is complete. Raises ValidationError where it is not, where it is signed off already, and where it
    is the user's own work."""
    action.hold()
    if action.status != Status.COMPLETE:
        raise ValidationError(f"{action.ref} is {action.status}. Only what is complete can be signed off.")
    _refuse_twice(action.sign_offs.standing().select_related("signed_by").first())
    if sentence := refusal(action, by):
        raise ValidationError(sentence)
    return _sign(by, at, action=action, words=words.strip())


#: Why somebody does not sign off an action, by the codes of ``own_work``.
OWN_WORK = {
    "leads": "You lead it.",
    "proposed": "You proposed that it is complete.",
    "entered": "You marked it complete.",
}


def own_work(actions: Iterable[Action], user: User) -> dict[int, str]:
    """Those of these complete actions, all of one board, that the user does not sign off, by primary key: each with the reason
    (a key of ``OWN_WORK``). Four queries, whatever their number."""
    rows = {action.pk: action for action in actions}
    if not rows:
        return {}
    completed = _completed(rows)
    own = {pk: "entered" for pk, (who, _) in completed.items() if who == user.pk}
    agreed = Proposal.objects.filter(
        action__in=rows, author=user, kind=Proposal.Kind.COMPLETE, state=Proposal.State.AGREED
    )
    for pk, moment in agreed.values_list("action", "answered_at"):
        if moment and pk in completed and moment >= completed[pk][1]:
            own[pk] = "proposed"
    board = next(iter(rows.values())).plan.board_id
    membership = Membership.objects.filter(user=user, board=board).select_related("person").first()
    if membership and membership.person:
        leads = Lead.objects.current().in_person(membership.person).filter(action__in=rows)
        own |= dict.fromkeys(leads.values_list("action", flat=True), "leads")
    return own


def _completed(rows: Iterable[int]) -> dict[int, tuple[int | None, datetime.datetime]]:
    """Who marked each of these actions complete, and when: the last time that its status became so."""
    lines = Action.history.filter(id__in=list(rows)).order_by("history_date", "history_id")
    found: dict[int, tuple[int | None, datetime.datetime]] = {}
    for pk, status, who, moment in lines.values_list("id", "status", "history_user", "history_date"):
        if status != Status.COMPLETE:
            found.pop(pk, None)
        else:
            found.setdefault(pk, (who, moment))
    return found


def refusal(action: Action, user: User) -> str:
    """Why the user does not sign off this action, and who is asked instead; empty where they may."""
    why = own_work([action], user).get(action.pk)
    return f"{OWN_WORK[why]} {asked_instead(action, user)}" if why else ""


def asked_instead(action: Action, user: User) -> str:
    """Who signs off this action instead of the user, as a sentence: a chair or scrutineer, or else another manager."""
    members = Membership.objects.active().filter(board=action.plan.board_id, user__is_active=True)
    others = [one for one in members.exclude(user=user).select_related("user") if gives(one.role, Right.SIGN_OFF)]
    able = [one for one in others if not own_work([action], one.user)]
    first = [one.user.name for one in able if not gives(one.role, Right.EDIT_PLAN)]
    names = first or [one.user.name for one in able]
    if not names:
        return "Nobody else in this board may sign it off: the business manager can invite a scrutineer."
    *most, last = names
    who = f"{', '.join(most)} or {last}" if most else last
    return f"{who} is asked to sign it off."


@transaction.atomic
def sign_off_version(version: Version, *, by: User, words: str = "", at: datetime.datetime | None = None) -> SignOff:
    """Agree to a published version. Raises ValidationError where it is agreed already."""
    version.plan.hold()
    _refuse_twice(version.sign_offs.standing().select_related("signed_by").first())
    return _sign(by, at, version=version, words=words.strip())


@transaction.atomic
def take_back(sign_off: SignOff, *, by: User, reason: str, at: datetime.datetime | None = None) -> None:
    """Take a sign-off back. It stays in the history, with the reason. Raises ValidationError without one, and where it was
    taken back already."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is taken back."})
    if sign_off.action:
        sign_off.action.hold()  # before the sign-off, as everywhere
    sign_off.hold()
    if sign_off.taken_back:
        raise ValidationError("This was taken back already. The history says by whom, and why.")
    sign_off.taken_back = True
    sign_off.save_by(by, at=at, reason=reason.strip())


def take_back_of(action: Action, *, by: User, reason: str, at: datetime.datetime | None = None) -> None:
    """Take back the sign-off of an action, because it is opened again; no change where there is none."""
    for sign_off in action.sign_offs.standing():
        take_back(sign_off, by=by, reason=f"{action.ref} was opened again: {reason.strip()}", at=at)


def _sign(by: User, at: datetime.datetime | None, **values: Any) -> SignOff:
    at = at or timezone.now()
    return SignOff.objects.create_by(by, at=at, signed_by=by, signed_at=at, **values)


def _refuse_twice(standing: SignOff | None) -> None:
    if standing:
        day = day_words(timezone.localdate(standing.signed_at))
        raise ValidationError(f"{standing.signed_by.name} signed this off on {day}.")
