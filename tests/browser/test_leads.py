"""Whom the board knows is suggested while a lead is typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.builders import make_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("typed", ["tess", "TO", "business man"])
def test_a_name_initials_or_a_job_title_offer_the_person_and_a_click_writes_the_name(site, cast, typed):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    page = site.page("manager")
    page.goto(f"{site.address}{plan.get_absolute_url()}")
    page.locator("[data-row-edit]").first.click()  # in place: the list of who can lead is fetched
    field = page.get_by_role("textbox", name="Lead")
    field.fill(f"Ruth Calloway; {typed}")
    page.get_by_role("button", name="Tessa Orme, TO, Business Manager, Council").click()
    expect(field).to_have_value("Ruth Calloway; Tessa Orme")
    page.get_by_role("button", name="Save 99.1").click()
    expect(page.locator("#row-99-1")).to_contain_text("Tessa Orme")
    assert site.complaints == []
