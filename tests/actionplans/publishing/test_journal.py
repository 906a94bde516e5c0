"""An older copy of the database in the place of the newer one: the journal of seals names what is missing."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.models import Version
from actionplans.publishing import journal as journal_publishing
from boards.models import Erasure
from tests import builders
from tests.actionplans.guarded import check, run, unguarded

pytestmark = pytest.mark.usefixtures("quick_print")


@pytest.fixture
def journal(settings, tmp_path) -> Path:
    settings.SEALS_JOURNAL = tmp_path / "seals.log"
    return settings.SEALS_JOURNAL


@pytest.fixture
def publish(journal, cast, django_capture_on_commit_callbacks):
    """Publish the next version of one plan, as far as what follows once it is there for good."""
    plan = builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)

    def publish(note: str = "Agreed") -> Version:
        with django_capture_on_commit_callbacks(execute=True):
            return builders.make_version(plan, note=note)

    return publish


def today() -> str:
    return day_words(timezone.localdate())


# writing ----------------------------------------------------------------------------------------------------------------


def test_each_publication_adds_a_line_that_only_this_account_reads(publish, journal):
    first, second = publish(), publish()
    lines = journal.read_text().splitlines()
    assert [line.split(" ")[1:] for line in lines] == [
        ["fenmarsh/joint-inspection", "1", first.seal],
        ["fenmarsh/joint-inspection", "2", second.seal],
    ]
    assert journal.stat().st_mode & 0o777 == 0o600


def test_what_is_undone_is_not_in_it(publish, journal, cast):
    publish()
    builders.make_version(Version.objects.get().plan)  # its transaction never ends
    assert len(journal.read_text().splitlines()) == 1


def test_after_a_torn_line_the_next_begins_a_new_one(publish, journal):
    journal.write_text("2026-11-03T10:22:11+00:00 fenmarsh/joint-insp")
    version = publish()
    assert journal.read_text().splitlines()[1].endswith(version.seal)
    said, warned, failed = check()
    assert "1 line cannot be understood (1)." in warned
    assert "agrees: 1 version." in said
    assert failed == ""


def test_a_journal_that_cannot_be_written_keeps_nobody_from_publishing(publish, settings, tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    settings.SEALS_JOURNAL = tmp_path / "file" / "seals.log"
    assert publish().number == 1
    assert "could not be written" in caplog.text


# checking ---------------------------------------------------------------------------------------------------------------


def test_it_agrees(publish, journal):
    publish()
    publish()
    said, warned, failed = check()
    assert f"The journal of seals ({journal}) agrees: 2 versions.\n" in said
    assert (warned, failed) == ("", "")


def test_a_journal_that_was_deleted_is_a_fault(publish, journal):
    publish()
    journal.unlink()
    said, _, failed = check()
    sentence = f"There is no journal of seals ({journal}): an older copy of the database would not be noticed."
    assert f"{sentence}\n" in said
    assert failed == f"1 thing to look into. First: {sentence}"


def test_that_there_is_none_where_nothing_was_published_is_no_fault(cast, journal):
    assert check() == ("", "", "")


def test_versions_from_before_it_was_kept_are_no_fault(publish, journal):
    publish()
    journal.unlink()
    publish()
    said, _, failed = check()
    assert "1 version of this database is not in it: published before it was kept, or on another server." in said
    assert failed == ""


def test_a_version_that_is_missing_is_named(publish, journal):
    """The chain itself holds: only the last was taken away."""
    publish()
    publish()
    with unguarded():
        run("DELETE FROM actionplans_version WHERE number = 2")
    said, _, failed = check()
    sentence = (
        f"fenmarsh/joint-inspection: version 2, published on {today()}, is not in this database: "
        "an older copy was restored?"
    )
    assert "fenmarsh/joint-inspection: 1 version, unbroken\n" in said
    assert f"{sentence}\n" in said
    assert failed == f"1 thing to look into. First: {sentence}"


def test_a_chain_that_was_forged_to_its_end_is_named(publish, journal):
    """Whoever changes a version and seals all after it again leaves a chain that holds."""
    publish()
    forged = publish()
    forged.note = "Better"
    with unguarded():
        run(
            "UPDATE actionplans_version SET note = %s, seal = %s WHERE id = %s",
            forged.note,
            forged.compute_seal(forged.before),
            forged.pk,
        )
    said, _, failed = check()
    assert "2 versions, unbroken" in said
    assert f"version 2, published on {today()}, is in this database with another seal" in failed


def test_a_plan_that_was_renamed_is_known_by_its_seals(publish, journal):
    plan = publish().plan
    plan.slug = "renamed"
    plan.save_by(None)
    assert check()[2] == ""


def test_it_is_asked_of_the_plans_that_are_named_only(publish, journal, cast):
    publish()
    builders.make_plan(cast.board, title="Audit", recommendations=1, actions=1, notes=0)
    with unguarded():
        run("DELETE FROM actionplans_version")
    assert check("fenmarsh/audit")[2] == ""
    assert "version 1" in check("fenmarsh")[2]


def test_a_copy_that_was_kept_elsewhere_does_as_well(publish, journal, tmp_path):
    publish()
    publish()
    out = StringIO()
    call_command("check_versions", "--seals", stdout=out)
    assert out.getvalue() == journal.read_text()
    kept = tmp_path / "minutes.txt"
    kept.write_text(out.getvalue())
    journal.unlink()
    with unguarded():
        run("DELETE FROM actionplans_version WHERE number = 2")
    assert "is not in this database" in check("--against", str(kept))[2]
    assert "cannot be read" in check("--against", str(tmp_path / "none.txt"))[2]


def test_a_board_that_began_from_nothing_is_named_instead_of_its_versions(publish, journal):
    publish()
    with unguarded():
        run("DELETE FROM actionplans_version")
    assert check()[2]
    journal_publishing.begin_anew(["fenmarsh", "otherby"])
    said, warned, failed = check()
    sentence = (
        f"The board fenmarsh began from nothing on {today()}, says the journal of seals ({journal}): "
        "what it had published before is not looked for."
    )
    assert (warned, failed) == ("", f"1 thing to look into. First: {sentence}")
    assert sentence in said
    assert "is not in this database" not in said


def test_boards_that_never_published_may_begin_from_nothing(publish, journal):
    journal.touch()
    journal_publishing.begin_anew(["fenmarsh"])
    publish()
    assert check()[2] == ""


def test_an_erasure_that_never_ended_is_told(cast, journal):
    Erasure.objects.create_by(
        cast.manager,
        board=cast.board,
        done_by=cast.manager,
        replaced_by="A nurse",
        reason="Asked",
        begun_at=timezone.now(),
    )
    _, warned, failed = check()
    assert f"An erasure for {cast.board.name}, begun on {today()}, has not ended" in warned
    assert failed


def test_guards_that_are_off_are_a_fault(db, journal):
    with unguarded():
        assert "does not guard all that must never change" in check()[2]
    assert check()[2] == ""


# a real file ------------------------------------------------------------------------------------------------------------


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_an_older_copy_of_the_database_file_is_named(cast, journal, tmp_path):
    """The file of SQLite is copied, two more versions are published, and the copy is put back in its place."""
    plan = builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)
    builders.make_version(plan, note="Before the copy")
    copy, file = tmp_path / "older.sqlite3", Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    builders.make_version(plan, note="After the copy")
    builders.make_version(plan, note="And another")
    assert check()[2] == ""

    connection.close()
    for part in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        part.unlink(missing_ok=True)
    shutil.copy(copy, file)

    assert [version.number for version in Version.objects.all()] == [1]
    said, _, failed = check()
    assert "fenmarsh/joint-inspection: 1 version, unbroken\n" in said
    for number in (2, 3):
        missing = f"fenmarsh/joint-inspection: version {number}, published on {today()}, is not in this database"
        assert missing in said
    assert failed.startswith("2 things to look into.")
