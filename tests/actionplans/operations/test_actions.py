"""Changing cells: what is saved, what is required, and what happens when two users change the same cell at once."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplans.models import Action, Clash
from actionplans.operations import actions, clashes, structure
from actionplans.persistence.load import read_document
from boards.history import DeletionRefused
from tests.builders import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(cast) -> Action:
    return make_plan(cast.board, recommendations=2, actions=1, notes=0).actions.get(ref="99.1")


def reread(action: Action) -> Action:
    return Action.objects.get(pk=action.pk)


def test_a_change_leaves_who_when_and_why(action, cast):
    actions.change_action(action, {"why": "Because of the report."}, by=cast.manager, reason="After the Executive")
    line = reread(action).history.first()
    assert reread(action).why == "Because of the report."
    assert (line.history_user, line.history_change_reason) == (cast.manager, "After the Executive")


def test_saving_what_is_there_already_leaves_no_line_of_history(action, cast):
    lines = action.history.count()
    actions.change_action(action, {"why": action.why}, by=cast.manager)
    assert action.history.count() == lines


def test_different_cells_changed_at_once_are_both_kept(action, cast):
    base = actions.stamp(action)
    actions.change_action(action, {"why": "First."}, by=cast.manager, base=base)
    outcome = actions.change_action(action, {"why": action.why, "risk": "Second."}, by=cast.chair, base=base)
    assert not outcome.clashes
    assert (reread(action).why, reread(action).risk) == ("First.", "Second.")


def test_the_same_cell_changed_at_once_keeps_both_texts_until_a_user_chooses(action, cast):
    base = actions.stamp(action)
    actions.change_action(action, {"why": "First."}, by=cast.manager, base=base)
    outcome = actions.change_action(action, {"why": "Second.", "risk": "Mine alone."}, by=cast.chair, base=base)
    clash = outcome.clashes[0]
    assert reread(action).why == "First."
    assert reread(action).risk == "Mine alone."
    assert (clash.theirs, clash.theirs_by, clash.mine, clash.mine_by) == ("First.", cast.manager, "Second.", cast.chair)

    clashes.settle(clash, "First and second.", by=cast.manager)
    assert reread(action).why == "First and second."
    assert not Clash.objects.unsettled().exists()
    assert Clash.objects.get().mine == "Second."


def test_both_typing_the_same_is_no_clash(action, cast):
    base = actions.stamp(action)
    actions.change_action(action, {"why": "Same."}, by=cast.manager, base=base)
    assert not actions.change_action(action, {"why": "Same."}, by=cast.chair, base=base).clashes


def test_sending_a_clashing_form_twice_keeps_one_clash(action, cast):
    base = actions.stamp(action)
    actions.change_action(action, {"why": "First."}, by=cast.manager, base=base)
    for _ in range(2):
        actions.change_action(action, {"why": "Second."}, by=cast.chair, base=base)
    assert Clash.objects.count() == 1


def test_a_date_moves_only_with_a_reason_and_the_old_one_stays(action, cast):
    was = action.deadline_text
    with pytest.raises(ValidationError, match="Say why the date moves"):
        actions.change_action(action, {"deadline_text": "31 March 2031"}, by=cast.manager)
    assert reread(action).deadline_text == was

    actions.change_action(
        action, {"deadline_text": "31 March 2031"}, by=cast.manager, move_reason="No money before April"
    )
    node = next(a for _, _, a in read_document(action.plan).actions() if a.ref == "99.1")
    assert node.deadline_text == "31 March 2031"
    assert [d.date for d in node.deadlines] == ["2031-03-31"]
    assert [(m.from_, m.to, m.reason) for m in node.deadline_moves] == [(was, "31 March 2031", "No money before April")]


def test_a_first_date_needs_no_reason(action, cast):
    row = structure.add_action(action.recommendation, by=cast.manager, action="Another")
    actions.change_action(row, {"deadline_text": "March 2031"}, by=cast.manager)
    assert [(d.date, d.precision, d.last_day) for d in row.deadlines.current()] == [
        ("2031-03", "month", datetime.date(2031, 3, 31))
    ]


def test_a_date_that_does_not_exist_is_refused_in_words(action, cast):
    with pytest.raises(ValidationError, match="31 June does not exist. June has 30 days"):
        actions.change_action(action, {"deadline_text": "31 June 2027"}, by=cast.manager, move_reason="x")


def test_leads_are_linked_to_whom_the_board_knows(action, cast):
    actions.change_action(
        action,
        {"lead_text": "Ruth Calloway; Quality sub-group; Fenmarsh Council; Head teachers’ forum"},
        by=cast.manager,
    )
    found = [(lead.name, lead.kind) for lead in action.leads.current()]
    assert found == [
        ("Ruth Calloway", "person"),
        ("Quality sub-group", "group"),
        ("Fenmarsh Council", "agency"),
        ("Head teachers’ forum", "role"),
    ]
    mine = Action.objects.led_by(cast.membership("lead"))
    assert action in mine


def test_ending_needs_a_reason_and_reopening_takes_it_back(action, cast):
    with pytest.raises(ValidationError, match="Say what shows that it is done"):
        actions.end_action(action, "complete", by=cast.manager, reason=" ")
    actions.end_action(action, "complete", by=cast.manager, reason="Three meetings held", agreed_by="Executive")
    node = next(a for _, _, a in read_document(action.plan).actions() if a.ref == "99.1")
    assert (node.status, node.ended.by, node.ended.reason) == ("complete", "Executive", "Three meetings held")
    actions.reopen_action(action, by=cast.manager, reason="The fourth was cancelled")
    assert reread(action).status == "open"
    assert reread(action).ended_on is None


def test_splitting_makes_rows_after_it_and_keeps_the_notes_with_the_first(cast):
    plan = make_plan(cast.board, recommendations=1, actions=2, notes=2)
    action = plan.actions.get(ref="99.1")
    actions.change_action(action, {"action": "Before:\n- one\n- two\n- three"}, by=cast.manager)
    parts = structure.parts(reread(action).action)
    assert parts == ["Before:", "one", "two", "three"]
    structure.split_action(reread(action), ["One", "Two", "Three"], by=cast.manager)
    rows = list(plan.actions.order_by("order").values_list("ref", "action"))
    assert [ref for ref, _ in rows] == ["99.1", "99.3", "99.4", "99.2"]
    assert [text for _, text in rows][:3] == ["One", "Two", "Three"]
    assert reread(action).progress.count() == 2


def test_a_row_keeps_its_reference_when_it_moves_and_no_reference_comes_twice(cast):
    plan = make_plan(cast.board, recommendations=2, actions=2, notes=0)
    action = plan.actions.get(ref="99.2")
    structure.move_action(action, plan.recommendations.get(number="100"), by=cast.manager)
    assert reread(action).ref == "99.2"
    again = structure.add_action(plan.recommendations.get(number="99"), by=cast.manager, action="New")
    assert again.ref == "99.3"


def test_nothing_is_ever_deleted_or_changed_without_history(action):
    with pytest.raises(DeletionRefused):
        action.delete()
    with pytest.raises(DeletionRefused):
        Action.objects.all().delete()
    with pytest.raises(DeletionRefused):
        Action.objects.update(why="")


def test_a_removed_row_is_out_of_the_plan_and_comes_back_whole(action, cast):
    structure.remove_action(action, by=cast.manager, reason="Taken into 100.1")
    assert "99.1" not in [a.ref for _, _, a in read_document(action.plan).actions()]
    structure.put_back_action(reread(action), by=cast.manager)
    assert "99.1" in [a.ref for _, _, a in read_document(action.plan).actions()]


def test_a_person_named_before_the_board_knew_them_finds_their_rows(cast):
    from boards.models import Group, GroupMember, Person

    plan = make_plan(cast.board, recommendations=1, actions=3, notes=0)
    for ref, lead in (("99.1", "Priya Nandra, head teacher"), ("99.2", "Schools forum"), ("99.3", "Priya Nandrasson")):
        actions.change_action(plan.actions.get(ref=ref), {"lead_text": lead}, by=cast.manager)
    person = Person.objects.create_by(cast.manager, board=cast.board, name="Priya Nandra")
    group = Group.objects.create_by(cast.manager, board=cast.board, name="Schools forum")
    GroupMember.objects.create_by(cast.manager, group=group, person=person)
    membership = cast.membership("member")
    membership.person = person
    membership.save_by(cast.manager)
    found = Action.objects.led_by(cast.membership("member")).values_list("ref", flat=True)
    assert sorted(found) == ["99.1", "99.2"]


def test_silence_begins_on_the_day_that_is_named(cast):
    from actionplans.operations import notes

    row = make_plan(cast.board, recommendations=1, actions=1, notes=0).actions.get()
    when = timezone.localtime() - datetime.timedelta(days=60)
    row.added_on = timezone.localtime(when).date()
    row.save_by(cast.manager)
    notes.add_note(row, by=cast.manager, text="Said.", at=when)
    today = timezone.localdate()
    assert Action.objects.silent(today, 60).exists()
    assert not Action.objects.silent(today, 61).exists()
