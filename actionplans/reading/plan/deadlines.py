"""The dates of a deadline cell of a plan that is being read."""

from __future__ import annotations

import datetime
import re

from actionplans.document.dates import DateError, find_dates, read_deadlines
from actionplans.document.tree import DeadlineNode
from actionplans.document.warnings import DEADLINE

from .row_warnings import RowWarnings


def deadlines_of(
    row_warnings: RowWarnings, text: str, dates: list[datetime.date], around: datetime.date | None
) -> tuple[DeadlineNode, ...]:
    """The dates of a deadline cell; a real date of a spreadsheet is one to the day unless it was shown as a month."""
    found: list[DeadlineNode] = []
    try:
        found = list(read_deadlines(re.sub(r"\n\s*\n", "\n", text), around))
    except DateError:
        for line in text.split("\n"):
            try:
                found += [d for d in read_deadlines(line, around) if d not in found]
            except DateError as error:
                row_warnings.warn(DEADLINE, f"“{line.strip()}”: {error} It was kept as words.", "deadline")
    for date in dates:
        day = date.isoformat()
        if not any(d.date and day.startswith(d.date) for d in found):
            found.append(DeadlineNode(date=day, precision="day"))
    hits = find_dates(text)
    if found and any(hit.date is None for hit in hits):
        row_warnings.warn(DEADLINE, f"“{text.strip()[:80]}” holds a date without its year.", "deadline")
    return tuple(found)
