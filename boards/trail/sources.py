"""The tables of which the trail of a board is made, and how their rows become lines of it.

The history of every kept model, what is published, and the entries that ``boards.trail.write`` writes. Each app adds its own
sources to ``boards.extensions.trail`` when it is ready, so that imports run one way; ``boards.trail.read`` merges them.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from boards.clock import clock_words
from boards.models import Board, Membership, TrailEntry
from boards.models.trail import Happening


class TrailKind(models.TextChoices):
    """The kinds of line by which the trail is filtered."""

    CHANGES = "changes", "Changes"
    PEOPLE = "people", "Access and invitations"
    SIGNING = "sign-ins", "Sign-ins and refusals"
    TAKEN = "taken", "Downloads and prints"


#: The name of the user where no account did it.
NOBODY = "A command"


@dataclass(frozen=True)
class ChangedField:
    """A changed field: its label, its old and its new value. ``was`` is empty where something was added."""

    label: str
    was: str
    now: str


@dataclass(frozen=True)
class TrailLine:
    """One line of the trail, in words. ``url`` leads to what it is about; ``plan`` is the key of a plan, if it is of one."""

    at: datetime.datetime
    kind: str
    who: str
    did: str
    what: str
    url: str = ""
    plan: int | None = None
    cells: tuple[ChangedField, ...] = ()
    reason: str = ""
    address: str = ""
    #: Lines of the same moment, person and table are shown as one (``boards.trail.read.folded``).
    together: tuple[Any, ...] = ()

    @property
    def added(self) -> bool:
        return self.did == ADDED


ADDED, CHANGED, MOVED = "Added", "Changed", "Moved to another place"


@dataclass(frozen=True)
class Wanted:
    """The filter of the trail. ``user`` is the key of an account, or 0 for changes that no account made; ``plan`` the key of a
    plan; ``since`` and ``until`` are moments, the latter not included."""

    kinds: frozenset[str] = frozenset()
    user: int | None = None
    plan: int | None = None
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None


@dataclass(frozen=True)
class TrailSource:
    """One table. ``board`` and ``plan`` are the paths from its rows to the key of the board, and of the plan where there is
    one; ``many`` is what several of its rows are called; ``fetch`` the relations to read with a row (``select_related``)."""

    model: type[models.Model]
    many: str
    kind: str = TrailKind.CHANGES
    board: str = "board"
    plan: str = ""
    fetch: tuple[str, ...] = ()

    #: The columns that say when, which and who.
    at: ClassVar[str] = "at"
    key: ClassVar[str] = "pk"
    user: ClassVar[str] = "user"

    def kinds(self) -> Iterable[str]:
        """The kinds of its lines."""
        return (self.kind,)

    def rows(self, board: Board, wanted: Wanted) -> QuerySet | None:
        """Its rows of the board that pass the filter; None where none can."""
        if wanted.kinds and not wanted.kinds & set(self.kinds()) or wanted.plan and not self.plan:
            return None
        found = self.of(board)
        if wanted.plan:
            found = self.of_plan(found, wanted.plan)
        if wanted.user is not None:
            found = found.filter(**{self.user: wanted.user} if wanted.user else {f"{self.user}__isnull": True})
        if wanted.since:
            found = found.filter(**{f"{self.at}__gte": wanted.since})
        if wanted.until:
            found = found.filter(**{f"{self.at}__lt": wanted.until})
        return found

    def of(self, board: Board) -> QuerySet:
        """All its rows of the board."""
        return self.model._base_manager.filter(**{self.board: board.pk})

    def of_plan(self, rows: QuerySet, plan: int) -> QuerySet:
        """Those of its rows that are of the plan."""
        return rows.filter(**{self.plan: plan})

    def lines(self, board: Board, keys: Sequence[int]) -> dict[int, TrailLine]:
        """The lines of those rows, by their keys, in a number of queries that does not grow with them."""
        raise NotImplementedError


# history --------------------------------------------------------------------------------------------------------------

#: Technical fields, and fields that never change: not shown in the trail.
SILENT = frozenset(
    [
        "id",
        "uid",
        "unknown",
        "source_unknown",
        "ended_unknown",
        "token_sha256",
        "sha256",
        "size",
        "precision",
        "source_precision",
        "order",
        "address",
        "history_id",
        "history_date",
        "history_change_reason",
        "history_type",
        "history_user",
        "board",
    ]
)


@dataclass(frozen=True)
class HistorySource(TrailSource):
    """The history of one model, made by simple-history. ``about(row, board)`` says what a row is about, and its address;
    ``silent`` names fields that are not shown; ``labels`` gives fields a label of their own; ``verbs`` the words for a
    boolean field that becomes true, or false."""

    about: Callable[[Any, Board], tuple[str, str]] = lambda row, board: (str(row), "")
    silent: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    verbs: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    at: ClassVar[str] = "history_date"
    key: ClassVar[str] = "history_id"
    user: ClassVar[str] = "history_user"

    def lines(self, board: Board, keys: Sequence[int]) -> dict[int, TrailLine]:
        manager = self.model._base_manager
        # The previous line is the one written before, even where the dates of the lines are in another order.
        earlier = manager.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id")).order_by("-history_id")
        earlier = earlier.values("history_id")[:1]
        found = list(self._whole(manager.filter(history_id__in=keys).annotate(earlier=Subquery(earlier))))
        before = {
            row.history_id: row
            for row in self._whole(manager.filter(history_id__in=[row.earlier for row in found if row.earlier]))
        }
        return {row.history_id: self._line(board, before.get(row.earlier), row) for row in found}

    def _whole(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("history_user", *self.fetch)

    def _line(self, board: Board, before: Any, row: Any) -> TrailLine:
        what, url = self.about(row, board)
        did, cells = self._verb_and_changes(before, row)
        return TrailLine(
            at=row.history_date,
            kind=self.kind,
            who=row.history_user.name if row.history_user else NOBODY,
            did=did,
            what=what,
            url=url,
            plan=self.plan_of(row),
            cells=tuple(cells),
            reason=row.history_change_reason or "",
            address=row.address or "",
            together=(self.many, row.history_user_id, row.history_date) if did == ADDED else (),
        )

    def plan_of(self, row: Any) -> int | None:
        """The key of the plan that a row is of; the rows on the way to it were fetched."""
        if not self.plan:
            return None
        *way, last = self.plan.split("__")
        for step in way:
            row = getattr(row, step)
        return row.id if last == "id" else getattr(row, f"{last}_id")

    def _verb_and_changes(self, before: Any, row: Any) -> tuple[str, list[ChangedField]]:
        if before is None:
            return ADDED, [cell for cell in self.cells(None, row) if cell.now not in ("", "no")]
        changed = [cell for cell in self.cells(before, row) if cell.was != cell.now]
        for name, (yes, no) in self.verbs.items():
            if getattr(before, name) != getattr(row, name):
                return (yes if getattr(row, name) else no), changed
        if not changed and getattr(before, "order", 0) != getattr(row, "order", 0):
            return MOVED, []
        return CHANGED, changed

    def cells(self, before: Any, row: Any) -> Iterator[ChangedField]:
        """Every field that is shown, as it was and as it is."""
        for shown in self.shown_fields():
            was = value_words(shown, before) if before is not None else ""
            yield ChangedField(self.label(shown, row), was, value_words(shown, row))

    def shown_fields(self) -> list[models.Field]:
        without = SILENT | self.silent | set(self.verbs)
        return [f for f in self.model._meta.concrete_fields if f.name not in without]

    def label(self, field: models.Field, row: Any) -> str:
        words = self.labels.get(field.name) or str(field.verbose_name)
        return words[:1].upper() + words[1:]


def value_words(field: models.Field, row: Any) -> str:
    """The value of a field of a row in words; empty where it has none."""
    if field.is_relation:
        other = getattr(row, field.name)
        return str(other) if other is not None else ""
    value = getattr(row, field.attname)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value) or "")
    return _words(value)


def _words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        at = timezone.localtime(value)
        return f"{at.day} {at:%B %Y} at {clock_words(at)}"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, datetime.time):
        return clock_words(value)
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_words(part)}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(
            ", ".join(_words(v) for v in part.values()) if isinstance(part, dict) else _words(part) for part in value
        )
    return str(value)


# entries of boards.trail.write ----------------------------------------------------------------------------------------

_TAKEN = frozenset({Happening.DOWNLOADED, Happening.PRINTED, Happening.TOOK_AWAY, Happening.TRAIL_TAKEN})
_PEOPLE = frozenset({Happening.MAILED})


def kind_of(happening: str) -> str:
    """The kind of line of an entry; one that is not listed counts as a sign-in."""
    if happening in _TAKEN:
        return TrailKind.TAKEN
    return TrailKind.PEOPLE if happening in _PEOPLE else TrailKind.SIGNING


@dataclass(frozen=True)
class EntrySource(TrailSource):
    """The entries that belong to a board."""

    def kinds(self) -> Iterable[str]:
        return {kind_of(happening) for happening in Happening.values}

    def rows(self, board: Board, wanted: Wanted) -> QuerySet | None:
        found = super().rows(board, wanted)
        if found is None or not wanted.kinds:
            return found
        return found.filter(kind__in=[h for h in Happening.values if kind_of(h) in wanted.kinds])

    def lines(self, board: Board, keys: Sequence[int]) -> dict[int, TrailLine]:
        found = self.model._base_manager.filter(pk__in=keys).select_related("user")
        return {entry.pk: self._line(entry) for entry in found}

    def _line(self, entry: TrailEntry) -> TrailLine:
        name = entry.who or (entry.user.name if entry.user else "")
        return TrailLine(
            at=entry.at,
            kind=kind_of(entry.kind),
            who=name or NOBODY,
            did=entry.get_kind_display(),
            what=entry.about,
            plan=entry.plan_key,
            reason=entry.reason,
            address=entry.address or "",
        )


@dataclass(frozen=True)
class SiteEntrySource(EntrySource):
    """The entries of no board, sign-ins above all, of those who belonged to the board at that moment: entries from
    before a user joined or after they left are not shown."""

    def of(self, board: Board) -> QuerySet:
        lines = Membership.history.model._base_manager.filter(
            board=board.pk, user=OuterRef("user"), history_date__lte=OuterRef("at")
        )
        latest = lines.order_by("-history_date", "-history_id")
        return (
            self.model._base_manager.filter(
                board__isnull=True, user__in=Membership.objects.filter(board=board).values("user")
            )
            .filter(Exists(lines))
            .annotate(over_on=Subquery(latest.values("ended_on")[:1]))
            .filter(Q(over_on__isnull=True) | Q(over_on__gt=TruncDate(F("at"))))
        )
