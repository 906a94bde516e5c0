"""Files are inspected and stored before the transaction that writes of them, and are removed again where it fails."""

import errno
import threading
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from actionplans.files import inspection, uploads
from actionplans.importing import jobs as importing
from actionplans.models import Evidence, Import, ProgressEntry, Reading
from actionplans.operations import notes
from tests import made_files as made
from tests.builders import make_plan
from tests.shown import shown


@pytest.fixture
def plan(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return make_plan(cast.board, recommendations=1, actions=1, notes=0)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send_note(plan, client: Client, text: str = "We met on Monday.", **fields):
    page = reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"])
    return client.post(page, {"text": text, "when": "today", **fields})


def pdf(name: str = "minutes.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, made.pdf())


def files_in(folder) -> list[str]:
    return sorted(path.name for path in Path(folder).rglob("*") if path.is_file())


def at_once(work) -> list[BaseException]:
    """Do some work on a connection of its own, which waits for no lock; what went wrong, if anything."""
    wrong: list[BaseException] = []

    def working() -> None:
        try:
            with connection.cursor() as cursor:
                patience = "PRAGMA busy_timeout = 0" if connection.vendor == "sqlite" else "SET lock_timeout = '1s'"
                cursor.execute(patience)
            work()
        except DatabaseError as error:
            wrong.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=working)
    thread.start()
    thread.join()
    return wrong


# nobody waits for a file --------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_while_a_note_s_file_is_inspected_hashed_and_stored_others_save(plan, cast, monkeypatch):
    row, wrong, steps = plan.actions.get(), [], []

    def another_note(step: str) -> None:
        steps.append(step)
        wrong.extend(at_once(lambda: notes.add_note(row, by=cast.manager, text=f"While it was {step}.")))

    def meanwhile(owner, name: str, step: str) -> None:
        real = getattr(owner, name)

        def doing(*args):
            another_note(step)
            return real(*args)

        monkeypatch.setattr(owner, name, doing)

    meanwhile(inspection, "_inside", "inspected")
    meanwhile(uploads, "digest_of", "hashed")
    meanwhile(type(default_storage._wrapped), "_save", "stored")
    answer = send_note(plan, client_of(cast.lead), file=pdf())
    assert (answer.status_code, wrong, steps) == (302, [], ["inspected", "hashed", "stored"])
    assert ProgressEntry.objects.count() == 4
    assert Evidence.objects.get().name == "minutes.pdf"


@pytest.mark.django_db(transaction=True)
def test_while_a_file_to_be_brought_in_is_stored_others_save(plan, cast, monkeypatch, queued):
    row, wrong = plan.actions.get(), []
    storage = type(default_storage._wrapped)
    real = storage._save

    def meanwhile(self, name, content):
        wrong.extend(at_once(lambda: notes.add_note(row, by=cast.manager, text="While it was stored.")))
        return real(self, name, content)

    monkeypatch.setattr(storage, "_save", meanwhile)
    importing.begin(pdf("plan.pdf"), board=cast.board, by=cast.manager)
    assert wrong == []
    assert Reading.objects.count() == ProgressEntry.objects.count() == 1


# a write that fails -------------------------------------------------------------------------------------------------------


class _Lost(Exception):
    pass


def _fail(*args, **kwargs):
    raise _Lost


def test_a_note_that_could_not_be_written_leaves_no_file(plan, cast, monkeypatch, settings):
    monkeypatch.setattr(notes, "_attach", _fail)
    with pytest.raises(_Lost):
        notes.add_note(plan.actions.get(), by=cast.lead, text="Minutes.", files=[pdf("a.pdf"), pdf("b.pdf")])
    assert files_in(settings.MEDIA_ROOT) == []
    assert not ProgressEntry.objects.exists()


def test_a_reading_that_could_not_be_written_leaves_no_file(plan, cast, monkeypatch, settings):
    monkeypatch.setattr(importing, "_enqueue", _fail)
    with pytest.raises(_Lost):
        importing.begin(pdf("plan.pdf"), board=cast.board, by=cast.manager)
    assert files_in(settings.MEDIA_ROOT) == []
    assert not Reading.objects.exists()


def test_a_second_file_that_is_refused_leaves_nothing_of_the_first(plan, cast, settings):
    with pytest.raises(inspection.Refused):
        notes.add_note(
            plan.actions.get(), by=cast.lead, text="x", files=[pdf(), SimpleUploadedFile("x.exe", b"MZ\x90\0")]
        )
    assert files_in(settings.MEDIA_ROOT) == []


@pytest.mark.django_db(transaction=True)
def test_the_same_file_sent_twice_is_stored_once(plan, cast, settings):
    content = made.pdf()
    for _ in range(2):
        file = SimpleUploadedFile("minutes.pdf", content)
        notes.add_note(plan.actions.get(), by=cast.lead, text="Minutes.", files=[file])
    assert files_in(settings.MEDIA_ROOT) == [Evidence.objects.get().uid]


# a full disk --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def full_disk(monkeypatch):
    """Half of what is stored is written, and then the disk is full."""
    storage = type(default_storage._wrapped)
    real = storage._save

    def save(self, name, content):
        whole = content.chunks

        def half():
            for chunk in whole():
                yield chunk[: len(chunk) // 2]
                raise OSError(errno.ENOSPC, "No space left on device")

        content.chunks = half
        return real(self, name, content)

    monkeypatch.setattr(storage, "_save", save)


FULL = "could not be stored just now. The disk of this site is full. Tell the administrator of this site"


def test_a_full_disk_costs_a_sentence_no_word_and_leaves_no_half_file(plan, cast, full_disk, settings):
    answer = send_note(plan, client_of(cast.lead), file=pdf())
    page = shown(answer)
    assert answer.status_code == 422
    assert f"“minutes.pdf” {FULL}" in page
    assert "We met on Monday.</textarea>" in page
    assert files_in(settings.MEDIA_ROOT) == []
    assert not ProgressEntry.objects.exists()


def test_a_file_to_be_brought_in_that_finds_the_disk_full_costs_a_sentence(plan, cast, full_disk, settings):
    page = reverse("actionplans:import_add", args=[cast.board.slug])
    answer = client_of(cast.manager).post(page, {"file": pdf("plan.pdf"), "into": "new"})
    assert answer.status_code == 422
    assert f"“plan.pdf” {FULL}" in shown(answer)
    assert files_in(settings.MEDIA_ROOT) == []
    assert not Import.objects.exists()
    assert not Reading.objects.exists()


def test_a_file_that_does_not_fit_while_it_arrives_loses_itself_and_nothing_typed(plan, cast, settings, monkeypatch):
    from django.core.files.uploadedfile import TemporaryUploadedFile

    def full(self, chunk):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    settings.FILE_UPLOAD_TEMP_DIR = django_settings.MEDIA_ROOT.parent
    answer = send_note(plan, client_of(cast.lead), file=pdf())
    page = shown(answer)
    assert answer.status_code == 422
    assert "“minutes.pdf” did not arrive. The disk of this site is full." in page
    assert "We met on Monday.</textarea>" in page
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []
