"""Links in mails lead to the address that the site is set up with, whatever a request calls itself."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
STRANGE = {"HTTP_HOST": "testserver:8666"}


@pytest.fixture(autouse=True)
def _nothing_tried_before(db) -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _address(settings) -> None:
    settings.SITE_ADDRESS = "https://plans.example.org"


def test_the_mail_for_a_forgotten_password(cast):
    Client().post(reverse("account_reset_password"), {"email": cast.lead.email}, **STRANGE)
    body = mail.outbox[0].body
    assert "https://plans.example.org/" in body
    assert "plans.example.org: action plans" in body
    assert "8666" not in body


def test_an_invitation(cast, client_for):
    sent = {"name": "Nell Farrow", "email": "nell@example.org", "role": "member"}
    client_for("manager").post(reverse("boards:invitation_add", args=[cast.board.slug]), sent, **STRANGE)
    body = mail.outbox[0].body
    assert "https://plans.example.org/" in body
    assert "8666" not in body


def test_where_no_address_is_set_it_is_that_of_the_request(cast, settings):
    settings.SITE_ADDRESS = ""
    Client().post(reverse("account_reset_password"), {"email": cast.lead.email})
    assert "http://testserver/" in mail.outbox[0].body
