"""Read the version table at the end of a plan, or its lines."""

from __future__ import annotations

import re
from itertools import pairwise

from actionplans.document.dates import find_dates
from actionplans.document.tree import VersionLine
from actionplans.reading.files.blocks import Table

from .heading_words import plain
from .meanings import is_heading_row
from .sections import bare

_LABEL = re.compile(
    r"(?:(?:version|ver|v|issue|revision"
    r"|draft)\s*\.?(?:no\.?\s*)?\d+(?:\.\d+)*[a-z]?(?:\s+\w+)?|\d+(?:\.\d+)*|(?:final|first|revised)?\s*draft|final)",
    re.I,
)
_LINE = re.compile(
    r"((?:version|ver|v|issue|edition|revision)\.?\s?(?:no\.?\s*)?\d+(?:\.\d+)*[a-z]?"
    r"|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?:edition|version|issue|draft))"
    r"\b\s*[:;,.·•|–—-]?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "As at 12 November 2026 (version 4.0)"
_IN_BRACKETS = re.compile(r"\(((?:version|ver|v|issue|draft)\.?\s?\d+(?:\.\d+)*)\)", re.IGNORECASE)
_VERSION = re.compile(
    r"(?:document )?(?:version|ver|issue|edition|revision|draft)s?(?: (?:no|nos|number|ref|control|history))?"
)
_BY = re.compile(
    r"(?:amended|updated|changed|made|written|prepared|approved|revised"
    r"|reviewed)? ?by(?: whom)?|author|authors|who|editor|owner|initials|name"
)
_DATE = re.compile(r".*\bdates?\b.*|when")
_NOTE = re.compile(
    r".*\b(?:changes?|reasons?|comments?|notes?|summary|description|amendments?|details?"
    r"|purpose|meeting|status|updates?)\b.*"
)


#: What a version's own date follows, before other dates of the same line.
_SAYS_WHEN = re.compile(r"\b(?:updated|revised|reviewed|agreed|approved|dated|issued)\b", re.IGNORECASE)
#: A sentence about a day that is still to come: "Next review: Board, 21 January 2027."
_TO_COME = re.compile(r"(?:^|(?<=[.;)]\s)|(?<=[.;)]\s\s))(?:for |the )?next\b[^.;]*", re.IGNORECASE)
_UPDATED = re.compile(
    r"(?:(?:plan|this plan|document|draft|tracker|log)\s+)?(?:last\s+)?(?:updated?|typed(?: up)?(?= (?:by|on)\b)"
    r"|refreshed|revised"
    r"|reviewed|amended|as (?:at|of)"
    r"|position (?:at|as at)|correct (?:at|as at)|agreed|approved)\b",
    re.IGNORECASE,
)
#: A heading above a table of versions: "Record of versions", "Document history".
_HISTORY = re.compile(
    r"\b(?:versions?|issues?|editions?|drafts?|documents?|revisions?|amendments?|changes?)\b.{0,20}"
    r"\b(?:history|control|records?|register|log|list)\b|\b(?:record|history|log|list|register) of\b.{0,20}"
    r"\b(?:versions?|issues?|editions?|drafts?|revisions?|amendments?|changes?)\b|^(?:earlier |all )?versions\b",
    re.IGNORECASE,
)
#: Words of headings of version tables, which a plan prints by itself.
OF_VERSIONS = """
Version Edition Issue Date Author By What changed Reason Change Changes Note Notes Comment Comments Amendment Summary
"""
#: A version table has at most so many columns.
_WIDEST = 7


def read_versions(table: Table, above: str = "") -> list[VersionLine] | None:
    """The lines of a version table, or None if the table is none. ``above`` is the line above it."""
    grid = _grid(table)
    for at, row in enumerate(grid[:3]):
        kinds = sum(bool(_kind(c)) for c in row)
        if (
            len(row) > 1
            and any(_VERSION.fullmatch(plain(c)) for c in row)
            and kinds >= 2
            and kinds * 2 > sum(map(bool, row))
        ):
            return [_by_kind([_kind(c) for c in row], cells) for cells in grid[at + 1 :]]
    labelled = [
        row
        for row in grid
        if re.match(r"(?:version|ver|v|issue|revision)\.?\s?(?:no\.?\s*)?\d", row[0], re.I) and _LABEL.fullmatch(row[0])
    ]
    if grid and len(labelled) * 2 > len(grid) and table.width <= 5:
        return [_line(row[0], " ".join(dict.fromkeys(c for c in row[1:] if c)), row[1:]) for row in grid]
    return _by_cells(grid, headed=bool(_HISTORY.search(above)) and len(above.split()) <= 8)


def unknown_heads(table: Table) -> list[str]:
    """The headings of a version table that say nothing of what is below them, and are none of ours."""
    ours = set(plain(OF_VERSIONS).split())
    heads, *rows = _grid(table) or [[]]
    if not rows or any(find_dates(cell) or _is_label(cell) for cell in heads):
        return []
    return [cell for cell in heads if not (_kind(cell) or set(plain(cell).split()) <= ours)]


def _grid(table: Table) -> list[list[str]]:
    """The texts of a table, of one with a column for each version with a row for each."""
    grid = [[re.sub(r"\s+", " ", bare(cell.text)) for cell in row] for row in table.grid()]
    grid = [row for row in grid if any(row)]
    across = len(grid) > 1 and table.width > 2 and _VERSION.fullmatch(plain(grid[0][0]))
    return [list(row) for row in zip(*grid, strict=True)] if across and all(map(_is_label, grid[0][1:])) else grid


def _is_label(text: str) -> bool:
    """Whether a text is the number or the name of a version."""
    return bool(_LABEL.fullmatch(text))


def _by_cells(grid: list[list[str]], *, headed: bool) -> list[VersionLine] | None:
    """The lines of a version table whose headings do not say what it is, by its cells: one has numbers of versions, another
    has days. ``headed``: the line above the table says that it has versions; else the heading above the numbers does."""
    if not grid or not 2 <= len(grid[0]) <= _WIDEST or is_heading_row(grid[0]):
        return None
    heads = grid[0] if not any(find_dates(cell) for cell in grid[0]) else []
    rows = grid[1:] if heads else grid
    columns = [[cell for cell in column if cell] for column in zip(*rows, strict=True)]
    labels = [x for x, cells in enumerate(columns) if len(cells) == len(rows) and all(map(_is_label, cells))]
    days = [x for x, cells in enumerate(columns) if x not in labels and cells and all(map(_is_day, cells))]
    if not rows or not labels or not days or len(set(columns[labels[0]])) < len(rows):
        return None
    if not headed and not (heads and _VERSION.fullmatch(plain(heads[labels[0]]))):
        return None
    kinds = [_kind(cell) or "note" for cell in heads] or ["note"] * len(columns)
    kinds[labels[0]], kinds[days[0]] = "label", "date"
    return [_by_kind(kinds, row) for row in rows]


def _is_day(cell: str) -> bool:
    """Whether a cell is a date and little else."""
    return len(cell) <= 30 and bool(find_dates(cell)) and len(cell.split()) <= 5


def read_version_line(text: str) -> VersionLine | None:
    """A line such as "Version 3 – updated after the Board 4.12.26", or None."""
    text = bare(text)
    match = _LINE.fullmatch(text)
    if not match or len(text) > 300 or not (find_dates(text) and len(text.split()) <= 40):
        return None
    return _line(match[1], match[2], [match[2]])


def read_version_in(text: str) -> VersionLine | None:
    """The version that a sentence among others names: "Northfield Board. Version 5, 20 November 2026. …"; else None."""
    if len(text.split()) > 60:
        return None
    return next(
        (found for part in re.split(r"(?<=[a-z\d])\.\s+", bare(text)) if (found := read_version_line(part))), None
    )


def read_updated_line(text: str) -> VersionLine | None:
    """A line that says no more than of when the paper is: "Last updated: 2 November 2026", "As at 30.9.26"; else None."""
    text = re.sub(r"\s+", " ", text.replace("*", "")).strip()
    if len(text.split()) > 16 or not _UPDATED.match(text):
        return None
    date = _date(text)
    label = _IN_BRACKETS.search(text)
    return VersionLine(label=label[1] if label else "", date=date, note=text) if date else None


def read_dated_title(text: str) -> VersionLine | None:
    """A title or foot that dates the paper: "Improvement plan – June 2026", "Updated 4th September 2026"; else None."""
    text = re.sub(r"\s+", " ", bare(text)).strip()
    if len(text) > 200 or not re.search(
        r"\b(?:updated?|revised|as at|as of|version|v\s?\d+|draft|plan|report|position)\b", text, re.IGNORECASE
    ):
        return None
    if re.search(r"\binspection(?: report| findings)?\b.{0,20}$", re.split(r"\d", text)[0], re.IGNORECASE):
        return None  # the date is the inspection's
    match = re.search(r"\b(?:version|v)\.?\s?\d+(?:\.\d+)*\b", text, re.IGNORECASE)
    date = _date(text)
    return VersionLine(label=match.group() if match else "", date=date, note=text) if date else None


def _kind(heading: str) -> str:
    words = plain(heading)
    for name, pattern in (("label", _VERSION), ("by", _BY), ("date", _DATE), ("note", _NOTE)):
        if pattern.fullmatch(words):
            return name
    return ""


def _by_kind(kinds: list[str], cells: list[str]) -> VersionLine:
    """One line of a version table. ``kinds`` says of each column what it is."""
    parts: dict[str, list[str]] = {"label": [], "by": [], "date": [], "note": []}
    for kind, cell in zip(kinds, cells, strict=False):
        if cell:
            parts[kind or "note"].append(cell)
    label = " ".join(dict.fromkeys(parts["label"]))
    note = "; ".join(dict.fromkeys(parts["note"]))
    date = _date(" ".join(parts["date"])) or _date(note) or _date(label)
    if parts["date"] and not _date(" ".join(parts["date"])):
        note = "; ".join([*parts["date"], note]).strip("; ")
    return VersionLine(label=label, date=date, note=note, by=", ".join(dict.fromkeys(parts["by"])))


def _line(label: str, note: str, cells: list[str]) -> VersionLine:
    return VersionLine(label=label, date=_date(note) or _date(label), note=note)


def _date(text: str) -> str | None:
    """The last date in a line: the version is of it."""
    # initials are often right before a date without a blank: "AB10.07.26"
    text = _TO_COME.sub("", re.sub(r"(?<=[A-Za-z])(?=\d{1,2}[./]\d)", " ", text))
    dated = [hit for hit in find_dates(text) if hit.date]
    said = _SAYS_WHEN.search(text)
    if dated and dated[0].start == 0:
        return dated[0].date  # "November 2026 update for the Board on 8 December 2026"
    behind = [hit for hit in dated if said and hit.start >= said.end()]
    return (behind[0] if behind else dated[-1]).date if dated else None


_OF_PAPER = r"(?:(?:this |the )?(?:plan|document|paper|tracker)(?: s)? )?"
_AGREED = re.compile(
    r"(?:report )?(?:run|produced|printed|exported|extracted|generated)(?: on| at)?"
    r"|(?:this )?(?:plan )?(?:agreed|approved|(?:last )?(?:updated|reviewed))(?: on)?"
    r"|(?:(?:position|correct|data) )?as (?:at|of)|position at"
)


def version_of_form(table: Table) -> VersionLine | None:
    """The version that a form on the title page names: "Version", "5", "Date", "19 October 2026"."""
    pairs: dict[str, str] = {}
    for row in table.rows:
        cells = [text for cell in row if (text := bare(cell.text))]
        pairs |= {plain(a): b for a, b in pairwise(cells)}
    for label, said in pairs.items():
        if re.match(rf"{_OF_PAPER}(?:version|issue|draft)\b", label) and (line := read_version_line(said)):
            return line  # "Version and date", "V6, 18 November 2026"
    number = next(
        (
            pairs[label]
            for label in pairs
            if re.fullmatch(rf"{_OF_PAPER}(?:version|issue|draft)(?: no| number)?", label)
        ),
        "",
    )
    dated = next(
        (
            pairs[label]
            for label in pairs
            if re.fullmatch(
                rf"{_OF_PAPER}(?:date|(?:date )?last (?:updated|revised|changed|reviewed|amended)|updated|date updated"
                r"|date of (?:(?:this|the) )?(?:(?:last|latest) )?(?:update|version|issue|revision|review|change))",
                label,
            )
        ),
        "",
    )
    if not re.search(r"\d|draft|final", number, re.IGNORECASE) or len(number.split()) > 4:
        agreed = next((label for label in pairs if _AGREED.fullmatch(label)), "")
        hits = [hit for hit in find_dates(pairs.get(agreed, "")) if hit.date]
        return VersionLine(date=hits[0].date, note=f"{agreed.capitalize()} {pairs[agreed]}") if hits else None
    label = number if re.match(r"[vV]|[iI]ssue|[dD]raft", number) else f"Version {number}"
    hits = [hit for hit in find_dates(dated) if hit.date]
    return VersionLine(label=label, date=hits[0].date if hits else None)
