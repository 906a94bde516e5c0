"""Forms: labels in the first column with their values beside them, one form for each recommendation, read as a table.

A form may hold several actions ("Action 2.2", "Second action"), each with labels of its own below it: the recommendation is that
of all of them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from actionplans.reading.files.blocks import Cell, Table

from .cell_words import is_answer
from .joining import without_continued
from .meanings import SURE, is_heading_row, meanings
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
#: In the place of a label: a row across the form.
_ACROSS = "across"


class _Record:
    """One action of a form: its cells by label, and what it shares with others."""

    def __init__(self, shared: dict[str, Cell]) -> None:
        self.cells: dict[str, Cell] = {}
        self.shared = shared


def form_as_table(table: Table) -> Table | None:
    """A form as a table with its labels as the heading row and a row for each action; None if the table is no form."""
    pairs = _pairs(table)
    if pairs is None:
        return None
    labels = [_label(bare(label.text)) for label, _ in pairs]
    known = [label for label, _ in labels if label != _ACROSS]
    if _is_answered(pairs, labels):
        return _as_table(table, pairs, labels)
    if not is_heading_row(known, marked=True):
        return None
    strengths = {found[0].field: found[0].strength for label in known if (found := meanings(label))}
    who_or_when = "lead" in strengths or "progress" in strengths or strengths.get("deadline", 0) >= SURE
    if not who_or_when or not strengths.keys() & {"action", "recommendation"}:
        return None  # the head of a report has a date and an "action required" too
    return _as_table(table, pairs, labels)


def _is_answered(pairs: list[tuple[Cell, Cell]], labels: list[tuple[str, str]]) -> bool:
    """Whether a form is a numbered recommendation with no action: "Recommendation 3", and why it is not accepted."""
    label, number = labels[0]
    text = pairs[0][1].text or pairs[1][1].text
    asks = any(
        _field(other) in ("action", "lead", "progress") and not is_answer(bare(value.text))
        for (other, _), (_, value) in zip(labels, pairs, strict=True)
    )
    return (
        bool(number) and _field(label) == "recommendation" and len(text.split()) >= 6 and not asks and len(pairs) <= 6
    )


def _as_table(table: Table, pairs: list[tuple[Cell, Cell]], labels: list[tuple[str, str]]) -> Table:
    records = _records(pairs, labels)
    heads: list[str] = []
    for record in records:
        heads += [label for label in (*record.shared, *record.cells) if label not in heads]
    first_labels = {label: pair[0] for (label, _), pair in zip(labels, pairs, strict=True)}
    rows = [tuple(replace(first_labels.get(head, Cell()), text=head, columns=1, rows=1) for head in heads)]
    before: dict[str, Cell] = {}
    for record in records:
        row = []
        for head in heads:
            shared = record.shared.get(head)
            if shared is not None and before.get(head) is shared:
                row.append(replace(shared, text="", continues=True))
            else:
                row.append(shared or record.cells.get(head, Cell(place=table.place)))
        before = record.shared
        rows.append(tuple(row))
    return Table(tuple(rows), 1, table.place, table.sheet, "form")


def _pairs(table: Table) -> list[tuple[Cell, Cell]] | None:
    """The labels of a form with their values, in order; None where the table is not built like one. A row across the form is the
    recommendation of the actions below it."""
    if not 2 <= table.width <= 8 or len(table.rows) < 3:
        return None
    if len(table.rows[0]) > 2 and is_heading_row([bare(cell.text) for cell in table.rows[0]]):
        return None
    pairs: list[tuple[Cell, Cell]] = []
    for row in table.rows:
        cells = [cell for cell in row if not cell.continues]
        if not any(cell.text.strip() for cell in cells):
            continue
        if len(cells) == 1 and table.width > 2 and len(without_continued(bare(cells[0].text)).split()) > 3:
            pairs.append((Cell(_ACROSS), cells[0]))
        elif len(cells) == 1:
            pairs.append((cells[0], Cell(place=cells[0].place)))
        elif len(cells) in (4, 6, 8) and _many_pairs(cells):
            pairs += list(zip(cells[::2], cells[1::2], strict=True))
        elif table.width > 4 and len(cells) > 2:
            return None
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


def _many_pairs(cells: list[Cell]) -> bool:
    """Whether the cells of a row are labels, each with its value."""
    labels = [bare(cell.text) for cell in cells[::2]]
    return all(label and len(label) <= 40 for label in labels) and any(meanings(_label(label)[0]) for label in labels)


def _label(text: str) -> tuple[str, str]:
    """A label without the number or order in it, and that number."""
    text = without_continued(re.sub(r"\s+", " ", text)).strip().rstrip(":").strip()
    if match := _ORDERED.fullmatch(text):
        return match["label"].capitalize(), ""
    if (match := _NUMBERED.fullmatch(text)) and meanings(match["label"]):
        return match["label"].strip(), match["number"]
    return text, ""


def without_order(text: str) -> str:
    """A label without the word that says which of several actions it is of, as the order of the actions does: "Second action"."""
    match = _ORDERED.fullmatch(re.sub(r"\s+", " ", bare(text)).strip().rstrip(":").strip())
    return match["label"] if match else text


def _records(pairs: list[tuple[Cell, Cell]], labels: list[tuple[str, str]]) -> list[_Record]:
    """The actions of a form, each with what it shares with those before it."""
    records = [_Record({})]
    several = sum(_field(label) == "action" for label, _ in labels) > 1
    last = ""
    for (label, number), (printed, value) in zip(labels, pairs, strict=True):
        record = records[-1]
        if not value.text and (said := bare(printed.text).removeprefix(without_continued(bare(printed.text)))):
            value = replace(value, text=said.strip())  # "Recommendation 2 (continued)" without its words
        if not label:  # a value that goes on in a row without a label
            _go_on(record, last, value)
            continue
        field = "recommendation" if label == _ACROSS else _field(label)
        if field in _SHARED and (label == _ACROSS or not record.cells):
            if record.cells:
                record = _Record({})
                records.append(record)
            known = record.shared.get(label, Cell()).text
            if not number and re.fullmatch(r"[A-Z]{0,3}\d[\w.()]*\. ?", known):
                number = known.strip(" .")  # "Recommendation 1" as a band above its words
            text = f"{number}. {value.text}" if number and not value.text.startswith(number) else value.text
            last = "Recommendation" if label == _ACROSS else label
            record.shared = {**record.shared, last: replace(value, text=text, columns=1, rows=1)}
            continue
        if (
            field == "action" and number and not value.text
        ):  # "Action 1.2" as a band, with the labels of the action below it
            record = _Record(record.shared) if _is_begun(record) else record
            record.cells["Action no"] = replace(value, text=number, columns=1, rows=1)
            records += [record] if record is not records[-1] else []
            last = "Action no"
            continue
        begins = field == "action" if several else label in record.cells
        if begins and _is_begun(record) and (label in record.cells or field == "action" and _has_action(record)):
            record = _Record(record.shared)
            records.append(record)
        if number and field == "action":
            record.cells["Action no"] = replace(value, text=number, columns=1, rows=1)
        record.cells[_free(label, record.cells)] = replace(value, columns=1, rows=1)
        last = label
    return [record for record in records if record.cells] or records


def _is_begun(record: _Record) -> bool:
    """Whether a record holds more than its number and why the recommendation was made."""
    fields = {_field(label) for label in record.cells if label != "Action no"}
    return "action" in fields or len(fields & {"lead", "deadline", "progress", "status"}) > 1


def _go_on(record: _Record, last: str, value: Cell) -> None:
    for known in (record.cells, record.shared):
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
