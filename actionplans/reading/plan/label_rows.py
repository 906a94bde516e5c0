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
from .sections import ClassifiedLine, bare, classify

#: A label has at most so many words.
_LONGEST = 6
#: A recommendation has at least so many.
_SENTENCE = 6
#: A row across the table that is no recommendation by its number or its word is one if it has so many, above lines of labels.
_LONG_SENTENCE = 8
#: The labels above the actions of a recommendation have at most so many rows.
_NEAR = 9
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


def lines_above(
    table: Table, above: Sequence[int], draft: Draft, waiting: Sequence[Paragraph] = ()
) -> tuple[list[Paragraph], list[str]]:
    """What the rows above the headings say of the whole table, behind the lines that are ``waiting`` above it: lines that name it
    (a title, "Priority:" with its name beside it, a recommendation with its number in a row of its own), and what is said below
    such a name beside labels of other kinds."""
    found = _Above(table.place)
    found.follow(waiting)
    for i in above:
        if is_count(texts := _texts(table.rows[i])):
            draft.leave_out(" | ".join(texts), COUNT, table.place)
            continue
        pairs = pairs_of(table, i)
        if len(pairs) == 1 and _means(pairs[0][0], "number") and are_numbers([pairs[0][1]]):
            found.number = pairs[0][1]
            draft.leave_out(pairs[0][0], LABEL, table.place, label="recommendations")
        elif len(pairs) == 1 and found.number and _means(pairs[0][0], "recommendation"):
            numbered = Paragraph(": ".join(pairs[0]), number=found.number, bold=True, place=table.place)
            found.name([numbered])
            found.number, found.named = "", "recommendation"
        elif not pairs and found.named and (label := _without_value(table, i)):
            draft.leave_out(label, LABEL, table.place, label="recommendations")
        elif not (pairs and found.take_labels(pairs)):
            for words in [[label, value] for label, value in pairs] or [_texts(table.rows[i])]:
                found.name(_lines(words, table.place), across=not pairs)
    return found.lines, found.about


