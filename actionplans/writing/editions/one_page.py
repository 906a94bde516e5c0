"""A page of short lists in two halves, where they fit on one: their height is computed list by list before they are drawn.

Heights are here and in ``static/print/front.css``: change both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionplans.writing.press.layout import MARGINS_MM
from actionplans.writing.press.sheets import CELL_POINTS as CELL

from .fitting import lines, width
from .words import line, plain_line

LEFT, RIGHT = 0.467, 0.5  # of the page between its margins
#: From so much larger type on gaps are smaller, and headings too.
CLEAR_FROM, CLOSE_FROM = 1.2, 1.5
SMALL = 8  # points of type in the heads of columns
GAP = 7  # points between two columns
POINT = 72 / 25.4  # of a millimetre
_SPARE = 4  # points at the foot of the page that are left free


@dataclass(frozen=True)
class Sizes:
    """Heights in points. ``table`` is the room above and below the words of a heading row, ``cell`` above and below
    those of a cell; ``none`` is the sentence of an empty list, ``above`` the gap above a half."""

    heading: float
    none: float
    table: float
    cell: float
    between: float
    above: float


PLAIN = Sizes(heading=14, none=3, table=10.4, cell=7.1, between=16, above=14)
CLEAR = Sizes(heading=14, none=3, table=7.9, cell=5.1, between=11, above=9)
CLOSE = Sizes(heading=12, none=1, table=5.4, cell=4.5, between=8, above=7)


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
    """One list: its name, its heading, the sentence where there is nothing, its columns, and its rows.

    One with a single column has no use for a head: its rows are the entries of a list.
    """

    name: str
    heading: str
    none: str
    columns: tuple[OnePageColumn, ...]
    rows: tuple[tuple[OnePageCell, ...], ...]

    @property
    def flat(self) -> bool:
        return len(self.columns) == 1

    @property
    def html(self) -> str:
        drawn = f'<div class="list {self.name}"><h2>{line(self.heading)}</h2>'
        if not self.rows:
            return f'{drawn}<p class="none">{line(self.none)}</p></div>'
        if self.flat:
            return f"{drawn}<ul>{''.join(f'<li>{entry.html}</li>' for (entry,) in self.rows)}</ul></div>"
        classes = [f' class="{column.kind}"' if column.kind else "" for column in self.columns]
        heads = "".join(
            f'<th scope="col"{kind}>{line(column.heading)}</th>'
            for kind, column in zip(classes, self.columns, strict=True)
        )
        body = "".join(
            f'<tr class="whole"><th scope="row">{first.html}</th>'
            + "".join(f"<td{kind}>{cell.html}</td>" for kind, cell in zip(classes[1:], cells, strict=True))
            + "</tr>"
            for first, *cells in self.rows
        )
        cols = "".join(f'<col class="c{number}">' for number in range(len(self.columns)))
        head = f"<colgroup>{cols}</colgroup><thead><tr>{heads}</tr></thead>"
        return f"{drawn}<table>{head}<tbody>{body}</tbody></table></div>"

    def css(self) -> str:
        """The widths of its columns."""
        across = sum(column.across for column in self.columns)
        return "".join(
            f".{self.name} .c{number}{{width:{100 * column.across / across:.2f}%}}"
            for number, column in enumerate(self.columns)
        )

    def height(self, sizes: Sizes) -> float:
        """Its height in points."""
        across = sum(column.across for column in self.columns)
        if not self.rows:
            return sizes.heading + sizes.none + 12 * lines(self.none, across, CELL)
        inner = [column.across - GAP for column in self.columns]
        inner[-1] += GAP
        heads = max(lines(c.heading, w, SMALL, bold=True) for c, w in zip(self.columns, inner, strict=True))
        around = sizes.heading + (sizes.none if self.flat else sizes.table + 10 * heads)
        deepest = (max(cell.lines(w) for cell, w in zip(cells, inner, strict=True)) for cells in self.rows)
        return around + sum(12 * height + sizes.cell for height in deepest)


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

    def halves(self, head: Head, ways: Iterable[Halves]) -> tuple[Half, Half] | None:
        """The left and the right half, by the first of the ways in which all lists fit under the head; None where none does."""
        for left, right in ways:
            if self.fits(head, left) and self.fits(head, right):
                return _half("left", left), _half("right", right)
        return None

    def fits(self, head: Head, tables: Sequence[OnePageTable]) -> bool:
        """Whether these lists, one below the other, fit into a half under the head."""
        room = self.down - head.height - self.sizes.above - self.sizes.between * (len(tables) - 1) - _SPARE
        return sum(table.height(self.sizes) for table in tables) <= room


def _half(side: str, tables: Sequence[OnePageTable]) -> Half:
    drawn = "".join(table.html for table in tables)
    return Half(f'<div class="half {side}">{drawn}</div>', "".join(table.css() for table in tables))


def _strips(widths: Sequence[float], across: float) -> int:
    """How many lines things take that are beside each other where they fit."""
    taken, left = 1, across
    for wide in widths:
        if wide > left:
            taken, left = taken + 1, across
        left -= wide
    return taken
