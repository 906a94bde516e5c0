"""What an import leaves out of a file, in groups by the reason. Pure. Where it belongs after all is in ``put_right``."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from actionplans.document.tree import PlanDocument, SectionNode
from actionplans.document.warnings import (
    ANOTHER,
    AROUND,
    COUNT,
    GUIDANCE,
    HEADING,
    HEADS,
    HIDDEN,
    KEY,
    LABEL,
    LEFT_OUT,
    LOST,
    MACROS,
    REPEATED,
    REPORT,
    RUNNING,
    SECOND,
    SHOWN,
    STRUCK,
    TABLE,
    UNNAMED,
    Warning_,
)

#: The groups in the order in which they are shown, the most surprising first: code, heading, and what it means.
GROUPS = (
    (
        LOST,
        "Not understood",
        "The reading found no place for these words. Keep them, or write them into the plan yourself.",
    ),
    (
        SECOND,
        "A second plan",
        "Only the first plan of a file is read. Save the other as a file of its own, and import that.",
    ),
    (COUNT, "Rows that count others", "They sum up the rows of the plan."),
    (UNNAMED, "Recommendations that no table names", "They are listed above a table whose rows do not name them."),
    (AROUND, "Words around the plan", "They stand outside its tables and lists."),
    (REPORT, "The report before the plan", "The plan is an appendix to it."),
    (TABLE, "Other tables", "They have none of the headings of an action plan."),
    (KEY, "Keys and lists of names", "They explain abbreviations and ratings, or say who gets the paper."),
    (HEADING, "Headings of the paper", "They name the paper, and no part of the plan."),
    (LABEL, "Words for headings and recommendations", "What they name is in the plan, under our word for it."),
    (HEADS, "Words beside the headings of a table", "They belong to none of its columns alone."),
    (GUIDANCE, "How to fill in the table", "It is advice for the people who write the plan."),
    (SHOWN, "Left out by you", "You said that this is left out."),
    (ANOTHER, "Another plan", "You said on that page that it is another plan. It is imported by itself."),
    (HIDDEN, "Hidden in the file", "They are in rows, columns, sheets or text that the file does not show."),
    (STRUCK, "Struck through", "The file itself says that they no longer hold."),
    (
        REPEATED,
        "Said again with each update",
        "Rows repeat them, or have since replaced them; the action has them once.",
    ),
    (RUNNING, "Heads and feet of pages", "They are on each page of the file."),
    (
        "",
        "In the file, but not in its words",
        "Open the file to see them. What matters can be added to an action as a file.",
    ),
)
#: The reasons for which each piece of words is asked about (``importing.notices``).
PIECES = (STRUCK, HIDDEN)
#: The heading under which a plan keeps what its file says around it.
KEPT_TITLE = "From around the plan"


@dataclass(frozen=True)
class LeftOutGroup:
    """What was left out for one reason, each thing once. ``kept``: whether the user wants it with the plan, at its end;
    ``places``: the fields of where it belongs (``forms.put_right.ShownPlaces``), if that is asked."""

    reason: str
    heading: str
    hint: str
    items: tuple[Warning_, ...]
    kept: bool
    places: Any = None

    @property
    def can_be_kept(self) -> bool:
        return bool(self.reason)


def left_out(document: PlanDocument) -> list[Warning_]:
    """What of the file is not in the plan, each with the reason."""
    return [warning for warning in document.warnings if warning.kind in (LEFT_OUT, LOST, MACROS)]


def groups(document: PlanDocument, kept: Collection[str] = ()) -> list[LeftOutGroup]:
    """What of the file is not in the plan, in groups; ``kept`` are the reasons of those that the user wants with it."""
    found: dict[str, list[Warning_]] = {}
    for warning in left_out(document):
        found.setdefault(reason_of(warning), []).append(warning)
    return [
        LeftOutGroup(reason, heading, hint, tuple(found[reason]), reason in kept)
        for reason, heading, hint in GROUPS
        if reason in found
    ]


def reason_of(warning: Warning_) -> str:
    """The code of the group of a warning; empty for what has no words that could be kept."""
    reason = LOST if warning.kind == LOST else warning.reason
    return reason if warning.words and any(reason == known for known, _, _ in GROUPS) else ""


@dataclass(frozen=True)
class Piece:
    """A line of what was left out for one of PIECES, however often it is in the file."""

    key: str
    words: str
    where: str


def pieces_of(document: PlanDocument, reason: str) -> list[Piece]:
    """The pieces that were left out for a reason, each once, in the order of the file."""
    found: dict[str, str] = {}
    for warning in left_out(document):
        if reason_of(warning) == reason:
            for line in filter(None, map(str.strip, warning.words.split("\n"))):
                found.setdefault(line, warning.where)
    return [Piece(piece_key(reason, line), line, where) for line, where in found.items()]


def piece_key(reason: str, words: str) -> str:
    """The key of a piece: decisions are stored by it, so it never changes its form."""
    return f"{reason}-{hashlib.sha256(words.strip().encode()).hexdigest()[:12]}"


def with_kept(
    document: PlanDocument, kept: Collection[str], warnings: PlanDocument, pieces: Mapping[str, str] | None = None
) -> PlanDocument:
    """The document with a last section of the words that were left out for these reasons. ``warnings`` is the document as it
    was read, ``pieces`` says of some of PIECES otherwise, by key: "keep" or "out"."""
    texts = (_kept_text(warning, group, pieces or {}) for group in groups(warnings, kept) for warning in group.items)
    words = "\n\n".join(filter(None, texts))
    if not words:
        return document
    return document.replace(sections=(*document.sections, SectionNode(title=KEPT_TITLE, description=words)))


def _kept_text(warning: Warning_, group: LeftOutGroup, pieces: Mapping[str, str]) -> str:
    """What is kept of the words of a warning; empty where nothing is."""
    if group.reason not in PIECES:
        return as_text(warning) if group.kept else ""
    usual = "keep" if group.kept else "out"
    lines = [line for line in warning.words.split("\n") if pieces.get(piece_key(group.reason, line), usual) == "keep"]
    return "\n".join(lines)


def as_text(warning: Warning_) -> str:
    """The words of a warning as they are in a plan: rows of a table as ``boards.light_marks`` shows them as a table."""
    if reason_of(warning) != TABLE:
        return warning.words
    return "\n".join(f"| {row} |" for row in warning.words.split("\n"))
