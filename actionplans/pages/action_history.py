"""The history of an action in words: what was changed, when, by whom and why."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from actionplans.document.dates import day_words, short_words
from actionplans.document.fields import ATTRIBUTES
from actionplans.models import Action, Challenge, Plan, ProgressEntry, Proposal, SignOff, Version

#: Longer texts are told by their beginning: the whole of them stands in the versions and in the trail.
TOLD = 160
#: What is written within this time of adding a row belongs to adding it.
BEGUN = datetime.timedelta(seconds=5)


@dataclass(frozen=True)
class Told:
    """One line of the story: when, and the sentence. ``version`` is set where the line leads to a printed version."""

    at: datetime.datetime
    words: str
    version: int | None = None


def history_of(action: Action, headings: dict[str, str], *, internal: bool) -> list[Told]:
    """The story of an action, newest first. Notes and recommendations marked internal are told only where ``internal``
    allows, and nothing of what they said before they were."""
    lines = _of_row(action, headings, internal) + _of_notes(action, internal) + _of_versions(action) + _of_talk(action)
    return sorted(lines, key=lambda told: told.at, reverse=True)


def _of_row(action: Action, headings: dict[str, str], internal: bool) -> list[Told]:
    records = list(action.history.select_related("history_user").order_by("history_date", "history_id"))
    recommendations = {r.pk: str(r) for r in action.plan.recommendations.all() if internal or not r.internal}
    lines = []
    for before, after in zip([None, *records], records, strict=False):
        who = after.history_user.name if after.history_user else "the import"
        if before is None:
            lines.append(Told(after.history_date, f"Added to the plan by {who}."))
            continue
        if before.internal and not internal:
            if not after.internal:
                lines.append(Told(after.history_date, f"No longer internal: open to all members by {who}."))
            continue  # what was changed while it was internal
        begun = after.history_date - records[0].history_date < BEGUN
        moved = before.recommendation_id != after.recommendation_id  # its reason would only say so again
        because = "" if moved else _because(after)
        for sentence in _sentences(before, after, headings, recommendations, begun):
            lines.append(Told(after.history_date, f"{sentence} by {who}{because}."))
    return lines


def _because(record: Any) -> str:
    reason = (record.history_change_reason or "").rstrip(".")
    return f", because “{reason}”" if reason else ""


def _sentences(
    before: Any, after: Any, headings: dict[str, str], recommendations: dict[int, str], begun: bool
) -> list[str]:
    told = []
    for field in ATTRIBUTES:
        told += _changed(headings.get(field, field), getattr(before, field), getattr(after, field), begun)
    for heading in {**before.extra, **after.extra}:
        told += _changed(heading, before.extra.get(heading, ""), after.extra.get(heading, ""), begun)
    if before.status != after.status:
        told.append({"open": "Opened again", "complete": "Marked complete", "closed": "Closed"}[after.status])
    if before.internal != after.internal:
        told.append("Marked internal" if after.internal else "No longer internal: open to all members")
    if before.recommendation_id != after.recommendation_id:
        old, new = (recommendations.get(r.recommendation_id, "another recommendation") for r in (before, after))
        told.append(f"Moved from {old} to {new}")
    if before.removed_on != after.removed_on:
        told.append("Taken out of the plan" if after.removed_on else "Put back into the plan")
    return told


def _changed(heading: str, old: str, new: str, begun: bool) -> list[str]:
    if old == new or (begun and not old):
        return []
    if not old:
        return [f"{heading} written: “{_short(new)}”"]
    if not new:
        return [f"{heading} emptied; it said “{_short(old)}”"]
    if len(old) <= TOLD and len(new) <= TOLD:
        return [f"{heading} changed from “{old}” to “{new}”"]
    return [f"{heading} reworded, from “{_short(old)}” to “{_short(new)}”"]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= TOLD else text[: TOLD - 1].rsplit(" ", 1)[0] + "…"


def _of_notes(action: Action, internal: bool) -> list[Told]:
    """Notes that were corrected or withdrawn; that they were added shows in the notes themselves."""
    records = ProgressEntry.history.filter(action_id=action.pk).select_related("history_user")
    if not internal:
        records = records.exclude(id__in=action.progress.filter(internal=True).values("pk"))
    lines, before = [], {}
    for record in records.order_by("history_date", "history_id"):
        old = before.get(record.id)
        before[record.id] = record
        if old is None or (record.internal or old.internal) and not internal:
            continue
        who = record.history_user.name if record.history_user else "the import"
        date = short_words(record.happened, record.precision) if record.happened else "without a date"
        if record.removed and not old.removed:
            sentence = f"The note of {date} was withdrawn; it said “{_short(old.text)}”,"
        elif record.text != old.text:
            sentence = f"The note of {date} was corrected from “{_short(old.text)}” to “{_short(record.text)}”"
        elif record.happened != old.happened:
            was = short_words(old.happened, old.precision) if old.happened else "no date"
            sentence = f"The date of a note was corrected from {was} to {date}"
        else:
            continue
        lines.append(Told(record.history_date, f"{sentence} by {who}{_because(record)}."))
    return lines


def _of_talk(action: Action) -> list[Told]:
    """What was proposed for it and answered, asked of it and closed, signed off and taken back."""
    return [
        *_told_of(Proposal.history.filter(action_id=action.pk), _proposed),
        *_told_of(Challenge.history.filter(action_id=action.pk), _challenged),
        *_told_of(SignOff.history.filter(action_id=action.pk), _signed_off),
    ]


def _told_of(records: Any, sentence_of: Callable[[Any, Any, str], str]) -> list[Told]:
    """A line for each record of which, with the one before it of the same row, there is something to tell."""
    lines, before = [], {}
    for record in records.select_related("history_user").order_by("history_date", "history_id"):
        who = record.history_user.name if record.history_user else "the import"
        sentence = sentence_of(before.get(record.id), record, who)
        before[record.id] = record
        if sentence:
            lines.append(Told(record.history_date, sentence))
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


def _of_versions(action: Action) -> list[Told]:
    """The first and the last version that were printed with the row."""
    added = action.history.last().history_date
    held = [
        v for v in action.plan.versions.order_by("number").only("number", "published_at") if v.published_at >= added
    ]
    if not held:
        return []
    told = [Told(held[0].published_at, "First printed in", held[0].number)]
    if len(held) > 1:
        told.append(Told(held[-1].published_at, "Last printed in", held[-1].number))
    return told


class Printed:
    """In which version a note first appeared: the first published after it was typed."""

    def __init__(self, plan: Plan):
        self.versions = list(Version.objects.filter(plan=plan).order_by("number").values_list("number", "published_at"))

    def first(self, typed: datetime.datetime | None) -> int | None:
        """The number of that version, or None while no version holds it."""
        for number, at in self.versions:
            if typed is None or at >= typed:
                return number
        return None


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
