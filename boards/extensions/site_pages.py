"""Pages about the whole site, for site administrators: linked from the first page beside the administration pages."""

from __future__ import annotations

from dataclasses import dataclass

from boards.extensions.registry import ExtensionList


@dataclass(frozen=True)
class SitePage:
    """A page of the site, of no board. ``route`` takes no arguments; the page itself refuses users who may not open it."""

    words: str
    route: str


site_pages: ExtensionList[SitePage] = ExtensionList(key=lambda page: page.route)
