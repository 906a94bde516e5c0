"""Compute how much room words take, before any page is laid out, and how much of several lists fits a given height.

A page that must stay one page cannot wait and see. So lines are computed from the widths of the typeface's letters, rather
one too many than one too few: letters that it does not know count as wide, and kerning, which saves a little, is left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from actionplans.document.wording import shorten
from actionplans.writing.printable import LONGEST_WORD

#: Widths of Liberation Sans (which are Helvetica's) in thousandths of the type size.
_WIDTHS = {
    letter: width
    for letters, width in (
        ("\u200b", 0),
        ("'", 191),
        ("ijl‘’", 222),
        (" !,./:;I[]\\ft|", 278),
        ("()-r`", 333),
        ("“”", 333),
        ("*•", 389),
        ("^", 469),
        ("Jckvsxyz", 500),
        ('0123456789abdeghnopqu#$?_Lß–£€"{}', 556),
        ("+<=>~", 584),
        ("FTZ", 611),
        ("&ABEKPSVXY", 667),
        ("CDHNRUw", 722),
        ("GOQ", 778),
        ("Mm", 833),
        ("%", 889),
        ("W", 944),
        ("…—æ", 1000),
        ("@", 1015),
    )
    for letter in letters
}
_UNKNOWN = 1300  # as wide as any letter that another typeface lends
_BOLD = 1.2


def width(text: str, points: float, *, bold: bool = False) -> float:
    """The width of a text in one line, in points; rather too wide."""
    known = sum(map(_letter, text))
    return known * points / 1000 * (_BOLD if bold else 1)


def _letter(letter: str) -> int:
    found = _WIDTHS.get(letter)
    if found is None:
        base = unicodedata.normalize("NFD", letter)[:1]
        found = _WIDTHS.get(base, _UNKNOWN)
    return found


def lines(text: str, across: float, points: float, *, bold: bool = False) -> int:
    """How many lines a text takes in a column ``across`` points wide; at least one."""
    space, taken, left = width(" ", points, bold=bold), 1, across
    for word in text.split():
        wide = width(word, points, bold=bold)
        if wide > across or len(word) > LONGEST_WORD:  # it breaks where it may, and up to half of a line stays empty
            taken += 1 + int(2 * wide / across)
            left = 0.0
            continue
        before = space if left < across else 0.0
        if wide + before > left:
            taken += 1
            left = across - wide
        else:
            left -= wide + before
    return taken


@lru_cache(maxsize=1024)
def fitted(text: str, across: float, points: float, most: int) -> str:
    """The beginning of a text that takes at most so many lines, cut at a word."""
    length = min(len(text), int(3 * most * across / points))
    cut = shorten(text, length)
    while lines(cut, across, points) > most and length > 4:
        length = min(length, len(cut)) - 2
        cut = shorten(text, length)
    return cut


@dataclass(frozen=True)
class Listing:
    """One list on its way to the page, in points: the room around its rows, each row, and the line "and 12 more" that
    is there where some of the ``total`` are left out. ``none`` is what it takes where it has no rows to show."""

    around: float
    rows: tuple[float, ...]
    more: float
    none: float
    total: int

    def height(self, shown: int) -> float:
        """What it takes with its first rows."""
        if not shown:
            return self.none
        return self.around + sum(self.rows[:shown]) + (self.more if shown < self.total else 0.0)


def share(room: float, listings: Sequence[Listing]) -> list[int]:
    """How many rows of each list fit ``room`` points together, the first ones first.

    Lists grow by turns, so that a long one does not crowd out a short one; where one is at its end, the others go on.
    """
    shown = [0] * len(listings)
    free = room - sum(listing.none for listing in listings)
    growing = [i for i, listing in enumerate(listings) if listing.rows]
    while growing:
        still = []
        for i in growing:
            grown = _next_size(listings[i], shown[i], free)
            if grown:
                free -= listings[i].height(grown) - listings[i].height(shown[i])
                shown[i] = grown
            if grown and grown < len(listings[i].rows):
                still.append(i)
        growing = still
    return shown


def _next_size(listing: Listing, shown: int, free: float) -> int:
    """One more row, or the last two at once where they take no more than one and a line for the other; 0 if neither fits."""
    for grown in (shown + 1, shown + 2):
        if grown <= len(listing.rows) and listing.height(grown) - listing.height(shown) <= free:
            return grown
    return 0
