"""Accepting an invitation: only by the invited user, once, and without revealing anything to others."""

from __future__ import annotations

import datetime
import logging
import re
from http import HTTPStatus

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from boards.access import Role
from boards.models import Membership, Person, TrailEntry, User
from boards.models.trail import Happening
from boards.operations.acceptance import CAME_BACK, JOINED
from boards.operations.invitations import invite, revoke, send_again
from boards.operations.memberships import end_access
from boards.web.log_redaction import HideSecrets
from tests import shown as pages
from tests.cast import PASSWORD

FRESH = "seven grey herons waiting"


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


def text(response) -> str:
    return " ".join(strip_tags(pages.shown(response)).split())


def ask(cast, email="priya@school.example", **values):
    values = {"name": "Priya Nandra", "role": "lead", "agency": cast.agencies["health"]} | values
    return invite(cast.board, by=cast.manager, email=email, **values)


def page(letter) -> str:
    return reverse("boards:join", args=[letter.token])


def answers(**changes) -> dict:
    return {"name": "Priya Nandra", "password1": FRESH, "password2": FRESH} | changes


# new users


def test_a_new_user_chooses_name_and_password_and_is_in(cast):
    letter, client = ask(cast), Client()
    shown = text(client.get(page(letter)))
    assert "Join Fenmarsh Safeguarding Children Partnership" in shown
    assert "You are invited as partner lead" in shown
    answer = client.post(page(letter), answers(), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("actionplans:my_actions", args=["fenmarsh"])
    assert "Welcome to Fenmarsh" in text(answer)
    assert "You belong to it as partner lead from now on." in text(answer)
    membership = Membership.objects.get(user__email="priya@school.example")
    assert (membership.board, membership.role, membership.ended_on) == (cast.board, Role.LEAD, None)
    assert client.login(email="priya@school.example", password=FRESH)
    line = membership.history.get()
    assert (line.history_user, line.history_change_reason) == (membership.user, JOINED)


def test_a_user_who_joins_is_one_of_the_boards_people_with_their_agency(cast):
    Client().post(page(ask(cast)), answers(name="Priya N"))
    person = Person.objects.get(email="priya@school.example")
    assert (person.name, person.agency) == ("Priya N", cast.agencies["health"])


def test_the_person_that_the_manager_chose_is_theirs(cast):
    shona = Person.objects.create_by(None, board=cast.board, name="Shona Fellowes")
    Client().post(page(ask(cast, person=shona)), answers())
    shona.refresh_from_db()
    assert Membership.objects.get(user__email="priya@school.example").person == shona
    assert (shona.email, shona.agency) == ("priya@school.example", cast.agencies["health"])


def test_the_person_with_the_same_address_is_theirs(cast):
    priya = Person.objects.create_by(None, board=cast.board, name="P. Nandra", email="Priya@School.example")
    Client().post(page(ask(cast)), answers())
    assert Membership.objects.get(user__email="priya@school.example").person == priya


def test_a_person_of_another_board_with_that_address_is_not(cast):
    other = Person.objects.create_by(None, board=cast.otherby, name="P. Nandra", email="priya@school.example")
    Client().post(page(ask(cast)), answers())
    assert Membership.objects.get(user__email="priya@school.example").person != other


def test_a_successor_with_the_same_address_is_not_the_one_who_left(cast):
    """A shared mailbox: otherwise the plan would show the person who left as in post again, and the successor as that person."""
    left = cast.people["MP"]
    left.email, left.to_date = "priya@school.example", timezone.localdate() - datetime.timedelta(days=1)
    left.save_by(None)
    end_access(cast.membership("member"), by=cast.manager, reason="Has retired")
    Client().post(page(ask(cast)), answers())
    joined = Membership.objects.get(user__email="priya@school.example").person
    assert (joined.name, joined == left) == ("Priya Nandra", False)
    left.refresh_from_db()
    assert left.to_date


def test_the_address_counts_as_proved(cast):
    Client().post(page(ask(cast)), answers())
    address = EmailAddress.objects.get(email="priya@school.example")
    assert (address.verified, address.primary) == (True, True)


def test_an_address_that_was_handed_on_opens_the_account_of_its_present_owner(cast):
    """A shared mailbox: allauth keeps it as a verified address of its former owner."""
    EmailAddress.objects.create(user=cast.member, email="manager@council.example", verified=True, primary=True)
    letter, client = ask(cast, "manager@council.example"), Client()
    client.post(page(letter), answers())
    joined = client.get(reverse("boards:home")).wsgi_request.user
    later = Client()
    later.post(reverse("account_login"), {"login": "manager@council.example", "password": FRESH})
    assert later.session.get("_auth_user_id") == str(joined.pk)
    Client().post(reverse("account_reset_password"), {"email": "manager@council.example"})
    assert [letter.to for letter in mail.outbox] == [["manager@council.example"]]


def test_the_session_is_a_new_one(cast):
    """Session fixation: a session that an attacker set in the browser before is not the one that is signed in."""
    letter, client = ask(cast), Client()
    session = client.session
    session["laid"] = "here"
    session.save()
    before = session.session_key
    client.post(page(letter), answers())
    assert client.session.session_key != before
    assert UserSession.objects.filter(user__email="priya@school.example").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Enter your name"),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        (
            {"password1": "priya@school.example", "password2": "priya@school.example"},
            "too similar to the email address",
        ),
        ({"password2": "something else"}, "The two passwords are not the same"),
        ({"password1": "", "password2": ""}, "Enter password"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_has_joined(cast, changes, sentence):
    letter = ask(cast)
    answer = Client().post(page(letter), answers(**changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert FRESH not in pages.shown(answer)
    assert not User.objects.filter(email="priya@school.example").exists()


def test_a_name_is_one_line_that_can_be_seen(cast):
    Client().post(page(ask(cast)), answers(name=" Priya\u202e\n Nandra\u200b "))
    assert User.objects.get(email="priya@school.example").name == "Priya Nandra"


def test_a_name_of_nothing_to_read_is_refused(cast):
    answer = Client().post(page(ask(cast)), answers(name="\u2800 \u200b-"))
    assert answer.status_code == 422
    assert "Write your name in letters" in text(answer)


def test_role_board_and_address_cannot_be_chosen_by_the_form(cast):
    more = {
        "role": "manager",
        "board": "otherby",
        "email": "boss@elsewhere.example",
        "is_superuser": "on",
        "person": "1",
    }
    Client().post(page(ask(cast)), answers(**more))
    user = User.objects.get(email="priya@school.example")
    assert not user.is_superuser
    assert list(user.memberships.values_list("board__slug", "role")) == [("fenmarsh", "lead")]


def test_where_the_board_asks_for_a_second_step_it_is_set_up_right_after(cast):
    cast.board.second_step = ["lead"]
    cast.board.save_by(cast.manager)
    client = Client()
    answer = client.post(page(ask(cast)), answers(), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("boards:second_step_needed"))
    assert client.get(reverse("actionplans:board_home", args=["fenmarsh"])).status_code == 302
    setting_up = client.get(reverse("mfa_activate_totp"))
    assert setting_up.status_code == 200  # a user who has just chosen a password is not asked for it again


def test_the_sign_in_is_in_the_trail(cast):
    Client().post(page(ask(cast)), answers())
    entry = TrailEntry.objects.get(kind=Happening.SIGNED_IN)
    assert entry.user.email == "priya@school.example"


def test_an_organisations_account_is_offered_where_one_is_configured(cast, settings):
    app = {
        "provider_id": "council",
        "name": "Fenmarsh Council",
        "client_id": "x",
        "settings": {"server_url": "https://x"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    answer = Client().post(page(ask(cast)), answers(), follow=True)
    assert "The account that you have at Fenmarsh Council can sign you in too" in text(answer)


# GET changes nothing


def test_looking_at_it_changes_nothing(cast, django_assert_max_num_queries):
    letter = ask(cast)
    for _ in range(3):
        with django_assert_max_num_queries(20) as queries:
            Client().get(page(letter))
            Client().head(page(letter))
        assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert Client().post(page(letter), answers()).status_code == 302


def test_a_stranger_reads_the_board_and_the_role_and_nothing_else(cast):
    shown = pages.shown(Client().get(page(ask(cast))))
    for secret in ("Priya", "priya@school.example", "Tessa", "manager@fenmarsh.example", "Integrated Care", "Council"):
        assert secret not in shown


# invalid links


def test_every_link_that_opens_nothing_is_answered_alike(cast):
    expired = ask(cast, "a@s.example", at=timezone.now() - datetime.timedelta(hours=14 * 24, minutes=1))
    revoked = ask(cast, "b@s.example")
    revoke(revoked.invitation, by=cast.manager)
    replaced = ask(cast, "c@s.example")
    send_again(replaced.invitation, by=cast.manager)
    used = ask(cast, "d@s.example")
    Client().post(page(used), answers())
    tokens = [letter.token for letter in (expired, revoked, replaced, used)]
    pages = set()
    for token in [*tokens, "unknown", "A" * 43, "x" * 5000, "<script>"]:
        for answer in (
            Client().get(reverse("boards:join", args=[token])),
            Client().post(reverse("boards:join", args=[token]), answers()),
        ):
            assert answer.status_code == 410
            pages.add(answer.content)
    assert len(pages) == 1
    assert "This link does not open anything any more" in pages.pop().decode()


def test_it_opens_until_its_last_moment(cast):
    letter = ask(cast, at=timezone.now() - datetime.timedelta(hours=14 * 24 - 1))
    assert Client().get(page(letter)).status_code == 200


# users with an account


def test_the_link_signs_nobody_in_who_has_an_account(cast):
    letter = ask(cast, cast.stranger.email)
    client = Client()
    shown = client.get(page(letter))
    assert "You have an account here already" in text(shown)
    assert "password" not in pages.shown(shown).split("<main")[1].split("</main>")[0]
    answer = client.post(page(letter), answers())
    assert answer.status_code == 409
    assert "_auth_user_id" not in client.session
    assert cast.stranger.check_password(PASSWORD)
    assert not cast.stranger.memberships.exists()


def test_a_user_with_an_account_signs_in_and_joins_with_one_button(cast):
    letter, client = ask(cast, cast.stranger.email.upper(), role="member"), Client()
    shown = pages.shown(client.get(page(letter)))
    sign_in = reverse("account_login") + "?next=" + page(letter)
    assert f'href="{sign_in}"' in shown
    back = client.post(sign_in, {"login": cast.stranger.email, "password": PASSWORD})
    assert back.url == page(letter)
    assert "You are signed in as Sam Rook" in text(client.get(page(letter)))
    client.post(page(letter))
    assert Membership.objects.get(user=cast.stranger).role == Role.MEMBER
    assert client.get(reverse("actionplans:board_home", args=["fenmarsh"])).status_code == 200


def test_another_user_who_is_signed_in_reads_so_and_does_not_join(cast, client_for):
    letter = ask(cast)
    client = client_for("neighbour")
    assert "This invitation was sent to another address" in text(client.get(page(letter)))
    answer = client.post(page(letter), answers())
    assert answer.status_code == 409
    assert not Membership.objects.filter(board=cast.board, user=cast.neighbour).exists()
    assert not User.objects.filter(email="priya@school.example").exists()
    out = client.post(reverse("account_logout"), {"next": page(letter)})
    assert out.url == page(letter)
    assert "Password again" in text(client.get(page(letter)))


# former members


def test_coming_back_opens_the_old_membership_in_the_new_role(cast):
    old = cast.membership("lead")
    end_access(
        old, by=cast.manager, reason="Moved", left_post=True, on=timezone.localdate() - datetime.timedelta(days=3)
    )
    letter = ask(cast, cast.lead.email, role="member")
    client = Client()
    client.force_login(User.objects.get(pk=cast.lead.pk))
    client.post(page(letter))
    old.refresh_from_db()
    assert (old.role, old.ended_on) == (Role.MEMBER, None)
    assert old.history.first().history_change_reason == CAME_BACK
    assert old.person.to_date is None
    assert Membership.objects.filter(user=cast.lead).count() == 1


def test_an_old_mail_takes_nothing_from_a_member(cast, client_for):
    letter = ask(cast, "x@s.example", role="observer")
    letter.invitation.email = cast.manager.email
    letter.invitation.save_by(None)
    client_for("manager").post(page(letter))
    assert cast.membership("manager").role == Role.MANAGER


# secrets


def test_trying_without_end_is_slowed_down(cast):
    letter, client = ask(cast), Client()
    statuses = [client.post(page(letter), answers(name="")).status_code for _ in range(32)]
    assert statuses[0] == 422
    assert statuses[-1] == 429
    assert "That was tried too often" in text(client.post(page(letter), answers()))


def test_no_link_leads_away_from_the_page_and_the_address_is_not_sent_on(cast):
    letter = ask(cast)
    for client in (Client(), Client()):
        answer = client.get(page(letter))
        assert answer["Referrer-Policy"] in ("same-origin", "no-referrer")
        assert "no-store" in answer["Cache-Control"]
        assert "http://" not in pages.shown(answer)
        assert "https://" not in pages.shown(answer)


def test_the_token_is_in_no_trail_and_no_log(cast, caplog):
    letter, client = ask(cast), Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.DEBUG):
        client.post(page(letter), answers())  # refused: without the form's own token
        Client().post(page(letter), answers(name=""))
        Client().post(page(letter), answers())
        Client().get(page(letter))
    said = [record.getMessage() for record in caplog.records]
    assert "Forbidden (CSRF cookie not set.): /join/…/" in said
    assert f"{HTTPStatus(422).phrase}: /join/…/" in said  # "Entity", and "Content" from Python 3.13 on
    assert "Gone: /join/…/" in said
    assert not [line for line in said if letter.token in line]
    assert not [entry for entry in TrailEntry.objects.values() if letter.token in str(entry)]


def test_the_log_of_the_site_hides_secrets(settings):
    assert "hide_secrets" in settings.LOGGING["handlers"]["stderr"]["filters"]
    record = logging.LogRecord("x", 30, "", 1, "Gone: %s", ("/join/abc-DEF_1/?next=%2Fjoin%2Fxyz%2F",), None)
    HideSecrets().filter(record)
    assert record.getMessage() == "Gone: /join/…/?next=%2Fjoin%2F…"


# job titles


def test_a_job_title_of_the_list_becomes_that_of_the_person(cast, client_for):
    manager, several = client_for("manager"), reverse("boards:invitation_several", args=["fenmarsh"])
    pasted = "Name\tJob\tEmail\nPriya Nandra\tHead Teacher\tpriya@school.example"
    assert 'value="Head Teacher"' in pages.shown(manager.post(several, {"pasted": pasted}))
    line = {
        "send": "on",
        "name": "Priya Nandra",
        "email": "priya@school.example",
        "role": "lead",
        "job": "Head Teacher",
    }
    manager.post(
        several, {"count": "1", "line0-agency": "", **{f"line0-{name}": value for name, value in line.items()}}
    )
    token = re.search(r"/join/([\w-]+)/", mail.outbox[0].body)[1]
    Client().post(reverse("boards:join", args=[token]), answers())
    assert Person.objects.get(name="Priya Nandra").job_title == "Head Teacher"


def test_a_job_title_that_the_board_knows_stays(cast):
    known = Person.objects.create_by(cast.manager, board=cast.board, name="Priya Nandra", job_title="Governor")
    letter = ask(cast, person=known, job_title="Head Teacher")
    Client().post(page(letter), answers())
    known.refresh_from_db()
    assert known.job_title == "Governor"


# the person of that name --------------------------------------------------------------------------------------------------


def joined(email="priya@school.example") -> Person:
    return Membership.objects.get(user__email=email).person


def test_a_person_added_under_that_name_after_the_invitation_is_theirs_and_the_activity_log_says_so(cast, client_for):
    letter = ask(cast)
    priya = Person.objects.create_by(cast.manager, board=cast.board, name="Priya Nandra", job_title="Head of Quality")
    people = client_for("manager").get(reverse("boards:person_list", args=["fenmarsh"]))
    assert f"#invitation-{letter.invitation.pk}" in pages.shown(people)
    assert f"?person={priya.pk}" not in pages.shown(people)
    Client().post(page(letter), answers(name="P. Nandra"))
    assert joined() == priya
    assert Person.objects.filter(board=cast.board, name__contains="Nandra").count() == 1
    priya.refresh_from_db()
    assert (priya.email, priya.agency, priya.job_title) == (
        "priya@school.example",
        cast.agencies["health"],
        "Head of Quality",
    )
    trail = text(client_for("manager").get(reverse("actionplans:trail", args=["fenmarsh"])))
    assert "Joined by invitation: the one of the board’s people who is called so" in trail


def test_the_name_that_counts_is_the_one_that_the_manager_gave(cast):
    """Otherwise users would choose whose actions are theirs by typing a name."""
    Person.objects.create_by(cast.manager, board=cast.board, name="Shona Fellowes")
    Client().post(page(ask(cast)), answers(name="Shona Fellowes"))
    assert joined().email == "priya@school.example"
    assert Person.objects.filter(board=cast.board, name="Shona Fellowes").count() == 2


@pytest.mark.parametrize(
    "values",
    [
        {"email": "another@school.example"},
        {"to_date": datetime.date(2020, 1, 1)},
        {"agency": "police"},
        {"board": "otherby"},
        {"twice": True},
    ],
)
def test_a_person_who_may_be_another_of_that_name_is_not_theirs(cast, values):
    agency = cast.agencies[values.pop("agency")] if "agency" in values else None
    board = cast.otherby if values.pop("board", "") else cast.board
    known = [
        Person.objects.create_by(cast.manager, board=board, name="Priya Nandra", agency=agency, **values)
        for values in [values] * (2 if values.pop("twice", False) else 1)
    ]
    Client().post(page(ask(cast)), answers())
    assert joined() not in known


def test_of_two_who_are_invited_under_one_name_neither_is_the_person(cast):
    first, second = ask(cast), ask(cast, "another@school.example")
    priya = Person.objects.create_by(cast.manager, board=cast.board, name="Priya Nandra")
    Client().post(page(first), answers())
    assert joined() != priya
    assert second.invitation.person is None


def test_a_person_who_has_an_account_is_shared_with_nobody(cast):
    letter = ask(cast, name="Ruth Calloway", agency=None)
    Client().post(page(letter), answers())
    assert joined() != cast.people["RC"]


def test_a_role_comes_from_the_invitation_alone(cast):
    chair = Person.objects.create_by(cast.manager, board=cast.board, name="Priya Nandra", job_title="Independent Chair")
    Client().post(page(ask(cast, role=Role.OBSERVER)), answers())
    membership = Membership.objects.get(user__email="priya@school.example")
    assert (membership.person, membership.role) == (chair, Role.OBSERVER)
