"""The made-up plans as they are read, and what a careful officer says of them beside the words of their cells."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from actionplans.document.tree import ActionNode, PlanDocument
from actionplans.reading import read_plan
from tests.made_plans.scoring import clean

HERE = Path(__file__).parents[4] / "made_plans"
FILES = {path.stem: path for path in sorted(HERE.iterdir()) if path.suffix in (".docx", ".xlsx", ".pdf")}
#: What is not yet read as an officer reads it, by what it is: each plan that is taken out of here is tested.
NOT_YET: dict[str, set[str]] = {
    # two readings are honest: a line that names the sponsor of a part is kept with its description, and is not part of its aim
    "section_descriptions": {"quarters_annex", "cards_print"},
    # two readings are honest: their keys explain the words of a column of states, and a plan's scale is that of its ratings
    "scale": {"assurance_log", "cards_print", "council_aims_print", "governance_tracker"},
    "completed": {"cards_print"},
    "status_reasons": {"cards_print"},
    "hidden": {"assurance_log"},
    "lost": set(),
    # not of the reader: the print has all words, and its proof does not find one of them
    "printed": {"quality_export"},
}


@cache
def plan(name: str) -> PlanDocument:
    return read_plan(FILES[name])


@cache
def truth(name: str) -> dict[str, Any]:
    """The file of ``truth/``; its ``beyond`` has what the scores leave out: days of completion, reasons, periods and so on."""
    return json.loads((HERE / "truth" / f"{name}.json").read_text())


def with_point(point: int) -> list[str]:
    """The plans in which this point of the reader's list occurs."""
    return [name for name in FILES if point in truth(name)["beyond"]["traps"]]


def holding(what: str) -> list[tuple[str, Any]]:
    """The plans of which an officer says something beyond the cells, with that."""
    known = [name for name in FILES if name not in NOT_YET[what]] if what in NOT_YET else list(FILES)
    return [(name, found) for name in known if (found := truth(name)["beyond"].get(what))]


def action_of(document: PlanDocument, begins: str) -> ActionNode:
    """The action whose words begin so."""
    found = [action for _, _, action in document.actions() if clean(action.action).startswith(clean(begins))]
    assert found, begins
    return found[0]


def all_texts(document: PlanDocument) -> str:
    """All that is in a plan, without what was left out of it."""
    return clean(document.replace(warnings=()).dumps())


def left_out(document: PlanDocument, reason: str) -> str:
    return clean("\n".join(warning.words for warning in document.warnings if warning.reason == reason))
