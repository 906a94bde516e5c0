"""``ExtensionList``, and the menu, first pages and links that are built from such lists."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.utils import timezone

from actionplans.privacy.retention import keep
from boards.access import Right, Role
from boards.extensions import landing, menu, panels, people, record_pages, site_pages
from boards.extensions.errands import people_errands
from boards.extensions.registry import ExtensionList
from boards.extensions.trail import trail_sources
from boards.models import BelongingReview, Board, Erasure, Meeting
from tests import builders
from tests.shown import shown

BOARD = Board(slug="fenmarsh")
BEFORE_AND_NOW = {
    Role.MANAGER: ["Home", "Plans", "All actions", "Audits", "Meetings", "People", "Activity log"],
    Role.CHAIR: ["Home", "Plans", "All actions", "Audits", "Meetings", "People"],
    Role.SCRUTINEER: ["Home", "Plans", "All actions", "Audits", "Meetings", "People"],
    Role.LEAD: ["My actions", "Home", "Plans", "All actions", "Audits", "Meetings", "People"],
    Role.MEMBER: ["Home", "Plans", "All actions", "Audits", "Meetings", "People"],
    Role.OBSERVER: ["Plans"],
}


def test_entries_come_in_the_order_in_which_they_were_added():
    found: ExtensionList[str] = ExtensionList()
    found.add("second", "first")
    found.add("third")
    assert list(found) == ["second", "first", "third"]


def test_entries_with_an_order_are_sorted_by_it_and_ties_stay_as_they_were_added():
    found: ExtensionList[tuple[int, str]] = ExtensionList(order=lambda entry: entry[0])
    found.add((20, "b"), (10, "a"), (20, "a"))
    assert list(found) == [(10, "a"), (20, "b"), (20, "a")]


def test_an_entry_of_the_same_key_replaces_the_former_in_its_place():
    found: ExtensionList[tuple[str, int]] = ExtensionList(key=lambda entry: entry[0])
    found.add(("a", 1), ("b", 1))
    found.add(("a", 2))
    assert list(found) == [("a", 2), ("b", 1)]
    assert len(found) == 2


@pytest.mark.parametrize("extension_list", [menu.menu_items, panels.home_panels, people_errands, trail_sources])
def test_an_app_that_becomes_ready_again_adds_nothing_twice(extension_list):
    before = [
        getattr(entry, "many", entry) for entry in extension_list
    ]  # a source is known by what its rows are called
    for app in ("boards", "actionplans", "audits"):
        apps.get_app_config(app).ready()
    assert [getattr(entry, "many", entry) for entry in extension_list] == before


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_the_menu_that_it_always_saw(role):
    entries = menu.menu_of(role, BOARD, here="boards:person_list")
    assert [entry.label for entry in entries] == BEFORE_AND_NOW[role]
    assert [entry.label for entry in entries if entry.current] == (
        ["People"] if "People" in BEFORE_AND_NOW[role] else []
    )


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.MANAGER, "/boards/fenmarsh/"),
        (Role.MEMBER, "/boards/fenmarsh/"),
        (Role.LEAD, "/boards/fenmarsh/my-actions/"),
        (Role.OBSERVER, "/boards/fenmarsh/plans/"),
    ],
)
def test_each_role_begins_at_the_page_that_an_app_names_for_it(role, address):
    assert landing.first_page(role, BOARD) == address


def test_the_head_of_every_page_leads_to_the_home_of_the_board():
    assert landing.board_home(BOARD) == "/boards/fenmarsh/"


@pytest.mark.parametrize("model", [BelongingReview, Erasure])
def test_records_that_an_app_shows_have_an_address(model):
    assert str(17) in record_pages.address_of_record(model, BOARD, 17)


def test_records_that_no_app_shows_have_none():
    assert record_pages.address_of_record(Meeting, BOARD, 17) == ""


def test_links_about_a_person_are_for_those_who_may_open_them():
    manager = SimpleNamespace(is_authenticated=True, roles={7: Role.MANAGER})
    chair = SimpleNamespace(is_authenticated=True, roles={7: Role.CHAIR})
    board = Board(pk=7, slug="fenmarsh")
    words = [link.words for link, _ in people.links_about(3, user=manager, board=board, shown=people.Shown.ACCESS)]
    assert words == ["What they lead"]
    for place in people.Shown:
        assert people.links_about(3, user=chair, board=board, shown=place) == []
    assert [tool.words for tool, _ in people.tools_for(manager, board)] == ["Leads", "Details erased"]
    assert all(tool.right in Right for tool, _ in people.tools_for(manager, board))


def test_pages_of_the_site_are_linked_from_the_first_page_of_its_administrator_alone(client_for, monkeypatch):
    page = site_pages.SitePage("Work that failed", "admin:boards_board_changelist")
    monkeypatch.setattr("boards.views.home.site_pages", [page])
    link = '<a class="govuk-link" href="/admin/boards/board/">Work that failed</a>'
    assert link in shown(client_for("admin").get("/"))
    assert "Work that failed" not in shown(client_for("stranger").get("/"))


def test_an_unknown_address_within_a_board_leads_to_its_actions(client_for):
    text = shown(client_for("manager").get("/boards/fenmarsh/people/9999/"))
    assert "check the spelling." in text
    assert "look for its words in all actions" in " ".join(text.split())


def test_the_home_page_shows_the_panels_of_each_app_in_their_order(client_for, cast):
    plan = builders.make_plan(cast.board)
    keep(plan, timezone.localdate(), by=cast.manager, reason="The inspection is closed")
    text = shown(client_for("manager").get("/boards/fenmarsh/"))
    assert text.index("Still needed?") < text.index('id="people-errands"') < text.index("Latest progress")
    text = shown(client_for("member").get("/boards/fenmarsh/"))
    assert "Still needed?" not in text
    assert "people-errands" not in text
