"""Forms: labels in the first column with their values beside them, one form for each recommendation, read as a table.

A form may hold several actions ("Action 2.2", "Second action"), each with labels of its own below it: the recommendation is that
of all of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actionplans.reading.files.blocks import Cell, Table

from .headings import SURE, is_heading_row, meanings
from .sections import bare

_ORDER = r"first|second|third|fourth|fifth|sixth|further|additional|another|next|other|new"
_NUMBER = r"[A-Z]{0,3}\d{1,3}(?:[.\d]*\d)?(?:\s?\([a-z]+\)|[a-z])?"
#: "Action 2.1:", "Second action", "Recommendation (3)": the label, and the number or the order in it.
_NUMBERED = re.compile(
    rf"(?P<label>[A-Za-z][A-Za-z /’'-]{{0,60}}?) ?(?:no\.?|number|#)? ?\(?(?P<number>{_NUMBER})\)? ?[:.–-]?",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    rf"(?:{_ORDER})\s+(?P<label>(?:recommendation|action|lead|timescale|progress|update|status)s?)\W*", re.IGNORECASE
)
#: Fields that every action of a form shares.
_SHARED = ("recommendation", "section")
_LONGEST_LABEL = 80


class _Record:
    """One action of a form: its cells by label."""

    def __init__(self) -> None:
        self.cells: dict[str, Cell] = {}


def form_as_table(table: Table) -> Table | None:
    """A form as a table with its labels as the heading row and a row for each action; None if the table is no form."""
    pairs = _pairs(table)
    if pairs is None:
        return None
    labels = [_label(bare(label.text)) for label, _ in pairs]
    if not is_heading_row([label for label, _ in labels], marked=True):
        return None
    strengths = {found[0].field: found[0].strength for label, _ in labels if (found := meanings(label))}
    who_or_when = "lead" in strengths or "progress" in strengths or strengths.get("deadline", 0) >= SURE
    if not who_or_when or not strengths.keys() & {"action", "recommendation"}:
        return None  # the head of a report has a date and an "action required" too
    records, shared = _records(pairs, labels)
    heads: list[str] = []
    for cells in (shared, *(record.cells for record in records)):
        heads += [label for label in cells if label not in heads]
    first_labels = {label: pair[0] for (label, _), pair in zip(labels, pairs, strict=True)}
    rows = [tuple(replace(first_labels.get(head, Cell()), text=head, columns=1, rows=1) for head in heads)]
    for n, record in enumerate(records):
        row = []
        for head in heads:
            if head in shared:
                row.append(shared[head] if n == 0 else replace(shared[head], text="", continues=True))
            else:
                row.append(record.cells.get(head, Cell(place=table.place)))
        rows.append(tuple(row))
    return Table(tuple(rows), 1, table.place)


def _pairs(table: Table) -> list[tuple[Cell, Cell]] | None:
    """The labels of a form with their values, in order; None where the table is not built like one."""
    if not 2 <= table.width <= 4 or len(table.rows) < 3:
        return None
    if len(table.rows[0]) > 2 and is_heading_row([bare(cell.text) for cell in table.rows[0]]):
        return None
    pairs: list[tuple[Cell, Cell]] = []
    for row in table.rows:
        cells = [cell for cell in row if not cell.continues]
        if not any(cell.text.strip() for cell in cells):
            continue
        if len(cells) == 1:
            pairs.append((cells[0], Cell(place=cells[0].place)))
        elif len(cells) == 4 and _two_pairs(cells):
            pairs += [(cells[0], cells[1]), (cells[2], cells[3])]
        else:
            values = [cell for cell in cells[1:] if cell.text.strip()]
            value = values[0] if values else cells[1]
            pairs.append((cells[0], replace(value, text="\n\n".join(cell.text for cell in values))))
    labels = [bare(label.text) for label, _ in pairs]
    if len(pairs) < 3 or any(len(label) > _LONGEST_LABEL for label in labels):
        return None
    if sum(bool(label) for label in labels) < len(labels) * 0.8:
        return None
    return pairs


def _two_pairs(cells: list[Cell]) -> bool:
    """Whether four cells are two labels, each with its value."""
    labels = [bare(cells[x].text) for x in (0, 2)]
    return all(label and len(label) <= 40 for label in labels) and any(meanings(_label(label)[0]) for label in labels)


def _label(text: str) -> tuple[str, str]:
    """A label without the number or order in it, and that number."""
    text = re.sub(r"\s+", " ", text).strip().rstrip(":").strip()
    if match := _ORDERED.fullmatch(text):
        return match["label"].capitalize(), ""
    if (match := _NUMBERED.fullmatch(text)) and meanings(match["label"]):
        return match["label"].strip(), match["number"]
    return text, ""


def without_order(text: str) -> str:
    """A label without the word that says which of several actions it is of, as the order of the actions does: "Second action"."""
    match = _ORDERED.fullmatch(re.sub(r"\s+", " ", bare(text)).strip().rstrip(":").strip())
    return match["label"] if match else text


def _records(pairs: list[tuple[Cell, Cell]], labels: list[tuple[str, str]]) -> tuple[list[_Record], dict[str, Cell]]:
    """The actions of a form, and what they share."""
    shared: dict[str, Cell] = {}
    records = [_Record()]
    several = sum(_field(label) == "action" for label, _ in labels) > 1
    last = ""
    for (label, number), (_, value) in zip(labels, pairs, strict=True):
        field = _field(label)
        if not label:  # a value that goes on in a row without a label
            _go_on(records[-1].cells, shared, last, value)
            continue
        if field in _SHARED and not records[-1].cells:
            text = f"{number}. {value.text}" if number and not value.text.startswith(number) else value.text
            shared[label] = replace(value, text=text, columns=1, rows=1)
            last = label
            continue
        begins = field == "action" if several else label in records[-1].cells
        if begins and (label in records[-1].cells or field == "action" and _has_action(records[-1])):
            records.append(_Record())
        if number and field == "action":
            records[-1].cells["Action no"] = replace(value, text=number, columns=1, rows=1)
        records[-1].cells[_free(label, records[-1].cells)] = replace(value, columns=1, rows=1)
        last = label
    return records, shared


def _go_on(cells: dict[str, Cell], shared: dict[str, Cell], last: str, value: Cell) -> None:
    for known in (cells, shared):
        if last in known:
            known[last] = replace(known[last], text=f"{known[last].text}\n\n{value.text}".strip())
            return


def _has_action(record: _Record) -> bool:
    return any(_field(label) == "action" for label in record.cells)


def _free(label: str, cells: dict[str, Cell]) -> str:
    return label if label not in cells else f"{label} ({sum(known.startswith(label) for known in cells) + 1})"


def _field(label: str) -> str:
    found = meanings(label)
    return found[0].field if found else ""
