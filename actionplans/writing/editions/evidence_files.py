"""The files of an evidence pack: numbered, listed, and where that was asked bound in as pages."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from actionplans.document.tree import ActionNode, EntryNode
from actionplans.document.wording import count
from actionplans.writing.bound import AskedFile, Bound, Drawn, bind
from actionplans.writing.order import Order
from actionplans.writing.parts import oldest_first
from actionplans.writing.press.layout import MARGINS_MM
from actionplans.writing.press.sheets import HtmlPiece

from .words import date_words, line

_FILE_COLUMNS = (("no", "No."), ("file", "File"), ("of-row", "Ref"), ("of-note", "Note of"), ("here", "In this pack"))

#: What a bound page leaves for its heading, and the height of one of its lines: millimetres of paper at the usual size.
HEADING_MM, HEADING_LINE_MM = 4.0, 4.3


@dataclass(frozen=True, eq=False)
class EvidenceRow:
    """A row of the plan: its place in it, its reference, escaped, and the files of its notes."""

    number: int
    ref: str
    action: ActionNode
    files: list[NumberedFile] = field(default_factory=list)

    @property
    def link(self) -> str:
        return f'<a href="#evidence-row-{self.number}">{self.ref}</a>'


@dataclass(frozen=True)
class NumberedFile:
    """A file of a note, numbered through the pack. ``bound`` is what of it is bound in, None where that was not asked for."""

    number: int
    name: str
    row: EvidenceRow
    entry: EntryNode
    bound: Bound | None

    @property
    def link(self) -> str:
        return f'<a href="#evidence-file-{self.number}">Evidence {self.number}</a>: {line(self.name)}'

    @property
    def note_words(self) -> str:
        date = when_noted(self.entry)
        return f"note of {date}" if date else "a note without a date"


def when_noted(entry: EntryNode) -> str:
    """The date of a note, escaped; as it was written where it is not sure or is none."""
    if entry.inferred and entry.as_written:
        return line(entry.as_written)
    return date_words(entry.date) or line(entry.as_written)


def number_files(order: Order, rows: Sequence[EvidenceRow]) -> None:
    """Number the files of all notes of the rows in printed order, and draw them where they are to be bound in."""
    named = [
        (row, entry, name) for row in rows for entry in oldest_first(row.action.progress) for name in entry.attachments
    ]
    stored: dict[tuple[str, str], list[AskedFile]] = defaultdict(list)
    for file in order.files:
        stored[file.entry, file.name].append(AskedFile(file.name, file.path, file.sha256))
    bound: list[Bound | None] = [None] * len(named)
    if order.bind:
        asked = [stored[e.id, name].pop(0) if stored[e.id, name] else AskedFile(name, "") for _, e, name in named]
        bound = list(bind(asked, page_box(order.look.scale)))
    for number, ((row, entry, name), found) in enumerate(zip(named, bound, strict=True), 1):
        row.files.append(NumberedFile(number, name, row, entry, found))


def file_pieces(order: Order, rows: Sequence[EvidenceRow]) -> Iterator[HtmlPiece]:
    """The list of files, and behind it their pages where they are bound in."""
    files = [file for row in rows for file in row.files]
    if not files:
        return
    columns = _FILE_COLUMNS if order.bind else _FILE_COLUMNS[:-1]
    cols = "".join(f'<col class="{name}">' for name, _ in columns)
    heads = "".join(f'<th scope="col">{head}</th>' for _, head in columns)
    lines = "".join(map(_listed, files))
    yield HtmlPiece(
        '<div class="listed-files"><div class="title"><h2>Files of evidence</h2></div>'
        f"<table><colgroup>{cols}</colgroup><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
        "</div>",
        lines=6 + 2 * len(files),
        opens=2,
    )
    for file in files:
        if file.bound:
            yield from (_page_piece(file, file.bound, page, order.look.scale) for page in file.bound.pages)


def _listed(file: NumberedFile) -> str:
    here = f"<td>{_how_much_is_bound(file.bound, file.number)}</td>" if file.bound else ""
    id_ = "" if file.bound and file.bound.pages else f' id="evidence-file-{file.number}"'
    return (
        f'<tr class="whole"><th scope="row"{id_}>{file.number}</th><td>{line(file.name)}</td><td>{file.row.link}</td>'
        f"<td>{when_noted(file.entry) or '–'}</td>{here}</tr>"
    )


def _how_much_is_bound(bound: Bound, number: int) -> str:
    """Words for how much of a file is bound in, and why not all of it."""
    if not bound.pages:
        words = bound.left_out or "Not bound in."
        return words if "not bound in" in words.lower() else f"Not bound in. {line(words)}"
    link = f'<a href="#evidence-file-{number}">Bound in</a>'
    many = (
        ""
        if bound.picture
        else f", {count(len(bound.pages), 'page')}" + (f" of {bound.of:,}" if bound.left_out else "")
    )
    return f"<p>{link}{many}.</p>" + (f'<p class="small">{line(bound.left_out)}</p>' if bound.left_out else "")


def _page_words(file: NumberedFile, bound: Bound, page: Drawn) -> str:
    """ "Evidence 3: Minutes.pdf, page 2 of 5 — row 99.1, note of 12.02.27", escaped."""
    page_words = "" if bound.picture or bound.of == 1 else f", page {page.number:,} of {bound.of:,}"
    return f"Evidence {file.number}: {line(file.name)}{page_words} — row {file.row.ref}, {file.note_words}"


def _page_piece(file: NumberedFile, bound: Bound, page: Drawn, scale: float) -> HtmlPiece:
    """One bound page: its heading, and below it the picture with its words for those who do not see it."""
    words = _page_words(file, bound, page)
    if page.number == bound.pages[0].number:
        head = f'<h3 class="of-page" id="evidence-file-{file.number}">{words}</h3>'
    else:
        head = f'<p class="of-page">{words}</p>'
    if bound.picture:
        alternative = f"Picture: {file.name}"
    else:
        alternative = page.text or f"Page {page.number} of {file.name}: a picture of a page, without text"
    source = f"data:{page.media_type};base64,{base64.b64encode(page.data).decode()}"
    size = f"width:{page.width / scale:.2f}mm;height:{page.height / scale:.2f}mm"
    picture = f'<img src="{source}" alt="{line(alternative)}" style="{size}">'
    return HtmlPiece(f'<div class="bound">{head}<div class="picture">{picture}</div></div>', lines=60, opens=1)


def page_box(scale: float) -> tuple[float, float]:
    """The room for a bound page, in millimetres of paper: what the margins leave, less three lines of heading."""
    top, side, bottom = MARGINS_MM
    return 210 - 2 * side, 297 - top - bottom - (HEADING_MM + 3 * HEADING_LINE_MM) * scale
