"""Copies of our own files that come back changed: their tables are read like any others, and what our exporters wrote
around the board's own cells goes back to where it came from.

``regrouped`` makes of a workbook (one row per action) the headings and tables that our Word file has, and takes our own
remarks out of the way; ``settled`` puts what they said, and the lines that we add to cells, into their fields: how a row
ended, earlier deadlines, which recommendations it answers too, the names of files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import groupby

from actionplans.document.cells import HEADINGS
from actionplans.document.dates import find_dates, read_deadlines
from actionplans.document.tree import (
    Action,
    Column,
    DeadlineMove,
    Ended,
    Entry,
    PlanDocument,
    Recommendation,
    Section,
    Warning_,
)
from actionplans.reading.files.blocks import Blocks, Cell, Paragraph, Table

#: The first heading of every table of ours.
ROW = "Row"
LOOSE = "Actions without a recommendation"
INTERNAL = "(internal)"
#: The headings that the first sheet of a workbook has of its own, after the board's.
OWN_COLUMNS = (
    "Section",
    "Number",
    "Recommendation",
    "Last day due",
    "Deadline moved",
    "Ended on",
    "Agreed by",
    "Why it ended",
    "Also answers",
    "Read by",
)

_SHEET = re.compile(r"sheet “(.+?)”")
_REMARK = re.compile(
    r"See also rows? [^.]*(?:\.[^. ]+)*\.|No actions yet\.|Draft of \d{1,2} \w+ \d{4}\.|Version \d+(?:, \d.*|: .*)?\.?"
)
_RATING = re.compile(r"Rating: (.+)")
_HEADING = re.compile(r"Recommendation\s+(\S.*)")
_ENDED = re.compile(r"\**(Complete|Closed)\**(?: (\d\d\.\d\d\.\d\d))?(?:, ([^:\n]+))?(?:: (.+))?\**", re.DOTALL)
_MOVED = re.compile(r"was (.+?)(?: \(moved (\d\d\.\d\d\.\d\d)\))?(?:: (.*))?", re.DOTALL)
_ALSO = re.compile(r"\s*^Also answers recommendations? (.+)\.\Z", re.MULTILINE)
_FILES = re.compile(r"Files?: (.+)", re.DOTALL)


@dataclass(frozen=True)
class Remarks:
    """What a file of ours says of rows, recommendations and sections besides the board's cells."""

    internal: frozenset[str] = frozenset()  # references of rows, and "rec 99" for recommendations
    ratings: dict[str, str] = field(default_factory=dict)  # by "rec 99" or the heading of the section
    status: dict[str, str] = field(default_factory=dict)
    ended: dict[str, Ended] = field(default_factory=dict)
    moves: dict[str, str] = field(default_factory=dict)
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)


def is_ours(blocks: Blocks) -> bool:
    """Whether the tables of the file are laid out as we lay them out: a row reference before the board's columns."""
    return any(_words(table, 0)[:1] == [ROW] for table in _tables(blocks))


def regrouped(blocks: Blocks) -> tuple[Blocks, Remarks]:
    """The file as headings and one table per recommendation, without our remarks, and the remarks."""
    blocks, remarks = _regrouped(blocks)
    if blocks.frame is None:
        return blocks, remarks
    plainly = {heading: sure for heading, (sure, _) in _sure_headings(blocks.frame).items()}
    made = (_headed(block, plainly) if isinstance(block, Table) else block for block in blocks.blocks)
    subtitle = _bare(blocks.frame.subtitle)
    kept = (block for block in made if not subtitle or isinstance(block, Table) or _bare(block.text) != subtitle)
    return replace(blocks, blocks=tuple(kept)), remarks


def _sure_headings(frame: PlanDocument) -> dict[str, tuple[str, Column]]:
    """For each heading of the board one that says beyond doubt what the column is; for its own columns one that means
    nothing else."""
    sure: dict[str, tuple[str, Column]] = {}
    for i, column in enumerate(frame.columns):
        heading = " ".join(column.heading.split()) or column.extra or HEADINGS.get(column.field, "")
        sure.setdefault(heading, (f"Own column {i}" if column.extra else HEADINGS[column.field], column))
    return sure


