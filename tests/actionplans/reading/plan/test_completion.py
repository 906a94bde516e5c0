"""A column of days that only rows which have ended have says when they ended, whatever it is called."""

from __future__ import annotations

import pytest

from actionplans.reading.plan.completion import completion_columns
from actionplans.reading.plan.draft import DraftRow

DONE, OPEN = "Complete", "On track"


def found(*rows):
    """The columns of completion among rows that are each a status and a cell below "Sealed"."""
    return completion_columns([DraftRow({"status": status, "extra:Sealed": cell}) for status, cell in rows], {})


def test_a_day_that_only_rows_which_have_ended_have_is_that_of_their_end():
    assert found((DONE, "3 May 2026"), (DONE, "4/5/26"), (OPEN, ""), (OPEN, "")) == {"Sealed"}


@pytest.mark.parametrize(
    "rows",
    [
        [(DONE, "3 May 2026"), (DONE, "4/5/26"), (OPEN, "9/9/26"), (OPEN, "")],
        [(DONE, "3 May 2026"), (DONE, "4/5/26, Board"), (OPEN, ""), (OPEN, "")],
        [(DONE, "May 2026"), (DONE, "June 2026"), (OPEN, ""), (OPEN, "")],
        [(DONE, "3 May 2026"), (DONE, ""), (DONE, ""), (OPEN, ""), (OPEN, "")],
        [(DONE, "3 May 2026"), (DONE, "4/5/26"), (OPEN, "")],
    ],
)
def test_other_columns_of_days_say_nothing_of_an_end(rows):
    assert found(*rows) == frozenset()


def test_a_rating_that_the_key_explains_shows_which_rows_have_ended():
    rows = [
        DraftRow({"rating": r, "extra:Sealed": c})
        for r, c in (("Blue", "3/5/26"), ("Blue", "4/5/26"), ("Green", ""), ("Red", ""))
    ]
    assert completion_columns(rows, {"Blue": "done", "Green": "on time"}) == {"Sealed"}
    assert completion_columns(rows, {}) == frozenset()
