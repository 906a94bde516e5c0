"""What the cells of a row say besides their words: which go on from the row above, their real dates, colours and strokes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from actionplans.reading.files.blocks import Cell

from .cell_words import colour_word
from .headings import Mapped
from .struck import is_struck


def cells_with_columns(row: Sequence[Cell], columns: Sequence[Mapped]) -> Iterator[tuple[Cell, Mapped]]:
    """The cells of a row, each with what the column is in which it begins."""
    x = 0
    for cell in row:
        yield cell, columns[min(x, len(columns) - 1)]
        x += cell.columns


def continued_fields(row: Sequence[Cell], columns: Sequence[Mapped]) -> set[str]:
    """The fields whose cells go on from the row above."""
    return {mapped.field for cell, mapped in cells_with_columns(row, columns) if cell.continues}


def real_dates(row: Sequence[Cell], columns: Sequence[Mapped]) -> dict[str, list[datetime.date]]:
    """The dates that a spreadsheet holds as dates, by field."""
    dates: dict[str, list[datetime.date]] = {}
    for cell, mapped in cells_with_columns(row, columns):
        if cell.date:
            dates.setdefault(mapped.field, []).append(cell.date)
    return dates


def rating_of_colour(
    row: Sequence[Cell], columns: Sequence[Mapped], colours: Mapping[str, str]
) -> tuple[str, str] | None:
    """The rating that only the colour of an empty cell shows, and where the cell is. ``colours`` are the ratings of the colours
    that the file itself names."""
    for cell, mapped in cells_with_columns(row, columns):
        if (
            mapped.field == "rating"
            and not cell.text.strip()
            and not cell.continues
            and (word := colours.get(cell.fill.upper()) or colour_word(cell.fill))
        ):
            return word, cell.place
    return None


def row_is_struck(row: Sequence[Cell], columns: Sequence[Mapped]) -> bool:
    """Whether a row is struck through as a whole."""
    return any(cell.struck for cell in row) and is_struck(
        [(mapped, cell) for cell, mapped in cells_with_columns(row, columns)]
    )
