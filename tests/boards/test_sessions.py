"""Open sessions: how long they last, where they are, and how they end."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from boards.sessions import end_sessions
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(user, **agent) -> Client:
    client = Client(**agent)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get(reverse("privacy")).wsgi_request.user.is_authenticated


# ended all at once ------------------------------------------------------------------------------------------------------


def test_every_session_of_the_account_ends_at_once_and_nobody_elses(cast):
    phone, desk, other = sign_in(cast.lead), sign_in(cast.lead), sign_in(cast.member)
    assert is_in(phone)
    assert end_sessions(cast.lead) == 2
    assert not is_in(phone)
    assert not is_in(desk)
    assert is_in(other)
    assert is_in(sign_in(cast.lead))  # whoever may still sign in can


def test_a_session_that_nobody_listed_ends_too(cast, client_for):
    client = client_for("lead")
    assert is_in(client)
    end_sessions(cast.lead)
    assert not is_in(client)
