"""Base of models whose every change leaves history and whose rows are never deleted.

Code outside the admin writes only with ``save_by``, which names who changed what, when and why. simple-history
takes these from attributes of the instance; ``update()`` and ``bulk_create()`` would leave no history, so they are
refused here (see docs/decisions/history.md).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

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
        return bulk_create_with_history(
            list(rows), self.model, batch_size=500, default_user=by, default_change_reason=reason, default_date=at
        )

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

    def save_by(self, by: AbstractBaseUser | None, *, at: datetime.datetime | None = None, reason: str = "") -> bool:
        """Save if anything differs from the database, with a line of history. True if something was saved."""
        if self.pk is not None and not self.changed_fields():
            return False
        self._history_user = by
        self._change_reason = reason
        self._history_date = at or timezone.now()
        self.save()
        return True

    def hold(self) -> None:
        """Read the row again and lock it until the transaction ends, so that a change of one field does not overwrite the
        others with values that were read a moment earlier."""
        self.refresh_from_db(from_queryset=type(self)._base_manager.select_for_update(of=("self",)))

    def changed_fields(self) -> list[str]:
        """Names of the fields in which this instance differs from its row."""
        stored: Any = type(self)._base_manager.filter(pk=self.pk).values().first()
        if stored is None:
            return [f.attname for f in self._meta.concrete_fields]
        return [f.attname for f in self._meta.concrete_fields if stored[f.attname] != getattr(self, f.attname)]


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
