"""Handovers: what people who have left still lead is listed, and given to others."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Action
from actionplans.operations import actions, handovers
from audits.models import Audit
from audits.operations.audits import save_audit
from audits.operations.findings import follow
from boards.models import GroupMember
from boards.operations.memberships import end_access
from tests.builders import make_action, make_plan, make_recommendation
from tests.shown import shown

WAITING = "/boards/fenmarsh/handovers/"


def text(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", shown(response)).split())


@pytest.fixture
def plan(cast):
    """Ruth leads 99.1 alone and 99.2 with another person; 99.3 is complete; her agency leads 99.4."""
    plan = make_plan(cast.board, recommendations=1, actions=0)
    recommendation = plan.recommendations.get()
    make_action(recommendation, lead_text="Ruth Calloway")
    make_action(recommendation, lead_text="Quality sub-group; Ruth Calloway, Fenland Constabulary")
    done = make_action(recommendation, lead_text="Ruth Calloway")
    actions.end_action(done, "complete", by=cast.manager, reason="Shown to the Executive")
    make_action(recommendation, lead_text="Fenland Constabulary")
    return plan


@pytest.fixture
def gone(cast):
    end_access(cast.membership("lead"), by=cast.manager, reason="Has retired")
    return cast.people["RC"]


def page(person) -> str:
    return reverse("actionplans:handover_page", args=["fenmarsh", person.pk])


def lead_of(plan, ref: str) -> str:
    return plan.actions.get(ref=ref).lead_text


def test_open_actions_and_groups_are_listed_with_who_else_leads_them(plan, gone, client_for):
    said = text(client_for("manager").get(page(gone)))
    assert "Ruth Calloway, Detective Superintendent, who has left" in said
    assert "leads 2 open actions, 1 of them without anybody else." in said
    assert "1 group has them in the chair" in said
    assert "99.1" in said
    assert "Who leads it too Nobody else" in said
    assert "Who leads it too Quality sub-group" in said
    for ref in ("99.3", "99.4"):
        assert ref not in said


def test_all_is_handed_over_at_once(plan, gone, cast, client_for):
    answer = client_for("manager").post(page(gone), {"all": "Ngozi Adeyemi"}, follow=True)
    assert "2 actions and 1 group are handed over from Ruth Calloway." in text(answer)
    assert "Nothing is left to hand over" in text(answer)
    assert lead_of(plan, "99.1") == "Ngozi Adeyemi"
    assert lead_of(plan, "99.2") == "Quality sub-group; Ngozi Adeyemi"
    assert lead_of(plan, "99.3") == "Ruth Calloway"
    row = plan.actions.get(ref="99.1")
    assert row.leads.current().get().person == cast.people["NA"]
    line = row.history.first()
    assert (line.history_user, line.history_change_reason) == (cast.manager, "Handed over from Ruth Calloway")
    assert Action.objects.led_by(cast.membership("lead2")).filter(pk=row.pk).exists()


def test_each_is_given_to_another_person_and_the_rest_waits(plan, gone, client_for):
    first = plan.actions.get(ref="99.1")
    answer = client_for("manager").post(page(gone), {"all": "", f"action{first.pk}": "Quality sub-group"}, follow=True)
    said = text(answer)
    assert "1 action is handed over from Ruth Calloway." in said
    assert "leads 1 open action." in said
    assert lead_of(plan, "99.1") == "Quality sub-group"
    assert "Ruth Calloway 1 open action; chairs 1 group" in text(client_for("manager").get(WAITING))


def test_one_choice_goes_before_the_choice_for_all(plan, gone, client_for):
    second = plan.actions.get(ref="99.2")
    data = {"all": "Ngozi Adeyemi", f"action{second.pk}": "Martin Pell"}
    client_for("manager").post(page(gone), data)
    assert lead_of(plan, "99.1") == "Ngozi Adeyemi"
    assert lead_of(plan, "99.2") == "Quality sub-group; Martin Pell"


def test_who_leads_it_already_is_not_named_twice(plan, gone, client_for):
    client_for("manager").post(page(gone), {"all": "Quality sub-group"})
    assert lead_of(plan, "99.2") == "Quality sub-group"


def test_the_chair_goes_to_a_person_and_the_leaver_is_no_member(plan, gone, cast, client_for):
    place = GroupMember.objects.get(group=cast.quality, chairs=True)
    client_for("manager").post(page(gone), {"all": "", f"group{place.pk}": cast.people["MP"].pk})
    chair = GroupMember.objects.get(group=cast.quality, chairs=True)
    assert chair.person == cast.people["MP"]
    place.refresh_from_db()
    assert (place.left, place.chairs) == (True, False)
    assert place.history.first().history_change_reason == "Handed over from Ruth Calloway"


def test_who_could_add_no_note_is_said_to_be_so_before_they_are_chosen(plan, gone, client_for):
    choices = re.findall(r"<option[^>]*>([^<]*cannot add notes[^<]*)<", shown(client_for("manager").get(page(gone))))
    assert set(choices) == {
        "Graham Ashdown, Independent Scrutineer (independent chair: cannot add notes)",
        "Isla Brand, Regional Adviser (observer: cannot add notes)",
        "Martin Pell, Head of Quality Assurance (member: cannot add notes)",
    }


def test_the_groups_in_which_the_leaver_is_still_a_member_are_named(cast, client_for):
    end_access(cast.membership("member"), by=cast.manager, reason="Has moved")
    answer = client_for("manager").get(page(cast.people["MP"]))
    assert "Martin Pell is still a member of Executive , Quality sub-group . Their place ends" in text(answer)
    assert reverse("boards:group_edit", args=["fenmarsh", cast.executive.pk]) in shown(answer)


def test_an_agency_that_takes_over_all_chairs_nothing(plan, gone, cast, client_for):
    client_for("manager").post(page(gone), {"all": "Fenland Constabulary"})
    assert GroupMember.objects.get(group=cast.quality, chairs=True).person == gone
    assert lead_of(plan, "99.1") == "Fenland Constabulary"


def test_what_audits_recommend_is_among_it(plan, gone, cast, client_for):
    audit = save_audit(Audit(board=cast.board, theme="Custody", year=2026, month=3), [], by=cast.manager)
    finding = follow(audit, plan.sections.get(), by=cast.manager, text="Ask the family.", number="7")
    make_action(finding.recommendation, lead_text="Ruth Calloway", action="Ask every family in custody cases.")
    assert "Ask every family in custody cases" in text(client_for("manager").get(page(gone)))


def test_a_lead_named_before_the_board_knew_them_is_found_and_handed_over(cast, client_for):
    plan = make_plan(cast.board, recommendations=1, actions=0)
    make_action(plan.recommendations.get(), lead_text="Shona Fellowes, named nurse")
    cast.board.people.create_by(
        None, board=cast.board, name="Shona Fellowes", to_date=timezone.localdate().replace(day=1, month=1)
    )
    shona = cast.board.people.get(name="Shona Fellowes")
    client_for("manager").post(page(shona), {"all": "Ngozi Adeyemi"})
    assert lead_of(plan, "99.1") == "Ngozi Adeyemi"


def test_another_person_took_it_meanwhile_and_keeps_it(plan, gone, cast):
    row = plan.actions.get(ref="99.1")
    actions.change_action(row, {"lead_text": "Martin Pell"}, by=cast.manager)
    assert not handovers.hand_over(row, gone, "Ngozi Adeyemi", by=cast.manager)
    assert lead_of(plan, "99.1") == "Martin Pell"


def test_nothing_chosen_is_said(plan, gone, client_for):
    answer = client_for("manager").post(page(gone), {"all": ""})
    assert answer.status_code == 422
    assert "Choose who takes over" in text(answer)


def test_a_person_who_has_left_cannot_take_over(plan, gone, cast, client_for):
    end_access(cast.membership("lead2"), by=cast.manager, reason="Moved")
    answer = client_for("manager").post(page(gone), {"all": "Ngozi Adeyemi"})
    assert answer.status_code == 422
    assert "not one of the choices" in text(answer)


def test_it_stands_on_the_people_page_and_on_the_managers_home(plan, cast, client_for):
    client = client_for("manager")
    addresses = ["/boards/fenmarsh/people/", "/boards/fenmarsh/"]
    for address in addresses:
        assert WAITING not in shown(client.get(address))
    end_access(cast.membership("lead"), by=cast.manager, reason="Has retired")
    for address in addresses:
        assert f'href="{WAITING}"' in shown(client.get(address))
        assert "who has left, still leads" in text(client.get(address))
        assert WAITING not in shown(client_for("chair").get(address))
    handovers.hand_over(plan.actions.get(ref="99.1"), cast.people["RC"], "Martin Pell", by=cast.manager)
    assert "Ruth Calloway" in text(client.get(WAITING))


def test_a_person_who_has_another_access_has_not_left(cast, plan):
    assert handovers.waiting(cast.board, cast.manager, timezone.localdate()) == []


def test_notes_stay_with_their_name(plan, cast, client_for):
    from actionplans.operations.notes import add_note

    note = add_note(plan.actions.get(ref="99.1"), by=cast.lead, text="Met with both teams.")
    end_access(cast.membership("lead"), by=cast.manager, reason="Has retired")
    client_for("manager").post(page(cast.people["RC"]), {"all": "Ngozi Adeyemi"})
    note.refresh_from_db()
    assert (note.text, note.author, note.removed) == ("Met with both teams.", cast.lead, False)
    assert "RC" in text(
        client_for("manager").get(reverse("actionplans:action_page", args=["fenmarsh", plan.slug, "99.1"]))
    )


@pytest.mark.parametrize("address", ["page", "waiting"])
def test_queries_do_not_grow(plan, gone, cast, client_for, django_assert_num_queries, address):
    client = client_for("manager")
    where = page(gone) if address == "page" else WAITING
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    for n in range(3):
        recommendation = make_recommendation(plan.sections.get(), 200 + n)
        for _ in range(4):
            make_action(recommendation, lead_text="Ruth Calloway; Martin Pell")
    with django_assert_num_queries(len(few)):
        client.get(where)
