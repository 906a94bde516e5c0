"""What the address of a plan's working view asks for: words to find, rows to show, their order, columns and density.

Everything is in the query string, so that an address holds the view; what is not in it is as the user chose before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import TextChoices
from django.http import QueryDict


class Show(TextChoices):
    """A chip of the bar: only these rows."""

    OVERDUE = "overdue", "Overdue"
    SILENT = "silent", "Silent"
    CHANGED = "changed", "Changed"
    MINE = "mine", "Mine"


class Sort(TextChoices):
    """The order of the rows; without one they are in the plan's, under their recommendations."""

    DEADLINE = "deadline", "deadline"
    LEAD = "lead", "lead"
    PROGRESS = "progress", "last note"


class Density(TextChoices):
    COMPACT = "compact", "Compact"
    COMFORTABLE = "comfortable", "Comfortable"


class View(TextChoices):
    WORK = "work", "Working view"
    READ = "read", "Reading view"


#: The name under which a user's choices are kept (``boards.models.OwnChoice``).
OWN = "plan-table"


@dataclass(frozen=True)
class Working:
    """The view that an address asks for. ``columns`` are the fields shown beside the reference and the action; None for those
    that are shown where nobody chose."""

    find: str = ""
    show: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    rating: tuple[str, ...] = ()
    sort: str = ""
    ended: bool = True
    density: Density = Density.COMPACT
    columns: tuple[str, ...] | None = None

    @classmethod
    def of(cls, data: QueryDict, own: dict) -> Working:
        """What is asked for in ``data``, else what the user chose (``own``). What is no choice is passed over."""
        columns = own.get("columns")
        if "columns" in data:
            columns = [field for value in data.getlist("columns") for field in value.split(",") if field]
        density = data.get("rows") or own.get("rows")
        return cls(
            find=" ".join(data.get("find", "").split())[:200],
            show=_known(data.getlist("show"), Show.values),
            agency=tuple(dict.fromkeys(filter(None, data.getlist("agency")))),
            lead=tuple(dict.fromkeys(filter(None, data.getlist("lead")))),
            rating=tuple(dict.fromkeys(filter(None, data.getlist("rating")))),
            sort=data.get("sort", "") if data.get("sort") in Sort.values else "",
            ended=data.get("ended", "yes") != "no",
            density=Density(density) if density in Density.values else Density.COMPACT,
            columns=None if columns is None else tuple(str(field) for field in columns),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether rows are left out."""
        return bool(self.find or self.show or self.agency or self.lead or self.rating) or not self.ended

    @property
    def whole(self) -> Working:
        """The same view with all rows."""
        return replace(self, find="", show=(), agency=(), lead=(), rating=(), ended=True)

    def toggled(self, name: str, value: str) -> Working:
        """With a value of a list added, or taken out where it is in it."""
        values = getattr(self, name)
        changed: dict[str, Any] = {
            name: tuple(v for v in values if v != value) if value in values else (*values, value)
        }
        return replace(self, **changed)

    @property
    def without_ended(self) -> Working:
        return replace(self, ended=False)

    @property
    def with_ended(self) -> Working:
        return replace(self, ended=True)

    @property
    def unsorted(self) -> Working:
        return replace(self, sort="")

    @property
    def pairs_beside_find(self) -> list[tuple[str, str]]:
        return self.pairs("find")

    @property
    def pairs_beside_columns(self) -> list[tuple[str, str]]:
        return self.pairs("view", "columns", "rows")

    def sorted_by(self, sort: str) -> Working:
        return replace(self, sort="" if sort == self.sort else sort)

    def pairs(self, *without: str) -> list[tuple[str, str]]:
        """The names and values of the query string, ``view`` among them, for hidden fields of a form that sets ``without``."""
        lists = ("show", "agency", "lead", "rating")
        found = [("view", str(View.WORK)), ("find", self.find)]
        found += [(name, value) for name in lists for value in getattr(self, name)]
        found += [("sort", self.sort), ("ended", "" if self.ended else "no")]
        if self.density != Density.COMPACT:
            found.append(("rows", self.density))
        if self.columns is not None:
            found.append(("columns", ",".join(self.columns)))
        return [(name, value) for name, value in found if name not in without and (value or name == "columns")]

    @property
    def address(self) -> str:
        """The query string, with its question mark."""
        data = QueryDict(mutable=True)
        for name, value in self.pairs():
            data.appendlist(name, value)
        return f"?{data.urlencode()}"


def _known(values: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in known if value in set(values))
