"""Published plans, as they are imported, print in every edition within the rules of PDF/UA and PDF/A."""

from __future__ import annotations

import pytest

from actionplans.reading import read_plan
from actionplans.writing.editions.registry import EDITIONS
from tests.printing.faults import faults
from tests.printing.orders import orders
from tests.published.conftest import PLANS

#: One file of each plan.
FILES = sorted(PLANS.glob("*.docx"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_published_plan_prints_within_the_rules(path, edition):
    document = read_plan(path.read_bytes(), path.name)
    assert faults(orders(document, edition)[edition]) == []
