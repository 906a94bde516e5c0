"""Counts as they are read out."""

import pytest

from actionplans.document.wording import capital, count, listed, number_word, ordinal


def test_counts_take_the_right_form():
    assert count(1, "new note") == "1 new note"
    assert count(8, "new note") == "8 new notes"
    assert count(2, "date moved", "dates moved") == "2 dates moved"


@pytest.mark.parametrize(("number", "word"), [(0, "no"), (2, "two"), (9, "nine"), (12, "12")])
def test_small_numbers_are_words(number, word):
    assert number_word(number) == word


def test_a_long_list_is_cut_and_says_by_how_much():
    assert listed(["1", "2", "3", "4"], 3) == "1, 2, 3, 4"  # "and 1 more" would be no shorter
    assert listed(["1", "2", "3", "4", "5"], 3) == "1, 2, 3 and 2 more"
    assert capital("iCS record") == "ICS record"


def test_ordinals_are_read_out_as_people_say_them():
    assert [ordinal(n) for n in (1, 2, 10, 11, 12, 21, 22, 113)] == [
        "first",
        "second",
        "tenth",
        "11th",
        "12th",
        "21st",
        "22nd",
        "113th",
    ]
