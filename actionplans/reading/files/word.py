"""Word files (.docx) as blocks: paragraphs and tables as a reader sees them who has accepted all tracked changes.

Automatic numbers are computed as Word does; they are no part of a file's text. Comments, hidden text and what was
struck out by tracked changes never become text. Shapes follow ECMA-376 part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from actionplans.reading.files.word_styles import Style, numbering_of, styles_of
from actionplans.reading.files.word_xml import (
    DC,
    Package,
    W,
    flattened,
    is_mark_deleted,
    is_on,
    joined,
    value_of,
    whole_number,
)

from .blocks import Blocks, Cell, LeftOut, Paragraph, ReadingError, Table
from .strikes import escaped, is_struck, strike, unmarked

DAMAGED = "This Word file is damaged or incomplete. Open it in Word, save it once more as .docx, and upload that."
#: Symbol fonts put their bullets and ticks at private code points.
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F0B7": "•", "F0E0": "→", "F0FB": "✗", "F0A7": "•", "F0D8": "•"}


def read_word(data: bytes) -> Blocks:
    """The blocks of a .docx file. Raises ReadingError with one sentence where the file cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Reader(package).blocks()
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, EOFError, zlib.error) as error:
        raise ReadingError(DAMAGED) from error


@dataclass(frozen=True)
class _Piece:
    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False