def _headed(table: Table, plainly: dict[str, str]) -> Table:
    if _words(table, 0)[:1] != [ROW]:
        return table
    head = (replace(cell, text=plainly.get(" ".join(_bare(cell.text).split()), cell.text)) for cell in table.rows[0])
    return replace(table, rows=(tuple(head), *table.rows[1:]))


def _regrouped(blocks: Blocks) -> tuple[Blocks, Remarks]:
    sheets = {match[1]: table for table in _tables(blocks) if (match := _SHEET.match(table.place))}
    if "Actions" in sheets and _words(sheets["Actions"], 0)[:1] == [ROW]:
        return _from_workbook(blocks, sheets)
    return _from_pages(blocks)


def _tables(blocks: Blocks) -> Iterable[Table]:
    return (block for block in blocks.blocks if isinstance(block, Table))


def _words(table: Table, row: int) -> list[str]:
    return [_bare(cell.text) for cell in table.rows[row]] if len(table.rows) > row else []


def _bare(text: str) -> str:
    return text.replace("**", "").strip()


# Word ------------------------------------------------------------------------------------------------------------------


def _from_pages(blocks: Blocks) -> tuple[Blocks, Remarks]:
    kept: list[Paragraph | Table] = []
    remarks = Remarks()
    internal: set[str] = set()
    under = ""
    for block in blocks.blocks:
        if isinstance(block, Table):
            kept.append(_without_marks(block, blocks.frame, internal, remarks))
            continue
        text = _bare(block.text)
        if block.level:
            number = _HEADING.match(text.removesuffix(INTERNAL).strip())
            under = f"rec {number[1]}" if number else text
            if text.endswith(INTERNAL):
                internal.add(under)
                block = replace(block, text=block.text.replace(INTERNAL, "").strip())
            if text == "Versions":
                continue
        elif rating := _RATING.fullmatch(text):
            remarks.ratings[under] = rating[1]
            continue
        elif _REMARK.fullmatch(text):
            continue
        kept.append(block)
    return replace(blocks, blocks=tuple(kept)), replace(remarks, internal=frozenset(internal))


def _without_marks(table: Table, frame: PlanDocument | None, internal: set[str], remarks: Remarks) -> Table:
    """A table of ours whose first cells hold the reference alone, and the column of the status its word."""
    heads = _words(table, 0)
    if heads[:1] != [ROW]:
        return table
    columns = frame.columns if frame else ()  # a print has none
    status = next((" ".join(c.heading.split()) for c in columns if c.field == "status"), "")
    at = heads.index(status) if status in heads else None
    rows = [table.rows[0]]
    for row in table.rows[1:]:
        if not row:
            continue
        ref, *lines = [line for line in map(_bare, row[0].text.split("\n")) if line] or [""]
        row = (replace(row[0], text=ref), *row[1:]) if lines else row
        if INTERNAL in lines:
            internal.add(ref)
        if at and len(row) > at:
            lines += [_bare(row[at].text)]
        for line in lines:
            if (match := _ENDED.fullmatch(line)) and ref:
                remarks.status[ref] = match[1].lower()
                if ended := _ended_in(match):
                    remarks.ended[ref] = ended
                if at and line == lines[-1] and len(row) > at:
                    row = (*row[:at], replace(row[at], text=match[1]), *row[at + 1 :])
        rows.append(row)
    return replace(table, rows=tuple(rows))


def _ended_in(match: re.Match[str]) -> Ended | None:
    return Ended(_day(match[2] or ""), match[3] or "", match[4] or "") if any(match.group(2, 3, 4)) else None


# Excel -----------------------------------------------------------------------------------------------------------------


