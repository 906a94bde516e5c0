"""Turn an order (``writing.order``) into the sheets that are printed (``writing.press``)."""

from __future__ import annotations

import dataclasses

from actionplans.document.anonymised import public_lead
from actionplans.document.parts import lead_named
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import Composition
from actionplans.writing.proof import missing_words

from .carried import carried
from .changes import changes_words
from .extract import extracted, whose_words, with_whose
from .public import NAME as PUBLIC
from .public import published
from .registry import EDITIONS
from .report import report_title
from .words import plain_line, version_words


def print_of(order: Order) -> Composition:
    """What goes to press for an order. Raises UnknownLead where it asks for the rows of a lead who has none.

    The plan of a version, and its public edition, carry the plan document. An extract does not, because it is not the plan,
    nor a print of some columns, whose reader is not to have the others. What holds the whole plan is proven to hold all of
    its words.
    """
    edition = EDITIONS[order.edition]
    whose = ""
    if order.lead.strip():
        named = lead_named(order.document, order.lead)
        lead = public_lead(order.document, named, order.known) if edition.is_public else named
        whose = whose_words(lead)
        order = extracted(order, whose)
    if edition.is_public:
        order = published(order)
    document = order.document
    whole = edition.carries_plan and not whose and not order.look.columns
    title = plain_line(document.title) or "Action plan"
    what = PUBLIC.lower() if edition.is_public else changes_words(order.since) if edition.key == "changes" else ""
    words = ", ".join(filter(None, (version_words(document, order.printed_on), what)))
    sheets = edition.sheets(order)
    return Composition(
        title=report_title(order) if edition.key == "report" else f"{title}, {words}",
        author=plain_line(document.board),
        kind=edition.key,
        sheets=with_whose(sheets, whose) if whose else sheets,
        attachments=carried(document) if whole else (),
        missing=missing_words(document, sheets) if whole else _missing_in_pack(order) if edition.key == "pack" else (),
    )


def _missing_in_pack(order: Order) -> tuple[str, ...]:
    """What is not in the plans that a pack holds: in its other parts the same words are again. Composed once more, because there
    the parts are one; laying out takes many times as long."""
    found = []
    for plan in (order, *order.also):
        before = f"{plain_line(plan.document.title)}, " if order.also else ""
        sheets = EDITIONS["clean"].sheets(dataclasses.replace(plan, edition="clean", also=()))
        found += [f"{before}{words}" for words in missing_words(plan.document, sheets)]
    return tuple(found)
