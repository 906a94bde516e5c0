"""Bringing in the Word file of a board, in a browser: upload, settle, take in, take away, bring back."""

import re

import pytest
from docx import Document
from playwright.sync_api import expect

from actionplans.models import Import, Plan
from tests.browser.conftest import PHONE

ROWS = [
    (
        "Write to every school in the area",
        "04.09.26: Letter agreed.\n6th October: Ten schools have answered.\n"
        "This is now complete for the first group of schools, and the others follow.",
        "December 2026",
        "Ruth Calloway",
    ),
    ("Read the answers together", "", "By March 2027", "Quality sub-group"),
]


@pytest.fixture
def word_file(tmp_path):
    """A plan as boards keep it in Word: a heading, a recommendation above its table, dated notes in one cell."""
    paper = Document()
    paper.add_heading("Action plan after the inspection of May 2026", 0)
    paper.add_paragraph("12. Ask children what helped them.", style="Heading 2")
    table = paper.add_table(rows=1, cols=4, style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, ("Action", "Progress to date", "By when", "Lead"), strict=True):
        cell.text = heading
    for words in ROWS:
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = ""
            for number, paragraph in enumerate(text.split("\n")):
                (cell.paragraphs[0] if number == 0 else cell.add_paragraph()).add_run(paragraph)
    path = tmp_path / "Our plan.docx"
    paper.save(str(path))
    return path


def upload(page, site, path):
    page.goto(site.address + "/boards/fenmarsh/imports/new/")
    page.get_by_label("The file").set_input_files(str(path))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_word_file_becomes_the_plan_and_comes_back_without_differences(site, cast, word_file, tmp_path, script):
    page = site.page("manager", script=script)
    page.goto(site.address + "/boards/fenmarsh/plans/")
    page.get_by_role("button", name="Import a plan").click()
    page.get_by_label("The file").set_input_files(str(word_file))
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what was read")
    expect(page.locator("main")).to_contain_text("Two things need a yes or no")
    assert not Plan.objects.exists()

    # two doubts: one accepted, one changed
    page.get_by_role("button", name=re.compile("^Use this date: A date without its year")).click()
    expect(page.locator("main")).to_contain_text("To decide: 1")
    ended = page.locator(".ntc", has_text="An action that may have ended")
    ended.locator("summary", has_text="Show it").click()
    ended.locator("summary", has_text="Change it").click()
    page.get_by_label("Status", exact=True).select_option("complete")
    page.get_by_role("button", name=re.compile("Save the change")).click()
    expect(page.locator("main")).to_contain_text("All decided")

    page.get_by_role("button", name="Import as a new plan").first.click()
    expect(page.locator("main")).to_contain_text("The plan is imported: 1 recommendation, 2 actions")
    expect(page.locator("#row-12-1")).to_contain_text("Ten schools have answered.")
    expect(page.locator("#row-12-1")).to_contain_text("06.10.26")
    expect(page.locator("#row-12-1")).to_contain_text("Complete")

    # out as Word, and in again
    page.get_by_role("link", name="Download").click()
    page.get_by_label(re.compile("Word")).check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    out = tmp_path / "out.docx"
    download.value.save_as(out)
    upload(page, site, out)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("main")).to_contain_text("No differences: all 2 actions read as in the plan.")
    assert not [words for words in site.complaints if "Failed to load resource" not in words]


@pytest.mark.django_db(transaction=True)
def test_a_long_reading_is_waited_for_and_goes_on_by_itself(site, cast, word_file, monkeypatch):
    monkeypatch.setattr("actionplans.views.uploads.PATIENCE", 0)
    page = site.page("manager", size=PHONE)
    upload(page, site, word_file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check what was read")
    assert Import.objects.get().state == Import.State.REVIEW
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    assert not site.complaints


@pytest.mark.django_db(transaction=True)
def test_a_refused_file_is_answered_by_its_field(site, cast, tmp_path):
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    page = site.page("manager")
    upload(page, site, path)
    page.get_by_role("button", name="Read the file").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("old Word format (.doc)")
    assert not Import.objects.exists()
