"""What changed when a file was read again: the largest change as the title, what was put right before what is less now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from actionplans.document.tree import PlanDocument
from actionplans.document.wording import count, plural
from actionplans.importing import shown
from actionplans.models import Import

#: Recommendations that are listed after reading again.
MOST = 40
#: The order in which changes are looked for: the code of the count, its label, and whether fewer are better.
COUNTS = (
    ("loose", "Actions under no recommendation", True),
    ("recommendations", "Recommendations", False),
    ("actions", "Actions", False),
    ("leads", "Leads", False),
    ("deadlines", "Deadlines", False),
    ("ended", "Complete or closed", False),
    ("notes", "Progress notes", False),
    ("sections", "Sections", False),
    ("own", "Own columns", True),
    ("left_out", "Left out", True),
)


@dataclass(frozen=True)
class Change:
    """A count of the first reading and of the last."""

    code: str
    label: str
    first: int
    now: int
    fewer_is_better: bool

    @property
    def changed(self) -> bool:
        return self.first != self.now

    @property
    def is_loss(self) -> bool:
        return self.changed and (self.now > self.first) == self.fewer_is_better and self.code not in ("left_out", "own")

    @property
    def is_gain(self) -> bool:
        """Whether it says that something was put right, even where something else is less now: words that were taken for notes
        are fewer once their column is known as the status."""
        return self.changed and not self.is_loss and self.code in ("loose", "ended")


def changes(upload: Import) -> dict[str, Any]:
    """The template context of what changed since the first reading."""
    first, now = upload.first["counts"], shown.counts_of(upload)
    every = [Change(code, label, first.get(code, 0), now[code], fewer) for code, label, fewer in COUNTS]
    had = bool(first.get("actions", 0))  # else there was nothing to lose
    losses = [change for change in every if change.is_loss and had]
    if not {"loose", "actions"} & {change.code for change in losses}:  # they are fewer because rows repeat them
        losses = [change for change in losses if change.code not in ("recommendations", "sections")]
    gains = [change for change in every if change.is_gain and had]
    first_said = gains + losses if losses else []
    changed = first_said + [change for change in every if change.changed and change not in first_said]
    recommendations = list(_stands(upload.document)) if upload.document_text else []
    return {
        "changes": sorted(every, key=lambda change: not change.changed),
        "again": True,
        "title": _title(changed[0], now, loss=changed[0] in losses) if changed else "It reads as before",
        "sub": [_said(change, now) for change in changed[1:3]],
        "nothing_else": len(changed) < 4,
        "worse": bool(losses) and not gains,
        "back_to": _back_to(losses[0]) if losses else "",
        "stands": recommendations[:MOST],
        "stands_more": max(len(recommendations) - MOST, 0),
        "is_first": upload.hints == upload.first["hints"],
    }


def _title(change: Change, now: dict[str, int], *, loss: bool) -> str:
    """The largest change, as the title of the page."""
    actions = count(now["actions"], "action")
    if change.code in ("loose", "recommendations") and not loss and now["recommendations"]:
        stand = plural(now["actions"], "stands", "stand")
        return f"{actions} now {stand} under {count(now['recommendations'], 'recommendation')}"
    return _said(change, now)


#: What actions have none of, once all of it is lost.
_LOST = {"leads": "lead", "deadlines": "deadline", "notes": "progress notes"}


def _said(change: Change, now: dict[str, int]) -> str:
    """One change as a sentence without its full stop."""
    if change.code in _LOST and not change.now and now["actions"]:
        whose = f"The {count(now['actions'], 'action')} {plural(now['actions'], 'has', 'have')}"
        return f"{whose} no {_LOST[change.code]} now"
    if change.code == "loose":
        return f"{count(change.now, 'action')} {plural(change.now, 'is', 'are')} now under no recommendation"
    if change.code == "ended" and not change.is_loss:
        return f"{count(change.now, 'action')} {plural(change.now, 'is', 'are')} now complete or closed"
    label = change.label.lower()
    if not change.now:
        return f"No {label} now, {change.first} at first"
    label = label.removesuffix("s") if change.now == 1 else label
    return f"{change.now} {label} now, {change.first or 'none'} at first"


def _back_to(loss: Change) -> str:
    """What undoing a loss leads back to, in words."""
    if loss.code == "loose" or not loss.first:
        return "the first reading"
    return f"{loss.first} {loss.label.lower()}"


def _stands(document: PlanDocument) -> Iterator[dict[str, Any]]:
    """Each recommendation with how many actions it has, and how many of them have ended."""
    for _, recommendation in document.recommendations():
        ended = sum(action.status != "open" for action in recommendation.actions)
        yield {
            "number": recommendation.number,
            "text": recommendation.text or "Under no recommendation",
            "actions": count(len(recommendation.actions), "action") + (f", {ended} ended" if ended else ""),
        }
