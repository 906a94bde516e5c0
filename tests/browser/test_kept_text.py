"""Typed text and the small scripts around it: nothing is lost when saving fails, and nothing lies about afterwards."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from boards.models import Draft
from tests.browser.conftest import PHONE
from tests.builders import make_plan
from tests.cast import PASSWORD


@pytest.fixture
def plan(transactional_db, cast):
    return make_plan(cast.board, recommendations=1, actions=2, notes=1)


@pytest.fixture
def open_row(site, plan):
    """A window in which row 99.1 is open, and a note typed into it."""
    page = site.page("manager")
    page.goto(site.address + reverse("actionplans:plan_page", args=[plan.board.slug, plan.slug]))
    page.get_by_role("link", name="Edit 99.1").click()
    page.get_by_label(re.compile("new note")).fill("An hour of work.")
    return page


def sign_in(page, role):
    page.get_by_label("Email address").fill(f"{role}@fenmarsh.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def drafts() -> list[str]:
    return list(Draft.objects.values_list("text", flat=True))


def until_kept(page, text="An hour of work."):
    """What is typed is kept a moment later."""
    for _ in range(100):
        if text in drafts():
            return
        page.wait_for_timeout(50)
    raise AssertionError("the text was not kept")


def open_again(page, site, plan):
    page.goto(site.address + reverse("actionplans:plan_page", args=[plan.board.slug, plan.slug]))
    page.get_by_role("link", name="Edit 99.1").click()
    return page.get_by_label(re.compile("new note"))


def test_a_row_saved_after_the_session_ended_is_there_again_after_signing_in(open_row, plan, site):
    open_row.context.clear_cookies(name="sessionid")
    open_row.get_by_role("button", name="Save 99.1").click()
    expect(open_row.get_by_role("heading", name="It was not saved, and your text is not lost")).to_be_visible()
    expect(open_row.locator("main textarea, main input[readonly]").first).to_have_value("An hour of work.")
    open_row.get_by_role("link", name="Sign in again").click()
    sign_in(open_row, "manager")
    note = open_again(open_row, site, plan)
    expect(note).to_have_value("An hour of work.")
    expect(open_row.get_by_text("Not saved yet:")).to_be_visible()
    open_row.get_by_role("button", name="Save 99.1").click()
    expect(open_row.locator("#row-99-1 [data-saved]")).to_be_visible()
    expect(open_row.locator("#row-99-1")).to_contain_text("An hour of work.")
    assert drafts() == []


def test_nobody_else_is_offered_the_text(open_row, plan, site):
    until_kept(open_row)
    open_row.context.clear_cookies(name="sessionid")
    open_row.on("dialog", lambda dialog: dialog.accept())
    open_row.goto(site.address + "/accounts/login/")
    sign_in(open_row, "lead")
    open_row.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    expect(open_row.get_by_label("Your note")).to_have_value("")
    expect(open_row.get_by_text("Not saved yet:")).to_have_count(0)


def test_nothing_of_it_is_left_in_the_browser(open_row):
    until_kept(open_row)
    assert open_row.evaluate("Object.keys(sessionStorage).length + Object.keys(localStorage).length") == 0


def test_a_lost_connection_says_so_and_the_next_try_saves(open_row):
    open_row.context.set_offline(True)
    open_row.get_by_role("button", name="Save 99.1").click()
    said = open_row.locator("form").get_by_text("Not saved: the site could not be reached. Your text is still here.")
    expect(said).to_be_visible()
    expect(open_row.get_by_label(re.compile("new note"))).to_have_value("An hour of work.")
    open_row.context.set_offline(False)
    open_row.get_by_role("button", name="Save 99.1").click()
    expect(open_row.locator("#row-99-1")).to_contain_text("An hour of work.")


def test_where_nothing_was_typed_no_text_is_said_to_be_still_there(site, plan):
    page = site.page("manager")
    open_again(page, site, plan)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save 99.1").click()
    expect(page.locator("form").get_by_text("Not saved: the site could not be reached. Try again")).to_be_visible()


@pytest.mark.parametrize("leave", ["Cancel", "Escape"])
def test_cancel_and_esc_bring_the_row_back_and_keep_the_text(open_row, plan, site, leave):
    if leave == "Escape":
        open_row.get_by_label(re.compile("new note")).press("Escape")
    else:
        open_row.get_by_role("button", name="Cancel").click()
    expect(open_row.get_by_role("link", name="Edit 99.1")).to_be_focused()
    expect(open_row.locator("#said")).to_have_text("Your text is kept as a draft.")
    until_kept(open_row)
    expect(open_again(open_row, site, plan)).to_have_value("An hour of work.")


def test_a_page_that_is_left_keeps_the_text(open_row, plan, site):
    open_row.on("dialog", lambda dialog: dialog.accept())
    open_row.goto(site.address + reverse("actionplans:board_home", args=[plan.board.slug]))
    until_kept(open_row)
    expect(open_row.get_by_role("heading").first).to_be_visible()


def test_a_draft_may_be_discarded(open_row, plan, site):
    until_kept(open_row)
    open_row.on("dialog", lambda dialog: dialog.accept())
    open_again(open_row, site, plan)
    open_row.get_by_role("button", name="Discard what is not saved").click()
    expect(open_row.get_by_text("Not saved yet:")).to_have_count(0)
    assert drafts() == []


def test_cancel_keeps_the_text_without_a_script(site, plan):
    page = site.page("lead", script=False)
    page.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    page.get_by_label("Your note").fill("Training held.")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Your text is kept as a draft.")).to_be_visible()
    page.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    expect(page.get_by_label("Your note")).to_have_value("Training held.")


@pytest.mark.parametrize("script", [True, False])
def test_another_day_shows_its_boxes_with_and_without_script(site, plan, script):
    page = site.page("lead", size=PHONE, script=script)
    page.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    boxes = page.get_by_role("group", name="Which day?")
    expect(boxes).to_be_hidden()
    page.get_by_label("Another day").check()
    expect(boxes).to_be_visible()
    page.get_by_label("Your note").fill("Training held.")
    boxes.get_by_label("Day", exact=True).fill("31")
    boxes.get_by_label("Month").fill("June")
    boxes.get_by_label("Year").fill("2026")
    page.get_by_role("button", name="Save note").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="31 June does not exist. June has 30 days").click()
    expect(boxes.get_by_label("Day", exact=True)).to_be_focused()
    expect(boxes.get_by_label("Month")).to_have_value("June")
    expect(page.get_by_label("Your note")).to_have_value("Training held.")


def test_a_file_that_is_too_large_is_answered_and_the_note_is_still_there(site, plan, settings):
    settings.EVIDENCE_LIMIT_MB = 1
    page = site.page("lead")
    page.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    page.get_by_label("Your note").fill("Minutes attached.")
    scan = {"name": "minutes-scan.pdf", "mimeType": "application/pdf", "buffer": b"x" * 1_600_000}
    page.get_by_label("Add a file").set_input_files(scan)
    page.get_by_role("button", name="Save note").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_contain_text("“minutes-scan.pdf” is 1.6 MB. Files can be up to 1 MB")
    expect(summary).to_contain_text("Your text is still here. The file has to be chosen again.")
    expect(page.get_by_label("Your note")).to_have_value("Minutes attached.")
