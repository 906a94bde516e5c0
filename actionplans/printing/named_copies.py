"""Downloads that carry the name of the user who took them, and the time.

For some roles (``boards.access.NAMED``) every file that leaves the site is marked so: on each page where it has pages, and in
the name of the file.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify

from actionplans.document.dates import day_words
from boards.access import carries_name
from boards.clock import clock_words
from boards.models import Board, Membership, User

#: Letters of a name that have room on a line, and in the name of a file.
MOST, MOST_IN_FILE = 60, 40


@dataclass(frozen=True)
class CopyOwner:
    """The user who downloads a file, their agency, and when. Where ``who`` is empty, the file carries no name."""

    who: str = ""
    agency: str = ""
    at: datetime.datetime | None = None

    @property
    def line(self) -> str:
        """“Copy taken by Ruth Calloway, Fenland Constabulary, on 25 November 2026 at 14:35”; empty for nobody."""
        if not self.who:
            return ""
        at = timezone.localtime(self.at)
        who = ", ".join(_short(words) for words in (self.who, self.agency) if words.strip())
        return f"Copy taken by {who}, on {day_words(at.date())} at {clock_words(at)}"

    def name(self, stem: str) -> str:
        """The name of a file, without its ending: “…-taken-by-ruth-calloway-2026-11-25-1435”."""
        if not self.who:
            return stem
        who = slugify(self.who)[:MOST_IN_FILE].strip("-") or "a-partner"
        return f"{stem}-taken-by-{who}-{timezone.localtime(self.at):%Y-%m-%d-%H%M}"

    def on_pages(self, pdf: bytes) -> bytes:
        """The PDF with the line in the margin of each page; the stored PDF is not changed."""
        if not self.who:
            return pdf
        from actionplans.writing.press.taken_line import draw_taken_line  # what lays out pages is large

        return draw_taken_line(pdf, self.line)


def copy_owner(user: User, board: Board, at: datetime.datetime | None = None) -> CopyOwner:
    """The owner of a copy that the user downloads now, or at another time; an empty one where their role needs no name."""
    if not carries_name(user, board):
        return CopyOwner()
    membership = Membership.objects.active().select_related("person__agency").get(user=user, board=board)
    agency = membership.person.agency if membership.person else None
    return CopyOwner(user.name, agency.name if agency else "", at or timezone.now())


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= MOST else f"{words[: MOST - 1].rstrip()}…"
