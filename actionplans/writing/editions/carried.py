"""The attachment of a print: the plan document as data, so that the PDF can be imported again without loss."""

from __future__ import annotations

from actionplans.document.tree import PlanDocument
from actionplans.writing.press.sheets import Attachment

PLAN_FILE = "plan.json"


def carried(document: PlanDocument) -> tuple[Attachment, ...]:
    """The plan document of a version as ``plan.json``; nothing of a draft, which is not the plan yet.

    It must be what is printed and no more: every reader of the PDF has this too.
    """
    if document.version is None:
        return ()
    content = document.dumps().encode(errors="replace")  # half a character is none, on paper as in the file
    return (Attachment(PLAN_FILE, content, "application/json", "The plan as data", "Data"),)