def _from_workbook(blocks: Blocks, sheets: dict[str, Table]) -> tuple[Blocks, Remarks]:
    """Rows gathered under headings of their section and recommendation, notes of the second sheet beside their rows."""
    table = sheets["Actions"]
    head, *rows = (line[: table.width] for line in table.grid())
    heads = [_bare(cell.text) for cell in head]
    own = {name: len(heads) - 1 - heads[::-1].index(name) for name in OWN_COLUMNS if name in heads}
    for column in blocks.frame.columns if blocks.frame else ():
        name, heading = HEADINGS.get(column.field, ""), " ".join(column.heading.split())
        if column.field in ("number", "recommendation") and heading in heads:
            own[name] = heads.index(heading)
    level = blocks.frame.rating_level if blocks.frame else "action"
    if level != "action":
        rating = next(
            (c.heading for c in blocks.frame.columns if c.field == "rating" and c.heading), HEADINGS["rating"]
        )
        if rating in heads:
            own["Rating"] = heads.index(rating)
    kept = [i for i in range(len(heads)) if i not in own.values()]
    rows = _with_notes(heads, rows, sheets.get("Notes"))

    def said(row: list[Cell], name: str) -> str:
        return row[own[name]].text.strip() if name in own else ""

    made: list[Paragraph | Table] = []
    for i in range(len(sheets["About"].rows) if "About" in sheets else 0):
        cells = _words(sheets["About"], i)
        if cells[:1] == ["Plan"] and len(cells) > 1:
            made.append(Paragraph(cells[1], bold=True))
    listed = [line for line in sheets["Sections"].grid()[1:] if len(line) > 1] if "Sections" in sheets else []
    aims = {_bare(line[1].text): line for line in listed}
    titles = _words(sheets["Sections"], 0) if aims else []
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
        also={ref: _listed(said(row, "Also answers")) for ref, row in by_ref},
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


def _ended_of(row: list[Cell], own: dict[str, int]) -> Ended | None:
    on, by, why = (row[own[name]] if name in own else Cell() for name in ("Ended on", "Agreed by", "Why it ended"))
    if not (on.text or by.text or why.text):
        return None
    return Ended(on.date.isoformat() if on.date else _day(on.text), by.text.strip(), why.text.strip())


def _with_notes(heads: list[str], rows: list[list[Cell]], notes: Table | None) -> list[list[Cell]]:
    """The rows with each note of the second sheet that somebody wrote there, in the cell of notes."""
    from .headings import map_columns

    if notes is None or not rows:
        return rows
    fields = [mapped.field for mapped in map_columns(heads, [[row[i].text for row in rows] for i in range(len(heads))])]
    titles = _words(notes, 0)
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


# The plan --------------------------------------------------------------------------------------------------------------


def settled(document: PlanDocument, remarks: Remarks, frame: PlanDocument | None = None) -> PlanDocument:
    """The plan read from a file of ours, with our lines in their fields. The row reference is no column of the board."""
    made = tuple(_section(section, remarks) for section in document.sections)
    warnings = tuple(_placed_again(warning, document, made) for warning in document.warnings)
    sections = _rejoined(made)
    rated = any(r.rating for section in sections for r in section.recommendations)
    level = "recommendation" if rated else "section" if any(s.rating for s in sections) else document.rating_level
    columns = tuple(c for i, c in enumerate(document.columns) if not (i == 0 and _bare(c.heading) == ROW))
    document = document.replace(sections=sections, columns=columns, rating_level=level, warnings=warnings)
    return _framed(document, frame) if frame else document


def _placed_again(warning: Warning_, document: PlanDocument, made: tuple[Section, ...]) -> Warning_:
    """The warning with its place as it is once sections are joined, and the names of files are with their notes."""
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


