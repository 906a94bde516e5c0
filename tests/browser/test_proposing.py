"""A lead proposes a new date on a phone, the manager agrees, and the date is moved in the plan."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from actionplans.document.dates import day_words
from tests.browser.conftest import PHONE
from tests.builders import make_plan


@pytest.fixture
def plan(transactional_db, cast):
    return make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_lead_proposes_on_a_phone_and_the_manager_agrees(site, plan, script):
    row = plan.actions.get(ref="99.1")
    was, wish = row.deadline_text, timezone.localdate() + datetime.timedelta(days=90)
    lead = site.page("lead", size=PHONE, script=script)
    lead.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    lead.get_by_role("link", name="Propose a new date").click()
    expect(lead.get_by_role("radio", name="A new date")).to_be_checked()
    for part, value in (("Day", wish.day), ("Month", wish.strftime("%B")), ("Year", wish.year)):
        lead.get_by_label(part).fill(str(value))
    lead.get_by_label("Why?").fill("The new system is late.")
    assert lead.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    lead.get_by_role("button", name="Send the proposal").click()
    expect(lead.locator("main")).to_contain_text("Your proposal is sent to the business manager.")

    manager = site.page("manager", script=script)
    waiting = manager.locator("main li", has_text=f"Proposed: {day_words(wish)} by Ruth Calloway")
    waiting.get_by_role("link", name="Agree", exact=False).first.click()
    expect(manager.get_by_label("By when will say")).to_have_value(day_words(wish))
    expect(manager.get_by_label("Why it moves")).to_have_value("The new system is late. Proposed by Ruth Calloway.")
    manager.get_by_role("button", name="Send the answer").click()
    expect(manager.locator("main")).to_contain_text(f"99.1 is now due {day_words(wish)}.")
    manager.goto(site.address + reverse("actionplans:plan_page", args=[plan.board.slug, plan.slug]))
    cell = manager.locator("#row-99-1 td.half").first
    expect(cell.locator("del")).to_contain_text(was)
    expect(cell).to_contain_text(day_words(wish))
    expect(cell).to_contain_text("Slipped once")

    lead.goto(site.address + reverse("actionplans:my_actions", args=[plan.board.slug]))
    expect(lead.locator("main")).to_contain_text("Tessa Orme agreed")
    assert not site.complaints
