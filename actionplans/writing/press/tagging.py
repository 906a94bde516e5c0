"""The structure of a printed PDF as a screen reader should meet it.

WeasyPrint tags each page by itself. Read aloud, that makes a table of every page that a table reaches, tells its column
heads and the running lines again each time, and does not say which heads are of rows. Here the pages are put together:

- running lines and repeated column heads become artifacts, which are not read;
- a table that goes on overleaf, a row that does and whatever holds them become one again;
- every head says its scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure import boxes


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Change the structure of a PDF that WeasyPrint has tagged, just before it is written."""
    structure = _Structure(pdf)
    structure.unread(structure.unlinked())
    tables: dict[object, _Table] = {}
    for page in document.pages:
        for box in _tables(page._page_box):
            if box.element in tables:
                tables[box.element].go_on(box)
            else:
                tables[box.element] = _Table(structure, box)
    structure.write_artifacts()


def _tables(box: boxes.Box) -> Iterator[boxes.TableBox]:
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.TableBox):
            yield child
        elif not isinstance(child, (boxes.LineBox, boxes.MarginBox)):
            yield from _tables(child)


class _Structure:
    """The structure elements of a PDF, which refer to each other by object number."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        root = self.at(pdf.catalog["StructTreeRoot"])
        self.document = self.at(root["K"][0])
        self.parents = self.at(root["ParentTree"])
        self.artifacts: dict[bytes, set[int]] = {}  # the marks that are not read, by the page that they stand on

    def at(self, reference: bytes) -> pydyf.Object:
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, element: pydyf.Dictionary) -> list[pydyf.Dictionary]:
        return [self.at(kid) for kid in element["K"] if isinstance(kid, bytes)]

    def parent(self, element: pydyf.Dictionary) -> pydyf.Dictionary:
        return self.at(element["P"])

    def unlinked(self) -> list[pydyf.Dictionary]:
        """Elements made for running lines: they name the document as their parent, and it does not know them."""
        known = set(self.document["K"])
        of_document = self.document.reference
        return [
            element
            for element in self.pdf.objects
            if isinstance(element, pydyf.Dictionary)
            and element.get("Type") == "/StructElem"
            and element["P"] == of_document
            and element.reference not in known
        ]

    def unread(self, elements: Iterable[pydyf.Dictionary]) -> None:
        """Turn all that stands in these elements into artifacts."""
        for element in elements:
            self.unread(self.kids(element))
            marks = [kid for kid in element["K"] if isinstance(kid, int)]
            if marks:
                self.artifacts.setdefault(element["Pg"], set()).update(marks)
            element.clear()

    def take_out(self, element: pydyf.Dictionary) -> None:
        """Take an element from its parent."""
        self.parent(element)["K"].remove(element.reference)

    def give(self, kids: Iterable[pydyf.Dictionary], to: pydyf.Dictionary) -> None:
        for kid in kids:
            kid["P"] = to.reference
            to["K"].append(kid.reference)

    def write_artifacts(self) -> None:
        """Mark artifacts in the content of the pages, and forget their place in the structure."""
        nums = self.parents["Nums"]
        places = {nums[i]: nums[i + 1] for i in range(0, len(nums), 2)}
        for number, page in enumerate(self.pdf.page_references):
            marks = self.artifacts.get(page)
            if not marks:
                continue
            for mark in marks:
                places[number][mark] = "null"
            content = self.at(self.at(page)["Contents"]).stream
            for i, item in enumerate(content):
                if isinstance(item, pydyf.Dictionary) and item.get("MCID") in marks:
                    content[i - 1], content[i] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})


class _Table:
    """One table from the page on which it begins, to which its parts on later pages are added."""

    def __init__(self, structure: _Structure, box: boxes.TableBox) -> None:
        self.structure = structure
        heads, rows = _head_and_body(box)
        self.heads = [[cell.mark["ID"]] for row in heads for cell in row.children]
        self.rows: dict[object, boxes.TableRowBox] = {}
        for row in (*heads, *rows):
            _say_scopes(row)
        for row in rows:
            self.rows[row.element] = row
        self.body = structure.parent(structure.parent(rows[0].children[0].mark))
        self.element = structure.parent(self.body)

    def go_on(self, box: boxes.TableBox) -> None:
        """Add the part that stands on the next page."""
        structure = self.structure
        heads, rows = _head_and_body(box)
        part = structure.parent(structure.parent(structure.parent(rows[0].children[0].mark)))
        for row in heads if self.heads else ():  # a head too high for the first page begins on this one
            structure.unread(cell.mark for cell in row.children)
        for row in rows:
            begun = self.rows.get(row.element)
            if begun is None:
                self._add(row)
            else:
                self._lengthen(begun, row)
        self._join(self.element, part)

    def _add(self, row: boxes.TableRowBox) -> None:
        """A row that begins on the next page. Its cells name the heads of the first."""
        _say_scopes(row)
        own = [cell.mark["ID"] for cell in row.children if cell.element_tag == "th"]
        for cell, heads in zip(row.children, self.heads, strict=False):
            if cell.element_tag == "td":
                cell.mark["A"]["Headers"] = pydyf.Array(own + heads)
        self.structure.give([self.structure.parent(row.children[0].mark)], self.body)
        self.rows[row.element] = row

    def _lengthen(self, begun: boxes.TableRowBox, row: boxes.TableRowBox) -> None:
        """The rest of a row: each cell's content to where the cell began. The reference was told there."""
        for first, rest in zip(begun.children, row.children, strict=True):
            kids = self.structure.kids(rest.mark)
            if rest.element_tag == "th":
                self.structure.unread(kids)
            else:
                self.structure.give(kids, first.mark)
            rest.mark["K"].clear()

    def _join(self, begun: pydyf.Dictionary, part: pydyf.Dictionary) -> None:
        """Give what else stands in the part's surroundings to those of the beginning, and take the part away."""
        structure = self.structure
        while begun is not part:
            around_begun, around_part = structure.parent(begun), structure.parent(part)
            structure.take_out(part)
            part.clear()
            if around_part is around_begun:
                return
            structure.give(structure.kids(around_part), around_begun)
            around_part["K"].clear()
            begun, part = around_begun, around_part


def _head_and_body(box: boxes.TableBox) -> tuple[list[boxes.TableRowBox], list[boxes.TableRowBox]]:
    heads = [row for group in box.children if group.is_header for row in group.children]
    rows = [row for group in box.children if not group.is_header for row in group.children]
    return heads, rows


def _say_scopes(row: boxes.TableRowBox) -> None:
    for cell in row.children:
        if cell.element_tag == "th":
            cell.mark["A"]["Scope"] = "/Row" if cell.element.get("scope") == "row" else "/Column"
