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
from dataclasses import dataclass, field, replace
from posixpath import dirname, join, normpath

from lxml import etree

from .blocks import Blocks, Cell, LeftOut, Paragraph, ReadingError, Table

DAMAGED = "This Word file is damaged or incomplete. Open it in Word, save it once more as .docx, and upload that."

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DC = "{http://purl.org/dc/elements/1.1/}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_OFF = ("0", "false", "off", "none")
#: Elements whose words are gone once tracked changes are accepted, or that hold no words of the page.
_GONE = {W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr")}
#: Symbol fonts put their bullets and ticks at private code points.
_SYMBOLS = {"F0FC": "✓", "F0FE": "☑", "F0A8": "☐", "F0B7": "•", "F0E0": "→", "F0FB": "✗", "F0A7": "•", "F0D8": "•"}
_NESTED_CELLS = " | "


def read_word(data: bytes) -> Blocks:
    """The blocks of a .docx file. Raises ReadingError with one sentence where the file cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _Reader(package).blocks()
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, EOFError, zlib.error) as error:
        raise ReadingError(DAMAGED) from error


def _on(properties: etree._Element | None, name: str) -> bool | None:
    """A toggle such as bold: True, False, or None where nothing is said."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else (found.get(W + "val") or "1") not in _OFF


def _value(parent: etree._Element | None, path: str) -> str:
    found = None if parent is None else parent.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + "val") or ""


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else otherwise


@dataclass(frozen=True)
class _Style:
    """A paragraph or character style with all that it inherits."""

    name: str = ""
    level: int = 0  # of a heading, 1 to 9
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    numbering: str = ""
    list_level: int = 0


@dataclass
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    restart: int = -1


