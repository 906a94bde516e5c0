"""Which stored files may be bound into a print: those of notes that the reader may see, in one query."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.files.for_print import files_of
from actionplans.models import Action
from actionplans.operations import notes
from actionplans.persistence.load import read_document
from tests.builders import make_plan


def attach(action: Action, by, *names: str, **more):
    files = [SimpleUploadedFile(name, f"%PDF-1.7 {name}".encode()) for name in names]
    return notes.add_note(action, by=by, text=f"With {len(names)} files.", files=files, **more)


def names_of(plan, reader) -> list[str]:
    return [file.name for file in files_of(plan, reader)]


def test_each_file_is_found_where_it_is_kept_with_the_note_that_it_belongs_to(cast):
    plan = make_plan(cast.board, recommendations=1, actions=2, notes=1)
    note = attach(plan.actions.first(), cast.manager, "Minutes.pdf", "Photo.jpg")
    found = files_of(plan, cast.member)
    assert [(file.entry, file.name) for file in found] == [(note.uid, "Minutes.pdf"), (note.uid, "Photo.jpg")]
    assert Path(found[0].path).read_bytes() == b"%PDF-1.7 Minutes.pdf"
    entries = {e.id: e.attachments for _, _, a in read_document(plan).actions() for e in a.progress}
    assert entries[note.uid] == ("Minutes.pdf", "Photo.jpg")


def test_only_who_may_see_a_note_gets_its_files(cast):
    plan = make_plan(cast.board, recommendations=1, actions=2, notes=0)
    first, second = plan.actions.all()
    attach(first, cast.manager, "open.pdf")
    hidden = attach(second, cast.manager, "internal.pdf")
    hidden.internal = True
    hidden.save_by(cast.manager)
    other = make_plan(cast.board, title="Another", recommendations=1, actions=1, notes=0)
    attach(other.actions.get(), cast.manager, "of another plan.pdf")
    assert names_of(plan, cast.manager) == ["open.pdf", "internal.pdf"]
    assert names_of(plan, cast.chair) == ["open.pdf", "internal.pdf"]
    assert names_of(plan, cast.member) == ["open.pdf"]
    assert names_of(plan, cast.lead) == ["open.pdf"]
    assert names_of(plan, None) == ["open.pdf", "internal.pdf"]
    for key in ("observer", "stranger", "admin", "neighbour"):
        assert names_of(plan, getattr(cast, key)) == []


def test_files_of_what_was_taken_back_stay_out(cast):
    plan = make_plan(cast.board, recommendations=1, actions=3, notes=0)
    first, second, third = plan.actions.all()
    attach(first, cast.manager, "stays.pdf", "taken off.pdf")
    file = first.progress.get().files.get(name="taken off.pdf")
    file.removed = True
    file.save_by(cast.manager)
    withdrawn = attach(second, cast.manager, "of a withdrawn note.pdf")
    withdrawn.removed = True
    withdrawn.save_by(cast.manager)
    attach(third, cast.manager, "of a row taken out.pdf")
    third.removed_on = third.added_on
    third.save_by(cast.manager)
    assert names_of(plan, cast.manager) == ["stays.pdf"]


def test_queries_do_not_grow_with_files(cast, django_assert_num_queries):
    plan = make_plan(cast.board, recommendations=2, actions=2, notes=0)
    assert cast.member.roles
    with django_assert_num_queries(1):
        assert files_of(plan, cast.member) == ()
    for action in plan.actions.all():
        attach(action, cast.manager, "a.pdf", "b.pdf", "c.pdf")
    with django_assert_num_queries(1):
        assert len(files_of(plan, cast.member)) == 12
