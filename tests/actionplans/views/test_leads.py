"""The page of leads that a board does not know: adding them as people, groups and agencies, and on to the plan."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from actionplans.models import Lead, LeadName
from actionplans.pages import lead_guesses
from actionplans.pages.leads import leads_of_board
from boards.access import Role
from boards.models import Agency, Group, Invitation, Person
from boards.operations.invitations import invite
from tests.browsing import filled_in, text_of
from tests.builders import make_action, make_plan
from tests.shown import shown

pytestmark = pytest.mark.django_db

PEOPLE = (
    "Elsa Dorning",
    "Piers Lockhart",
    "Dr Hana Weiss",
    "Rosa Quill, Head of Quality",
    "Owen Strand",
    "Lena Fairweather",
    "Tariq Holm",
    "Cllr Joan Peverell",
    "DCI Amos Thorne",
    "Bea Lindqvist (BL)",
    "Noor Hassani",
    "Ivy Marlowe",
)
GROUPS = ("Quality assurance sub-group", "Exploitation panel", "Policy and procedures group", "Training sub-group")
AGENCIES = ("Otherby Police", "Marsh Vale NHS Trust", "Probation Service", "Otherby Fire and Rescue Service")
POSTS = {
    "Head of Service": "Gwen Abara",
    "Designated Nurse": "Milo Serrano",
    "Service Manager, Early Help": "Petra Voss",
    "Principal Social Worker": "Idris Cole",
    "Training Officer": "Una Beck",
}


@pytest.fixture
def board(cast):
    """A board that knows only its manager."""
    return cast.otherby


def led(board, *rows: tuple[str, ...]):
    plan = make_plan(board, recommendations=1, actions=0)
    for names in rows:
        make_action(plan.recommendations.get(), 3, lead_text="; ".join(names))
    return plan


def address(board, plan=None) -> str:
    return reverse("actionplans:lead_list", args=[board.slug]) + (f"?plan={plan.slug}" if plan else "")


def keys(board, user) -> dict[str, str]:
    """What the fields of each name that is asked about are called behind “who_”."""
    return {one.name: one.id for one in leads_of_board(board, user).open}


def test_twenty_five_leads_of_a_board_without_people_are_connected_in_six_clicks(cast, board, client_for):
    """Clicks: one into the field of each post, to write who holds it, and one to save. Without a script."""
    plan = led(board, PEOPLE, GROUPS + AGENCIES, tuple(POSTS))
    client, user = client_for("neighbour"), cast.neighbour
    known = keys(board, user)
    assert len(known) == 25
    data = filled_in(client, address(board, plan))
    typed = {f"who_{known[post]}": name for post, name in POSTS.items()}
    said = text_of(client.post(address(board, plan), data | typed | {"do": "save"}, follow=True))
    clicks = len(typed) + 1
    assert clicks == 6
    assert "25 leads are settled, in 3 rows. 25 names are added to the board’s people." in said
    assert leads_of_board(board, user).open == []
    assert not Lead.objects.filter(action__plan=plan, person=None, group=None, agency=None).exists()
    assert set(GROUPS) <= set(Group.objects.filter(board=board).values_list("name", flat=True))
    assert set(AGENCIES) <= set(Agency.objects.filter(board=board).values_list("name", flat=True))
    people = {person.name: person for person in Person.objects.filter(board=board)}
    assert people["Rosa Quill"].job_title == "Head of Quality"
    assert people["Bea Lindqvist"].initials == "BL"
    assert {people[name].job_title for name in POSTS.values()} == set(POSTS)
    line = people["Elsa Dorning"].history.get()
    assert (line.history_user, line.history_change_reason) == (user, "Named as a lead in a plan")


def test_what_is_added_is_named_once_however_many_leads_mean_it(cast, board, client_for):
    led(board, ("Elsa Dorning", "Elsa Dorning, Head of Quality", "Head of Service"))
    known = keys(board, cast.neighbour)
    data = filled_in(client_for("neighbour"), address(board))
    data |= {f"who_{known['Head of Service']}": "elsa dorning", "do": "save"}
    client_for("neighbour").post(address(board), data)
    elsa = Person.objects.get(board=board, name__iexact="Elsa Dorning")
    assert elsa.leads.count() == 3


def test_a_name_is_not_added_where_the_board_has_it_already(cast, board, client_for):
    led(board, ("Head of Service", "Oliv Tern"))
    known = keys(board, cast.neighbour)
    data = {f"as_{known['Head of Service']}": "person", f"who_{known['Head of Service']}": "Olive Tarn", "do": "save"}
    client_for("neighbour").post(address(board), data)
    assert Lead.objects.get(name="Head of Service").person == cast.otherby_person
    Person.objects.create_by(cast.neighbour, board=board, name="Olive Tarn", job_title="Clerk")
    data = {f"as_{known['Oliv Tern']}": "person", f"who_{known['Oliv Tern']}": "Olive Tarn", "do": "save"}
    said = text_of(client_for("neighbour").post(address(board), data))
    assert "The board has 2 called “Olive Tarn”. Choose “One of the board’s”, and which" in said


@pytest.mark.parametrize("name", ["Olive Tarm", "Clerk"])
def test_where_several_of_the_board_fit_nothing_is_proposed_to_be_added(cast, board, client_for, name):
    for job_title in ("Clerk", "Clerk "):
        Person.objects.create_by(cast.neighbour, board=board, name="Olive Tarn", job_title=job_title)
    led(board, (name,))
    client = client_for("neighbour")
    assert re.search(r"but of [23]: Olive Tarn", text_of(client.get(address(board))))
    client.post(address(board), filled_in(client, address(board)) | {"do": "save"})
    assert not LeadName.objects.exists()


def test_a_post_waits_until_it_is_written_who_holds_it(cast, board, client_for):
    plan = led(board, ("Head of Service", "Elsa Dorning"))
    data = filled_in(client_for("neighbour"), address(board, plan))
    said = text_of(client_for("neighbour").post(address(board, plan), data | {"do": "save"}, follow=True))
    assert "1 lead is settled, in 1 row. 1 name is added to the board’s people. 1 lead waits here." in said
    assert "If it is a post, write who holds it" in said
    assert not Person.objects.filter(board=board, name="Head of Service").exists()


@pytest.mark.parametrize(("button", "model"), [("person", Person), ("group", Group), ("agency", Agency)])
def test_all_that_are_ticked_are_added_by_their_own_names(cast, board, client_for, button, model):
    led(board, ("Lantern", "Beacon"))
    ticks = {f"tick_{key}": "on" for key in keys(board, cast.neighbour).values()}
    client_for("neighbour").post(address(board), ticks | {"do": button})
    assert set(model.objects.filter(board=board, name__in=["Lantern", "Beacon"]).values_list("name", flat=True)) == {
        "Lantern",
        "Beacon",
    }


def test_what_was_typed_beside_others_is_saved_with_those_that_are_ticked(cast, board, client_for):
    led(board, ("Head of Service", "Lantern"))
    known = keys(board, cast.neighbour)
    data = filled_in(client_for("neighbour"), address(board))
    data |= {f"who_{known['Head of Service']}": "Gwen Abara", f"tick_{known['Lantern']}": "on", "do": "nobody"}
    client_for("neighbour").post(address(board), data)
    assert {said.name: said.person and said.person.name for said in LeadName.objects.filter(board=board)} == {
        "Head of Service": "Gwen Abara",
        "Lantern": None,
    }


def test_a_name_that_is_unknown_among_the_boards_is_told_how_to_add_it(cast, board, client_for):
    led(board, ("Elsa Dorning",))
    key = keys(board, cast.neighbour)["Elsa Dorning"]
    refused = client_for("neighbour").post(
        address(board), {f"as_{key}": "", f"who_{key}": "Elsa Dorning", "do": "save"}
    )
    assert refused.status_code == 422
    assert "Choose from the list, or what to add it as" in text_of(refused)
    assert "Not a person” " not in text_of(refused)


def test_a_name_too_long_for_the_boards_people_is_answered_beside_its_field(cast, board, client_for):
    led(board, ("Elsa Dorning",))
    key = keys(board, cast.neighbour)["Elsa Dorning"]
    data = {f"as_{key}": "person", f"who_{key}": "Elsa " * 25, "do": "save"}
    assert "A name has 120 characters at most; this has 124" in text_of(
        client_for("neighbour").post(address(board), data)
    )


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Elsa Dorning", ("person", "Elsa Dorning", "", "")),
        ("Elsa Dorning (ED)", ("person", "Elsa Dorning", "", "ED")),
        ("Elsa Dorning - Head of Quality", ("person", "Elsa Dorning", "Head of Quality", "")),
        ("Elsa Dorning, Otherby Police", ("person", "Elsa Dorning", "", "")),
        ("Elsa (Em) Dorning", ("person", "Elsa (Em) Dorning", "", "")),
        ("Elsa Dorning-Marsh", ("person", "Elsa Dorning-Marsh", "", "")),
        ("ED", ("person", "", "", "ED")),
        ("Head of Quality", ("person", "", "Head of Quality", "")),
        ("Lantern", ("person", "", "", "")),
        ("Exploitation panel", ("group", "Exploitation panel", "", "")),
        ("Otherby Police", ("agency", "Otherby Police", "", "")),
        ("All partners", ("nobody", "", "", "")),
    ],
)
def test_what_a_name_reads_as(name, guess):
    found = lead_guesses.guess(name, "role", {})
    assert (found.kind, found.name, found.job_title, found.initials) == guess


def test_an_agency_that_the_board_knows_is_the_persons(cast):
    police = cast.agencies["police"]
    assert lead_guesses.guess("Elsa Dorning, Police", "role", {"police": police}).agency == police


# the invited -------------------------------------------------------------------------------------------------------------


def invited(cast, board, name: str, **values) -> Invitation:
    return invite(board, by=cast.neighbour, email="elsa@x.example", name=name, role=Role.LEAD, **values).invitation


def test_one_who_is_invited_is_proposed_and_becomes_one_of_the_boards_people(cast, board, client_for):
    led(board, ("Elsa Dorning", "Elsa D"))
    invited(cast, board, "Elsa Dorning", job_title="Head of Quality", agency=None)
    client = client_for("neighbour")
    said = text_of(client.get(address(board)))
    assert "Invited, has not joined yet" in said
    client.post(address(board), filled_in(client, address(board)) | {"do": "save"})
    elsa = Person.objects.get(board=board, name="Elsa Dorning")
    assert (elsa.job_title, elsa.email, elsa.leads.count()) == ("Head of Quality", "elsa@x.example", 2)


# on to the plan ------------------------------------------------------------------------------------------------------------


def test_rows_are_counted_once_and_the_last_save_leads_on_to_the_plan(cast, board, client_for):
    plan = led(board, ("Elsa Dorning", "Piers Lockhart"), ("Elsa Dorning", "Ivy Marlowe"))
    client = client_for("neighbour")
    data = filled_in(client, address(board, plan)) | {"do": "save"}
    answer = client.post(address(board, plan), data, follow=True)
    assert answer.redirect_chain[-1][0] == plan.get_absolute_url()
    assert "3 leads are settled, in 2 rows." in text_of(answer)
    assert f'href="{plan.get_absolute_url()}"' in shown(client.get(address(board, plan)))
    assert f'href="{plan.get_absolute_url()}"' in shown(client.get(address(board)))


def test_two_names_in_one_are_advised_about_beside_the_field(cast, board, client_for):
    plan = led(board, ("Dorning & Lockhart",))
    said = text_of(client_for("neighbour").get(address(board)))
    assert f"Two names? Write them with a semicolon between in {plan.actions.get().ref} Why" in said


def test_of_a_group_without_a_chair_the_group_is_proposed_and_it_is_said_why(cast, board, client_for):
    Group.objects.create_by(cast.neighbour, board=board, name="Quality assurance sub-group")
    led(board, ("Chair, Quality assurance sub-group",))
    client = client_for("neighbour")
    assert "The chair of that group, of whom it is not said yet who it is" in text_of(client.get(address(board)))
    assert "Quality assurance sub-group" in filled_in(client, address(board)).values()
