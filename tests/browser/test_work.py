"""The main job from beginning to end, in a browser: sign in, edit, note, clash, publish, read, download."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.builders import make_plan, make_version


@pytest.fixture
def plan(transactional_db, cast):
    plan = make_plan(cast.board, recommendations=2, actions=2, notes=3)
    make_version(plan)
    return plan


def at(site, name, plan, *more):
    return site.address + reverse(name, args=[plan.board.slug, plan.slug, *more])


def test_signing_in_leads_home_and_out_again(site, plan):
    page = site.page("manager")
    expect(page.get_by_role("heading", level=1)).to_contain_text("overdue")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    page.goto(at(site, "actionplans:plan_page", plan))
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_editing_a_cell_where_it_stands(site, plan):
    page = site.page("manager")
    page.goto(at(site, "actionplans:plan_page", plan))
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="Edit 99.2").click()
    page.get_by_label("Why", exact=True).fill("Because the report says so.")
    page.get_by_role("button", name="Save 99.2").click()
    row = page.locator("#row-99-2")
    expect(row).to_contain_text("Because the report says so.")
    expect(row).to_contain_text(re.compile(r"Saved \d{1,2}(:\d\d)?[ap]m"))
    expect(page.locator("#said")).to_contain_text(re.compile(r"99\.2.*Saved"))
    expect(page.get_by_role("link", name="Edit 99.2")).to_be_focused()
    assert page.evaluate("window.stayed"), "the page was not loaded anew"
    assert plan.actions.get(ref="99.2").why == "Because the report says so."
    assert not site.complaints


def test_editing_without_script(site, plan):
    page = site.page("manager", script=False)
    page.goto(at(site, "actionplans:plan_page", plan))
    page.get_by_role("link", name="Edit 99.2").click()
    page.get_by_label("Why", exact=True).fill("Because the report says so.")
    page.get_by_role("button", name="Save 99.2").click()
    expect(page.locator("#row-99-2")).to_contain_text("Because the report says so.")


def test_what_is_wrong_takes_the_focus_and_leads_to_its_field(site, plan):
    page = site.page("manager")
    page.goto(at(site, "actionplans:plan_page", plan))
    page.get_by_role("link", name="Edit 99.1").click()
    page.get_by_label("By when").fill("31 June 2027")
    page.get_by_role("button", name="Save 99.1").click()
    summary = page.locator("[data-error-summary], .govuk-error-summary").first
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="31 June does not exist. June has 30 days").click()
    expect(page.get_by_label("By when")).to_be_focused()
    expect(page.get_by_label("By when")).to_have_value("31 June 2027")


def test_a_lead_adds_a_note_on_a_phone(site, plan):
    page = site.page("lead", size=PHONE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("main a[href$='/rows/99.1/notes/']").first.click()
    page.get_by_label("Your note").fill("Two more stations trained.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("heading", name="Your note is saved")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert plan.actions.get(ref="99.1").progress.filter(text="Two more stations trained.").exists()


def test_two_editors_of_one_cell_lose_nothing(site, plan):
    first, second = site.page("manager"), site.page("manager")
    for page, text in ((first, "The first text."), (second, "The second text.")):
        page.goto(at(site, "actionplans:plan_page", plan))
        page.get_by_role("link", name="Edit 99.1").click()
        page.get_by_label("Why", exact=True).fill(text)
    first.get_by_role("button", name="Save 99.1").click()
    expect(first.locator("#row-99-1")).to_contain_text("The first text.")
    second.get_by_role("button", name="Save 99.1").click()
    second.get_by_role("link", name="Read both and choose").click()
    expect(second.get_by_role("heading", level=1)).to_contain_text("99.1 was changed while you were writing")
    expect(second.locator("main")).to_contain_text("The first text.")
    expect(second.get_by_label(re.compile("the text to keep"))).to_have_value("The second text.")
    second.get_by_label(re.compile("the text to keep")).fill("The first text, and the second.")
    second.get_by_role("button", name="Keep this text").click()
    expect(second.locator("#row-99-1")).to_contain_text("The first text, and the second.")


def test_publishing_and_downloading_the_print(site, plan):
    page = site.page("manager")
    page.goto(at(site, "actionplans:plan_page", plan))
    page.get_by_role("link", name="Edit 99.1").click()
    page.get_by_label(re.compile("new note")).fill("The police have answered.")
    page.get_by_role("button", name="Save 99.1").click()
    expect(page.locator("#row-99-1")).to_contain_text("The police have answered.")
    page.locator("main").get_by_role("button", name="Publish version 2").click()
    expect(page.locator("main")).to_contain_text("new note")
    page.get_by_role("button", name="Publish version 2").click()
    expect(page.locator("main")).to_contain_text("Version 2 is published")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Open.*whole plan")).click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"%PDF")
    assert content == bytes(plan.versions.get(number=2).pdf)


def test_what_was_typed_survives_being_signed_out(site, plan, cast):
    page = site.page("manager")
    page.goto(at(site, "actionplans:note_add", plan, "99.1"))
    page.get_by_label("Your note").fill("An hour of work.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save note").click()
    page.goto(site.address + "/accounts/login/")
    page.get_by_label("Email address").fill("manager@fenmarsh.example")
    page.get_by_label("Password", exact=True).fill("a-long-walk-by-the-river")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    page.goto(at(site, "actionplans:note_add", plan, "99.1"))
    expect(page.get_by_label("Your note")).to_have_value("An hour of work.")


def test_leaving_with_unsaved_changes_asks_first(site, plan):
    page = site.page("manager")
    page.goto(at(site, "actionplans:plan_page", plan))
    page.get_by_role("link", name="Edit 99.1").click()
    page.get_by_label("Why", exact=True).fill("Half a sentence")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(at(site, "actionplans:version_list", plan))
    assert asked == ["beforeunload"]
