"""Nobody signs off their own work: what they lead, or called complete. The page says who is asked instead."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplans.models import SignOff
from actionplans.operations import actions, notes, proposals, sign_offs
from boards.access import RIGHTS, Right, Role, may
from boards.models import Membership, User
from boards.operations.memberships import change_role
from tests import builders
from tests.browsing import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=1, notes=0)


@pytest.fixture
def row(cast, plan):
    """A complete action that the chair leads, marked complete by the manager."""
    row = plan.actions.get()
    actions.change_action(row, {"lead_text": "Graham Ashdown"}, by=cast.manager)
    actions.end_action(row, "complete", by=cast.manager, reason="All have replied")
    return row


@pytest.fixture
def scrutineer(cast) -> User:
    """The member, as the board's scrutineer."""
    change_role(cast.membership("member"), Role.SCRUTINEER, by=cast.manager, person=cast.people["MP"])
    return User.objects.get(pk=cast.member.pk)


def test_what_one_leads(cast, client_for, plan, row, scrutineer):
    client = client_for("chair")
    for page in ("actionplans:action_sign_off", "actionplans:action_page"):
        said = text(client.get(url(page, plan, "99.1")))
        assert "You lead it. Martin Pell is asked to sign it off." in said
        assert "Sign it off" not in said
    answer = client.post(url("actionplans:action_sign_off", plan, "99.1"), {})
    assert answer.status_code == 422
    assert "You lead it." in text(answer)
    assert not SignOff.objects.exists()
    sign_offs.sign_off_action(row, by=scrutineer)


def test_what_a_group_leads_that_one_chairs(cast, plan, row):
    actions.change_action(row, {"lead_text": "Executive"}, by=cast.manager)
    assert sign_offs.own_work([row], cast.chair) == {row.pk: "leads"}
    cast.executive.members.get(chairs=True)
    assert sign_offs.own_work([row], cast.member) == {}  # a member of the group does not answer for it


def test_what_one_marked_complete(cast, client_for, plan, row):
    said = text(client_for("manager").get(url("actionplans:action_sign_off", plan, "99.1")))
    assert "You marked it complete. Nobody else in this board may sign it off" in said
    with pytest.raises(ValidationError, match="You marked it complete"):
        sign_offs.sign_off_action(row, by=cast.manager)


def test_what_one_proposed_and_another_agreed(cast, plan, scrutineer):
    row = plan.actions.get()
    actions.change_action(row, {"lead_text": "Ruth Calloway"}, by=cast.manager)
    proposal = proposals.propose(row, "complete", by=cast.lead, why="It is done")
    proposals.agree(proposal, by=cast.manager)
    actions.change_action(row, {"lead_text": "Ngozi Adeyemi"}, by=cast.manager)
    assert sign_offs.own_work([row], cast.lead) == {row.pk: "proposed"}
    actions.reopen_action(row, by=cast.manager, reason="It broke")
    actions.end_action(row, "complete", by=cast.chair, reason="It is done again")
    assert sign_offs.own_work([row], cast.lead) == {}
    assert sign_offs.own_work([row], cast.manager) == {}
    sign_offs.sign_off_action(row, by=cast.manager)


def test_own_work_is_listed_without_a_button_and_does_not_wait_at_home(cast, client_for, row):
    board = f"/boards/{cast.board.slug}/"
    client = client_for("chair")
    listed = text(client.get(f"{board}sign-offs/"))
    assert "You lead it." in listed
    assert "Sign off 99.1" not in listed
    assert "waits for your sign-off" not in text(client.get(board))


def test_every_page_counts_only_what_the_reader_may_sign_off(cast, client_for, plan, row):
    other = builders.make_action(plan.recommendations.get(), 1, by=cast.manager)
    actions.end_action(other, "complete", by=cast.manager, reason="All have replied")
    board = f"/boards/{cast.board.slug}/"
    client = client_for("chair")
    assert "1 complete action waits for your sign-off." in text(client.get(board))
    assert "1 action waits for your sign-off" in text(client.get(f"{board}sign-offs/"))
    assert "1 action awaits your sign-off" in text(client.get(plan.get_absolute_url()))


def test_the_page_shows_what_there_is_to_judge_by(cast, client_for, plan):
    row = plan.actions.get()
    builders.make_version(plan)
    notes.add_note(row, by=cast.manager, text="Letters went to all schools.")
    actions.change_action(row, {"why": "A new reason"}, by=cast.manager)
    actions.end_action(row, "complete", by=cast.manager, reason="All have replied")
    said = text(client_for("chair").get(url("actionplans:action_sign_off", plan, "99.1")))
    today = f"{timezone.localdate():%-d %B %Y}"
    assert f"Marked complete on {today} by Tessa Orme" in said
    assert "All have replied" in said
    assert "Letters went to all schools." in said
    assert f"What was changed since version 1 of {today}" in said
    assert "changed from “Nobody was sure who should take the lead.” to “A new reason” by Tessa Orme" in said
    assert "Ask first: challenge it" in said


def test_the_page_of_a_version_shows_what_has_changed_since_the_one_that_was_signed_off_last(cast, client_for, plan):
    sign_offs.sign_off_version(builders.make_version(plan), by=cast.chair)
    builders.make_version(plan)
    notes.add_note(plan.actions.get(), by=cast.manager, text="Letters went to all schools.")
    builders.make_version(plan)
    said = text(client_for("chair").get(url("actionplans:version_sign_off", plan, 3)))
    assert "What has changed since version 1, which was signed off last" in said
    assert "new note" in said


# the scrutineer -----------------------------------------------------------------------------------------------------------


def test_a_scrutineer_has_the_chairs_rights_but_signing_off_versions():
    assert RIGHTS[Role.CHAIR] - RIGHTS[Role.SCRUTINEER] == {Right.SIGN_VERSIONS}
    assert RIGHTS[Role.SCRUTINEER] < RIGHTS[Role.CHAIR]


@pytest.mark.parametrize("allowed", [False, True])
def test_a_setting_of_the_board_lets_the_scrutineer_sign_off_versions(cast, client_for, plan, scrutineer, allowed):
    builders.make_version(plan)
    address = url("actionplans:version_sign_off", plan, 1)
    client = client_for("member")
    assert client.get(address).status_code == 403
    cast.board.scrutineer_signs = allowed
    cast.board.save_by(cast.manager)
    assert client.get(address).status_code == (200 if allowed else 403)
    assert may(User.objects.get(pk=scrutineer.pk), Right.SIGN_VERSIONS, cast.board) is allowed
    page = text(client.get(url("actionplans:version_page", plan, 1)))
    assert ("Sign off" in page) is allowed


def test_the_manager_sets_it_for_the_board(cast, client_for):
    page = client_for("manager").get(f"/boards/{cast.board.slug}/settings/")
    assert "The scrutineer signs off published versions too" in text(page)
    assert Membership._meta.get_field("role").choices[2] == ("scrutineer", "Independent scrutineer")
