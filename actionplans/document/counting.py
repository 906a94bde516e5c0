"""What a plan document holds, in numbers."""

from __future__ import annotations

from .fields import TEXT_FIELDS
from .tree import PlanDocument
from .warnings import LEFT_OUT, LOST, MACROS

#: The cells of an action that are counted by themselves.
COUNTED = (*(name for name in TEXT_FIELDS if name != "action"), "rating")


def counts(document: PlanDocument) -> dict[str, int]:
    """How many recommendations, actions (``loose``: those under none; ``ended``), leads, dates, notes (those with a date apart),
    sections and versions a document holds, how many actions have each cell of COUNTED, how many columns are the board's own and
    how many things of the file were left out."""
    actions = [action for _, _, action in document.actions()]
    notes = [entry for action in actions for entry in action.progress]
    return {
        "sections": sum(1 for s in document.sections if s.title),
        "recommendations": sum(1 for _, r in document.recommendations() if r.number or r.text.strip()),
        "actions": len(actions),
        "loose": sum(1 for _, r, _ in document.actions() if not (r.number or r.text.strip())),
        "leads": sum(len(action.leads) for action in actions),
        "deadlines": sum(1 for action in actions for d in action.deadlines if d.date),
        "notes": len(notes),
        "dated": sum(1 for entry in notes if entry.date),
        "ended": sum(1 for action in actions if action.status != "open"),
        "versions": len(document.versions),
        "own": sum(bool(column.extra) for column in document.columns),
        "left_out": sum(warning.kind in (LEFT_OUT, LOST, MACROS) for warning in document.warnings),
    } | {name: sum(bool(getattr(action, name)) for action in actions) for name in COUNTED}
