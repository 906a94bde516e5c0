"""Proposals: a lead proposes, the manager agrees or declines, and the plan does not change before."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Proposal
from actionplans.operations import actions, notes, proposals, structure
from actionplans.persistence.load import read_document
from tests import builders
from tests import shown as pages
from tests.browsing import text

LATER = timezone.localdate() + datetime.timedelta(days=200)


@pytest.fixture
def world(cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=2)
    return SimpleNamespace(cast=cast, plan=plan, row=plan.actions.get(ref="99.1"), others=plan.actions.get(ref="99.2"))


def url(world, *parts, ref="99.1"):
    return "/".join([f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/rows/{ref}", *map(str, parts)]) + "/"


def date_parts(day: datetime.date) -> dict[str, str]:
    return {"date_day": str(day.day), "date_month": str(day.month), "date_year": str(day.year)}


def wish(world, **values) -> Proposal:
    values = {"by": world.cast.lead, "why": "The new system is late"} | values
    return proposals.propose(world.row, "date" if values.get("date") else "complete", **values)


# proposing --------------------------------------------------------------------------------------------------------------


def test_a_lead_proposes_a_new_date_and_the_plan_stays_as_it_is(world, client_for):
    before = read_document(world.plan)
    answer = client_for("lead").post(
        url(world, "proposals"), {"kind": "date", "why": "The new system is late.", **date_parts(LATER)}, follow=True
    )
    assert "Your proposal is sent to the business manager." in text(answer)
    assert f"You proposed {day_words(LATER)}" in text(answer)
    assert read_document(world.plan) == before
    proposal = Proposal.objects.get()
    assert (proposal.date, proposal.author, proposal.state) == (LATER, world.cast.lead, "open")
    assert proposal.history.get().history_user == world.cast.lead


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"why": "Late"}, "Choose what you propose"),
        ({"kind": "complete"}, "Say why, in a sentence"),
        ({"kind": "date", "why": "Late"}, "Enter the date that you propose"),
        (
            {"kind": "date", "why": "Late", "date_day": "1", "date_month": "2", "date_year": "2020"},
            "That day has gone by. Propose one that is still to come",
        ),
        (
            {"kind": "date", "why": "Late", "date_day": "31", "date_month": "6", "date_year": "2031"},
            "31 June does not exist. June has 30 days",
        ),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_what_was_typed_stays(world, client_for, typed, sentence):
    answer = client_for("lead").post(url(world, "proposals"), typed)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert typed.get("why", "") in text(answer)
    assert not Proposal.objects.exists()


def test_a_date_is_not_asked_of_what_is_complete(world, client_for):
    client_for("lead").post(url(world, "proposals"), {"kind": "complete", "why": "All trained.", "date_day": "40"})
    assert Proposal.objects.get().date is None


def test_a_second_one_of_the_kind_waits_for_the_first(world, client_for):
    wish(world, date=LATER)
    answer = client_for("lead").post(
        url(world, "proposals"),
        {"kind": "date", "why": "Later still.", **date_parts(LATER + datetime.timedelta(days=9))},
    )
    assert answer.status_code == 422
    assert "You proposed a new date on" in text(answer)
    assert "It waits for the business manager’s answer." in text(answer)
    wish(world)  # another kind may
    assert Proposal.objects.count() == 2


def test_the_same_form_sent_twice_is_one_proposal(world):
    assert wish(world, date=LATER) == wish(world, date=LATER)


def test_the_date_that_it_has_is_no_proposal(world):
    due = timezone.localdate() + datetime.timedelta(days=14)
    actions.change_action(world.row, {"deadline_text": day_words(due)}, by=world.cast.manager, move_reason="Later")
    with pytest.raises(ValidationError, match="due on that day already"):
        wish(world, date=due)


def test_of_what_has_ended_nothing_is_proposed(world, client_for):
    actions.end_action(world.row, "closed", by=world.cast.manager, reason="Overtaken")
    answer = client_for("lead").post(url(world, "proposals"), {"kind": "complete", "why": "Done."})
    assert "99.1 is closed already. Nothing is left to propose." in text(answer)
    assert "Propose" not in text(client_for("lead").get(url(world)))


@pytest.mark.parametrize("role", ["lead2", "member", "observer", "chair", "manager"])
def test_nobody_proposes_but_who_leads_the_action(world, client_for, role):
    for method in ("get", "post"):
        answer = getattr(client_for(role), method)(url(world, "proposals"), {"kind": "complete", "why": "Done."})
        assert answer.status_code == 403
    assert not Proposal.objects.exists()


def test_a_group_and_an_agency_propose_for_what_they_lead(world):
    lead, lead2 = world.cast.lead, world.cast.lead2
    group = world.others  # led by the sub-group that ``lead`` chairs
    agency = builders.make_action(group.recommendation, 2)
    assert proposals.may_propose(lead, group)
    assert not proposals.may_propose(lead2, group)
    assert proposals.may_propose(lead2, agency)
    assert not proposals.may_propose(lead, agency)


def test_it_is_offered_where_a_lead_stands(world, client_for):
    client = client_for("lead")
    note = notes.add_note(world.row, by=world.cast.lead, text="A reply came.")
    for page in (url(world), url(world, "notes"), url(world, "notes", note.uid)):
        content = pages.shown(client.get(page))
        assert "proposals/?kind=complete" in content
        assert "proposals/?kind=date" in content
    assert "/rows/99.1/proposals/" in pages.shown(client.get(f"/boards/{world.cast.board.slug}/my-actions/"))
    assert "proposals/?kind" not in pages.shown(client_for("manager").get(url(world)))


def test_where_one_waits_it_can_be_withdrawn_instead_of_made(world, client_for):
    client = client_for("lead")
    note = notes.add_note(world.row, by=world.cast.lead, text="A reply came.")
    waiting = wish(world, date=LATER)
    said = f"You proposed {day_words(LATER)} on {timezone.localdate():%-d %B}."
    mine = f"/boards/{world.cast.board.slug}/my-actions/"
    for page in (url(world), url(world, "notes"), url(world, "notes", note.uid), url(world, "proposals"), mine):
        answer = client.get(page)
        assert said in text(answer)
        assert url(world, "proposals", waiting.uid, "withdraw") in pages.shown(answer)
        assert "kind=date" not in pages.shown(answer)
    assert "Propose that it is complete, for 99.1" in text(client.get(mine))
    form = client.get(url(world, "proposals")).context["form"]
    assert [value for value, _ in form.fields["kind"].choices] == ["complete"]
    assert form["kind"].value() == "complete"
    wish(world)
    page = client.get(url(world, "proposals"))
    assert "Send the proposal" not in text(page)
    assert "Propose" not in text(client.get(mine)).split("99.1")[1].split("99.2")[0]


def test_its_author_takes_it_back_while_nobody_has_answered(world, client_for):
    proposal = wish(world)
    assert client_for("manager").post(url(world, "proposals", proposal.uid, "withdraw")).status_code == 403
    page = client_for("lead").post(url(world, "proposals", proposal.uid, "withdraw"), follow=True)
    assert "Your proposal is withdrawn." in text(page)
    proposal.refresh_from_db()
    assert proposal.state == "withdrawn"
    with pytest.raises(ValidationError, match="Ruth Calloway has withdrawn this"):
        proposals.agree(proposal, by=world.cast.manager)
    wish(world)  # and may be made again


def test_looking_at_the_withdrawal_withdraws_nothing(world, client_for):
    proposal = wish(world)
    client_for("lead").get(url(world, "proposals", proposal.uid, "withdraw"))
    proposal.refresh_from_db()
    assert proposal.is_open


# answering --------------------------------------------------------------------------------------------------------------


def test_the_manager_sees_it_on_the_home_page_the_row_and_the_plan(world, client_for):
    wish(world, date=LATER)
    client, board = client_for("manager"), world.cast.board.slug
    for page in (f"/boards/{board}/", f"/boards/{board}/proposals/", f"/boards/{board}/plans/{world.plan.slug}/"):
        shown = text(client.get(page))
        assert f"Proposed: {day_words(LATER)} by Ruth Calloway, {timezone.localdate():%-d %B}." in shown
        assert "Do not agree" in shown
    assert f"Ruth Calloway proposes {day_words(LATER)}" in text(client.get(url(world)))


def test_others_read_of_it_in_the_plan_and_answer_nothing(world, client_for):
    proposal = wish(world, date=LATER)
    for role in ("member", "chair", "lead2"):
        shown = text(client_for(role).get(f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/"))
        assert f"Proposed: {day_words(LATER)} by Ruth Calloway" in shown
        assert "Do not agree" not in shown
        assert client_for(role).post(url(world, "proposals", proposal.uid), {"verdict": "agree"}).status_code == 403


def test_agreeing_moves_the_date_with_the_leads_words(world, client_for):
    was = world.row.deadline_text
    proposal = wish(world, date=LATER)
    client = client_for("manager")
    form = client.get(url(world, "proposals", proposal.uid) + "?answer=agree").context["form"]
    answer = client.post(
        url(world, "proposals", proposal.uid),
        {
            "base": form.fields["base"].initial,
            "verdict": "agree",
            "deadline_text": form["deadline_text"].value(),
            "reason": form["reason"].value(),
        },
        follow=True,
    )
    assert f"99.1 is now due {day_words(LATER)}." in text(answer)
    world.row.refresh_from_db()
    move = world.row.moves.get()
    assert world.row.deadline_text == day_words(LATER)
    assert (move.was, move.became) == (was, day_words(LATER))
    assert move.why == "The new system is late. Proposed by Ruth Calloway."
    assert move.history.get().history_user == world.cast.manager
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answered_by) == ("agreed", world.cast.manager)
    assert "Tessa Orme agreed" in text(client_for("lead").get(f"/boards/{world.cast.board.slug}/my-actions/"))


def test_agreeing_that_it_is_complete_ends_it(world, client_for):
    proposal = wish(world, why="Every station is trained.")
    today = timezone.localdate()
    client_for("manager").post(
        url(world, "proposals", proposal.uid),
        {
            "verdict": "agree",
            "reason": proposals.reason_of(proposal),
            "agreed_by": "Executive",
            "on_day": today.day,
            "on_month": today.month,
            "on_year": today.year,
        },
    )
    world.row.refresh_from_db()
    assert (world.row.status, world.row.ended_by, world.row.ended_on) == ("complete", "Executive", today)
    assert world.row.ended_reason == "Every station is trained. Proposed by Ruth Calloway."


def test_not_agreeing_needs_a_sentence_which_the_lead_reads(world, client_for):
    before = read_document(world.plan)
    proposal = wish(world, date=LATER)
    client = client_for("manager")
    answer = client.post(url(world, "proposals", proposal.uid), {"verdict": "decline", "answer": " "})
    assert answer.status_code == 422
    assert "Say why not, in a sentence" in text(answer)
    client.post(
        url(world, "proposals", proposal.uid), {"verdict": "decline", "answer": "The Executive wants it by May."}
    )
    assert read_document(world.plan) == before
    for page in (url(world), f"/boards/{world.cast.board.slug}/my-actions/"):
        shown = text(client_for("lead").get(page))
        assert "Tessa Orme does not agree" in shown
        assert "The Executive wants it by May." in shown


def test_an_old_answer_leaves_the_leads_page(world, client_for):
    long_ago = timezone.localtime() - datetime.timedelta(days=60)
    proposal = wish(world, at=long_ago)
    proposals.decline(proposal, by=world.cast.manager, answer="Not yet.", at=long_ago)
    assert "Not yet." not in text(client_for("lead").get(f"/boards/{world.cast.board.slug}/my-actions/"))
    assert "Not yet." in text(client_for("lead").get(url(world)))


# what happens meanwhile ------------------------------------------------------------------------------------------------------


def test_a_date_that_was_moved_meanwhile_is_not_overwritten(world, client_for):
    proposal = wish(world, date=LATER)
    other = day_words(LATER + datetime.timedelta(days=30))
    actions.change_action(world.row, {"deadline_text": other}, by=world.cast.manager, move_reason="Executive")
    with pytest.raises(ValidationError, match="Tessa Orme changed by when"):
        proposals.agree(proposal, by=world.cast.manager)
    world.row.refresh_from_db()
    proposal.refresh_from_db()
    assert world.row.deadline_text == other
    assert proposal.is_open


def test_a_form_that_was_open_meanwhile_says_so_and_a_second_press_is_a_choice(world, client_for):
    proposal = wish(world, date=LATER)
    client, page = client_for("manager"), url(world, "proposals", proposal.uid)
    base = client.get(page).context["form"].fields["base"].initial
    other = day_words(LATER + datetime.timedelta(days=30))
    actions.change_action(world.row, {"deadline_text": other}, by=world.cast.manager, move_reason="Executive")
    typed = {"base": base, "verdict": "agree", "deadline_text": day_words(LATER), "reason": "Agreed by telephone."}
    answer = client.post(page, typed)
    assert answer.status_code == 422
    assert "Tessa Orme changed by when" in text(answer)
    assert "Agreed by telephone." in text(answer)
    world.row.refresh_from_db()
    assert world.row.deadline_text == other
    client.post(page, typed | {"base": answer.context["form"]["base"].value()})
    world.row.refresh_from_db()
    assert world.row.deadline_text == day_words(LATER)
    assert [move.was for move in world.row.moves.order_by("pk")][1] == other


def test_what_has_nothing_to_do_with_it_may_change_meanwhile(world):
    proposal = wish(world, date=LATER)
    actions.change_action(world.row, {"why": "Another reason."}, by=world.cast.manager)
    assert proposals.agree(proposal, by=world.cast.manager)


def test_what_ended_meanwhile_is_not_given_a_new_date(world, client_for):
    proposal = wish(world, date=LATER)
    actions.end_action(world.row, "closed", by=world.cast.manager, reason="Overtaken by the merger")
    with pytest.raises(ValidationError, match="99.1 is closed"):
        proposals.agree(proposal, by=world.cast.manager)
    page = client_for("manager").get(url(world, "proposals", proposal.uid))
    assert "99.1 is closed" in text(page)
    assert "Yes, I agree" not in text(page)
    client_for("manager").post(
        url(world, "proposals", proposal.uid), {"verdict": "decline", "answer": "It was closed first."}
    )
    proposal.refresh_from_db()
    assert proposal.state == "declined"


def test_what_was_completed_meanwhile_keeps_its_reason(world, client_for):
    proposal = wish(world)
    actions.end_action(world.row, "complete", by=world.cast.manager, reason="Shown to the Executive")
    page = client_for("manager").get(url(world, "proposals", proposal.uid), follow=True)
    assert "This proposal has its answer: agreed." in text(page)
    world.row.refresh_from_db()
    proposal.refresh_from_db()
    assert world.row.ended_reason == "Shown to the Executive"
    assert (proposal.state, proposal.answered_by) == ("agreed", world.cast.manager)


@pytest.mark.parametrize("written", [f"{LATER:%-d %B %Y}", f"{LATER:%d.%m.%Y}"])
def test_a_date_that_was_agreed_by_hand_is_no_question_any_more_and_its_author_is_shown_so(world, client_for, written):
    proposal = wish(world, date=LATER)
    change = {"deadline_text": written}
    actions.change_action(world.row, change, by=world.cast.manager, move_reason="Agreed at the Executive")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answered_by) == ("agreed", world.cast.manager)
    board = f"/boards/{world.cast.board.slug}"
    assert "Waiting for you" not in text(client_for("manager").get(f"{board}/"))
    home = text(client_for("lead").get(f"{board}/my-actions/"))
    assert f"You proposed {proposal.words}" in home
    assert "Tessa Orme agreed" in home


def test_another_date_by_hand_leaves_the_question(world):
    proposal = wish(world, date=LATER)
    change = {"deadline_text": "1 January 2031"}
    actions.change_action(world.row, change, by=world.cast.manager, move_reason="Agreed at the Executive")
    proposal.refresh_from_db()
    assert proposal.is_open


def test_two_who_answer_at_once_see_the_first_answer(world, client_for):
    proposal = wish(world, date=LATER)
    mine, yours = Proposal.objects.get(), Proposal.objects.get()
    proposals.decline(mine, by=world.cast.manager, answer="Not yet.")
    with pytest.raises(ValidationError, match="Tessa Orme did not agree to this"):
        proposals.agree(yours, by=world.cast.manager)
    page = client_for("manager").get(url(world, "proposals", proposal.uid), follow=True)
    assert "This proposal has its answer: not agreed." in text(page)


def test_a_row_taken_out_of_the_plan_waits_for_nobody(world, client_for):
    proposal = wish(world)
    structure.remove_action(world.row, by=world.cast.manager, reason="Taken into 99.2")
    assert "Waiting for you" not in text(client_for("manager").get(f"/boards/{world.cast.board.slug}/"))
    with pytest.raises(ValidationError, match="removed from the plan"):
        proposals.agree(proposal, by=world.cast.manager)


# who sees what ------------------------------------------------------------------------------------------------------------


def test_a_proposal_for_an_internal_row_is_for_those_who_read_the_row(world, client_for):
    proposal = wish(world, why="Only between us.")
    actions.change_action(world.row, {"internal": True}, by=world.cast.manager)
    plan = f"/boards/{world.cast.board.slug}/plans/{world.plan.slug}/"
    for role in ("lead", "member"):
        assert "Proposed" not in text(client_for(role).get(plan))
        assert client_for(role).get(url(world)).status_code == 404
        assert not Proposal.objects.visible_to(world.cast.user(role)).exists()
    assert "Only between us." not in text(client_for("lead").get(f"/boards/{world.cast.board.slug}/my-actions/"))
    assert client_for("lead").post(url(world, "proposals", proposal.uid, "withdraw")).status_code == 404
    assert Proposal.objects.visible_to(world.cast.chair).exists()


def test_another_boards_proposal_is_not_there(world, client_for):
    plan = builders.make_plan(world.cast.otherby, recommendations=1, actions=1)
    elsewhere = proposals.propose(plan.actions.get(), "complete", by=world.cast.neighbour, why="Done.")
    assert client_for("manager").get(url(world, "proposals", elsewhere.uid)).status_code == 404
    assert client_for("manager").post(url(world, "proposals", elsewhere.uid), {"verdict": "agree"}).status_code == 404


def test_queries_do_not_grow_with_proposals(cast, client_for, django_assert_max_num_queries):
    plan = builders.make_big_plan(cast.board, recommendations=2, actions=6, notes=1)
    rows = list(plan.actions.all())
    pages = [
        ("manager", f"/boards/{cast.board.slug}/"),
        ("manager", f"/boards/{cast.board.slug}/proposals/"),
        ("manager", f"/boards/{cast.board.slug}/plans/{plan.slug}/"),
        ("lead", f"/boards/{cast.board.slug}/my-actions/"),
    ]
    for row in rows[:2]:
        proposals.propose(row, "complete", by=cast.lead, why="Done.")
    few = []
    for role, page in pages:
        client = client_for(role)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        few.append(len(queries))
    for row in rows[2:]:
        proposals.propose(row, "complete", by=cast.lead, why="Done.")
        proposals.propose(row, "date", by=cast.lead, why="Late.", date=LATER)
    for (role, page), number in zip(pages, few, strict=True):
        client = client_for(role)
        with django_assert_max_num_queries(number):
            client.get(page)
