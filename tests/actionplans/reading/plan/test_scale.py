"""A key says what the ratings of a plan mean: colours, their letters, and the words that the rows are rated with."""

from __future__ import annotations

import pytest

from actionplans.reading.files.blocks import Blocks, Cell, Table
from actionplans.reading.plan.scale import key_lines, read_scale


@pytest.mark.parametrize(
    ("line", "scale"),
    [
        ("Blue means done, Green on time, Red stuck.", {"Blue": "done", "Green": "on time", "Red": "stuck"}),
        (
            "Colours: Blue, no more to do; Green, to time; Red, late.",
            {"Blue": "no more to do", "Green": "to time", "Red": "late"},
        ),
        ("RAG: B complete G on time R off track", {"Blue": "complete", "Green": "on time", "Red": "off track"}),
        ("B is done, G on time, R late", {"Blue": "done", "Green": "on time", "Red": "late"}),
        ("The Green group met, Red tape was cut.", {}),
        ("A child, a sister and the Red team met.", {}),
    ],
)
def test_clauses_that_each_begin_with_a_rating_are_a_key(line, scale):
    assert read_scale([line]) == scale


def test_the_words_that_rows_are_rated_with_are_known_in_a_key():
    used = ("well", "stuck", "Green")
    assert read_scale(["“Well” means that all is fine, “stuck” that we need help."], used) == {
        "well": "all is fine",
        "stuck": "we need help",
    }
    assert read_scale(["Well: all is fine", "Stuck – we need help"], used) == {
        "well": "all is fine",
        "stuck": "we need help",
    }
    assert read_scale(["Well: all is fine", "Some other line"], used) == {}
    assert read_scale(["Well: all is fine", "Stuck – we need help"]) == {}


def test_ratings_above_their_meanings_are_a_key():
    rows = (("Key", "SEEN", "STUCK"), ("", "it goes well", "it needs help"))
    table = Table(tuple(tuple(Cell(text) for text in row) for row in rows))
    assert read_scale(key_lines(Blocks((table,))), ("SEEN", "STUCK")) == {
        "SEEN": "it goes well",
        "STUCK": "it needs help",
    }


def test_a_key_in_a_cell_of_a_large_table_is_found_by_what_it_calls_itself():
    table = Table(
        tuple(
            (Cell(a), Cell(b)) for a, b in [("Plan", "RAG: B done G on time R late"), ("1", "Do it"), ("2", "Do that")]
        )
    )
    assert list(read_scale(key_lines(Blocks((table,))))) == ["Blue", "Green", "Red"]
