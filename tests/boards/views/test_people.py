"""People, groups and agencies of a board."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from boards.models import Agency, Group, Person
from boards.operations.invitations import invite
from tests.shown import shown

BASE = "/boards/fenmarsh/"


def text(response) -> str:
    return " ".join(strip_tags(shown(response)).split())


def person(**changes) -> dict:
    return {"name": "Priya Nandra", "initials": "PN", "job_title": "Head teacher", "agency": "", "email": ""} | changes


def test_people_are_listed_by_agency_with_initials_and_role(cast, client_for):
    page = text(client_for("member").get(BASE + "people/"))
    assert "Fenland Constabulary Police" in page
    assert "Ruth Calloway" in page
    assert "RC" in page
    assert "Partner lead" in page
    assert "Add a person" not in page


def test_groups_show_who_chairs(cast, client_for):
    response = client_for("member").get(BASE + "people/")
    assert "Graham Ashdown chairs" in text(response)


def test_people_who_left_their_post_are_listed_apart(cast, client_for):
    gone = cast.people["MP"]
    gone.to_date = timezone.localdate() - datetime.timedelta(days=1)
    gone.save_by(None)
    response = client_for("manager").get(BASE + "people/")
    assert [p.name for p in response.context["former"]] == ["Martin Pell"]
    assert "1 person no longer in post" in text(response)


def test_a_person_is_added_with_history(cast, client_for):
    health = cast.agencies["health"]
    data = person(agency=health.pk, from_date_day="1", from_date_month="September", from_date_year="2026")
    response = client_for("manager").post(BASE + "people/add/", data)
    assert response.url == BASE + "people/"
    added = Person.objects.get(name="Priya Nandra")
    assert (added.board, added.agency, added.from_date) == (cast.board, health, datetime.date(2026, 9, 1))
    assert added.history.get().history_user == cast.manager


def test_a_person_is_changed_and_the_former_name_stays_in_the_history(cast, client_for):
    someone = cast.people["RC"]
    address = f"{BASE}people/{someone.pk}/"
    client_for("manager").post(address, person(name="Ruth Calloway-Marsh", initials="RCM"))
    someone.refresh_from_db()
    assert someone.name == "Ruth Calloway-Marsh"
    assert [h.name for h in someone.history.all()] == ["Ruth Calloway-Marsh", "Ruth Calloway"]


def test_a_last_day_before_the_first_is_refused_by_the_field(cast, client_for):
    data = person(
        from_date_day="1",
        from_date_month="9",
        from_date_year="2026",
        to_date_day="1",
        to_date_month="8",
        to_date_year="2026",
    )
    response = client_for("manager").post(BASE + "people/add/", data)
    assert response.context["form"].errors["to_date"] == ["The last day in post is before the first."]
    assert 'value="Priya Nandra"' in shown(response)


def test_a_day_that_does_not_exist_is_explained(cast, client_for):
    data = person(from_date_day="31", from_date_month="6", from_date_year="2026")
    page = text(client_for("manager").post(BASE + "people/add/", data))
    assert "31 June does not exist. June has 30 days" in page


def test_the_agency_of_another_board_cannot_be_chosen(cast, client_for):
    data = person(agency=cast.otherby_agency.pk)
    response = client_for("manager").post(BASE + "people/add/", data)
    assert "agency" in response.context["form"].errors
    assert not Person.objects.filter(name="Priya Nandra").exists()
    assert "Otherby Council" not in shown(response)


def test_an_agency_has_its_name_once_in_a_board(cast, client_for):
    client = client_for("manager")
    response = client.post(BASE + "agencies/add/", {"name": "Fenmarsh Council", "short_name": "", "kind": "council"})
    assert response.context["form"].errors["name"] == ["This board has an agency of that name already."]
    response = client.post(BASE + "agencies/add/", {"name": "Otherby Council", "short_name": "", "kind": "council"})
    assert response.status_code == 302
    assert Agency.objects.filter(name="Otherby Council").count() == 2


def test_an_agency_is_renamed(cast, client_for):
    police = cast.agencies["police"]
    data = {"name": "Fenland Police", "short_name": "Police", "kind": "police"}
    client_for("manager").post(f"{BASE}agencies/{police.pk}/", data)
    police.refresh_from_db()
    assert police.name == "Fenland Police"


def group(**changes) -> dict:
    return {"name": "Missing children panel", "kind": "panel", "members": [], "chair": ""} | changes


def test_a_group_is_made_with_its_members_and_chair(cast, client_for):
    ruth, martin = cast.people["RC"], cast.people["MP"]
    client_for("manager").post(BASE + "groups/add/", group(members=[martin.pk], chair=ruth.pk))
    made = Group.objects.get(name="Missing children panel")
    assert [(m.person.name, m.chairs) for m in made.members.current()] == [
        ("Ruth Calloway", True),
        ("Martin Pell", False),
    ]


def test_who_leaves_a_group_is_kept_and_may_come_back(cast, client_for):
    client = client_for("manager")
    address = f"{BASE}groups/{cast.quality.pk}/"
    ruth, martin = cast.people["RC"], cast.people["MP"]
    data = group(name="Quality sub-group", kind="subgroup", members=[ruth.pk], chair=ruth.pk)
    client.post(address, data)
    place = cast.quality.members.get(person=martin)
    assert place.left
    client.post(address, data | {"members": [ruth.pk, martin.pk]})
    place.refresh_from_db()
    assert not place.left
    assert place.history.count() == 3


def test_saving_a_group_unchanged_adds_no_history(cast, client_for):
    ruth, martin = cast.people["RC"], cast.people["MP"]
    data = group(name="Quality sub-group", kind="subgroup", members=[ruth.pk, martin.pk], chair=ruth.pk)
    client_for("manager").post(f"{BASE}groups/{cast.quality.pk}/", data)
    assert cast.quality.history.count() == 1
    assert [place.history.count() for place in cast.quality.members.all()] == [1, 1]


def test_the_form_of_a_group_begins_with_who_is_in_it(cast, client_for):
    form = client_for("manager").get(f"{BASE}groups/{cast.quality.pk}/").context["form"]
    assert set(form["members"].value()) == {cast.people["RC"].pk, cast.people["MP"].pk}
    assert form["chair"].value() == cast.people["RC"].pk


def test_people_of_another_board_cannot_be_members(cast, client_for):
    response = client_for("manager").post(BASE + "groups/add/", group(members=[cast.otherby_person.pk]))
    assert "members" in response.context["form"].errors
    assert not Group.objects.filter(name="Missing children panel").exists()


@pytest.mark.parametrize(
    "page", ["people/add/", "groups/add/", "agencies/add/", "people/{}/", "groups/{}/", "agencies/{}/"]
)
def test_only_the_manager_edits(cast, client_for, page):
    key = {"p": cast.people["RC"].pk, "g": cast.quality.pk, "a": cast.agencies["police"].pk}[page[0]]
    address = BASE + page.format(key)
    assert client_for("manager").get(address).status_code == 200
    for role in ("chair", "lead", "member", "observer"):
        assert client_for(role).get(address).status_code == 403
    for role in ("neighbour", "stranger"):
        assert client_for(role).get(address).status_code == 404


def test_rows_of_another_board_are_not_found_under_ones_own(cast, client_for):
    client = client_for("manager")
    for address in (
        f"people/{cast.otherby_person.pk}/",
        f"groups/{cast.otherby_executive.pk}/",
        f"agencies/{cast.otherby_agency.pk}/",
    ):
        assert client.get(BASE + address).status_code == 404


def test_the_list_is_for_the_board_only(cast, client_for):
    assert client_for("observer").get(BASE + "people/").status_code == 403
    assert client_for("neighbour").get(BASE + "people/").status_code == 404


def test_queries_do_not_grow_with_people(cast, client_for, django_assert_num_queries):
    client = client_for("member")
    client.get(BASE + "people/")
    with CaptureQueriesContext(connection) as small:
        client.get(BASE + "people/")
    Person.objects.bulk_create_by(
        [Person(board=cast.board, name=f"Person {n}", agency=cast.agencies["health"]) for n in range(40)], by=None
    )
    with django_assert_num_queries(len(small)):
        client.get(BASE + "people/")


# pages about the site


@pytest.mark.parametrize("page", ["/accessibility/", "/privacy/"])
def test_the_pages_about_the_site_are_for_everybody(cast, client_for, page):
    assert client_for("").get(page).status_code == 200
    assert "Tessa Orme" not in shown(client_for("").get(page))
    signed_in = shown(client_for("lead").get(page))
    assert "mailto:manager@fenmarsh.example" in signed_in
    assert "Olive Tarn" not in signed_in


def test_a_person_sent_six_times_is_added_once(cast, client_for):
    client = client_for("manager")
    address = reverse("boards:person_add", args=[cast.board.slug])
    for _ in range(6):
        assert client.post(address, {"name": "Nell Farrow", "job_title": "Head of Early Help"}).status_code == 302
    assert Person.objects.filter(name="Nell Farrow").count() == 1
    client.post(address, {"name": "Nell Farrow", "job_title": "School nurse"})
    assert Person.objects.filter(name="Nell Farrow").count() == 2


# adding several, and those who are invited ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("people", person()),
        ("groups", {"name": "Panel A", "kind": "panel"}),
        ("agencies", {"name": "Ark", "kind": "other"}),
    ],
)
def test_adding_begins_in_the_name_and_goes_on_to_another(cast, client_for, page, data):
    address, client = f"{BASE}{page}/add/", client_for("manager")
    html = shown(client.get(address))
    assert re.search(r"<input[^>]*autofocus[^>]*>", html)
    assert 'name="name"' in re.search(r"<input[^>]*autofocus[^>]*>", html)[0]
    assert "Save and add another" in html
    assert client.post(address, data | {"another": "yes"}).url == address
    assert client.post(address, data | {"name": "Otherwise"}).url == BASE + "people/"


def test_what_is_edited_offers_no_other(cast, client_for):
    html = shown(client_for("manager").get(f"{BASE}people/{cast.people['RC'].pk}/"))
    assert "Save and add another" not in html
    assert "autofocus" not in html


def test_of_a_person_who_is_invited_the_manager_is_told_and_invites_nobody_twice(cast, client_for):
    invite(cast.board, by=cast.manager, email="priya@school.example", name="Priya Nandra", role="lead")
    client = client_for("manager")
    said = text(client.post(BASE + "people/add/", person(), follow=True))
    assert "Priya Nandra is invited already, by mail to priya@school.example, and will be this person here" in said
    assert "Invite Priya Nandra" not in said
    assert "Invited: Priya Nandra" in said
    invitations = text(client.get(reverse("boards:invitation_list", args=["fenmarsh"])))
    assert "Will be Priya Nandra, Head teacher, of the board’s people" in invitations


def test_of_two_people_of_one_name_it_is_asked_which_one_the_account_is(cast, client_for):
    said = "Two people here are called so. Say which one this account is: Ruth Calloway"
    assert said not in text(client_for("manager").get(BASE + "people/"))
    Person.objects.create_by(cast.manager, board=cast.board, name="Ruth Calloway", job_title="Head teacher")
    assert said in text(client_for("manager").get(BASE + "people/"))
    assert "called so" not in text(client_for("member").get(BASE + "people/"))
