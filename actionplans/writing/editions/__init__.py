"""The editions of a plan: from an order (``writing.order``) to what goes to press (``writing.press``)."""

from __future__ import annotations

from collections.abc import Callable

from actionplans.writing.order import Order
from actionplans.writing.press.sheets import Print, Sheets

from .changes import changes_sheets
from .clean import clean_sheets
from .evidence import evidence_sheets
from .front import front_sheets
from .pack import pack_sheets
from .report import report_sheets
from .words import plain_line, version_words

#: For each edition what makes its sheets.
MAKERS: dict[str, Callable[[Order], tuple[Sheets, ...]]] = {
    "changes": lambda order: (changes_sheets(order),),
    "clean": lambda order: (clean_sheets(order),),
    "evidence": lambda order: (evidence_sheets(order),),
    "front": lambda order: (front_sheets(order),),
    "pack": lambda order: pack_sheets(order, MAKERS),
    "report": report_sheets,
}


def print_of(order: Order) -> Print:
    """What goes to press for an order."""
    document = order.document
    title = plain_line(document.title) or "Action plan"
    return Print(
        title=f"{title}, {version_words(document, order.printed_on)}",
        author=plain_line(document.board),
        sheets=MAKERS[order.edition](order),
    )
