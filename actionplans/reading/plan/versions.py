"""Read the version table at the end of a plan, or its lines."""

from __future__ import annotations

import re
from itertools import pairwise

from actionplans.document.dates import find_dates
from actionplans.document.tree import VersionLine
from actionplans.reading.files.blocks import Table

from .heading_words import plain
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
    r"(?:document )?(?:version|ver|issue|revision|draft)s?(?: (?:no|nos|number|ref|control|history))?"
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


def read_versions(table: Table) -> list[VersionLine] | None:
    """The lines of a version table, or None if the table is none."""
    grid = [[re.sub(r"\s+", " ", bare(cell.text)) for cell in row] for row in table.grid()]
    grid = [row for row in grid if any(row)]
    if not grid:
        return None
    for at, row in enumerate(grid[:3]):
        kinds = sum(bool(_kind(c)) for c in row)
        if (
            len(row) > 1
            and any(_VERSION.fullmatch(plain(c)) for c in row)
            and kinds >= 2
            and kinds * 2 > sum(map(bool, row))
        ):
            return [_by_heading(row, cells) for cells in grid[at + 1 :]]
    labelled = [
        row
        for row in grid
        if re.match(r"(?:version|ver|v|issue|revision)\.?\s?(?:no\.?\s*)?\d", row[0], re.I) and _LABEL.fullmatch(row[0])
    ]
    if len(labelled) * 2 > len(grid) and table.width <= 5:
        return [_line(row[0], " ".join(dict.fromkeys(c for c in row[1:] if c)), row[1:]) for row in grid]
    return None


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


def _by_heading(heads: list[str], cells: list[str]) -> VersionLine:
    parts: dict[str, list[str]] = {"label": [], "by": [], "date": [], "note": []}
    for head, cell in zip(heads, cells, strict=False):
        if cell:
            parts[_kind(head) or "note"].append(cell)
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
