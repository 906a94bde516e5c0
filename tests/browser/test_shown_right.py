"""Three plans that were not read right are put right on the page, as a new user would: with the clicks counted, and axe at each
width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.actionplans.reading.unsure import forms, nothing, outline, tracker, two_sheets
from tests.browser.bringing import bring, check


class Clicks:
    """Presses and choices of a user, counted. A choice in a list is two: it is opened, and one of it taken."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(option)
        self.count += 2

    def press(self, name: str) -> None:
        self.page.locator("main").get_by_role("button", name=name).click()
        self.count += 1


def give(page, site, tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    bring(page, site, path)


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_on_the_pages_of_sheets_forms_and_lines(site, cast, tmp_path, axe):
    page, faults = site.page("manager"), []
    for name, data in (
        ("Tracker.docx", tracker()),
        ("Sheets.xlsx", two_sheets()),
        ("Outline.docx", outline()),
        ("Forms.docx", forms()),
        ("Nothing.docx", nothing()),
    ):
        give(page, site, tmp_path, name, data)
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
        page.goto(page.url.rstrip("/").removesuffix("/reading") + "/reading/")
        faults += check(page, f"right-{name.split('.')[0]}", axe)
    assert faults == []


@pytest.mark.django_db(transaction=True)
def test_three_plans_are_put_right_with_few_clicks(site, cast, tmp_path):
    """A table, sheets and forms, from the first reading to the review page: no more clicks than the pages were drawn for."""
    page = site.page("manager")

    give(page, site, tmp_path, "Tracker.docx", tracker())
    expect(page.get_by_role("heading", level=1)).to_contain_text("What are these 5 columns?")
    table = Clicks(page)
    table.choose("Column 1: Strand", "Recommendation")
    # the line of what is chosen is bold at once
    chosen = page.locator(".then--recommendation")
    expect(chosen).to_have_css("font-weight", "700")
    expect(page.locator("#t0c0-r .then--own")).to_have_css("font-weight", "400")
    table.press("Read it again like this")
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 actions now stand under 2 recommendations")
    table.press("Check the 3 actions")
    expect(page.locator("main")).to_contain_text("Columns: 5 of 5 understood")
    assert table.count <= 6

    give(page, site, tmp_path, "Sheets.xlsx", two_sheets())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Which sheets hold the plan?")
    sheets = Clicks(page)
    sheets.page.locator("#t1").select_option("Closed actions of “Live”")
    sheets.count += 2
    expect(page.locator("#t1-r .then--closed")).to_have_css("font-weight", "700")
    sheets.press("Read it again like this")
    expect(page.get_by_role("heading", level=1)).to_contain_text("5 actions now stand under 2 recommendations")
    sheets.press("Check the 5 actions")
    assert sheets.count <= 4

    give(page, site, tmp_path, "Forms.docx", forms())
    page.get_by_role("link", name="Change how it is read").click()
    forms_ = Clicks(page)
    forms_.choose("“How will we know?” is", "Why")
    forms_.press("Read it again like this")
    forms_.press("Check the 3 actions")
    assert forms_.count <= 4

    give(page, site, tmp_path, "Nothing.docx", nothing())
    found = Clicks(page)
    found.press("Read what is ticked")
    expect(page.locator("main")).to_contain_text("How it is read now")
    found.choose("Column 1: Alpha", "Recommendation")
    found.choose("Column 2: Beta", "Action")
    found.press("Read it again like this")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 actions now stand under 2 recommendations")
    found.press("Check the 2 actions")
    assert found.count <= 1 + 6
