"""The proof of a print: every word and line break of a plan is on its sheets.

Left out on purpose, and so not looked for, is what the board's own columns do not show, and what only the plan's records need.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from actionplans.document.cells import beside_the_columns, lead_lines
from actionplans.document.dates import find_dates
from actionplans.document.fields import FIELDS
from actionplans.document.placing import Missing, SourceText, TargetText, missing
from actionplans.document.tree import ActionNode, ColumnNode, EntryNode, PlanDocument

from .columns import printed_columns
from .parts import entry_date, version_lines
from .press.sheets import Sheets
from .printable import printable


def not_printed(document: PlanDocument, sheets: Iterable[Sheets]) -> list[Missing]:
    """What of the plan is on none of the sheets, with its place in words."""
    return missing(plan_texts(document), html_texts(piece.html for made in sheets for piece in made.pieces))


def missing_words(document: PlanDocument, sheets: Iterable[Sheets]) -> tuple[str, ...]:
    """What is on none of the sheets, each passage with its place, in words for the user."""
    found = not_printed(document, sheets)
    return tuple(f"{at.place}: {'the line break in ' * at.line_break}“{at.words}”" for at in found)


def plan_texts(document: PlanDocument) -> Iterator[SourceText]:
    """The texts of a plan that a full print shows, those of a row with one home."""
    columns = printed_columns(document)
    yield from (SourceText(printable(text), "Title") for text in (document.title, document.subtitle))
    for section in document.sections:
        if section.title.strip():
            begun = (
                section.title.strip().lower().startswith(section.kind.strip().lower())
            )  # "Theme 2: …" says its kind itself
            for text in ("" if begun else section.kind, section.title, section.description, section.rating or ""):
                yield SourceText(printable(text), section.title)
        for text in (*section.objectives, *section.outcomes):
            yield SourceText(printable(text), section.title)
        for recommendation in section.recommendations:
            place = recommendation.number and f"Recommendation {recommendation.number}"
            for text in (recommendation.number, recommendation.text, recommendation.rating or ""):
                yield SourceText(printable(text), place)
            for number, action in enumerate(recommendation.actions, 1):
                row = action.ref or f"{place}, row {number}".strip(", ")
                for text in _row_texts(document, columns, action):
                    yield SourceText(printable(text), row, home=id(action))
    for line in version_lines(document):
        for text in (line.short_label, line.note, line.by):
            yield SourceText(printable(text), "Versions")


def _row_texts(document: PlanDocument, columns: Iterable[ColumnNode], action: ActionNode) -> Iterator[str]:
    for column in columns:
        match column.field:
            case "progress":
                for entry in action.progress:
                    yield f"{_date_of(entry)}: {entry.text}"
                    yield from entry.attachments
            case "deadline":
                yield action.deadline_text
                for move in action.deadline_moves:
                    yield from (*move.from_.split("\n"), move.reason)
            case "lead":
                yield "\n".join(lead_lines(action))
            case "rating":
                yield action.rating or ""
            case "status":
                pass
            case field:
                yield getattr(action, field) if field in FIELDS else action.extra.get(column.extra, "")
    for heading, text in beside_the_columns(document, action):
        yield heading
        yield text
    if action.ended:
        yield from (action.ended.by, action.ended.reason)


def _date_of(entry: EntryNode) -> str:
    """What is before a note in the file; in the place of a date without its year, which its column says, as it is printed."""
    hits = find_dates(entry.as_written)
    if not hits and entry.precision == "day":
        return entry_date(entry)  # "8/7" in a column that says the year
    return entry.as_written if not hits or any(hit.date for hit in hits) else entry_date(entry)


def html_texts(pieces: Iterable[str]) -> Iterator[TargetText]:
    """The texts of HTML: of a row of a table each cell, with the row as its home; of all else each element that stands alone."""
    reader = _TextReader()
    for piece in pieces:
        reader.feed(piece)
    reader.close()
    yield from reader.finish()


class _TextReader(HTMLParser):
    """Collects texts. What is no part of a cell ends at each paragraph, since none of it runs over two."""

    _LINES = {"p", "div", "li", "br", "ul", "h1", "h2", "h3", "h4", "h5", "h6"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[TargetText] = []
        self.text: list[str] = []
        self.row = self.rows = 0
        self.in_versions = False  # the version table is no part of a row: its notes may be of one word
        self.tables: list[bool] = []  # those that are open: whether each is a card

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end(tag)
        if tag == "div" and "versions" in (dict(attrs).get("class") or "").split():
            self.in_versions = True
        if tag == "table":
            self.tables.append(("class", "card") in attrs)
        # a card is a row, and a table within a cell is of its row
        if len(self.tables) == 1 and tag == ("table" if self.tables[0] else "tr"):
            self.rows += 1
            self.row = 0 if self.in_versions else self.rows

    def handle_endtag(self, tag: str) -> None:
        self._end(tag)
        if len(self.tables) == 1 and tag == ("table" if self.tables[0] else "tr"):
            self.row = 0
        if tag == "table" and self.tables:
            self.tables.pop()
            self.in_versions = False

    def _end(self, tag: str) -> None:
        if tag in ("tr", "td", "th", "table") and len(self.tables) < 2:
            self._put()
        elif tag == "tr":
            self.text.append("\n")
        elif tag in ("td", "th"):
            self.text.append(" ")
        elif tag in self._LINES:
            self.text.append("\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data.replace("\n", " "))

    def _put(self) -> None:
        text = "".join(self.text)
        if text.strip():
            self.texts.append(TargetText(text, self.row or None))
        self.text = []

    def finish(self) -> list[TargetText]:
        self._put()
        return self.texts
