"""Choose the columns that are printed, and their widths: the weights of the design, adjusted to what the plan holds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import log2, sqrt

from actionplans.document.fields import FIELDS
from actionplans.document.tree import ActionNode, ColumnNode, PlanDocument

from .parts import cell_text

#: Percent of the page for columns that hold a few words, whatever the plan.
ROW = 6.5
NARROW = {name: field.percent for name, field in FIELDS.items() if field.percent}
#: Millimetres that a row reference needs in type of the usual size.
ROW_MM = 13.0
#: The right-hand column that is left for a pen: 49 mm, with the margin beside it 62.
PEN = 18.0
#: Weight of a column of the board's own among those that share the rest.
OWN_COLUMN = 12.0

#: What a plan prints that does not say what it prints.
USUAL = ("action", "why", "risk", "progress", "deadline", "lead")

#: The table is 271 mm wide; a character of the cells' type takes 1.6 mm, and 3.2 mm lie between two columns.
TABLE_MM, CHARACTER_MM, GAP_MM = 271, 1.6, 3.2
#: A letter of a heading, which is bold and a little smaller.
HEADING_MM = 1.7


@dataclass(frozen=True)
class Width:
    """One column's class name, its share of the page in percent, and how many characters fit into a line of it."""

    name: str
    percent: float
    scale: float = 1.0  # of the type

    @property
    def characters(self) -> float:
        return max(4.0, (self.percent * TABLE_MM / self.scale / 100 - GAP_MM) / CHARACTER_MM)


def printed_columns(document: PlanDocument, wanted: Collection[str] = ()) -> tuple[ColumnNode, ...]:
    """The board's columns in its order, beside the row reference, which is ours; of these only the ``wanted`` fields,
    where any are named.

    A recommendation's number and text are its heading, not a column. A rating given per recommendation or section
    is in the heading of what is rated.
    """
    columns = _all_columns(document)
    if not wanted:
        return columns
    # a plan of a pack that has none of the columns asked for still prints what is to be done, not what was left out
    kept = tuple(column for column in columns if column.field in wanted)
    return kept or tuple(column for column in columns if column.field == "action") or columns[:1]


def _all_columns(document: PlanDocument) -> tuple[ColumnNode, ...]:
    if not document.columns:
        return tuple(ColumnNode(field, FIELDS[field].printed_heading) for field in USUAL if _holds(document, field))
    away = {"recommendation", "number"} | ({"rating"} if document.rating_level != "action" else set())
    return tuple(
        replace(column, heading=column.heading.strip() or column.extra or _heading(column.field))
        for column in document.columns
        if column.field not in away
    )


def _heading(field: str) -> str:
    return FIELDS[field].printed_heading if field in FIELDS else ""


def _holds(document: PlanDocument, field: str) -> bool:
    return field not in ("why", "risk") or any(getattr(action, field).strip() for _, _, action in document.actions())


def widths(
    document: PlanDocument, columns: tuple[ColumnNode, ...], *, pen: bool = False, scale: float = 1.0
) -> tuple[Width, ...]:
    """The widths of the row reference and of each column, and with ``pen`` of the room for handwriting; together 100
    percent. ``scale`` is how much larger than usual the type is."""
    left = 100 - PEN if pen else 100
    own = _own_widths(document, columns, scale, left)
    if not pen:
        return own
    return (*(replace(width, percent=width.percent * left / 100) for width in own), Width("pen", PEN, scale))


def _own_widths(
    document: PlanDocument, columns: tuple[ColumnNode, ...], scale: float, left: float
) -> tuple[Width, ...]:
    """The widths as percent of what the pen ``left`` of the table."""
    full = TABLE_MM * left / 100 / scale  # millimetres, in type of the usual size
    wide = [column for column in columns if column.field not in NARROW]
    narrow = {column.field: NARROW[column.field] for column in columns if column.field in NARROW}
    row = ROW
    needed = sum(_weight(column) for column in wide)
    room = 100 - row - sum(narrow.values())
    if needed > 1.5 * room:  # many columns: the narrow ones give what they can, down to what a date needs
        narrow = {field: max(percent * 0.85, 9.0 if field == "deadline" else 6.0) for field, percent in narrow.items()}
        row = 5.5
    row = max(row, ROW_MM * 100 / full)
    narrow = {field: max(percent, FIELDS[field].needed_mm * 100 / full) for field, percent in narrow.items()}
    room = 100 - row - sum(narrow.values())
    shares = _shares(document, wide, room, full)
    if not wide:
        narrow = {field: percent * (100 - row) / sum(narrow.values()) for field, percent in narrow.items()}
    percents = [row] + [narrow[c.field] if c.field in NARROW else shares.pop(0) for c in columns]
    total = sum(percents)
    return tuple(Width(f"c{i}", percent * 100 / total, scale) for i, percent in enumerate(percents))


def _weight(column: ColumnNode) -> float:
    return FIELDS[column.field].weight if column.field in FIELDS else OWN_COLUMN


def _shares(document: PlanDocument, wide: list[ColumnNode], room: float, full: float) -> list[float]:
    """The room, of a table ``full`` millimetres wide, shared by weight; a column that holds much more or less than its
    weight says is bent by up to a third."""
    if not wide:
        return []
    actions = [action for _, _, action in document.actions()]
    weights = [_weight(column) for column in wide]
    held = [sqrt(_rounded(1 + sum(_length(column, action) for action in actions))) for column in wide]
    bent = []
    for weight, fullness in zip(weights, held, strict=True):
        factor = (fullness / sum(held)) / (weight / sum(weights))
        bent.append(weight * min(max(factor, 0.75), 1.3))
    return _spread(bent, [_least(column, full) for column in wide], room)


def _least(column: ColumnNode, full: float) -> float:
    """The percent that the longest word of a heading needs; beyond twelve letters a word may break."""
    letters = max(map(len, column.heading.split()), default=0)
    return (min(letters, 12) * HEADING_MM + GAP_MM) * 100 / full


def _rounded(characters: int) -> float:
    """Rounded in steps of a fifth, so that one more note does not change the widths, and with them every page."""
    return 2 ** (round(log2(characters) * 4) / 4)


def _spread(weights: list[float], least: list[float], room: float) -> list[float]:
    """The room by weight, none below its least as long as there is room for that."""
    if sum(least) >= room:
        return [room * weight / sum(weights) for weight in weights]
    held: dict[int, float] = {}
    while True:
        rest = room - sum(held.values())
        weight = sum(w for i, w in enumerate(weights) if i not in held)
        shares = [held.get(i, rest * w / weight) for i, w in enumerate(weights)]
        short = {i: least[i] for i, share in enumerate(shares) if i not in held and share < least[i]}
        if not short:
            return shares
        held |= short


def _length(column: ColumnNode, action: ActionNode) -> int:
    if column.field == "progress":
        return sum(len(entry.text) + 9 for entry in action.progress)
    return len(cell_text(column, action))
