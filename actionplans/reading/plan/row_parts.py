"""Parts of rows: labels within the cell of an action, and a row that is the one above again with another update."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from .draft import Draft, DraftRow, alike
from .headings import Mapped
from .joining import joined
from .meanings import meanings
from .outline import label_of

_SAYS_WHO = re.compile(r"(?:^|\n)\W{0,4}(?:lead|owner|who|responsible)\b", re.IGNORECASE)


def has(columns: Sequence[Mapped], field: str) -> bool:
    """Whether one of the columns is of a field."""
    return any(m.field == field for m in columns)


def labelled_parts(values: dict[str, str], columns: Sequence[Mapped], draft: Draft) -> dict[str, str]:
    """What a cell of actions says after labels of its own ("Lead: …", "Due: …"), for which the table has no columns."""
    text = values.get("action", "")
    if not text or has(columns, "lead") or not _SAYS_WHO.search(text):
        return {}
    found: dict[str, str] = {}
    left: list[str] = []
    for line in text.split("\n"):
        label, value = label_of(line) or ("", "")
        field = meanings(label)[0].field if label else ""
        if value and field in ("lead", "deadline", "target", "status", "rating") and not has(columns, field):
            found[field] = joined(found.get(field, ""), value)
            draft.note_column(Mapped(field, label), "")
        else:
            left.append(line)
    return {**found, "action": "\n".join(left).strip()} if found else {}


_NUMBER_FIRST = re.compile(
    r"(?:\*\*)?(?P<number>(?:[A-Z]{1,4}\d{0,4}-)?[A-Z]{0,2}\d{1,3}(?:\.\d{1,2}){0,2})[.):]?(?:\*\*)?\s+(?=[A-Z“‘*])",
    re.DOTALL,
)


def begins_numbered(text: str) -> tuple[str, str] | None:
    """The number that a text begins with, and the rest; None without one."""
    match = _NUMBER_FIRST.match(text)
    return (match["number"], text[match.end() :]) if match else None


def are_numbered(texts: Sequence[str]) -> bool:
    """Whether texts begin with numbers that count them, and do not list several numbered things each."""
    filled = [text for text in texts if text]
    numbers = [found[0] for text in filled if (found := begins_numbered(text))]
    alone = all(not re.search(r"\n[ *-]{0,6}\d{1,2}[.)]\s", text) for text in filled)
    return len(filled) > 1 and len(numbers) == len(filled) == len(set(numbers)) and alone


def is_update(above: DraftRow, ref: str, cells: dict[str, str]) -> bool:
    """Whether a row is the one above again with another update, as in trackers with a line for each."""
    action = cells.get("action", "")
    return bool(ref and above.ref == ref and action and alike(action, above.cells.get("action", "")))


def update(
    above: DraftRow, cells: dict[str, str], periods: dict[str, str], dates: dict[str, list[datetime.date]]
) -> list[str]:
    """Take a further update: its notes behind the others, those in columns of periods too; its rating and status in the place of
    those before; its real dates where the row above has nothing. The texts that it only repeats, or replaces."""
    above.take_dates({field: found for field, found in dates.items() if not above.cells.get(field)})
    for period, text in periods.items():
        above.add_period(period, text)
    left: list[str] = []
    for field, text in cells.items():
        if field == "progress":
            known = above.cells.get(field, "")
            above.cells[field] = f"{known}\n\n{text}" if known else text
            continue
        if field in ("rating", "status") or field.startswith("extra:") or not above.cells.get(field):
            text, above.cells[field] = above.cells.get(field, ""), text
        left.append(text)
    return [text for text in left if text]
