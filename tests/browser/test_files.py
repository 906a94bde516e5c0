"""Files that would run in a browser, in a browser: they are saved, and nothing of them is shown or run."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from actionplans.models import Evidence
from tests.browser.conftest import PHONE
from tests.builders import make_plan

SAY = "<script>document.title = 'run'; alert('run')</script>"
FILES = {
    "page.html": f"<!DOCTYPE html><html><body>{SAY}</body></html>",
    "drawing.svg": f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SAY}</svg>',
    "minutes.pdf": f"<!DOCTYPE html><html><body>{SAY}</body></html>",
    "notes.txt": f"plain words, then {SAY}",
}


@pytest.fixture
def plan(transactional_db, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return make_plan(cast.board, recommendations=1, actions=1, notes=0)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_would_run_is_saved_and_nothing_of_it_runs(site, plan, name):
    page = site.page("lead")
    ran = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    page.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    page.get_by_label("Your note").fill("With a file.")
    page.get_by_label("Add a file").set_input_files(
        {"name": name, "mimeType": "text/html", "buffer": FILES[name].encode()}
    )
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_role("heading", name="Your note is saved")).to_be_visible()
    stood, title = page.url, page.title()
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    assert download.value.suggested_filename == name
    assert download.value.path().read_text() == FILES[name]
    assert (page.url, page.title()) == (stood, title)
    address = site.address + reverse("actionplans:evidence", args=[plan.board.slug, Evidence.objects.get().uid])
    with page.expect_download(), pytest.raises(Error, match="Download is starting"):
        page.goto(address)
    # Put into a page of the site as what it claims to be, it is not run either.
    page.goto(stood)
    page.evaluate(
        """address => { for (const [tag, name] of [['script', 'src'], ['iframe', 'src'], ['img', 'src'], ['object', 'data']]) {
            const made = document.createElement(tag); made[name] = address; document.body.append(made); } }""",
        address,
    )
    page.wait_for_load_state("networkidle")
    assert page.title() == title
    assert ran == []


def test_the_warning_is_read_with_the_link_and_has_room_on_a_phone(site, plan):
    from tests import made_files as made

    page = site.page("lead", size=PHONE)
    page.goto(site.address + reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"]))
    page.get_by_label("Your note").fill("The count.")
    page.get_by_label("Add a file").set_input_files(
        {"name": "count.docm", "mimeType": "application/msword", "buffer": made.with_macros()}
    )
    page.get_by_role("button", name="Save note").click()
    link = page.get_by_role("link", name="count.docm")
    expect(link).to_have_accessible_description("This file carries macros. Open it only if you expected them.")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert not site.complaints
