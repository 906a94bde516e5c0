"""Read copies of our own files that come back changed: their tables are read like any others, and what our exporters
wrote around the board's own cells is put back into its fields.

``regrouped`` makes of a workbook (one row per action) the headings and tables that our Word file has, and takes our own
remarks out of the way; ``settled`` puts what they said, and the lines that we add to cells, into their fields: how a row
ended, earlier deadlines, which recommendations it answers too, the names of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from actionplans.document.dates import read_deadlines, read_earlier
from actionplans.document.fields import HEADINGS
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    EndedNode,
    EntryNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
)
from actionplans.document.warnings import RUNNING, Warning_
from actionplans.reading.files.blocks import Paragraph, Table
from actionplans.reading.plan.contents import PlanBlocks
from actionplans.reading.plan.returned_lines import (
    ALSO,
    BESIDE,
    ENDED,
    FILES,
    HEADING,
    LOOSE,
    MARKS_OF_FEW,
    MOVED,
    PLAIN_SECTION,
    PRINTED,
    RATING,
    REF,
    REMARK,
    ROW,
    SHEET,
    Remarks,
    bare_text,
    day_in,
    ended_in,
    list_in,
    row_words,
)
from actionplans.reading.plan.returned_workbook import from_workbook
from actionplans.reading.plan.sections import classify


def is_ours(blocks: PlanBlocks) -> bool:
    """Whether the tables of the file are laid out as we lay them out: a row reference before the board's columns."""
    return any(row_words(table, 0)[:1] == [ROW] for table in _tables(_with_rows(blocks)))


def _with_rows(blocks: PlanBlocks) -> PlanBlocks:
    """The blocks, the tables of a printed draft beginning with the heading that those of our other files have."""
    if not any(isinstance(block, Paragraph) and PRINTED.match(bare_text(block.text)) for block in blocks.blocks):
        return blocks
    return replace(blocks, blocks=tuple(_begun_with_row(b) if isinstance(b, Table) else b for b in blocks.blocks))


def _begun_with_row(table: Table) -> Table:
    if row_words(table, 0)[:1] != [REF]:
        return table
    first, *others = table.rows[0]
    return replace(table, rows=((replace(first, text=ROW), *others), *table.rows[1:]))


def regrouped(blocks: PlanBlocks) -> tuple[PlanBlocks, Remarks]:
    """The file as headings and one table per recommendation, without our remarks, and the remarks."""
    blocks, remarks = _regrouped(_with_rows(blocks))
    if blocks.frame is None:
        return blocks, remarks
    plainly = {heading: sure for heading, (sure, _) in _sure_headings(blocks.frame).items()}
    made = (_headed(block, plainly) if isinstance(block, Table) else block for block in blocks.blocks)
    subtitle = bare_text(blocks.frame.subtitle)
    kept = (block for block in made if not subtitle or isinstance(block, Table) or bare_text(block.text) != subtitle)
    return replace(blocks, blocks=tuple(kept)), remarks


def _sure_headings(frame: PlanDocument) -> dict[str, tuple[str, ColumnNode]]:
    """For each heading of the board one that says beyond doubt what the column is; for its own columns one that means
    nothing else."""
    sure: dict[str, tuple[str, ColumnNode]] = {}
    for i, column in enumerate(frame.columns):
        heading = " ".join(column.heading.split()) or column.extra or HEADINGS.get(column.field, "")
        sure.setdefault(heading, (f"Own column {i}" if column.extra else HEADINGS[column.field], column))
    return sure


def _headed(table: Table, plainly: dict[str, str]) -> Table:
    if row_words(table, 0)[:1] != [ROW]:
        return table
    head = (
        replace(cell, text=plainly.get(" ".join(bare_text(cell.text).split()), cell.text)) for cell in table.rows[0]
    )
    return replace(table, rows=(tuple(head), *table.rows[1:]))


def _regrouped(blocks: PlanBlocks) -> tuple[PlanBlocks, Remarks]:
    sheets = {match[1]: table for table in _tables(blocks) if (match := SHEET.match(table.place))}
    if "Actions" in sheets and row_words(sheets["Actions"], 0)[:1] == [ROW]:
        return from_workbook(blocks, sheets)
    return _from_pages(blocks)


def _tables(blocks: PlanBlocks) -> Iterable[Table]:
    return (block for block in blocks.blocks if isinstance(block, Table))


# Word ------------------------------------------------------------------------------------------------------------------


