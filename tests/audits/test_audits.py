"""Audits: the list by year, a page for each, and its recommendations followed in a plan."""

import pytest
from django.urls import reverse

from actionplans.models import Plan, Recommendation
from actionplans.operations.actions import end_action
from actionplans.operations.plans import remove_recommendation
from actionplans.operations.structure import add_action, remove_action
from audits.models import Audit
from audits.operations.audits import save_audit
from audits.operations.findings import begin_audits_plan, follow
from audits.pages.audits import followed, score
from tests.builders import make_plan
from tests.shown import shown

TYPED = {
    "theme": "Decisions at the front door",
    "kind": "multi-agency",
    "month": "5",
    "year": "2026",
    "lead": "Martin Pell",
    "state": "reported",
    "summary": "Two weak places:\n- reasons are not written down\n- families are not asked",
}


@pytest.fixture
def manager(client_for):
    return client_for("manager")


def make_audit(cast, agencies=("police", "health"), **values):
    values = {"theme": "Decisions at the front door", "year": 2026, "month": 5, "reports_to": cast.quality} | values
    return save_audit(Audit(board=cast.board, **values), [cast.agencies[key] for key in agencies], by=cast.manager)


def make_finding(audit, cast, **values):
    section = begin_audits_plan(cast.board, by=cast.manager).sections.get()
    return follow(audit, section, by=cast.manager, **({"text": "Write the reasons down."} | values)).recommendation


def url(name, *args):
    return reverse(name, args=["fenmarsh", *args])


def page(response):
    return shown(response)


# the list ---------------------------------------------------------------------------------------------------------------


def test_the_list_goes_by_year_the_latest_first_and_by_month_within_it(manager, cast):
    make_audit(cast, theme="Supervision", year=2025, month=11)
    make_audit(cast, theme="Custody", year=2026, month=9)
    make_audit(cast, theme="Neglect", year=2026, month=2, kind="section-11")
    text = page(manager.get(url("audits:audit_list")))
    places = [text.index(word) for word in (">2026 <", "Neglect", "Custody", ">2025 <", "Supervision")]
    assert places == sorted(places)
    for words in ("Section 11", "February", "Police, ICB", "Quality sub-group", "Planned", "No lead named"):
        assert words in text


def test_without_audits_the_manager_is_led_to_the_first(manager, client_for, cast):
    assert "Add the first audit" in page(manager.get(url("audits:audit_list")))
    assert "Add the first audit" not in page(client_for("member").get(url("audits:audit_list")))


def test_the_list_and_the_page_cost_the_same_however_much_is_followed(manager, cast, django_assert_max_num_queries):
    audit = make_audit(cast)
    make_finding(audit, cast, action="One action.")
    for address in (url("audits:audit_list"), url("audits:audit_page", audit.pk)):
        manager.get(address)
        with django_assert_max_num_queries(16) as small:
            manager.get(address)
        for n in range(4):
            more = make_audit(cast, theme=f"Theme {n}")
            for finding in range(3):
                made = make_finding(audit if n % 2 else more, cast, action=f"Action {finding}.", lead="Ruth Calloway")
                add_action(made, by=cast.manager, action="Another.", deadline_text="March 2027")
        with django_assert_max_num_queries(len(small.captured_queries)):
            manager.get(address)


# one audit ---------------------------------------------------------------------------------------------------------------


def test_an_audit_is_added_and_is_in_the_list(manager, cast):
    typed = TYPED | {
        "agencies": [cast.agencies["police"].pk, cast.agencies["council"].pk],
        "reports_to": cast.quality.pk,
    }
    response = manager.post(url("audits:audit_add"), typed)
    audit = Audit.objects.get()
    assert response.url == url("audits:audit_page", audit.pk)
    text = page(manager.get(response.url))
    for words in (
        "Multi-agency audit, May 2026",
        "Martin Pell",
        "Fenland Constabulary",
        "Fenmarsh Council",
        "Reported",
    ):
        assert words in text
    assert "<li>reasons are not written down</li>" in text
    assert "It has no recommendations yet." in text
    assert audit.history.get().history_user == cast.manager


