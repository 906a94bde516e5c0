"""Every edition keeps the rules of PDF/UA-1 and PDF/A, and reads well to a screen reader.

The rules are veraPDF's (``rules.py``), and what outloud says is looked into (``faults.py``).
Without an attachment a print is PDF/A-2a, with one 3a.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from unittest import mock

import pytest
from django.db.models import Count
from django.test import TestCase

from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument
from actionplans.models import Plan
from actionplans.persistence.load import read_document
from actionplans.publishing import publish
from actionplans.writing.editions.registry import EDITIONS
from actionplans.writing.order import Order
from actionplans.writing.pdf import Printed
from demo import loader
from tests.actionplans.writing.plans import dense, six_columns
from tests.printing.faults import faults
from tests.printing.orders import orders

SAMPLES = sorted((Path(__file__).resolve().parents[1] / "samples").glob("*.json"))

#: What the versions of the demonstration hold here: they are printed by the tests.
UNPRINTED = Printed(b"%PDF-1.7 not printed here", 1)


def faults_of(named: dict[str, Order]) -> dict[str, list[str]]:
    """By the name of the order what is wrong with its print; only those with a fault."""
    return {name: found for name, order in named.items() if (found := faults(order))}


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_option_of_an_edition(edition):
    assert faults_of(orders(six_columns(), edition)) == {}


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_edition_of_the_samples_as_drafts(edition, sample):
    document = PlanDocument.loads(sample.read_bytes()).replace(version=None)
    assert faults(orders(document, edition)[edition]) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_long_plan(edition):
    assert faults(orders(dense(8), edition)[edition]) == []


@pytest.mark.once
class TestDemonstration(TestCase):
    """The demonstration boards: every edition of one plan, and of the two others what holds the most."""

    EDITIONS: ClassVar = {
        "aldersby": tuple(EDITIONS),
        "fenmarsh": ("pack", "evidence"),
        "wealdmere": ("pack", "report"),
    }

    @classmethod
    def setUpTestData(cls):
        with mock.patch.object(publish, "print_plan", return_value=UNPRINTED):
            loader.load()

    def test_what_the_demonstration_boards_print(self):
        found = {}
        for board, editions in self.EDITIONS.items():
            plan = Plan.objects.filter(board__slug=board).annotate(rows=Count("actions")).latest("rows")
            today = without_internal(read_document(plan))
            before = without_internal(plan.versions.latest("number").document())
            plain = {edition: orders(today, edition, since=before)[edition] for edition in editions}
            found |= {f"{board} {name}": wrong for name, wrong in faults_of(plain).items()}
        assert found == {}
