"""Settling clashes: two users changed the same cell at once, and both texts are kept until one is chosen. Clashes
are made by ``operations.actions``: saving a row never overwrites what another user saved meanwhile."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplans.models import Clash
from actionplans.operations.actions import change_action, locked
from boards.models import User


@transaction.atomic
def settle(clash: Clash, keep: str, *, by: User, base: int = 0, at: datetime.datetime | None = None) -> Clash | None:
    """Save the chosen text in the cell and end the clash; the other text stays in the history. Where a third text was saved since
    ``base`` (as in ``change_action``, whose ValidationErrors it raises), the choice becomes a new clash with that text,
    which is returned. Raises ValidationError where it was settled meanwhile."""
    at = at or timezone.now()
    action = locked(clash.action)  # before the clash, as everywhere
    clash.hold()
    if clash.settled_at:
        who = clash.settled_by.name if clash.settled_by else "Somebody"
        raise ValidationError(f"{who} chose between these texts already. {action.ref} says what they chose.")
    value: Any = keep == "True" if clash.field == "internal" else keep
    outcome = change_action(
        action,
        {clash.field: value},
        by=by,
        base=base,
        at=at,
        move_reason=clash.move_reason,
        reason="Chosen from two texts",
    )
    clash.settled_at, clash.settled_by = at, by
    clash.save_by(by, at=at, reason="Settled")
    return outcome.clashes[0] if outcome.clashes else None
