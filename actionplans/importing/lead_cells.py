"""The lead cells of a file, each text once, and what the user put right of them: two leads that are one, one that is two. Pure.

An answer holds for every row with the same words in its lead cell. The cell itself stays as it is written, so that no word of it
is lost, wherever it is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actionplans.document.cells import lead_words
from actionplans.document.tree import ActionNode, LeadNode, PlanDocument
from actionplans.document.warnings import LEAD
from actionplans.importing.put_right import short_digest
from actionplans.reading.plan import lead_kinds as kinds
from actionplans.reading.plan.leads import as_written

#: What may be between two leads.
_JOINT = re.compile(r"(?<!\s)\s*(?:[/&+,;\n]|(?<!\S)[-–—](?!\S)|\b(?:and|or|with|plus)\b(?!/))\s*", re.IGNORECASE)
#: A slash that is between no leads: "and/or", "24/7".
_NO_JOINT = re.compile(r"\band/or\b|\d/\d|\bn/a\b", re.IGNORECASE)
#: Cells of more leads are put right as a list only; so many cuts of a lead are offered.
MOST_BUTTONS, _MOST_CUTS = 8, 4


@dataclass(frozen=True)
class Cut:
    """A place where one lead can be cut in two: how many letters are before it, and the two."""

    at: int
    left: str
    right: str


@dataclass(frozen=True)
class LeadCell:
    """A text of lead cells: in how many rows it is, its leads as they were read and as they are with the user's answer, and
    whether the reading may be wrong about where they are cut."""

    key: str
    text: str
    rows: int
    read: tuple[str, ...]
    leads: tuple[str, ...]
    unsure: bool

    @property
    def changed(self) -> bool:
        return self.leads != self.read

    @property
    def can_be_joined(self) -> bool:
        """Whether its leads are few enough for buttons between them."""
        return len(self.leads) <= MOST_BUTTONS

    @property
    def parts(self) -> list[tuple[str, list[Cut]]]:
        """Each lead with the places where it can be cut."""
        return [(name, list(cuts(name))[:_MOST_CUTS] if self.can_be_joined else []) for name in self.leads]


def cell_key(action: ActionNode) -> str:
    """The key of the lead cell of a row; empty where it holds nothing."""
    words = lead_words(action)
    return short_digest(words) if words.strip() else ""


def lead_cells(document: PlanDocument, answers: Mapping[str, Sequence[str]]) -> list[LeadCell]:
    """The lead cells of a document, each text once: those that may be cut wrongly and those that the user changed first."""
    places = [warning.place for warning in document.warnings if warning.kind == LEAD and warning.place]
    doubted = {(place.section, place.recommendation, place.row) for place in places}
    rows: dict[str, list[tuple[ActionNode, bool]]] = {}
    for s, section in enumerate(document.sections):
        for r, recommendation in enumerate(section.recommendations):
            for a, action in enumerate(recommendation.actions):
                if key := cell_key(action):
                    rows.setdefault(key, []).append((action, (s, r, a) in doubted))
    cells = [_cell(key, found, answers.get(key)) for key, found in rows.items()]
    return sorted(cells, key=lambda cell: not (cell.unsure or cell.changed))


def _cell(key: str, rows: Sequence[tuple[ActionNode, bool]], answer: Sequence[str] | None) -> LeadCell:
    first = rows[0][0]
    read = tuple(lead.name for lead in first.leads)
    unsure = any(doubt for _, doubt in rows) or is_unsure(lead_words(first), read)
    return LeadCell(key, lead_words(first), len(rows), read, read if answer is None else tuple(answer), unsure)


def is_unsure(text: str, names: Sequence[str]) -> bool:
    """Whether a cell may be cut wrongly: there is a slash in it, or a lead that is no post or group has an "and"."""
    if "/" in _NO_JOINT.sub("", text):
        return True
    joined = (name for name in names if re.search(r"\s(?:and|&)\s|\+", name))
    return any(not (kinds.begins_with_role(n) or kinds.ends_in_role(n) or kinds.ends_in_group(n)) for n in joined)


def cuts(name: str) -> Iterator[Cut]:
    """Where a lead can be cut in two: at what may be between two leads."""
    for joint in _JOINT.finditer(name):
        left, right = name[: joint.start()].strip(), name[joint.end() :].strip()
        if left and right:
            yield Cut(joint.start(), left, right)


def cut(cell: LeadCell, lead: int, at: int) -> list[str]:
    """The leads of a cell with one of them cut in two. Raises ValueError where it has no such place."""
    names = list(cell.leads)
    found = next((cut for cut in cuts(names[lead]) if cut.at == at), None) if 0 <= lead < len(names) else None
    if found is None:
        raise ValueError("There is no such place")
    return [*names[:lead], found.left, found.right, *names[lead + 1 :]]


def join(cell: LeadCell, lead: int) -> list[str]:
    """The leads of a cell with one of them and the next made one, with what is between them in the cell. Raises ValueError where
    it is the last."""
    names = list(cell.leads)
    if not 0 <= lead < len(names) - 1:
        raise ValueError("There is no next lead")
    return [*names[:lead], _as_one(cell.text, names[lead], names[lead + 1]), *names[lead + 2 :]]


def pressed(cells: Sequence[LeadCell], button: str) -> tuple[str, list[str] | None]:
    """What a button of the page stands for, as the key of a cell and its leads, None as they were read: “cut KEY LEAD AT”,
    “join KEY LEAD”, “read KEY”. Raises ValueError where it is none, or its cell is not there any more."""
    what, key, *numbers = button.split(" ")
    cell = next((cell for cell in cells if cell.key == key), None)
    if cell is None:
        raise ValueError("There is no such lead cell")
    if what == "read":
        return key, None
    lead, *at = map(int, numbers)
    leads = cut(cell, lead, *at) if what == "cut" else join(cell, lead, *at)
    return key, None if tuple(leads) == cell.read else leads


def _as_one(text: str, first: str, second: str) -> str:
    pattern = rf"{_loosely(first)}\W{{0,8}}(?:(?:and|or|with|plus)\b)?\W{{0,8}}{_loosely(second)}"
    found = re.search(pattern, text)
    return " ".join(found[0].split()) if found else f"{first}, {second}"


def _loosely(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def with_leads(document: PlanDocument, answers: Mapping[str, Sequence[str]]) -> PlanDocument:
    """The document with the leads that the user gave for the words of cells. Warnings about them stay."""
    if not answers:
        return document
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(r, actions=tuple(_with_answer(action, answers) for action in r.actions))
                for r in section.recommendations
            ),
        )
        for section in document.sections
    )
    return document.replace(sections=sections)


def _with_answer(action: ActionNode, answers: Mapping[str, Sequence[str]]) -> ActionNode:
    names = answers.get(cell_key(action))
    if names is None:
        return action
    read = {lead.name: lead for lead in action.leads}
    leads = tuple(read.get(name) or LeadNode(name=name, kind=kinds.kind_of(name)) for name in names)
    return replace(action, leads=leads, lead_text=as_written(lead_words(action), leads))
