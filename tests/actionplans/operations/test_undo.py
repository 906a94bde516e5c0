"""Undo: the last operation on a row is taken back whole, for as long as nothing later names the row."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from actionplans.models import Action, DeadlineMove, ProgressEntry
from actionplans.operations import actions, challenges, notes, proposals, sign_offs, structure, undo
from actionplans.persistence.load import read_document
from tests.browsing import form_of, text_of, url
from tests.builders import make_plan, make_recommendation, make_version
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    plan = make_plan(cast.board, recommendations=1, actions=2, notes=1)
    make_recommendation(plan.sections.get(), 100)
    return plan


@pytest.fixture
def action(plan):
    return plan.actions.get(ref="99.1")


def edit(action: Action, cast: Any) -> None:
    cells = {"why": "Another reason", "deadline_text": "1 March 2031", "lead_text": "Graham Ashdown; Ngozi Adeyemi"}
    actions.change_action(action, cells, by=cast.manager, move_reason="The agencies asked for it")


def complete(action: Action, cast: Any) -> None:
    actions.end_action(action, "complete", by=cast.manager, reason="Shown to the Executive", agreed_by="Chair")


def move(action: Action, cast: Any) -> None:
    structure.move_action(action, action.plan.recommendations.get(number="100"), by=cast.manager)


def move_down(action: Action, cast: Any) -> None:
    structure.shift(action, 1, by=cast.manager)


def answer_another(action: Action, cast: Any) -> None:
    structure.answer_also(action, [action.plan.recommendations.get(number="100")], by=cast.manager)


def remove(action: Action, cast: Any) -> None:
    structure.remove_action(action, by=cast.manager, reason="Taken into 99.2")


def note(action: Action, cast: Any) -> None:
    notes.add_note(action, by=cast.manager, text="The letters went out")


def correct_note(action: Action, cast: Any) -> None:
    notes.change_note(action.progress.get(), by=cast.manager, text="The letters did not go out")


def withdraw_note(action: Action, cast: Any) -> None:
    notes.withdraw_note(action.progress.get(), by=cast.manager, reason="Of another row")


OPERATIONS = (edit, complete, move, move_down, answer_another, remove, note, correct_note, withdraw_note)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_plan_is_as_it_was_before(operation, plan, action, cast):
    before = read_document(plan)
    operation(action, cast)
    changed = read_document(plan)
    assert changed != before
    undo.undo(action, by=cast.manager, of=undo.last_operation(action, cast.manager))
    assert read_document(plan) == before


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_is_undone_and_undoing_it_are_both_lines_of_history(operation, action, cast):
    models = (Action, ProgressEntry)
    counted = [model.history.count() for model in models]
    operation(action, cast)
    undo.undo(action, by=cast.manager, of=undo.last_operation(action, cast.manager))
    lines = [
        line for model in models for line in model.history.all() if line.history_change_reason.startswith("Undone")
    ]
    related = DeadlineMove.history.filter(history_change_reason__startswith="Undone").exists()
    assert lines or related or operation is answer_another
    assert sum(model.history.count() for model in models) >= sum(counted) + (0 if operation is answer_another else 2)


def test_a_row_that_is_opened_again_by_mistake_has_its_sign_off_back(action, cast):
    complete(action, cast)
    sign_offs.sign_off_action(action, by=cast.chair)
    actions.reopen_action(action, by=cast.manager, reason="Not finished after all")
    undo.undo(action, by=cast.manager, of=undo.last_operation(action, cast.manager))
    assert Action.objects.get(pk=action.pk).status == "complete"
    assert action.sign_offs.standing().exists()


def later_change(action, cast):
    actions.change_action(action, {"risk": "Another risk"}, by=cast.chair)


def later_note(action, cast):
    notes.add_note(action, by=cast.lead, text="Heard from the school")


def later_version(action, cast):
    make_version(action.plan)


def later_challenge(action, cast):
    challenges.ask(action.plan, by=cast.chair, text="Why not sooner?", action=action)


def later_proposal(action, cast):
    proposals.propose(action, "complete", by=cast.lead, why="It is done.")


@pytest.mark.parametrize("later", [later_change, later_note, later_version, later_challenge, later_proposal])
def test_nothing_is_undone_that_something_later_names(later, action, cast, nothing_printed):
    edit(action, cast)
    of = undo.last_operation(action, cast.manager)
    later(action, cast)
    assert undo.last_operation(action, cast.manager) is None
    with pytest.raises(ValidationError, match="changed again since then"):
        undo.undo(action, by=cast.manager, of=of)
    assert Action.objects.get(pk=action.pk).why == "Another reason"


def test_nobody_undoes_what_another_user_did(action, cast):
    edit(action, cast)
    of = undo.last_operation(action, cast.manager)
    assert undo.last_operation(action, cast.chair) is None
    with pytest.raises(ValidationError):
        undo.undo(action, by=cast.chair, of=of)


def test_a_lead_undoes_their_own_note_and_nothing_once_they_may_not_change_it(action, cast):
    notes.add_note(action, by=cast.lead, text="Sent too soon")
    of = undo.last_operation(action, cast.lead)
    undo.undo(action, by=cast.lead, of=of)
    assert not action.progress.standing().filter(text="Sent too soon").exists()
    notes.add_note(action, by=cast.member, text="By one who writes no notes any more")
    with pytest.raises(PermissionDenied):
        undo.undo(action, by=cast.member, of=undo.last_operation(action, cast.member))


def test_a_row_whose_recommendation_was_removed_meanwhile_is_not_put_back_under_nothing(action, cast):
    remove(action, cast)
    of = undo.last_operation(action, cast.manager)
    recommendation = action.recommendation
    recommendation.removed = True
    recommendation.save_by(cast.chair)
    with pytest.raises(ValidationError, match="was removed from the plan meanwhile"):
        undo.undo(action, by=cast.manager, of=of)


def test_making_a_row_and_splitting_one_are_not_undone_in_part(plan, action, cast):
    made = structure.add_action(action.recommendation, by=cast.manager, action="Another")
    assert undo.last_operation(made, cast.manager) is None
    structure.split_action(action, ["One", "Two"], by=cast.manager)
    assert undo.last_operation(action, cast.manager) is None


# pages ------------------------------------------------------------------------------------------------------------------


def press_undo(client, page):
    """Press the button that the page offers."""
    button = next(form for form in _buttons(page) if form[0].endswith("/undo/"))
    return client.post(button[0], button[1], follow=True)


def _buttons(page) -> list[tuple[str, dict[str, str]]]:
    import lxml.html

    document = lxml.html.document_fromstring(page.content)
    return [(form.action, dict(form.form_values())) for form in document.forms if form.method == "POST" and form.action]


def test_the_row_that_was_saved_offers_undo(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"why": "Another reason", "note": "And a note"}
    page = client.post(url("actionplans:row_edit", plan, "99.1"), data, follow=True)
    answer = press_undo(client, page)
    assert "Undone. 99.1 is as it was before." in text_of(answer)
    action = Action.objects.get(ref="99.1")
    assert action.why != "Another reason"
    assert not action.progress.standing().filter(text="And a note").exists()


def test_the_row_that_a_script_saves_offers_undo(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"why": "Another reason"}
    row = client.post(url("actionplans:row_edit", plan, "99.1"), data, headers={"X-Fragment": "row"})
    assert url("actionplans:row_undo", plan, "99.1") in shown(row)


@pytest.mark.parametrize(
    ("route", "data"),
    [
        ("row_end", {"status": "complete", "reason": "Done", "on_day": "1", "on_month": "3", "on_year": "2026"}),
        ("row_remove", {"reason": "Taken into 99.2"}),
    ],
)
def test_the_message_after_an_operation_offers_undo(route, data, plan, client_for, cast):
    client = client_for("manager")
    before = read_document(plan)
    page = client.post(url(f"actionplans:{route}", plan, "99.1"), data, follow=True)
    assert read_document(plan) != before
    press_undo(client, page)
    assert read_document(plan) == before


def test_the_page_of_a_saved_note_offers_undo(plan, client_for):
    client = client_for("lead")
    page = client.post(url("actionplans:note_add", plan, "99.1"), {"text": "Too soon", "when": "today"}, follow=True)
    press_undo(client, page)
    assert not ProgressEntry.objects.standing().filter(text="Too soon").exists()


def test_an_old_page_says_that_it_is_too_late(plan, action, client_for, cast):
    client = client_for("manager")
    page = client.post(
        url("actionplans:row_edit", plan, "99.1"), form_of(client, plan, "99.1") | {"why": "Another"}, follow=True
    )
    later_change(action, cast)
    assert "changed again since then" in text_of(press_undo(client, page))
    answer = client.post(url("actionplans:row_undo", plan, "99.1"), {"of": "yesterday"}, follow=True)
    assert "changed again since then" in text_of(answer)


def test_the_moment_of_an_operation_is_told_apart_to_the_microsecond(action, cast):
    at = timezone.now()
    notes.add_note(action, by=cast.manager, text="One", at=at)
    notes.add_note(action, by=cast.manager, text="Two", at=at + datetime.timedelta(microseconds=1))
    undo.undo(
        action, by=cast.manager, of=undo.last_operation(action, cast.manager), at=at + datetime.timedelta(seconds=1)
    )
    assert set(action.progress.standing().values_list("text", flat=True)) >= {"One"}
    assert not action.progress.standing().filter(text="Two").exists()
