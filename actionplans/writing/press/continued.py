"""Name the rows that go on overleaf again by their reference.

A long row breaks across pages, and CSS cannot repeat its first cell. So each long row's first cell is made with a second
line, "continued"; once the pages are laid out, the line is taken out of where the row begins and put, with the reference,
wherever it goes on: a reader who looks for "row 99.1" finds it on every page that it reaches.
"""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint import Document
from weasyprint.formatting_structure import boxes

from .tags import tables

CLASS = "continued"


def name_continued_rows(document: Document) -> None:
    """Change laid-out pages in place. Nothing moves: only first cells, which are empty overleaf, are filled."""
    begun: dict[object, boxes.TableCellBox] = {}
    for page in document.pages:
        for row in _rows(page._page_box):
            first = row.children[0] if row.children else None
            if (
                first is None
                or not any(_says_continued(child) for child in first.children)
                and row.element not in begun
            ):
                continue
            if row.element in begun:
                if not first.children:
                    first.children = _continued_line(begun[row.element], first, row)
            else:
                begun[row.element] = first.copy_with_children(list(first.children))
                first.children = [child for child in first.children if not _says_continued(child)]


def _rows(box: boxes.Box) -> Iterator[boxes.TableRowBox]:
    """Rows of the tables on a page, in order."""
    for table in tables(box):
        for group in table.children:
            yield from group.children


def _says_continued(box: boxes.Box) -> bool:
    return box.element is not None and box.element.get("class") == f"small {CLASS}"


def _continued_line(begun: boxes.TableCellBox, here: boxes.TableCellBox, row: boxes.TableRowBox) -> list[boxes.Box]:
    """The reference and "continued", from their place to the height of the first line of this row."""
    kept = [begun.children[0], *(child for child in begun.children if _says_continued(child))]
    top = min((line.position_y for cell in row.children[1:] if (line := _first_line(cell))), default=here.position_y)
    base = _first_line(begun)
    dx, dy = here.position_x - begun.position_x, top - (base.position_y if base else begun.position_y)
    copies = [child.deepcopy() for child in kept]
    for copy in copies:
        copy.translate(dx, dy)
    return copies


def _first_line(box: boxes.Box) -> boxes.LineBox | None:
    for child in getattr(box, "children", ()):
        found = child if isinstance(child, boxes.LineBox) else _first_line(child)
        if found is not None:
            return found
    return None