def _from_pages(blocks: PlanBlocks) -> tuple[PlanBlocks, Remarks]:
    kept: list[Paragraph | Table] = []
    remarks = Remarks()
    internal: set[str] = set()
    under, begun = "", False
    for block in blocks.blocks:
        if isinstance(block, Table):
            kept.append(_without_marks(block, blocks.frame, internal, remarks))
            continue
        text = bare_text(block.text)
        if block.level:
            mark = next((mark for mark in MARKS_OF_FEW if text.endswith(mark)), "")
            number = HEADING.match(text.removesuffix(mark).strip())
            under = f"rec {number[1]}" if number else text
            if mark:
                internal.add(under)
                block = replace(block, text=block.text.replace(mark, "").strip())
            if text == "Versions":
                continue
            if begun and block.level == 1 and text != LOOSE and classify(block).what != "section":
                block = replace(block, text=f"{PLAIN_SECTION}: {text}")
        elif rating := RATING.fullmatch(text):
            remarks.ratings[under] = rating[1]
            continue
        elif REMARK.fullmatch(text):
            begun = True  # the first says what the file is, below its title
            continue
        kept.append(block)
    return replace(blocks, blocks=tuple(kept)), replace(remarks, internal=frozenset(internal))


def _without_marks(table: Table, frame: PlanDocument | None, internal: set[str], remarks: Remarks) -> Table:
    """A table of ours whose first cells hold the reference alone, and the column of the status its word."""
    heads = row_words(table, 0)
    if heads[:1] != [ROW]:
        return table
    columns = frame.columns if frame else ()  # a print has none
    status = next((" ".join(c.heading.split()) for c in columns if c.field == "status"), "")
    at = heads.index(status) if status in heads else None
    rows = [table.rows[0]]
    for row in table.rows[1:]:
        if not row:
            continue
        ref, *lines = [line for line in map(bare_text, row[0].text.split("\n")) if line] or [""]
        row = (replace(row[0], text=ref), *row[1:]) if lines else row
        if set(MARKS_OF_FEW) & set(lines):
            internal.add(ref)
        if at and len(row) > at:
            lines += [bare_text(row[at].text)]
        for line in lines:
            if (match := ENDED.fullmatch(line)) and ref:
                remarks.status[ref] = match[1].lower()
                if ended := ended_in(match):
                    remarks.ended[ref] = ended
                if at and line == lines[-1] and len(row) > at:
                    row = (*row[:at], replace(row[at], text=match[1]), *row[at + 1 :])
        rows.append(row)
    return replace(table, rows=tuple(rows))


def settled(document: PlanDocument, remarks: Remarks, frame: PlanDocument | None = None) -> PlanDocument:
    """The plan read from a file of ours, with our lines in their fields. The row reference is no column of the board."""
    made = tuple(_section(section, remarks) for section in document.sections)
    # heads and feet are ours, and name the person who downloaded the file
    warnings = tuple(_placed_again(w, document, made) for w in document.warnings if w.reason != RUNNING)
    sections = _rejoined(made)
    rated = any(r.rating for section in sections for r in section.recommendations)
    level = "recommendation" if rated else "section" if any(s.rating for s in sections) else document.rating_level
    columns = tuple(c for i, c in enumerate(document.columns) if not (i == 0 and bare_text(c.heading) == ROW))
    document = document.replace(sections=sections, columns=columns, rating_level=level, warnings=warnings)
    return _framed(document, frame) if frame else document


def _placed_again(warning: Warning_, document: PlanDocument, made: tuple[SectionNode, ...]) -> Warning_:
    """The warning with its place adjusted: sections are joined, and the names of files are with their notes."""
    place = warning.place
    if place is None:
        return warning
    if place.row is not None and place.note is not None:
        read = document.sections[place.section].recommendations[place.recommendation].actions[place.row].progress
        place = replace(place, note=len(_entries(read[: place.note + 1])) - 1)
    section, before = 0, 0  # where the recommendations of its section begin
    for i, each in enumerate(made[: place.section + 1]):
        if i and each.title == LOOSE:
            before += len(made[i - 1].recommendations)
        else:
            section, before = section + (i > 0), 0
    place = replace(place, section=section, recommendation=before + place.recommendation)
    return replace(warning, place=place)


def _rejoined(sections: tuple[SectionNode, ...]) -> tuple[SectionNode, ...]:
    """Rows without a recommendation are under a heading of ours, which is no section of the plan."""
    out: list[SectionNode] = []
    for section in sections:
        if section.title == LOOSE and out:
            out[-1] = replace(out[-1], recommendations=(*out[-1].recommendations, *section.recommendations))
        else:
            out.append(replace(section, title="") if section.title == LOOSE else section)
    return tuple(out)


def _framed(document: PlanDocument, frame: PlanDocument) -> PlanDocument:
    """The document under the headings that the board gave its columns, followed by columns that were added to the file."""
    sure = dict(_sure_headings(frame).values())
    given = {column.field for column in frame.columns}
    ours = {*sure, *HEADINGS.values()}  # a workbook has columns for what the board does not print
    added = tuple(c for c in document.columns if c.field not in given and c.heading not in ours)
    kinds = {section.kind.casefold(): section.kind for section in frame.sections if section.kind}
    numbered = [section.title for section in frame.sections if section.title]

    def named(action: ActionNode) -> ActionNode:
        own = {sure[name].extra if name in sure else name: text for name, text in action.extra.items()}
        return replace(action, extra=own)

    sections = tuple(
        replace(
            section,
            kind=names[0],
            title=names[1],
            recommendations=tuple(replace(r, actions=tuple(map(named, r.actions))) for r in section.recommendations),
        )
        for section in document.sections
        for names in (_named(section, kinds, numbered),)
    )
    return document.replace(
        title=document.title or frame.title,
        subtitle=frame.subtitle,
        source=frame.source,
        columns=(*frame.columns, *added),
        rating_level=frame.rating_level,
        ratings=frame.ratings,
        sections=sections,
        board=frame.board,
        marking=frame.marking,
    )


