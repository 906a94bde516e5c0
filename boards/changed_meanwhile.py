"""What a user is answered whose change meets another user's change of the same field."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from boards.clock import clock_words

UNKNOWN_USER = "Somebody"


class ChangedMeanwhile(ValidationError):
    """Raised where another user saved the same field of a row a moment earlier; a sentence for each field, by its name."""

    def __init__(self, row: Any, stored: dict[str, Any]) -> None:
        """``stored`` maps the column attributes of the fields (``section_id``) to what the database holds."""
        newest = row.history.select_related("history_user").first()
        who = newest.history_user.name if newest and newest.history_user else UNKNOWN_USER
        when = newest.history_date if newest else timezone.now()
        fields = {name: row._meta.get_field(name) for name in stored}
        super().__init__(
            {fields[name].name: sentence(who, when, value, fields[name]) for name, value in stored.items()}
        )


def sentence(who: str, when: datetime.datetime, value: Any, field: models.Field) -> str:
    """Who changed a field, when, and what it says now."""
    local = timezone.localtime(when)
    return (
        f"{who} changed this at {clock_words(local)} on {local.day} {local:%B}, while you were writing. It now says "
        f"{in_words(value, field)}. Save again to put your text in its place"
    )


def in_words(value: Any, field: models.Field) -> str:
    """The value of a field as a sentence names it."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, list):
        return "“" + "; ".join(line["heading"] if isinstance(line, dict) else str(line) for line in value) + "”"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, models.ForeignKey):
        return f"“{field.related_model._base_manager.get(pk=value)}”"
    choices = dict(field.flatchoices)
    return f"“{choices.get(value, value)}”"
