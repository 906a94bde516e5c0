"""Sign-offs of the chair or scrutineer: signing off a complete action or a published version, and taking it back."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Action, SignOff, Version
from actionplans.models.action import Status
from boards.models import User


@transaction.atomic
def sign_off_action(action: Action, *, by: User, words: str = "", at: datetime.datetime | None = None) -> SignOff:
    """Sign off an action that is complete. Raises ValidationError where it is not, and where it is signed off already."""
    action.hold()
    if action.status != Status.COMPLETE:
        raise ValidationError(f"{action.ref} is {action.status}. Only what is complete can be signed off.")
    _refuse_twice(action.sign_offs.standing().select_related("signed_by").first())
    return _sign(by, at, action=action, words=words.strip())


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
