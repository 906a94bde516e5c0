"""Read a workbook of ours that comes back changed: one row per action, with columns of our own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

from actionplans.document.fields import HEADINGS
from actionplans.document.tree import EndedNode
from actionplans.reading.files.blocks import Cell, Paragraph, Table
from actionplans.reading.plan.contents import PlanBlocks
from actionplans.reading.plan.returned_lines import (
    LOOSE,
    OWN_COLUMNS,
    ROW,
    Remarks,
    bare_text,
    day_in,
    list_in,
    row_words,
)


def from_workbook(blocks: PlanBlocks, sheets: dict[str, Table]) -> tuple[PlanBlocks, Remarks]:
    """Rows gathered under headings of their section and recommendation, notes of the second sheet beside their rows."""
    table = sheets["Actions"]
    head, *rows = (line[: table.width] for line in table.grid())
    heads = [bare_text(cell.text) for cell in head]
    own = {name: len(heads) - 1 - heads[::-1].index(name) for name in OWN_COLUMNS if name in heads}
    columns = blocks.frame.columns if blocks.frame else ()
    for column in columns:
        name, heading = HEADINGS.get(column.field, ""), " ".join(column.heading.split())
        if column.field in ("number", "recommendation") and heading in heads:
            own[name] = heads.index(heading)
    level = blocks.frame.rating_level if blocks.frame else "action"
    if level != "action":
        rating = next((c.heading for c in columns if c.field == "rating" and c.heading), HEADINGS["rating"])
        if rating in heads:
            own["Rating"] = heads.index(rating)
    kept = [i for i in range(len(heads)) if i not in own.values()]
    rows = _with_notes(heads, rows, sheets.get("Notes"))

    def said(row: list[Cell], name: str) -> str:
        return row[own[name]].text.strip() if name in own else ""

    made: list[Paragraph | Table] = []
    for i in range(len(sheets["About"].rows) if "About" in sheets else 0):
        cells = row_words(sheets["About"], i)
        if cells[:1] == ["Plan"] and len(cells) > 1:
            made.append(Paragraph(cells[1], bold=True))
    listed = [line for line in sheets["Sections"].grid()[1:] if len(line) > 1] if "Sections" in sheets else []
    aims = {bare_text(line[1].text): line for line in listed}
    titles = row_words(sheets["Sections"], 0) if aims else []
    for section, lines in groupby(rows, lambda row: said(row, "Section")):
        if section:
            made.append(Paragraph(section, level=1, bold=True))
            title = next((title for title in aims if title and section.endswith(title)), "")
            made += _aims(titles, aims[title]) if title else []
        for (number, text), under in groupby(lines, lambda row: (said(row, "Number"), said(row, "Recommendation"))):
            if number or text:
                made.append(Paragraph(f"Recommendation {number}".strip(), level=2, bold=True))
                made.append(Paragraph(text))
            else:
                made.append(Paragraph(LOOSE, level=2, bold=True))
            body = [tuple(row[i] for i in kept) for row in under if any(row[i].text.strip() for i in kept)]
            if body:
                shown = tuple(replace(head[i], bold=True) for i in kept)
                made.append(Table((shown, *body), header_rows=1, place=table.place))
    made += [sheets["Versions"]] if "Versions" in sheets else []
    known = [sheets[name] for name in ("Actions", "Notes", "Sections", "Versions", "About") if name in sheets]
    made += [block for block in blocks.blocks if not any(block is table for table in known)]
    by_ref = [(row[0].text.strip(), row) for row in rows]
    internal, ratings = set(), {}
    for ref, row in by_ref:
        name = f"rec {said(row, 'Number')}"
        if readers := said(row, "Read by"):
            internal.add(name if "recommendation" in readers else ref)
        if rating := said(row, "Rating"):
            ratings[said(row, "Section") if level == "section" else name] = rating
    if "Rating" in titles:
        ratings |= {
            title: words for title, line in aims.items() if (words := line[titles.index("Rating")].text.strip())
        }
    remarks = Remarks(
        internal=frozenset(internal),
        ratings=ratings,
        ended={ref: ended for ref, row in by_ref if (ended := _ended_of(row, own))},
        moves={ref: said(row, "Deadline moved") for ref, row in by_ref},
        also={ref: list_in(said(row, "Also answers")) for ref, row in by_ref},
    )
    return replace(blocks, blocks=tuple(made)), remarks


def _aims(titles: list[str], line: list[Cell]) -> list[Paragraph]:
    made = []
    for name, cell in zip(titles[2:], line[2:], strict=False):
        if not cell.text.strip() or name == "Rating":
            continue
        if name in ("Objectives", "Outcomes to achieve"):
            made.append(Paragraph(name, level=3, bold=True))
            items = cell.text.split("\n") if cell.text.startswith("- ") else [f"- {cell.text}"]
            made += [Paragraph(item) for item in items]
        else:
            made.append(Paragraph(cell.text))
    return made


def _ended_of(row: list[Cell], own: dict[str, int]) -> EndedNode | None:
    on, by, why = (row[own[name]] if name in own else Cell() for name in ("Ended on", "Agreed by", "Why it ended"))
    if not (on.text or by.text or why.text):
        return None
    return EndedNode(on.date.isoformat() if on.date else day_in(on.text), by.text.strip(), why.text.strip())


def _with_notes(heads: list[str], rows: list[list[Cell]], notes: Table | None) -> list[list[Cell]]:
    """The rows with each note that was written on the second sheet, in the cell of notes."""
    from .headings import map_columns

    if notes is None or not rows:
        return rows
    fields = [mapped.field for mapped in map_columns(heads, [[row[i].text for row in rows] for i in range(len(heads))])]
    titles = row_words(notes, 0)
    if "progress" not in fields or not {ROW, "Date", "Note"} <= set(titles):
        return rows
    place = fields.index("progress")
    at = [titles.index(name) for name in (ROW, "Date", "Note")]
    added: dict[str, list[str]] = {}
    for line in notes.grid()[1:]:
        ref, date, text = (line[i] for i in at)
        words = date.date.strftime("%d.%m.%y") if date.date else date.text.strip()
        added.setdefault(ref.text.strip(), []).append(f"**{words}** {text.text}" if words else text.text)
    out = []
    for row in rows:
        cell = row[place]
        missing = [note for note in added.get(row[0].text.strip(), ()) if _squeezed(note) not in _squeezed(cell.text)]
        if missing:
            row = [
                *row[:place],
                replace(cell, text="\n\n".join(filter(None, (cell.text, *missing)))),
                *row[place + 1 :],
            ]
        out.append(row)
    return out


def _squeezed(text: str) -> str:
    """Words and figures alone: a note that was cut off, or whose bullets are spelled otherwise, is the same note."""
    return re.sub(r"\W+", "", text).casefold()
