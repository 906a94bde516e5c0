"""Tell a schedule of audits from a plan."""

from __future__ import annotations

import re

from actionplans.document.tree import PlanDocument

from .heading_words import plain

#: What a schedule calls that which it is a schedule of.
_CHECKS = re.compile(r"\b(?:audits?|mechanisms?)\b")


def is_schedule(document: PlanDocument) -> bool:
    """Whether what was read is a schedule of audits, and no plan: a column of audits, and none of actions or of progress."""
    headings = {column.field: plain(column.heading or column.extra) for column in document.columns}
    audits = [field for field, text in headings.items() if _CHECKS.search(text) and len(text.split()) <= 3]
    acts = any(action.action.strip() for _, _, action in document.actions()) and "action" not in audits
    return bool(audits) and not acts and "progress" not in headings
