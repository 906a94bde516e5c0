"""The rows of a plan's working view: an action as one line of the table, with its newest note only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actionplans.document.dates import days_words, short_words
from actionplans.document.fields import FIELDS
from actionplans.document.wording import in_a_line
from actionplans.filters.working import Density
from actionplans.models import ProgressEntry
from actionplans.pages.action_lines import ActionLine
from actionplans.persistence.new_since import New

#: Characters of a cell that are sent, by density: what two and four lines hold on a wide window. The rest is on the row's page.
SENT = {Density.COMPACT: 260, Density.COMFORTABLE: 520}
#: Characters that are shown before a word that was found in a note.
BEFORE = 24


@dataclass(frozen=True)
class WorkCell:
    """One cell: ``field`` says which template shows it, ``html`` is the text of one that is only text."""

    field: str
    css: str
    html: SafeString
    new: bool


@dataclass(frozen=True)
class NoteLine:
    """A note in one line: its date in figures, its words, and whether only few may read it."""

    date: str
    html: SafeString
    internal: bool


@dataclass(frozen=True)
class WorkRow:
    line: ActionLine
    cells: tuple[WorkCell, ...]
    notes: tuple[NoteLine, ...]
    count: int
    is_hit: bool
    new: frozenset[New]
    draft: str
    is_mine: bool
    is_silent: bool

    @property
    def is_new(self) -> bool:
        return New.ROW in self.new

    @property
    def earlier(self) -> int:
        """How many notes are not shown here."""
        shown = 0 if self.ending and not self.is_hit else len(self.notes)
        return self.count - shown

    @property
    def overdue(self) -> bool:
        return self.line.overdue

    @property
    def leads(self) -> list[str]:
        """The leads, one a line, as the plan names them; with more than two the second line counts the others."""
        named = [lead.name for lead in self.line.leading] or [in_a_line(self.line.action.lead_text)]
        named = [name for name in named if name]
        return named if len(named) < 3 else [named[0], f"and {len(named) - 1} others"]

    @property
    def near(self) -> str:
        """“in 4 days, interim, moved once”, “30 days overdue”; of an ended row how often its deadline was moved."""
        if self.overdue:
            return self.line.days_overdue
        date = self.line.next_date if self.line.open else None
        words = [days_words(date.last_day, self.line.on)] if date and date.last_day else []
        words.append("interim" if date and date.interim else "")
        words.append(f"moved {self.line.times_moved}" if self.line.times_moved else "")
        return ", ".join(filter(None, words))

    @property
    def agencies(self) -> list[str]:
        """The agencies that lead it, by themselves or by a person of theirs."""
        leads = self.line.leading
        owned = (lead.agency or (lead.person.agency if lead.person else None) for lead in leads)
        return list(dict.fromkeys(agency.called for agency in owned if agency))

    @property
    def names(self) -> list[str]:
        """Who leads it, each once; people by their name alone."""
        return list(dict.fromkeys(lead.person.name if lead.person else lead.name for lead in self.line.leading))

    @property
    def deadline(self) -> str:
        return in_a_line(self.line.action.deadline_text)

    @property
    def ending(self) -> str:
        """“Complete 02.11.26, agreed by Executive”; empty of an open row. The reason follows it."""
        action = self.line.action
        if self.line.open:
            return ""
        words = action.get_status_display()
        if action.ended_on:
            words += f" {short_words(action.ended_on.isoformat())}"
        return f"{words}, agreed by {action.ended_by}" if action.ended_by else words


def text_of(line: ActionLine, field: str) -> str:
    """The typed words of a cell that is only text."""
    if field.startswith("extra:"):
        return str(line.action.extra.get(field.removeprefix("extra:"), ""))
    spec = FIELDS.get(field)
    return str(getattr(line.action, spec.attribute)) if spec and spec.attribute else ""


def cell_of(line: ActionLine, field: str, new: frozenset[New], words: Sequence[str], density: Density) -> WorkCell:
    text = one_line(text_of(line, field), SENT[density])
    kinds = {"deadline": New.DEADLINE, "lead": New.LEAD, "progress": New.NOTE}
    css = field if field in FIELDS else "text"
    is_new = (New.ROW in new and field == "action") if New.ROW in new else kinds.get(field, New.WORDS) in new
    return WorkCell(field, css, marked(text, words), is_new)


def one_line(text: str, most: int) -> str:
    """The beginning of a cell in one line, cut at a word. Reads little more than it shows."""
    line = " ".join(text[: 4 * most].replace("\n- ", "\n").split())
    return line if len(line) <= most else f"{line[:most].rpartition(' ')[0] or line[:most]} …"


def note_line(note: ProgressEntry, words: Sequence[str], density: Density) -> NoteLine:
    """A note in one line, from the first of the words that it holds where these are far down in it."""
    date = short_words(note.happened, note.precision) if note.happened else ""
    text = " ".join(note.text.split())
    found = _pattern(words).search(text) if words else None
    if found and found.start() > BEFORE:
        text = "… " + text[found.start() - BEFORE :].partition(" ")[2]
    return NoteLine(date, marked(one_line(text, SENT[density]), words), note.internal)


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text as HTML, with the words that were looked for marked."""
    if not words:
        return format_html("{}", text)
    pieces = _pattern(words).split(text)
    return format_html_join("", "{}{}", ((p, "") if i % 2 == 0 else ("", _mark(p)) for i, p in enumerate(pieces)))


def _mark(piece: str) -> SafeString:
    return format_html("<mark>{}</mark>", piece)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, with either apostrophe."""
    spelt = (re.sub("['’]", "['’]", re.escape(word)) for word in words)
    return re.compile(f"({'|'.join(spelt)})", re.IGNORECASE)
