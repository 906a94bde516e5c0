"""Headings above tables or sheets of actions that have ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actionplans.document.warnings import HEADING

from .draft import Draft
from .sections import ClassifiedLine, follows

#: A heading above a table or sheet of actions that have ended.
_CLOSED = re.compile(
    r"^(?:(?:recently|previously|all|other|the)\s+)*(?:closed|completed?|archived?|signed[- ]off|discharged)\b(?! by)"
    r"|\b(?:actions?|afis?|recommendations?|items?|tasks?)\b.{0,30}\b(?:closed|completed|archived|signed off|discharged)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\b(?:closed|completed?|archived|signed off|discharged)\b", re.IGNORECASE)
_LONGEST_CLOSED = 14  # words
#: What a heading that is one of several begins with: "D. Archive", "Part 4: Closed actions".
_MARK = re.compile(r"(?P<word>(?:[A-Z][a-z]+ )?)(?P<mark>[A-Z]|\d{1,2})\s?[.):–—-]")


def take_closed(lines: Sequence[ClassifiedLine], draft: Draft) -> bool:
    """Take the lines above a table whose actions have ended, where one says so; whether one does. Its heading is needed for
    recommendations that only this table names, and opens a part of the plan where it is counted as one."""
    says = [line for line in lines if _says_closed(line)]
    draft.closed, draft.apart = bool(says), False
    if not says:
        return False
    draft.settle_closed()
    # "AFIs closed – signed off", below the name of its sheet
    head = next((line for line in reversed(lines) if line.strong and _ENDED.search(line.text)), says[-1])
    draft.apart = _counts_on(head, draft)
    for line in lines:
        if line is not head:
            draft.leave_out(line.whole, HEADING, line.place)
        elif draft.apart:
            draft.open_section(draft.title_of(head), head.kind, printed=head.number, level=head.level)
        else:
            draft.closed_under = (head.whole, head.place)
    return True


def _says_closed(line: ClassifiedLine) -> bool:
    """Whether a line is a heading above actions that have ended."""
    return line.strong and len(line.text.split()) <= _LONGEST_CLOSED and bool(_CLOSED.search(line.text))


def _counts_on(head: ClassifiedLine, draft: Draft) -> bool:
    """Whether a heading is counted with the parts of the plan before it: "A. Inspection", "B. Reviews", "C. Archive"."""
    before = next((section for section in reversed(draft.sections) if section.title), None)
    if before is None:
        return False
    last = _MARK.match(before.title) or _MARK.match(f"{before.number}. {before.title}")
    own = _MARK.match(head.whole)
    if last is None or own is None or last["word"] != own["word"]:
        return False
    return follows(last["mark"], own["mark"])
