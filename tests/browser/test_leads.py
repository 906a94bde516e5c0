"""Whom the board knows is suggested while a lead is typed."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplans.models import Lead
from tests.builders import make_action, make_plan

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


@pytest.mark.parametrize("script", [True, False])
def test_leads_of_nobody_known_are_added_and_connected_and_the_button_counts_what_it_saves(site, cast, script):
    plan = make_plan(cast.board, recommendations=1, actions=0)
    make_action(plan.recommendations.get(), 3, lead_text="Elsa Dorning; Exploitation panel; Lantern; Head of Service")
    page = site.page("manager", script=script)
    page.goto(f"{site.address}{reverse('actionplans:lead_list', args=[cast.board.slug])}?plan={plan.slug}")
    page.get_by_label("Who is “Head of Service”?").fill("Gwen Abara")
    if script:
        expect(page.get_by_role("button", name="Save 3 leads")).to_be_visible()
    page.get_by_label("What “Lantern” is").select_option("Not a person")
    page.get_by_role("button", name="Save 4 leads" if script else "Save all that are filled in").click()
    expect(page.get_by_text("4 leads are settled, in 1 row.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Joint inspection")
    assert Lead.objects.filter(person=None, group=None).values_list("name", flat=True).get() == "Lantern"
    assert site.complaints == []
