"""Before a public edition is printed: what is replaced and what stays is looked over by somebody, who is noted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actionplans.models import Print
from boards.models import TrailEntry
from tests.browsing import text_of
from tests.builders import make_action, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_printed")]
CHOSEN = {"edition": "public", "version": "today"}


@pytest.fixture
def plan(cast):
    plan = make_plan(cast.board, title="Practice of Ruth Calloway", recommendations=1, actions=0)
    words = "LP met Joanna Wray; RC to write, saved by rcalloway."
    make_action(plan.recommendations.get(), 3, action=words)
    return plan


def address(plan) -> str:
    return reverse("actionplans:print_add", args=[plan.board.slug, plan.slug])


def test_the_page_before_it_lists_what_is_replaced_and_what_stays_with_its_row(plan, client_for):
    page = text_of(client_for("manager").post(address(plan), CHOSEN))
    assert "Nobody has looked this edition over yet." in page
    assert "Stays: words that may be a name 1 Joanna Wray 99.1" in page
    assert "Stays: two or three capitals, which may be initials 1 LP 99.1" in page
    assert "rcalloway Detective Superintendent 1" in page
    assert not Print.objects.exists()


def test_it_is_printed_once_that_is_ticked_and_says_who_did(cast, plan, client_for):
    manager = client_for("manager")
    unticked = manager.post(address(plan), CHOSEN | {"looking": "1"})
    assert unticked.status_code == 422
    assert "Read through the lists below" in text_of(unticked)
    assert "Joanna Wray" in text_of(unticked)
    assert not Print.objects.exists()
    asked = manager.post(address(plan), CHOSEN | {"looking": "1", "looked_over": "on"}, follow=True)
    made = Print.objects.get()
    assert made.looked_over_by == cast.manager
    assert "What stays in it was looked over by Tessa Orme on" in text_of(asked)
    assert TrailEntry.objects.latest("pk").reason == "Read through what is replaced and what stays"
    again = text_of(client_for("member").post(address(plan), CHOSEN))
    assert "Tessa Orme looked this edition over on" in again
    client_for("member").post(address(plan), CHOSEN | {"looking": "1", "looked_over": "on"})
    assert Print.objects.get().looked_over_by == cast.manager


def test_a_name_in_the_title_or_the_address_is_not_in_the_name_of_the_file(plan, client_for):
    client_for("manager").post(address(plan), CHOSEN | {"looking": "1", "looked_over": "on"})
    name = Print.objects.get().name
    assert name.startswith("fenmarsh-practice-of-detective-superintendent-draft-")
    assert "calloway" not in name


def test_other_editions_are_printed_at_once(plan, client_for):
    assert client_for("manager").post(address(plan), {"edition": "clean", "version": "today"}).status_code == 302
