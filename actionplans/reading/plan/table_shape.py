"""Find the shape of a table: its heading rows and the rows below them, and what spans it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from actionplans.document.dates import find_dates
from actionplans.reading.files.blocks import Cell, Paragraph, Table

from .cell_words import counts, is_count, is_guidance, is_tick
from .heading_words import RATING_WORDS
from .headings import Mapped, map_columns
from .hints import Hints
from .label_rows import is_below, spans_all
from .meanings import LIKELY, is_heading_row, meanings
from .number_columns import CODE
from .periods import is_period, with_year
from .sections import bare, classify

NO_HINTS = Hints()
#: A run of rows: the first and the last of its heading rows (None and 0 where they were lost), and the rows below.
Body = tuple[int | None, int, list[int]]


def is_head(table: Table, i: int) -> bool:
    """Whether a row is a heading row."""
    row = table.rows[i]
    texts = [bare(cell.text) for cell in row]
    filled = [cell for cell in row if cell.text.strip()]
    marked = i < table.header_rows or (bool(filled) and all(cell.bold or cell.shaded for cell in filled))
    return is_heading_row(texts, marked=marked) and not is_count([text for text in texts if text])


def names_actions(table: Table) -> bool:
    """Whether a heading row of a table names actions or recommendations, and not only who and when."""
    return any(
        found[0].field in ("action", "recommendation") and found[0].strength >= LIKELY
        for i, row in enumerate(table.rows)
        if is_head(table, i)
        for cell in row
        if (found := meanings(bare(cell.text)))
    )


def only_counts(table: Table, heads: Sequence[int]) -> bool:
    """Whether all rows below the headings count rows of other tables."""
    below = [[text for c in row if (text := bare(c.text))] for i, row in enumerate(table.rows) if i not in heads]
    heading = [bare(cell.text) for i in heads for cell in table.rows[i]]
    by_rating = sum(bool(RATING_WORDS.fullmatch(text)) for text in heading) >= _RATINGS
    counted = by_rating or any(map(_HOW_MANY.search, heading))
    return any(below) and all(
        is_count(texts) or counted and _is_counted(texts) or by_rating and len(texts) == 1 for texts in below if texts
    )


#: Headings that are ratings: below them actions are ticked or counted, and a name with nothing beside it has neither.
_RATINGS = 3
#: A heading above counts: "Number of actions".
_HOW_MANY = re.compile(r"\b(?:number of|how many|totals?|count)\b", re.IGNORECASE)


def _is_counted(texts: Sequence[str]) -> bool:
    return len(texts) > 1 and all(re.fullmatch(r"\d{1,4}(?:\s?%)?", text) for text in texts[1:])


def parents_in(table: Table, rows: Sequence[int]) -> set[int]:
    """The rows that hold no more than a number and words, and whose number the rows below them go on with: "1", then "1.1"."""
    found: set[int] = set()
    texts = [[bare(cell.text) for cell in table.rows[i] if cell.text.strip() and not cell.continues] for i in rows]
    for i, own, below in zip(rows, texts, texts[1:], strict=False):
        if len(own) == 2 and len(below) > 2 and _COUNTS.fullmatch(own[0]):
            number = own[0].rstrip(".:)")
            if re.match(rf"{re.escape(number)}\s?[.(]?(?:\d|[a-z]\b)", below[0]):
                found.add(i)
    return found


_COUNTS = re.compile(r"[A-Za-z]{0,4}\s?\d{1,3}(?:\.\d{1,2})?[.:)]?|[A-Z]")


def bodies_of(table: Table, heads: list[int], columns: Sequence[Mapped]) -> tuple[list[Body], list[int]]:
    """The runs of rows below heading rows, and the rows above the first that are about the whole table. Rows above it that go
    on with a table of these ``columns`` are a run without a heading row."""
    bodies: list[Body] = []
    i, count = 0, len(table.rows)
    before: list[int] = []
    while i < count:
        if i in heads:
            last = i
            while last + 1 < count and _is_second_head(table, i, last + 1, heads):
                last += 1
            bodies.append((i, last, []))
            i = last + 1
        else:
            (bodies[-1][2] if bodies else before).append(i)
            i += 1
    if before and bodies:
        if columns and len(columns) == table.width and any(is_below(table, j, heads[0]) for j in before):
            bodies.insert(0, (None, 0, before))
        else:
            return bodies, before
    return bodies or [(None, 0, before)], []


def _is_second_head(table: Table, first: int, i: int, heads: list[int]) -> bool:
    """Whether a row still belongs to the heading rows above it."""
    row = table.rows[i]
    filled = [cell for cell in row if cell.text.strip()]
    if not filled or (len(filled) == 1 and filled[0].columns >= table.width):
        return False
    above = table.rows[first]
    uneven = any(cell.columns > 1 for cell in above) or any(cell.continues for cell in row)
    if i in heads:
        return uneven or [c.text for c in row] == [c.text for c in above]
    short = all(len(cell.text) < 60 for cell in filled)
    if i < table.header_rows:
        return True
    return uneven and short and any(cell.continues for cell in row) and all(cell.bold or cell.shaded for cell in filled)


def columns_of(
    table: Table,
    body: Body,
    *,
    recommended: bool = False,
    hints: Hints = NO_HINTS,
    before: Mapping[str, Mapped] | None = None,
) -> list[Mapped]:
    """What each grid column of a table means, by its heading rows and by what is below them. ``recommended``: recommendations are
    named above the table or in rows across it. ``hints`` are what the user showed of the file, ``before`` as
    for ``map_columns``."""
    first, last, rows = body
    assert first is not None
    grid = table.grid()
    names: list[str] = []
    starts: list[bool] = []  # whether a heading begins in this column, or spans it from the left
    for x in range(table.width):
        name, begins = "", True
        for i in range(last, first - 1, -1):
            cell = grid[i][x]
            if cell.text.strip() and not cell.continues and (i == first or len(cell.text) <= 100):
                name, begins = bare(cell.text), x == 0 or grid[i][x - 1] is not cell
                break
        names.append(re.sub(r"\s+", " ", name))
        starts.append(begins)
    for x in range(table.width):
        upper = re.sub(r"\s+", " ", bare(grid[first][x].text))
        if (
            starts[x]
            and last > first
            and upper
            and upper != names[x]
            and names.count(names[x]) > 1
            and any(names[y] == names[x] and y != x and starts[y] for y in range(table.width))
        ):
            names[x] = f"{upper}: {names[x]}"
        elif starts[x] and upper and upper != names[x]:
            names[x] = _with_upper(with_year(names[x], upper), upper)
    rows = [i for i in rows if not numbered_across(table, i) and not heading_words(table, i, ())]
    rows = rows[1:] if len(rows) > 1 and is_advice(table, rows[0]) else rows
    below = [[bare(grid[i][x].text) for i in rows] for x in range(table.width)]
    heads = [x for x in range(table.width) if starts[x]]
    written = [i for i in rows if sum(bool(cell.text.strip()) for cell in table.rows[i]) > 1]
    found = map_columns(
        [names[x] for x in heads],
        [[t for y in _span(starts, x) for t in below[y]] for x in heads],
        [_covered(grid, written, x) for x in heads],
        recommended=recommended or _names_recommendations(table, body[2]),
        shown=hints.of_columns([names[x] for x in heads], outline=table.kind == "outline"),
        before=before,
    )
    by_start = dict(zip(heads, found, strict=True))
    return [by_start[max(h for h in heads if h <= x)] for x in range(table.width)]


def _with_upper(lower: str, upper: str) -> str:
    """A heading of the second row, with the one above it where only both together say what the column is:
    "Completion: Revised"."""
    if is_period(lower) or _is_likely(lower):
        return lower
    return f"{upper}: {lower}" if _is_likely(f"{lower} {upper}") or _is_likely(f"{upper} {lower}") else lower


def _is_likely(heading: str) -> bool:
    return any(meaning.strength >= LIKELY for meaning in meanings(heading))


def heads_of(columns: Sequence[Mapped]) -> list[Mapped]:
    """The columns of a table as it has them, each that spans several of its grid once."""
    return [m for x, m in enumerate(columns) if x == 0 or columns[x - 1] is not m]


def _covered(grid: list[list[Cell]], written: Sequence[int], x: int) -> float:
    """The share of rows in which a cell above covers a column: merged with it, or the only one that is filled. ``written`` are
    the rows that hold more than one text."""
    covered = [i for i in written[1:] if grid[i][x].continues or not grid[i][x].text.strip()]
    return len(covered) / len(written) if written and grid[written[0]][x].text.strip() else 0.0


def _names_recommendations(table: Table, rows: Sequence[int]) -> bool:
    """Whether rows across a table are recommendations."""
    return any(
        classify(Paragraph(bare(cell.text), bold=True)).what == "recommendation"
        for i in rows
        if spans_all(table, i)
        for cell in table.rows[i]
        if cell.text.strip()
    )


def _span(starts: list[bool], x: int) -> range:
    end = x + 1
    while end < len(starts) and not starts[end]:
        end += 1
    return range(x, end)


def numbered_across(table: Table, i: int) -> tuple[str, str] | None:
    """The number and the words of a recommendation that spans the table beside its number; None for other rows. Behind them may
    be how many rows it has."""
    filled = [cell for cell in table.rows[i] if cell.text.strip() and not cell.continues]
    if len(filled) == 3 and counts(bare(filled[2].text)):
        filled = filled[:2]
    if len(filled) != 2 or filled[0] is not table.rows[i][0] or filled[1].columns < max(3, table.width - 3):
        return None
    number, text = (bare(cell.text) for cell in filled)
    return (number, text) if CODE.fullmatch(number) and len(text.split()) >= 6 else None


_AIM = re.compile(r"(?:aims?|objectives?|outcomes?|goals?)\s*:", re.IGNORECASE)


def heading_words(table: Table, i: int, columns: Sequence[Mapped]) -> str:
    """The words of a row that spans the table, or whose first cell alone is filled and set apart, with their marks for bold where
    only some are bold; else ``""``."""
    row = table.rows[i]
    filled = [cell for cell in row if cell.text.strip()]
    if any(cell.continues for cell in row):
        return ""
    if len(filled) == 2 and filled[0] is row[0] and filled[1].columns >= max(3, table.width - 2):
        words = [bare(cell.text) for cell in filled]
        apart = classify(Paragraph(words[0], bold=True)).what == "section" and bool(_AIM.match(words[1]))
        return ("\n" if apart else " ").join(words)  # "Recommendation 1:" beside its words
    if len(filled) == 2 and _is_finding(table, i, filled):
        return " ".join(bare(cell.text) for cell in filled)  # "MD1" beside what the inspectors found
    if len(filled) != 1:
        return ""
    cell = filled[0]
    if cell.columns >= table.width or (cell.columns > 1 and cell.columns >= table.width - 1):
        return cell.text.strip()
    first = cell is row[0] or (cell is row[min(1, len(row) - 1)] and cell.columns > 1)
    line = classify(Paragraph(cell.text, bold=True))
    apart = cell.bold or cell.shaded or bool(columns) and line.what == "recommendation" and bool(line.number)
    if first and table.width >= 3 and apart and "\n\n" not in cell.text:
        field = columns[0].field if columns else ""
        if field != "recommendation" or line.what in ("section", "objectives", "outcomes"):
            return bare(cell.text)
    return ""


#: A cell all in italics, as forms explain themselves.
_ITALIC = re.compile(r"\*[^*]+\*")


def is_advice(table: Table, i: int) -> bool:
    """Whether the texts of a row read as advice on how to fill in the columns: "Completed by the agency"."""
    texts = [bare(cell.text).strip() for cell in table.rows[i] if cell.text.strip()]
    if len(texts) >= 3 and all(_ITALIC.fullmatch(text) for text in texts):
        return True
    if len(texts) < 3 or any(find_dates(text) for text in texts) or is_tick(texts[-1]):
        return False
    return sum(is_guidance(text) for text in texts) * 2 >= len(texts)


def repeats_heads(table: Table, i: int, columns: Sequence[Mapped]) -> bool:
    """Whether a row is the headings again, perhaps cut where a page's table begins: "Ref", "Lea", "Tar t dat"."""
    x, heads = 0, []
    for cell in table.rows[i]:
        words = _letters(cell.text)
        if words and not cell.continues:
            heads.append((words, _letters(columns[min(x, len(columns) - 1)].heading)))
        x += cell.columns
    whole = sum(words == heading for words, heading in heads)
    return len(heads) >= 3 and whole >= 1 and all(_is_part(words, heading) for words, heading in heads)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).lower()


def _is_part(words: str, whole: str) -> bool:
    """Whether the letters of one text are in another in their order."""
    rest = iter(whole)
    return all(letter in rest for letter in words)


def _is_finding(table: Table, i: int, filled: Sequence[Cell]) -> bool:
    """Whether a row holds a number and a text only, set apart from the rows below it, whose numbers begin with its own."""
    first, second = filled
    number = bare(first.text)
    if len(table.rows[i]) < 4 or not (first.bold or first.shaded) or not (second.bold or second.shaded):
        return False
    if (
        first is not table.rows[i][0]
        or not re.fullmatch(r"[A-Z]{0,4}\s?\d{1,3}[\w.()]*", number)
        or len(bare(second.text).split()) < 4
    ):
        return False
    below = bare(table.rows[i + 1][0].text) if i + 1 < len(table.rows) else ""
    return below.startswith(number) and below != number
