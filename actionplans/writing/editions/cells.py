"""Pieces of a plan as HTML: the cells of a row, marks beside it, objectives and outcomes. Shared by all editions."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from actionplans.document.cells import FROM_THE_FILE, beside_the_columns, lead_lines
from actionplans.document.references import references
from actionplans.document.tree import ActionNode, DeadlineMoveNode, EntryNode, PlanDocument, SectionNode
from actionplans.document.wording import HIDDEN_ROW, INTERNAL_NOTE, in_a_line, plural
from actionplans.writing.figures import overdue
from actionplans.writing.parts import entry_date, oldest_first

from .words import NOTHING, blocks, date_words, line, short_date

#: Objectives and outcomes longer than this are one above the other, where they may break across pages.
SIDE_BY_SIDE = 1200

_FIRST_PARAGRAPH = "<p>"


def row_references(document: PlanDocument) -> list[str]:
    """The reference of every row in the order of the plan, escaped."""
    return [line(ref) for ref in references(document)]


def answered_elsewhere(document: PlanDocument, refs: list[str]) -> dict[str, list[str]]:
    """For each recommendation's number the rows under other recommendations that answer it too."""
    found: dict[str, list[str]] = defaultdict(list)
    for (_, _, action), ref in zip(document.actions(), refs, strict=True):
        for number in action.also:
            found[number].append(ref)
    return found


def section_title(section: SectionNode, label: str) -> str:
    """The head of a section: its kind small above its title, its rating, its description. ``label`` is escaped."""
    title = line(section.title)
    parts = []
    if title:
        kind = f'<p class="kind">{label}</p>' if label else ""
        parts.append(f'<div class="title">{kind}<h2>{title}{rating_mark(section.rating)}</h2></div>')
    if section.description.strip():
        parts.append(f'<div class="description">{blocks(section.description)}</div>')
    return "".join(parts)


def aims(section: SectionNode, level: int) -> str:
    """Objectives and outcomes, side by side where both are short."""
    groups = [("Objectives", section.objectives), ("Outcomes to achieve", section.outcomes)]
    drawn = [
        f'<div><h{level} class="aim">{heading}</h{level}>{bullets(items)}</div>' for heading, items in groups if items
    ]
    if not drawn:
        return ""
    longest = max(sum(map(len, items)) + 60 * len(items) for _, items in groups)
    beside = " beside" if len(drawn) == 2 and longest < SIDE_BY_SIDE else ""
    return f'<div class="aims{beside}">{"".join(drawn)}</div>'


def bullets(items: Iterable[str]) -> str:
    """A list of short texts. One that brings bullets of its own keeps them as a nested list."""
    drawn = (blocks(item) for item in items)
    return f"<ul>{''.join(f'<li>{_bare(item)}</li>' for item in drawn if item)}</ul>"


def _bare(html: str) -> str:
    """A single paragraph without its tags, so that a bullet is as high as its words."""
    if html.count(_FIRST_PARAGRAPH) == 1 and html.startswith("<p>") and html.endswith("</p>"):
        return html[3:-4]
    return html


def room(text: str) -> int:
    """About how many characters a cell takes: each line begun counts for half of one more."""
    return len(text) + 16 * text.count("\n")


def progress_cell(entries: tuple[EntryNode, ...]) -> tuple[str, int]:
    """The notes of a row, oldest first, and about how many characters they take."""
    if not entries:
        return '<p class="small">No note yet</p>', 12
    ordered = oldest_first(entries)
    return "".join(map(entry_html, ordered)), sum(room(e.text) + 26 for e in ordered)


def entry_html(entry: EntryNode) -> str:
    """One note, its date in bold before it and its files below."""
    date = line(entry_date(entry))
    text = blocks(entry.text)
    lead = f"<b>{date}</b> " if date else ""
    lead += internal_note_mark(entry.internal)
    if lead:
        text = text.replace("<p>", f"<p>{lead}", 1) if text.startswith("<p>") else f"<p>{lead}</p>{text}"
    if entry.attachments:
        word = plural(len(entry.attachments), "File", "Files")
        text += f'<p class="small">{word}: {"; ".join(map(line, entry.attachments))}</p>'
    return f'<div class="entry">{text}</div>'


