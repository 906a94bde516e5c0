"""Keys that came to the plan document after versions had been frozen: an older version reads and verifies as ever, and a
comparison with it shows no difference that is only the key."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from actionplans.document.compare import compare
from actionplans.document.tree import (
    LATER_KEYS,
    ActionNode,
    DeadlineNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionMark,
)
from actionplans.document.warnings import AROUND, LEFT_OUT, Warning_
from actionplans.publishing.publish import publish
from tests.builders import make_plan

LEADS = (LeadNode("Chair"), LeadNode("Analyst", "role"))
AS_WRITTEN = "Chair to say which figures each agency sends\nAnalyst\nChair"


def plan(keys: tuple[str, ...] | None = None, **action) -> PlanDocument:
    """A plan of one row; a version with those keys, or, without any, the plan as it is today."""
    row = ActionNode(**{"id": "a", "ref": "1.1", "action": "Ask", "leads": LEADS} | action)
    recommendation = RecommendationNode(number="1", text="Ask children.", actions=(row,), id="r")
    version = None if keys is None else VersionMark(1, date="2026-11-01", keys=keys)
    return PlanDocument(sections=(SectionNode(recommendations=(recommendation,)),), version=version)


def test_a_document_from_before_is_spelt_as_it_was():
    old = plan(())
    text = json.dumps(json.loads(old.dumps()), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert not {*LATER_KEYS, "keys"} & set(text.split('"'))
    assert PlanDocument.loads(text).canonical() == text


def test_a_version_from_before_does_not_differ_by_the_key_alone():
    found = compare(plan(()), plan(lead_text=AS_WRITTEN))
    assert (found.rows, found.unchanged) == ((), ("1.1",))
    assert compare(plan(), plan(lead_text=AS_WRITTEN)).rows == ()


@pytest.mark.parametrize(
    ("was", "now"), [("", AS_WRITTEN), (AS_WRITTEN, ""), (AS_WRITTEN, AS_WRITTEN.replace("figures", "numbers"))]
)
def test_a_version_that_knew_the_key_shows_what_changed_in_the_cell(was, now):
    [row] = compare(plan(LATER_KEYS, lead_text=was), plan(lead_text=now)).rows
    assert row.kinds == ("reworded",)
    assert [cell.field for cell in row.cells] == ["lead"]


def test_another_lead_is_a_change_whatever_the_older_document_knew():
    [row] = compare(plan((), leads=LEADS[:1]), plan(lead_text=AS_WRITTEN)).rows
    assert row.kinds == ("lead",)
    assert AS_WRITTEN in row.cells[0].now


def test_earlier_dates_alone_are_no_difference():
    earlier = (DeadlineNode(date="2026-06", precision="month"),)
    assert compare(plan(()), plan(earlier=earlier)).rows == ()
    assert compare(plan(), plan(earlier=earlier)).rows == ()


@pytest.mark.django_db
def test_a_published_version_says_which_keys_it_knew(cast):
    made = publish(make_plan(cast.board), by=cast.manager, note="First")
    version = made.document().version
    assert version is not None
    assert version.keys == LATER_KEYS


def test_a_warning_names_words_and_reason_only_where_it_has_them():
    bare = Warning_("page 1", "Something.", LEFT_OUT)
    assert bare.to_json() == {"where": "page 1", "message": "Something.", "kind": LEFT_OUT}
    full = replace(bare, words="Some words", times=2, reason=AROUND)
    assert Warning_.from_json(full.to_json()) == full
    foreign = Warning_.from_json({"where": "", "message": "", "words": ["a", "list"], "times": "often"})
    assert (foreign.words, foreign.times, foreign.unknown) == ("", 1, {"words": ["a", "list"], "times": "often"})
