"""What the address of a row that is not in its plan any more says to whom, and the search on the page for unknown addresses."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse

from actionplans.operations import actions, structure
from tests.browsing import text_of
from tests.builders import make_plan, make_version
from tests.shown import shown

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_printed")]

WHY = "Taken into 101.1"


@pytest.fixture
def plan(cast):
    plan = make_plan(cast.board, title="Joint inspection", recommendations=1, actions=2, notes=0)
    make_version(plan)
    return plan


def pages(client, plan, ref: str = "99.1") -> list:
    """The address of the row, and one below it."""
    return [
        client.get(reverse(f"actionplans:{route}", args=[plan.board.slug, plan.slug, ref]))
        for route in ("action_page", "note_add")
    ]


def in_version(plan, number: int = 1) -> str:
    return f"{reverse('actionplans:version_page', args=[plan.board.slug, plan.slug, number])}#row-99-1"


def test_those_who_read_internal_rows_are_shown_who_removed_it_when_and_why(client_for, cast, plan):
    structure.remove_action(plan.actions.get(ref="99.1"), by=cast.manager, reason=WHY)
    for role, seen in (
        ("manager", pages(client_for("manager"), plan)[1:]),
        ("chair", pages(client_for("chair"), plan)),
    ):
        for page in seen:
            assert page.status_code in (403, 404), role
            if page.status_code == 404:
                text = text_of(page)
                assert "99.1 was removed from the plan by Tessa Orme, on " in text, role
                assert f"“{WHY}”" in text
                assert in_version(plan) in shown(page)
    assert "to put it back" in text_of(pages(client_for("manager"), plan)[1])
    assert "to put it back" not in text_of(pages(client_for("chair"), plan)[0])


def test_to_others_a_removed_row_and_one_that_became_internal_are_the_same(client_for, cast, plan):
    structure.remove_action(plan.actions.get(ref="99.1"), by=cast.manager, reason=WHY)
    actions.change_action(plan.actions.get(ref="99.2"), {"internal": True}, by=cast.manager)
    for role in ("member", "lead"):
        removed, hidden = (pages(client_for(role), plan, ref)[0] for ref in ("99.1", "99.2"))
        assert (removed.status_code, hidden.status_code) == (404, 404)
        assert "99.1 is not in the plan any more as you may read it." in text_of(removed)
        assert WHY not in text_of(removed)
        assert in_version(plan) in shown(removed)
        same = [shown(page).split("<main")[1].split("</main>")[0] for page in (removed, hidden)]
        assert same[0].replace("99.1", "99.2").replace("99-1", "99-2") == same[1]


def test_of_a_row_that_was_never_published_nothing_is_said(client_for, cast, plan):
    actions.change_action(plan.actions.get(ref="99.2"), {"internal": True}, by=cast.manager)
    other = make_plan(cast.board, title="Night team", first=500, recommendations=1, actions=1, notes=0)
    actions.change_action(other.actions.get(), {"internal": True}, by=cast.manager)
    page = pages(client_for("member"), other, "500.1")[0]
    assert page.status_code == 404
    assert "500.1" not in text_of(page)


def test_observers_are_led_to_the_last_version_that_has_the_row(client_for, cast, plan):
    structure.remove_action(plan.actions.get(ref="99.1"), by=cast.manager, reason=WHY)
    make_version(plan)
    page = pages(client_for("observer"), plan)[0]
    assert page.status_code == 403
    assert "Read 99.1 in version 1, the last that has it" in text_of(page)
    assert in_version(plan) in shown(page)
    assert WHY not in html.unescape(shown(page))


def test_the_page_for_an_unknown_address_searches_all_actions(client_for, plan):
    page = client_for("member").get("/boards/fenmarsh/plans/gone/")
    address = reverse("actionplans:action_list", args=["fenmarsh"])
    assert page.status_code == 404
    assert f'action="{address}"' in shown(page)
    found = client_for("member").get(address, {"q": plan.actions.first().ref})
    assert plan.actions.first().ref in text_of(found)
    assert f'action="{address}"' not in shown(client_for("observer").get("/boards/fenmarsh/plans/gone/"))