OVERDUE = '<span class="state">Overdue</span>'


def beside_cells(document: PlanDocument, action: ActionNode) -> tuple[str, int]:
    """What of a row has no column, each text below its heading, and about how many characters it takes."""
    found = beside_the_columns(document, action)
    small = (
        f'<p class="small">{line(heading)} {FROM_THE_FILE}:</p>{blocks(text)}'.replace("<p>", '<p class="small">')
        for heading, text in found
    )
    return "".join(small), sum(len(heading) + room(text) for heading, text in found)


def overdue_mark(action: ActionNode, on: datetime.date | None) -> str:
    """The framed word of an open action whose last date had gone by on that day; nothing where no day is given."""
    return f"<p>{OVERDUE}</p>" if on and overdue(action, on) else ""


def deadline_cell(action: ActionNode, on: datetime.date | None = None) -> str:
    """The present date, whether it had gone by ``on`` that day, and below it what it was and why it moved, the latest move
    first."""
    parts = [f"<p><b>{words}</b></p>" for text in action.deadline_text.split("\n") if (words := line(text))]
    if not parts:
        dates = [(line(d.label), date_words(d.date)) for d in action.deadlines if d.date]
        parts = [f"<p>{label + ': ' if label else ''}<b>{date}</b></p>" for label, date in dates]
    parts = parts or [NOTHING]
    parts.append(overdue_mark(action, on))
    parts += [f'<p class="small">{move_words(move)}</p>' for move in reversed(action.deadline_moves)]
    return "".join(parts)


def move_words(move: DeadlineMoveNode) -> str:
    """One move of a deadline in a sentence, escaped."""
    reason = line(move.reason) or "no reason given"
    if not move.from_.strip():
        return f"set {short_date(move.on)}: {reason}"
    return f"moved from {line(in_a_line(move.from_))}: {reason}"


def lead_cell(action: ActionNode) -> tuple[str, int]:
    """The lines of the lead cell, and about how many characters they take."""
    lines = [words for text in lead_lines(action) if (words := line(text))]
    return "".join(f"<p>{words}</p>" for words in lines) or NOTHING, 2 * sum(map(len, lines))


def state_mark(action: ActionNode) -> str:
    """The framed word of a row that is done, and under it when, who agreed and why."""
    if action.status == "open":
        return ""
    word = f'<p><span class="state">{action.status.capitalize()}</span></p>'
    words = ended_words(action)
    return word + (f'<p class="small">{words}</p>' if words else "")


def ended_words(action: ActionNode) -> str:
    """When a row ended, who agreed and why, in one line, escaped; empty where it is open or that was not written."""
    if action.status == "open" or action.ended is None:
        return ""
    facts = ", ".join(filter(None, (short_date(action.ended.on), line(action.ended.by))))
    reason = line(action.ended.reason)
    return f"{facts}: {reason}" if facts and reason else facts or reason


_COLOURS = {"red": "red", "amber": "amber", "yellow": "amber", "green": "green", "blue": "blue"}


def rating_mark(rating: str | None) -> str:
    """A rating as a framed word; its colour is only an addition."""
    word = line(rating or "")
    if not word:
        return ""
    colour = _COLOURS.get(word.lower().split()[0], "")
    return f' <span class="rating {colour}">{word}</span>'


def hidden_row_mark(internal: bool) -> str:
    """The framed words of a row or recommendation that only few readers see."""
    return _framed(HIDDEN_ROW) if internal else ""


def internal_note_mark(internal: bool) -> str:
    """The framed words of a note that only few readers see."""
    return _framed(INTERNAL_NOTE) if internal else ""


def _framed(words: str) -> str:
    return f' <span class="state">{words}</span> '
