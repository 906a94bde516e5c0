"""Read the plan document that the PDF of a published version carries as an attachment.

It lies in the PDF as an attachment, ``plan.json`` (PDF/A-3), open to everybody: an archive must be able to read it. Other
attachments are not opened. The pages are not compared with it, so it is looked through like any file
before it is taken in; where the pages may have been changed since, a remark says so.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pikepdf

from actionplans.document.node import DocumentError
from actionplans.document.tree import PlanDocument
from actionplans.reading.files.blocks import ReadingError
from actionplans.reading.files.opening import MEGABYTE, MOST_BYTES

NAME = "plan.json"
#: Prints that say some of the plan, or all of it twice, by the code of their edition (``Composition.kind``).
NO_PLANS = {
    "front": "a front sheet",
    "pack": "a meeting pack",
    "changes": "a print of what changed",
    "report": "a covering report",
    "evidence": "an evidence pack",
}
_KIND = re.compile(rb"<dc:type><rdf:Bag><rdf:li>(\w+)</rdf:li>")
#: Attachments that are looked at; a print carries one.
MOST_ATTACHMENTS = 100
#: A plan unpacks to at most so many times the bytes that it takes in the file; short ones are not asked.
MOST_TIMES = 64

_UNPACKS = "The plan that this PDF carries unpacks to far more than a plan can hold, so it was not opened."
# what pikepdf raises for files that are damaged, locked or built in odd ways
_BROKEN = (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, LookupError, AttributeError, RuntimeError)


@dataclass(frozen=True)
class CarriedPlan:
    """The plan of a PDF. ``saved_since`` where a program has saved the PDF again after it was printed."""

    document: PlanDocument
    saved_since: bool


def carried_plan(data: bytes) -> CarriedPlan | None:
    """The plan that a PDF carries: the first attachment of the right name that is a plan document. None for every other
    PDF, however broken.

    Call it with files that ``opening`` has found harmless. Raises ReadingError where the attachment unpacks to more than a
    plan can be.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            document = next(_plans(pdf), None)
            return None if document is None else CarriedPlan(document, _saved_since(pdf))
    except _BROKEN as error:
        if isinstance(error, ReadingError):
            raise
        return None


def printed_here(data: bytes) -> str:
    """What a PDF is that was printed here and is not the plan, in words: “a front sheet”. Empty for every other PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = _KIND.search(_unpacked(pdf.Root.Metadata))
    except _BROKEN:
        return ""
    return NO_PLANS.get(found[1].decode(), "") if found else ""


def _plans(pdf: pikepdf.Pdf) -> Iterator[PlanDocument]:
    for attached in islice(pdf.attachments.values(), MOST_ATTACHMENTS):
        if attached.filename != NAME:
            continue
        try:
            document = PlanDocument.loads(_unpacked(attached.obj.EF.F))
        except (*_BROKEN, DocumentError) as error:
            if isinstance(error, ReadingError):
                raise
            continue
        yield document


def _unpacked(stream: pikepdf.Object) -> bytes:
    """What a stream holds, plain or deflated once, which is how attachments are usually written. Raises ReadingError where
    it is more than a plan can be, ValueError where it is packed in another way."""
    packed = stream.read_raw_bytes()
    filters: Any = stream.get("/Filter", [])
    names = [filters] if isinstance(filters, pikepdf.Name) else list(filters)
    if not names:
        return packed
    if names != [pikepdf.Name.FlateDecode] or "/DecodeParms" in stream:
        raise ValueError("An attachment that is packed in an odd way")
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise ValueError("An attachment that is damaged") from error
    if unpacker.unconsumed_tail or len(content) > max(MEGABYTE, MOST_TIMES * len(packed)):
        raise ReadingError(_UNPACKS)
    return content


def _saved_since(pdf: pikepdf.Pdf) -> bool:
    """Whether a program has saved the file again: the second half of a PDF's identifier then is another than the first
    (ISO 32000-1, 14.4)."""
    first, second = pdf.trailer.get("/ID", (b"", b""))
    return bytes(first) != bytes(second)
