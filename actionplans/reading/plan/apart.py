"""What of a file is no part of its plan: tables, and whole sheets of which the user said so. Each is accounted for with its
headings, so that the user can say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actionplans.document.warnings import ANOTHER, KEY, SHOWN
from actionplans.reading.files.blocks import Blocks, Cell, Table

from .account import SHOWN as SHOWN_BY_USER
from .draft import Draft
from .forms import form_as_table
from .headings import Mapped
from .hints import APART, Hints
from .label_rows import spans_all
from .sections import bare
from .table_shape import bodies_of, columns_of, heads_of, is_head

#: Why the words of a table are not in the plan, by what the user said that it is.
_REASONS = {"key": KEY, "another": ANOTHER, "leave-out": SHOWN}
#: The title of the section with what introduces the plan.
INTRODUCTION = "Introduction"


def headed(table: Table, hints: Hints) -> tuple[list[Mapped], list[tuple[Cell, ...]]]:
    """The columns of a table, and its rows below the headings with a cell for each of them."""
    heads = [0] if table.kind == "form" else [i for i in range(len(table.rows)) if is_head(table, i)]
    bodies, _ = bodies_of(table, heads, ())
    body = next((body for body in bodies if body[0] is not None), None)
    if body is not None:
        mapped = columns_of(table, body, hints=hints)
        return heads_of(mapped), cells_below(table, mapped, [i for body in bodies for i in body[2]])
    first = next((i for i, row in enumerate(table.rows) if sum(bool(c.text.strip()) for c in row) > 1), 0)
    width = len(table.rows[first])
    below = [(*row[:width], *[Cell()] * (width - len(row))) for row in table.rows[first + 1 :]]
    return [Mapped("", bare(cell.text)) for cell in table.rows[first]], below


def cells_below(table: Table, mapped: Sequence[Mapped], rows: Sequence[int]) -> list[tuple[Cell, ...]]:
    """The cells of these rows, one for each column; rows that span the table have none."""
    begins = [x for x in range(len(mapped)) if x == 0 or mapped[x - 1] is not mapped[x]]
    grid = table.grid()
    return [tuple(grid[i][x] for x in begins) for i in rows if not spans_all(table, i)]


def without_sheets(blocks: Blocks, draft: Draft) -> Blocks:
    """The blocks without those on sheets that the user said are no part of the plan; these are named as left out, or introduce
    it."""
    sheets = _sheets_apart(blocks, draft.hints)
    if not sheets:
        return blocks
    for block in blocks.blocks:
        if block.sheet not in sheets:
            continue
        if isinstance(block, Table):
            leave_out(block, sheets[block.sheet], draft)
        elif sheets[block.sheet] == "introduction":
            draft.introduction.append(bare(block.text))
        else:
            draft.leave_out(bare(block.text), _REASONS[sheets[block.sheet]], block.place)
    return replace(blocks, blocks=tuple(block for block in blocks.blocks if block.sheet not in sheets))


def _sheets_apart(blocks: Blocks, hints: Hints) -> dict[str, str]:
    """The sheets whose tables the user said are all no part of the plan, each with what they are."""
    found: dict[str, str] = {}
    for sheet in {block.sheet for block in blocks.blocks if block.sheet}:
        tables = [block for block in blocks.blocks if isinstance(block, Table) and block.sheet == sheet]
        said = {_said(table, hints) for table in tables}
        if said <= set(APART) and len(said) == 1:
            found[sheet] = said.pop()
    return found


def _said(table: Table, hints: Hints) -> str:
    """What the user said that a table on a sheet is, of that sheet; ``""`` where nothing was said."""
    if not any(hint.sheet == table.sheet for hint in hints.tables):
        return ""
    mapped, _ = headed(form_as_table(table) or table, hints)
    hint = hints.of_table([m.heading for m in mapped], table.sheet)
    return hint.table if hint is not None and hint.sheet else ""


def leave_out(table: Table, role: str, draft: Draft, reason: str = "") -> None:
    """Leave out a table that is no part of the plan, as what it is: a code of hints.APART. One that introduces the plan is kept.
    ``reason`` is a code of REASONS where the reader decided it."""
    mapped, below = headed(table, draft.hints)
    found = draft.account.add_table(role, [replace(m, field="", sure=True) for m in mapped], below, table)
    found.reason = reason or SHOWN_BY_USER
    rows = [[bare(cell.text) for cell in row] for row in table.rows]
    words = "\n".join(" | ".join(filter(None, row)) for row in rows if any(row))
    if role == "introduction":
        draft.introduction.append("\n\n".join(" – ".join(filter(None, row)) for row in rows if any(row)))
    else:
        draft.leave_out(words, reason or _REASONS[role], table.place)
