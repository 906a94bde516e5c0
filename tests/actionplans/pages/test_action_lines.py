"""An action as one line of a list."""

from __future__ import annotations

import pytest
from django.utils import timezone

from actionplans.models import Action
from actionplans.operations.actions import change_action
from actionplans.pages.action_lines import ActionLine, lines
from tests import builders


@pytest.fixture
def line(cast):
    recommendation = builders.make_plan(cast.board, recommendations=1, actions=0).recommendations.get()

    def make(**cells) -> ActionLine:
        action = builders.make_action(recommendation, **cells)
        return lines(Action.objects.filter(pk=action.pk), timezone.localdate())[0]

    return make


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Visit each worker.", "Visit each worker"),
        ("Each agency sends:\n- its audits\n- its plans", "Each agency sends …"),
        ("First part.\n\nSecond part.", "First part …"),
        ("**Now** visit", "Now visit"),
    ],
)
def test_the_title_ends_where_the_bullets_begin(line, text, title):
    assert line(action=text).title == title


def test_a_long_title_is_cut_at_a_word(line):
    title = line(action="word " * 100).title
    assert len(title) <= 200
    assert title.endswith("word…")


@pytest.mark.parametrize(
    ("typed", "leads", "who"),
    [
        ("Ruth Calloway, head of crime", "Ruth Calloway", "Ruth Calloway, Police"),
        ("Ruth Calloway; Martin Pell", "Ruth Calloway, Martin Pell", "Ruth Calloway, Martin Pell (Police, Council)"),
        ("Quality sub-group", "Quality sub-group", "Quality sub-group"),
        (
            "Chairs, all of them; Martin Pell",
            "Chairs, all of them; Martin Pell",
            "Chairs, all of them; Martin Pell (Council)",
        ),
        ("", "No lead named", "No lead named"),
    ],
)
def test_leads_are_named_once_and_plainly(line, typed, leads, who):
    made = line(lead_text=typed)
    assert (made.leads, made.who) == (leads, who)


def test_the_next_date_counts_and_the_last_one_makes_it_overdue(line):
    made = line(deadline_text=f"Interim report by {builders.day(-5)}; all of it by {builders.day(9)}")
    assert made.date_words == builders.day(9)
    assert made.near == "Due in 9 days"
    assert not made.overdue
    late = line(deadline_text=builders.day(-1))
    assert late.overdue
    assert late.near == "Overdue by 1 day"
    assert late.days_overdue == "1 day overdue"


def test_slips_are_counted_in_words(cast, line):
    made = line(deadline_text=builders.day(5))
    for days in (20, 40):
        action = Action.objects.get(pk=made.action.pk)
        change_action(action, {"deadline_text": builders.day(days)}, by=cast.manager, move_reason="Staff are away")
    again = lines(Action.objects.filter(pk=made.action.pk), timezone.localdate())[0]
    assert again.slipped == "Slipped twice"
