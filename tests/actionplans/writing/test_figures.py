"""The five figures at the head of a print, computed for a day."""

import datetime

from actionplans.document.tree import (
    ActionNode,
    DeadlineMoveNode,
    DeadlineNode,
    EntryNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionLine,
    VersionMark,
)
from actionplans.writing.figures import figures_on, overdue, version_before

ON = datetime.date(2027, 2, 14)


def plan(*actions: ActionNode, **more) -> PlanDocument:
    return PlanDocument(
        sections=(SectionNode(recommendations=(RecommendationNode(number="1", actions=actions),)),), **more
    )


def due(date: str, **more) -> ActionNode:
    return ActionNode(deadlines=(DeadlineNode("", date, {10: "day", 7: "month"}[len(date)]),), **more)


def test_a_month_is_overdue_after_its_last_day():
    assert not overdue(due("2027-02"), datetime.date(2027, 2, 28))
    assert overdue(due("2027-02"), datetime.date(2027, 3, 1))
    assert not overdue(due("2027-02-14"), ON)
    assert overdue(due("2027-02-13"), ON)


def test_the_last_of_several_deadlines_counts_and_only_while_open():
    both = ActionNode(deadlines=(DeadlineNode("Interim", "2026-12", "month"), DeadlineNode("", "2027-03", "month")))
    assert not overdue(both, ON)
    assert not overdue(due("2026-01", status="complete"), ON)
    assert not overdue(ActionNode(deadline_text="Ongoing"), ON)


def test_states_are_counted_apart():
    figures = figures_on(
        plan(ActionNode(), ActionNode(status="complete"), ActionNode(status="closed"), ActionNode()), ON
    )
    assert (figures.open, figures.complete, figures.closed, figures.actions) == (2, 1, 1, 4)


def test_what_is_silent_is_counted_and_what_was_never_noted_apart():
    noted, undated = (ActionNode(progress=(EntryNode("x", *date),)) for date in (("2026-12-01", "day"), (None, "none")))
    old = VersionLine("Version 1", "2026-06-01")
    figures = figures_on(plan(noted, undated, ActionNode(), ActionNode(added="2027-02-01"), versions=(old,)), ON)
    assert (figures.silent, figures.never_noted, figures.only_undated) == (3, 1, 1)
    assert figures.silent_words == "1 never noted, 1 with only undated notes"
    assert figures_on(plan(noted), ON).silent_words == ""


def test_moves_since_the_version_before():
    moved = ActionNode(id="a", deadline_moves=(DeadlineMoveNode("x", "y", "2027-01-10", "z"),))
    lines = (
        VersionLine("Version 1", "2026-12-01", published=True),
        VersionLine("Version 2", "2027-02-01", published=True),
    )
    second = plan(moved, versions=lines, version=VersionMark(2, date="2027-02-01"))
    assert figures_on(second, ON).since == "version 1"
    assert figures_on(second, ON).moved == 1
    draft = plan(moved, versions=lines)
    assert figures_on(draft, ON).since == "version 2"
    assert figures_on(draft, ON).moved == 0
    before = plan(ActionNode(id="a"), version=VersionMark(1))
    assert (figures_on(draft, ON, before).since, figures_on(draft, ON, before).moved) == ("version 1", 1)
    assert figures_on(draft, ON, second).moved == 0


def test_moves_of_rows_without_ids_are_matched_by_their_references():
    rows = ActionNode("one", deadline_moves=(DeadlineMoveNode("x", "y", "2027-01-10", "z"),)), ActionNode("two")
    assert figures_on(plan(*rows), ON, plan(*rows)).moved == 0
    assert figures_on(plan(*rows), ON, plan(ActionNode("one"), ActionNode("two"))).moved == 1


def test_a_first_date_is_set_and_not_moved():
    dated = plan(ActionNode(id="a", deadline_moves=(DeadlineMoveNode("", "y", "2027-01-10"),)))
    assert figures_on(dated, ON, plan(ActionNode(id="a"))).moved == 0
    assert figures_on(dated, ON).moved == 0


def test_the_version_before():
    lines = (VersionLine("V.7", "2026-12-01"), VersionLine("Version 8", "2027-02-01"))
    assert version_before(plan(versions=lines)).label == "Version 8"
    assert version_before(plan(versions=lines, version=VersionMark(8))).label == "V.7"
    assert version_before(plan()) is None
