"""Guards of published versions: the database refuses changes, and check_versions finds those made without the guards."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models.deletion import ProtectedError

from actionplans.models import Version
from actionplans.publishing.chain import check_chain
from actionplans.publishing.journal import sealed
from boards import guards
from tests import builders
from tests.actionplans.guarded import check, run, unguarded
from tests.browsing import text_of, url

pytestmark = pytest.mark.usefixtures("quick_print")


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)


@pytest.fixture
def versions(plan, settings, tmp_path):
    settings.SEALS_JOURNAL = tmp_path / "seals.log"
    made = [builders.make_version(plan, note=note) for note in ("One", "Two", "Three")]
    settings.SEALS_JOURNAL.write_text("".join(f"{sealed(version).line}\n" for version in made))
    return made


# refused --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE actionplans_version SET note = 'Better' WHERE number = 2",
        "UPDATE actionplans_version SET number = 9 WHERE number = 2",
        "UPDATE actionplans_version SET note = note",
        "DELETE FROM actionplans_version WHERE number = 3",
        "DELETE FROM actionplans_version",
        "INSERT INTO actionplans_version SELECT * FROM actionplans_version WHERE number = 2"
        " ON CONFLICT (id) DO UPDATE SET note = 'Better'",
    ],
)
def test_the_database_refuses(versions, sql):
    with pytest.raises(IntegrityError):
        run(sql)
    assert list(Version.objects.order_by("number").values_list("note", flat=True)) == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT OR REPLACE INTO actionplans_version SELECT * FROM actionplans_version WHERE number = 2",
        "REPLACE INTO actionplans_version SELECT * FROM actionplans_version WHERE number = 2",
        "UPDATE OR REPLACE actionplans_version SET number = 3 WHERE number = 2",
    ],
)
def test_sqlite_refuses_to_replace(versions, sql):
    if connection.vendor == "sqlite":
        with pytest.raises(IntegrityError, match=Version.never_changed):
            run(sql)
    assert check_chain(versions[0].plan) is None


def test_postgresql_refuses_to_truncate(versions):
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # within a test's own transaction foreign keys would be checked later
        with pytest.raises(IntegrityError, match=Version.never_changed):
            run(
                "TRUNCATE actionplans_version CASCADE"
            )  # without it the reports that name versions are in the way first
    assert Version.objects.count() == 3


def test_the_application_cannot_change_or_delete_a_version(versions):
    version = versions[1]
    version.note = "Better"
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        version.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.update(note="Better")
    assert Version.objects.get(pk=version.pk).note == "Two"


def test_what_a_version_rests_on_cannot_be_pulled_away(versions, cast):
    with pytest.raises(ProtectedError):
        cast.manager.delete()


def test_every_guard_is_on_after_all_migrations(db):
    """SQLite loses triggers when a migration remakes a table: such a migration must put them back."""
    assert guards.missing(connection) == []


# found ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE actionplans_version SET note = 'Better' WHERE number = 2",
        "UPDATE actionplans_version SET by = 'GA' WHERE number = 2",
        "UPDATE actionplans_version SET date = '2020-01-01' WHERE number = 2",
        "UPDATE actionplans_version SET pages = pages + 1 WHERE number = 2",
        "UPDATE actionplans_version SET changes = 99 WHERE number = 2",
        "UPDATE actionplans_version SET document_text = replace(document_text, 'agency', 'school') WHERE number = 2",
        "UPDATE actionplans_version SET pdf = (SELECT pdf FROM actionplans_version WHERE number = 1) WHERE number = 2",
    ],
)
def test_a_version_changed_behind_the_guards_is_found(versions, plan, sql):
    with unguarded():
        run(sql)
    found = check_chain(plan)
    assert found.version.number == 2
    assert found.what == "what it holds is not what was sealed"


def test_a_forger_who_seals_again_is_found_at_the_next_version(versions, plan):
    forged = versions[1]
    forged.note = "Better"
    with unguarded():
        run(
            "UPDATE actionplans_version SET note = %s, seal = %s WHERE id = %s",
            forged.note,
            forged.compute_seal(forged.before),
            forged.pk,
        )
    found = check_chain(plan)
    assert (found.version.number, found.what) == (3, "it is not sealed to the version before it")


@pytest.mark.parametrize(
    ("gone", "at", "what"),
    [(1, 2, "it is not sealed to the version before it"), (2, 3, "version 2 is missing before it")],
)
def test_a_version_taken_out_is_found(versions, plan, gone, at, what):
    with unguarded():
        run("DELETE FROM actionplans_version WHERE number = %s", gone)
    found = check_chain(plan)
    assert (found.version.number, found.what) == (at, what)


def test_the_command_says_that_all_hold(versions, cast):
    builders.make_plan(cast.otherby, title="Audit", recommendations=1, actions=1, notes=0)
    said, warned, failed = check()
    assert "fenmarsh/joint-inspection: 3 versions, unbroken\n" in said
    assert "otherby/audit: nothing published\n" in said
    assert (warned, failed) == ("", "")


def test_the_command_names_the_first_break_and_fails(versions, cast):
    with unguarded():
        run("UPDATE actionplans_version SET note = 'Better' WHERE number >= 2")
    said, _, failed = check()
    assert "fenmarsh/joint-inspection: broken at version 2, what it holds is not what was sealed\n" in said
    assert failed == (
        "The chain of versions is broken. First break: fenmarsh/joint-inspection, version 2: "
        "what it holds is not what was sealed."
    )


def test_the_command_checks_only_the_named_plans(versions, cast):
    builders.make_plan(cast.board, title="Audit", recommendations=1, actions=1, notes=0)
    said = check("fenmarsh/joint-inspection")[0]
    assert "fenmarsh/joint-inspection: 3 versions, unbroken\n" in said
    assert "fenmarsh/audit" not in said
    assert (
        "There is no plan “fenmarsh/other”. Plans here: fenmarsh/audit, fenmarsh/joint-inspection."
        in check("fenmarsh/other")[2]
    )


def test_the_command_lists_guards_that_are_off_and_puts_them_back(versions):
    guards.remove(connection)
    assert "The database does not guard all that must never change" in check()[1]
    call_command("check_versions", "--guard", stdout=StringIO())
    assert guards.missing(connection) == []
    with pytest.raises(IntegrityError):
        run("UPDATE actionplans_version SET note = 'Better'")


#: Triggers under the names of the guards that refuse nothing.
ALTERED = {
    "sqlite": [
        "DROP TRIGGER actionplans_version_no_update",
        "CREATE TRIGGER actionplans_version_no_update BEFORE UPDATE ON actionplans_version BEGIN SELECT 1; END",
    ],
    "postgresql": [
        "CREATE FUNCTION refuse_nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "DROP TRIGGER actionplans_version_no_change ON actionplans_version",
        "CREATE TRIGGER actionplans_version_no_change BEFORE DELETE OR UPDATE ON actionplans_version "
        "FOR EACH ROW EXECUTE FUNCTION refuse_nothing()",
    ],
}


def test_the_command_names_guards_that_were_replaced_by_some_that_refuse_nothing(versions):
    for statement in ALTERED[connection.vendor]:
        run(statement)
    said, warned, failed = check()
    assert "1 trigger altered, the first: actionplans_version_no_" in warned
    assert failed.startswith("1 thing to look into. First: The database does not guard all")
    run("UPDATE actionplans_version SET note = note")  # that is what they refuse
    call_command("check_versions", "--guard", stdout=StringIO())
    assert guards.altered(connection) == []
    with pytest.raises(IntegrityError):
        run("UPDATE actionplans_version SET note = note")


@pytest.mark.postgres
def test_the_command_names_a_function_of_the_guards_that_was_replaced(versions):
    run("CREATE OR REPLACE FUNCTION boards_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
    assert "1 trigger altered, the first: boards_refuse" in check()[1]
    call_command("check_versions", "--guard", stdout=StringIO())
    assert guards.altered(connection) == []


def test_the_page_shows_a_break(client_for, versions, plan):
    with unguarded():
        run("UPDATE actionplans_version SET note = 'Better' WHERE number = 2")
    said = text_of(client_for("chair").get(url("actionplans:version_list", plan, check=1)))
    assert "Checked just now: version 2 does not hold, what it holds is not what was sealed." in said
