"""Every layout that these tests make up is proven: no word, line break or repetition of it is lost, in the plan or in print."""

import datetime

import pytest

from actionplans import reading
from actionplans.reading.plan.proof import not_placed
from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order

DAY = datetime.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def nothing_is_lost(monkeypatch):
    lost = []

    def proven(document, blocks, *, ours=False):
        lost.extend(not_placed(document, blocks, ours=ours))
        if any(document.recommendations()):
            lost.extend(print_of(Order(document, DAY)).missing)
        return document

    monkeypatch.setattr(reading, "proven", proven)
    yield
    assert lost == []
