"""Print a plan document as a PDF: from documents alone, without database, settings or network."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from actionplans.document.tree import PlanDocument

from .editions.compose import print_of
from .order import Order
from .press import Progress, press
from .press.sheets import Printed


def plan_pdf(document: PlanDocument, *, printed_on: datetime.date, previous: PlanDocument | None = None) -> bytes:
    """The bytes of the printed plan; see ``print_plan``."""
    return print_plan(document, printed_on=printed_on, previous=previous).pdf


def print_plan(document: PlanDocument, *, printed_on: datetime.date, previous: PlanDocument | None = None) -> Printed:
    """Print a plan document: a version where it has a number, else a draft that says when it was printed.

    What is overdue or silent is computed for ``printed_on``. ``previous`` is the version before, from which moved
    deadlines are counted; without it the dates of the moves are used. Prints what the document holds: rows that are
    ``internal`` are marked, so leave them out before (``document.parts``) where they must not go.
    Raises FontsMissing where the typeface is not installed.
    """
    return print_order(Order(document, printed_on, since=previous))


def print_order(
    order: Order, *, kept: Path | None = None, workers: int = 1, progress: Progress | None = None
) -> Printed:
    """Print an order. ``kept``, ``workers`` and ``progress`` are the press's. Raises FontsMissing where the typeface is not
    installed."""
    work = print_of(order)
    return replace(press(work, kept=kept, workers=workers, progress=progress), missing=work.missing)
