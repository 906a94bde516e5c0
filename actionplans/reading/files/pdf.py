"""PDF files with text as blocks: running heads and feet taken off, tables that go on over pages put together again.

Pictures of pages hold no words and are refused with advice. Comments and forms are not read.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from actionplans.reading.files.pdf_aligned import unruled
from actionplans.reading.files.pdf_joins import begins_other_code, how_often, join_rows, repeated, same_columns
from actionplans.reading.files.pdf_letters import LONG, MOST_PAGES, letters_of
from actionplans.reading.files.pdf_pieces import Box, PdfRow, Piece, Slot
from actionplans.reading.files.pdf_running import rims_of, without_rims

from .blocks import Blocks, Cell, Paragraph, ReadingError, Table
from .pdf_cards import find_cards
from .pdf_frames import frames_of, lines_in_frames
from .pdf_lines import Measures, Passage, lines_of, passage_text, passages_of, text_of
from .pdf_tables import find_tables
from .pdf_words import Letter, PdfLine
from .strikes import is_struck, unmarked

_LOCKED = "The file is protected with a password: open it, save a copy without a password, and choose that copy."
_DAMAGED = "This PDF is damaged or incomplete: open it where it came from, save it again, and choose that copy."
_PICTURES = (
    "This PDF holds pictures of pages and no words: choose the Word or Excel file it was made from,"
    " or have its text recognised (OCR) first."
)
_NOTHING = "There are no words in this PDF."
_GARBLED = "The letters in this PDF cannot be recognised: choose the Word or Excel file it was made from."
_TECHNICAL = re.compile(r"\.(docx?|xlsx?|pdf|indd)\b|^untitled|^microsoft (word|excel)", re.IGNORECASE)
_NUMBERED = re.compile(r"^[(\[]?[A-Za-z]{0,3}\s?\d+(?:\.\d+)*[.)\]]?(?:\s|$|\([a-z]+\))")


@dataclass
class _Page:
    """The content of one page: lines and pieces of tables, in the order of their tops."""

    number: int
    height: float
    items: list[PdfLine | Piece]


def read_pdf(data: bytes, on_page: Callable[[int, int], None] | None = None) -> Blocks:
    """The blocks of a PDF. ``on_page`` is called with the number of pages read and of all.

    Raises ReadingError with one sentence where there is nothing to read, or it cannot be.
    """
    try:
        with pdfplumber.open(io.BytesIO(data), unicode_norm=None) as document:
            title = str((document.metadata or {}).get("Title") or "").strip()
            running: list[str] = []
            pages = _pages(document, on_page, running)
    except (PdfminerException, PDFPasswordIncorrect) as error:
        locked = isinstance(error, PDFPasswordIncorrect) or any(isinstance(a, PDFPasswordIncorrect) for a in error.args)
        raise ReadingError(_LOCKED if locked else _DAMAGED) from error
    except (PDFException, PSException, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        if isinstance(error, ReadingError):
            raise
        raise ReadingError(_DAMAGED) from error
    except (AssertionError, RecursionError, OverflowError, EOFError, OSError) as error:
        raise ReadingError(_DAMAGED) from error
    measures = Measures()
    for page in pages:
        for item in page.items:
            if isinstance(item, Piece):
                for box in _boxes([item]):
                    measures.learn(box.lines)
        measures.learn([item for item in page.items if isinstance(item, PdfLine)])
    blocks = _Assembly(pages, measures).blocks()
    if not blocks:
        raise ReadingError(_NOTHING)
    return Blocks(tuple(blocks), tuple(running), title="" if _TECHNICAL.search(title) else title)


def _pages(document: pdfplumber.PDF, on_page: Callable[[int, int], None] | None, running: list[str]) -> list[_Page]:
    count = len(document.pages)
    if count > MOST_PAGES:
        raise ReadingError(LONG)
    rims = rims_of(document)
    pages, letters, unknown, pictures = [], 0, 0, 0
    columns: set[int] = set()
    for number, page in enumerate(document.pages, 1):
        chars = letters_of(page)
        letters += sum(1 for c in chars if c["text"].strip())
        unknown += sum(1 for c in chars if c["text"].startswith("(cid:") or c["text"] == "\ufffd")
        pictures += len(page.images)
        chars = without_rims(page, chars, rims, running)
        pages.append(_Page(number, float(page.height), _items(page, chars, number, columns)))
        page.close()
        if on_page:
            on_page(number, count)
    if letters < 20 * max(1, pictures and count):
        raise ReadingError(_PICTURES if pictures else _NOTHING)
    if unknown * 3 > letters:
        raise ReadingError(_GARBLED)
    return pages


def _items(page: Page, chars: list[Letter], number: int, columns: set[int]) -> list[PdfLine | Piece]:
    """The lines and tables of a page; ``columns`` are the places at which the columns of cards begin, on all pages so far."""
    pieces, rest = find_tables(page, chars, number)
    lines = lines_of(rest, number)
    cards, rest = find_cards(rest, lines, page, columns)
    pieces = sorted(pieces + cards, key=lambda piece: piece.top)
    items: list[PdfLine | Piece] = []
    bounds = [piece.top for piece in pieces] + [float("inf")]
    frames = frames_of(page)
    if cards or frames:
        lines = lines_in_frames(rest, frames, number)
    at = 0
    for i, bound in enumerate(bounds):
        between = []
        while at < len(lines) and (lines[at].top + lines[at].bottom) / 2 < bound:
            between.append(lines[at])
            at += 1
        items += unruled(between, number)
        if i < len(pieces):
            items.append(pieces[i])
    return items


# Putting together -------------------------------------------------------------------------------------------------------


def _boxes(pieces: list[Piece]) -> Iterator[Box]:
    for piece in pieces:
        for row in piece.rows:
            for slot in row.slots:
                if not slot.continues:
                    yield slot.box


class _Assembly:
    """Pages in order, as paragraphs and whole tables."""

    def __init__(self, pages: list[_Page], measures: Measures) -> None:
        self.pages, self.measures = pages, measures
        self.foot = self._foot()
        self.kept_free = _kept_free(list(_boxes([i for page in pages for i in page.items if isinstance(i, Piece)])))
        sizes: Counter[Any] = Counter()
        right = []
        for page in pages:
            for item in page.items:
                if isinstance(item, PdfLine):
                    sizes[item.size] += len(item.text)
                    right.append(item.x1)
                else:
                    for box in _boxes([item]):
                        for line in box.lines:
                            sizes[line.size] += len(line.text)
        self.size = sizes.most_common(1)[0][0] if sizes else 10.0
        loose = Counter({item.size: 0 for page in pages for item in page.items if isinstance(item, PdfLine)})
        for page in pages:
            for item in page.items:
                if isinstance(item, PdfLine) and not item.bold:
                    loose[item.size] += len(item.text)
        body = loose.most_common(1)[0] if loose else (self.size, 0)
        self.loose_size = max(self.size, body[0] if body[1] > 300 else self.size)
        self.heads = sorted({s for s in (item_size for item_size in loose) if s > self.loose_size * 1.12}, reverse=True)
        self.right = max(right, default=0.0)
        edges = [piece.edges[-1] for page in pages for piece in page.items if isinstance(piece, Piece)]
        if edges and self.right:
            self.right = max(self.right, median(edges) - 6)

    def _foot(self) -> float:
        """How far down words reach on a full page."""
        bottoms = []
        for page in self.pages:
            if page.items:
                last = page.items[-1]
                bottoms.append(last.bottom)
        return max(bottoms, default=0.0)

    def blocks(self) -> list[Paragraph | Table]:
        groups: list[list[PdfLine] | list[Piece]] = []
        for page in self.pages:
            for i, item in enumerate(page.items):
                last = groups[-1] if groups else None
                if isinstance(item, PdfLine):
                    if last and isinstance(last[0], PdfLine):
                        last.append(item)
                    else:
                        groups.append([item])
                elif last and isinstance(last[0], Piece) and self._goes_on(last[-1], item, first=i == 0):
                    last.append(item)
                else:
                    groups.append([item])
        out: list[Paragraph | Table] = []
        for group in groups:
            out += self._paragraphs(group) if isinstance(group[0], PdfLine) else [self._table(group)]
        return out

    def _paragraphs(self, lines: list[PdfLine]) -> list[Paragraph]:
        out = []
        for passage in passages_of(lines, self.right, self.measures):
            bold = passage.bold
            level = self._level(passage)
            text = passage_text(passage, self.measures, plain=bold or level > 0)
            if text:
                place = f"page {passage.lines[0].page}"
                out.append(Paragraph(text, level, bold=bold, place=place, size=passage.lines[0].size))
        return out

    def _level(self, passage: Passage) -> int:
        size = passage.lines[0].size
        if passage.depth >= 0 or size not in self.heads or len(passage.lines) > 4:
            return 0
        return min(self.heads.index(size) + 1, 6)

    # Tables over pages

    def _goes_on(self, above: Piece, below: Piece, *, first: bool) -> bool:
        """Whether a table goes on in the next piece: on the next page or right below, with the same columns."""
        if above.cards or below.cards:
            return False
        if above.page == below.page:
            return below.top - above.bottom < 4 and same_columns(above, below)
        return first and below.page == above.page + 1 and same_columns(above, below)

    def _table(self, pieces: list[Piece]) -> Table:
        rows: list[PdfRow] = list(pieces[0].rows)
        page_of = {id(row): pieces[0].page for row in rows}
        heading = 0
        for above, below in zip(pieces, pieces[1:], strict=False):
            start, again = repeated(pieces[0], below)
            heading = max(heading, again * (start == 0))
            body = below.rows[again:]
            for row in body:
                page_of[id(row)] = below.page
            if (
                body
                and above.page != below.page
                and len(rows) > start + again
                and self._same_row(above, rows[-1], body[0], rows)
            ):
                join_rows(rows[-1], body[0])
                body = body[1:]
            rows += body
        rows = [row for row in rows if any(slot.box.lines or slot.box.fill or slot.continues for slot in row.slots)]
        _count_spans(rows)
        rights = self._rights(rows)
        lines = []
        for number, row in enumerate(rows, 1):
            place = f"page {page_of[id(row)]}, row {number}"
            lines.append(tuple(self._cell(slot, rights, place) for slot in row.slots))
        return Table(tuple(lines), heading, f"page {pieces[0].page}", kind="cards" if pieces[0].cards else "")

    def _rights(self, rows: list[PdfRow]) -> dict[int, float]:
        """For each cell where its full lines end: its right edge less the room that is kept free there.

        That room is as wide as at its left, or wider, as lines show that were broken though more would have fitted.
        """
        pads: dict[tuple[int, int], Any] = {}
        reach: dict[tuple[int, int], Any] = {}
        boxes = [slot.box for row in rows for slot in row.slots if not slot.continues]
        for box in boxes:
            key = (round(box.x0), round(box.x1))
            if box.lines:
                pads[key] = min(pads.get(key, 99.0), min(line.x0 for line in box.lines) - box.x0)
                reach[key] = max(reach.get(key, 0.0), max(line.x1 for line in box.lines))
        wide = _kept_free(boxes) or self.kept_free
        out = {}
        for box in boxes:
            key = (round(box.x0), round(box.x1))
            pad = max(min(max(pads.get(key, 2.0), 1.0), 8.0), min(wide, 30.0))
            out[id(box)] = max(box.x1 - pad, reach.get(key, 0.0))
        return out

    def _cell(self, slot: Slot, rights: dict[int, float], place: str) -> Cell:
        box = slot.box
        if slot.continues:
            return Cell(columns=box.columns, continues=True, shaded=bool(box.fill), fill=box.fill, place=place)
        passages = passages_of(box.lines, rights[id(box)], self.measures)
        bold = bool(passages) and all(passage.bold for passage in passages)
        text = text_of(passages, self.measures, plain=bold)
        struck = is_struck(text)
        return Cell(
            unmarked(text) if struck else text,
            box.columns,
            box.rows,
            bold=bold,
            shaded=bool(box.fill),
            fill=box.fill,
            place=place,
            struck=struck,
        )

    def _same_row(self, above: Piece, row: PdfRow, more: PdfRow, rows: list[PdfRow]) -> bool:
        """Whether the first row of a page goes on with the last one of the page before.

        Words flow down to the foot of a page before they go on: a column that ended well above it has nothing more to
        say, so that words in it begin a new row.
        """
        if len(row.slots) != len(more.slots):
            return False
        pitch = self.measures.pitch(self.size)
        if above.bottom < self.foot - 4.5 * pitch or (
            more.slots[0].box.lines and _NUMBERED.match(more.slots[0].box.text)
        ):
            return False
        if begins_other_code(rows, row, more):
            return False
        often = how_often(rows[:-1])
        high = row.bottom - row.top > 5 * pitch
        cues = 0.0
        for x, (upper, lower) in enumerate(zip(row.slots, more.slots, strict=True)):
            here = [line for line in upper.box.lines if line.page == above.page]
            spent = bool(here) and above.bottom - here[-1].bottom > 4.4 * pitch
            if spent and high and lower.box.lines and not upper.continues:
                return False
            share = often[x]
            one = log(share if here or upper.continues else 1 - share)
            two = log(share if lower.box.lines else 1 - share)
            both = log(share if here or upper.continues or lower.box.lines else 1 - share)
            cues += both - one - two
            if here and lower.box.lines:
                ended = re.search(r"[.!?:;]$", here[-1].text)
                cues += 3 if not ended and lower.box.text[:1].islower() else -0.7 if ended else 0
        return cues > (0.5 if high else 1.5)


def _kept_free(boxes: list[Box]) -> float:
    """How much room is kept free at the right of cells: as much as was left where a sentence went on below, though its
    next word would have fitted. 0 where there are too few lines to say."""
    lacking = sorted(
        box.x1 - (line.x1 + line.size * 0.25 + below.words[0].x1 - below.words[0].x0)
        for box in boxes
        for line, below in zip(box.lines, box.lines[1:], strict=False)
        if below.text[:1].islower() and line.text[-1:].isalpha() and len(below.words[0].text) > 1
    )
    return max(lacking[int(len(lacking) * 0.95)], 0.0) if len(lacking) > 7 else 0.0


def _count_spans(rows: list[PdfRow]) -> None:
    """Count again how many rows each cell reaches down, since pages cut and joined them."""
    begun: dict[int, Slot] = {}  # column -> the cell that is open there
    for row in rows:
        column = 0
        for slot in row.slots:
            if slot.continues and column in begun:
                begun[column].box.rows += 1
            elif not slot.continues:
                slot.box.rows = 1
                begun[column] = slot
            column += slot.box.columns