def _named(section: SectionNode, kinds: dict[str, str], numbered: list[str]) -> tuple[str, str]:
    """The board's word for a section and its title; one that has its number in it keeps it ("Theme B – Early help")."""
    for title in numbered:
        if section.title and title.endswith(section.title):
            begun = [kind for name, kind in kinds.items() if title.casefold().startswith(name)]
            return max(begun, key=len, default=section.kind), title
    return _kind(section.kind, kinds), section.title


def _kind(read: str, kinds: dict[str, str]) -> str:
    """The board's word for a section: with the number that is part of it ("Priority 2"), without one that our files count."""
    if read == PLAIN_SECTION.lower() and read not in kinds:
        return ""
    known = kinds.get(read.casefold())
    return known or kinds.get(re.sub(r"(?<![\s\d])\s*\d+$", "", read.casefold())) or read


def _section(section: SectionNode, remarks: Remarks) -> SectionNode:
    rating = next(
        (r for heading, r in remarks.ratings.items() if section.title and heading.endswith(section.title)), None
    )
    recommendations = tuple(_recommendation(r, remarks) for r in section.recommendations)
    return replace(section, rating=section.rating or rating, recommendations=recommendations)


def _recommendation(recommendation: RecommendationNode, remarks: Remarks) -> RecommendationNode:
    name = f"rec {recommendation.number}"
    return replace(
        recommendation,
        rating=recommendation.rating or remarks.ratings.get(name),
        internal=recommendation.internal or name in remarks.internal,
        actions=tuple(_action(action, remarks) for action in recommendation.actions),
    )


def _action(action: ActionNode, remarks: Remarks) -> ActionNode:
    ref = action.ref
    words, moves, ended, status = _deadline_lines(action.deadline_text)
    if remarks.moves.get(ref):
        moves = _deadline_lines(remarks.moves[ref])[1]
    also = remarks.also.get(ref) or action.also
    text = action.action
    if found := ALSO.search(text):
        also, text = list_in(found[1]), text[: found.start()]
    text, *beside = BESIDE.split(text)
    extra = action.extra | dict(zip(beside[::2], map(str.strip, beside[1::2]), strict=True))
    changes: dict[str, Any] = {}
    if words != action.deadline_text:
        changes = {"deadline_text": words, "deadlines": read_deadlines(words), "earlier": read_earlier(words)}
    if ended := ended or remarks.ended.get(ref):
        changes["ended"] = ended
    if status := status or remarks.status.get(ref, ""):
        changes["status"] = status
    return replace(
        action,
        action=text,
        extra=extra,
        also=tuple(also),
        deadline_moves=_chained(moves, words) or action.deadline_moves,
        progress=_entries(action.progress),
        internal=action.internal or ref in remarks.internal,
        **changes,
    )


def _deadline_lines(text: str) -> tuple[str, list[DeadlineMoveNode], EndedNode | None, str]:
    """The board's words under "By when", and what our lines below them say: slips, latest first, and how the row ended."""
    words, moves, ended, status = [], [], None, ""
    for line in text.split("\n"):
        if match := ENDED.fullmatch(line.strip()):
            status = match[1].lower()
            ended = ended_in(match)
        elif match := MOVED.fullmatch(line.strip()):
            moves.append(DeadlineMoveNode(from_=match[1], on=day_in(match[2] or ""), reason=match[3] or ""))
        else:
            words.append(line)
    return "\n".join(words).strip(), moves, ended, status


def _chained(moves: list[DeadlineMoveNode], present: str) -> tuple[DeadlineMoveNode, ...]:
    """Slips, oldest first, each to what the next was from."""
    oldest = moves[::-1]
    ends = [*(move.from_ for move in oldest[1:]), present]
    return tuple(replace(move, to=end) for move, end in zip(oldest, ends, strict=False))


def _entries(entries: tuple[EntryNode, ...]) -> tuple[EntryNode, ...]:
    """Notes with the names of their files, which are below them, and those marked internal marked so."""
    out: list[EntryNode] = []
    for entry in entries:
        body, _, last = entry.text.rpartition("\n")
        files = FILES.fullmatch(last)
        if files and entry.date is None and not body and out:
            out[-1] = replace(out[-1], attachments=tuple(files[1].split("; ")))
            continue
        if files:
            entry = replace(entry, text=body.rstrip(), attachments=tuple(files[1].split("; ")))
        mark = next((mark for mark in MARKS_OF_FEW if entry.text.startswith(mark)), "")
        if mark:
            entry = replace(entry, text=entry.text.removeprefix(mark).strip(), internal=True)
        out.append(entry)
    return tuple(out)
