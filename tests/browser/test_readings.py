"""Showing how a file is to be read, in a browser: a column is named, the file read again, and no plan found at first."""

import pytest
from playwright.sync_api import expect

from actionplans.models import FileShape
from tests.actionplans.reading.papers import Paper
from tests.browser.bringing import bring, check

ROWS = (
    (
        "Neglect was seen late, and agencies differed in what they saw",
        "Relaunch the toolkit",
        "Duty manager",
        "May 2026",
    ),
    (None, "Brief sixty people on it", "Office", "June 2026"),
    ("Fathers were missing from the assessments of all the agencies", "Ask about fathers", "Health", "July 2026"),
)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Review.docx"
    paper = Paper().heading("Neglect review", 1).line("Agreed in May.", bold=True)
    path.write_bytes(
        paper.table(("Strand", "What we do", "Who", "When", "Cost"), *((*row, "10") for row in ROWS)).data()
    )
    return path


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_column_is_shown_and_the_next_file_reads_itself(site, cast, paper, script):
    page = site.page("manager", script=script)
    bring(page, site, paper)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review.docx")
    page.get_by_label("Column 5: Cost").select_option("Why")
    page.get_by_role("button", name="Read it again like this").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("own columns")
    page.get_by_role("button", name="Check the 3 actions").click()
    bring(page, site, paper)
    expect(page.locator("main")).to_contain_text("Read as you showed on")
    page.goto(site.address + "/boards/fenmarsh/settings/")
    page.get_by_role("link", name="How files are read").click()
    page.get_by_role("link", name="Look at it").click()
    expect(page.get_by_role("row", name="Cost")).to_contain_text("Why")
    page.get_by_role("button", name="Forget it").click()
    expect(page.locator("main")).to_contain_text("Nothing was shown yet.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("“Cost” why it is done.")


@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_while_a_file_is_shown_how_to_read(site, cast, paper, tmp_path, axe):
    page = site.page("manager")
    bring(page, site, paper)
    page.goto(page.url.rstrip("/").removesuffix("/reading") + "/reading/")
    faults = check(page, "reading", axe)
    page.get_by_label("Column 5: Cost").select_option("Action")
    page.get_by_role("button", name="Read it again like this").click()
    expect(page.locator("main")).to_contain_text("are both the action")
    faults += check(page, "reading-error", axe)
    page.get_by_label("Column 5: Cost").select_option("Why")
    page.get_by_role("button", name="Read it again like this").click()
    expect(page.locator("main")).to_contain_text("What changed")
    faults += check(page, "reading-again", axe)
    for name in ("", "1/"):
        page.goto(site.address + "/boards/fenmarsh/file-shapes/" + name.replace("1", str(FileShape.objects.get().pk)))
        faults += check(page, f"file-shapes{name.rstrip('/')}", axe)
    other = tmp_path / "Other.docx"
    rows = [(*row, "10") for row in ROWS]
    other.write_bytes(Paper().table(("Strand", "What we do", "Who", "When", "Price"), *rows).data())
    bring(page, site, other)
    page.goto(page.url.rstrip("/").removesuffix("/reading") + "/reading/")
    expect(page.locator("main")).to_contain_text("Use it for the 4 that still fit")
    faults += check(page, "reading-no-longer-fits", axe)
    bring(page, site, paper)
    expect(page.locator("main")).to_contain_text("“Cost” why it is done. All 5 columns fit.")
    faults += check(page, "next-file", axe)
    path = tmp_path / "Minutes.docx"
    rows = (("Alpha", "Beta", "Gamma"), ("Calls that wait", "Minute by minute", "Ann"), ("Letters", "A week", "Tom"))
    path.write_bytes(Paper().table(*rows).table(("Member", "July"), ("Pell", "yes"), ("Orme", "no")).data())
    bring(page, site, path)
    expect(page.get_by_role("heading", level=1)).to_contain_text("No action plan was found in it")
    faults += check(page, "reading-nothing", axe)
    page.get_by_role("button", name="Read what is ticked").click()
    expect(page.locator("main")).to_contain_text("What changed")
    faults += check(page, "reading-ticked", axe)
    assert faults == []
