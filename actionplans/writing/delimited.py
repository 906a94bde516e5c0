"""The plan document as CSV: one row per action, as on the first sheet of the workbook."""

from __future__ import annotations

import csv
import datetime
import io

from actionplans.document.tree import PlanDocument

from .marked import legal, plain
from .sheets import Value, action_sheet

#: The byte-order mark by which spreadsheet programs know that the file is UTF-8.
MARK = "\ufeff"


def plan_csv(document: PlanDocument) -> bytes:
    """The bytes of a .csv of the plan (UTF-8 with a mark, commas, dates as 2027-02-14)."""
    sheet = action_sheet(document)
    out = io.StringIO()
    out.write(MARK)
    table = csv.writer(out)
    table.writerow(harmless(legal(heading)) for heading in sheet.headings)
    table.writerows([harmless(_words(value)) for value in row] for row in sheet.rows)
    return out.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet program would run it as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else cell


def _words(value: Value) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    return plain(value) if value else ""
