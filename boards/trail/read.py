"""Reading the trail of a board: the lines of all its sources, merged, the newest first, a page at a time.

A page is found in one query, the UNION of the newest rows of each source, three light columns of each; then the rows of the
page are read whole, source by source. Pages do not count lines: each says after which line it begins (``Mark``), so that
the thousandth is as quick as the first, and nothing is shown twice because something was added meanwhile.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.db.models import F, IntegerField, Q, QuerySet, Value

from boards.extensions.trail import trail_sources
from boards.models import Board
from boards.trail.sources import TrailLine, TrailSource, Wanted

#: From this many on, lines of the same moment that add rows of one table are folded into one.
MANY = 4


class Mark(NamedTuple):
    """A place in the trail: the moment of a line, the number of its source, and its key there. The newest line comes first;
    of one moment, the lower source and then the higher key."""

    at: datetime.datetime
    source: int
    key: int

    @property
    def spelt(self) -> str:
        """The mark as the value of a query parameter."""
        return f"{self.at.astimezone(datetime.UTC):%Y%m%dT%H%M%S.%f}-{self.source}-{self.key}"

    @classmethod
    def read(cls, spelt: str) -> Mark | None:
        """The mark from a query parameter; None where it is invalid."""
        try:
            at, source, key = spelt.split("-")
            moment = datetime.datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=datetime.UTC)
            return cls(moment, int(source), min(int(key), 2**63 - 1))
        except ValueError:
            return None


@dataclass(frozen=True)
class TrailPage:
    """Some lines, and where the next and the previous page begin: ``older`` after that mark, ``newer`` before it; None where
    there is nothing further."""

    lines: list[TrailLine]
    older: Mark | None
    newer: Mark | None


def read_page(
    board: Board, wanted: Wanted, size: int, *, after: Mark | None = None, before: Mark | None = None
) -> TrailPage:
    """The lines that follow ``after``, or those just before ``before``; the newest where neither is given."""
    backwards = before is not None
    marks = _marks(board, wanted, size + 1, before if backwards else after, newer=backwards)
    further = len(marks) > size
    marks = marks[:size]
    if backwards:
        marks.reverse()
    older = marks[-1] if marks and (further or backwards) else None
    newer = marks[0] if marks and (further if backwards else after is not None) else None
    return TrailPage(_lines(board, marks), older, newer)


def read_all(board: Board, wanted: Wanted, size: int = 500) -> Iterator[TrailLine]:
    """Every line that passes the filter, the newest first, read ``size`` at a time."""
    after = None
    while marks := _marks(board, wanted, size, after):
        yield from _lines(board, marks)
        after = marks[-1]


def _marks(board: Board, wanted: Wanted, most: int, beyond: Mark | None, *, newer: bool = False) -> list[Mark]:
    """The next marks beyond one, away from it: older ones, or with ``newer`` newer ones."""
    branches = []
    for number, source in enumerate(trail_sources):
        rows = source.rows(board, wanted)
        if rows is not None:
            branches.append(_branch(source, number, rows, most, beyond, newer))
    if not branches:
        return []
    sign = "" if newer else "-"
    order = (f"{sign}trail_at", "-trail_source" if newer else "trail_source", f"{sign}trail_key")
    found = branches[0].union(*branches[1:], all=True).order_by(*order)[:most]
    return [Mark(*row) for row in found]


def _branch(source: TrailSource, number: int, rows: QuerySet, most: int, beyond: Mark | None, newer: bool) -> QuerySet:
    """The nearest rows of one source. They are chosen in a query of their own: SQLite knows no limit within a UNION."""
    if beyond:
        rows = rows.filter(_beyond(source, number, beyond, newer))
    sign = "" if newer else "-"
    nearest = rows.order_by(f"{sign}{source.at}", f"{sign}{source.key}").values(source.key)[:most]
    return (
        source.model._base_manager.filter(**{f"{source.key}__in": nearest})
        .order_by()
        .annotate(
            trail_at=F(source.at),
            trail_source=Value(number, IntegerField()),
            trail_key=F(source.key),
        )
        .values_list("trail_at", "trail_source", "trail_key")
    )


def _beyond(source: TrailSource, number: int, mark: Mark, newer: bool) -> Q:
    """The rows of a source that are beyond a mark."""
    side = "gt" if newer else "lt"
    same_or_beyond = Q(**{f"{source.at}__{side}e": mark.at})  # an index finds where to begin
    beyond = Q(**{f"{source.at}__{side}": mark.at})
    if number == mark.source:
        return same_or_beyond & (beyond | Q(**{f"{source.key}__{side}": mark.key}))
    return same_or_beyond if (number < mark.source) is newer else beyond


def _lines(board: Board, marks: list[Mark]) -> list[TrailLine]:
    """The lines at those marks, in their order."""
    known = list(trail_sources)
    found: dict[tuple[int, int], TrailLine] = {}
    for number in sorted({mark.source for mark in marks}):
        keys = [mark.key for mark in marks if mark.source == number]
        for key, line in known[number].lines(board, keys).items():
            found[number, key] = line
    return [found[mark.source, mark.key] for mark in marks]


@dataclass(frozen=True)
class Fold:
    """Lines that are shown as one: an imported plan adds hundreds of rows in one moment."""

    lines: tuple[TrailLine, ...]

    @property
    def first(self) -> TrailLine:
        return self.lines[0]

    @property
    def many(self) -> str:
        return self.first.together[0]


def folded(lines: list[TrailLine]) -> Iterator[TrailLine | Fold]:
    """The lines, with those that belong together in folds."""
    for together, run in groupby(lines, key=lambda line: line.together):
        several = tuple(run)
        if together and len(several) >= MANY:
            yield Fold(several)
        else:
            yield from several
