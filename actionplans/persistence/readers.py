"""Who reads a row: hiding one, or a recommendation with all its rows, from all but few readers; and showing it.

A note that was written while its row was hidden was meant for those who could read it then. It does not become readable by others
with the row: it stays internal, unless the user who shows the row says otherwise.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from actionplans.models import Action, ProgressEntry, Recommendation
from boards.models import User


def hidden_since(row: Action | Recommendation) -> datetime.datetime | None:
    """Since when a row or recommendation has been hidden, by its history; None where it is not."""
    if not row.internal:
        return None
    lines = row.history.order_by("history_date", "history_id").values_list("history_date", "internal")
    since = None
    for at, internal in lines:
        since = (since or at) if internal else None
    return since


def notes_written_hidden(row: Action | Recommendation) -> list[ProgressEntry]:
    """The notes that were written since the row was hidden, and that others would read if it were shown."""
    since = hidden_since(row)
    if since is None:
        return []
    under = {"action": row} if isinstance(row, Action) else {"action__recommendation": row}
    notes = ProgressEntry.objects.standing().filter(internal=False, written_at__gte=since, **under)
    return list(notes.order_by("pk"))


def keep_from_others(notes: Iterable[ProgressEntry], *, by: User | None, at: datetime.datetime) -> None:
    """Make notes internal that were written while their row was hidden, because it is shown now."""
    for entry in notes:
        entry.internal = True
        entry.save_by(by, at=at, reason="Written while the row was hidden")
