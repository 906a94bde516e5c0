"""Typed text with its light marks as paragraphs and runs, for files that know bold type and lists of their own.

What the marks mean is decided in one place (``boards.light_marks``): a Word file shows what the screen shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from boards.light_marks import parts_of, to_html

#: How a spreadsheet, which knows no lists, shows a bullet, and one level of nesting.
BULLET, INDENT = "• ", "    "

# What XML 1.0 cannot hold. The plan document that a file carries along still has it.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKS = re.compile(r"\*|^[ \t]*- +\S", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


@dataclass(frozen=True)
class Run:
    """Some words in one kind of type. A line break within a paragraph is ``\\n``."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class MarkedLine:
    """One paragraph. ``level`` is 0 outside lists and 1 to 5 within; ``bullet`` is false where a bullet goes on."""

    runs: tuple[Run, ...]
    level: int = 0
    bullet: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def legal(text: str) -> str:
    """The text without what an office file cannot hold, its line ends made one kind."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Words for a single line, white space made single."""
    return " ".join(legal(text).split())


def paragraphs(text: str) -> list[MarkedLine]:
    """A cell's text as its paragraphs and bullets, a small table as one of lines with bars; an empty text has none."""
    text = legal(text)
    if "|" in text:
        parts = parts_of(text)
        return [line for rows, part in parts for line in ([MarkedLine((Run(part),))] if rows else _paragraphs(part))]
    return _paragraphs(text)


def _paragraphs(text: str) -> list[MarkedLine]:
    if not _MARKS.search(text):
        return [MarkedLine((Run(words),)) for part in _BLANK_LINES.split(text) if (words := _tidied(part))]
    reader = _MarkReader()
    reader.feed(to_html(text))
    reader.close()
    return reader.finish()


def plain(text: str) -> str:
    """A cell's text for a spreadsheet: bullets as bullets, no asterisks, a blank line between paragraphs."""
    return plain_lines(paragraphs(text))


def plain_lines(lines: list[MarkedLine]) -> str:
    """Paragraphs as the text of one cell."""
    out: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None:
            out.append("\n" if before.level and line.level else "\n\n")
        indent = INDENT * (line.level - 1 if line.bullet else line.level)
        out.append(indent + (BULLET if line.bullet else "") + line.text)
    return "".join(out)


def _tidied(part: str) -> str:
    """A paragraph without marks, which most cells are: its lines, as HTML would show them."""
    return "\n".join(line.strip() for line in part.strip().split("\n"))


class _MarkReader(HTMLParser):
    """Reads the HTML of ``to_html``, which has paragraphs, lists, bold and italic and nothing else."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[MarkedLine] = []
        self.runs: list[Run] = []
        self.depth = self.bold = self.italic = 0
        self.bullet = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match tag:
            case "ul":
                self._end()
                self.depth += 1
            case "li":
                self._end()
                self.bullet = True
            case "p":
                self._end()
            case "strong":
                self.bold += 1
            case "em":
                self.italic += 1
            case "br":
                self.runs.append(Run("\n", bool(self.bold), bool(self.italic)))

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "ul":
                self._end()
                self.depth -= 1
            case "li" | "p":
                self._end()
            case "strong":
                self.bold -= 1
            case "em":
                self.italic -= 1

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\n+", "" if self.runs and self.runs[-1].text == "\n" else " ", data)
        if words.strip() or self.runs:
            self.runs.append(Run(words, bool(self.bold), bool(self.italic)))

    def finish(self) -> list[MarkedLine]:
        self._end()
        return self.lines

    def _end(self) -> None:
        if any(run.text.strip() for run in self.runs):
            self.lines.append(MarkedLine(tuple(_trimmed(self.runs)), self.depth, self.bullet))
            self.bullet = False
        self.runs = []


def _trimmed(runs: list[Run]) -> list[Run]:
    last = runs[-1]
    return [*runs[:-1], Run(last.text.rstrip(), last.bold, last.italic)]
