"""The history of an action as sentences: what was changed, when, by whom and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from actionplans.document import note_order
from actionplans.document.dates import day_words, short_words
from actionplans.document.fields import ATTRIBUTES
from actionplans.document.wording import FEW_READERS
from actionplans.models import ProgressEntry
from actionplans.pages.action_record import ActionRecord, newest

#: Characters up to which a text is shown whole; the whole of longer ones is in the versions and in the trail.
LONGEST = 160
#: Changes within this time of adding a row count as part of adding it.
BEGUN = datetime.timedelta(seconds=5)


@dataclass(frozen=True)
class HistoryLine:
    """One line of the history: time and sentence. ``version`` is the published version that it links to, if any."""

    at: datetime.datetime
    words: str
    version: int | None = None


def history_of(record: ActionRecord, headings: dict[str, str]) -> list[HistoryLine]:
    """The history of an action, newest first; no query. Internal notes and recommendations are named only to readers who may
    see them, and so is what they said before they became internal."""
    lines = (
        _of_row(record, headings)
        + _of_answers(record)
        + _of_notes(record)
        + _of_versions(record)
        + _of_exchanges(record)
    )
    return sorted(lines, key=lambda line: line.at, reverse=True)


def timeline(record: ActionRecord, *, newest_first: bool) -> list[dict[str, Any]]:
    """The notes, each with the time it was typed, the version in which it first appeared, and its files."""
    notes = [
        {
            "entry": entry,
            "typed": typed_words(entry),
            "version": first_printed(record.versions, entry.written_at),
            "files": [file for file in record.files if file.entry_id == entry.pk],
        }
        for entry in record.notes
    ]
    return note_order.newest_first(notes, lambda note: note["entry"].happened) if newest_first else notes


def _of_row(record: ActionRecord, headings: dict[str, str]) -> list[HistoryLine]:
    records, internal = record.lines, record.internal
    recommendations = {r.pk: str(r) for r in record.recommendations if internal or not r.internal}
    lines = []
    for before, after in zip([None, *records], records, strict=False):
        who = after.history_user.name if after.history_user else "the import"
        if before is None:
            lines.append(HistoryLine(after.history_date, f"Added to the plan by {who}."))
            continue
        if before.internal and not internal:
            if not after.internal:
                lines.append(HistoryLine(after.history_date, f"Shown to all members again by {who}."))
            continue  # what was changed while it was internal
        begun = after.history_date - records[0].history_date < BEGUN
        moved = before.recommendation_id != after.recommendation_id  # its reason would repeat it
        because = "" if moved else _because(after)
        for sentence in _sentences(before, after, headings, recommendations, begun):
            lines.append(HistoryLine(after.history_date, f"{sentence} by {who}{because}."))
    return lines


def _of_answers(record: ActionRecord) -> list[HistoryLine]:
    """Further recommendations that it came to answer, or answers no more; those with which it began are not listed."""
    names = {r.pk: str(r) for r in record.recommendations if record.internal or not r.internal}
    began = record.lines[0].history_date

    def answered(before: Any, after: Any, who: str) -> str:
        name = names.get(after.recommendation_id)
        was, now = before is not None and not before.left, not after.left
        if name is None or was == now or after.history_date - began < BEGUN:
            return ""
        return f"{name} {'added to' if now else 'removed from'} what it answers also, by {who}."

    return _lines_of(record.answer_lines, answered)


def _because(record: Any) -> str:
    reason = (record.history_change_reason or "").rstrip(".")
    return f", because “{reason}”" if reason else ""


def _sentences(
    before: Any, after: Any, headings: dict[str, str], recommendations: dict[int, str], begun: bool
) -> list[str]:
    found = []
    for field in ATTRIBUTES:
        found += _changed(headings.get(field, field), getattr(before, field), getattr(after, field), begun)
    for heading in {**before.extra, **after.extra}:
        found += _changed(heading, before.extra.get(heading, ""), after.extra.get(heading, ""), begun)
    if before.status != after.status:
        found.append({"open": "Opened again", "complete": "Marked complete", "closed": "Closed"}[after.status])
    if before.internal != after.internal:
        found.append(f"Hidden, for {FEW_READERS} only," if after.internal else "Shown to all members again")
    if before.recommendation_id != after.recommendation_id:
        old, new = (recommendations.get(r.recommendation_id, "another recommendation") for r in (before, after))
        found.append(f"Moved from {old} to {new}")
    if before.removed_on != after.removed_on:
        found.append("Removed from the plan" if after.removed_on else "Put back into the plan")
    return found


def _changed(heading: str, old: str, new: str, begun: bool) -> list[str]:
    if old == new or (begun and not old):
        return []
    if not old:
        return [f"{heading} written: “{_short(new)}”"]
    if not new:
        return [f"{heading} emptied; it said “{_short(old)}”"]
    if len(old) <= LONGEST and len(new) <= LONGEST:
        return [f"{heading} changed from “{old}” to “{new}”"]
    return [f"{heading} reworded, from “{_short(old)}” to “{_short(new)}”"]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def _of_notes(record: ActionRecord) -> list[HistoryLine]:
    """Notes that were corrected or withdrawn; the notes themselves show when they were added."""
    internal = record.internal
    hidden = set() if internal else {note.pk for note in newest(record.note_lines) if note.internal}
    lines: list[HistoryLine] = []
    before: dict[int, Any] = {}
    for line in record.note_lines:
        if line.id in hidden:
            continue
        old = before.get(line.id)
        before[line.id] = line
        if old is None or (line.internal or old.internal) and not internal:
            continue
        who = line.history_user.name if line.history_user else "the import"
        date = short_words(line.happened, line.precision) if line.happened else "without a date"
        if line.removed and not old.removed:
            sentence = f"The note of {date} was withdrawn; it said “{_short(old.text)}”,"
        elif line.text != old.text:
            sentence = f"The note of {date} was corrected from “{_short(old.text)}” to “{_short(line.text)}”"
        elif line.happened != old.happened:
            was = short_words(old.happened, old.precision) if old.happened else "no date"
            sentence = f"The date of a note was corrected from {was} to {date}"
        else:
            continue
        lines.append(HistoryLine(line.history_date, f"{sentence} by {who}{_because(line)}."))
    return lines


def _of_exchanges(record: ActionRecord) -> list[HistoryLine]:
    """Its proposals, challenges and sign-offs, with their answers and endings."""
    return [
        *_lines_of(record.proposal_lines, _proposed),
        *_lines_of(record.challenge_lines, _challenged),
        *_lines_of(record.sign_off_lines, _signed_off),
    ]


def _lines_of(records: list[Any], sentence_of: Callable[[Any, Any, str], str]) -> list[HistoryLine]:
    """A line for each record for which ``sentence_of`` (record before, record, user) gives a sentence."""
    lines: list[HistoryLine] = []
    before: dict[int, Any] = {}
    for record in records:
        who = record.history_user.name if record.history_user else "the import"
        sentence = sentence_of(before.get(record.id), record, who)
        before[record.id] = record
        if sentence:
            lines.append(HistoryLine(record.history_date, sentence))
    return lines


def _proposed(before: Any, after: Any, who: str) -> str:
    what = f"new date {day_words(after.date)}" if after.date else "that it is complete"
    if before is None:
        return f"Proposed by {who}: {what}, because “{_said(after.why)}”."
    if before.state == after.state:
        return ""
    how = {"agreed": "agreed", "declined": "not agreed", "withdrawn": "withdrawn"}[after.state]
    because = f", because “{_said(after.answer)}”" if after.answer else ""
    return f"Proposal ({what}) {how} by {who}{because}."


def _challenged(before: Any, after: Any, who: str) -> str:
    if before is None:
        return f"Challenge {after.number} asked by {who}."
    if after.closed_at and not before.closed_at:
        return f"Challenge {after.number} closed by {who}: “{_said(after.outcome)}”."
    return f"Challenge {after.number} asked again by {who}." if after.text != before.text else ""


def _signed_off(before: Any, after: Any, who: str) -> str:
    if before is None:
        return f"Signed off by {who}: “{_said(after.words)}”." if after.words else f"Signed off by {who}."
    if after.taken_back and not before.taken_back:
        return f"Sign-off taken back by {who}, because “{_said(after.history_change_reason)}”."
    return ""


def _said(text: str) -> str:
    return _short(text).rstrip(".")


def _of_versions(record: ActionRecord) -> list[HistoryLine]:
    """The first and the last version that hold the row."""
    added = record.lines[0].history_date
    held = [(number, at) for number, at in record.versions if at >= added]
    if not held:
        return []
    found = [HistoryLine(held[0][1], "First printed in", held[0][0])]
    if len(held) > 1:
        found.append(HistoryLine(held[-1][1], "Last printed in", held[-1][0]))
    return found


def first_printed(versions: list[tuple[int, datetime.datetime]], typed: datetime.datetime | None) -> int | None:
    """In which version a note first appeared: the number of the first that was published after it was typed, or None while
    no version holds it. ``versions`` are (number, when it was published), the oldest first."""
    return next((number for number, at in versions if typed is None or at >= typed), None)


def typed_words(entry: ProgressEntry) -> str:
    """“Typed 9 November, by TO. 29 days later”."""
    if entry.written_at is None:
        return f"By {entry.author_words}" if entry.author_words else "Came in with the plan"
    day = timezone.localtime(entry.written_at).date()
    by = f", by {entry.author_words}" if entry.author_words else ""
    happened = entry.happened if entry.precision == "day" else ""
    if happened == day.isoformat():
        return f"Typed the same day{by}"
    words = f"Typed {day.day} {day:%B %Y}{by}"
    if happened:
        late = (day - datetime.date.fromisoformat(happened)).days
        words += f". {late} day{'s' if late != 1 else ''} later" if late > 0 else ""
    return words
