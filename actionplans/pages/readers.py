"""Who reads what is hidden or internal, in words: named wherever something is, or becomes, readable by few."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from actionplans.document.wording import count
from actionplans.models import Action, ProgressEntry, Recommendation
from actionplans.models.progress import ProgressQuerySet
from boards.access import Right, gives
from boards.models import Board, Membership, User


def readers_words(board: Board, reader: User) -> str:
    """“you, Tessa Orme and Graham Ashdown”: all who may read what is internal, this reader first. One query."""
    members = Membership.objects.active().filter(board=board).select_related("user")
    names = [m.user.name for m in members if m.user_id != reader.pk and gives(m.role, Right.READ_INTERNAL)]
    everyone = ["you", *names]
    return " and ".join(filter(None, (", ".join(everyone[:-1]), everyone[-1])))


@dataclass(frozen=True)
class OthersRead:
    """What others read of a row, or would read if it were shown: its notes and files, without internal ones. ``rows`` counts the
    rows of a recommendation, and is None for a row."""

    notes: int
    files: int
    rows: int | None = None

    @property
    def words(self) -> str:
        """“it, its 2 rows, 4 notes and one file”."""
        parts = [
            count(number, one)
            for number, one in ((self.rows or 0, "row"), (self.notes, "note"), (self.files, "file"))
            if number
        ]
        if not parts:
            return "it"
        return f"it and its {' and '.join(filter(None, (', '.join(parts[:-1]), parts[-1])))}"


def others_read(row: Action | Recommendation) -> OthersRead:
    """One query, two for a recommendation."""
    notes = ProgressEntry.objects.standing().filter(internal=False)
    if isinstance(row, Action):
        return OthersRead(**_counted(notes.filter(action=row)))
    rows = Action.objects.standing().filter(recommendation=row, internal=False)
    return OthersRead(**_counted(notes.filter(action__in=rows)), rows=rows.count())


def _counted(notes: ProgressQuerySet) -> dict[str, int]:
    """How many notes there are, and how many files are attached to them."""
    return notes.order_by().aggregate(
        notes=Count("pk", distinct=True), files=Count("files", filter=Q(files__removed=False), distinct=True)
    )
