"""Pages that are printed from the browser: as on a wide screen, without what is for pressing, with what is folded away."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from django.urls import resolve, reverse

from tests.builders import internal_row, make_plan


@pytest.fixture
def plan(transactional_db, cast):
    return make_plan(cast.board, recommendations=1, actions=2, notes=6)


@pytest.fixture
def page(plan, site):
    page = site.page("manager")
    page.goto(site.address + reverse("actionplans:plan_page", args=[plan.board.slug, plan.slug]))
    return page


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page, in one line."""
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def test_the_table_stays_a_table_with_its_heads_and_every_note(page):
    pdf = page.pdf(prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(pdf)) as printed:
        _, _, width, height = printed.pages[0].MediaBox
    texts = texts_of(pdf)
    assert width > height
    assert all("By when" in text for text in texts if "came in" in text)
    assert all(f"reply {number} came in" in "".join(texts) for number in range(1, 7))
    assert all("OFFICIAL" in text for text in texts)


def test_every_sheet_has_the_title_and_its_number(page, plan):
    texts = texts_of(page.pdf(prefer_css_page_size=True))
    assert all(f"Page {number} of {len(texts)}" in text for number, text in enumerate(texts, 1))
    assert all(plan.title in text for text in texts if "came in" in text)
    assert "use Print, at the top of the page" in texts[0]
    assert "internal" not in texts[0]


def test_what_is_internal_is_not_printed_and_a_line_says_so(page, plan, cast):
    internal_row(plan, cast)
    page.reload()
    shown = page.locator("main").inner_text()
    assert "Speak with the director" in shown
    assert "The director is leaving" in shown
    text = "".join(texts_of(page.pdf(prefer_css_page_size=True)))
    assert "Hidden rows and internal notes are not printed here." in text
    assert "director" not in text


def test_what_is_for_pressing_is_not_printed(page):
    text = "".join(texts_of(page.pdf(prefer_css_page_size=True)))
    assert not re.search(r"Sign out|Activity log|Publish version|Add a note|Edit|Cookies", text)


#: Routes whose pages are for changing something.
CHANGING = re.compile(r"_(add|new|edit|change|withdraw|sign_off|take_back|settle|answer)$|^publish_page$")


@pytest.mark.parametrize("role", ["manager", "chair", "lead"])
def test_no_link_that_leads_to_a_form_is_printed(transactional_db, cast, site, role):
    plan = make_plan(cast.board, recommendations=1, actions=2, notes=2)
    page = site.page(role)
    page.emulate_media(media="print")
    found = {}
    for route, *arguments in (
        ("board_home",),
        ("my_actions",),
        ("plan_page", plan.slug),
        ("action_page", plan.slug, "99.1"),
    ):
        page.goto(site.address + reverse(f"actionplans:{route}", args=[plan.board.slug, *arguments]))
        links = page.locator("main a[href^='/']:visible").evaluate_all(
            "links => links.map((a) => [a.textContent, a.pathname, a.search])"
        )
        changing = [
            words for words, path, query in links if CHANGING.search(resolve(path).url_name) or "edit=" in query
        ]
        found |= {route: changing} if changing else {}
    assert found == {}


def test_a_full_disc_and_an_empty_one_differ_in_forced_colours(page):
    page.emulate_media(forced_colors="active")
    fills = page.evaluate(
        """() => ["open", "complete"].map((state) => {
            const mark = document.createElement("span")
            mark.className = `st st--${state}`
            document.querySelector("main").append(mark)
            return getComputedStyle(mark, "::before").backgroundColor
        })"""
    )
    assert fills[0] != fills[1]


def test_under_a_short_page_the_footer_stays_low_and_at_the_end_of_the_window(page):
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(re.sub(r"/plans/.*", "/nowhere/", page.url))
    footer = page.locator("footer").bounding_box()
    assert footer["height"] < 80
    assert round(footer["y"] + footer["height"]) == 768
