"""Printing in a browser: choosing an edition, waiting for it, opening it, with and without script."""

import re
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplans.operations import notes
from actionplans.printing import jobs
from actionplans.printing.orders import order_for
from actionplans.views.prints import about_of
from actionplans.writing.press.sheets import Printed
from tests.browser.conftest import PHONE
from tests.builders import make_plan, make_version
from tests.prints import running


@pytest.fixture
def plan(transactional_db, cast):
    plan = make_plan(cast.board, recommendations=2, actions=2, notes=3)
    make_version(plan, meeting=cast.coming)
    notes.add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="Both schools have replied.")
    return plan


def at(site, name, plan, *more):
    return site.address + reverse(name, args=[plan.board.slug, plan.slug, *more])


def words_of(pdf: bytes) -> str:
    with pdfplumber.open(BytesIO(pdf)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_an_edition_is_chosen_waited_for_and_downloaded(site, plan, script, size):
    page = site.page("chair", script=script, **({"size": size} if size else {}))
    page.goto(at(site, "actionplans:plan_page", plan))
    page.get_by_role("link", name="Print", exact=True).click()
    expect(page.get_by_label("Only what changed")).to_be_hidden()
    page.get_by_role("radio", name="What changed", exact=True).check()
    expect(page.get_by_label("Only what changed")).to_be_visible()
    page.get_by_label("Whose rows").select_option("Ruth Calloway")
    page.get_by_text("Type size, room for a pen, columns").click()
    page.get_by_label("Room at the right for notes by hand").check()
    page.get_by_role("button", name="Print").click()
    ready = page.get_by_role("heading", name=re.compile(r"Your print is ready: \d+ pages?"))
    expect(ready).to_be_visible()
    expect(page.locator("main")).to_contain_text("since version 1, rows of Ruth Calloway")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it").click()
    assert re.fullmatch(
        r"fenmarsh-joint-inspection-draft-[-0-9]{10}-changes-since-1-ruth-calloway\.pdf",
        download.value.suggested_filename,
    )
    said = words_of(download.value.path().read_bytes())
    assert "Both schools have replied." in said
    assert "Pen notes" in said
    page.get_by_role("link", name="Print something else").click()
    expect(page.get_by_role("radio", name="What changed", exact=True)).to_be_checked()
    expect(page.get_by_label("Room at the right for notes by hand")).to_be_checked()
    assert not site.complaints


def test_the_pages_are_counted_as_they_are_printed(site, plan, queued):
    order = order_for(plan)
    key = jobs.begin(order, about_of(plan, order))
    page = site.page("member")
    page.goto(at(site, "actionplans:print_page", plan, key))
    expect(page.locator("main")).to_contain_text("It waits its turn, and begins by itself")
    running(key, 24, 100)
    expect(page.locator("main")).to_contain_text("24 of about 100 pages are printed.")
    expect(page.locator("#said")).to_have_text("24 of about 100 pages are printed.")
    assert page.get_by_role("progressbar", name="Pages printed").evaluate("bar => [bar.value, bar.max]") == [24, 100]
    jobs.put_by(order, about_of(plan, order), Printed(b"%PDF-1.7 " + b"x" * 245_000, 12))
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Your print is ready: 12 pages, 239.3\N{NO-BREAK SPACE}KB"
    )
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_title(re.compile("^Ready: The plan"))
    assert not site.complaints


def test_a_comparison_on_screen_is_printed_with_one_press(site, plan):
    page = site.page("member")
    page.goto(at(site, "actionplans:compare_page", plan))
    page.get_by_role("button", name="Print this comparison").click()
    expect(page.get_by_role("heading", name="Your print is ready")).to_be_visible()
    expect(page.locator("main")).to_contain_text("since version 1")
