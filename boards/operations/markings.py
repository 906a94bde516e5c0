"""Changing a protective marking: to lower it takes a reason."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from boards.protective_markings import is_lowered


def reason_for(before: str, after: str, why: str = "") -> str:
    """The reason that history keeps for a change of marking; empty where it did not change. To lower it takes a reason: raises
    ValidationError without one."""
    if before == after:
        return ""
    if not is_lowered(before, after):
        return f"Marked {after}"
    if not why.strip():
        raise ValidationError({"marking": f"Say why it is no longer marked {before}."})
    return f"Marked {after}, no longer {before}: {why.strip()}"
