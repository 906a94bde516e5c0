"""The page that compares two states of a plan: section by section, only what changed, with new and removed text marked.

Pure functions of a ``Comparison`` of two plan documents; no query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from actionplans.document import tree
from actionplans.document.cells import heading_of
from actionplans.document.change_summary import Comparison
from actionplans.document.changes import CellChange, NoteChange, RowChange
from actionplans.document.diff_lines import ChangedLine, changed_lines, spaced
from actionplans.document.text_diff import DiffPiece
from actionplans.document.wording import FEW_READERS, capital, count, number_word, plural
from actionplans.pages.plan_table import section_heading

#: Unchanged lines of a long cell that are shown before and after a change; the others are left out.
BESIDE = 1
#: Characters of the beginning of a text that identifies a row.
CONTEXT = 220

_BULLET = re.compile(r"^\s*- +")
_MARKS = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_OWN = {
    "new": "New {what}",
    "removed": "{What} removed",
    "reworded": "{What} reworded",
    "moved": "{What} moved to another place",
    "rating": "Rating changed",
    "hidden": "{What} made internal",
    "shown": "{What} no longer internal",
}


@dataclass(frozen=True)
class ComparedLine:
    """One line of a text: ``new`` or ``gone`` as a whole, ``mixed``, the ``same``, or a ``gap`` that says how much was
    left out. ``pieces`` are its stretches, without the light marks of typed text."""

    kind: str
    pieces: tuple[DiffPiece, ...]
    bullet: bool = False

    @property
    def css(self) -> str:
        return {"new": "bar", "mixed": "bar", "gone": "gone"}.get(self.kind, "soft" if self.kind == "gap" else "")


@dataclass(frozen=True)
class ComparedText:
    """One compared text, such as a cell or a note, with a remark."""

    lines: tuple[ComparedLine, ...]
    said: str = ""


@dataclass(frozen=True)
class Change:
    """The changes under one heading: of one cell, or of all notes."""

    heading: str
    texts: tuple[ComparedText, ...]


@dataclass(frozen=True)
class Item:
    """The changes to one row, recommendation or section, or to the plan itself."""

    ref: str
    what: str
    changes: tuple[Change, ...]
    context: str = ""
    folded: tuple[Change, ...] = ()
    fold: str = ""
    gone: bool = False
    internal: bool = False
    uid: str = ""


@dataclass
class ComparedSection:
    """The items of one section, in the order of the plan."""

    heading: str
    items: list[Item] = field(default_factory=list)


def groups(comparison: Comparison, *, since: str, reasons: Mapping[str, str] | None = None) -> list[ComparedSection]:
    """The changed rows by section, and what changed in sections, recommendations and the plan itself.

    ``since`` names the older document, as in “Added after version 7 was published”; ``reasons`` are those of removed
    rows, by id.
    """
    found = []
    if comparison.plan:
        changes = tuple(_cell(c) for c in comparison.plan)
        found.append(ComparedSection("The plan itself", [Item("", "Changed for the whole plan", changes)]))
    places = _Places(comparison)
    for change in comparison.sections:
        places.of_section(change.section).append(_own("", "section", change.kinds, change.cells))
    for own in comparison.recommendations:
        item = _own(own.recommendation.number, "recommendation", own.kinds, own.cells)
        places.of_recommendation(own.section, own.recommendation).append(item)
    for row in comparison.rows:
        places.of_recommendation(row.section, row.recommendation).append(
            _row(row, comparison, since, (reasons or {}).get(row.action.id, ""))
        )
    return found + list(places.groups())


class _Places:
    """Collects items by section, then by recommendation, in the order of the newer plan; what was removed with its section or
    recommendation comes last."""

    def __init__(self, comparison: Comparison) -> None:
        self.sections: dict[int, tuple[tree.SectionNode, list[Item], dict[int, list[Item]]]] = {}
        for section in comparison.new.sections:
            self._section(section)

    def _section(self, section: tree.SectionNode) -> tuple[tree.SectionNode, list[Item], dict[int, list[Item]]]:
        if id(section) not in self.sections:
            self.sections[id(section)] = (section, [], {id(r): [] for r in section.recommendations})
        return self.sections[id(section)]

    def of_section(self, section: tree.SectionNode) -> list[Item]:
        return self._section(section)[1]

    def of_recommendation(self, section: tree.SectionNode, recommendation: tree.RecommendationNode) -> list[Item]:
        return self._section(section)[2].setdefault(id(recommendation), [])

    def groups(self) -> Iterator[ComparedSection]:
        for section, own, recommendations in self.sections.values():
            items = own + [item for items in recommendations.values() for item in items]
            if items:
                yield ComparedSection(section_heading(section), items)


def _own(ref: str, what: str, kinds: tuple[str, ...], cells: Iterable[CellChange]) -> Item:
    said = [_OWN[kind].format(what=what, What=what.capitalize()) for kind in kinds if kind in _OWN]
    words = capital(", ".join(word[:1].lower() + word[1:] for word in said))
    return Item(ref, words, tuple(_cell(c) for c in cells), gone="removed" in kinds)


def _row(row: RowChange, comparison: Comparison, since: str, reason: str) -> Item:
    cells = [_cell(c, _slips(row) if c.field == "deadline" else "") for c in row.cells]
    if row.moves and row.cell("deadline") is None:
        cells.append(Change(heading_of("deadline", comparison.new, comparison.old), (ComparedText((), _slips(row)),)))
    notes = [Change(row.notes_heading, tuple(_note(n, since) for n in reversed(row.notes)))] if row.notes else []
    facts: dict[str, Any] = {
        "ref": row.ref,
        "what": row.heading(),
        "internal": row.action.internal or row.recommendation.internal,
        "uid": row.action.id,
    }
    if "removed" in row.kinds:
        shown = [Change(c.heading, (*c.texts, ComparedText((), reason))) for c in cells[:1]] if reason else cells[:1]
        noted = f", with {number_word(len(row.notes))} {plural(len(row.notes), 'note')}" if row.notes else ""
        return Item(
            changes=tuple(shown),
            folded=(*cells[1:], *notes),
            fold=f"The rest of {row.ref}{noted}" if cells[1:] or notes else "",
            gone=True,
            **facts,
        )
    retold = "new" in row.kinds or row.cell("action") is not None
    return Item(changes=(*cells, *notes), context="" if retold else _begin(row.action.action), **facts)


def _slips(row: RowChange) -> str:
    """“Slipped twice.” and the reasons of the dates changed since."""
    if not row.moves:
        return ""
    times = {1: "once", 2: "twice"}.get(slips := len(row.action.deadline_moves), f"{number_word(slips)} times")
    reasons = [f"“{move.reason}”" for move in row.moves if move.reason]
    return " ".join([f"Slipped {times}.", *(reasons or ["No reason given."])])


def _note(note: NoteChange, since: str) -> ComparedText:
    return ComparedText(_note_lines(note), " ".join(_of_note(note, since)))


def _note_lines(note: NoteChange) -> tuple[ComparedLine, ...]:
    first = list(note.date_pieces)
    if first and note.pieces:
        first.append(DiffPiece(first[-1].kind, " "))
    text = [*first, *note.pieces]
    for i, name in enumerate(note.files):
        before = "\nFile: " if i == 0 else ", "
        text.append(DiffPiece(name.kind, before + name.text))
    return lines(text)


def _of_note(note: NoteChange, since: str) -> Iterator[str]:
    if note.late:
        yield f"Added after {since} was published."
    if note.kind == "moved":
        yield f"Was a note of {note.other}."
    if note.kind == "removed" and note.other:
        yield f"Stands at {note.other} now."
    if note.entry.internal:
        yield f"For {FEW_READERS} only."


def _cell(cell: CellChange, said: str = "") -> Change:
    return Change(cell.heading, (ComparedText(lines(cell.pieces), said),))


def _begin(text: str) -> str:
    """The text before the first bullet, in one line."""
    lead = re.split(r"^[^\S\n]*- +", text.strip(), maxsplit=1, flags=re.MULTILINE)
    words = " ".join(_plain(next((part for part in lead if part.strip()), "")).split())
    return words if len(words) <= CONTEXT else words[:CONTEXT].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _plain(text: str) -> str:
    return _MARKS.sub("", text)


# Lines ----------------------------------------------------------------------------------------------------------------


def lines(pieces: Iterable[DiffPiece]) -> tuple[ComparedLine, ...]:
    """The lines of a compared text. Where all of it was replaced, the removed lines come before the new ones; in a long text
    unchanged lines are left out, except beside a change."""
    pieces = tuple(pieces)
    if [piece.kind for piece in pieces] == ["gone", "new"]:
        return lines(pieces[:1]) + lines(pieces[1:])
    return tuple(_shortened([_line(line) for line in changed_lines(pieces) if line.pieces]))


def _line(line: ChangedLine) -> ComparedLine:
    bullet = bool(_BULLET.match("".join(piece.text for piece in line.pieces)))
    shown = [DiffPiece(piece.kind, _plain(piece.text)) for piece in line.pieces]
    if bullet:
        shown[0] = DiffPiece(shown[0].kind, _BULLET.sub("", shown[0].text))
    return ComparedLine(line.kind, tuple(part for piece in shown for part in spaced(piece)), bullet)


def _shortened(made: list[ComparedLine]) -> Iterator[ComparedLine]:
    changed = [place for place, line in enumerate(made) if line.kind != "same"]
    near = {place + step for place in changed for step in range(-BESIDE, BESIDE + 1)}
    left_out = 0
    for place, line in enumerate(made):
        if changed and place not in near:
            left_out += 1
            continue
        if left_out:
            yield _gap(left_out)
        left_out = 0
        yield line
    if left_out:
        yield _gap(left_out)


def _gap(number: int) -> ComparedLine:
    return ComparedLine("gap", (DiffPiece("same", f"{count(number, 'line')} as before"),))
