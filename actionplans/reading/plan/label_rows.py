"""Rows of a table that say something beside a label, as a form does: "Executive lead", and who it is.

They head a table, or the rows of one recommendation in it, and are no rows of its columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actionplans.document.warnings import COUNT, LABEL
from actionplans.reading.files.blocks import Cell, Paragraph, Table

from .cell_words import is_count
from .draft import Draft
from .joining import in_paragraphs
from .meanings import meanings
from .number_columns import are_numbers
from .sections import bare, classify

#: A label has at most so many words.
_LONGEST = 6
#: A recommendation has at least so many.
_SENTENCE = 6
#: In a table of fewer columns a row of two texts is one of its rows.
_LEAST = 4


def placed(row: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    """The cells of a row, each with the grid column in which it begins."""
    x = 0
    for cell in row:
        yield x, cell
        x += cell.columns


def is_below(table: Table, i: int, head: int) -> bool:
    """Whether a row holds several texts, each below a column of its own of the heading row ``head``: none spans several of these,
    and they are no label with its value."""
    filled = [(x, cell) for x, cell in placed(table.rows[i]) if cell.text.strip()]
    starts = {x for x, _ in placed(table.rows[head])}
    spanning = any(not starts.isdisjoint(range(x + 1, x + cell.columns)) for x, cell in filled)
    return len(filled) > 1 and not spanning and not (len(filled) == 2 and pairs_of(table, i))


def pairs_of(table: Table, i: int) -> list[tuple[str, str]]:
    """The labels of a row with their values: two texts, or four that share the width of the table; none for other rows."""
    cells = [cell for cell in table.rows[i] if cell.text.strip()]
    wide = any(cell.columns > 1 for cell in cells[1::2])
    if table.width < _LEAST or any(cell.continues for cell in table.rows[i]):
        return []
    if len(cells) != 2 and not (len(cells) == 4 and wide and len(table.rows[i]) == 4):
        return []
    texts = [bare(cell.text) for cell in cells]
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    return pairs if cells[0] is table.rows[i][0] and all(_is_label(label) for label, _ in pairs) else []


def _is_label(text: str) -> bool:
    ends = text.endswith((";", ",")) or text.endswith(".") and len(text.split()) > 2  # not "Rec no."
    return bool(re.search(r"[^\W\d]{3}", text)) and len(text.split()) <= _LONGEST and not ends


def lines_above(table: Table, above: Sequence[int], draft: Draft) -> tuple[list[Paragraph], list[str]]:
    """What the rows above the headings say of the whole table: lines that name it (a title, "Priority:" with its name beside it,
    a recommendation with its number in a row of its own), and what is said below such a name beside labels of other kinds."""
    lines: list[Paragraph] = []
    about: list[str] = []
    number, named = "", ""  # what the last line names
    for i in above:
        if is_count(texts := _texts(table.rows[i])):
            draft.leave_out(" | ".join(texts), COUNT, table.place)
            continue
        pairs = pairs_of(table, i)
        if len(pairs) == 1 and _means(pairs[0][0], "number") and are_numbers([pairs[0][1]]):
            number = pairs[0][1]
            draft.leave_out(pairs[0][0], LABEL, table.place, label="recommendations")
            continue
        if len(pairs) == 1 and number and _means(pairs[0][0], "recommendation"):
            lines.append(Paragraph(f"{pairs[0][0]}: {pairs[0][1]}", number=number, bold=True, place=table.place))
            number, named = "", "recommendation"
            continue
        if named and pairs and all(_says_more(label, value, named) for label, value in pairs):
            about += [_beside(label, value) for label, value in pairs]
            continue
        for words in [[label, value] for label, value in pairs] or [texts]:
            said = _lines(words, table.place)
            named = next((what for line in reversed(said) if (what := classify(line).what) in _NAMING), named)
            lines += said
    return lines, about


#: What a line is that names the table below it.
_NAMING = ("section", "recommendation", "numbered")
_LISTS = ("objectives", "outcomes")


def _says_more(label: str, value: str, named: str) -> bool:
    """Whether a value beside its label is about what is named above it: neither a name itself nor a list of a section."""
    what = classify(Paragraph(f"{label.rstrip(': ')}: {value}", bold=True)).what
    return what == "heading" or what in _LISTS and named != "section"


def _beside(label: str, value: str) -> str:
    return f"{label.rstrip(': ')} – {value}"


def _texts(row: Sequence[Cell]) -> list[str]:
    return [bare(cell.text) for cell in row if cell.text.strip()]


def _means(label: str, field: str) -> bool:
    return any(meaning.field == field for meaning in meanings(label)[:1])


def _lines(words: list[str], place: str) -> list[Paragraph]:
    if not words:
        return []
    together = " ".join(words) if words[0].endswith(":") else words[0] if len(set(words)) == 1 else " – ".join(words)
    return [Paragraph(part, bold=True, place=place) for part in re.split(r"\n+", together)]


def read_labels(table: Table, i: int, draft: Draft) -> bool:
    """Take a row of labels that heads the rows below it: a recommendation, or right below one what is said of it. Whether it was
    one."""
    pairs = pairs_of(table, i)
    lines = [classify(Paragraph(f"{label.rstrip(': ')}: {value}", bold=True)) for label, value in pairs]
    if len(lines) == 1 and lines[0].what == "recommendation" and len(pairs[0][1].split()) >= _SENTENCE:
        number, called = lines[0].number, lines[0].called
        draft.open_recommendation(number, in_paragraphs(pairs[0][1]), called=called, place=table.place)
        return True
    if not pairs or draft.recommendation is None or draft.recommendation.rows:
        return False
    named = "section" if draft.section.title else "recommendation"
    if not all(_says_more(label, value, named) for label, value in pairs):
        return False
    for label, value in pairs:
        draft.describe(_beside(label, value), table.place)
    return True
