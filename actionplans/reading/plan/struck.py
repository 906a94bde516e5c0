"""Struck-through words of a plan: named as left out, but for those of deadlines, which say what the date was before.

Rows that are struck through as a whole stay, as closed.
"""

from __future__ import annotations

from collections.abc import Sequence

from actionplans.document.tree import PlanDocument
from actionplans.document.warnings import STRUCK
from actionplans.reading.files.blocks import Cell, LeftOut
from actionplans.reading.files.strikes import as_typed, strike, unmarked, without_struck

from .draft import Draft
from .headings import Mapped


def is_struck(cells: Sequence[tuple[Mapped, Cell]]) -> bool:
    """Whether a row is struck through: the cell of its action, or where it has none most of what is written in it."""
    filled = [(mapped, cell) for mapped, cell in cells if cell.text.strip() and not cell.continues and cell.rows < 2]
    actions = [cell for mapped, cell in filled if mapped.field == "action"]
    if actions:
        return all(cell.struck for cell in actions)
    return bool(filled) and sum(cell.struck for _, cell in filled) * 2 > len(filled)


def current_text(cell: Cell, *, row_is_struck: bool) -> str:
    """The text of a cell, marked where it is struck through and its row is not."""
    return strike(cell.text) if cell.struck and not row_is_struck else cell.text


def settle_struck(draft: Draft) -> None:
    """Take the struck-through words out of a draft; they are named as left out, once for all. Those in deadlines stay, marked,
    where a date in force is beside them."""
    found: list[str] = []

    def current(text: str) -> str:
        rest, struck = without_struck(text)
        found.extend(struck)
        return rest

    draft.title, draft.subtitle = current(draft.title), current(draft.subtitle)
    for section in draft.sections:
        section.title = current(section.title)
        section.description = [(text, place) for words, place in section.description if (text := current(words))]
        section.objectives = [text for words in section.objectives if (text := current(words))]
        section.outcomes = [text for words in section.outcomes if (text := current(words))]
        for recommendation in section.recommendations:
            recommendation.text = current(recommendation.text)
            for row in recommendation.rows:
                if row.struck:
                    row.cells = {field: unmarked(text) for field, text in row.cells.items()}
                    row.periods = {period: unmarked(text) for period, text in row.periods.items()}
                    continue
                for field, text in row.cells.items():
                    if field != "deadline" or not without_struck(text)[0]:
                        row.cells[field] = current(text)
                row.cells = {field: text for field, text in row.cells.items() if text}
                row.periods = {period: left for period, text in row.periods.items() if (left := current(text))}
    if found:
        out = LeftOut.of_kind("Struck-through words", "pieces of struck-through words", [(w, "") for w in found], "")
        draft.leave_out_at_once(f"{out.what}. They no longer hold.", out.words, STRUCK)


def with_typed_signs(document: PlanDocument) -> PlanDocument:
    """The document with the signs for struck-through words where they were typed."""
    written = document.dumps(indent=None)
    return document if (typed := as_typed(written)) == written else PlanDocument.loads(typed)
