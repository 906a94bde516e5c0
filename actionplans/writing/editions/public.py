"""The public edition: the clean edition of the anonymised document, with posts and agencies in place of names."""

from __future__ import annotations

from dataclasses import replace

from actionplans.document.anonymised import public
from actionplans.writing.order import Order
from actionplans.writing.press.sheets import Sheets

from .clean import clean_sheets
from .words import lede, running

#: What it says of itself, below its title and at the foot of each page.
NAME = "Public edition"


def published(order: Order) -> Order:
    """The order with public documents in place of the board's own. Nothing in it needs to be left out when it is printed:
    it has no people, no internal notes, no column for the pen.

    Its marking is OFFICIAL or none at all, never OFFICIAL-SENSITIVE, whatever the plan's is: what is published is not
    sensitive.
    """
    return replace(
        order,
        document=public(order.document, order.known),
        since=public(order.since, (*order.known, *order.document.people)) if order.since else None,
        since_words="",
        lead="",
        known=(),
        report=None,
        files=(),
        also=(),
        look=replace(order.look, pen=False),
    )


def public_sheets(order: Order) -> Sheets:
    """The clean edition of the public document, which says that it is the public one. The version table has no column for
    who signed, since a public document does not know it."""
    order = published(order)  # again, if it was before: nothing else must ever be printed here
    document, printed_on = order.document, order.printed_on
    sheets = clean_sheets(order)
    head, *rest = sheets.pieces
    begins = f'<p class="lede">{lede(document, printed_on)}'
    titled = begins.replace('">', f'">{NAME}. ', 1)
    return replace(
        sheets,
        running=running(document, printed_on, NAME.lower()),
        pieces=(replace(head, html=head.html.replace(begins, titled, 1)), *rest),
    )
