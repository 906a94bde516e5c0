"""A page of short lists in two halves that never becomes two pages: its height is computed list by list, and drawn.

Heights are here and in ``static/print/front.css``: change both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from actionplans.writing.press.layout import MARGINS_MM
from actionplans.writing.press.sheets import CELL_POINTS as CELL

from .fitting import Listing, lines, share, width
from .words import line, plain_line

LEFT, RIGHT = 0.467, 0.5  # of the page between its margins
#: From so much larger type on gaps are smaller, and headings too.
CLEAR_FROM, CLOSE_FROM = 1.2, 1.5
SMALL = 8  # points of type in the heads of columns
GAP = 7  # points between two columns
POINT = 72 / 25.4  # of a millimetre
_SPARE = 4  # points at the foot of the page that are left free


#: No page holds more rows of one list than these.
MOST_ROWS = 30


@dataclass(frozen=True)
class Sizes:
    """Heights in points. ``table`` is the room above and below the words of a heading row, ``cell`` above and below
    those of a cell; ``none`` is the sentence of an empty list, ``above`` the gap above a half."""

    heading: float
    none: float
    table: float
    cell: float
    more: float
    between: float
    above: float


PLAIN = Sizes(heading=14, none=3, table=10.4, cell=7.1, more=4, between=16, above=14)
CLEAR = Sizes(heading=14, none=3, table=7.9, cell=5.1, more=3, between=11, above=9)
CLOSE = Sizes(heading=12, none=1, table=5.4, cell=4.5, more=2, between=8, above=7)


@dataclass(frozen=True)
class OnePageCell:
    """Words of a cell as HTML, and in plain for computing how many lines they take."""

    html: str
    plain: str
    bold: bool = False

    def lines(self, across: float) -> int:
        return sum(lines(part, across, CELL, bold=self.bold) for part in self.plain.split("\n"))


def cell(words: str, *, bold: bool = False) -> OnePageCell:
    """A cell of plain words, which are escaped here."""
    html = line(words)
    return OnePageCell(f"<b>{html}</b>" if bold else html, plain_line(words), bold)


@dataclass(frozen=True)
class OnePageColumn:
    """A column: its heading, how wide it is in points, and the class of its cells ("count" for figures)."""

    heading: str
    across: float
    kind: str = ""


@dataclass(frozen=True)
class OnePageTable:
    """One list: its name, its heading, the sentence where there is nothing, its columns, and its rows as far as
    a page may hold them of a ``total``. ``rest`` says how many were left out, of any shown before them or of none.

    One with a single column has no use for a head: its rows are the entries of a list.
    """

    name: str
    heading: str
    none: str
    columns: tuple[OnePageColumn, ...]
    rows: tuple[tuple[OnePageCell, ...], ...]
    total: int
    rest: Callable[[int, bool], str]

    @property
    def flat(self) -> bool:
        return len(self.columns) == 1

    def html(self, shown: int) -> str:
        """The list with its first rows."""
        drawn = f'<div class="list {self.name}"><h2>{line(self.heading)}</h2>'
        left = self.total - shown
        if not shown:
            return f'{drawn}<p class="none">{line(self.rest(left, False) if left else self.none)}</p></div>'
        more = f'<p class="more">{line(self.rest(left, True))}</p>' if left else ""
        if self.flat:
            return f"{drawn}<ul>{''.join(f'<li>{entry.html}</li>' for (entry,) in self.rows[:shown])}</ul>{more}</div>"
        classes = [f' class="{column.kind}"' if column.kind else "" for column in self.columns]
        heads = "".join(
            f'<th scope="col"{kind}>{line(column.heading)}</th>'
            for kind, column in zip(classes, self.columns, strict=True)
        )
        body = "".join(
            f'<tr class="whole"><th scope="row">{first.html}</th>'
            + "".join(f"<td{kind}>{cell.html}</td>" for kind, cell in zip(classes[1:], cells, strict=True))
            + "</tr>"
            for first, *cells in self.rows[:shown]
        )
        cols = "".join(f'<col class="c{number}">' for number in range(len(self.columns)))
        head = f"<colgroup>{cols}</colgroup><thead><tr>{heads}</tr></thead>"
        return f"{drawn}<table>{head}<tbody>{body}</tbody></table>{more}</div>"

    def css(self) -> str:
        """The widths of its columns."""
        across = sum(column.across for column in self.columns)
        return "".join(
            f".{self.name} .c{number}{{width:{100 * column.across / across:.2f}%}}"
            for number, column in enumerate(self.columns)
        )

    def listing(self, sizes: Sizes) -> Listing:
        """Its height."""
        inner = [column.across - GAP for column in self.columns]
        inner[-1] += GAP
        heads = max(lines(c.heading, w, SMALL, bold=True) for c, w in zip(self.columns, inner, strict=True))
        deepest = (max(cell.lines(w) for cell, w in zip(cells, inner, strict=True)) for cells in self.rows)
        across = sum(column.across for column in self.columns)
        none = self.rest(self.total, False) if self.total else self.none
        return Listing(
            around=sizes.heading + (sizes.none if self.flat else sizes.table + 10 * heads),
            rows=tuple(12 * height + sizes.cell for height in deepest),
            more=sizes.more + 10 * lines(self.rest(self.total, True), across, SMALL),
            total=self.total,
            none=sizes.heading + sizes.none + 12 * lines(none, across, CELL),
        )


@dataclass(frozen=True)
class Head:
    """The head above both halves, and its height in points."""

    html: str
    height: float


@dataclass(frozen=True)
class Half:
    """One half of the page, with the widths of its columns."""

    html: str
    css: str


#: The lists of the left half and those of the right one.
Halves = tuple[Sequence[OnePageTable], Sequence[OnePageTable]]


@dataclass(frozen=True)
class Filled:
    """The lists of a half, how many rows of each fit, and how far their words had to be cut (0: hardly)."""

    tables: Sequence[OnePageTable]
    shown: Sequence[int]
    cut: int

    @property
    def missing(self) -> int:
        return sum(table.total for table in self.tables) - sum(self.shown)

    @property
    def empty(self) -> int:
        """How many lists that have rows show none."""
        return sum(not number and table.total > 0 for table, number in zip(self.tables, self.shown, strict=True))


@dataclass(frozen=True)
class OnePage:
    """A landscape page of type so much larger than usual. All measures are points of the type's own scale."""

    scale: float

    @property
    def close(self) -> bool:
        return self.scale >= CLOSE_FROM

    @property
    def clear(self) -> bool:
        return CLEAR_FROM <= self.scale < CLOSE_FROM

    @property
    def sizes(self) -> Sizes:
        return CLOSE if self.close else CLEAR if self.clear else PLAIN

    @property
    def kind(self) -> str:
        """The class of these sizes in the style sheet."""
        return "close" if self.close else "clear" if self.clear else "plain"

    @property
    def across(self) -> float:
        return (297 - 2 * MARGINS_MM[1]) * POINT / self.scale

    @property
    def down(self) -> float:
        return (210 - MARGINS_MM[0] - MARGINS_MM[2]) * POINT / self.scale

    def head(
        self, title: str, lede: str, figures: Sequence[tuple[int, str]], counts: Sequence[tuple[str, str]]
    ) -> Head:
        """Title, lede, a strip of figures with their words, and counts with their names; all plain words."""
        html = (
            f'<div class="head"><h1>{line(title)}</h1><p class="lede">{line(lede)}</p><div class="figures">'
            + "".join(f"<p><b>{number}</b> <span>{line(words)}</span></p>" for number, words in figures)
            + '</div><p class="counts">'
            + " &#160; ".join(f"<b>{line(name)}</b> {line(words)}." for name, words in counts)
            + "</p></div>"
        )
        said = "   ".join(f"{name} {words}." for name, words in counts)
        if self.close:
            strip = [12 * len(str(number)) + width(words, CELL) + 14 for number, words in figures]
            height: float = 17 + 2 + 12 * lines(lede, self.across, CELL) + 9.4 + 14 * _strips(strip, self.across)
            height += 17 * (lines(title, self.across, 14, bold=True) - 1)
            return Head(html, height + 3 + 10 * lines(said, self.across, SMALL))
        fifth = self.across / 5 - 11.4
        deepest = max(lines(words, fifth, SMALL) for _, words in figures)
        points, line_height = (17, 20) if self.clear else (21, 25)
        title_and_gaps: float = line_height * lines(title, self.across, points, bold=True)
        title_and_gaps += 13.4 + 5 if self.clear else 17.4 + 7
        height = title_and_gaps + 3 + 14 * lines(lede, self.across, 10.5) + 18 + 10 * deepest
        return Head(html, height + 12 * lines(said, self.across, CELL))

    def halves(self, head: Head, ways: Iterable[Callable[[int], Halves]], cuts: Sequence[int]) -> tuple[Half, Half]:
        """The left and the right half.

        Each way puts the lists into the halves, with words cut to so many lines; a half takes the first cut with which all
        its rows fit under the head. Of several ways the one is taken that leaves no list empty, shows most rows, and cuts
        least.
        """
        once = map(cache, ways)
        best = min(([self.fill(head, way, side, cuts) for side in (0, 1)] for way in once), key=_regret)
        return _half("left", best[0]), _half("right", best[1])

    def fill(self, head: Head, way: Callable[[int], Halves], side: int, cuts: Sequence[int]) -> Filled:
        filled = []
        for number, cut in enumerate(cuts):
            tables = way(cut)[side]
            filled.append(Filled(tables, self.shown(head, tables), number))
            if not filled[-1].missing:
                break
        return min(filled, key=lambda f: (f.empty, f.missing, -f.cut))

    def shown(self, head: Head, tables: Sequence[OnePageTable]) -> list[int]:
        """How many rows of each list of a half fit."""
        room = self.down - head.height - self.sizes.above - self.sizes.between * (len(tables) - 1) - _SPARE
        return share(room, [table.listing(self.sizes) for table in tables])


def _regret(halves: Sequence[Filled]) -> tuple[int, int, int]:
    return sum(f.empty for f in halves), sum(f.missing for f in halves), sum(f.cut for f in halves)


def _half(side: str, filled: Filled) -> Half:
    drawn = "".join(table.html(number) for table, number in zip(filled.tables, filled.shown, strict=True))
    return Half(f'<div class="half {side}">{drawn}</div>', "".join(table.css() for table in filled.tables))


def _strips(widths: Sequence[float], across: float) -> int:
    """How many lines things take that are beside each other where they fit."""
    taken, left = 1, across
    for wide in widths:
        if wide > left:
            taken, left = taken + 1, across
        left -= wide
    return taken
