"""Every word of the made-up plans is in the plan as it is read or named as left out, and in the print of it."""

import datetime

import pytest

from actionplans.document.warnings import LOST
from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order

from .made import FILES, NOT_YET, plan


@pytest.mark.parametrize("name", [name for name in FILES if name not in NOT_YET["lost"]])
def test_every_word_is_placed_or_named(name):
    assert [(w.where, w.message) for w in plan(name).warnings if w.kind == LOST] == []


@pytest.mark.parametrize("name", [name for name in FILES if name not in NOT_YET["printed"]])
def test_every_word_is_printed(name):
    assert print_of(Order(plan(name), datetime.date(2026, 11, 30))).missing == ()
