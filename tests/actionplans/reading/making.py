"""Files for the importers to read, made by code: workbooks, packages, printed plans."""

import html
import io
import zipfile

import openpyxl
from openpyxl.styles import Font, PatternFill
from weasyprint import HTML

HEADINGS = ("Ref", "What we will do", "Who leads", "By when", "Progress so far", "RAG")
RULED = "table {border-collapse: collapse} td, th {border: .7pt solid #333}"
APART = "td, th {border: .5pt solid #555; box-decoration-break: clone}"
NO_SIDES = RULED + "td:first-child, th:first-child {border-left: 0} td:last-child, th:last-child {border-right: 0}"
ROWS_ONLY = "table {border-collapse: collapse} td, th {border-bottom: .7pt solid #555; padding-right: 12pt}"
STRIPES = "tr:nth-child(even) td {background: #eef} td, th {padding-right: 12pt} th {background: #dde}"
_PAGE = """
@page {size: A4 landscape; margin: 18mm 14mm;
  @top-center {content: 'Fenmarsh Safeguarding Partnership'; font-size: 8pt}
  @bottom-right {content: 'Page ' counter(page) ' of ' counter(pages); font-size: 8pt}}
body {font: 9.5pt Liberation Sans, sans-serif}
table {width: 100%; border-spacing: 0; table-layout: fixed}
p, ul {margin: 0 0 4pt} ul {padding-left: 12pt} h1 {font-size: 18pt} h2 {font-size: 13pt}
td, th {padding: 3pt 4pt; text-align: left; vertical-align: top}
"""


def package(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def workbook(*sheets: tuple[str, list[list]], bold_first: bool = False) -> openpyxl.Workbook:
    """A workbook of sheets, given as name and rows of values; the first rows bold on a grey ground if wanted."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for y, row in enumerate(rows, 1):
            for x, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(y, x, value)
        if bold_first:
            heading(sheet, 1)
    return book


def heading(sheet, row: int) -> None:
    for cell in sheet[row]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="00D9D9D9")


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def printed(body: str, style: str = RULED) -> bytes:
    """A PDF as a word processor would print it."""
    page = f"<html lang=en><head><title>A plan</title><style>{_PAGE}{style}</style></head><body>{body}</body></html>"
    return HTML(string=page).write_pdf()


def table(rows, headings=HEADINGS, widths=(5, 26, 14, 10, 37, 8)) -> str:
    """HTML of a table. A cell is a text or a list of paragraphs, of which those with ``- `` are bullets."""
    columns = "".join(f'<col style="width: {width}%">' for width in widths)
    head = "".join(f"<th>{html.escape(text)}</th>" for text in headings)
    body = "".join("<tr>" + "".join(_cell(value) for value in row) + "</tr>" for row in rows)
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(value) -> str:
    out, listing = "", False
    for text in [value] if isinstance(value, str) else value:
        bullet = text.startswith("- ")
        out += "<ul>" if bullet and not listing else "</ul>" if listing and not bullet else ""
        listing = bullet
        out += f"<li>{html.escape(text[2:])}</li>" if bullet else f"<p>{html.escape(text)}</p>"
    return f"<td>{out}{'</ul>' if listing else ''}</td>"


def as_text(value) -> str:
    """What a cell of ``table`` should come out as."""
    out, listing = "", False
    for text in [value] if isinstance(value, str) else value:
        bullet = text.startswith("- ")
        out += ("" if not out else "\n" if bullet and listing else "\n\n") + text
        listing = bullet
    return out
