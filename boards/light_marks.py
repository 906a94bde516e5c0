"""Light markup in long texts (paragraphs, bullets, bold, italic) as safe HTML.

A blank line begins a paragraph, a line break stays one, ``- `` begins a bullet (two spaces deeper for a nested one),
``**bold**`` and ``*italic*``; lines such as ``| one | two |`` are the rows of a small table, the first of which heads its
columns unless it holds figures. Nothing else means anything: a number with a full stop, an underscore or an angle bracket is
only what it is, because most text in a plan was typed by users who have never heard of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize as emphasis

TAGS = {"p", "br", "ul", "li", "strong", "em"}
#: Tags of small tables, whose cells hold words without marks.
TABLE_TAGS = {"table", "tr", "th", "td"}

#: Deeper bullets and marks are flattened to this: a program that reads nested text must not run out of stack.
DEEPEST = 5

_TABLE_ROW = re.compile(r"[ \t]*\|[ \t].*[ \t]\|[ \t]*")
_BULLET = re.compile(r"( *)- +(?=\S)")
_NEEDS_MARKDOWN = re.compile(r"\*|^[ \t]*- +\S", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MARK = re.compile(r"<(/?)(?:strong|em)>")


def to_html(text: str) -> str:
    """Typed text as HTML blocks (``p``, ``ul`` and ``table``), safe to put on a page; an empty text gives an empty string.

    Everything that is not one of the marks is escaped. Never fails: text of any length and any characters is accepted.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip("\n")
    if "|" not in text:
        return _blocks(text)
    return "".join(_table(part) if rows else _blocks(part) for rows, part in parts_of(text))


def parts_of(text: str) -> Iterator[tuple[bool, str]]:
    """The text cut into tables and what is around them, in order; True for a table, whose lines are its rows."""
    for rows, lines in groupby(text.split("\n"), key=lambda line: bool(_TABLE_ROW.fullmatch(line))):
        yield rows, "\n".join(lines)


def cells_of(row: str) -> list[str]:
    """The words of the cells of a row of a table."""
    return [cell.strip() for cell in re.split(r"(?<=[ \t])\|(?=[ \t])", row.strip()[1:-1])]


def _table(text: str) -> str:
    """Rows as a table with the heads that a reader would see in them, because a screen reader says a cell with its heads."""
    rows = [cells_of(line) for line in text.split("\n")]
    heads = len(rows) > 1 and _are_heads(rows[0])
    sides = len(rows[0]) > 1 and (not rows[0][0] or not heads) and _are_heads([row[0] for row in rows[heads:]])

    def cell(x: int, y: int, words: str) -> str:
        if heads and y == 0 and words:
            return f'<th scope="col">{escape(words)}</th>'
        return f'<th scope="row">{escape(words)}</th>' if sides and x == 0 and words else f"<td>{escape(words)}</td>"

    lines = ("".join(cell(x, y, words) for x, words in enumerate(row)) for y, row in enumerate(rows))
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _are_heads(cells: list[str]) -> bool:
    """Whether these are words over or beside figures, and none of the figures."""
    return any(cells) and all(re.search(r"[^\W\d_]{2}", cell) for cell in cells if cell)


def _blocks(text: str) -> str:
    """What is no table. Never fails."""
    text = text.strip("\n")
    if not text.strip():
        return ""
    if not _NEEDS_MARKDOWN.search(text):
        return _plain(text)
    html = _markdown().render(_tidy(text))
    if _too_deep(html):
        return _plain(text)
    return nh3.clean(html, tags=TAGS, attributes={}).strip()


def _plain(text: str) -> str:
    """Paragraphs and line breaks only: most cells, without the cost of a parser."""
    paragraphs = _PARAGRAPHS.split(text.strip())
    return "".join(f"<p>{'<br>'.join(map(_line, p.split(chr(10))))}</p>" for p in paragraphs)


def _line(line: str) -> str:
    return escape(line.strip())


def _tidy(text: str) -> str:
    """What Markdown would misread, put as it was meant.

    A line that begins at the margin right after bullets is a paragraph, not the rest of the last bullet, and bullets
    nest by two spaces from where they begin, however deep the first of them is.
    """
    lines: list[str] = []
    levels: list[int] = []  # indents of the open bullets, outermost first
    for line in text.expandtabs(2).split("\n"):
        bullet = _BULLET.match(line)
        if bullet:
            indent = len(bullet[1])
            while levels and levels[-1] > indent:
                levels.pop()
            if not levels or levels[-1] < indent and len(levels) < DEEPEST:
                levels.append(indent)
            if len(levels) == 1 and lines and lines[-1] and not lines[-1].startswith((" ", "- ")):
                lines.append("")
            inner = _BULLET.match(line, bullet.end()) if line.startswith("- ", bullet.end()) else None
            words = f"– {line[inner.end() :]}" if inner else ""
            lines.append("  " * (len(levels) - 1) + "- " + (words or line[bullet.end() :]))
        elif line.startswith(" ") and levels and line.strip():
            lines.append("  " * len(levels) + line.strip())
        else:
            if levels and line.strip():
                lines.append("")
                levels = []
            lines.append(line.strip())
    return "\n".join(lines)


def _too_deep(html: str) -> bool:
    depth = 0
    for mark in _MARK.finditer(html):
        depth += -1 if mark[1] else 1
        if depth > DEEPEST:
            return True
    return False


_PARSER: list[MarkdownIt] = []


def _markdown() -> MarkdownIt:
    """Markdown with nothing but bullets and asterisks, made once."""
    if not _PARSER:
        parser = MarkdownIt("zero", {"breaks": True, "maxNesting": 100})
        parser.enable(["list", "emphasis", "newline"])
        parser.block.ruler.at("list", _dashes_only, {"alt": ["paragraph"]})
        parser.inline.ruler.at("emphasis", _asterisks_only)
        _PARSER.append(parser)
    return _PARSER[0]


def _dashes_only(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lists begin with ``- ``: “12. May” and “1) by letter” are text."""
    position = state.bMarks[start] + state.tShift[start]
    return state.src[position : position + 1] == "-" and list_block(state, start, end, silent)


def _asterisks_only(state: StateInline, silent: bool) -> bool:
    """Bold and italic by asterisks: names of files are full of underscores."""
    return state.src[state.pos] == "*" and emphasis(state, silent)