def test_an_agency_that_no_longer_takes_part_is_marked_and_may_come_back(manager, cast):
    audit = make_audit(cast)
    police = cast.agencies["police"].pk
    for chosen in ([], [police]):
        manager.post(url("audits:audit_edit", audit.pk), TYPED | {"agencies": chosen})
    assert {part.agency_id: part.left for part in audit.agencies.all()} == {
        police: False,
        cast.agencies["health"].pk: True,
    }


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"theme": ""}, "Enter what the audit looks at"),
        ({"year": "26"}, "must be at least 2000"),
        ({"year": "next"}, "Enter the year with four digits, such as 2026"),
        ({"month": "13"}, "not one of the choices any more"),
        ({"theme": "x" * 201}, "201 characters long"),
    ],
)
def test_what_is_wrong_is_said_by_its_field_and_the_rest_stays(manager, cast, wrong, sentence):
    response = manager.post(url("audits:audit_add"), TYPED | wrong)
    assert response.status_code == 422
    assert sentence in page(response)
    assert "families are not asked" in page(response)
    assert not Audit.objects.exists()


def test_groups_and_agencies_of_another_board_are_no_choice(manager, cast):
    response = manager.post(
        url("audits:audit_add"), TYPED | {"reports_to": cast.otherby_executive.pk, "agencies": [cast.otherby_agency.pk]}
    )
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reports_to", "agencies"}


def test_the_second_user_to_save_sees_what_the_first_wrote(manager, cast):
    audit = make_audit(cast)
    base = manager.get(url("audits:audit_edit", audit.pk)).context["form"]["base"].value()
    audit.theme = "Theirs"
    audit.save_by(cast.admin)
    response = manager.post(url("audits:audit_edit", audit.pk), TYPED | {"theme": "Mine", "base": base})
    assert "It now says “Theirs”" in page(response)
    assert 'value="Mine"' in page(response)


# what it recommends ---------------------------------------------------------------------------------------------------------


def test_the_first_recommendation_makes_the_audits_plan_with_five_columns(manager, cast):
    audit = make_audit(cast)
    typed = {
        "text": "Write the reasons down.",
        "short": "Reasons",
        "where": "new",
        "action": "A box for reasons on the form.",
        "lead": "Ruth Calloway",
        "by_when": "31 March 2027",
    }
    assert manager.post(url("audits:finding_add", audit.pk), typed).url == url("audits:audit_page", audit.pk)
    plan = Plan.objects.get()
    assert (plan.title, len(plan.columns), plan.source_kind) == ("Audits", 5, "audit")
    action = plan.actions.get()
    assert action.ref == "A1.1"
    assert action.leads.get().person == cast.people["RC"]
    assert action.deadlines.get().date == "2027-03-31"
    text = page(manager.get(url("audits:audit_page", audit.pk)))
    assert "0 of 1 recommendation done." in text
    assert f"{url('actionplans:plan_page', plan.slug)}#rec-A1" in text
    assert "A box for reasons on the form" in text
    follow_up = manager.get(url("audits:finding_add", audit.pk)).context["form"]
    assert "new" not in dict(follow_up.fields["where"].choices)
    manager.post(url("audits:finding_add", audit.pk), {"text": "Ask the family.", "where": str(plan.sections.get().pk)})
    assert list(plan.recommendations.values_list("number", flat=True)) == ["A1", "A2"]


