"""When an open action is silent: the one rule, on documents alone."""

import datetime

import pytest

from actionplans.document.dates import day_of, last_day, last_key, order_key, parts_of_key
from actionplans.document.silence import (
    Heard,
    action_began,
    began_before,
    is_silent,
    plan_began,
    silence_of,
)
from actionplans.document.tree import ActionNode, EntryNode, PlanDocument, SourceNode, VersionLine

ON = datetime.date(2027, 2, 14)


def noted(*dates: str, **more: str) -> ActionNode:
    kinds = {0: "none", 4: "year", 7: "month", 10: "day"}
    return ActionNode(progress=tuple(EntryNode("Said.", day or None, kinds[len(day)]) for day in dates), **more)


@pytest.mark.parametrize(
    ("action", "heard", "since"),
    [
        (noted("2026-12-01", "2027-01-05", added="2026-06-01"), Heard.DATED, "2027-01-05"),
        (noted("2027-01-05", "", added="2026-06-01"), Heard.DATED, "2027-01-05"),
        (noted("2026-11", "2026-11-29"), Heard.DATED, "2026-11-30"),
        (noted("2026", "2026-12-30"), Heard.DATED, "2026-12-31"),
        (noted("", added="2026-06-01"), Heard.UNDATED, "2026-06-01"),
        (noted("", added="2026-06-01", begun="2025-03-31"), Heard.UNDATED, "2025-03-31"),
        (noted(added="2026-06-01"), Heard.NEVER, "2026-06-01"),
        (noted(added="2026-06-01", begun="2025-03-31"), Heard.NEVER, "2025-03-31"),
        (noted(), Heard.NEVER, None),
    ],
)
def test_silence_counts_from_the_last_dated_note_or_from_when_the_action_began(action, heard, since):
    found = silence_of(action)
    assert (found.heard, found.since) == (heard, since and datetime.date.fromisoformat(since))


def test_a_note_typed_later_counts_by_the_date_beside_it_and_one_without_a_date_by_the_day_it_was_typed():
    late = ActionNode(progress=(EntryNode("x", "2026-12-01", "day", written="2027-02-01"),))
    assert silence_of(late).date == "2026-12-01"
    bare = ActionNode(progress=(EntryNode("x", written="2027-02-01"),))
    assert (silence_of(bare).heard, silence_of(bare).date) == (Heard.DATED, "2027-02-01")


def test_only_an_open_action_is_silent_and_the_last_day_counts():
    assert is_silent(noted("2026-12-16"), ON, 60)  # sixty days ago to the day
    assert not is_silent(noted("2026-12-17"), ON, 60)
    assert not is_silent(noted("2026-12-01", status="closed"), ON, 60)
    assert not is_silent(noted(), ON, 60)  # nothing says when it began


def test_what_was_never_noted_is_said_apart_from_undated_notes():
    assert silence_of(noted("2026-12-02")).words(ON) == "Silent for 74 days"
    assert silence_of(noted("", added="2026-12-02")).words(ON) == "Silent for 74 days: only undated notes"
    assert silence_of(noted(added="2026-12-02")).words(ON) == "Silent for 74 days: never noted"


LINES = (
    VersionLine("Version 1", "2025-09-01"),
    VersionLine("Version 2", "2026-03"),
    VersionLine("Version 3"),
    VersionLine("Version 4", "2026-12-24", published=True),
)


def test_a_plan_began_with_what_it_answers_or_with_the_last_version_that_its_file_names():
    assert began_before(None, "none", LINES) == datetime.date(2026, 3, 31)
    assert began_before("2025-06", "month", LINES) == datetime.date(2025, 6, 30)
    assert began_before("2026-09-01", "day", LINES) == datetime.date(2026, 3, 31)
    assert began_before(None, "none", LINES[3:]) is None
    file = PlanDocument(source=SourceNode(date="2026-06", precision="month"), versions=LINES[:1])
    assert plan_began(file) == datetime.date(2025, 9, 1)
    assert is_silent(ActionNode(), ON, 60, plan_began=plan_began(file))


def test_an_action_that_was_added_later_counts_from_the_day_it_was_entered():
    first, later, before = datetime.date(2026, 6, 1), datetime.date(2027, 2, 1), datetime.date(2025, 6, 30)
    assert action_began(first, first, before) == before
    assert action_began(later, first, before) == later
    assert action_began(first, first, None) == first
    assert action_began(first, first, later) == first


@pytest.mark.parametrize("day", ["2026-11-29", "2026-11-30", "2026-12-31", "2028-02-29", "2027-01-01"])
def test_keys_order_dates_of_any_precision_by_their_last_day(day):
    on = datetime.date.fromisoformat(day)
    dates = [("2026", "year"), ("2026-11", "month"), ("2026-12", "month"), ("2028-02", "month"), (day, "day")]
    for date, precision in dates:
        key = order_key(date, precision)
        assert parts_of_key(key) == (date, precision)
        assert (key <= last_key(on)) == (last_day(date, precision) <= on)
    assert order_key(None) == order_key("2026", "none") == ""


def test_days_of_any_precision_and_of_none():
    assert day_of("2027-02") == datetime.date(2027, 2, 28)
    assert day_of("2027") == datetime.date(2027, 12, 31)
    assert day_of("2027-02-31") is None
    assert day_of("2027-13") is None
    assert day_of("soon") is day_of("") is day_of(None) is None
