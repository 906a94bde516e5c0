"""Open sessions: their time limits, the list of them, and how they end."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans.models import ProgressEntry
from actionplans.printing import jobs
from actionplans.printing.orders import order_for
from actionplans.views.prints import about_of
from boards.access import Role
from boards.models import Membership, TrailEntry, User
from boards.models.trail import Happening
from boards.sign_in.sessions import ENDED, device, end_sessions
from tests import shown as pages
from tests.builders import make_plan
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db

DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604"
)


@pytest.fixture(autouse=True)
def _forget_earlier_attempts():
    cache.clear()


class Clock:
    """The time as the site sees it, moved by tests."""

    def __init__(self) -> None:
        self.moment = timezone.now()

    def __call__(self) -> datetime.datetime:
        return self.moment

    def on(self, minutes: float) -> None:
        self.moment += datetime.timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


def sign_in(user: User, agent: str = DESK, address: str = "192.0.2.7") -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("boards:privacy")).wsgi_request.user.is_authenticated


def home(cast) -> str:
    return reverse("actionplans:board_home", args=[cast.board.slug])


# idleness ---------------------------------------------------------------------------------------------------------------


def test_a_user_who_does_nothing_for_as_long_as_the_board_sets_is_signed_out_with_a_sentence(cast, clock):
    client = sign_in(cast.lead)
    clock.on(60)
    assert client.get(home(cast)).status_code == 200
    clock.on(61)
    answer = client.get(home(cast) + "?page=2")
    assert answer.status_code == 302
    assert answer.url == f"{reverse('account_login')}?next=/boards/fenmarsh/%3Fpage%3D2"
    for _ in range(2):  # it stays until the next sign-in
        shown = pages.shown(client.get(answer.url))
        assert "You were signed out because nothing was done for 60 minutes." in shown
    client.post(answer.url, {"login": cast.lead.email, "password": PASSWORD, "next": "/boards/fenmarsh/?page=2"})
    assert client.get(home(cast)).status_code == 200
    client.post(reverse("account_logout"))
    assert "nothing was done" not in pages.shown(client.get(reverse("account_login")))


def test_what_was_typed_while_the_session_ended_is_given_back(cast, clock):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    client = sign_in(cast.lead)
    clock.on(61)
    page = reverse("actionplans:note_add", args=[cast.board.slug, plan.slug, "99.1"])
    answer = client.post(page, {"text": "An hour of work.", "when": "today"})
    shown = pages.shown(answer)
    assert answer.status_code == 401
    assert "An hour of work." in shown
    assert "You were signed out because nothing was done for 60 minutes." in shown
    assert not ProgressEntry.objects.exists()


def test_a_user_who_goes_on_using_it_stays_until_twelve_hours_have_passed(cast, clock):
    client = sign_in(cast.lead)
    for _ in range(17):
        clock.on(40)
        assert client.get(home(cast)).status_code == 200
    clock.on(40)
    assert client.get(home(cast)).status_code == 302
    shown = pages.shown(client.get(reverse("account_login")))
    assert "You were signed out because you had signed in 12 hours ago." in shown


def test_a_session_that_ended_before_reasons_were_codes_still_says_why(cast):
    client = Client()
    session = client.session
    session[ENDED] = "You were signed out because nothing was done for 30 minutes."
    session.save()
    shown = pages.shown(client.get(reverse("account_login")))
    assert "You were signed out because nothing was done for 30 minutes." in shown


def test_of_several_boards_the_shortest_time_counts(cast, clock):
    cast.board.idle_minutes = 240
    cast.board.save_by(None)
    cast.otherby.idle_minutes = 15
    cast.otherby.save_by(None)
    Membership.objects.create_by(None, board=cast.otherby, user=cast.lead, role=Role.OBSERVER)
    lead, member = sign_in(cast.lead), sign_in(cast.member)
    clock.on(17)
    assert not is_in(lead)
    assert is_in(member)


def test_a_board_that_sets_a_shorter_time_ends_what_is_idle_already(cast, clock):
    client = sign_in(cast.lead)
    clock.on(30)
    cast.board.idle_minutes = 20
    cast.board.save_by(None)
    assert not is_in(client)


def test_a_session_is_written_at_most_once_a_minute(cast, clock, django_assert_max_num_queries):
    client = sign_in(cast.lead)
    clock.on(2)
    written = []
    for _ in range(4):
        clock.on(0.5)
        with django_assert_max_num_queries(60) as queries:
            client.get(home(cast))
        written.append(sum('UPDATE "django_session"' in query["sql"] for query in queries.captured_queries))
    assert written == [1, 0, 1, 0]


def test_a_page_that_asks_for_itself_keeps_no_session_alive(cast, clock, queued):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    order = order_for(plan, edition="front")
    page = reverse(
        "actionplans:print_page", args=[cast.board.slug, plan.slug, jobs.begin(order, about_of(plan, order))]
    )
    client = sign_in(cast.lead)
    for _ in range(4):
        clock.on(15)
        assert client.get(page).status_code == 200
    clock.on(2)
    assert client.get(page).status_code == 302


def test_signing_out_after_the_session_has_ended_leads_to_signing_in(cast, clock):
    client = sign_in(cast.lead)
    clock.on(61)
    answer = client.post(reverse("account_logout"))
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))


def test_the_end_of_a_session_is_logged_in_the_trail(cast, clock):
    client = sign_in(cast.lead)
    clock.on(61)
    client.get(home(cast))
    entry = TrailEntry.objects.get(kind=Happening.SESSION_ENDED)
    assert (entry.user, entry.about, entry.address) == (cast.lead, "Chrome on Windows", "192.0.2.7")
    assert entry.reason == "Because nothing was done for 60 minutes."


# fixation ---------------------------------------------------------------------------------------------------------------


def test_signing_in_changes_the_sessions_key_and_the_old_one_opens_nothing(cast):
    victim = Client()
    session = victim.session  # an attacker has set the key of a session of theirs in the victim's browser
    session["left"] = "here"
    session.save()
    planted = session.session_key
    victim.cookies["sessionid"] = planted
    token = victim.get(reverse("account_login")).cookies["csrftoken"].value
    signed_in = victim.post(reverse("account_login"), {"login": cast.lead.email, "password": PASSWORD})
    assert victim.session.session_key != planted
    assert signed_in.cookies["csrftoken"].value != token
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert not is_in(stranger)
    assert not Session.objects.filter(session_key=planted).exists()


def test_the_key_that_was_open_between_password_and_second_step_opens_nothing_afterwards(cast):
    from tests.boards.sign_in.apps import add_app, code_of

    secret = add_app(cast.lead)
    client = sign_in(cast.lead)
    between = client.session.session_key
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)
    assert client.session.session_key != between
    stranger = Client()
    stranger.cookies["sessionid"] = between
    assert not is_in(stranger)


def test_a_user_who_signs_in_over_another_users_session_takes_nothing_of_it(cast):
    client = sign_in(cast.lead)
    session = client.session
    session["left"] = "by the lead"
    session.save()
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": cast.member.email, "password": PASSWORD})
    assert "left" not in client.session


# the list of sessions ---------------------------------------------------------------------------------------------------


def test_the_account_page_says_where_one_is_signed_in(cast, clock):
    phone = sign_in(cast.lead, PHONE, "198.51.100.4")
    sign_in(cast.member, PHONE, "203.0.113.9")
    clock.on(5)
    phone.get(home(cast))
    desk = sign_in(cast.lead)
    shown = pages.shown(desk.get(reverse("boards:your_account")))
    assert "Ruth Calloway" in shown
    assert cast.lead.email in shown
    assert "<b>Chrome on Windows</b>, here" in shown
    assert "<b>Safari on an iPhone</b>" in shown
    assert "198.51.100.4" in shown
    assert "203.0.113.9" not in shown


def test_what_has_ended_by_itself_is_not_listed(cast, clock):
    sign_in(cast.lead, PHONE)
    clock.on(61)
    assert "iPhone" not in pages.shown(sign_in(cast.lead).get(reverse("boards:your_account")))


def test_the_account_page_takes_as_many_queries_for_many_sessions(cast, django_assert_max_num_queries):
    client = sign_in(cast.lead)
    client.get(reverse("boards:your_account"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("boards:your_account"))
    asked = len(few)
    for _ in range(5):
        sign_in(cast.lead, PHONE)
    with django_assert_max_num_queries(asked):
        client.get(reverse("boards:your_account"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (DESK, "Chrome on Windows"),
        (PHONE, "Safari on an iPhone"),
        (DESK + " Edg/131.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on a Mac"),
        ("Mozilla/5.0 (Linux; Android 15; Pixel 8) Chrome/131.0 Mobile Safari/537.36", "Chrome on an Android phone"),
        ("curl/8.5.0", "A browser that does not say what it is"),
        ("<script>alert(1)</script>", "A browser that does not say what it is"),
        ("", "A browser that does not say what it is"),
    ],
)
def test_a_device_is_described_in_plain_words(said, words):
    assert device(said) == words


# ended by their user --------------------------------------------------------------------------------------------------


def test_signing_out_everywhere_else_leaves_this_session_and_no_other(cast):
    phone, tablet, desk, other = (sign_in(user) for user in (cast.lead, cast.lead, cast.lead, cast.member))
    page = pages.shown(desk.post(reverse("boards:sessions_end_others"), follow=True))
    assert "You are signed out in 2 other places." in page
    assert [is_in(client) for client in (phone, tablet, desk, other)] == [False, False, True, True]
    assert page.count("<b>Chrome on Windows</b>") == 1
    entry = TrailEntry.objects.get(kind=Happening.SIGNED_OUT_EVERYWHERE)
    assert (entry.user, entry.about) == (cast.lead, "2 other sessions")


def test_one_session_is_ended_by_itself(cast):
    phone, desk, tablet = sign_in(cast.lead, PHONE), sign_in(cast.lead), sign_in(cast.lead)
    page = pages.shown(desk.get(reverse("boards:your_account")))
    key = page.split("Safari on an iPhone")[1].split('name="session" value="')[1].split('"')[0]
    answer = desk.post(reverse("boards:session_end"), {"session": key}, follow=True)
    assert "Safari on an iPhone is signed out." in pages.shown(answer)
    assert [is_in(client) for client in (phone, desk, tablet)] == [False, True, True]


def test_no_user_ends_another_users_session(cast):
    lead = sign_in(cast.lead)
    key = cast.lead.usersession_set.get().pk
    answer = sign_in(cast.member).post(reverse("boards:session_end"), {"session": key}, follow=True)
    assert "That session has ended already." in pages.shown(answer)
    assert is_in(lead)
    for nothing in ("x", "9" * 5000):
        assert sign_in(cast.member).post(reverse("boards:session_end"), {"session": nothing}).status_code == 302


def test_a_new_password_ends_the_other_sessions(cast):
    phone, desk = sign_in(cast.lead, PHONE), sign_in(cast.lead)
    fresh = "seven grey herons waiting"
    sent = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    answer = desk.post(reverse("account_change_password"), sent, follow=True)
    assert answer.redirect_chain == [(reverse("boards:your_account"), 302)]
    assert "Your password is changed." in pages.shown(answer)
    assert not is_in(phone)
    assert is_in(desk)
    assert "iPhone" not in pages.shown(desk.get(reverse("boards:your_account")))
    cast.lead.refresh_from_db()
    assert cast.lead.check_password(fresh)


# ended by others ----------------------------------------------------------------------------------------------------------


def test_every_session_of_the_account_ends_at_once_and_nobody_elses(cast):
    phone, desk, other = sign_in(cast.lead), sign_in(cast.lead), sign_in(cast.member)
    assert is_in(phone)
    assert end_sessions(cast.lead, reason="Access to the board ended") == 2
    assert not is_in(phone)
    assert not is_in(desk)
    assert is_in(other)
    assert TrailEntry.objects.get(kind=Happening.SESSION_ENDED).reason == "Access to the board ended"
    assert is_in(sign_in(cast.lead))  # the user may sign in again


def test_a_session_that_nobody_listed_ends_too(cast, client_for):
    client = client_for("lead")
    assert is_in(client)
    end_sessions(cast.lead)
    assert not is_in(client)


def test_a_request_that_is_writing_its_session_back_does_not_revive_it(cast):
    client = sign_in(cast.lead)
    session = client.session
    data = dict(session.items())
    end_sessions(cast.lead)
    Session.objects.create(
        session_key=session.session_key,
        session_data=session.encode(data),
        expire_date=timezone.now() + datetime.timedelta(hours=1),
    )
    assert not is_in(client)


def test_a_closed_account_opens_nothing_in_any_session(cast):
    client = sign_in(cast.lead)
    cast.lead.is_active = False
    cast.lead.save()
    assert not is_in(client)
