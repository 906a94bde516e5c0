"""What the cookies page lists is all that the site leaves in a browser."""

from __future__ import annotations

import pytest

from boards.sign_in import two_step_gate
from tests.builders import make_plan

EVERYTHING = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@pytest.fixture
def plan(transactional_db, cast):
    return make_plan(cast.board, recommendations=1, actions=1, notes=1)


def left_in(page) -> set[str]:
    """The names of all cookies and of all that is stored in the browser."""
    return {cookie["name"] for cookie in page.context.cookies()} | set(page.evaluate(EVERYTHING))


def listed(site, page) -> list[str]:
    page.goto(site.address + "/cookies/")
    return page.locator("main th code").all_inner_texts()


def is_listed(name: str, names: list[str]) -> bool:
    """A name that ends in “…” stands for all that begin so."""
    return any(name == one or (one.endswith("…") and name.startswith(one.removesuffix("…"))) for one in names)


def test_nothing_is_left_in_the_browser_that_the_page_does_not_list(site, plan):
    page = site.page("manager", by_form=True)
    left = left_in(page)
    where = f"{site.address}/boards/fenmarsh/plans/{plan.slug}/"
    page.goto(where + "rows/99.1/notes/")
    page.get_by_label("Your note").fill("Both teams met.")
    with page.expect_response("**/drafts/keep/"):  # what is being written is kept a moment later, on the server
        page.get_by_label("Your note").press("End")
        page.get_by_label("Your note").type(" Twice.")
    left |= left_in(page)
    page.goto(where + "rows/99.1/notes/")
    page.get_by_label("Your note").fill("Both teams met.")
    page.get_by_role("button", name="Save note").click()
    page.wait_for_load_state()
    left |= left_in(page)
    page.goto(where + "?edit=99.1#row-99-1")
    page.locator("textarea").first.fill("Write to both teams.")
    page.goto(site.address + "/boards/fenmarsh/actions/?words=team")
    left |= left_in(page)
    names = listed(site, page)
    assert left & {"sessionid", "csrftoken"} == {"sessionid", "csrftoken"}
    assert [name for name in left if not is_listed(name, names)] == []


def test_in_the_administration_pages_neither(site, plan, monkeypatch):
    monkeypatch.setattr(two_step_gate, "needs_second_step", lambda user: False)  # how one signs in is shown elsewhere
    page = site.page("admin", by_form=True)
    for address in ("/admin/", "/admin/boards/board/", "/admin/boards/person/"):
        page.goto(site.address + address)
    left = left_in(page)
    names = listed(site, page)
    assert "theme" in left
    assert [name for name in left if not is_listed(name, names)] == []


def test_a_stranger_is_left_with_the_token_of_the_form_alone(site, plan):
    page = site.page()
    for address in ("/accounts/login/", "/privacy/", "/accessibility/", "/cookies/"):
        page.goto(site.address + address)
    assert left_in(page) <= {"csrftoken"}
