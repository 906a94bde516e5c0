"""Rows that span a table: sections with their objectives and outcomes, recommendations, descriptions, or what the user showed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actionplans.document.warnings import SHOWN
from actionplans.reading.files.blocks import Paragraph, Table

from .draft import Draft
from .headings import Mapped
from .hints import across_look
from .joining import in_paragraphs, joined, without_continued
from .label_rows import awaits_rows, heads_another, put_into, spans_all
from .row_parts import has
from .sections import ClassifiedLine, bare, classify


def read_across(
    words: str, table: Table, i: int, draft: Draft, columns: Sequence[Mapped], *, follows_section: bool
) -> bool:
    """Take a row that spans a table, with its words; whether it ends with a line that opens a section. ``follows_section``: the
    row above it did."""
    cell = table.rows[i][0]
    own = has(columns, "recommendation")
    for part in re.split(r"\n+", words):
        line = classify(Paragraph(part, bold=True, place=cell.place))
        weak = not cell.bold and not part.startswith("**")
        draft.across.append(Paragraph(part, place=cell.place))
        if read_as_shown(draft, part, cell.place):
            continue
        if weak and own and follows_section and line.what in ("heading", "plain", "numbered"):
            draft.describe(bare(part).replace("*", "").strip(), cell.place)
            continue
        if not own and _goes_with_present(line, table, i, draft):
            continue
        if line.what in ("heading", "plain") and _closes(bare(part), table, i, draft):
            draft.describe(bare(part), cell.place)
            continue
        follows_section = _take(line, part, draft, columns)
    draft.listing = "" if not bare(words).endswith(":") else draft.listing
    return follows_section


#: The words of a recommendation are at least so many.
_SENTENCE = 4
#: "Closing note: none yet."
_LABELLED = re.compile(r"[A-Z][^\W\d]*(?: [^\W\d]+){0,4}\s?:\s+\S")


def _goes_with_present(line: ClassifiedLine, table: Table, i: int, draft: Draft) -> bool:
    """Take a line for the recommendation above it that has no actions yet, where one is: its words, the part that it is in, or
    what a label says of it."""
    present = draft.recommendation
    if present is None or not awaits_rows(draft) or heads_another(table, i):
        return False
    if line.what == "section" and present.text:
        put_into(line, draft)
    elif line.what in ("heading", "plain") and not present.text and len(line.text.split()) >= _SENTENCE:
        present.text = in_paragraphs(line.text)
    elif line.what in ("heading", "plain") and present.text and _LABELLED.match(bare(line.written)):
        draft.describe(bare(line.written), line.place)
    else:
        return False
    return True


def _closes(words: str, table: Table, i: int, draft: Draft) -> bool:
    """Whether a row says something of the actions above it: a sentence behind a label, below which there is another
    recommendation or part, or nothing. The name of a part is no sentence."""
    if draft.row is None or not (_LABELLED.match(words) and words.endswith(".")):
        return False
    below = next((j for j in range(i + 1, len(table.rows)) if any(cell.text.strip() for cell in table.rows[j])), None)
    if below is None:
        return True
    line = classify(Paragraph(bare(table.rows[below][0].text), bold=True))
    return spans_all(table, below) and line.what in ("recommendation", "section", "numbered")


def _take(line: ClassifiedLine, part: str, draft: Draft, columns: Sequence[Mapped]) -> bool:
    """Take one line of a row that spans a table for what its words say; whether it opens a section."""
    own, numbered, long = has(columns, "recommendation"), has(columns, "number"), len(line.text.split())
    place = line.place
    if not own and line.number and line.text and not without_continued(line.text):
        draft.open_recommendation(line.number, line.text, called=line.called, place=place)
    elif not own and (line.what == "recommendation" or line.what == "numbered" and not (long <= 5 and numbered)):
        text = in_paragraphs(line.text) or draft.text_of(line.number)
        draft.open_recommendation(line.number, text, called=line.called, place=place)
    elif line.what in ("section", "recommendation") or line.what == "numbered" and not own:
        return _open_section(line, draft)
    elif line.what in ("objectives", "outcomes"):
        draft.list_in(line.what, line.text, bare(part), place)
    elif line.what == "bullet" or draft.listing:
        draft.item(line.text)
    elif not own and long >= 8 and not numbered:
        draft.open_recommendation("", in_paragraphs(line.text))
    elif long > 25:
        draft.describe(line.text, place)
    else:
        return _open_section(line, draft)
    return False


def _open_section(line: ClassifiedLine, draft: Draft) -> bool:
    title = line.whole if line.what == "recommendation" else draft.title_of(line)
    draft.open_section(title, line.kind, printed=line.number * (line.what != "recommendation"))
    return True


def read_as_shown(draft: Draft, part: str, place: str) -> bool:
    """Take one line of such a row for what the user said of all that look so; whether anything was said."""
    row = Paragraph(part, place=place)
    role, line = draft.hints.of_look(across_look(row), bare(part)), classify(Paragraph(part, bold=True, place=place))
    match role:
        case "section":
            draft.open_section(draft.title_of(line), line.kind, printed=line.number)
        case "recommendation":
            draft.open_recommendation(line.number, in_paragraphs(line.text), called=line.called, place=place)
        case "text" if draft.recommendation is not None:
            draft.present.text = joined(draft.present.text, in_paragraphs(bare(part)), cut=True)
        case "description" | "text":
            draft.describe(bare(part), place)
        case "introduction":
            draft.introduction.append(bare(part))
        case "leave-out":
            draft.leave_out(line.whole, SHOWN, place)
        case _:
            return False
    return True
