"""Parts of pages that apps fill with a template of their own: the home of a board, and the page for an unknown address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boards.extensions.registry import ExtensionList

if TYPE_CHECKING:
    from django.http import HttpRequest


def always(request: HttpRequest) -> dict[str, Any]:
    """For a panel that is always shown and needs nothing but the context of the page."""
    return {}


@dataclass(frozen=True)
class Panel:
    """A template and ``context(request)``, the variables that it needs besides those of the page; None leaves the panel
    out. ``request.board`` is the board, if the page is of one. ``position`` orders the panels of a page."""

    template: str
    position: int
    context: Callable[[HttpRequest], dict[str, Any] | None] = always


#: Sections in the side column of a board's home page.
home_panels: ExtensionList[Panel] = ExtensionList(key=lambda panel: panel.template, order=lambda panel: panel.position)

#: Sentences on the page that says that something is not open to the user.
forbidden_hints: ExtensionList[Panel] = ExtensionList(
    key=lambda panel: panel.template, order=lambda panel: panel.position
)

#: Sentences on the page that says that an address leads nowhere.
not_found_hints: ExtensionList[Panel] = ExtensionList(
    key=lambda panel: panel.template, order=lambda panel: panel.position
)
