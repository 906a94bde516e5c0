"""The working view in the browser: how much of a plan is in sight, finding while one types, menus, phones, axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from actionplans.operations.notes import add_note
from tests.browser.conftest import DESKTOP, SMALL_PHONE
from tests.browser.examining import examine, look
from tests.builders import make_plan, make_version

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(cast):
    plan = make_plan(cast.board, recommendations=4, actions=4, notes=3)
    make_version(plan)
    add_note(plan.actions.get(ref="99.2"), by=cast.manager, text="The rota is printed.", happened="2026-01-05")
    return plan


@pytest.fixture
def address(site, plan) -> str:
    return f"{site.address}{plan.get_absolute_url()}?view=work"


def test_eight_rows_are_in_sight_on_opening(site, address):
    page = site.page("manager", size=(1366, 768))
    page.goto(address)
    ends = page.evaluate("[...document.querySelectorAll('[data-row]')].map(r => r.getBoundingClientRect().bottom)")
    assert sum(end <= 768 for end in ends) >= 8
    page.evaluate("window.scrollTo(0, 600)")
    head, group = (page.locator(part).bounding_box() for part in ("thead th >> nth=0", ".slim"))
    assert group["y"] == 0
    assert head["y"] == pytest.approx(group["height"], abs=1)


def test_words_are_found_while_one_types_and_the_address_holds_them(site, address):
    page = site.page("manager", size=DESKTOP)
    page.goto(address)
    page.locator("h1").click()
    page.keyboard.press("/")
    page.keyboard.type("rota")
    expect(page.locator("[data-row]")).to_have_count(1)
    expect(page.locator("mark")).to_have_text("rota")
    expect(page.locator("[data-count]")).to_contain_text("1 of 16")
    assert "find=rota" in page.url
    page.reload()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_label("Find").fill("nowhere at all")
    expect(page.get_by_text("No action has “nowhere at all” in it")).to_be_visible()
    page.get_by_label("Find").fill("")
    expect(page.locator("[data-row]")).to_have_count(16)
    assert site.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_rows_are_chosen_sorted_and_shown_again_with_and_without_script(site, address, script):
    page = site.page("manager", size=DESKTOP, script=script)
    page.goto(address)
    page.get_by_role("link", name="Changed since version").click()
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_role("link", name="Show all").click()
    expect(page.locator("[data-row]")).to_have_count(16)
    page.get_by_role("columnheader", name="By when").get_by_role("link").click()
    expect(page.get_by_text("Sorted by deadline")).to_be_visible()
    page.get_by_text("columns", exact=False).first.click()
    page.get_by_role("checkbox", name="Why").check()
    page.get_by_role("button", name="Show these columns").click()
    expect(page.get_by_role("columnheader", name="Why")).to_be_visible()
    expect(page.get_by_text("Sorted by deadline")).to_be_visible()


def test_a_row_is_edited_where_it_stands_and_the_list_keeps_its_place(site, address):
    page = site.page("manager", size=DESKTOP)
    page.goto(address + "&sort=deadline")
    page.locator("[data-row='100.3']").get_by_role("link", name="Edit").click()
    page.get_by_role("textbox", name="Why", exact=True).fill("Nobody had been asked.")
    page.get_by_role("button", name="Save 100.3").click()
    row = page.locator("tr[data-row='100.3']")
    expect(row).to_contain_text("Saved")
    expect(row.get_by_role("link", name="Edit")).to_be_focused()
    assert "sort=deadline" in page.url
    row.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone.")).to_be_visible()
    assert site.complaints == []


def test_what_was_typed_into_an_open_row_is_kept_when_other_rows_are_looked_for(site, address):
    page = site.page("manager", size=DESKTOP)
    page.goto(address)
    page.locator("[data-row='99.1']").get_by_role("link", name="Edit").click()
    page.get_by_role("textbox", name="Why", exact=True).fill("Half a sentence")
    page.get_by_label("Find").fill("rota")
    expect(page.locator("[data-row]")).to_have_count(1)
    page.get_by_label("Find").fill("")
    page.locator("[data-row='99.1']").get_by_role("link", name="Draft kept").wait_for()
    page.locator("[data-row='99.1']").get_by_role("link", name="Edit").click()
    expect(page.get_by_role("textbox", name="Why", exact=True)).to_have_value("Half a sentence")
    assert site.complaints == []


def test_a_menu_closes_with_esc_and_gives_the_focus_back(site, address):
    page = site.page("manager", size=DESKTOP)
    page.goto(address)
    menu = page.locator("details.menu", has_text="Agency")
    menu.locator("summary").click()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(menu.locator("summary")).to_be_focused()


@pytest.mark.parametrize("size", [DESKTOP, SMALL_PHONE], ids=["1366", "320"])
def test_axe_finds_nothing_on_the_working_view(site, address, axe, size):
    page = site.page("manager", size=size)
    faults = []
    for asked in ("", "&find=rota", "&show=overdue", "&sort=lead", "&rows=comfortable", "&find=nowhere"):
        faults += look(page, address + asked, asked or "opened", axe, size)
    page.goto(address)
    # one that lies over no link, which axe would find too small beside it
    menu = page.locator("details.menu--end").first if size == DESKTOP else page.locator("details.menu--chip").last
    menu.locator("summary").click()
    faults += examine(page, "a menu", axe)
    assert faults == []