@dataclass
class _Numbering:
    """The lists of a file, and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # per abstract list
    of: dict[str, str] = field(default_factory=dict)  # list -> abstract list
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def level(self, number: str, depth: int) -> _Level | None:
        return self.levels.get(self.of.get(number, ""), {}).get(depth)

    def next(self, number: str, depth: int) -> str:
        """The number that Word prints before the next paragraph of a list; a bullet is ``"-"``, none ``""``."""
        level = self.level(number, depth)
        if level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return "-"
        abstract = self.of[number]
        counts = self.counted.setdefault(abstract, {})
        if number not in self.begun:
            self.begun.add(number)
            for at, start in self.overrides.get(number, {}).items():
                counts[at] = start - 1
        levels = self.levels[abstract]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth and (levels.get(d) or _Level()).restart != 0]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, _Level())
            return _count(counts.get(at, of.start), "decimal" if of.kind == "bullet" else of.kind)

        return re.sub(r"%([1-9])", shown, level.pattern).strip()


def _count(n: int, kind: str) -> str:
    if kind.endswith("Letter"):
        text = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
        return text.upper() if kind.startswith("upper") else text
    if kind.endswith("Roman"):
        text = ""
        for value, letters in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            text += letters * (n // value)
            n %= value
        return text.upper() if kind.startswith("upper") else text
    return f"{n:02}" if kind == "decimalZero" else str(n)


@dataclass(frozen=True)
class _Piece:
    text: str
    bold: bool = False
    italic: bool = False


class _Reader:
    """One file while it is read."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.names = set(package.namelist())
        self.left_out: dict[tuple[str, str], int] = {}
        self.boxes: list[etree._Element] = []
        self.main = self._target("", "officeDocument") or "word/document.xml"
        self.body = self._xml(self.main).find(W + "body")
        self.styles, self.default_style = self._styles()
        self.numbering = self._numbering()
        self.tables = 0

    # parts ---------------------------------------------------------------------------------------------------------

    def _xml(self, name: str) -> etree._Element:
        data = self.package.read(name)
        if b"<!DOCTYPE" in data[:2000]:
            raise ReadingError(
                "This Word file holds definitions that no Word file needs, and is not opened for safety."
            )
        for strict, usual in _STRICT.items():
            data = data.replace(strict, usual)
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))

    def _targets(self, part: str, kind: str) -> Iterator[str]:
        rels = f"{dirname(part)}/_rels/{part.rsplit('/', 1)[-1]}.rels" if part else "_rels/.rels"
        if rels not in self.names:
            return
        for relation in self._xml(rels):
            kind_of = str(relation.get("Type")).rsplit("/", 1)[-1]
            if kind_of == kind and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                name = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))
                if name in self.names:
                    yield name

    def _target(self, part: str, kind: str) -> str:
        return next(self._targets(part, kind), "")

    def _styles(self) -> tuple[dict[str, _Style], _Style]:
        name = self._target(self.main, "styles")
        if not name:
            return {}, _Style()
        root = self._xml(name)
        raw = {style.get(W + "styleId"): style for style in root.iter(W + "style")}
        made: dict[str, _Style] = {}

        def make(key: str, seen: tuple[str, ...] = ()) -> _Style:
            if key in made:
                return made[key]
            style = raw.get(key)
            if style is None or key in seen:
                return _Style()
            base = make(_value(style, "basedOn"), (*seen, key))
            own = _value(style, "name")
            level = base.level
            if match := re.fullmatch(r"heading (\d)", own, re.IGNORECASE):
                level = int(match[1])
            elif own.lower() == "title":
                level = 1
            elif outline := _value(style, "pPr/outlineLvl"):
                level = _whole(outline, 9) + 1 if _whole(outline, 9) < 9 else 0
            marks = style.find(W + "rPr")
            bold, italic, hidden = _on(marks, "b"), _on(marks, "i"), _on(marks, "vanish")
            made[key] = _Style(
                name=own,
                level=level,
                bold=base.bold if bold is None else bold,
                italic=base.italic if italic is None else italic,
                hidden=base.hidden if hidden is None else hidden,
                numbering=_value(style, "pPr/numPr/numId") or base.numbering,
                list_level=_whole(_value(style, "pPr/numPr/ilvl"), base.list_level),
            )
            return made[key]

        for key in raw:
            make(key)
        usual = next(
            (s for s in raw.values() if s.get(W + "default") == "1" and s.get(W + "type") == "paragraph"), None
        )
        return made, made.get(usual.get(W + "styleId"), _Style()) if usual is not None else _Style()

    def _numbering(self) -> _Numbering:
        lists = _Numbering()
        name = self._target(self.main, "numbering")
        if not name:
            return lists
        root = self._xml(name)
        by_style: dict[str, str] = {}
        linked: dict[str, str] = {}
        for abstract in root.iter(W + "abstractNum"):
            key = abstract.get(W + "abstractNumId") or ""
            lists.levels[key] = {
                _whole(level.get(W + "ilvl") or "0"): self._level(level) for level in abstract.findall(W + "lvl")
            }
            if style := _value(abstract, "styleLink"):
                by_style[style] = key
            if style := _value(abstract, "numStyleLink"):
                linked[key] = style
        for number in root.iter(W + "num"):
            key = number.get(W + "numId") or ""
            abstract = _value(number, "abstractNumId")
            lists.of[key] = by_style.get(linked.get(abstract, ""), abstract)
            for override in number.findall(W + "lvlOverride"):
                depth = _whole(override.get(W + "ilvl") or "0")
                if start := _value(override, "startOverride"):
                    lists.overrides.setdefault(key, {})[depth] = _whole(start, 1)
                if (level := override.find(W + "lvl")) is not None:
                    own = f"{lists.of[key]}/{key}"
                    lists.levels.setdefault(own, dict(lists.levels.get(lists.of[key], {})))[depth] = self._level(level)
                    lists.of[key] = own
        return lists

    def _level(self, level: etree._Element) -> _Level:
        return _Level(
            start=_whole(_value(level, "start"), 1),
            kind=_value(level, "numFmt") or "decimal",
            pattern=_value(level, "lvlText"),
            restart=_whole(_value(level, "lvlRestart"), -1),
        )

    # the whole -----------------------------------------------------------------------------------------------------

    def blocks(self) -> Blocks:
        if self.body is None:
            raise ReadingError(DAMAGED)
        blocks = list(self._blocks(self.body))
        running: list[str] = []
        for kind in ("header", "footer"):
            for name in self._targets(self.main, kind):
                for paragraph in self._xml(name).iter(W + "p"):
                    text = "".join(piece.text for piece in self._pieces(paragraph, _Style())).strip()
                    if text and text not in running:
                        running.append(text)
        for kind, what in (("footnotes", "A footnote"), ("endnotes", "An endnote")):
            if name := self._target(self.main, kind):
                self._notes(self._xml(name), what)
        self._tell_of_changes()
        properties = self._target("", "core-properties")
        title = self._xml(properties).findtext(f"{DC}title") if properties else ""
        return Blocks(
            title=re.sub(r"\s+", " ", title or "").strip(),
            blocks=tuple(blocks),
            running=tuple(running),
            left_out=tuple(
                LeftOut(what if n == 1 else f"{what} ({n} times)", why) for (what, why), n in self.left_out.items()
            ),
        )

    def _leave_out(self, what: str, why: str) -> None:
        self.left_out[what, why] = self.left_out.get((what, why), 0) + 1

    def _notes(self, root: etree._Element, what: str) -> None:
        for note in root:
            text = "".join(p.text for para in note.iter(W + "p") for p in self._pieces(para, _Style())).strip()
            if text:
                self._leave_out(f"{what}: “{text}”", "Notes at the foot of a page are not part of the plan's table.")

    def _tell_of_changes(self) -> None:
        changed = {W + "ins", W + "del", W + "moveFrom", W + "moveTo"}
        if any(element.tag in changed for element in self.body.iter()):
            self._leave_out("Tracked changes", "The file holds tracked changes; it was read as if all were accepted.")
        if name := self._target(self.main, "comments"):
            comments = sum(1 for _ in self._xml(name).iter(W + "comment"))
            if comments:
                what = "A comment" if comments == 1 else f"{comments} comments"
                self._leave_out(what, "Comments in the margin are not part of the plan.")

    # blocks --------------------------------------------------------------------------------------------------------

    def _blocks(self, parent: etree._Element) -> Iterator[Paragraph | Table]:
        """Paragraphs and tables below an element, in order; text boxes follow the paragraph that they hang on."""
        waiting: etree._Element | None = None  # a paragraph whose end was deleted runs on into the next
        for element in _flat(parent, {W + "p", W + "tbl"}):
            if element.tag == W + "tbl":
                waiting = None
                if table := self._table(element):
                    yield table
                continue
            if waiting is not None:
                element = _joined(waiting, element)
                waiting = None
            if _mark_deleted(element):
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

    def _style_of(self, paragraph: etree._Element) -> _Style:
        return self.styles.get(_value(paragraph, "pPr/pStyle"), self.default_style)

    def _paragraph(self, element: etree._Element) -> Paragraph:
        style = self._style_of(element)
        pieces = self._pieces(element, style)
        level = style.level
        if outline := _value(element, "pPr/outlineLvl"):
            level = _whole(outline, 9) + 1 if _whole(outline, 9) < 9 else 0
        written = [p for p in pieces if p.text.strip()]
        bold = bool(written) and all(p.bold for p in written)
        text = _marked(pieces, plain=bold or level > 0)
        number, indent = self._number(element, style, bool(text))
        if number == "-":
            number, text = "", f"{'  ' * indent}- {text}" if text else ""
        return Paragraph(text=text, level=level, number=number, bold=bold, place="")

    def _number(self, element: etree._Element, style: _Style, holds_text: bool) -> tuple[str, int]:
        """The automatic number of a paragraph ("-" for a bullet) and how deep in its list it stands."""
        own = _value(element, "pPr/numPr/numId")
        number = own or style.numbering
        depth = _whole(_value(element, "pPr/numPr/ilvl"), 0 if own else style.list_level)
        if number and number != "0" and holds_text:
            return self.numbering.next(number, depth), depth
        if not number and re.match(r"list bullet", style.name, re.IGNORECASE):
            return "-", max(0, _whole(style.name[-1], 1) - 1)
        return "", 0

    # runs ----------------------------------------------------------------------------------------------------------

    def _pieces(self, paragraph: etree._Element, style: _Style) -> list[_Piece]:
        pieces: list[_Piece] = []
        for run in _flat(paragraph, {W + "r"}):
            marks = run.find(W + "rPr")
            character = self.styles.get(_value(marks, "rStyle"), _Style())
            bold, italic, hidden = _on(marks, "b"), _on(marks, "i"), _on(marks, "vanish")
            text = "".join(self._text(element) for element in run)
            if not text:
                continue
            if hidden or (hidden is None and (style.hidden or character.hidden)):
                if text.strip():
                    self._leave_out(f"Hidden text: “{text.strip()}”", "It is hidden in the Word file.")
                continue
            strong = style.bold or character.bold if bold is None else bold
            slanted = style.italic or character.italic if italic is None else italic
            pieces.append(_Piece(text, bool(strong), bool(slanted)))
        return pieces

    def _text(self, element: etree._Element) -> str:
        tag = element.tag
        if tag == W + "t":
            return element.text or ""
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
            self._leave_out("An embedded file", "Files inside the Word file are not taken in; upload them with a note.")
        elif any(str(child.tag).endswith(("}blip", "}imagedata")) for child in element.iter()):
            self._leave_out("A picture", "Pictures are not taken in.")

    # tables --------------------------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> Table | None:
        self.tables += 1
        place = f"table {self.tables}"
        rows: list[list[Cell]] = []
        header_rows = 0
        counting = True
        for row in _flat(element, {W + "tr"}):
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                continue
            if _on(properties, "hidden"):
                self._leave_out(f"A hidden row in {place}", "It is hidden in the Word file.")
                continue
            counting = counting and bool(_on(properties, "tblHeader"))
            header_rows += counting
            cells = self._row(row, f"{place}, row {len(rows) + 1}")
            before, after = _whole(_value(properties, "gridBefore")), _whole(_value(properties, "gridAfter"))
            cells = [Cell(columns=before)] * bool(before) + cells + [Cell(columns=after)] * bool(after)
            if cells:
                rows.append(cells)
        return Table(_count_rows(rows), header_rows, place) if rows else None

    def _row(self, row: etree._Element, place: str) -> list[Cell]:
        cells: list[Cell] = []
        for element in _flat(row, {W + "tc"}):
            properties = element.find(W + "tcPr")
            if properties is not None and properties.find(W + "cellDel") is not None:
                continue
            columns = max(1, _whole(_value(properties, "gridSpan"), 1))
            merge = None if properties is None else properties.find(W + "vMerge")
            continues = merge is not None and merge.get(W + "val", "continue") == "continue"
            across = None if properties is None else properties.find(W + "hMerge")
            cell = self._cell(element, place)
            if across is not None and across.get(W + "val", "continue") == "continue" and cells:
                cells[-1] = replace(cells[-1], columns=cells[-1].columns + columns)
                continue
            if continues:
                if cell.text:
                    self._leave_out(f"Hidden text: “{cell.text}”", "It lies under a merged cell.")
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
        return Cell(text=text, bold=bold, tables=tuple(tables), place=place)


