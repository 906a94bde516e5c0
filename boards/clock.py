"""Times of day in words, as pages, prints and the activity log show them."""

from __future__ import annotations

import datetime

from django.utils import timezone


def clock_words(when: datetime.datetime | datetime.time) -> str:
    """A time of day as people write it: “10am”, “2:30pm”; noon and midnight are 12pm and 12am (the style of GOV.UK). A moment
    is said in the time zone of the site."""
    if isinstance(when, datetime.datetime) and timezone.is_aware(when):
        when = timezone.localtime(when)
    minutes = f":{when.minute:02}" if when.minute else ""
    return f"{when.hour % 12 or 12}{minutes}{'am' if when.hour < 12 else 'pm'}"
