"""Deciding what the reading of a file was not sure of, in a browser: an answer for all places of a kind, and an exception."""

import pytest
from playwright.sync_api import expect

from tests.actionplans.reading.papers import Paper
from tests.browser.bringing import bring, check

HEADS = ("Recommendation", "Action", "Lead", "By when", "Progress", "RAG")


@pytest.fixture
def paper(tmp_path):
    """A plan with dates without a year, deadlines without a day, and words struck through and hidden."""
    rows = [
        (
            f"{n}. See neglect sooner ({n})",
            f"Write letter {n}",
            "Office",
            "Within 3 months",
            f"0{n}.09.26: Sent.",
            "Green",
        )
        for n in range(1, 6)
    ]
    rows[3:] = [(*row[:4], f"{n} Oct Sent again.", "Blue") for n, row in enumerate(rows[3:], 3)]
    made = Paper().heading("Neglect plan of 30 November 2026", 1).table(HEADS, *rows)
    table = made.document.tables[0]
    for y in (1, 2, 3, 4):
        table.cell(y, 4).paragraphs[0].add_run(f" See the old note {y}").font.strike = True
    table.cell(5, 1).paragraphs[0].add_run(" not for schools").font.hidden = True
    path = tmp_path / "Neglect plan.docx"
    path.write_bytes(made.data())
    return path


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_one_answer_holds_for_all_places_but_one(site, cast, paper, script):
    page = site.page("manager", script=script)
    bring(page, site, paper)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what was read")
    struck = page.locator(".ntc", has_text="Struck-through words")
    keep = struck.locator("button", has_text="See the old note 2")
    expect(keep).to_be_hidden()
    struck.locator("summary", has_text="Show the 4").click()
    keep.click()
    expect(struck.locator("details").first).to_have_attribute("open", "")
    struck.get_by_role("button", name="Leave all other 3 out").click()
    expect(struck).to_contain_text("3 left out, 1 kept with the plan by you.")
    page.get_by_role("button", name="Import as a new plan").first.click()
    expect(page.locator("main")).to_contain_text("The plan is imported")
    page.goto(site.address + "/boards/fenmarsh/plans/neglect-plan-of-30-november-2026/")
    expect(page.locator("main")).to_contain_text("See the old note 2")
    assert "See the old note 3" not in page.content()
    assert not site.complaints


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_on_the_notices(site, cast, paper, axe):
    page = site.page("manager")
    bring(page, site, paper)
    faults = check(page, "notices", axe)
    for fold in page.locator(".ntc summary").all():
        fold.click()
    for fold in page.locator(".plc summary").all():
        fold.click()
    faults += check(page, "notices-open", axe)
    page.get_by_role("button", name="Leave all 4 out").click()
    expect(page.locator("main")).to_contain_text("Left out by you.")
    faults += check(page, "notices-decided", axe)
    dates = page.locator(".ntc", has_text="Dates without their year")
    dates.locator("summary", has_text="Show the 2").click()
    dates.locator("summary", has_text="Change it").first.click()
    page.get_by_label("The date, for example").first.fill("soon")
    dates.get_by_role("button", name="Save the change").first.click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    faults += check(page, "notices-error", axe)
    assert faults == []
