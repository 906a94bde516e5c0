"""Rare cases: rows put back under removed recommendations, names with angle brackets, stale links."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action, Plan
from actionplans.operations import actions, plans, structure
from tests.browsing import url
from tests.builders import make_plan, make_recommendation, make_version
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=1, actions=1, notes=1)


@pytest.fixture
def action(plan):
    return plan.actions.get()


def test_a_row_that_is_put_back_brings_its_recommendation_and_section_with_it(cast, plan, action, client_for):
    recommendation = action.recommendation
    other = structure.add_section(plan, by=cast.manager, title="Another")
    plans.change_recommendation(recommendation, other, by=cast.manager)
    structure.remove_action(action, by=cast.manager, reason="Done elsewhere")
    plans.remove_recommendation(recommendation, by=cast.manager)
    plans.remove_section(other, by=cast.manager)

    client_for("manager").post(url("actionplans:row_put_back", plan, "99.1"))

    assert Action.objects.standing().filter(pk=action.pk).exists()


def test_a_row_whose_recommendation_was_written_again_says_why_it_cannot_be_put_back(cast, plan, action, client_for):
    structure.remove_action(action, by=cast.manager, reason="Done elsewhere")
    plans.remove_recommendation(action.recommendation, by=cast.manager)
    make_recommendation(plan.sections.get(), 99)

    page = client_for("manager").post(url("actionplans:row_put_back", plan, "99.1"), follow=True)

    assert page.status_code == 200
    assert "This plan has a recommendation of that number already" in shown(page)
    assert Action.objects.get(pk=action.pk).removed_on


def test_moving_a_row_keeps_what_another_user_wrote_in_it_a_moment_before(cast, plan, action):
    other = make_recommendation(plan.sections.get(), 100)
    actions.change_action(action, {"why": "New reason"}, by=cast.chair)  # ``action`` still holds the old one

    structure.move_action(action, other, by=cast.manager)
    structure.order_rows([action], by=cast.manager)
    structure.remove_action(action, by=cast.manager, reason="Taken into 100.1")

    assert Action.objects.get(pk=action.pk).why == "New reason"


def test_a_name_is_text_also_in_a_hint(cast, plan, action, client_for):
    cast.chair.name = "Una <b>Ware</b>"
    cast.chair.save()
    base = actions.stamp(action)
    actions.change_action(action, {"why": "Theirs"}, by=cast.chair, base=base)
    clash = actions.change_action(action, {"why": "Mine"}, by=cast.manager, base=base).clashes[0]

    page = shown(client_for("manager").get(url("actionplans:clash_settle", plan, "99.1", clash.pk)))

    assert "<b>Ware</b>" not in page


def test_the_row_of_a_stale_link_is_not_found(plan, client_for):
    answer = client_for("manager").get(
        url("actionplans:plan_page", plan), {"saved": "99.9"}, headers={"X-Fragment": "row"}
    )
    assert answer.status_code == 404


def test_a_version_is_headed_by_the_marking_it_was_published_under(cast, plan, client_for, quick_print):
    make_version(plan, marking="OFFICIAL-SENSITIVE")
    plan = Plan.objects.get(pk=plan.pk)
    plan.marking = "OFFICIAL"
    plan.save_by(cast.manager)

    foot = shown(client_for("member").get(url("actionplans:version_page", plan, 1))).split("<footer")[1]
    assert "OFFICIAL-SENSITIVE" in foot


def test_a_membership_lasts_until_the_day_on_which_it_ends(cast, client_for):
    home = reverse("actionplans:board_home", args=[cast.board.slug])
    membership = cast.membership("member")
    membership.ended_on = timezone.localdate() + datetime.timedelta(days=1)
    membership.save_by(cast.admin)
    assert client_for("member").get(home).status_code == 200

    membership.ended_on = timezone.localdate()
    membership.save_by(cast.admin)
    assert client_for("member").get(home).status_code == 404


def test_a_text_chosen_of_two_is_no_longer_than_its_cell(cast, plan, action, client_for):
    base = actions.stamp(action)
    actions.change_action(action, {"lead_text": "Ruth"}, by=cast.chair, base=base)
    clash = actions.change_action(action, {"lead_text": "Una"}, by=cast.manager, base=base).clashes[0]

    page = client_for("manager").post(url("actionplans:clash_settle", plan, "99.1", clash.pk), {"keep": "x" * 6000})

    assert "is 6,000 characters long. A cell holds up to 5,000" in shown(page)
    assert Action.objects.get().lead_text == "Ruth"
