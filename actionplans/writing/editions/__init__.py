"""The editions of a plan: from an order (``writing.order``) to what goes to press (``writing.press``)."""

from __future__ import annotations

from collections.abc import Callable

from actionplans.document.anonymised import public_lead
from actionplans.document.parts import lead_named
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import Print, Sheets

from .carried import carried
from .challenges import challenges_sheets
from .changes import changes_sheets, changes_words
from .clean import clean_sheets
from .evidence import evidence_sheets
from .extract import extracted, whose_words, with_whose
from .front import front_sheets
from .pack import pack_sheets
from .public import NAME as PUBLIC
from .public import public_sheets, published
from .report import report_sheets, report_title
from .words import plain_line, version_words

#: For each edition what makes its sheets.
MAKERS: dict[str, Callable[[Order], tuple[Sheets, ...]]] = {
    "changes": lambda order: (changes_sheets(order),),
    "clean": lambda order: (clean_sheets(order),),
    "evidence": lambda order: (evidence_sheets(order),),
    "front": lambda order: (front_sheets(order),),
    "pack": lambda order: pack_sheets(order, {**MAKERS, **PARTS_ONLY}),
    "public": lambda order: (public_sheets(order),),
    "report": report_sheets,
}

#: What is printed only as a part of a pack.
PARTS_ONLY = {"challenges": challenges_sheets}


def print_of(order: Order) -> Print:
    """What goes to press for an order. Raises UnknownLead where it asks for the rows of a lead who has none.

    The plan of a version, and its public edition, carry the plan document. An extract does not, because it is not the plan,
    nor a print of some columns, whose reader is not to have the others.
    """
    whose, public = "", order.edition == "public"
    if order.lead.strip():
        named = lead_named(order.document, order.lead)
        lead = public_lead(order.document, named, order.known) if public else named
        whose = whose_words(lead)
        order = extracted(order, whose)
    if public:
        order = published(order)
    document = order.document
    whole = order.edition in ("clean", "public") and not whose and not order.look.columns
    title = plain_line(document.title) or "Action plan"
    what = PUBLIC.lower() if public else changes_words(order.since) if order.edition == "changes" else ""
    words = ", ".join(filter(None, (version_words(document, order.printed_on), what)))
    sheets = MAKERS[order.edition](order)
    return Print(
        title=report_title(order) if order.edition == "report" else f"{title}, {words}",
        author=plain_line(document.board),
        sheets=with_whose(sheets, whose) if whose else sheets,
        attachments=carried(document) if whole else (),
    )
