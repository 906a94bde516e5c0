"""The plan as it stood at a moment, read back from history."""

from __future__ import annotations

import datetime

import pytest

from actionplans.models import Plan
from actionplans.models.plan import LAYOUTS
from actionplans.operations.actions import change_action, end_action
from actionplans.operations.notes import add_note, change_note, withdraw_note
from actionplans.operations.structure import (
    add_action,
    add_recommendation,
    add_section,
    move_action,
    remove_action,
    shift,
    split_action,
)
from actionplans.persistence.load import read_document


def moment(day: int, hour: int = 12) -> datetime.datetime:
    return datetime.datetime(2026, 3, day, hour, tzinfo=datetime.UTC)


@pytest.fixture
def story(cast) -> dict:
    """A plan made on 1 March 2026 and worked on every day of that week, each operation at one moment."""
    by = cast.manager
    plan = Plan.objects.create_by(
        by, at=moment(1), board=cast.board, title="Joint plan", slug="joint", columns=LAYOUTS["six"]
    )
    section = add_section(plan, by=by, at=moment(1), title="Priority one")
    first = add_recommendation(section, by=by, at=moment(1), number="99", text="Name a lead.")
    second = add_recommendation(section, by=by, at=moment(1), number="100", text="Report by exception.")
    row = add_action(
        first,
        by=by,
        at=moment(1),
        action="- Write the letter\n- Send the letter",
        deadline_text="30 June 2026",
        lead_text="TO",
    )
    other = add_action(first, by=by, at=moment(1), action="Ask the chiefs", lead_text="GA")
    return {"plan": plan, "section": section, "first": first, "second": second, "row": row, "other": other, "by": by}


def test_now_and_history_tell_the_same(story):
    """Each operation saves several rows, some of them twice at one moment: history gives each row once, as it is."""
    by, row, other = story["by"], story["row"], story["other"]
    early = add_note(row, by=by, at=moment(2), text="Drafted.", happened="2026-02-27")
    add_note(row, by=by, at=moment(2, 13), text="Sent.")
    gone = add_note(other, by=by, at=moment(2, 14), text="Wrong row.")
    change_note(early, by=by, at=moment(3), text="Drafted and read.")
    withdraw_note(gone, by=by, at=moment(3), reason="Wrong row")
    split_action(row, ["Write the letter", "Send the letter"], by=by, at=moment(4))
    change_action(
        row, {"deadline_text": "31 July 2026", "lead_text": "RC; GA"}, by=by, at=moment(5), move_reason="Leave"
    )
    move_action(other, story["second"], by=by, at=moment(5))
    shift(story["second"], -1, by=by, at=moment(6))
    end_action(other, "complete", by=by, at=moment(6), reason="All replied", agreed_by="Executive")

    now = read_document(story["plan"])
    assert read_document(story["plan"], on=moment(7)) == now
    assert [a.ref for _, _, a in now.actions()] == ["99.2", "99.1", "99.3"]


def test_each_day_is_as_it_was(story):
    by, row, plan = story["by"], story["row"], story["plan"]
    note = add_note(row, by=by, at=moment(2), text="Draft one.")
    change_note(note, by=by, at=moment(3), text="Draft two.")
    change_action(row, {"deadline_text": "31 July 2026"}, by=by, at=moment(3), move_reason="Waiting for the council")
    remove_action(story["other"], by=by, at=moment(4), reason="Taken into 99.1")

    def on(day: int):
        return {a.ref: a for _, _, a in read_document(plan, on=moment(day, 20)).actions()}

    assert on(1)["99.1"].progress == ()
    assert [e.text for e in on(2)["99.1"].progress] == ["Draft one."]
    assert on(2)["99.1"].deadline_text == "30 June 2026"
    assert [d.date for d in on(2)["99.1"].deadlines] == ["2026-06-30"]
    assert on(2)["99.1"].deadline_moves == ()
    assert [e.text for e in on(3)["99.1"].progress] == ["Draft two."]
    assert [d.date for d in on(3)["99.1"].deadlines] == ["2026-07-31"]
    assert [m.reason for m in on(3)["99.1"].deadline_moves] == ["Waiting for the council"]
    assert set(on(3)) == {"99.1", "99.2"}
    assert set(on(4)) == {"99.1"}


def test_before_it_began_a_plan_holds_nothing(story):
    before = read_document(story["plan"], on=moment(1) - datetime.timedelta(days=3))
    assert list(before.recommendations()) == []


def test_columns_and_title_are_those_of_the_day(story):
    plan = story["plan"]
    plan.title, plan.columns = "Joint plan, renamed", LAYOUTS["five"]
    plan.save_by(story["by"], at=moment(5))
    assert read_document(plan, on=moment(4)).title == "Joint plan"
    assert len(read_document(plan, on=moment(4)).columns) == 6
    assert read_document(plan, on=moment(5)).title == "Joint plan, renamed"


def test_history_is_read_in_as_many_queries_for_a_large_plan_as_for_a_small(story, django_assert_max_num_queries):
    for n in range(6):
        row = add_action(story["second"], by=story["by"], at=moment(2), action=f"Step {n}", lead_text="TO; RC")
        add_note(row, by=story["by"], at=moment(2), text="Begun.")
    with django_assert_max_num_queries(14):
        read_document(story["plan"], on=moment(7))