class _Above:
    """What the rows above the headings say so far: ``lines``, of which the last that names the table is a section or a
    recommendation as ``named`` says, the latter at ``at``; ``about``, what is said of it; ``number``, that of a recommendation
    whose words are still to come."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.lines: list[Paragraph] = []
        self.about: list[str] = []
        self.named, self.number, self.at = "", "", 0

    def follow(self, waiting: Sequence[Paragraph]) -> None:
        """Begin behind the lines above the table, of which the last that names anything names what the table is about."""
        for line in waiting:
            said = classify(line)
            if said.what == "recommendation" or said.what == "numbered" and said.strong:
                self.named, self.at = "recommendation", len(self.lines)
            elif said.what == "section" and said.strong:
                self.named = "section"
            self.lines.append(line)

    def take_labels(self, pairs: Sequence[tuple[str, str]]) -> bool:
        """Take labels and their values below a name: what is said of it, and the part of the plan that a recommendation is in.
        Whether they were all that."""
        parts = [self.named == "recommendation" and _part(label, value) is not None for label, value in pairs]
        more = [_says_more(label, value, self.named) for label, value in pairs]
        if not self.named or not all(a or b for a, b in zip(parts, more, strict=True)):
            return False
        for (label, value), is_part in zip(pairs, parts, strict=True):
            if is_part:
                self._put_before(Paragraph(f"{label.rstrip(': ')}: {value}", bold=True, place=self.place))
            else:
                self.about.append(_beside(label, value))
        return True

    def name(self, lines: Sequence[Paragraph], *, across: bool = False) -> None:
        """Take lines that name the table, or the part that it is in; ``across``: they are those of a row without labels."""
        for line in lines:
            said = classify(line)
            if said.what == "section" and self.named == "recommendation":
                self._put_before(line)
                continue
            if said.what in ("recommendation", "numbered"):
                self.named, self.at = "recommendation", len(self.lines)
            elif said.what == "section":
                self.named = "section"
            elif across and not self.named and not said.general and len(said.text.split()) >= _LONG_SENTENCE:
                self.named, self.at = "recommendation", len(self.lines)
            self.lines.append(line)

    def _put_before(self, part: Paragraph) -> None:
        """A part that is named below its recommendation is opened before it."""
        self.lines.insert(self.at, part)
        self.at += 1


_LISTS = ("objectives", "outcomes")


def _part(label: str, value: str) -> ClassifiedLine | None:
    """The part of the plan that a label names with its value: "Theme", "Priority 2"; None for other labels."""
    line = classify(Paragraph(f"{label.rstrip(': ')}: {value}", bold=True))
    return line if line.what == "section" else None


def _without_value(table: Table, i: int) -> str:
    """The label of a row that has nothing beside it; else empty."""
    row = table.rows[i]
    filled = [cell for cell in row if cell.text.strip()]
    alone = table.width >= _LEAST and len(row) > 1 and len(filled) == 1 and filled[0] is row[0]
    return bare(row[0].text) if alone and not _names(row[0]) and _is_label(bare(row[0].text)) else ""


def _names(cell: Cell) -> bool:
    """Whether a cell names a part of the plan or a recommendation by itself."""
    return classify(Paragraph(bare(cell.text), bold=True)).what != "heading"


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
    """Take a row of labels that heads the rows below it: a recommendation or the part that it is in, or right below one what is
    said of it. Whether it was one."""
    pairs = pairs_of(table, i)
    lines = [classify(Paragraph(f"{label.rstrip(': ')}: {value}", bold=True)) for label, value in pairs]
    if len(lines) == 1 and lines[0].what == "recommendation" and len(pairs[0][1].split()) >= _SENTENCE:
        number, called = lines[0].number, lines[0].called
        draft.open_recommendation(number, in_paragraphs(pairs[0][1]), called=called, place=table.place)
        return True
    parts = [_part(label, value) for label, value in pairs]
    another = heads_another(table, i) if pairs else False
    apart = another or _is_apart(table, i)
    if len(parts) == 1 and parts[0] is not None and (another or apart and not awaits_rows(draft)):
        _open(parts[0], draft)
        return True
    if not awaits_rows(draft) or draft.recommendation is None and not apart:
        return False
    if draft.recommendation and not draft.recommendation.text and (words := _sentence(table, i)):
        draft.recommendation.text = in_paragraphs(words)
        return True
    labelled = _is_apart(table, i) or i > 0 and bool(pairs_of(table, i - 1))
    if not pairs and labelled and (label := _without_value(table, i)):
        draft.leave_out(label, LABEL, table.place, label="recommendations")
        return True
    here = draft.recommendation is not None and not another
    return bool(pairs) and _take_labels(pairs, parts if here else [None] * len(parts), draft, table.place)


def _sentence(table: Table, i: int) -> str:
    """The words of a row that has a sentence in its first cell and nothing else; else empty."""
    texts = _texts(table.rows[i])
    alone = len(texts) == 1 and bool(table.rows[i][0].text.strip()) and not table.rows[i][0].continues
    return texts[0] if alone and len(texts[0].split()) >= _SENTENCE and table.width >= _LEAST else ""


def _is_apart(table: Table, i: int) -> bool:
    """Whether a row has two cells, of which one spans several columns: it is none of those below the headings."""
    return len(table.rows[i]) == 2 and table.width >= _LEAST


def awaits_rows(draft: Draft) -> bool:
    """Whether what was opened last, a recommendation or a part of the plan, has nothing below it yet."""
    if draft.recommendation is None:
        return bool(draft.sections and draft.section.title and not draft.section.recommendations)
    return not draft.recommendation.rows


def _take_labels(
    pairs: Sequence[tuple[str, str]], parts: Sequence[ClassifiedLine | None], draft: Draft, place: str
) -> bool:
    """Take what is said beside labels of the recommendation or part that was opened last; whether it was all about that."""
    named = "section" if draft.section.title else "recommendation"
    if not all(part or _says_more(*pair, named) for part, pair in zip(parts, pairs, strict=True)):
        return False
    for (label, value), part in zip(pairs, parts, strict=True):
        if part is None:
            draft.describe(_beside(label, value), place)
        else:
            put_into(part, draft)
    return True


def heads_another(table: Table, i: int) -> bool:
    """Whether between a row and the next actions another recommendation is named."""
    for j in range(i + 1, min(i + _NEAR, len(table.rows))):
        texts, pairs = _texts(table.rows[j]), pairs_of(table, j)
        alone = len(texts) == 1 and bool(table.rows[j][0].text.strip())
        line = classify(Paragraph(" ".join(texts), bold=True))
        counted = alone and line.what == "numbered" and len(line.text.split()) >= _SENTENCE
        if (pairs or alone) and line.what == "recommendation" or counted:
            return True
        if texts and not pairs and not alone:
            return False
    return False


def spans_all(table: Table, i: int) -> bool:
    """Whether one cell of a row, the only one with words, spans the table."""
    filled = [cell for cell in table.rows[i] if cell.text.strip()]
    return len(filled) == 1 and filled[0].columns >= table.width


def _open(part: ClassifiedLine, draft: Draft) -> None:
    draft.open_section(draft.title_of(part), part.kind, printed=part.number)


def put_into(part: ClassifiedLine, draft: Draft) -> None:
    """Put the recommendation that was opened last, and has no rows yet, into the part that a label below it names."""
    present, before = draft.present, draft.section
    before.recommendations = [r for r in before.recommendations if r is not present]
    _open(part, draft)
    draft.section.recommendations.append(present)
    draft.recommendation = present
