"""Putting right what was read, in a browser: a section, a lead and a text that was left out, before the plan is imported."""

import re

import pytest
from playwright.sync_api import expect

from actionplans.models import Plan
from tests.actionplans.reading.papers import Paper
from tests.browser.bringing import bring, check

HEADS = ("Recommendation", "What we will do", "Lead", "By when", "Progress")


@pytest.fixture
def paper(tmp_path):
    made = Paper().heading("Neglect action plan").line("Members asked for this plan in spring.")
    made.heading("Priority 1: Recognisng neglect early", 2).line("Children are seen in time, and by the same person.")
    made.table(
        HEADS,
        ("1. Relaunch the toolkit", "Print the toolkit", "Duty Manager/Ann Marsh", "May 2027", "03.10.26: Printed."),
        (None, "Brief sixty people on it", "Duty Manager/Ann Marsh", "June 2027", ""),
        ("2. Ask about fathers", "Ask in each assessment", "Named Nurse, Fenmarsh Council", "July 2027", ""),
    )
    made.heading("Priority 2: Families", 2)
    made.table(HEADS, ("3. Tell families", "Send a leaflet", "Quality sub-group", "June 2027", ""))
    made.line("Agreed by the Executive in May.").line("Please recycle this paper.")
    path = tmp_path / "Neglect plan.docx"
    path.write_bytes(made.data())
    return path


def unfold(page, words: str):
    page.locator("summary", has_text=words).first.press("Enter")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_section_a_lead_and_a_text_are_put_right_by_keyboard(site, cast, paper, script, axe):
    page = site.page("manager", script=script)
    bring(page, site, paper)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what was read")
    faults = check(page, "put-right", axe) if script else []
    unfold(page, "Recognisng neglect early")
    group = page.get_by_role("group", name=re.compile("Recognisng"))
    group.get_by_label("Title").fill("Priority 1: Recognising neglect early")
    page.get_by_role("button", name=re.compile("It is one with the next.*Duty Manager")).press("Enter")
    expect(page.locator("article", has_text="Changed by you").locator("ol")).to_contain_text("Duty Manager/Ann Marsh")
    expect(page.get_by_role("group", name=re.compile("Recognising"))).to_contain_text(
        "In the file: Priority 1: Recognisng"
    )
    unfold(page, "Where they belong")
    page.get_by_label("All 3 belong to").select_option("Introduction of the plan")
    page.get_by_label(re.compile("Please recycle")).select_option("Leave out")
    page.get_by_role("button", name="Save what you put right").press("Enter")
    expect(page.locator("main")).to_contain_text("1 text left out")
    faults += check(page, "put-right-done", axe) if script else []
    page.get_by_role("group", name=re.compile("Recognising")).get_by_label("Title").fill("x" * 301)
    page.get_by_role("button", name="Import as a new plan").last.click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("“Title” is 301 characters long")
    faults += check(page, "put-right-error", axe) if script else []
    page.locator(".govuk-error-summary a").click()
    page.locator("input:focus" if script else ".govuk-input--error").fill("Priority 1: Seen early")
    page.get_by_role("button", name="Import as a new plan").last.click()
    expect(page.locator("main")).to_contain_text("The plan is imported")
    plan = Plan.objects.get()
    assert [s.title for s in plan.sections.all()] == ["Introduction", "Priority 1: Seen early", "Priority 2: Families"]
    assert plan.sections.first().description.endswith("Agreed by the Executive in May.")
    assert [lead.name for lead in plan.actions.get(action="Print the toolkit").leads.all()] == [
        "Duty Manager/Ann Marsh"
    ]
    assert not faults
    assert not [words for words in site.complaints if "422" not in words]
