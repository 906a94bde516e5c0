"""The structure of a printed PDF as a screen reader should meet it.

WeasyPrint's own tags are made page by page: a table that reaches three pages becomes three, a paragraph that breaks two, and
column heads are read again on each page. Here the structure follows the HTML instead: one element in the HTML is one in
the PDF, however many pages it reaches. What only repeats (column heads and row references overleaf, bars beside their own
numbers) is an artifact, which is not read. It is smaller and quicker to make, too.

``install`` puts this in the place of WeasyPrint's for the whole process; the version of WeasyPrint is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

_SVG = "{http://www.w3.org/2000/svg}"
#: What an element is to a reader. Those that are not named here are transparent: their content belongs to what is around.
_KINDS = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "section": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "img": "Figure",
    f"{_SVG}svg": "Figure",
    "ins": "Span",
    "del": "Span",
}
#: Words are no child of these: they need a paragraph around them.
_GROUPS = {"Document", "Sect", "Art", "BlockQuote", "L", "Table", "THead", "TBody", "TR", "LI"}
#: How a change is read out to a reader who sees no bar, underline or strike.
_SAID = {"ins": "new", "del": "removed"}
_NUMBERING = {"disc": "Disc", "circle": "Circle", "square": "Square", "decimal": "Decimal", "none": "None"}

Box = Any


def install() -> None:
    """Make WeasyPrint tag its PDFs in this way."""
    weasyprint.pdf.add_tags = _add_tags
    weasyprint.pdf.Stream = _Stream


def leave_unread(box: Box) -> None:
    """Make artifacts of all words in a box. To be said before the pages are drawn."""
    for child in _leaves(box):
        child.unread = True


def leave_repeated_unread(document: Document) -> None:
    """Leave unread what is on a page again because its table goes on there: column heads, and what names a row."""
    heads: set[object] = set()
    rows: set[object] = set()
    for page in document.pages:
        here_rows: list[object] = []
        for table in tables(page._page_box):
            for group in table.children:
                if group.is_header:
                    if group.element in heads:
                        leave_unread(group)
                    heads.add(group.element)
                    continue
                for row in group.children:
                    if row.element in rows:
                        for cell in row.children:
                            if cell.element_tag == "th":
                                leave_unread(cell)
                    here_rows.append(row.element)
        rows.update(here_rows)


def tables(box: Box) -> Iterator[boxes.TableBox]:
    """The tables on a page, in order. A table holds no tables of its own."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TableBox):
            yield child
        elif not isinstance(child, (boxes.LineBox, boxes.MarginBox)):
            yield from tables(child)


def _leaves(box: Box) -> Iterator[Box]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
        yield box
    for child in getattr(box, "children", ()):
        yield from _leaves(child)


class _Stream(weasyprint.pdf.Stream):
    """A page's content, in which words that are not to be read are artifacts."""

    @contextmanager
    def marked(self, box: Box, tag: str) -> Iterator[None]:
        if self._tags is not None and (getattr(box, "unread", False) or tag == "Figure" and _decorates(box)):
            with self.artifact():
                yield
        else:
            with super().marked(box, tag):
                yield


def _is_small(box: Box) -> bool:
    """Whether a table would have more heads than cells: then the references of its rows are tagged as cells, because a
    reader would take a table of heads for a muddle."""
    cells = [cell.tag for cell in _own_cells(box.element)]
    return cells.count("th") > cells.count("td")


def _own_cells(around: Any) -> Iterator[Any]:
    """The cells of a table (or of a part of one), without those of tables within them."""
    for child in around:
        if child.tag in ("th", "td"):
            yield child
        else:
            yield from _own_cells(child)


def _table_of(element: _Element) -> _Element:
    while element.kind != "Table" and element.parent is not None:
        element = element.parent
    return element


def _decorates(box: Box) -> bool:
    return box.element is not None and "decoration" in box.element.get("class", "").split()


class _Element(pydyf.Object):
    """One structure element. Kids are other elements, marks on a page (page, number), or links by their reference."""

    def __init__(self, kind: str, parent: _Element | None, page: bytes) -> None:
        super().__init__()
        self.kind, self.parent, self.page = kind, parent, page
        self.kids: list[_Element | tuple[bytes, int] | bytes] = []
        self.more = b""
        self.small = False  # a table with fewer cells than heads, if its rows had heads

    @property
    def data(self) -> bytes:
        kids = b" ".join(map(self._kid, self.kids))
        parent = self.parent.reference if self.parent else b"null"
        return b"<</Type/StructElem/S/%s/P %s/Pg %s%s/K[%s]>>" % (
            self.kind.encode(),
            parent,
            self.page,
            self.more,
            kids,
        )

    def _kid(self, kid: _Element | tuple[bytes, int] | bytes) -> bytes:
        if isinstance(kid, _Element):
            return bytes(kid.reference)
        if isinstance(kid, bytes):
            return kid
        page, mark = kid
        return b"%d" % mark if page == self.page else b"<</Type/MCR/Pg %s/MCID %d>>" % (page, mark)