class _Reader:
    """One file while it is read."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = Package(package)
        self.left_out: dict[tuple[str, str], int] = {}
        self.hidden: list[tuple[str, str]] = []  # words that the file hides, and where
        self.boxes: list[etree._Element] = []
        self.main = self.package.main
        self.body = self.package.xml(self.main).find(W + "body")
        self.styles, self.default_style = styles_of(self.package)
        self.numbering = numbering_of(self.package)
        self.tables = 0

    # the whole -----------------------------------------------------------------------------------------------------

    def blocks(self) -> Blocks:
        if self.body is None:
            raise ReadingError(DAMAGED)
        blocks = list(self._blocks(self.body))
        running: list[str] = []
        for kind in ("header", "footer"):
            for name in self.package.targets(self.main, kind):
                for paragraph in self.package.xml(name).iter(W + "p"):
                    text = "".join(piece.text for piece in self._pieces(paragraph, Style())).strip()
                    if text and text not in running:
                        running.append(text)
        for kind, what in (("footnotes", "A footnote"), ("endnotes", "An endnote")):
            if name := self.package.target(self.main, kind):
                self._notes(self.package.xml(name), what)
        self._note_tracked_changes()
        properties = self.package.target("", "core-properties")
        title = self.package.xml(properties).findtext(f"{DC}title") if properties else ""
        return Blocks(
            title=re.sub(r"\s+", " ", title or "").strip(),
            blocks=tuple(blocks),
            running=tuple(running),
            left_out=(*self._hidden_words(), *self._others()),
        )

    def _hidden_words(self) -> Iterator[LeftOut]:
        if self.hidden:
            yield LeftOut.of_kind("Hidden text", "pieces of hidden text", self.hidden, "Word does not show it.")

    def _others(self) -> Iterator[LeftOut]:
        for (what, why), n in self.left_out.items():
            yield LeftOut(what if n == 1 else f"{what} ({n} times)", why)

    def _leave_out(self, what: str, why: str) -> None:
        self.left_out[what, why] = self.left_out.get((what, why), 0) + 1

    def _notes(self, root: etree._Element, what: str) -> None:
        for note in root:
            text = "".join(p.text for para in note.iter(W + "p") for p in self._pieces(para, Style())).strip()
            if text:
                self._leave_out(f"{what}: “{text}”", "Notes at the foot of a page are not part of the plan's table.")

    def _note_tracked_changes(self) -> None:
        changed = {W + "ins", W + "del", W + "moveFrom", W + "moveTo"}
        if any(element.tag in changed for element in self.body.iter()):
            self._leave_out("Tracked changes", "The file holds tracked changes; it was read as if all were accepted.")
        if name := self.package.target(self.main, "comments"):
            comments = sum(1 for _ in self.package.xml(name).iter(W + "comment"))
            if comments:
                what = "A comment" if comments == 1 else f"{comments} comments"
                self._leave_out(what, "Comments in the margin are not part of the plan.")

    # blocks --------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables below an element, in order; text boxes follow the paragraph that they hang on."""
        waiting: etree._Element | None = None  # a paragraph whose end was deleted runs on into the next
        for element in flattened(parent, {W + "p", W + "tbl"}):
            if element.tag == W + "tbl":
                waiting = None
                if table := self._table(element):
                    yield table
                continue
            if waiting is not None:
                element = joined(waiting, element)
                waiting = None
            if is_mark_deleted(element):
                waiting = element
                continue
            yield self._paragraph(element)
            yield from self._from_boxes()
        if waiting is not None:
            yield self._paragraph(waiting)
            yield from self._from_boxes()

    def _from_boxes(self) -> Iterator[Paragraph | Table]:
        while self.boxes:
            yield from self._blocks(self.boxes.pop(0))

    def _style_of(self, paragraph: etree._Element) -> Style:
        return self.styles.get(value_of(paragraph, "pPr/pStyle"), self.default_style)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        style = self._style_of(element)
        pieces = self._pieces(element, style)
        level = style.level
        if outline := value_of(element, "pPr/outlineLvl"):
            level = whole_number(outline, 9) + 1 if whole_number(outline, 9) < 9 else 0
        written = [p for p in pieces if p.text.strip()]
        bold = bool(written) and all(p.bold for p in written)
        text = _marked(pieces, plain=bold or level > 0)
        number, indent = self._number(element, style, bool(text))
        if number == "-":
            number, text = "", f"{'  ' * indent}- {text}" if text else ""
        titled = style.name.lower() == "title"
        return Paragraph(
            text=text, level=level, number=number, bold=bold, size=self._size(element, style), titled=titled
        )

    def _size(self, element: etree._Element, style: Style) -> float:
        """The size of the largest type in a paragraph, in points; 0 where the file does not say."""
        sizes = [style.size]
        for marks in element.iter(W + "rPr"):
            character = self.styles.get(value_of(marks, "rStyle"), Style())
            sizes.append(whole_number(value_of(marks, "sz")) / 2 or character.size)
        return max(sizes)

    def _number(self, element: etree._Element, style: Style, holds_text: bool) -> tuple[str, int]:
        """The automatic number of a paragraph ("-" for a bullet) and its depth in its list."""
        own = value_of(element, "pPr/numPr/numId")
        number = own or style.numbering
        depth = whole_number(value_of(element, "pPr/numPr/ilvl"), 0 if own else style.list_level)
        if number and number != "0" and holds_text:
            return self.numbering.next(number, depth), depth
        if not number and re.match(r"list bullet", style.name, re.IGNORECASE):
            return "-", max(0, whole_number(style.name[-1], 1) - 1)
        return "", 0

    # runs ----------------------------------------------------------------------------------------------------------

    def _pieces(self, paragraph: etree._Element, style: Style) -> list[_Piece]:
        pieces: list[_Piece] = []
        for run in flattened(paragraph, {W + "r"}):
            marks = run.find(W + "rPr")
            character = self.styles.get(value_of(marks, "rStyle"), Style())
            bold, italic, hidden = is_on(marks, "b"), is_on(marks, "i"), is_on(marks, "vanish")
            text = "".join(self._text(element) for element in run)
            if not text:
                continue
            if hidden or (hidden is None and (style.hidden or character.hidden)):
                if text.strip():
                    self.hidden.append((text.strip(), ""))
                continue
            strong = style.bold or character.bold if bold is None else bold
            slanted = style.italic or character.italic if italic is None else italic
            pieces.append(_Piece(text, bool(strong), bool(slanted), self._is_struck(marks, style, character)))
        return pieces

    @staticmethod
    def _is_struck(marks: etree._Element | None, style: Style, character: Style) -> bool:
        said = [is_on(marks, name) for name in ("strike", "dstrike")]
        return any(said) or (said == [None, None] and (style.struck or character.struck))

    def _text(self, element: etree._Element) -> str:
        tag = element.tag
        if tag == W + "t":
            return escaped(element.text or "")
        if tag in (W + "tab", W + "ptab"):
            return "\t"
        if tag in (W + "br", W + "cr"):
            return "" if element.get(W + "type") in ("page", "column") else "\n"
        if tag == W + "noBreakHyphen":
            return "-"
        if tag == W + "sym":
            return _SYMBOLS.get((element.get(W + "char") or "").upper(), "")
        if tag in (W + "drawing", W + "pict", W + "object") or tag.endswith("}AlternateContent"):
            self._drawn(element)
        return ""

    def _drawn(self, element: etree._Element) -> None:
        """Keep the text boxes of a drawing for later; say that a picture or an embedded file stays behind."""
        if element.tag.endswith("}AlternateContent"):
            element = next((child for child in element if str(child.tag).endswith("}Choice")), element)
        boxes = list(element.iter(W + "txbxContent"))
        if boxes:
            self.boxes += boxes
        elif any(str(child.tag).endswith("}OLEObject") for child in element.iter()):
            self._leave_out("An embedded file", "Files inside the Word file are not imported; upload them with a note.")
        elif any(str(child.tag).endswith(("}blip", "}imagedata")) for child in element.iter()):
            self._leave_out("A picture", "Pictures are not imported.")

    # tables --------------------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> Table | None:
        self.tables += 1
        place = f"table {self.tables}"
        rows: list[list[Cell]] = []
        header_rows = 0
        counting = True
        for row in flattened(element, {W + "tr"}):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            counting = counting and bool(is_on(properties, "tblHeader"))
            header_rows += counting
            cells = self._row(row, f"{place}, row {len(rows) + 1}")
            before, after = (
                whole_number(value_of(properties, "gridBefore")),
                whole_number(value_of(properties, "gridAfter")),
            )
            cells = [Cell(columns=before)] * bool(before) + cells + [Cell(columns=after)] * bool(after)
            if is_on(properties, "hidden"):
                cells = [replace(cell, hidden=True) for cell in cells]
            if cells:
                rows.append(cells)
        return Table(_count_rows(rows), header_rows, place) if rows else None

    def _row(self, row: etree._Element, place: str) -> list[Cell]:
        cells: list[Cell] = []
        for element in flattened(row, {W + "tc"}):
            properties = element.find(W + "tcPr")
            if properties is not None and properties.find(W + "cellDel") is not None:
                continue
            columns = max(1, whole_number(value_of(properties, "gridSpan"), 1))
            merge = None if properties is None else properties.find(W + "vMerge")
            continues = merge is not None and merge.get(W + "val", "continue") == "continue"
            across = None if properties is None else properties.find(W + "hMerge")
            cell = self._cell(element, place)
            if across is not None and across.get(W + "val", "continue") == "continue" and cells:
                cells[-1] = replace(cells[-1], columns=cells[-1].columns + columns)
                continue
            if continues:
                if cell.text:
                    self.hidden.append((cell.text, "under a merged cell"))
                cell = Cell(fill=cell.fill)
            fill = _fill(properties)
            cells.append(replace(cell, columns=columns, continues=continues, shaded=bool(fill), fill=fill, place=place))
        return cells

    def _cell(self, element: etree._Element, place: str) -> Cell:
        """The words of a cell: paragraphs with a blank line between them, list items on lines of their own."""
        text = ""
        tables: list[Table] = []
        last_listed = False
        bolds: list[bool] = []
        for block in self._blocks(element):
            if isinstance(block, Table):
                tables.append(block)
                listed, words = False, _table_words(block)
                bolds.append(False)
            else:
                listed = bool(re.match(r"\s*- ", block.text)) or bool(block.number)
                words = f"{block.number} {block.text}" if block.number else block.text
                if block.text.strip():
                    bolds.append(block.bold)
                if block.bold and block.text.strip():
                    words = f"**{words}**" if "\n" not in words and not listed else words
            if not words.strip():
                continue
            text += ("" if not text else "\n" if listed and last_listed else "\n\n") + words.rstrip()
            last_listed = listed
        bold = bool(bolds) and all(bolds)
        if bold:
            text = text.replace("**", "")
        struck = is_struck(text)
        return Cell(unmarked(text) if struck else text, bold=bold, tables=tuple(tables), place=place, struck=struck)


