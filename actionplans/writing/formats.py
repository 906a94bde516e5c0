"""The formats in which a plan is taken away, by the ending of their files.

The libraries that write formats are large: each is loaded when a file of its own is written.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from actionplans.document.tree import PlanDocument


def _word(document: PlanDocument, on: datetime.date, previous: PlanDocument | None, taken: str) -> bytes:
    from .word import plan_word

    return plan_word(document, written_on=on, taken=taken)


def _excel(document: PlanDocument, on: datetime.date, previous: PlanDocument | None, taken: str) -> bytes:
    from .excel import plan_excel

    return plan_excel(document, written_on=on, taken=taken)


def _csv(document: PlanDocument, on: datetime.date, previous: PlanDocument | None, taken: str) -> bytes:
    from .delimited import plan_csv

    return plan_csv(document)


def _json(document: PlanDocument, on: datetime.date, previous: PlanDocument | None, taken: str) -> bytes:
    return f"{document.dumps()}\n".encode()


def _pdf(document: PlanDocument, on: datetime.date, previous: PlanDocument | None, taken: str) -> bytes:
    from .pdf import plan_pdf
    from .press.taken_line import draw_taken_line

    pdf = plan_pdf(document, printed_on=on, previous=previous)
    return draw_taken_line(pdf, taken) if taken else pdf


@dataclass(frozen=True)
class Format:
    """One format: its name, what it is good for, and the media type of its files."""

    name: str
    words: str
    media_type: str
    write: Callable[[PlanDocument, datetime.date, PlanDocument | None, str], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    "docx": Format(
        "Word",
        "The table as it prints, to go on working on",
        f"{_OFFICE}.wordprocessingml.document",
        _word,
    ),
    "xlsx": Format(
        "Excel",
        "One line for each action, the notes on a second sheet. Can be sorted and filtered",
        f"{_OFFICE}.spreadsheetml.sheet",
        _excel,
    ),
    "csv": Format(
        "CSV",
        "One line for each action, for any program that reads tables",
        "text/csv; charset=utf-8",
        _csv,
    ),
    "json": Format(
        "JSON",
        "Everything that is known of the plan, for another system",
        "application/json",
        _json,
    ),
    "pdf": Format(
        "PDF",
        "As it prints, on A4 landscape",
        "application/pdf",
        _pdf,
    ),
}


def write_plan(
    document: PlanDocument,
    ending: str,
    *,
    written_on: datetime.date,
    previous: PlanDocument | None = None,
    taken: str = "",
) -> bytes:
    """The bytes of a file of that ending. ``previous`` is the version before, from which a print counts what moved;
    ``taken`` is a line for the foot of every page that says who took the file away. Formats without pages have no room
    for one: a table or a plan document is for machines, and its file's name says it."""
    return FORMATS[ending].write(document, written_on, previous, taken)


def row_names(words: str) -> list[str]:
    """The row references and recommendation numbers in typed text: “99.1, 100; P106”."""
    return [name.strip() for name in re.split(r"[,;\n]", words) if name.strip()]
