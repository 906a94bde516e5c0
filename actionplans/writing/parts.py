"""Words that all written forms of a plan share: row references, labels, the words of each cell, the version table."""

from __future__ import annotations

import datetime
from collections import defaultdict

from actionplans.document.cells import deadline_words, is_box, lead_words, note_date, status_words
from actionplans.document.dates import day_of, day_words, last_day, short_words
from actionplans.document.fields import FIELDS
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    EntryNode,
    PlanDocument,
    SectionNode,
    VersionLine,
)
from actionplans.document.wording import INTERNAL_NOTE, in_a_line, in_brackets, listed, plural

# The plan --------------------------------------------------------------------------------------------------------------


def section_labels(document: PlanDocument) -> list[str]:
    """The label above each section's title: the board's word for it, counted where there are several."""
    kinds: dict[str, int] = defaultdict(int)
    for section in document.sections:
        kinds[section.kind.strip().lower()] += bool(section.title.strip())
    labels, reached = [], dict.fromkeys(kinds, 0)
    for section in document.sections:
        kind = section.kind.strip()
        key = kind.lower()
        reached[key] += bool(section.title.strip())
        if not kind or section.title.strip().lower().startswith(key):
            labels.append("")
        else:
            counted = kinds[key] > 1 and not any(letter.isdigit() for letter in kind)
            labels.append(kind[:1].upper() + kind[1:] + (f" {reached[key]}" if counted else ""))
    return labels


def section_heading(section: SectionNode, label: str) -> str:
    """The heading of a section in one line: "Priority 1: Leadership that can be seen"."""
    return ": ".join(filter(None, (label, section.title.strip())))


def version_lines(document: PlanDocument) -> tuple[VersionLine, ...]:
    """The lines of the version table, the present version included."""
    lines, version = document.versions, document.version
    if version is None or any(at.number == version.number for at in lines):
        return lines
    now = VersionLine(label=f"Version {version.number}", date=version.date, note=version.note, by=version.by)
    return (*lines, now)


def version_words(document: PlanDocument, written_on: datetime.date) -> str:
    """The state of the plan in words: "Version 8, 14 February 2027", or "Draft of 21 November 2026"."""
    version = document.version
    if version is None:
        return f"Draft of {day_words(written_on)}"
    return ", ".join(filter(None, (f"Version {version.number}", date_words(version.date))))


def date_words(written: str | None) -> str:
    """A date in full ("14 February 2027"), or its substitute where it is none."""
    if not written or day_of(written) is None:
        return written or ""
    return day_words(written, precision_of(written))


def precision_of(written: str) -> str:
    """The precision of a date, which its length shows: "2026-11" is a month."""
    return {4: "year", 7: "month"}.get(len(written), "day")


# Rows ------------------------------------------------------------------------------------------------------------------


def cell_text(column: ColumnNode, action: ActionNode) -> str:
    """The words of one cell, with light marks. A recommendation's own columns are the caller's business."""
    match column.field:
        case "progress":
            return "\n\n".join(filter(None, map(entry_text, oldest_first(action.progress))))
        case "deadline":
            return "\n\n".join(filter(None, (deadline_words(action), *moves(action))))
        case "lead":
            return lead_words(action)
        case "rating":
            return action.rating or ""
        case "status":
            return "" if action.status == "open" and is_box(column.heading) else status_words(action)
        case field:
            return getattr(action, field, "") if field in FIELDS else action.extra.get(column.extra, "")


def oldest_first(entries: tuple[EntryNode, ...]) -> list[EntryNode]:
    """Notes in the order in which things happened; one without a date stays with the note it was written after."""
    return [entry for _, entry in sorted(dated(entries), key=lambda pair: pair[0])]


def dated(entries: tuple[EntryNode, ...]) -> list[tuple[datetime.date, EntryNode]]:
    """Each note with the day by which it is sorted: its own, or that of the note it was written after."""
    found, reached = [], datetime.date.min
    for entry in entries:
        reached = day_of(entry.date) or reached
        found.append((reached, entry))
    return found


def entry_date(entry: EntryNode) -> str:
    """The date before a note as boards write it ("11.10.17"); one whose year was inferred as it was written."""
    if entry.inferred and entry.as_written:
        return entry.as_written
    return note_date(entry)


def entry_text(entry: EntryNode) -> str:
    """A note with its date before it, and the names of its files below it."""
    date, text = entry_date(entry), entry.text.strip("\n")
    lead = " ".join(filter(None, (f"**{date}**" if date else "", in_brackets(INTERNAL_NOTE) if entry.internal else "")))
    if lead:
        between = "\n\n" if text.lstrip().startswith("- ") else " "
        text = f"{lead}{between}{text}" if text.strip() else lead
    if entry.attachments:
        text += f"\n\n{plural(len(entry.attachments), 'File', 'Files')}: {'; '.join(entry.attachments)}"
    return text


def moves(action: ActionNode) -> list[str]:
    """Each slip of the deadline, latest first: "was January 2027 (moved 12.02.27): the new system went live"."""
    return [_move(move) for move in reversed(action.deadline_moves) if move.from_.strip()]


def _move(move: DeadlineMoveNode) -> str:
    moved = f" (moved {short_words(move.on)})" if move.on else ""
    return f"was {in_a_line(move.from_)}{moved}" + (f": {move.reason}" if move.reason else "")


def also_words(action: ActionNode) -> str:
    """Which other recommendations a row answers, or nothing."""
    if not action.also:
        return ""
    return f"Also answers {plural(len(action.also), 'recommendation')} {listed(action.also)}."


def due_on(action: ActionNode) -> datetime.date | None:
    """The last day by which all of it is due, where its deadlines have dates."""
    days = (last_day(d.date, d.precision) for d in action.deadlines if d.date)
    return max((day for day in days if day), default=None)