def _flat(parent: etree._Element, wanted: set[str]) -> Iterator[etree._Element]:
    """The wanted elements below a parent, through all that only wraps them, without what was deleted."""
    for element in parent:
        if element.tag in wanted:
            yield element
        elif element.tag in _GONE or not isinstance(element.tag, str):
            continue
        elif element.tag.endswith("}AlternateContent"):
            choice = next((child for child in element if str(child.tag).endswith("}Choice")), None)
            if choice is not None:
                yield from _flat(choice, wanted)
        elif element.tag not in (W + "p", W + "tbl", W + "r"):
            yield from _flat(element, wanted)


def _mark_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change deletes the end of a paragraph, or moves the whole of it away."""
    marks = paragraph.find(f"{W}pPr/{W}rPr")
    return marks is not None and (marks.find(W + "del") is not None or marks.find(W + "moveFrom") is not None)


def _joined(first: etree._Element, second: etree._Element) -> etree._Element:
    """A paragraph whose end was deleted with the one that follows: its words come first, the look is the second's."""
    whole = etree.Element(W + "p")
    properties = second.find(W + "pPr")
    if properties is not None:
        whole.append(_copy(properties))
    for part in (first, second):
        whole.extend(_copy(child) for child in part if child.tag != W + "pPr")
    return whole


def _copy(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element))


def _marked(pieces: list[_Piece], *, plain: bool) -> str:
    """The words of runs with bold and italic as light marks, white space at their edges outside of the marks."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if last and ((last.bold, last.italic) == (piece.bold, piece.italic) or not piece.text.strip()):
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
            text += f"{head}{mark}{words}{mark}{tail}"
        else:
            text += piece.text
    text = re.sub(r"[ \t\u00a0\u2007\u202f]+", " ", text.replace("\u00ad", "").replace("\u200b", ""))
    return "\n".join(line.strip() for line in text.strip().split("\n"))


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
    lines = (_NESTED_CELLS.join(re.sub(r"\s+", " ", cell.text) for cell in row if cell.text) for row in table.rows)
    return "\n\n".join(line for line in lines if line)