def _rejoined(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Rows without a recommendation stand under a heading of ours, which is no section of the plan."""
    out: list[Section] = []
    for section in sections:
        if section.title == LOOSE and out:
            out[-1] = replace(out[-1], recommendations=(*out[-1].recommendations, *section.recommendations))
        else:
            out.append(replace(section, title="") if section.title == LOOSE else section)
    return tuple(out)


def _framed(document: PlanDocument, frame: PlanDocument) -> PlanDocument:
    """The document under the headings that the board gave its columns, followed by columns that somebody added."""
    sure = dict(_sure_headings(frame).values())
    given = {column.field for column in frame.columns}
    ours = {*sure, *HEADINGS.values()}  # a workbook has columns for what the board does not print
    added = tuple(c for c in document.columns if c.field not in given and c.heading not in ours)
    kinds = {section.kind.casefold(): section.kind for section in frame.sections}

    def named(action: Action) -> Action:
        own = {sure[name].extra if name in sure else name: text for name, text in action.extra.items()}
        return replace(action, extra=own)

    sections = tuple(
        replace(
            section,
            kind=kinds.get(section.kind.casefold(), section.kind),
            recommendations=tuple(replace(r, actions=tuple(map(named, r.actions))) for r in section.recommendations),
        )
        for section in document.sections
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


def _section(section: Section, remarks: Remarks) -> Section:
    rating = next(
        (r for heading, r in remarks.ratings.items() if section.title and heading.endswith(section.title)), None
    )
    recommendations = tuple(_recommendation(r, remarks) for r in section.recommendations)
    return replace(section, rating=section.rating or rating, recommendations=recommendations)


def _recommendation(recommendation: Recommendation, remarks: Remarks) -> Recommendation:
    name = f"rec {recommendation.number}"
    return replace(
        recommendation,
        rating=recommendation.rating or remarks.ratings.get(name),
        internal=recommendation.internal or name in remarks.internal,
        actions=tuple(_action(action, remarks) for action in recommendation.actions),
    )


def _action(action: Action, remarks: Remarks) -> Action:
    ref = action.ref
    words, moves, ended, status = _deadline_lines(action.deadline_text)
    if remarks.moves.get(ref):
        moves = _deadline_lines(remarks.moves[ref])[1]
    also = remarks.also.get(ref) or action.also
    text = action.action
    if found := _ALSO.search(text):
        also, text = _listed(found[1]), text[: found.start()]
    changes = {}
    if words != action.deadline_text:
        changes = {"deadline_text": words, "deadlines": read_deadlines(words)}
    if ended := ended or remarks.ended.get(ref):
        changes["ended"] = ended
    if status := status or remarks.status.get(ref, ""):
        changes["status"] = status
    return replace(
        action,
        action=text,
        also=tuple(also),
        deadline_moves=_chained(moves, words) or action.deadline_moves,
        progress=_entries(action.progress),
        internal=action.internal or ref in remarks.internal,
        **changes,
    )


def _deadline_lines(text: str) -> tuple[str, list[DeadlineMove], Ended | None, str]:
    """The board's words under "By when", and what our lines below them say: slips, latest first, and how the row ended."""
    words, moves, ended, status = [], [], None, ""
    for line in text.split("\n"):
        if match := _ENDED.fullmatch(line.strip()):
            status = match[1].lower()
            ended = _ended_in(match)
        elif match := _MOVED.fullmatch(line.strip()):
            moves.append(DeadlineMove(from_=match[1], on=_day(match[2] or ""), reason=match[3] or ""))
        else:
            words.append(line)
    return "\n".join(words).strip(), moves, ended, status


def _chained(moves: list[DeadlineMove], present: str) -> tuple[DeadlineMove, ...]:
    """Slips, oldest first, each to what the next was from."""
    oldest = moves[::-1]
    ends = [*(move.from_ for move in oldest[1:]), present]
    return tuple(replace(move, to=end) for move, end in zip(oldest, ends, strict=False))


def _entries(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Notes with the names of their files, which stand below them, and those marked internal marked so."""
    out: list[Entry] = []
    for entry in entries:
        body, _, last = entry.text.rpartition("\n")
        files = _FILES.fullmatch(last)
        if files and entry.date is None and not body and out:
            out[-1] = replace(out[-1], attachments=tuple(files[1].split("; ")))
            continue
        if files:
            entry = replace(entry, text=body.rstrip(), attachments=tuple(files[1].split("; ")))
        if entry.text.startswith(INTERNAL):
            entry = replace(entry, text=entry.text.removeprefix(INTERNAL).strip(), internal=True)
        out.append(entry)
    return tuple(out)


def _listed(words: str) -> tuple[str, ...]:
    return tuple(filter(None, (word.strip() for word in words.split(","))))


def _day(words: str) -> str:
    found = find_dates(words) if words else ()
    return found[0].date or "" if found and found[0].precision == "day" else ""