def test_it_can_be_followed_in_another_plan_under_the_number_of_the_report(manager, cast):
    plan = make_plan(cast.board, recommendations=1, actions=0)
    audit = make_audit(cast)
    typed = {"text": "Ask the family.", "where": str(plan.sections.get().pk), "number": "7.2."}
    manager.post(url("audits:finding_add", audit.pk), typed)
    assert plan.recommendations.get(number="7.2").finding.audit == audit
    assert not Plan.objects.filter(title="Audits").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"number": "99"}, "This plan has a recommendation of that number already."),
        ({"by_when": "31 June 2027", "action": "Do it."}, "31 June does not exist. June has 30 days"),
        ({"lead": "Ruth Calloway"}, "Write the action that this lead and date belong to"),
        ({"text": ""}, "Write what is recommended"),
        ({"action": "x" * 50_001}, "50,001 characters long. A cell holds up to 50,000"),
    ],
)
def test_what_is_wrong_in_a_recommendation_is_said_and_nothing_is_made(manager, cast, wrong, sentence):
    plan = make_plan(cast.board, recommendations=1, actions=0)
    audit = make_audit(cast)
    typed = {"text": "A text that took an hour.", "where": str(plan.sections.get().pk), "short": "Kept"} | wrong
    response = manager.post(url("audits:finding_add", audit.pk), typed)
    assert response.status_code == 422
    assert sentence in page(response)
    assert 'value="Kept"' in page(response)
    assert Recommendation.objects.count() == 1


def test_the_section_of_another_board_is_no_choice(manager, cast):
    other = make_plan(cast.otherby, recommendations=0)
    audit = make_audit(cast)
    typed = {"text": "Ask the family.", "where": str(other.sections.get().pk)}
    assert manager.post(url("audits:finding_add", audit.pk), typed).status_code == 422


def test_a_recommendation_is_done_when_all_its_standing_actions_have_ended(manager, cast):
    audit = make_audit(cast)
    done = make_finding(audit, cast, action="One.")
    second = add_action(done, by=cast.manager, action="Two.")
    make_finding(audit, cast, text="Nothing agreed yet.")

    def words():
        return str(score(followed([audit], cast.manager)[audit.pk]))

    assert words() == "0 of 2 done"
    end_action(done.actions.get(ref="A1.1"), "complete", by=cast.manager, reason="In use.")
    assert words() == "0 of 2 done"
    remove_action(second, by=cast.manager, reason="Taken into A1.1")
    assert words() == "1 of 2 done"
    assert "1 of 2 done" in page(manager.get(url("audits:audit_list")))
    assert "1 of 2 recommendations done." in page(manager.get(url("audits:audit_page", audit.pk)))


def test_a_recommendation_taken_out_of_its_plan_no_longer_counts(cast):
    audit = make_audit(cast)
    remove_recommendation(make_finding(audit, cast), by=cast.manager)
    assert str(score(followed([audit], cast.manager)[audit.pk])) == "None"


def test_an_internal_recommendation_shows_to_the_manager_and_the_chair_only(client_for, cast):
    audit = make_audit(cast)
    made = make_finding(audit, cast, text="A delicate matter.")
    made.internal = True
    made.save_by(cast.manager)
    for role, seen in (("manager", True), ("chair", True), ("lead", False), ("member", False)):
        client = client_for(role)
        assert ("A delicate matter." in page(client.get(url("audits:audit_page", audit.pk)))) is seen
        assert ("0 of 1 done" in page(client.get(url("audits:audit_list")))) is seen


# who may ----------------------------------------------------------------------------------------------------------------


def test_an_audit_of_another_board_is_not_there(manager, client_for, cast):
    audit = make_audit(cast)
    assert client_for("neighbour").get(url("audits:audit_page", audit.pk)).status_code == 404
    theirs = save_audit(Audit(board=cast.otherby, theme="Theirs", year=2026, month=1), [], by=cast.neighbour)
    for name in ("audits:audit_page", "audits:audit_edit", "audits:finding_add"):
        assert manager.get(url(name, theirs.pk)).status_code == 404


def test_those_who_only_read_are_offered_nothing_to_change(client_for, cast):
    audit = make_audit(cast)
    for role in ("chair", "lead", "member"):
        text = page(client_for(role).get(url("audits:audit_page", audit.pk)))
        assert "Edit this audit" not in text
        assert "Add a recommendation" not in text