class _Tree:
    """The elements of a document, found again by the HTML element that each is made from."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.found: dict[tuple[object, str], _Element] = {}
        self.links: list[tuple[_Element, pydyf.Dictionary]] = []
        self.root: _Element | None = None
        self.page = b""
        self.height = self.scale = 0.0
        self.tags: dict[Box, dict[str, Any]] = {}
        self.owners: dict[int, _Element] = {}
        self.elements: list[_Element] = []

    def add(self, kind: str, parent: _Element | None) -> _Element:
        element = _Element(kind, parent, self.page)
        self.pdf.add_object(element)
        self.elements.append(element)
        if parent is not None:
            parent.kids.append(element)
        return element

    def add_page(self, page_box: Box, reference: bytes, tags: dict[Box, dict[str, Any]], scale: float) -> pydyf.Array:
        """Add the content of a page. The answer is which element each of its marks belongs to, in their order."""
        self.page, self.tags, self.owners = reference, tags, {}
        self.height, self.scale = page_box.margin_height(), scale
        if self.root is None:
            self.root = self.add("Document", None)
        marks = len(tags)
        self.walk(page_box, self.root)
        for box in list(tags):  # something that was drawn and is in no box that was walked through
            self.words(box, self.within("P", (box, "left over"), self.root))
        return pydyf.Array([self.owners[mark].reference for mark in range(marks)])

    def within(self, kind: str, key: tuple[object, str], parent: _Element) -> _Element:
        found = self.found.get(key)
        if found is None:
            found = self.found[key] = self.add(kind, parent)
        return found

    def walk(self, box: Box, parent: _Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)) and box not in self.tags:
            return  # an artifact
        element = self.element_of(box, parent)
        if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
            self.words(box, element)
            return
        if box.link_annotation and element.kind == "Link":
            self.link(box.link_annotation, element)
        for child in box.children:
            self.walk(child, element)

    def element_of(self, box: Box, parent: _Element) -> _Element:
        """The element that a box belongs to. Boxes without one of their own in the HTML belong to what is around them."""
        tag = box.element_tag
        kind = _KINDS.get(tag) if box.element is not None else None
        if kind == "LI" and isinstance(box, boxes.TextBox):
            kind = None
        if kind is not None:
            key = (box.element, tag)
            found = self.found.get(key)
            if found is None:
                around = parent
                if kind == "Lbl":  # beside what the bullet says, not within it
                    around = self.within("LI", (box.element, "li"), parent)
                found = self.found[key] = self.add(kind, around)
                if kind == "Lbl":  # drawn last, read first
                    around.kids.insert(0, around.kids.pop())
                self.describe(found, box)
            if kind != "LI":
                return found
            parent = found
        if parent.kind == "LI" and tag != "li::marker":
            return self.within("LBody", (parent, "body"), parent)
        if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)) and parent.kind in _GROUPS:
            return self.within("P", (parent, "words"), parent)
        return parent

    def describe(self, element: _Element, box: Box) -> None:
        """The attributes of an element that are read out besides its words."""
        match element.kind:
            case "Table":
                element.small = _is_small(box)
            case "TH":
                of_row = box.element.get("scope") == "row"
                if of_row and _table_of(element).small:
                    element.kind = "TD"
                else:
                    element.more = b"/A<</O/Table/Scope/%s>>" % (b"Row" if of_row else b"Column")
            case "L":
                numbering = _NUMBERING.get(str(box.style["list_style_type"]), "Disc").encode()
                element.more = b"/A<</O/List/ListNumbering/%s>>" % numbering
            case "Figure":
                x, y, s = box.content_box_x(), box.content_box_y(), self.scale
                edges = (x * s, (self.height - y - box.height) * s, (x + box.width) * s, (self.height - y) * s)
                words = box.element.get("alt") or box.element.findtext(f"{_SVG}title") or ""
                element.more = b"/A<</O/Layout/BBox[%s]>>/Alt%s" % (
                    b" ".join(b"%.2f" % edge for edge in edges),
                    pydyf.String(words).data,
                )
            case "Span":
                words = " ".join("".join(box.element.itertext()).replace("\u200b", "").split())
                said = f"[{_SAID[box.element_tag]}: {words}] "
                element.more = b"/ActualText" + pydyf.String(said).data

    def prune(self) -> None:
        """Remove empty elements, such as a line that was moved overleaf. Empty cells stay: they keep their place."""
        for element in reversed(self.elements):
            if not element.kids and element.parent is not None and element.kind not in ("TD", "TH", "Figure"):
                element.parent.kids.remove(element)

    def words(self, box: Box, element: _Element) -> None:
        mark = self.tags.pop(box)["mcid"]
        element.kids.append((self.page, mark))
        self.owners[mark] = element

    def link(self, annotation: pydyf.Dictionary, element: _Element) -> None:
        element.kids.append(b"<</Type/OBJR/Obj %s/Pg %s>>" % (annotation.reference, self.page))
        self.links.append((element, annotation))


def _add_tags(pdf: pydyf.PDF, document: Document, pdf_version: object, page_streams: list[_Stream]) -> None:
    """In the place of WeasyPrint's function of this name: the structure of the whole document."""
    tree = _Tree(pdf)
    numbers = pydyf.Array()
    scale = getattr(document, "zoom", 1) * 0.75
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        owners = tree.add_page(page._page_box, pdf.page_references[number], stream._tags, scale)
        numbers += [number, owners]
    tree.prune()
    assert tree.root is not None  # a print has a page
    for key, (element, annotation) in enumerate(tree.links, len(document.pages)):
        numbers += [key, element.reference]
        annotation["StructParent"] = key
    parents = pydyf.Dictionary({"Nums": numbers})
    pdf.add_object(parents)
    root = pydyf.Dictionary(
        {
            "Type": "/StructTreeRoot",
            "K": pydyf.Array([tree.root.reference]),
            "ParentTree": parents.reference,
            "ParentTreeNextKey": len(document.pages) + len(tree.links),
        }
    )
    pdf.add_object(root)
    pdf.catalog["StructTreeRoot"] = root.reference
