"""References follow a number that a recommendation is given later, until a version holds them."""

from __future__ import annotations

from actionplans.operations import plans, structure
from tests.builders import make_action, make_plan, make_recommendation, make_version


def renumber(recommendation, number, by) -> None:
    recommendation.number = number
    plans.change_recommendation(recommendation, recommendation.section, by=by)


def refs(recommendation) -> list[str]:
    return list(recommendation.actions.order_by("order", "pk").values_list("ref", flat=True))


def unnumbered(cast):
    plan = make_plan(cast.board, recommendations=0)
    recommendation = make_recommendation(plan.sections.get(), "", text="Ask each child what helped.")
    for turn in (0, 1):
        make_action(recommendation, turn)
    return recommendation


def test_they_follow_a_number_that_is_given_later(cast):
    recommendation = unnumbered(cast)
    assert refs(recommendation) == ["R1.1", "R1.2"]
    renumber(recommendation, "12", cast.manager)
    assert refs(recommendation) == ["12.1", "12.2"]
    renumber(recommendation, "12a", cast.manager)
    assert refs(recommendation) == ["12a.1", "12a.2"]
    assert (
        recommendation.actions.first().history.first().history_change_reason == "Recommendation 12a has its number now"
    )


def test_what_a_version_holds_keeps_its_reference(cast):
    recommendation = unnumbered(cast)
    make_version(recommendation.plan)
    make_action(recommendation, 2)
    renumber(recommendation, "12", cast.manager)
    assert refs(recommendation) == ["R1.1", "R1.2", "12.1"]


def test_a_row_that_came_from_elsewhere_keeps_the_reference_that_a_version_holds(cast):
    recommendation = unnumbered(cast)
    other = make_recommendation(recommendation.section, 5)
    moved = make_action(other, 3)
    make_version(recommendation.plan)
    structure.move_action(moved, recommendation, by=cast.manager)
    renumber(recommendation, "12", cast.manager)
    assert "5.1" in refs(recommendation)


def test_a_reference_that_was_given_up_is_never_given_to_another_row(cast):
    recommendation = unnumbered(cast)
    renumber(recommendation, "12", cast.manager)
    other = make_recommendation(recommendation.section, "", text="Tell families what was learned.")
    make_action(other, 1)
    assert refs(other) not in (["R1.1"], ["R1.2"])


def test_a_text_that_changes_leaves_the_references_alone(cast):
    recommendation = unnumbered(cast)
    recommendation.text = "Ask every child what helped."
    plans.change_recommendation(recommendation, recommendation.section, by=cast.manager)
    assert refs(recommendation) == ["R1.1", "R1.2"]
