"""Base of models whose every change leaves history and whose rows are never deleted.

Code outside the admin writes only with ``save_by``, which names who changed what, when and why. simple-history
takes these from attributes of the instance; ``update()`` and ``bulk_create()`` would leave no history, so they are
refused here (see docs/decisions/history.md).

An instance remembers what it was read as. ``save_by`` locks the row and writes only what this instance changed since then:
what another user saved meanwhile stays, in every operation (see docs/decisions/at-once.md).
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from boards.changed_meanwhile import ChangedMeanwhile
from boards.client_ip import current_address

Row = TypeVar("Row", bound=models.Model)


class DeletionRefused(Exception):
    """Raised on an attempt to delete or bulk-update records that must be kept."""


class HistoryQuerySet(models.QuerySet[Row]):
    """A queryset that cannot destroy or change rows without leaving history."""

    def delete(self) -> NoReturn:
        raise DeletionRefused(f"{self.model._meta.verbose_name_plural} are never deleted.")

    def update(self, **values: Any) -> NoReturn:
        raise DeletionRefused("update() leaves no history: change each row with save_by().")

    def create_by(
        self, by: AbstractBaseUser | None, at: datetime.datetime | None = None, reason: str = "", **values: Any
    ) -> Row:
        """Make one row, with its first line of history by ``by`` at ``at`` (default: now)."""
        row = self.model(**values)
        row.save_by(by, at=at, reason=reason)  # type: ignore[attr-defined]  # all are HistoryModels
        return row

    def bulk_create_by(
        self, rows: Iterable[Row], by: AbstractBaseUser | None, at: datetime.datetime | None = None, reason: str = ""
    ) -> list[Row]:
        """Make many rows at once, each with its first line of history."""
        made: list[Row] = bulk_create_with_history(
            list(rows), self.model, batch_size=500, default_user=by, default_change_reason=reason, default_date=at
        )
        for row in made:
            row.remember()  # type: ignore[attr-defined]  # all are HistoryModels
        return made

    def bulk_change_by(
        self,
        rows: Iterable[Row],
        fields: Sequence[str],
        by: AbstractBaseUser | None,
        at: datetime.datetime | None = None,
        reason: str = "",
    ) -> None:
        """Save these fields of many rows at once, each with a line of history. The caller has locked them, and leaves out
        those in which nothing changed."""
        bulk_update_with_history(
            list(rows),
            self.model,
            list(fields),
            batch_size=500,
            default_user=by,
            default_change_reason=reason,
            default_date=at or timezone.now(),
            manager=self.model._base_manager,
        )


class HistoryModel(models.Model):
    """Base of every model that users write to. Subclasses set ``history = history()``."""

    history: Any

    if TYPE_CHECKING:
        objects: Any  # each model has a manager of its own
    else:
        objects = HistoryQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise DeletionRefused(f"A {self._meta.verbose_name} is never deleted.")

    #: The names of the fields that were read from the database, and their values then.
    _read: tuple[Sequence[str], Sequence[Any]] = ((), ())

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **options: Any) -> Self:
        row = super().from_db(db, field_names, values, **options)
        row._read = tuple(field_names), tuple(map(_copy, values))
        return row

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        self.remember(fields)

    def remember(self, fields: Iterable[str] | None = None) -> None:
        """Take the values of these fields (default: of all that are loaded) for what the database holds."""
        if fields is None:
            names = self._loaded()
            self._read = names, tuple(_copy(getattr(self, name)) for name in names)
        else:
            known = [self._attribute(name) for name in fields if self._is_concrete(name)]
            read = self._as_read() | {name: _copy(getattr(self, name)) for name in known}
            self._read = tuple(read), tuple(read.values())

    def save_by(self, by: AbstractBaseUser | None, *, at: datetime.datetime | None = None, reason: str = "") -> bool:
        """Save what this instance changed since it was read, with a line of history. True if something was saved.

        The row is locked first. What others saved meanwhile in other fields stays, and this instance shows it afterwards.
        Raises ChangedMeanwhile, and saves nothing, where others changed one of the same fields to something else."""
        with transaction.atomic(savepoint=False):
            stored = None if self._state.adding else self._locked()
            changed, clashing = (self._loaded(), {}) if stored is None else self._merge(stored)
            if changed and not clashing:
                self._history_user = by
                self._change_reason = reason
                self._history_date = at or timezone.now()
                self.save()
                self.remember()
        if clashing:  # raised out here: an error inside would undo the transaction of the caller
            raise ChangedMeanwhile(self, clashing)
        return bool(changed)

    def hold(self, *unchanged: str) -> None:
        """Read the row again and lock it until the transaction ends, for an operation that depends on what the row says. Raises
        ChangedMeanwhile where another user changed one of the fields ``unchanged`` since this instance was read."""
        seen = self._as_read()
        # no_key: other transactions may go on to make rows that refer to this one.
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(of=("self",), no_key=True))
        names = [self._attribute(name) for name in unchanged]
        if clashing := {name: getattr(self, name) for name in names if seen.get(name) != getattr(self, name)}:
            raise ChangedMeanwhile(self, clashing)

    def catch_up(self, other: Self) -> None:
        """Show what ``other`` shows, an instance of the same row that was read or saved later."""
        for name in other._loaded():
            setattr(self, name, getattr(other, name))
        self.remember()

    def _attribute(self, name: str) -> str:
        field: Any = self._meta.get_field(name)
        return str(field.attname)

    def _is_concrete(self, name: str) -> bool:
        return getattr(self._meta.get_field(name), "column", None) is not None

    def _loaded(self) -> tuple[str, ...]:
        deferred = self.get_deferred_fields()
        return tuple(field.attname for field in self._meta.concrete_fields if field.attname not in deferred)

    def _as_read(self) -> dict[str, Any]:
        return dict(zip(*self._read, strict=True))

    def _locked(self) -> dict[str, Any] | None:
        """The values of the loaded fields in the database, its row locked; None where there is no such row."""
        rows = type(self)._base_manager.filter(pk=self.pk).select_for_update(no_key=True)
        return rows.values(*self._loaded()).first()

    def _merge(self, stored: dict[str, Any]) -> tuple[list[str], dict[str, Any]]:
        """Take over what others saved meanwhile. Returns the names of the fields in which this instance still differs from its
        row, and those, with their stored values, that both changed: then nothing is taken over."""
        read = self._as_read()
        own = {name: value for name in stored if (value := getattr(self, name)) != read.get(name, _UNREAD)}
        clashing = {name: stored[name] for name in own if stored[name] not in (own[name], read.get(name, stored[name]))}
        if not clashing:
            for name in stored.keys() - own.keys():
                setattr(self, name, stored[name])
        return [name for name, value in own.items() if value != stored[name]], clashing


#: Differs from every value.
_UNREAD = object()


def _copy(value: Any) -> Any:
    """A value that does not change when the attribute is changed in place."""
    if isinstance(value, FieldFile):
        return value.name or ""
    return copy.deepcopy(value) if isinstance(value, dict | list) else value


class LineOfHistory(models.Model):
    """What each line of history says besides who, when and why. The database refuses to change or delete one
    (``boards.guards``)."""

    address = models.GenericIPAddressField("internet address", null=True, blank=True, default=current_address)

    class Meta:
        abstract = True


def history(**options: Any) -> HistoricalRecords:
    """The history of one model, with room for a reason of any length."""
    return HistoricalRecords(
        history_change_reason_field=models.TextField(blank=True, default=""), bases=[LineOfHistory], **options
    )


#: The same form sent again within this time is a double click or a reload, and makes no second row.
SENT_TWICE = datetime.timedelta(minutes=10)


def made_lately(
    rows: models.QuerySet[Any], by: AbstractBaseUser | None, at: datetime.datetime | None = None
) -> models.QuerySet[Any]:
    """Those of the rows that the user made a moment ago. The caller holds a lock, so that a second press waits for the first."""
    at = at or timezone.now()
    lines = rows.model.history.filter(
        history_type="+", history_user=by, history_date__gt=at - SENT_TWICE, history_date__lte=at
    )
    return rows.filter(pk__in=lines.values("id"))


def latest_line(row: HistoryModel) -> int:
    """The key of the newest line of history of a row; 0 where there is none. A form carries it to say which state of the
    row it was made from."""
    return row.history.values_list("history_id", flat=True).first() or 0


def latest_lines(rows: Sequence[HistoryModel]) -> dict[int, int]:
    """``latest_line`` of several rows of one model, by their keys, in one query."""
    if not rows:
        return {}
    lines = type(rows[0]).history.filter(id__in=[row.pk for row in rows]).order_by("history_date", "history_id")
    return dict.fromkeys((row.pk for row in rows), 0) | dict(lines.values_list("id", "history_id"))


# erasing a person's details (boards.privacy.erasure) ------------------------------------------------------------------


def rewrite(model: type[models.Model], pk: Any, **values: Any) -> None:
    """Change values of any row, a line of history included, without adding a line of history: that line would hold the old
    values, which are to be erased. The database allows it to lines of history and of the trail only while an erasure is open
    (``boards.guards``)."""
    model._base_manager.filter(pk=pk).update(**values)


def forget(rows: models.QuerySet[Any]) -> None:
    """Delete rows that are only used for signing in: sessions, second factors, connected accounts."""
    if issubclass(rows.model, HistoryModel) or hasattr(rows.model, "never_changed"):
        raise DeletionRefused(f"{rows.model._meta.verbose_name_plural} are never deleted.")
    rows.delete()


def forget_file(storage: Any, name: str) -> None:
    """Delete a stored file once the transaction has been committed."""
    transaction.on_commit(lambda: storage.delete(name))
