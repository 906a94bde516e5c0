"""Triggers that refuse to change or delete a published version: not by the app, and not by a slip of hand.

Installed by a migration, on SQLite and PostgreSQL alike. A test that must empty the table takes them off and puts them back.
"""

from __future__ import annotations

from typing import Any

TABLE = "actionplans_version"
REFUSAL = "A published version is never changed or deleted."

_SQLITE = [
    f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("update", "delete")
]
# SQLite deletes what INSERT OR REPLACE replaces without asking the trigger of DELETE.
_SQLITE.append(
    f"""CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (plan_id = NEW.plan_id AND number = NEW.number))
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
)
_SQLITE_OFF = [f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}" for verb in ("update", "delete", "replace")]

_POSTGRES = [
    f"""CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}
        FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()""",
    f"""CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()""",
]
_POSTGRES_OFF = [
    f"DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE}",
    f"DROP TRIGGER IF EXISTS {TABLE}_no_truncate ON {TABLE}",
    f"DROP FUNCTION IF EXISTS {TABLE}_refuse()",
]


#: Names of the triggers, by kind of database.
_NAMES = {
    "sqlite": (f"{TABLE}_no_update", f"{TABLE}_no_delete", f"{TABLE}_no_replace"),
    "postgresql": (f"{TABLE}_no_change", f"{TABLE}_no_truncate"),
}
_WHICH = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(%s AS regclass) AND tgenabled IN ('O', 'A')",
}


def missing(connection: Any) -> list[str]:
    """Names of the triggers that ought to be on and are not."""
    with connection.cursor() as cursor:
        cursor.execute(_WHICH[connection.vendor], [TABLE])
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in _NAMES[connection.vendor] if name not in present]


def _run(connection: Any, sqlite: list[str], postgres: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sqlite if connection.vendor == "sqlite" else postgres:
            cursor.execute(statement)


def install(connection: Any) -> None:
    """Put the triggers on."""
    _run(connection, _SQLITE, _POSTGRES)


def remove(connection: Any) -> None:
    """Take the triggers off, if they are on."""
    _run(connection, _SQLITE_OFF, _POSTGRES_OFF)
