"""What ``boards`` itself adds to the lists of this package."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from boards.access import Right
from boards.extensions.errands import errands_for
from boards.extensions.menu import MenuItem, menu_items
from boards.extensions.panels import Panel, home_panels
from boards.extensions.site_pages import SitePage, site_pages


def register() -> None:
    """Add everything. Called once the app is ready."""
    menu_items.add(
        MenuItem("Meetings", "boards:meeting_list", Right.READ_PEOPLE, position=60),
        MenuItem("People", "boards:person_list", Right.READ_PEOPLE, position=70),
    )
    home_panels.add(Panel("boards/people/_errands_panel.html", position=20, context=_errands))
    site_pages.add(SitePage("Work of the queue, and what failed of it", "admin:boards_job_changelist"))


def _errands(request: HttpRequest) -> dict[str, Any] | None:
    errands = errands_for(request.user, request.board)
    return {"errands": errands} if errands else None
