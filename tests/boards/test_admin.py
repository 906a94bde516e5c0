"""The administration pages: boards, people and accounts, and nothing of a plan."""

import lxml.html
import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from boards.models import Board, Membership, Person, TrailEntry, User
from boards.models.trail import Happening
from tests.builders import make_plan
from tests.cast import PASSWORD
from tests.shown import shown


@pytest.fixture
def administrator(client_for):
    return client_for("admin")


def test_signing_in_goes_through_the_sites_own_page(client, db):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_nobody_of_a_board_may_enter(client_for):
    for role in ("manager", "chair", "stranger"):
        response = client_for(role).get("/admin/boards/board/")
        assert response.status_code in (302, 403)


def test_no_plan_and_no_audit_is_shown(administrator, cast):
    make_plan(cast.board, title="Confidential review")
    apps = {model._meta.app_label for model in admin.site._registry}
    assert not apps & {"actionplans", "audits"}
    assert b"Confidential" not in administrator.get("/admin/").content


@pytest.mark.parametrize("model", ["board", "user", "membership", "agency", "group", "person", "meeting"])
def test_each_list_and_form_opens_and_nothing_can_be_deleted(administrator, cast, model):
    listed = administrator.get(f"/admin/boards/{model}/")
    assert listed.status_code == 200
    assert b"delete_selected" not in listed.content
    first = admin.site._registry[_model(model)].get_queryset(listed.wsgi_request).first()
    page = administrator.get(f"/admin/boards/{model}/{first.pk}/change/")
    assert page.status_code == 200
    assert b"deletelink" not in page.content
    assert administrator.post(f"/admin/boards/{model}/{first.pk}/delete/", {"post": "yes"}).status_code == 403
    assert administrator.get(f"/admin/boards/{model}/add/").status_code == 200
    assert administrator.get(f"/admin/boards/{model}/{first.pk}/history/").status_code == 200


def test_a_new_board_is_offered_with_a_second_step_for_those_who_read_everything(administrator):
    page = lxml.html.document_fromstring(administrator.get("/admin/boards/board/add/").content)
    ticked = page.xpath("//input[@name='second_step' and @checked]/@value")
    assert ticked == ["manager", "chair", "scrutineer"]


def test_an_administrator_chooses_roles_for_the_second_step_and_nothing_else(administrator, cast):
    address = f"/admin/boards/board/{cast.board.pk}/change/"
    values = {
        name: getattr(cast.board, name)
        for name in ("name", "short_name", "slug", "kind", "marking", "silent_days", "soon_days", "idle_minutes")
    }
    administrator.post(address, values | {"second_step": ["everybody"]})
    cast.board.refresh_from_db()
    assert cast.board.second_step == []
    administrator.post(address, values | {"second_step": ["chair"]})
    cast.board.refresh_from_db()
    assert cast.board.second_step == ["chair"]


def _model(name):
    return next(model for model in admin.site._registry if model._meta.label_lower == f"boards.{name}")


def test_a_change_leaves_history_by_the_administrator_and_an_unchanged_save_leaves_none(administrator, cast):
    agency = cast.agencies["police"]
    address = f"/admin/boards/agency/{agency.pk}/change/"
    values = {"board": cast.board.pk, "name": agency.name, "short_name": "Fens Police", "kind": "police"}
    assert administrator.post(address, values).status_code == 302
    assert agency.history.first().history_user == cast.admin
    lines = agency.history.count()
    administrator.post(address, values)
    assert agency.history.count() == lines


def test_a_person_of_another_board_cannot_be_made_a_member(administrator, cast):
    values = {"board": cast.board.pk, "user": cast.stranger.pk, "role": "member", "person": cast.otherby_person.pk}
    response = administrator.post("/admin/boards/membership/add/", values)
    assert b"belongs to another board" in response.content
    assert not Membership.objects.filter(user=cast.stranger).exists()


def test_setting_up_a_board_and_its_manager(administrator, cast, client):
    administrator.post(
        "/admin/boards/board/add/",
        {
            "name": "Saltley Improvement Board",
            "short_name": "SIB",
            "slug": "saltley",
            "kind": "improvement",
            "marking": "OFFICIAL",
            "silent_days": 60,
            "soon_days": 30,
            "idle_minutes": 60,
            "second_step": [],
        },
    )
    board = Board.objects.get(slug="saltley")
    words = "three-grey-geese-flying"
    administrator.post(
        "/admin/boards/user/add/",
        {
            "email": "Una.Reed@saltley.example",
            "name": "Una Reed",
            "usable_password": "true",
            "password1": words,
            "password2": words,
        },
    )
    user = User.objects.get(email="una.reed@saltley.example")
    administrator.post("/admin/boards/membership/add/", {"board": board.pk, "user": user.pk, "role": "manager"})
    assert user.roles == {board.pk: "manager"}
    assert Person.objects.filter(board=board).count() == 0


def test_an_address_that_is_given_to_another_account_opens_that_one(administrator, cast):
    """allauth keeps it as an address of the account that had it before, and looks that one up first."""
    cast.member.emailaddress_set.create(email="manager@council.example", verified=True, primary=True)
    administrator.post(
        f"/admin/boards/user/{cast.lead.pk}/change/",
        {"email": "manager@council.example", "name": cast.lead.name, "is_active": "on"},
    )
    client = Client()
    client.post(reverse("account_login"), {"login": "manager@council.example", "password": PASSWORD})
    assert client.session.get("_auth_user_id") == str(cast.lead.pk)


def test_a_password_that_an_administrator_sets_is_logged_in_the_trail(administrator, cast):
    where, words = f"/admin/boards/user/{cast.lead.pk}/password/", "three-grey-geese-flying"
    administrator.post(
        where, {"usable_password": "true", "password1": words, "password2": "another", "set-password": ""}
    )
    assert not TrailEntry.objects.filter(kind=Happening.PASSWORD_CHANGED).exists()
    administrator.post(where, {"usable_password": "true", "password1": words, "password2": words, "set-password": ""})
    entry = TrailEntry.objects.get(kind=Happening.PASSWORD_CHANGED)
    assert (entry.user, entry.administrator, entry.reason) == (cast.lead, cast.admin, "Set by Ada Winter")


def test_what_an_administrator_changes_of_an_account_is_logged_in_the_trail(administrator, cast):
    where = f"/admin/boards/user/{cast.lead.pk}/change/"
    account = {"email": "ruth@elsewhere.example", "name": cast.lead.name, "is_active": "on"}
    assert administrator.post(where, account).status_code == 302
    entry = TrailEntry.objects.get(kind=Happening.ACCOUNT_CHANGED)
    assert (entry.user, entry.about, entry.reason) == (cast.lead, "address that they sign in with", "By Ada Winter")
    administrator.post(where, account)
    assert TrailEntry.objects.filter(kind=Happening.ACCOUNT_CHANGED).count() == 1, "nothing was changed the second time"


def test_the_secret_of_a_second_factor_is_not_shown(administrator, cast):
    from allauth.mfa.models import Authenticator

    factor = Authenticator.objects.create(
        user=cast.lead, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    page = shown(administrator.get(f"/admin/mfa/authenticator/{factor.pk}/change/"))
    assert "Ruth Calloway" in page
    assert "JBSWY3DPEHPK3PXP" not in page
    assert administrator.get("/admin/mfa/authenticator/add/").status_code == 403
