"""Two texts that wait for a choice are listed for those who can make it, and are no business of others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actionplans.models import Clash
from actionplans.operations import clashes, structure
from tests.browsing import text_of, url
from tests.builders import make_plan
from tests.shown import shown
from tests.world import clash

pytestmark = pytest.mark.django_db

OTHERS = ("chair", "lead", "lead2", "member")


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def waiting(plan, cast) -> Clash:
    return clash(plan.actions.get(ref="99.1"), cast.manager, cast.chair)


def home(client, plan) -> str:
    return shown(client.get(reverse("actionplans:board_home", args=[plan.board.slug])))


def test_a_clash_waits_on_the_home_page_of_those_who_can_settle_it(client_for, plan, waiting, cast):
    client = client_for("manager")
    page = home(client, plan)
    assert "Waiting for you" in page
    assert f'href="{url("actionplans:clash_settle", plan, "99.1", waiting.pk)}"' in page
    clashes.settle(waiting, waiting.mine, by=cast.manager)
    assert "Read both and choose" not in home(client, plan)


@pytest.mark.parametrize("role", OTHERS)
def test_others_are_shown_nothing_of_it(role, client_for, plan, waiting):
    client = client_for(role)
    pages = [
        reverse("actionplans:board_home", args=[plan.board.slug]),
        url("actionplans:plan_page", plan),
        url("actionplans:action_page", plan, "99.1"),
    ]
    for address in pages:
        page = client.get(address)
        assert "to settle" not in text_of(page)
        assert "was changed while" not in text_of(page)
        assert "Two people changed" not in text_of(page)
        assert "desk--clash" not in shown(page)


def test_a_clash_of_a_row_that_was_removed_waits_for_nobody(client_for, plan, waiting, cast):
    structure.remove_action(waiting.action, by=cast.manager, reason="Taken into 99.2")
    assert "Read both and choose" not in home(client_for("manager"), plan)
