"""The changes edition as cards: each row that changed on upright paper, one cell below the other, for large print."""

from __future__ import annotations

from actionplans.document.changes import CellChange, RowChange
from actionplans.document.merged import MergedRow
from actionplans.document.tree import ActionNode, ColumnNode

from .cards import IN_FIRST_LINE, PEN, Cards
from .changed_cells import Cell, beside_the_table, row_details, row_labels
from .changed_table import ChangesTable
from .words import line

__all__ = ["PEN", "ChangesCards"]


class ChangesCards(ChangesTable, Cards):
    """The changed table with each row as a card. A card begins with the present state of its row; the earlier state is below."""

    change: RowChange | None = None

    def changed_rows(self, rows: list[MergedRow], level: int) -> tuple[str, int]:
        """The rows of a recommendation as cards, and about how many lines they take."""
        drawn = [self.changed_card(row, level) for row in rows]
        return "".join(html for html, _ in drawn), sum(taken for _, taken in drawn)

    def changed_card(self, row: MergedRow, level: int) -> tuple[str, int]:
        """One row and about how many lines it takes, with what happened to it under its heading."""
        self.change = row.change
        self.refs = iter((line(row.ref),))
        html, lines = self.card(row.action, level)
        if row.change is None:
            return html, lines
        end = f"</h{level}>"
        html = html.replace(end, end + row_labels(row.change), 1)
        if details := row_details(row.change):  # in the body: the head is repeated overleaf
            html = html.replace("<tbody>", "<tbody>" + self._cell_row(details, len(details)), 1)
        return html, lines + 2

    def first_line(self) -> list[CellChange]:
        """What changed of the words beside the reference."""
        change = self.change
        if change is None or "new" in change or "removed" in change:
            return []
        fields = [field for field in IN_FIRST_LINE if field == "status" or field in self.printed]
        return [cell for cell in map(change.cell, fields) if cell]

    def cell(self, column: ColumnNode, action: ActionNode) -> Cell:
        """A cell of the row that is being drawn."""
        if self.change is None:
            return super().cell(column, action)
        html, length = self.changed_cell(column, self.change)
        if column is self.foot:
            for cell in self.first_line():
                more, characters = beside_the_table(cell)
                html, length = html + more, length + characters
        return html, length
