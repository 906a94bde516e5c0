"""The entries that this app adds to the extension lists of ``boards``: its item in the menu of a board."""

from __future__ import annotations

from boards.access import Right
from boards.extensions.menu import MenuItem, menu_items


def register() -> None:
    """Add everything. Called once the app is ready."""
    menu_items.add(MenuItem("Audits", "audits:audit_list", Right.READ_AUDITS, position=50))
