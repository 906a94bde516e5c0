"""Database triggers refuse to change or delete lines of history and the trail."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from boards import guards
from boards.models import Erasure
from boards.models.trail import Happening
from boards.trail import write

HISTORY = [model for model in apps.get_models() if hasattr(model, "history_type")]


def run(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def entry(cast):
    return write.log(Happening.SIGNED_IN, by=cast.lead, board=cast.board)


def test_every_guard_is_on_after_migrating(db):
    assert guards.missing(connection) == guards.altered(connection) == []
    assert {guard.table for guard in guards.guards()} >= {model._meta.db_table for model in HISTORY}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE boards_trailentry SET about = 'nothing'",
        "UPDATE boards_trailentry SET who = ''",
        "DELETE FROM boards_trailentry",
    ],
)
def test_the_trail_is_never_changed(entry, sql):
    with pytest.raises(IntegrityError, match="trail is never changed"):
        run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE boards_historicalboard SET name = 'Another'",
        "UPDATE boards_historicalmembership SET history_user_id = NULL",
        "DELETE FROM boards_historicalperson",
    ],
)
def test_history_is_never_changed(cast, sql):
    with pytest.raises(IntegrityError, match="line of history is never changed"):
        run(sql)


def test_a_line_of_history_cannot_be_replaced(cast):
    """SQLite's INSERT OR REPLACE deletes without asking the trigger of DELETE; PostgreSQL refuses the second key."""
    line = cast.board.history.get()
    line.name = "Another"
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)
    if connection.vendor == "sqlite":
        with pytest.raises(IntegrityError, match="line of history is never changed"):
            run("INSERT OR REPLACE INTO boards_historicalboard SELECT * FROM boards_historicalboard")


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["boards_trailentry", "boards_historicalboard"])
def test_nor_emptied(entry, table):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="never changed"):
        run(f"TRUNCATE {table}")


def erasure(cast, **ended: object) -> Erasure:
    return Erasure.objects.create_by(
        cast.manager,
        board=cast.board,
        done_by=cast.manager,
        replaced_by="A nurse",
        reason="Asked",
        begun_at=timezone.now(),
        **ended,
    )


def test_an_erasure_that_has_begun_may_change_them_and_still_deletes_nothing(cast, entry):
    begun = erasure(cast)
    run("UPDATE boards_historicalperson SET name = 'A nurse' WHERE initials = 'NA'")
    run("UPDATE boards_trailentry SET who = 'A nurse'")
    with pytest.raises(IntegrityError):
        run("DELETE FROM boards_historicalperson")
    begun.finished_at = timezone.now()
    begun.save_by(cast.manager)
    with pytest.raises(IntegrityError):
        run("UPDATE boards_historicalperson SET name = 'Somebody' WHERE initials = 'NA'")


def test_one_that_has_ended_opens_nothing(cast, entry):
    erasure(cast, finished_at=timezone.now())
    with pytest.raises(IntegrityError):
        run("UPDATE boards_trailentry SET who = 'A nurse'")


def test_each_line_of_history_says_from_which_address(client_for, cast):
    client = client_for("manager")
    client.post("/boards/fenmarsh/agencies/add/", {"name": "Fenmarsh Fire", "kind": "fire"}, REMOTE_ADDR="192.0.2.7")
    line = cast.board.agencies.get(name="Fenmarsh Fire").history.get()
    assert (line.address, line.history_user) == ("192.0.2.7", cast.manager)
    assert cast.board.history.get().address is None  # made by a command
