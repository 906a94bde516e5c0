"""Notes without a date stay in the order of their cell, on screen as in print."""

from __future__ import annotations

import datetime

import pytest

from actionplans.document.note_order import newest_first
from actionplans.document.tree import ActionNode, EntryNode
from actionplans.pages.table_rows import build_row
from actionplans.writing.parts import oldest_first

DAY = datetime.date(2026, 11, 30)


def notes(words: str) -> tuple[EntryNode, ...]:
    """Notes from words: a capital letter is one without a date, a digit is the day of one."""
    return tuple(
        EntryNode(word, f"2026-11-0{word}", "day") if word.isdigit() else EntryNode(word, None, "none")
        for word in words
    )


@pytest.mark.parametrize(
    ("written", "screen", "print_"),
    [
        ("ABC", "ABC", "ABC"),
        ("1A2BC", "2BC1A", "1A2BC"),
        ("AB1C", "1CAB", "AB1C"),
        ("2A1B", "2A1B", "1B2A"),
        ("12", "21", "12"),
    ],
)
def test_the_order(written, screen, print_):
    entries = notes(written)
    assert "".join(e.text for e in newest_first(entries, lambda e: e.date)) == screen
    assert "".join(e.text for e in oldest_first(entries)) == print_


def test_a_cell_without_dates_is_shown_whole():
    row = build_row(ActionNode(progress=notes("ABCDE"), ref="1.1"), on=DAY)
    assert ["A" in note.html for note in row.fresh][:1] == [True]
    assert (len(row.fresh), len(row.earlier)) == (5, 0)
    row = build_row(ActionNode(progress=notes("12345"), ref="1.1"), on=DAY)
    assert (len(row.fresh), len(row.earlier)) == (2, 3)
