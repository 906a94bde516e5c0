"""What the board calls the cells of an action."""

from __future__ import annotations

from actionplans.document.fields import ATTRIBUTES, HEADINGS


def cell_heading(cell: str, headings: dict[str, str | None]) -> str:
    """The board's heading for a cell of an action; ``headings`` maps the fields of its columns to what they are called."""
    field = ATTRIBUTES.get(cell, cell)
    if field == "internal":
        return "Who reads it"
    return headings.get(field) or HEADINGS.get(field) or field.removeprefix("extra:")
