"""A user who was signed out while writing gets back the submitted text, also without script."""

import pytest
from django.test import Client
from django.urls import reverse

from actionplans.models import ProgressEntry
from tests.builders import make_plan
from tests.cast import PASSWORD
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(cast):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    return reverse("actionplans:note_add", args=[cast.board.slug, plan.slug, "99.1"])


def test_a_save_after_signing_out_gives_the_text_back_and_leads_on(page, cast):
    answer = Client().post(page, {"text": "An hour of <b>work</b>.", "when": "today"})
    text = shown(answer)
    assert answer.status_code == 401
    assert "An hour of &lt;b&gt;work&lt;/b&gt;." in text
    assert f'href="/accounts/login/?next={page}"' in text
    assert not ProgressEntry.objects.exists()


def test_a_save_from_a_page_of_another_session_gives_the_text_back(page, cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lead)
    answer = client.post(page, {"text": "An hour of work.", "when": "today"})
    assert answer.status_code == 403
    assert "An hour of work." in shown(answer)


def test_a_password_is_never_given_back(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "lead@fenmarsh.example", "password": PASSWORD + " and more"})
    assert answer.status_code == 403
    assert PASSWORD not in shown(answer)


def test_looking_at_a_page_leads_to_signing_in(page):
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer.url == f"/accounts/login/?next={page}"
