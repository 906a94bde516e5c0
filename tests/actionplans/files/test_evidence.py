"""Files of notes from upload to download: what is stored, under which name, with which warning."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from actionplans.files.for_print import files_of
from actionplans.files.inspection import Refused
from actionplans.models import Evidence, Import, ProgressEntry
from actionplans.operations import notes
from actionplans.persistence.load import read_document
from boards.models import TrailEntry
from boards.models.trail import Happening
from tests import made_files as made
from tests.builders import make_import, make_plan
from tests.shown import shown

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


@pytest.fixture
def plan(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return make_plan(cast.board, recommendations=1, actions=2, notes=0)


@pytest.fixture
def send(plan, client_for):
    """Submit a note with a file, and follow the redirects to the page that the user sees then."""

    def sending(content: bytes, name: str = "minutes.pdf", *, text: str = "Minutes.", as_type: str = "text/html"):
        file = SimpleUploadedFile("x", content, content_type=as_type)
        file._name = name  # as a client sends it, whatever a browser would have made of it
        page = reverse("actionplans:note_add", args=[plan.board.slug, plan.slug, "99.1"])
        return client_for("lead").post(page, {"text": text, "when": "today", "file": file}, follow=True)

    return sending


@pytest.fixture
def fetch(plan, client_for):
    def fetching(file: Evidence, role: str = "member"):
        return client_for(role).get(reverse("actionplans:evidence", args=[plan.board.slug, file.uid]))

    return fetching


def action_page(plan, client) -> str:
    return shown(client.get(reverse("actionplans:action_page", args=[plan.board.slug, plan.slug, "99.1"])))


# uploads ---------------------------------------------------------------------------------------------------------------


def test_the_content_says_what_is_kept_whatever_the_browser_claims(send):
    send(made.pdf(), "minutes.pdf", as_type="text/html")
    file = Evidence.objects.get()
    assert (file.content_type, file.macros, file.warnings) == ("application/pdf", False, [])


def test_macros_are_kept_and_warned_of_on_every_page_that_lists_the_file(plan, send, fetch, client_for):
    saved = shown(send(made.with_macros(), "count.docm"))
    warning = "This file carries macros. Open it only if you expected them."
    assert saved.count(warning) == 1
    page = action_page(plan, client_for("member"))
    assert page.count(warning) == page.count(">count.docm</a>") == 2  # beside the note, and in the list of files
    assert fetch(Evidence.objects.get()).status_code == 200


def test_a_name_that_does_not_fit_is_refused_with_a_sentence(plan, send, client_for):
    saved = shown(send(HTML, "minutes.pdf"))
    assert "Named .pdf, but it is a web page." in saved
    assert "Named .pdf, but it is a web page." in action_page(plan, client_for("member"))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ\x90\0 a program", "minutes.pdf", "“minutes.pdf” is a program, or would run like one"),
        (b"#!/bin/sh", "minutes.txt", "“minutes.txt” is a program"),
        (b"x = 1", "minutes.js", "“minutes.js” is a program"),
        (b"x = 1", "minutes\u202efdp.js", "“minutesfdp.js” is a program"),
        (b"", "minutes.pdf", "“minutes.pdf” is empty"),
    ],
)
def test_what_is_not_kept_is_said_beside_the_field_and_nothing_typed_is_lost(send, content, name, sentence):
    answer = send(content, name, text="We met on Monday.")
    page = shown(answer)
    assert answer.status_code == 422
    assert page.count(sentence) == 2  # in the summary, and beside the field
    assert "We met on Monday.</textarea>" in page
    assert not Evidence.objects.exists()
    assert not ProgressEntry.objects.exists()


def test_far_too_large_a_file_never_reaches_the_disk_and_ends_in_a_sentence(send, settings, monkeypatch, tmp_path):
    settings.EVIDENCE_LIMIT_MB, settings.UPLOAD_LIMIT_MB = 1, 2
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    largest = 0

    def seen(self, raw: bytes, start: int):
        nonlocal largest
        found = real(self, raw, start)
        largest = max(largest, sum(file.stat().st_size for file in settings.FILE_UPLOAD_TEMP_DIR.iterdir()))
        return found

    from boards.web.uploads import Limit

    real = Limit.receive_data_chunk
    monkeypatch.setattr(Limit, "receive_data_chunk", seen)
    answer = send(bytes(9 * 1024 * 1024), "film.mp4", text="We filmed it.")
    page = shown(answer)
    assert answer.status_code == 422
    assert "“film.mp4” is 9 MB. Files can be up to 1 MB" in page
    assert "We filmed it.</textarea>" in page
    assert 0 < largest <= 2 * 1024 * 1024
    assert list(settings.FILE_UPLOAD_TEMP_DIR.iterdir()) == []


def test_a_store_that_does_not_answer_costs_a_sentence_and_no_word(send, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(type(default_storage._wrapped), "_save", broken)
    answer = send(made.pdf(), "minutes.pdf", text="We met on Monday.")
    page = shown(answer)
    assert answer.status_code == 422
    assert "“minutes.pdf” could not be stored just now. Try again, or save without it" in page
    assert "We met on Monday.</textarea>" in page
    assert not ProgressEntry.objects.exists()


def test_what_is_stored_is_outside_the_static_files_and_for_the_sites_account_alone(plan, send, settings):
    send(made.pdf())
    path = Path(Evidence.objects.get().file.path)
    assert path.is_relative_to(settings.MEDIA_ROOT)
    assert not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# downloads -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name"), [(HTML, "page.html"), (SVG, "drawing.svg"), (HTML, "minutes.pdf"), (SVG, "photo.png")]
)
def test_a_web_page_and_a_drawing_go_out_as_bytes_that_no_browser_shows(send, fetch, content, name):
    send(content, name, as_type="text/html")
    answer = fetch(Evidence.objects.get())
    assert b"".join(answer.streaming_content) == content
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["Cache-Control"] == "private, no-store"


NAMES = {
    "../../etc/passwd": "passwd",
    "..\\..\\x.pdf": "x.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "a Set-Cookie- x=1.pdf",
    'a"; filename="b.pdf': "a-- filename=-b.pdf",
    "annex\u202etxt.pdf": "annextxt.pdf",
    "CON.txt": "_CON.txt",
    "протокол.pdf": "протокол.pdf",
    "x" * 255 + ".pdf": "x" * 196 + ".pdf",
    " . ": "file",
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_no_name_does_harm_on_its_way_in_or_out(plan, cast, fetch, name):
    file = SimpleUploadedFile("x", made.pdf())
    file._name = name
    notes.add_note(plan.actions.first(), by=cast.lead, text="Minutes.", files=[file])
    kept = Evidence.objects.get()
    assert kept.name == NAMES[name]
    assert kept.file.name == f"{plan.board_id}/{kept.uid}"
    answer = fetch(kept)
    assert answer.status_code == 200
    assert len(answer.serialize_headers().split(b"\r\n")) == len(answer.headers)


def test_a_name_from_before_names_were_made_safe_does_no_harm_either(plan, cast, fetch):
    notes.add_note(plan.actions.first(), by=cast.lead, text="Minutes.", files=[SimpleUploadedFile("x.pdf", made.pdf())])
    kept = Evidence.objects.get()
    kept.name, kept.content_type = 'a"\r\nX: y.html', "text/html"
    kept.save_by(cast.manager)
    answer = fetch(kept)
    assert answer["Content-Disposition"] == 'attachment; filename="a- X- y.html"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_file_that_is_missing_is_said_to_be_with_what_to_do(send, fetch, caplog):
    send(made.pdf())
    kept = Evidence.objects.get()
    default_storage.delete(kept.file.name)
    answer = fetch(kept)
    page = shown(answer)
    assert answer.status_code == 503
    assert "“minutes.pdf” is missing from where this site keeps its files." in page
    assert "the administrator of this site, who can bring it back from a backup" in page
    assert "no page at this address" not in page
    assert f"The stored file {kept.file.name} is missing" in caplog.text


@pytest.mark.parametrize("changed", [b"%PDF-1.7 something else", b""])
def test_a_file_that_was_changed_where_it_is_stored_is_not_handed_out(send, fetch, caplog, changed):
    send(made.pdf())
    kept = Evidence.objects.get()
    Path(kept.file.path).write_bytes(changed)
    answer = fetch(kept)
    page = shown(answer)
    assert answer.status_code == 503
    assert "“minutes.pdf” is not what was attached: it was changed where this site keeps its files" in page
    assert f"The stored file {kept.file.name} is not what was stored" in caplog.text
    assert not TrailEntry.objects.filter(kind=Happening.DOWNLOADED).exists()


def test_a_store_that_cannot_be_reached_is_said_to_be(send, fetch, monkeypatch):
    send(made.pdf())

    def unreachable(*args, **kwargs):
        raise OSError("Connection refused")

    monkeypatch.setattr(type(default_storage._wrapped), "_open", unreachable)
    answer = fetch(Evidence.objects.get())
    assert answer.status_code == 503
    assert "“minutes.pdf” cannot be fetched from where it is kept just now." in shown(answer)


def test_a_brought_in_file_that_was_changed_is_not_handed_out(cast, client_for):
    taken = make_import(cast.board)
    Path(taken.file.path).write_bytes(b"{}")
    answer = client_for("manager").get(reverse("actionplans:import_file", args=[cast.board.slug, taken.uid]))
    assert answer.status_code == 503
    assert "“plan.json” is not what was attached" in shown(answer)


def test_a_print_that_binds_files_in_knows_what_they_held(plan, cast):
    notes.add_note(plan.actions.first(), by=cast.lead, text="Minutes.", files=[SimpleUploadedFile("x.pdf", made.pdf())])
    assert [file.sha256 for file in files_of(plan, cast.member)] == [Evidence.objects.get().sha256]


def test_a_brought_in_file_goes_out_in_the_same_way(cast, client_for):
    taken = make_import(cast.board)
    answer = client_for("manager").get(reverse("actionplans:import_file", args=[cast.board.slug, taken.uid]))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["Content-Disposition"] == 'attachment; filename="plan.json"'


# names that clash -------------------------------------------------------------------------------------------------------


def test_files_of_one_name_are_kept_apart_and_told_apart_wherever_they_are_named(plan, cast, client_for, fetch):
    row = plan.actions.first()

    def minutes(words: bytes) -> SimpleUploadedFile:
        return SimpleUploadedFile("Minutes.pdf", made.pdf() + words)

    first = notes.add_note(row, by=cast.lead, text="Two.", files=[minutes(b"%1"), minutes(b"%2")])
    second = notes.add_note(row, by=cast.lead, text="One more.", files=[minutes(b"%3")])
    files = list(Evidence.objects.order_by("pk"))
    assert [file.name for file in files] == ["Minutes.pdf", "Minutes (2).pdf", "Minutes (3).pdf"]
    assert [b"".join(fetch(file).streaming_content)[-2:] for file in files] == [b"%1", b"%2", b"%3"]
    page = action_page(plan, client_for("member"))
    assert all(page.count(f">{file.name}</a>") == 2 for file in files)
    named = {entry.id: entry.attachments for _, _, action in read_document(plan).actions() for entry in action.progress}
    assert named == {first.uid: ("Minutes.pdf", "Minutes (2).pdf"), second.uid: ("Minutes (3).pdf",)}
    bound = {(file.entry, file.name): Path(file.path).read_bytes()[-2:] for file in files_of(plan, cast.member)}
    assert bound == {
        (first.uid, "Minutes.pdf"): b"%1",
        (first.uid, "Minutes (2).pdf"): b"%2",
        (second.uid, "Minutes (3).pdf"): b"%3",
    }


def test_a_program_is_refused_by_whatever_adds_it(plan, cast):
    with pytest.raises(Refused):
        notes.add_note(plan.actions.first(), by=cast.lead, text="x", files=[SimpleUploadedFile("x.exe", b"MZ")])
    assert not ProgressEntry.objects.exists()


def test_listing_files_costs_no_more_for_more_of_them(plan, cast, client_for, django_assert_max_num_queries):
    row, client = plan.actions.first(), client_for("member")
    address = reverse("actionplans:action_page", args=[plan.board.slug, plan.slug, row.ref])

    def add(number: int) -> None:
        notes.add_note(row, by=cast.lead, text=f"{number}", files=[SimpleUploadedFile(f"{number}.txt", b"%d" % number)])

    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    add(1)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(2, 7):
        add(number)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


# check_evidence ---------------------------------------------------------------------------------------------------------


def check(*words: str) -> str:
    out = io.StringIO()
    try:
        call_command("check_evidence", *words, stdout=out)
    except CommandError as error:
        return f"{out.getvalue()}! {error}"
    return out.getvalue()


def test_check_evidence_names_what_is_missing_changed_and_left_behind_and_deletes_nothing(plan, cast):
    row = plan.actions.first()
    names = ("fine.txt", "gone.txt", "changed.txt", "longer.txt")
    files = [SimpleUploadedFile(name, name.encode()) for name in names]
    notes.add_note(row, by=cast.lead, text="Four.", files=files)
    brought = make_import(cast.board, plan=plan)
    assert "fenmarsh: 5 files, all as they came" in check()
    kept = {file.name: Path(file.file.path) for file in Evidence.objects.all()}
    kept["gone.txt"].unlink()
    kept["changed.txt"].write_bytes(b"x" * len("changed.txt"))
    kept["longer.txt"].write_bytes(b"longer than it was")
    Path(brought.file.path).unlink()
    left = kept["fine.txt"].with_name("left")
    left.write_bytes(b"x")
    output = check()
    assert f"missing: “gone.txt”, of a note on 99.1 in {plan.slug}, stored as {plan.board_id}/" in output
    assert "changed: “changed.txt”" in output
    assert "changed: “longer.txt”" in output
    assert f"missing: “plan.json”, imported for {plan.slug}" in output
    assert "fine.txt" not in output
    assert f"nothing speaks of {plan.board_id}/left" in output
    assert output.endswith("! 4 files missing or changed.")
    assert left.exists()
    assert Evidence.objects.count() == 4
    assert "changed.txt" not in check("--quick")
    assert "There is no board “nowhere”" in check("nowhere")


def test_files_kept_before_anybody_looked_are_looked_at_when_that_is_asked(plan, cast):
    row = plan.actions.first()
    notes.add_note(row, by=cast.lead, text="x", files=[SimpleUploadedFile("count.docm", made.with_macros())])
    file = Evidence.objects.get()
    file.content_type, file.macros = "", False
    file.save_by(cast.manager)
    check()
    file.refresh_from_db()
    assert file.content_type == ""
    assert "“count.docm”" in check("--look")
    file.refresh_from_db()
    assert (file.content_type, file.macros) == ("application/vnd.ms-word.document.macroenabled.12", True)
    assert file.history.first().history_change_reason == "Looked at"


def test_setting_a_brought_in_file_aside_takes_it_from_the_store(cast, client_for, django_capture_on_commit_callbacks):
    taken = make_import(cast.board)
    name = taken.file.name
    with django_capture_on_commit_callbacks(execute=True):
        client_for("manager").post(reverse("actionplans:import_aside", args=[cast.board.slug, taken.uid]))
    assert Import.objects.get().file.name == ""
    assert not default_storage.exists(name)
