"""Parts of a plan: the rows that were asked for, under their recommendations, and a sentence for those that do not exist."""

from __future__ import annotations

import pytest

from actionplans.document.parts import UnknownRows, only_rows
from actionplans.document.references import references
from tests.actionplans.writing.plans import five_columns, six_columns


def test_a_row_keeps_its_recommendation_and_section():
    part = only_rows(six_columns(), ["99.2"])
    ((section, recommendation, action),) = part.actions()
    assert (section.title, recommendation.number, action.ref) == (six_columns().sections[0].title, "99", "99.2")
    assert len(part.sections) == 1
    assert part.versions == six_columns().versions


def test_a_recommendation_brings_all_its_rows():
    assert references(only_rows(six_columns(), ["99", "P106.1"])) == ["99.1", "99.2", "P106.1"]


def test_rows_of_a_file_without_references_are_called_as_they_are_printed():
    document = five_columns()
    bare = references(document)
    assert references(only_rows(document, [bare[-1]])) == [bare[-1]]


def test_a_row_that_is_not_there_is_named():
    with pytest.raises(UnknownRows, match="The plan has no rows 7.1, 8.") as caught:
        only_rows(six_columns(), ["99.1", "7.1", "8"])
    assert caught.value.names == ("7.1", "8")
