"""Strips of labels with their values right below them, one below the title of each action: "Lead", "By when", "Rating" side by
side. They become lines that each begin with a label, as an outline has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from actionplans.reading.files.blocks import Cell, Paragraph, Table

from .meanings import LIKELY, meanings
from .sections import bare

#: So many strips with the same labels are no chance.
_LEAST = 2


def with_lines(blocks: Sequence[Paragraph | Table]) -> tuple[Paragraph | Table, ...]:
    """The blocks of a file, its strips of labels and values as lines."""
    said = Counter(
        labels for block in blocks if isinstance(block, Table) for row in block.rows if (labels := _labels(row))
    )
    known = {labels for labels, times in said.items() if times >= _LEAST}
    out: list[Paragraph | Table] = []
    for block in blocks if known else ():
        if isinstance(block, Table) and all(len(row) == 1 or _labels(row) in known for row in block.rows):
            out += [line for row in block.rows for line in _lines(row)]
        else:
            out.append(block)
    return tuple(out) if known else tuple(blocks)


def _labels(row: Sequence[Cell]) -> tuple[str, ...]:
    """The labels of a strip, each at the head of its cell; none where the row is no strip."""
    heads = [bare(_parted(cell.text)[0]).rstrip(": ") for cell in row]
    valued = sum(bool(_parted(cell.text)[1]) for cell in row)
    meant = {found[0].field for head in heads if (found := meanings(head)) and found[0].strength >= LIKELY}
    short = all(0 < len(head.split()) <= 4 and not head.endswith(".") for head in heads)
    return tuple(heads) if len(row) > 1 and short and len(meant) > 1 and valued * 2 > len(row) else ()


def _parted(text: str) -> tuple[str, str]:
    head, _, rest = text.strip().partition("\n")
    return head.strip(), " ".join(filter(None, map(str.strip, rest.split("\n"))))


def _lines(row: Sequence[Cell]) -> list[Paragraph]:
    if len(row) == 1:
        return [Paragraph(row[0].text, bold=row[0].bold, place=row[0].place)]
    parts = [(*_parted(cell.text), cell.place) for cell in row]
    return [Paragraph(f"{bare(head).rstrip(': ')}: {value}".strip(), place=place) for head, value, place in parts]
