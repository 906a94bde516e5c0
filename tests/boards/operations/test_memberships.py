"""Ending a user's access and their sessions, and changing a role."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from boards.access import Role
from boards.models import GroupMember, Invitation, Membership
from boards.operations.invitations import invite
from boards.operations.memberships import KEEP_OWN, LAST, OWN, change_role, end_access, keep_access
from tests.cast import PASSWORD
from tests.shown import shown

BASE = "/boards/fenmarsh/"


def text(response) -> str:
    return " ".join(strip_tags(shown(response)).split())


def member(cast, role: str, end: str = "") -> str:
    return f"{BASE}members/{cast.membership(role).pk}/{end}"


def end(**changes) -> dict:
    return {"when": "now", "reason": "Has retired"} | changes


def on(day: datetime.date) -> dict:
    return {"when": "day", "on_day": day.day, "on_month": day.month, "on_year": day.year}


def test_access_ends_at_once_and_the_open_session_with_it(cast, client_for):
    lead = Client()
    lead.post("/accounts/login/", {"login": cast.lead.email, "password": PASSWORD})
    assert lead.get(BASE + "actions/").status_code == 200
    answer = client_for("manager").post(member(cast, "lead", "end/"), end(), follow=True)
    assert "Ruth Calloway has no access any more, and is signed out." in text(answer)
    signed_out = lead.get(BASE + "actions/")
    assert signed_out.status_code == 302
    assert "/accounts/login/" in signed_out.url
    lead.post("/accounts/login/", {"login": cast.lead.email, "password": PASSWORD})
    assert lead.get(BASE + "actions/").status_code == 404


def test_the_end_keeps_who_why_and_from_where(cast, client_for):
    client_for("manager").post(member(cast, "lead", "end/"), end(), REMOTE_ADDR="203.0.113.7")
    line = cast.membership("lead").history.first()
    assert (line.history_user, line.history_change_reason) == (cast.manager, "Has retired")
    assert line.address == "203.0.113.7"


def test_access_ends_on_a_day_to_come_and_can_be_kept(cast, client_for):
    day = timezone.localdate() + datetime.timedelta(days=10)
    client = client_for("manager")
    client.post(member(cast, "lead", "end/"), end(**on(day)))
    assert client_for("lead").get(BASE + "actions/").status_code == 200
    membership = cast.membership("lead")
    assert membership.ended_on == day
    assert "The board is closed to them from" in text(client.get(member(cast, "lead")))
    client.post(member(cast, "lead", "keep/"))
    membership.refresh_from_db()
    assert membership.ended_on is None


def test_an_end_that_has_come_is_undone_by_an_invitation_alone(cast):
    membership = cast.membership("lead")
    end_access(membership, by=cast.manager, reason="Moved")
    with pytest.raises(ValidationError, match="invite them"):
        keep_access(membership, by=cast.manager)


def test_nobody_takes_back_the_end_of_their_own_access(cast, client_for):
    change_role(cast.membership("member"), Role.MANAGER, by=cast.manager, person=None)
    day = timezone.localdate() + datetime.timedelta(days=10)
    end_access(cast.membership("manager"), by=cast.member, reason="Moves on", on=day)
    page = client_for("manager").post(member(cast, "manager", "keep/"), follow=True)
    assert KEEP_OWN in text(page)
    assert cast.membership("manager").ended_on == day
    keep_access(cast.membership("manager"), by=cast.member)
    assert cast.membership("manager").ended_on is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "Answer “Why?”"),
        ({"when": "day"}, "Enter the day"),
        ({"when": "day", "on_day": "1", "on_month": "1", "on_year": "2026"}, "Choose a day from"),
        ({"when": ""}, "Answer “When does it end?”"),
    ],
)
def test_what_is_wrong_is_said_and_access_goes_on(cast, client_for, changes, sentence):
    answer = client_for("manager").post(member(cast, "lead", "end/"), end(**changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert cast.membership("lead").ended_on is None


def test_nobody_ends_their_own_access_or_the_last_managers(cast, client_for):
    client = client_for("manager")
    assert OWN in text(client.get(member(cast, "manager", "end/")))
    answer = client.post(member(cast, "manager", "end/"), end())
    assert OWN in text(answer)
    assert cast.membership("manager").ended_on is None
    with pytest.raises(ValidationError, match="only business manager"):
        end_access(cast.membership("manager"), by=cast.admin, reason="x")
    with pytest.raises(ValidationError, match="only business manager"):
        change_role(cast.membership("manager"), Role.MEMBER, by=cast.admin, person=None)


def test_a_manager_who_is_to_leave_does_not_count_as_another(cast):
    change_role(cast.membership("member"), Role.MANAGER, by=cast.manager, person=None)
    later = timezone.localdate() + datetime.timedelta(days=5)
    end_access(cast.membership("member"), by=cast.manager, reason="x", on=later)
    with pytest.raises(ValidationError, match=LAST[:20]):
        end_access(cast.membership("manager"), by=cast.member, reason="x")


def test_a_role_that_was_taken_away_in_this_moment_is_not_taken_back(cast):
    """The page was opened while they were a manager: submitting it unchanged would give the role back."""
    change_role(cast.membership("member"), Role.MANAGER, by=cast.manager, person=None)
    as_it_was = cast.membership("member")
    change_role(cast.membership("member"), Role.MEMBER, by=cast.manager, person=None)
    with pytest.raises(ValidationError, match=OWN[:20]):
        change_role(as_it_was, Role.MANAGER, by=cast.member, person=None)
    assert cast.membership("member").role == Role.MEMBER


def test_access_that_was_ended_in_this_moment_is_not_opened_until_a_later_day(cast):
    as_it_was = cast.membership("lead")
    end_access(cast.membership("lead"), by=cast.manager, reason="Moved")
    later = timezone.localdate() + datetime.timedelta(days=5)
    with pytest.raises(ValidationError, match="ended already"):
        end_access(as_it_was, by=cast.manager, reason="Moves", on=later)
    assert cast.membership("lead").ended_on == timezone.localdate()


def test_with_two_managers_one_can_go(cast):
    change_role(cast.membership("member"), Role.MANAGER, by=cast.manager, person=None)
    end_access(cast.membership("manager"), by=cast.member, reason="Has retired")
    assert Membership.objects.active().filter(board=cast.board, role=Role.MANAGER).get().user == cast.member


def test_what_they_were_invited_to_is_revoked(cast):
    letter = invite(cast.board, by=cast.manager, email="x@s.example", name="Ruth", role="lead")
    letter.invitation.email = cast.lead.email
    letter.invitation.save_by(None)
    end_access(cast.membership("lead"), by=cast.manager, reason="Moved")
    invitation = Invitation.objects.get()
    assert invitation.revoked_at
    assert invitation.history.first().history_change_reason == "Their access was ended"


def test_leaving_their_post_too_puts_them_among_those_no_longer_in_post(cast, client_for):
    client_for("manager").post(member(cast, "lead", "end/"), end(left_post="on"))
    person = cast.people["RC"]
    person.refresh_from_db()
    assert person.to_date == timezone.localdate()
    assert person.history.first().history_change_reason == "Has retired"


def test_leaving_their_post_ends_their_places_in_groups_but_not_the_chair(cast, client_for):
    GroupMember.objects.create_by(None, group=cast.executive, person=cast.people["RC"])
    client_for("manager").post(member(cast, "lead", "end/"), end(left_post="on"))
    places = {place.group: place for place in GroupMember.objects.filter(person=cast.people["RC"])}
    assert (places[cast.executive].left, places[cast.quality].left) == (True, False)
    line = places[cast.executive].history.first()
    assert (line.history_user, line.history_change_reason) == (cast.manager, "Has retired")


@pytest.mark.parametrize("changes", [{}, {"left_post": "on", "later": True}])
def test_a_user_who_stays_in_post_for_now_keeps_their_places_in_groups(cast, client_for, changes):
    day = on(timezone.localdate() + datetime.timedelta(days=5)) if changes.pop("later", False) else {}
    client_for("manager").post(member(cast, "member", "end/"), end(**changes, **day))
    assert cast.membership("member").ended_on
    assert GroupMember.objects.current().filter(person=cast.people["MP"]).count() == 2


def test_after_the_end_what_they_led_is_shown(cast, client_for):
    answer = client_for("manager").post(member(cast, "lead", "end/"), end())
    assert answer.url == f"{BASE}people/{cast.people['RC'].pk}/handover/"


def test_a_role_is_changed_with_its_reason_and_holds_on_the_next_page(cast, client_for):
    lead = client_for("lead")
    data = {"role": "observer", "person": cast.people["RC"].pk, "reason": "Sits on the panel now"}
    client_for("manager").post(member(cast, "lead", "role/"), data)
    assert lead.get(BASE + "actions/").status_code == 403
    line = cast.membership("lead").history.first()
    assert (line.role, line.history_change_reason) == ("observer", "Sits on the panel now")
    assert "Sits on the panel now" in text(client_for("manager").get(member(cast, "lead")))


def test_nobody_changes_their_own_role(cast, client_for):
    answer = client_for("manager").post(member(cast, "manager", "role/"), {"role": "member", "person": ""})
    assert answer.status_code == 422
    assert OWN in text(answer)
    assert cast.membership("manager").role == Role.MANAGER


def test_a_person_of_another_board_cannot_be_chosen(cast, client_for):
    data = {"role": "lead", "person": cast.otherby_person.pk}
    assert client_for("manager").post(member(cast, "lead", "role/"), data).status_code == 422


def test_the_people_page_shows_the_manager_who_has_access(cast, client_for):
    invite(cast.board, by=cast.manager, email="x@s.example", name="Priya", role="lead")
    Client().post("/accounts/login/", {"login": cast.lead.email, "password": PASSWORD})
    page = text(client_for("manager").get(BASE + "people/"))
    today = timezone.localdate()
    assert "6 people can sign in" in page
    assert "1 invitation has not been answered" in page
    assert f"since {today.day} {today:%B %Y}, last signed in {today.day} {today:%B %Y}" in page
    assert "never signed in" in page
    others = text(client_for("member").get(BASE + "people/"))
    for said in ("can sign in", "signed in", "invitation", "Invite"):
        assert said not in others.split("Sign out")[1]
