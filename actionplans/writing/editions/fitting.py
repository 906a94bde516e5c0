"""Compute how much room words take, before any page is laid out.

Whether something fits on one page is decided before it is drawn. So lines are computed from the widths of the typeface's
letters, rather one too many than one too few: letters that it does not know count as wide, and kerning, which saves a little,
is left out.
"""

from __future__ import annotations

import unicodedata

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
