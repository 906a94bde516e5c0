"""What an import leaves out of a file: in groups by the reason, and kept with the plan where the user says so. Pure.

Plan documents in, plan documents out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from actionplans.document.tree import PlanDocument, SectionNode
from actionplans.document.warnings import (
    ANOTHER,
    AROUND,
    GUIDANCE,
    HEADING,
    HEADS,
    HIDDEN,
    KEY,
    LABEL,
    LEFT_OUT,
    LOST,
    MACROS,
    REPORT,
    RUNNING,
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
    (UNNAMED, "Recommendations that no table names", "They are listed above a table whose rows do not name them."),
    (AROUND, "Words around the plan", "They stand outside its tables and lists."),
    (REPORT, "The report before the plan", "The plan is an appendix to it."),
    (TABLE, "Other tables", "They have none of the headings of an action plan."),
    (KEY, "Keys and lists of names", "They explain abbreviations and ratings, or say who gets the paper."),
    (HEADING, "Headings of the paper", "They name the paper, and no part of the plan."),
    (LABEL, "Words for headings and recommendations", "What they name is in the plan, under our word for it."),
    (HEADS, "Words beside the headings of a table", "They belong to none of its columns alone."),
    (GUIDANCE, "How to fill in the table", "It is advice for the people who write the plan."),
    (SHOWN, "Left out by you", "You said on the page “How is this file to be read?” that this is left out."),
    (ANOTHER, "Another plan", "You said on that page that it is another plan. It is imported by itself."),
    (HIDDEN, "Hidden in the file", "They are in rows, columns, sheets or text that the file does not show."),
    (STRUCK, "Struck through", "The file itself says that they no longer hold."),
    (RUNNING, "Heads and feet of pages", "They are on each page of the file."),
    (
        "",
        "In the file, but not in its words",
        "Open the file to see them. What matters can be added to an action as a file.",
    ),
)
#: The heading under which a plan keeps what its file says around it.
KEPT_TITLE = "From around the plan"


@dataclass(frozen=True)
class LeftOutGroup:
    """What was left out for one reason, each thing once. ``kept``: whether the user wants it with the plan."""

    reason: str
    heading: str
    hint: str
    items: tuple[Warning_, ...]
    kept: bool

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
        found.setdefault(_reason(warning), []).append(warning)
    return [
        LeftOutGroup(reason, heading, hint, tuple(found[reason]), reason in kept)
        for reason, heading, hint in GROUPS
        if reason in found
    ]


def _reason(warning: Warning_) -> str:
    """The code of the group of a warning; empty for what has no words that could be kept."""
    reason = LOST if warning.kind == LOST else warning.reason
    return reason if warning.words and any(reason == known for known, _, _ in GROUPS) else ""


def with_kept(document: PlanDocument, kept: Collection[str], warnings: PlanDocument) -> PlanDocument:
    """The document with a last section of the words that were left out for these reasons. ``warnings`` is the document as it
    was read."""
    words = "\n\n".join(
        _as_text(warning, group) for group in groups(warnings, kept) if group.kept for warning in group.items
    )
    if not words:
        return document
    return document.replace(sections=(*document.sections, SectionNode(title=KEPT_TITLE, description=words)))


def _as_text(warning: Warning_, group: LeftOutGroup) -> str:
    return "\n".join(_rows(warning.words)) if group.reason == TABLE else warning.words


def _rows(words: str) -> Iterator[str]:
    """The rows of a table as ``boards.light_marks`` shows them as a table."""
    for row in words.split("\n"):
        yield f"| {row} |"
