"""Importers: from Word, Excel, CSV, PDF and JSON to a plan document, without Django and without a database.

``files`` turns the bytes of a file into blocks (paragraphs and tables): ``opening`` makes sure that a file is what it says
and harmless, and there is a module per format. ``plan`` turns blocks into a plan document: ``interpreting`` goes through
them, ``table_shape`` and ``headings`` say how a table is built and what its columns mean, ``rows`` reads its rows and
``surroundings`` the lines around it into a ``draft``, and ``finish`` turns the cells of that into entries (``progress``),
leads and deadlines. ``proof`` makes sure that no word of the file is lost on the way. ``carried`` and ``carried_pdf`` open
what our own files carry along, and ``returned`` reads those that were changed. ``read_plan`` does all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from os import PathLike
from pathlib import Path

from actionplans.document.tree import PlanDocument

from .files.blocks import ReadingError
from .files.opening import DELIMITED, EXCEL, JSON, PDF, WORD, open_bytes
from .plan.account import Account
from .plan.contents import Carried, PlanBlocks
from .plan.hidden import without_hidden
from .plan.hints import Hints
from .plan.interpreting import interpret as _interpret
from .plan.proof import proven
from .plan.returned import is_ours, regrouped, settled
from .plan.schedules import is_schedule
from .plan.struck import with_typed_signs

__all__ = [
    "Account",
    "Carried",
    "Hints",
    "PlanBlocks",
    "ReadingError",
    "explained",
    "interpret",
    "read_blocks",
    "read_plan",
    "why_no_plan",
]

# Remarks for the user who reviews a plan that was not read from what the file shows.
_WORD = "This Word file carries its plan, and nothing in it has been changed since: it was read from that."
_EXCEL = "This workbook carries its plan, and nothing in it has been changed since: it was read from that."
_PDF = "This PDF carries its plan: it was read from that, and not from its pages."
_PDF_SAVED = (
    f"{_PDF} The PDF has been saved again since it was printed. What was changed or written on its pages is not read."
)


_NO_PLAN = (
    "There is no action plan in it: no table with headings such as “Action”, “Lead” and “By when”, and no list of "
    "recommendations."
)
_SCHEDULE = (
    "There is no action plan in it, but a schedule of audits: its table says which audits there are, and has no column of "
    "actions. If it is a plan, give the column with what is to be done the heading “Action”, and try again."
)

_NOT_THE_PLAN = (
    "This PDF is {words} that was printed here, and not the plan: it says parts of the plan, some of them twice. Choose the PDF "
    "of a version, or the plan as Word or Excel."
)


def read_plan(source: bytes | str | PathLike[str], name: str = "", hints: Hints | None = None) -> PlanDocument:
    """The plan in a file, given as its bytes or its path, with warnings for what the user should check.

    Raises ReadingError (one plain sentence) for a file that cannot be taken in, DocumentError for JSON that is no plan
    document, OSError for a path that cannot be read.
    """
    if not isinstance(source, bytes):
        name = name or Path(source).name
        source = Path(source).read_bytes()
    return interpret(read_blocks(source, name), name, hints)


def read_blocks(
    data: bytes, name: str = "", progress: Callable[[int, int], None] | None = None
) -> PlanBlocks | Carried:
    """The blocks of a file; a plan document (.json, or carried by a file of ours) is whole already.
    ``progress`` is called with the number of pages done and of all.

    Raises ReadingError, or DocumentError for JSON that is no plan document.
    """
    opened = open_bytes(data, name)
    if opened.format == JSON:
        return Carried(PlanDocument.loads(opened.data))
    # the libraries that read formats are large: each is loaded only for its own
    frame = None
    if opened.format in (WORD, EXCEL):
        from .plan.carried import carried_document, carried_frame

        if (carried := carried_document(opened.data)) is not None:  # one of our own, as it went out
            return Carried(carried, _WORD if opened.format == WORD else _EXCEL)
        frame = carried_frame(opened.data)
    if opened.format == WORD:
        from .files.word import read_word

        blocks = read_word(opened.data)
    elif opened.format == EXCEL:
        from .files.excel import read_excel

        blocks = read_excel(opened.data)
    elif opened.format == PDF:
        from .plan.carried_pdf import carried_plan, printed_here

        if (found := carried_plan(opened.data)) is not None:
            return Carried(found.document, _PDF_SAVED if found.saved_since else _PDF)
        if words := printed_here(opened.data):
            raise ReadingError(_NOT_THE_PLAN.format(words=words))
        from .files.pdf import read_pdf

        blocks = read_pdf(opened.data, on_page=progress)
    else:
        assert opened.format == DELIMITED
        from .files.delimited import read_delimited

        blocks = read_delimited(opened.data)
    blocks = without_hidden(blocks)
    left_out = (*opened.left_out, *blocks.left_out)
    return PlanBlocks(blocks.blocks, blocks.running, left_out, blocks.title, blocks.hides, blocks.empty, frame=frame)


def interpret(blocks: PlanBlocks | Carried, name: str = "", hints: Hints | None = None) -> PlanDocument:
    """The plan in the blocks of a file; ``name`` is the file's, for a plan that does not name itself, ``hints`` are what the user
    showed of how to read it.

    Raises ReadingError where there is none."""
    document, _ = explained(blocks, name, hints)
    if not isinstance(blocks, Carried) and (fault := why_no_plan(document)):
        raise ReadingError(fault)
    return document


def why_no_plan(document: PlanDocument) -> str:
    """Why what was read from a file is no plan, in a sentence; empty where it is one."""
    if not any(document.recommendations()):
        return _NO_PLAN
    return _SCHEDULE if is_schedule(document) else ""


def explained(blocks: PlanBlocks | Carried, name: str = "", hints: Hints | None = None) -> tuple[PlanDocument, Account]:
    """The plan in the blocks of a file, perhaps an empty one, and what its tables, columns and lines were taken for. A document
    that a file carries was read from no table."""
    if isinstance(blocks, Carried):
        return blocks.document, Account()
    ours = is_ours(blocks)
    document, account = _returned(blocks, name) if ours else _interpret(blocks, name, hints)
    return with_typed_signs(proven(document, blocks, ours=ours)), account


def _returned(blocks: PlanBlocks, name: str) -> tuple[PlanDocument, Account]:
    """The plan in a file that went out from here and was changed since."""
    blocks, remarks = regrouped(blocks)
    document, account = _interpret(blocks, name, ours=True)
    return settled(document, remarks, blocks.frame), account
