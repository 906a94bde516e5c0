"""Word files made for tests: tables, headings and lists in the layouts that boards use."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell


class Paper:
    """A Word file that is put together line by line."""

    def __init__(self) -> None:
        self.document = docx.Document()

    def heading(self, text: str, level: int = 1) -> Paper:
        self.document.add_heading(text, level)
        return self

    def line(self, text: str, *, bold: bool = False, style: str | None = None) -> Paper:
        self.document.add_paragraph(style=style).add_run(text).bold = bold
        return self

    def bullets(self, *texts: str) -> Paper:
        for text in texts:
            self.document.add_paragraph(text, style="List Bullet")
        return self

    def numbered(self, *texts: str) -> Paper:
        """Paragraphs that Word numbers by itself."""
        for text in texts:
            self.document.add_paragraph(text, style="List Number")
        return self

    def table(self, *rows: Sequence[str | None], heads: int = 1) -> Paper:
        """A table; ``None`` merges a cell with the one above, ``"<"`` with the one to its left. ``heads`` rows are
        bold and repeated."""
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                if text not in (None, "<"):
                    write(table.cell(y, x), text, bold=y < heads)
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                if text == "<" and (x + 1 == len(row) or row[x + 1] != "<"):
                    first = max(i for i in range(x) if row[i] != "<")
                    table.cell(y, first).merge(table.cell(y, x))
        for x in range(len(rows[0])):
            y = 1
            while y < len(rows):
                last = y - 1
                while y < len(rows) and rows[y][x] is None:
                    y += 1
                if y - 1 > last:
                    table.cell(last, x).merge(table.cell(y - 1, x))
                y += 1
        for y in range(heads):
            mark = OxmlElement("w:tblHeader")
            mark.set(qn("w:val"), "true")
            table.rows[y]._tr.get_or_add_trPr().append(mark)
        self.document.add_paragraph()
        return self

    def shade(self, y: int, x: int, fill: str) -> Paper:
        """Colour a cell of the last table."""
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), fill)
        self.document.tables[-1].cell(y, x)._tc.get_or_add_tcPr().append(shade)
        return self

    def data(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """Write lines into a cell as paragraphs; ``- `` begins a bullet."""
    for i, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        if line.startswith("- "):
            paragraph.style = "List Bullet"
            line = line[2:]
        paragraph.add_run(line).bold = bold or None
