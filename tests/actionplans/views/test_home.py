"""The home of a board: what is late, what comes next, what is silent, and what waits to be published."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplans.operations import notes
from actionplans.pages import board_home
from actionplans.pages.plan_table import build
from actionplans.persistence.load import read_document
from boards.models import Meeting, Membership
from tests import builders
from tests.browsing import text
from tests.shown import shown


@pytest.fixture
def home(cast, client_for):
    def get(role: str = "manager"):
        return client_for(role).get(f"/boards/{cast.board.slug}/")

    return get


def test_a_board_without_plans_says_how_to_begin(home):
    page = text(home())
    assert "There is no plan yet." in page
    assert "Start an empty plan" in page
    assert "Start an empty plan" not in text(home("member"))


def test_the_first_sentence_says_what_comes_and_what_is_late(cast, home):
    builders.make_plan(cast.board, recommendations=2, actions=2)
    assert "Papers for the Executive are due in 2 days. 1 action is overdue." in text(home())


def test_without_anything_late_it_says_so(cast, home):
    builders.make_plan(cast.board, recommendations=1, actions=0)
    rec = cast.board.plans.get().recommendations.get()
    builders.make_action(rec, 1)
    assert "Nothing is overdue." in text(home())


def test_overdue_rows_stand_longest_first_with_slips_and_last_note(cast, home):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    rec = plan.recommendations.get()
    builders.make_action(rec, 0, action="The younger", deadline_text=builders.day(-3))
    builders.make_action(rec, 0, action="The older", deadline_text=builders.day(-40))
    page = text(home())
    assert page.index("The older") < page.index("The younger")
    assert "40 days overdue" in page
    assert "3 days overdue" in page


def test_where_a_board_has_several_plans_their_names_stand_beside_references(cast, home):
    first = builders.make_plan(cast.board, title="Review of Harbour House", recommendations=1, actions=2, notes=1)
    row = first.actions.order_by("pk").first()
    named = [f"Review of Harbour House. {words}" for words in ("Ruth Calloway", "Quality sub-group", "Police")]
    alone = text(home())
    assert not any(words in alone for words in named)
    assert "RC, Review of Harbour House" not in alone
    notes.add_note(row, by=cast.lead, text="The list is agreed.")
    builders.make_plan(cast.board, title="Joint inspection", recommendations=1, actions=1, notes=0, first=300)
    both = text(home())
    assert any(words in both for words in named)
    assert "The list is agreed RC, Review of Harbour House" in both


def test_the_days_ahead_hold_papers_meetings_and_deadlines(cast, home):
    builders.make_plan(cast.board, recommendations=1, actions=4)
    response = home()
    ahead = response.context["ahead"]
    today = timezone.localdate()
    assert [(day.date - today).days for day in ahead.days] == [2, 7, 14]
    assert ahead.days[0].papers == ["the Executive"]
    assert [line.action.ref for line, _ in ahead.days[2].due] == ["99.2"]
    assert "1 action, 1 meeting" in text(response)
    assert "Council House" in text(response)


def test_a_cancelled_meeting_is_not_announced(cast, home):
    builders.make_plan(cast.board)
    cast.coming.cancelled = True
    cast.coming.save_by(cast.manager)
    assert "Executive" not in text(home()).split("Silent for")[0].split("Sign out")[1]


def test_an_interim_date_is_announced_before_the_last_one(cast, home):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    builders.make_action(
        plan.recommendations.get(),
        deadline_text=f"Interim report by {builders.day(5)}; full implementation by {builders.day(200)}",
    )
    ahead = home().context["ahead"]
    assert [label for day in ahead.days for _, label in day.due] == ["Interim report"]


def test_silence_counts_from_the_last_note_and_needs_time(cast, home):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    rec = plan.recommendations.get()
    long_ago = timezone.localtime() - datetime.timedelta(days=100)
    quiet = builders.make_action(rec, 3)
    never = builders.make_action(rec, 3)
    builders.make_action(rec, 3, action="Only begun today")
    for action in (quiet, never):
        action.added_on = long_ago.date()
        action.save_by(cast.manager)
    notes.add_note(quiet, by=cast.manager, text="A reply came.", at=timezone.localtime() - datetime.timedelta(days=74))
    response = home()
    assert [line.action.ref for line in response.context["silent"]] == [never.ref, quiet.ref]
    assert "74 days" in text(response)
    assert "Never noted" in text(response)


def test_latest_progress_leaves_out_nothing_new_and_what_is_internal(cast, home):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1, notes=0)
    action = plan.actions.get()
    notes.add_note(action, by=cast.manager, text="Fourteen visits are done.")
    notes.add_note(action, by=cast.manager, text=notes.NOTHING_NEW, nothing_new=True)
    notes.add_note(action, by=cast.manager, text="Talk to the chair first.", internal=True)
    assert [words for _, words in home("manager").context["latest"]] == [
        "Talk to the chair first",
        "Fourteen visits are done",
    ]
    assert [words for _, words in home("member").context["latest"]] == ["Fourteen visits are done"]


def test_internal_rows_are_counted_and_named_for_the_manager_and_the_chair_only(cast, home):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1)
    builders.make_action(
        plan.recommendations.get(), action="A row for two", deadline_text=builders.day(-10), internal=True
    )
    assert "A row for two" in text(home("chair"))
    assert home("chair").context["actions"] == 2
    assert "A row for two" not in text(home("member"))
    assert home("member").context["actions"] == 1


def test_changes_wait_for_the_next_version(cast, home):
    plan = builders.make_plan(cast.board, recommendations=2, actions=2)
    assert "has not been published yet" in text(home())
    builders.make_version(plan)
    assert "Nothing has changed since the last version." in text(home())
    first, second = plan.actions.all()[:2]
    notes.add_note(first, by=cast.lead, text="A reply came.")
    notes.add_note(first, by=cast.lead, text="Another reply came.")
    notes.add_note(second, by=cast.manager, text="Say nothing yet.", internal=True)
    page = text(home())
    assert "Version 2 of “Joint inspection” is not out yet. 2 actions have changed since version 1." in page
    assert "Publish version 2" in page
    page = text(home("member"))
    assert "1 action has changed since version 1." in page
    assert "Publish version 2" not in page


def test_what_changed_since_the_meeting_is_one_click_away_before_and_after_publishing(cast, home, client_for):
    plan = builders.make_plan(cast.board, recommendations=1, actions=2)
    builders.make_version(plan, meeting=cast.held, at=timezone.localtime() - datetime.timedelta(days=12))
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.lead, text="A reply came.")
    words = f"What changed in “Joint inspection” since the Executive of {cast.held.date:%-d %B}"
    address = f"/boards/{cast.board.slug}/plans/{plan.slug}/changes/"
    assert f'href="{address}">{words}<' in shown(home("chair"))
    assert "Version 2 of “Joint inspection” is not out yet." in text(home("chair"))
    builders.make_version(plan, meeting=cast.coming)
    page = shown(home("chair"))
    assert f'href="{address}">{words}<' in page
    since = text(client_for("chair").get(address))
    assert f"What changed since the Executive of {cast.held.date:%-d %B %Y}" in since
    assert "1 action changed: 1 new note." in since
    assert "The Executive" in since
    assert "had version 1" in since


def test_a_version_that_is_out_for_the_coming_meeting_is_named_and_the_next_is_not_the_main_button(cast, home):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1)
    builders.make_version(plan, meeting=cast.coming)
    out = f"Version 1 of “Joint inspection” is out for the Executive on {cast.coming.date:%-d %B}"
    assert out in text(home())
    notes.add_note(plan.actions.get(), by=cast.lead, text="A reply came.")
    page = shown(home())
    assert out in page
    assert "1 action has" in page
    assert "Publish version 2" in page
    assert 'class="govuk-button"' not in page


def test_a_version_that_is_out_is_named_beside_another_plan_that_waits(cast, home):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1)
    builders.make_version(plan, meeting=cast.coming)
    builders.make_plan(cast.board, title="Night team", first=500, recommendations=1, actions=1)
    said = text(home())
    assert "“Night team” has not been published yet." in said
    assert said.count("Version 1 of “Joint inspection” is out for the Executive") == 1
    assert "Nothing has changed since" not in said


def test_the_strip_says_the_worst_thing_of_each_recommendation(cast, home):
    plan = builders.make_plan(cast.board, recommendations=3, actions=0)
    first, second, third = plan.recommendations.all()
    builders.make_action(first, 0, notes=1)
    builders.make_action(first, 1, notes=1)
    builders.make_action(second, 1, notes=1)
    builders.make_action(third, 2)
    strip = home().context["plans"][0].strip
    assert [(n.node.number, n.worst, n.worst_is_late, n.done, n.anchor) for n in strip] == [
        ("99", "1 overdue", True, "0 of 2 complete", "rec-99"),
        ("100", "1 due soon", False, "0 of 1 complete", "rec-100"),
        ("101", "1 never noted", False, "0 of 1 complete", "rec-101"),
    ]


def test_the_strip_agrees_with_the_page_of_the_plan(cast, home):
    """Both are made from the same facts, one from queries, the other from the document."""
    plan = builders.make_big_plan(cast.board, recommendations=3, actions=4, notes=2, sections=2)
    own = {n.node.number: n for n in home().context["plans"][0].strip}
    table = build(read_document(plan), on=timezone.localdate())
    assert {n: (x.anchor, x.done, x.worst, x.worst_is_late) for n, x in own.items()} == {
        r.node.number: (r.anchor, r.done, r.worst, r.worst_is_late) for r in table.strip
    }


def test_queries_do_not_grow_with_rows(cast, client_for, django_assert_max_num_queries):
    client = client_for("manager")
    address = f"/boards/{cast.board.slug}/"
    builders.make_big_plan(cast.board, recommendations=1, actions=4, notes=1)
    client.get(address)  # the first page of a session notes when it was used, and of which board
    with CaptureQueriesContext(connection) as small:
        client.get(address)
    builders.make_big_plan(cast.board, recommendations=20, actions=4, notes=5, sections=2)
    with django_assert_max_num_queries(len(small)):
        client.get(address)


def test_an_observer_is_led_to_the_published_versions(cast, home):
    response = home("observer")
    assert response.status_code == 302
    assert response.url == f"/boards/{cast.board.slug}/plans/"


def test_another_board_is_not_there(cast, client_for):
    for role in ("neighbour", "stranger", "admin"):
        assert client_for(role).get(f"/boards/{cast.board.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("papers", "meets", "said"),
    [
        (0, 7, "Papers for the Executive are due today."),
        (1, 8, "Papers for the Executive are due tomorrow."),
        (-2, 1, "The Executive meets tomorrow."),
        (None, 0, "The Executive meets today."),
        (40, 47, ""),
    ],
)
def test_the_sentence_about_what_comes_next(cast, papers, meets, said):
    today = timezone.localdate()
    meeting = Meeting(
        group=cast.executive,
        date=today + datetime.timedelta(days=meets),
        papers_due=None if papers is None else today + datetime.timedelta(days=papers),
    )
    assert board_home.next_words([meeting], today, 30) == said


# where one lands


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("manager", "/boards/fenmarsh/"),
        ("chair", "/boards/fenmarsh/"),
        ("member", "/boards/fenmarsh/"),
        ("lead", "/boards/fenmarsh/my-actions/"),
        ("observer", "/boards/fenmarsh/plans/"),
    ],
)
def test_everybody_lands_at_their_own_first_page(client_for, role, address):
    assert client_for(role).get("/").url == address


def test_a_user_who_has_several_boards_chooses(cast, client_for):
    Membership.objects.create_by(None, board=cast.otherby, user=cast.lead, role="chair")
    page = text(client_for("lead").get("/"))
    assert "Which board?" in page
    assert cast.board.name in page
    assert cast.otherby.name in page


def test_a_user_who_has_no_board_is_shown_whom_to_ask(client_for):
    assert "Your account belongs to no board" in text(client_for("stranger").get("/"))


def test_a_site_administrator_is_led_to_the_administration(client_for):
    response = client_for("admin").get("/")
    assert b'href="/admin/"' in response.content


def test_a_user_who_has_left_sees_nothing(cast, client_for):
    membership = cast.membership("member")
    membership.ended_on = timezone.localdate()
    membership.save_by(None)
    assert "Your account belongs to no board" in text(client_for("member").get("/"))
    assert client_for("member").get("/boards/fenmarsh/").status_code == 404


# a lead's own actions


@pytest.fixture
def mine(cast, client_for):
    def get(role: str = "lead"):
        return client_for(role).get(f"/boards/{cast.board.slug}/my-actions/")

    return get


def test_own_actions_are_the_persons_the_groups_and_the_agencys(cast, mine):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    rec = plan.recommendations.get()
    for lead in ("Ruth Calloway", "Quality sub-group", "Police", "Ngozi Adeyemi", "Independent Scrutineer"):
        builders.make_action(rec, 2, lead_text=lead)
    assert {one.line.leads for one in mine().context["mine"]} == {"Ruth Calloway", "Quality sub-group", "Police"}
    assert "Your three actions in" in text(mine())


def links_to_prints(response) -> list[str]:
    return re.findall(r'href="([^"]*/prints/[?][^"]*)"', shown(response))


def test_own_actions_are_printed_as_the_rows_of_the_agency(cast, mine, client_for):
    """The agency is called as the plan calls it: by its short name, or by its own where it stands behind a person."""
    plan = builders.make_plan(cast.board, recommendations=1, actions=0, title="Joint inspection")
    builders.make_action(plan.recommendations.get(), lead_text="Police")
    (link,) = links_to_prints(mine())
    assert client_for("lead").get(link).context["form"]["lead"].value() == "Police"
    assert "Print those of Police" in text(mine())
    other = builders.make_plan(cast.board, recommendations=1, actions=0, title="Improvement")
    builders.make_action(other.recommendations.get(), lead_text="Ruth Calloway")
    first, second = links_to_prints(mine())
    assert client_for("lead").get(first).context["form"]["lead"].value() == "Fenland Constabulary"
    assert client_for("lead").get(second).context["form"]["lead"].value() == "Police"
    assert "Print those of Fenland Constabulary in “Improvement” Print those of Police in “Joint inspection”" in text(
        mine()
    )


def test_no_print_is_offered_where_the_agency_leads_nothing(cast, mine):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    builders.make_action(plan.recommendations.get(), lead_text="Quality sub-group")
    assert mine().context["mine"]
    assert links_to_prints(mine()) == []


def test_what_is_unanswered_this_month_stands_first(cast, mine):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    rec = plan.recommendations.get()
    answered = builders.make_action(rec, 0, lead_text="Ruth Calloway", deadline_text=builders.day(-20))
    waiting = builders.make_action(rec, 0, lead_text="Ruth Calloway", deadline_text=builders.day(20))
    notes.add_note(answered, by=cast.lead, text="Rota **agreed**.")
    response = mine()
    assert [one.line.action.ref for one in response.context["mine"]] == [waiting.ref, answered.ref]
    assert "1 of 2 have a note in" in text(response)
    assert "<strong>agreed</strong>" in shown(response)
    assert f"/rows/{waiting.ref}/notes/" in shown(response)


def test_a_note_of_last_month_is_no_answer(cast, mine):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    action = builders.make_action(plan.recommendations.get(), 0, lead_text="Ruth Calloway")
    last_month = timezone.localtime().replace(day=1, hour=12) - datetime.timedelta(days=3)
    notes.add_note(action, by=cast.lead, text="Rota drafted.", at=last_month)
    assert not mine().context["mine"][0].answered
    assert "Rota drafted." in text(mine())


def test_a_lead_who_leads_nothing_or_is_nobody_is_shown_so(cast, mine):
    assert "No action of this board is led by you" in text(mine())
    membership = cast.membership("lead")
    membership.person = None
    membership.save_by(None)
    assert "not yet linked to a person" in text(mine())


def test_an_internal_note_is_not_shown_to_a_lead(cast, mine):
    plan = builders.make_plan(cast.board, recommendations=1, actions=0)
    action = builders.make_action(plan.recommendations.get(), 0, lead_text="Ruth Calloway")
    notes.add_note(action, by=cast.manager, text="Ask her superior.", internal=True)
    assert "Ask her superior." not in text(mine())
    assert not mine().context["mine"][0].answered


def test_members_have_no_actions_of_their_own(mine):
    assert mine("member").status_code == 403
    assert mine("observer").status_code == 403
    assert mine("neighbour").status_code == 404
