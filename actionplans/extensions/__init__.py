"""The entries of this app in ``boards.extensions``: menu, home panels, first pages, trail sources."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from actionplans.extensions import errands
from actionplans.pages import board_home, meanwhile, published_instead, removed_row
from actionplans.privacy import retention
from boards.access import Right, Role, may
from boards.extensions.errands import people_errands
from boards.extensions.first_page import FirstPage, first_pages
from boards.extensions.meanwhile import meanwhile_finders
from boards.extensions.menu import MenuItem, menu_items
from boards.extensions.panels import Panel, forbidden_hints, home_panels, not_found_hints
from boards.extensions.people import PeopleTool, PersonLink, Shown, people_tools, person_links
from boards.extensions.record_pages import RecordPage, record_pages
from boards.extensions.settings_pages import SettingsPage, settings_pages
from boards.models import BelongingReview, Erasure


def register() -> None:
    """Add all entries. Called once, by ``AppConfig.ready``."""
    menu_items.add(
        MenuItem("My actions", "actionplans:my_actions", Right.ADD_NOTE, position=10, first_only=True),
        MenuItem("Home", "actionplans:board_home", Right.READ_PLAN, position=20),
        MenuItem("Plans", "actionplans:plan_list", Right.READ_VERSIONS, position=30),
        MenuItem("All actions", "actionplans:action_list", Right.READ_PLAN, position=40),
        MenuItem("Activity log", "actionplans:trail", Right.READ_TRAIL, position=80),
    )
    first_pages.add(
        FirstPage("actionplans:board_home"),
        FirstPage("actionplans:my_actions", role=Role.LEAD),
        FirstPage("actionplans:plan_list", role=Role.OBSERVER),
    )
    home_panels.add(Panel("actionplans/retention/_panel.html", position=10, context=_plans_to_keep))
    forbidden_hints.add(
        Panel("actionplans/versions/_published_instead.html", position=10, context=published_instead.find)
    )
    not_found_hints.add(
        Panel("actionplans/actions/_not_in_plan.html", position=10, context=removed_row.find),
        Panel("actionplans/action_lists/_not_found.html", position=20, context=_search),
    )
    people_errands.add(errands.find)
    settings_pages.add(
        SettingsPage(
            "How files are read", "actionplans:file_shape_list", Right.EDIT_PLAN, "What was shown of imported files"
        )
    )
    meanwhile_finders.add(meanwhile.find)
    people_tools.add(
        PeopleTool("Leads", "actionplans:lead_list", Right.EDIT_PLAN),
        PeopleTool("Details erased", "actionplans:erasure_list", Right.KEEP),
    )
    person_links.add(
        PersonLink("What they lead", "actionplans:handover_page", Right.EDIT_PLAN, Shown.ACCESS, follows_leaving=True),
        PersonLink(
            "See what would be replaced, and what cannot be",
            "actionplans:person_erase",
            Right.KEEP,
            Shown.DETAILS,
            heading="If they ask for their details to be erased",
        ),
    )
    record_pages.add(
        RecordPage(BelongingReview, "actionplans:access_review_page"), RecordPage(Erasure, "actionplans:erasure_page")
    )


def _search(request: HttpRequest) -> dict[str, Any]:
    """The context of the search on the page for an address that leads nowhere: none where the user lists no actions."""
    board = getattr(request, "board", None)
    if board is None or not may(request.user, Right.READ_PLAN, board):
        return {"search_address": ""}
    return {"search_address": reverse("actionplans:action_list", args=[board.slug])}


def _plans_to_keep(request: HttpRequest) -> dict[str, Any] | None:
    """The context of a home panel for managers: plans whose retention date has passed or comes soon; None for others."""
    board, today = request.board, timezone.localdate()
    if not may(request.user, Right.KEEP, board):
        return None
    plans = retention.due(board, request.user, today)
    return {"to_keep": plans, "today": today, "shown": board_home.SHOWN} if plans else None