def _marked(pieces: list[_Piece], *, plain: bool) -> str:
    """The words of runs with bold and italic as light marks, white space at their edges outside of the marks."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and (_look(last) == _look(piece) or not piece.text.strip()):
            joined[-1] = replace(last, text=last.text + piece.text)
        else:
            joined.append(piece)
    text = ""
    for piece in joined:
        mark = "" if plain else "**" * piece.bold + "*" * (piece.italic and not piece.bold)
        words = piece.text.strip()
        if mark and words and "\n" not in words and "*" not in words and any(c.isalnum() for c in words):
            head, tail = (
                piece.text[: len(piece.text) - len(piece.text.lstrip())],
                piece.text[len(piece.text.rstrip()) :],
            )
            words = f"{mark}{words}{mark}"
            text += head + (strike(words) if piece.struck else words) + tail
        else:
            text += strike(piece.text) if piece.struck else piece.text
    text = re.sub(r"[ \t\u00a0\u2007\u202f]+", " ", text.replace("\u00ad", "").replace("\u200b", ""))
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def _look(piece: _Piece) -> tuple[bool, bool, bool]:
    return piece.bold, piece.italic, piece.struck


def _fill(properties: etree._Element | None) -> str:
    shade = None if properties is None else properties.find(W + "shd")
    fill = "" if shade is None else (shade.get(W + "fill") or "").upper()
    return fill if re.fullmatch(r"[0-9A-F]{6}", fill) and fill != "FFFFFF" else ""


def _count_rows(rows: list[list[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Rows whose merged cells know how many rows they span."""
    starts: dict[int, tuple[int, int]] = {}  # grid column -> row and index of the cell that a merge began in
    for y, row in enumerate(rows):
        column = 0
        for x, cell in enumerate(row):
            if cell.continues and column in starts:
                at, index = starts[column]
                rows[at][index] = replace(rows[at][index], rows=y - at + 1)
            else:
                starts[column] = (y, x)
            column += cell.columns
    return tuple(tuple(row) for row in rows)


def _table_words(table: Table) -> str:
    """A table within a cell as lines of cells between bars, ``| one | two |``, which ``boards.light_marks`` shows as a table."""
    lines = ([re.sub(r"\s+", " ", cell.text.replace("**", "")).strip() for cell in row] for row in table.rows)
    return "\n".join(re.sub(r" +", " ", f"| {' | '.join(words)} |") for words in lines if any(words))
