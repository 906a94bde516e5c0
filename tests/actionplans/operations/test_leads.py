"""Who leads what: names of leads that the board does not know, suggestions with their reason, and settling them."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionplans.document import tree
from actionplans.models import Action, Lead, LeadName
from actionplans.operations import leads
from actionplans.pages.lead_choices import LeadChoices
from actionplans.pages.leads import leads_of_board, open_number
from actionplans.persistence.load import read_document
from actionplans.persistence.save import write_document
from actionplans.privacy.erasure import erase
from boards.models import Person
from tests.browsing import text_of
from tests.builders import make_action, make_import, make_plan
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def acc(cast) -> Person:
    """A person whose post is a rank and a force."""
    return Person.objects.create_by(
        cast.manager,
        board=cast.board,
        name="Una Pike",
        job_title="ACC Fenmarsh Police",
        agency=cast.people["RC"].agency,
    )


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=1, actions=0)


def led_by(plan, *names: str) -> Action:
    return make_action(plan.recommendations.get(), 3, lead_text="; ".join(names))


def lead_of(action: Action) -> Lead:
    return action.leads.current().get()


# suggestions ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "who", "reason"),
    [
        ("Bus. Manager", "Tessa Orme", "Job title: Business Manager"),
        ("business manager", "Tessa Orme", "Job title: Business Manager"),
        ("Designated nurse, health", "Ngozi Adeyemi", "Job title: Designated Nurse"),
        ("t.o.", "Tessa Orme", "Initials"),
        ("Det Supt Calloway", "Ruth Calloway", "Rank or title, and family name"),
        ("Ruth C", "Ruth Calloway", "The one person of that name"),
        ("Adeyemi", "Ngozi Adeyemi", "The one person of that name"),
        ("Chair of the Quality sub-group", "Ruth Calloway", "In the chair of that group"),
        ("Quality sub-group chair", "Ruth Calloway", "In the chair of that group"),
        ("Chair, Quality sub-group", "Ruth Calloway", "In the chair of that group"),
        ("Chair – Quality sub-group", "Ruth Calloway", "In the chair of that group"),
        ("Quality sub-group (Chair)", "Ruth Calloway", "In the chair of that group"),
        ("Quality sub-group, Chair", "Ruth Calloway", "In the chair of that group"),
        ("Mart in Pell", "Martin Pell", "The same letters, written apart"),
        ("Integrated Care Board", "Fenmarsh Integrated Care Board", "Part of the name"),
        ("Ruth Caloway", "Ruth Calloway", "Spelling: nearly the same"),
        ("Police safeguarding", "Fenland Constabulary", "Begins with the agency"),
        ("SCP manager", "Tessa Orme", "Job title, the only one such: Business Manager"),
    ],
)
def test_a_name_is_suggested_to_be_somebody_with_the_reason(cast, name, who, reason):
    suggestion = LeadChoices(cast.board).suggest(name)
    assert (suggestion.choice and suggestion.choice.words, suggestion.reason) == (who, reason)


def test_where_several_fit_nobody_is_suggested_and_they_are_named(cast):
    Person.objects.create_by(cast.manager, board=cast.board, name="Ada Finch", job_title="Business Manager")
    suggestion = LeadChoices(cast.board).suggest("Business manager")
    assert suggestion.choice is None
    assert suggestion.reason == "Job title: Business Manager, but of 2: Ada Finch, Tessa Orme"


@pytest.mark.parametrize("name", ["Head teachers", "All agencies", "Everybody"])
def test_a_stranger_is_suggested_to_be_nobody(cast, name):
    assert LeadChoices(cast.board).suggest(name).choice is None


# linked at once ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ACC Fenmarsh Police", "Assistant Chief Constable, Fenmarsh Police"])
def test_a_rank_and_force_finds_the_person_whose_post_it_is(cast, plan, acc, name):
    assert lead_of(led_by(plan, name)).person == acc


@pytest.mark.parametrize("name", ["Detective Superintendent, Fenland Constabulary", "Police Det Supt"])
def test_a_post_with_its_agency_finds_the_person_who_has_both(cast, plan, name):
    assert lead_of(led_by(plan, name)).person == cast.people["RC"]


def test_a_rank_that_two_have_finds_neither(cast, plan, acc):
    Person.objects.create_by(cast.manager, board=cast.board, name="Ian Reed", job_title="ACC, Fenmarsh Police")
    assert lead_of(led_by(plan, "ACC Fenmarsh Police")).person is None


# settling ---------------------------------------------------------------------------------------------------------------


def test_what_is_settled_links_every_row_of_that_name_and_leaves_history(cast, plan):
    rows = [led_by(plan, name) for name in ("Bus Manager", "bus. manager", "Head teachers")]
    assert leads.settle(cast.board, {"Bus Manager": cast.people["TO"]}, by=cast.manager) == 2
    assert [lead_of(row).person for row in rows] == [cast.people["TO"], cast.people["TO"], None]
    line = lead_of(rows[0]).history.first()
    assert (line.history_user, line.history_change_reason) == (cast.manager, "Settled who this is")
    assert Action.objects.led_by(cast.membership("manager")).filter(plan=plan).count() == 2
    assert [lead.name for lead in read_document(plan).sections[0].recommendations[0].actions[1].leads] == [
        "bus. manager"
    ]


def test_what_is_settled_holds_for_what_is_typed_and_brought_in_later(cast, plan):
    leads.settle(cast.board, {"Bus Manager": cast.people["TO"], "QA": cast.quality}, by=cast.manager)
    assert lead_of(led_by(plan, "BUS MANAGER")).person == cast.people["TO"]
    row = tree.ActionNode(action="Agree", leads=(tree.LeadNode("QA", "agency"),))
    section = tree.SectionNode(recommendations=(tree.RecommendationNode(actions=(row,)),))
    later = write_document(cast.board, tree.PlanDocument(title="Later", sections=(section,)), by=cast.manager)
    assert Lead.objects.get(action__plan=later).group == cast.quality


def test_a_name_that_is_nobody_is_asked_about_no_more(cast, plan):
    led_by(plan, "Head teachers")
    assert open_number(cast.board, cast.manager) == 1
    leads.settle(cast.board, {"Head teachers": None}, by=cast.manager)
    assert open_number(cast.board, cast.manager) == 0
    led_by(plan, "head teachers")
    assert open_number(cast.board, cast.manager) == 0


def test_what_is_settled_can_be_settled_otherwise(cast, plan):
    row = led_by(plan, "Nurse")
    leads.settle(cast.board, {"Nurse": cast.people["NA"]}, by=cast.manager)
    leads.settle(cast.board, {"nurse": None}, by=cast.manager)
    assert lead_of(row).person is None
    assert LeadName.objects.get().history.count() == 2


def test_of_a_person_who_has_left_it_is_asked_again(cast, plan):
    gone = cast.people["MP"]
    leads.settle(cast.board, {"Head of QA": gone}, by=cast.manager)
    gone.to_date = timezone.localdate() - datetime.timedelta(days=1)
    gone.save_by(cast.manager)
    assert lead_of(led_by(plan, "Head of QA")).person is None


def test_an_erasure_leaves_no_name_in_what_was_settled(cast):
    gone = Person.objects.create_by(cast.manager, board=cast.board, name="Joanna Wray", initials="JW")
    leads.settle(cast.board, {"Jo Wray": gone}, by=cast.manager)
    erase(gone, by=cast.manager, words="Named nurse", reason="By letter.")
    said = LeadName.objects.get()
    assert (said.name, said.key) == ("Named nurse", f"erased {said.pk}")
    assert set(said.history.values_list("name", "key")) == {("Named nurse", f"erased {said.pk}")}


def test_nobody_of_another_board_is_taken(cast, plan):
    led_by(plan, "Olive")
    with pytest.raises(ValidationError, match="is not of this board"):
        leads.settle(cast.board, {"Olive": cast.otherby_person}, by=cast.manager)


def test_names_that_say_there_is_nobody_yet_are_not_asked_about(cast, plan):
    led_by(plan, "TBC")
    led_by(plan, "to be agreed")
    assert leads_of_board(cast.board, cast.manager).open == []


# the page ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(cast, client_for):
    return client_for("manager"), reverse("actionplans:lead_list", args=[cast.board.slug])


def fields(page_text: str, name: str) -> str:
    """The part of the form that is about one name: what its fields are called behind “who_” and “tick_”."""
    found = re.search(rf"Who is “{re.escape(name)}”\?.*?name=\"who_([0-9a-f]+)\"", page_text, re.DOTALL)
    assert found
    return found[1]


def test_the_page_lists_each_name_once_with_its_rows_and_a_suggestion(cast, plan, page):
    led_by(plan, "Bus Manager")
    led_by(plan, "bus manager", "Head teachers")
    client, address = page
    said = text_of(client.get(address))
    assert "Who are these 2 leads?" in said
    assert re.search(r"Bus Manager 99\.1 ?, 99\.2 .*Job title: Business Manager", said)
    assert re.search(r"Head teachers 99\.2 .*Nobody of the board has this name", said)
    assert "Save all that are filled in" in said


def test_saving_settles_all_that_have_somebody_and_the_rest_waits(cast, plan, page):
    row = led_by(plan, "Bus Manager", "Head teachers")
    client, address = page
    html = shown(client.get(address))
    key = fields(html, "Bus Manager")
    said = text_of(client.post(address, {f"who_{key}": "Tessa Orme", "do": "save"}, follow=True))
    assert "1 lead is settled, in 1 row. 1 lead waits here." in said
    assert row.leads.current().get(name="Bus Manager").person == cast.people["TO"]


def test_several_are_settled_at_once(cast, plan, page):
    led_by(plan, "SCP manager", "Partnership mgr", "All agencies", "Head teachers")
    client, address = page
    html = shown(client.get(address))
    both = {f"tick_{fields(html, name)}": "on" for name in ("SCP manager", "Partnership mgr")}
    client.post(address, both | {"together": "TO", "do": "together"})
    assert set(LeadName.objects.values_list("name", "person")) == {
        ("SCP manager", cast.people["TO"].pk),
        ("Partnership mgr", cast.people["TO"].pk),
    }
    nobody = {f"tick_{fields(html, name)}": "on" for name in ("All agencies", "Head teachers")}
    assert "All leads are known" in text_of(client.post(address, nobody | {"do": "nobody"}, follow=True))


def test_what_is_nobodys_name_is_answered_beside_the_field_and_stays(cast, plan, page):
    led_by(plan, "Bus Manager")
    client, address = page
    key = fields(shown(client.get(address)), "Bus Manager")
    refused = client.post(address, {f"who_{key}": "Zebedee", "do": "save"})
    assert refused.status_code == 422
    assert "“Zebedee” is not one of the board’s people, groups or agencies" in text_of(refused)
    assert 'value="Zebedee"' in shown(refused)
    assert "Tick the names that are meant" in text_of(client.post(address, {"do": "nobody"}))
    assert not LeadName.objects.exists()


def test_of_one_plan_only_its_leads_are_asked_about(cast, plan, page):
    led_by(plan, "Bus Manager")
    other = make_plan(cast.board, title="Another", recommendations=1, actions=0)
    led_by(other, "Head teachers")
    client, address = page
    said = text_of(client.get(f"{address}?plan={other.slug}"))
    assert "Who is this lead?" in said
    assert "Bus Manager" not in said


def test_a_known_name_is_asked_about_again(cast, plan, page):
    led_by(plan, "Head teachers")
    leads.settle(cast.board, {"Head teachers": None}, by=cast.manager)
    client, address = page
    assert "How it is known Change Head teachers Not a person Settled here" in text_of(client.get(address))
    again = shown(client.get(f"{address}?again=head+teachers"))
    assert re.search(r'<option value="nobody" selected>Not a person', again)


def test_the_page_of_people_names_how_many_wait(cast, plan, client_for):
    led_by(plan, "Head teachers")
    people = text_of(client_for("manager").get(reverse("boards:person_list", args=[cast.board.slug])))
    assert "1 lead of plans is not connected to the board’s people, groups or agencies. Say who they are" in people


def test_the_number_of_queries_does_not_depend_on_how_many_there_are(cast, plan, page):
    client, address = page
    asked = []
    for number in range(12):
        led_by(plan, f"Stranger {number}", f"Guest {number}")
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        asked.append(len(caught))
    assert len(set(asked[1:])) == 1


def test_twenty_five_leads_are_settled_in_far_fewer_than_thirty_five_clicks(cast, plan, page):
    """Clicks: one to save what is suggested, one each to tick what is not, one to say that these are nobody."""
    known = ("Bus Manager", "SCP manager", "Ruth C", "Det Supt Calloway", "Mart in Pell", "Adeyemi", "Ashdown", "Brand")
    led_by(plan, *known)
    strangers = [
        f"Service {word}"
        for word in [
            "alpha",
            "beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "eta",
            "theta",
            "iota",
            "kappa",
            "mu",
            "nu",
            "xi",
        ]
    ]
    led_by(plan, *strangers, "Police safeguarding", "Integrated Care Board", "t.o.", "Ruth Caloway")
    client, address = page
    clicks = 0
    board = leads_of_board(cast.board, cast.manager)
    assert len(board.open) == 25
    suggested = {f"who_{one.id}": one.suggestion.choice.words for one in board.open if one.suggestion.choice}
    client.post(address, suggested | {"do": "save"})
    clicks += 1
    ticks = {f"tick_{one.id}": "on" for one in leads_of_board(cast.board, cast.manager).open}
    client.post(address, ticks | {"do": "nobody"})
    clicks += len(ticks) + 1
    assert leads_of_board(cast.board, cast.manager).open == []
    assert clicks <= 16


# lead fields ------------------------------------------------------------------------------------------------------------


def test_the_form_of_a_row_lists_whom_the_board_knows_and_says_of_a_stranger_that_he_is_none(cast, plan, client_for):
    row = led_by(plan, "Tessa Orme", "Head teachers", "TBC")
    address = reverse("actionplans:plan_page", args=[cast.board.slug, plan.slug])
    said = text_of(client_for("manager").get(address, {"edit": row.ref}))
    assert "“Head teachers” is not one of the board’s people." in said
    assert said.count("is not one of the board’s people") == 1
    assert "Who can lead: people, groups and agencies" in said
    for choice in (
        "Tessa Orme TO, Business Manager, Council",
        "Quality sub-group Sub-group",
        "Fenland Constabulary Police",
    ):
        assert choice in said


def test_a_row_that_was_saved_with_a_stranger_says_so_beside_it(cast, plan, client_for):
    row = led_by(plan, "Tessa Orme", "Head teachers")
    address = reverse("actionplans:plan_page", args=[cast.board.slug, plan.slug])
    words = "“Head teachers” is not one of the board’s people. Kept as it is, nobody finds the row"
    for script in ({}, {"HTTP_X_FRAGMENT": "row"}):
        assert words in text_of(client_for("manager").get(address, {"saved": row.ref}, **script))
    assert words not in text_of(client_for("manager").get(address))
    leads.settle(cast.board, {"Head teachers": None}, by=cast.manager)
    assert words not in text_of(client_for("manager").get(address, {"saved": row.ref}))


def test_a_new_row_suggests_them_too_and_takes_a_stranger(cast, plan, client_for):
    address = reverse("actionplans:row_add", args=[cast.board.slug, plan.slug, plan.recommendations.get().pk])
    html = shown(client_for("manager").get(address))
    assert '<option value="Tessa Orme">TO, Business Manager, Council</option>' in html
    assert 'list="lead-names"' in html
    client_for("manager").post(address, {"action": "Agree a rota", "lead_text": "Head teachers"})
    assert [lead.name for lead in plan.actions.get().leads.current()] == ["Head teachers"]


def test_the_page_of_a_row_says_beside_a_stranger_that_nobody_is_called_so(cast, plan, client_for):
    row = led_by(plan, "Tessa Orme", "Head teachers")
    address = reverse("actionplans:action_page", args=[cast.board.slug, plan.slug, row.ref])
    said = text_of(client_for("manager").get(address))
    assert "Head teachers Not one of the board’s people, groups or agencies. Say who it is" in said
    assert said.count("Not one of the board’s people") == 1
    assert "Say who it is" not in text_of(client_for("member").get(address))
    leads.settle(cast.board, {"Head teachers": None}, by=cast.manager)
    assert "Not one of the board’s people" not in text_of(client_for("manager").get(address))


def test_bringing_in_a_plan_leads_to_the_question_who_its_leads_are(cast, client_for):
    leading = tuple(tree.LeadNode(name, "role") for name in ("Bus Manager", "Head teachers"))
    row = tree.ActionNode(action="Agree", leads=leading)
    section = tree.SectionNode(recommendations=(tree.RecommendationNode(number="1", actions=(row,)),))
    upload = make_import(cast.board, tree.PlanDocument(title="Neglect review", sections=(section,)))
    take = reverse("actionplans:import_take", args=[cast.board.slug, upload.uid])
    said = text_of(client_for("manager").post(take, follow=True))
    assert "The plan is imported: 1 recommendation, 1 action" in said
    assert "Neglect review Who are these 2 leads?" in said
    assert "Later, to the plan" in said
