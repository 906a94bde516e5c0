"""The table of cells: every field that a column of a plan can print, with its headings, widths and uses elsewhere.

A text cell is a text of its own on each action (``is_text``). It is added here, as an attribute of ``document.tree.ActionNode``
and of ``models.Action``, and in a migration; forms, pages, search, comparison, imports, prints and exports take it from this
table. ``CONTRIBUTING.md`` has the steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Characters: how wide the column of a cell is in a workbook.
LONG, MIDDLE, SHORT = 44.0, 24.0, 13.0


@dataclass(frozen=True)
class FieldSpec:
    """One field.

    ``name`` is its key in the plan document and in a plan's columns. ``heading`` is what it is called where the board has no
    column for it, ``printed_heading`` on prints of a plan without columns. ``described`` says on the settings page what the
    column prints, ``question`` on the import page what a column of a file may mean. ``attribute`` is the attribute of
    ``models.Action`` that holds what people type (empty: none does), ``searchable`` whether the list of actions finds words
    in it. ``is_planned`` marks texts about what was intended, not about what came of it: each part of a row that is split
    keeps them, and the evidence pack shows them as planned.

    On paper a wide column takes a share of the page by its ``weight``; a narrow one takes ``percent`` of it, and at least
    ``needed_mm`` millimetres in type of the usual size. ``sheet_width`` is in characters, of a workbook. ``screen_width`` is
    a class of ``static/css/board.css``; on a table of few or many columns ``screen_width_few`` or ``screen_width_many``.
    """

    name: str
    heading: str
    described: str
    question: str = ""
    printed_heading: str = ""
    is_text: bool = False
    attribute: str = ""
    searchable: bool = False
    is_planned: bool = False
    weight: float = 0.0
    percent: float = 0.0
    needed_mm: float = 0.0
    sheet_width: float = MIDDLE
    screen_width: str = ""
    screen_width_few: str = ""
    screen_width_many: str = ""

    def width_on_screen(self, columns: int) -> str:
        """The class that gives its column the width, in a table of so many columns; empty for the widest."""
        if columns <= 4:
            return self.screen_width_few or self.screen_width
        return (self.screen_width_many if columns >= 7 else "") or self.screen_width


def text_cell(
    name: str,
    heading: str,
    *,
    described: str = "",
    question: str = "",
    printed_heading: str = "",
    is_planned: bool = False,
    weight: float = 14.0,
    screen_width: str = "w-bg",
    screen_width_few: str = "",
    screen_width_many: str = "",
) -> FieldSpec:
    """A cell of text, kept on the action under its own name, searched, and as wide as its ``weight`` says."""
    described = described or heading
    return FieldSpec(
        name,
        heading,
        described=described,
        question=question or described,
        printed_heading=printed_heading or heading,
        is_text=True,
        attribute=name,
        searchable=True,
        is_planned=is_planned,
        weight=weight,
        sheet_width=LONG,
        screen_width=screen_width,
        screen_width_few=screen_width_few,
        screen_width_many=screen_width_many,
    )


#: All of them, in the order in which they are offered.
FIELDS: dict[str, FieldSpec] = {
    field.name: field
    for field in (
        FieldSpec("recommendation", "Recommendation", described="The recommendation’s text", sheet_width=LONG),
        FieldSpec("number", "Number", described="The recommendation’s number", sheet_width=SHORT),
        text_cell(
            "action",
            "What needs to happen",
            weight=20.0,
            screen_width="w-what",
            screen_width_few="w-five",
            screen_width_many="w-pl",
        ),
        text_cell("why", "Why", is_planned=True, weight=15.0),
        text_cell(
            "risk",
            "Risks",
            described="The risk if nothing is done",
            printed_heading="Risks if no action taken",
            is_planned=True,
            weight=11.5,
            screen_width="w-risk",
        ),
        text_cell("target", "Target", question="Target, or what success looks like", is_planned=True),
        text_cell("evidence", "Evidence", screen_width="w-ev"),
        FieldSpec(
            "progress",
            "Progress",
            described="Progress notes",
            question="Progress, with its dated notes",
            printed_heading="Actions to date",
            weight=27.0,
            sheet_width=LONG,
        ),
        FieldSpec(
            "deadline",
            "By when",
            described="By when",
            question="By when",
            printed_heading="By when",
            attribute="deadline_text",
            searchable=True,
            percent=10.0,
            needed_mm=24.2,  # "30 September"
            screen_width="w-due",
            screen_width_many="w-date",
        ),
        FieldSpec(
            "lead",
            "Lead",
            described="Lead",
            question="Who leads",
            printed_heading="Lead person",
            attribute="lead_text",
            searchable=True,
            percent=10.0,
            needed_mm=22.5,  # "Independent"
            screen_width="w-lead",
            screen_width_few="w-lead5",
            screen_width_many="w-who",
        ),
        FieldSpec(
            "rating",
            "Rating",
            described="Rating",
            question="Rating",
            printed_heading="Rating",
            attribute="rating",
            percent=8.0,
            needed_mm=15.0,  # "Amber" in its frame
            sheet_width=SHORT,
            screen_width="w-rag",
        ),
        FieldSpec(
            "status",
            "Status",
            described="Status: open, complete or closed",
            question="Status",
            printed_heading="Status",
            percent=8.0,
            needed_mm=17.0,
            sheet_width=SHORT,
        ),
    )
}
#: The names of the text cells, in their order.
TEXT_FIELDS = tuple(field.name for field in FIELDS.values() if field.is_text)
#: Those beside the action's own sentence.
FURTHER_TEXTS = tuple(name for name in TEXT_FIELDS if name != "action")
PLANNED_TEXTS = tuple(field.name for field in FIELDS.values() if field.is_planned)
OUTCOME_TEXTS = tuple(name for name in FURTHER_TEXTS if name not in PLANNED_TEXTS)
#: For each attribute of ``models.Action`` that people type into, the field that it is of: ``deadline_text`` is ``deadline``.
ATTRIBUTES = {field.attribute: field.name for field in FIELDS.values() if field.attribute}
SEARCHABLE = tuple(field.attribute for field in FIELDS.values() if field.searchable)
#: What a field is called where the board has no column for it; ``also`` and ``internal`` never have one.
HEADINGS = {field.name: field.heading for field in FIELDS.values()} | {"also": "Also answers", "internal": "Read by"}


def text_cells(row: Any) -> dict[str, Any]:
    """The text cells of a row by name: of an action of a plan document, or of the database."""
    return {name: getattr(row, name) for name in TEXT_FIELDS}


def attribute_of(field: str) -> str:
    """The attribute of ``models.Action`` that holds a field: ``deadline_text`` for ``deadline``. ``extra:HEADING`` stays."""
    return (FIELDS[field].attribute if field in FIELDS else "") or field
