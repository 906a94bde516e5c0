"""Database triggers that refuse to change or delete rows which must stay as they were written.

Guarded are lines of history (made by simple-history for every kept record) and the models that say ``never_changed``, a
sentence: published versions and the trail. UPDATE, DELETE, INSERT OR REPLACE and TRUNCATE are
refused, on SQLite and PostgreSQL alike, whether the statement comes from the app or is typed by hand.

One exception is made: the erasure of a person's details, which the law asks for (UK GDPR, article 17), may change lines of
history and of the trail, never versions. It is open while ``boards_erasure`` holds a row that has not ended, and erasing
begins and ends such a row in one transaction (``boards.privacy.erasure``), so that no other transaction finds it open.

The triggers are installed after each ``migrate``: on SQLite a migration that alters a table creates it again, without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models

HISTORY_REFUSAL = "A line of history is never changed or deleted."


@dataclass(frozen=True)
class Guard:
    """What is refused for one table, and with which message. ``keys``: the sets of columns that are unique
    in it. ``erasable``: whether an erasure may change its rows."""

    table: str
    refusal: str
    keys: tuple[tuple[str, ...], ...]
    erasable: bool

    def names(self, vendor: str) -> tuple[str, ...]:
        """The names of its triggers in a database of this kind."""
        verbs = ("update", "delete", "replace") if vendor == "sqlite" else ("change", "truncate")
        return tuple(f"{self.table}_no_{verb}" for verb in verbs)

    def statements(self, vendor: str) -> dict[str, str]:
        """The SQL statements that create its triggers, by their names."""
        statements = self._sqlite() if vendor == "sqlite" else self._postgres()
        return dict(zip(self.names(vendor), statements, strict=True))

    def _sqlite(self) -> list[str]:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        closed = f"WHEN NOT EXISTS ({_DOOR})" if self.erasable else ""
        same = " OR ".join(f"({' AND '.join(f'{c} = NEW.{c}' for c in key)})" for key in self.keys)
        update, delete, replace = self.names("sqlite")
        return [
            f"CREATE TRIGGER {update} BEFORE UPDATE ON {self.table} {closed} {refuse}",
            f"CREATE TRIGGER {delete} BEFORE DELETE ON {self.table} {refuse}",
            # SQLite deletes what INSERT OR REPLACE replaces without asking the trigger of DELETE.
            f"""CREATE TRIGGER {replace} BEFORE INSERT ON {self.table}
                WHEN EXISTS (SELECT 1 FROM {self.table} WHERE {same}) {refuse}""",  # noqa: S608 - names of our own tables
        ]

    def _postgres(self) -> list[str]:
        change, truncate = self.names("postgresql")
        how = f"EXECUTE FUNCTION boards_refuse('{self.refusal}', '{'erasable' if self.erasable else ''}')"
        return [
            f"CREATE TRIGGER {change} BEFORE DELETE OR UPDATE ON {self.table} FOR EACH ROW {how}",
            f"CREATE TRIGGER {truncate} BEFORE TRUNCATE ON {self.table} FOR EACH STATEMENT {how}",
        ]


_DOOR = "SELECT 1 FROM boards_erasure WHERE finished_at IS NULL"
_BODY = f"""
    BEGIN
        IF TG_OP = 'UPDATE' AND TG_ARGV[1] = 'erasable' AND EXISTS ({_DOOR}) THEN RETURN NEW; END IF;
        RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
    END """
_FUNCTION = "boards_refuse"
_POSTGRES_FUNCTION = f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
#: Each trigger that is there and enabled, with the statement that makes it; and the body of the function that they call.
_WHICH = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": f"""
        SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')
        UNION ALL SELECT proname, prosrc FROM pg_proc WHERE oid = to_regproc('{_FUNCTION}')
    """,  # noqa: S608 - a name of our own
}


def guards() -> list[Guard]:
    """One for each table that is guarded."""
    return [_guard(model) for model in apps.get_models() if _is_guarded(model)]


def _is_guarded(model: type[models.Model]) -> bool:
    return hasattr(model, "never_changed") or _is_history(model)


def _is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "history_id") and hasattr(model, "history_type")


def _guard(model: type[models.Model]) -> Guard:
    meta = model._meta
    unique = [c.fields for c in meta.constraints if isinstance(c, models.UniqueConstraint) and c.fields]
    keys = [(meta.pk.column,), *(tuple(meta.get_field(name).column for name in names) for names in unique)]
    refusal = getattr(model, "never_changed", HISTORY_REFUSAL)
    return Guard(meta.db_table, refusal, tuple(keys), _is_history(model) or getattr(model, "erasable", False))


def _installed(connection: Any) -> dict[str, str]:
    """What is in the database under the names of triggers, plainly spaced."""
    with connection.cursor() as cursor:
        cursor.execute(_WHICH[connection.vendor])
        return {name: _plain(definition) for name, definition in cursor.fetchall()}


def _plain(statement: str) -> str:
    return " ".join(statement.split())


def _expected(vendor: str) -> dict[str, str]:
    """What should be there, under the same names."""
    function = {_FUNCTION: _BODY} if vendor == "postgresql" else {}
    statements = {name: each for guard in guards() for name, each in guard.statements(vendor).items()}
    return {name: _plain(statement) for name, statement in (function | statements).items()}


def missing(connection: Any) -> list[str]:
    """Names of the triggers that should exist and do not."""
    present = _installed(connection)
    return [name for name in _expected(connection.vendor) if name not in present]


def altered(connection: Any) -> list[str]:
    """Names of the triggers that are not what this release installs: replaced perhaps by one that refuses nothing, or of the
    release before, until ``migrate`` has run."""
    present = _installed(connection)
    return [name for name, made in _expected(connection.vendor).items() if present.get(name, made) != made]


def install(connection: Any) -> None:
    """Create the triggers of every table that exists, where they are missing or altered."""
    wrong = {*missing(connection), *altered(connection)}
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for guard in guards():
            if guard.table in tables and wrong.intersection(guard.names(connection.vendor)):
                _drop(cursor, connection.vendor, guard)
                for statement in guard.statements(connection.vendor).values():
                    cursor.execute(statement)


def remove(connection: Any) -> None:
    """Drop the triggers, if they exist: for tests that must empty a table or change guarded rows."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in guards():
            if guard.table in tables:
                _drop(cursor, connection.vendor, guard)


def _drop(cursor: Any, vendor: str, guard: Guard) -> None:
    for name in guard.names(vendor):
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else f" ON {guard.table}"))


def after_migrating(using: str, **_: Any) -> None:
    """Receiver of ``post_migrate``: install the triggers."""
    install(connections[using])
