"""PDFs that carry their plan: read from that, whole; and PDFs that only seem to."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from actionplans.document.parts import without_internal
from actionplans.document.tree import PlanDocument, VersionMark
from actionplans.importing.returned_copies import returned
from actionplans.models import Action, Version
from actionplans.operations.notes import add_note
from actionplans.persistence.load import read_document
from actionplans.persistence.people import known_people
from actionplans.persistence.save import write_document
from actionplans.printing.orders import order_for
from actionplans.publishing.publish import publish
from actionplans.reading import Carried, ReadingError, read_blocks, read_plan
from actionplans.reading.files.blocks import Table
from actionplans.reading.files.opening import MOST_BYTES, open_bytes
from actionplans.reading.plan.carried_pdf import carried_plan
from actionplans.reading.plan.returned import is_ours
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.pdf import plan_pdf, print_order
from tests.actionplans.nameless import nameless
from tests.actionplans.reading.making import printed
from tests.actionplans.writing.plans import PRINTED_ON, one_row, seven_columns, six_columns
from tests.builders import make_plan
from tests.shown import shown

ROOT = Path(__file__).resolve().parents[4]


def pdf_with(*attachments: tuple[str, bytes], page: bytes = b"", **saving) -> bytes:
    """A PDF of one page as our press saves it, with these files attached in that order."""
    with pikepdf.open(io.BytesIO(page)) if page else pikepdf.Pdf.new() as pdf:
        if not page:
            pdf.add_blank_page()
        for place, (name, content) in enumerate(attachments):
            spec = pikepdf.AttachedFileSpec(pdf, content, filename=name, relationship=pikepdf.Name.Data)
            pdf.attachments[f"{place}"] = spec
        out = io.BytesIO()
        pdf.save(out, **{"deterministic_id": True, "object_stream_mode": pikepdf.ObjectStreamMode.generate} | saving)
    return out.getvalue()


def carrying(document: PlanDocument, **saving) -> bytes:
    return pdf_with(("plan.json", document.canonical().encode()), **saving)


@pytest.mark.parametrize("plan", [six_columns, seven_columns])
def test_a_pdf_is_read_from_the_plan_that_it_carries(plan):
    """With all that no page shows: ids, when notes were written, the people."""
    assert read_plan(carrying(plan()), "plan.pdf") == plan()


def test_a_pdf_that_carries_nothing_is_read_from_its_pages():
    page = plan_pdf(six_columns(version=None), printed_on=PRINTED_ON)
    again = read_plan(pdf_with(("minutes.json", one_row().canonical().encode()), page=page), "plan.pdf")
    assert [r.number for _, r in again.recommendations()] == [r.number for _, r in six_columns().recommendations()]
    assert not any(action.id for _, _, action in again.actions())


def test_of_several_attachments_the_first_that_is_a_plan_is_read():
    plan = six_columns().canonical().encode()
    data = pdf_with(
        ("minutes.docx", b"PK"),
        ("copy.json", seven_columns().canonical().encode()),
        ("plan.json", b"not a plan"),
        ("plan.json", b'{"format": "board-action-plan/1", "sections": 3}'),
        ("plan.json", plan),
        ("plan.json", one_row().canonical().encode()),
    )
    assert read_plan(data, "plan.pdf") == six_columns()


def _saved_again(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].rotate(90, relative=True)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_the_review_says_where_the_plan_was_and_that_the_pages_were_saved_again():
    data = carrying(six_columns())
    for made, said in ((data, "not from its pages."), (_saved_again(data), "What was changed or written on its pages")):
        found = read_blocks(made, "plan.pdf")
        assert isinstance(found, Carried)
        assert found.remark.startswith("This PDF carries its plan")
        assert said in found.remark
        assert found.document == six_columns()
    assert "saved again" not in read_blocks(data, "plan.pdf").remark


def test_a_pdf_that_is_locked_against_changes_opens_and_one_with_a_password_does_not():
    free = carrying(six_columns(), encryption=pikepdf.Encryption(owner="board", user=""), deterministic_id=False)
    assert carried_plan(free).document == six_columns()
    locked = carrying(six_columns(), encryption=pikepdf.Encryption(owner="a", user="b"), deterministic_id=False)
    assert carried_plan(locked) is None
    with pytest.raises(ReadingError, match="without a password"):
        read_plan(locked, "plan.pdf")


@pytest.mark.parametrize("size", [2_000_000, MOST_BYTES + 1], ids=["packed too well", "too large"])
def test_an_attachment_that_unpacks_to_more_than_a_plan_can_be_is_refused(size):
    data = pdf_with(("plan.json", b'{"format": "board-action-plan/1", "title": "' + b"a" * size + b'"}'))
    assert len(data) < size / 64
    with pytest.raises(ReadingError, match="^The plan that this PDF carries unpacks to far more than a plan can hold"):
        read_plan(data, "plan.pdf")


def _with_stream(**changes) -> bytes:
    """A PDF whose attachment is described in an unusual way."""
    with pikepdf.open(io.BytesIO(carrying(six_columns()))) as pdf:
        stream = pdf.attachments["0"].obj.EF.F
        for key, value in changes.items():
            stream[f"/{key}"] = value
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


@pytest.mark.parametrize(
    "changes",
    [
        {"Filter": pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])},
        {"Filter": pikepdf.Name.LZWDecode},
        {"Filter": pikepdf.Name.Crypt},
        {"Filter": 7},
        {"DecodeParms": pikepdf.Dictionary(Predictor=12)},
    ],
    ids=str,
)
def test_an_attachment_that_is_packed_in_an_odd_way_is_passed_over(changes):
    assert carried_plan(_with_stream(**changes)) is None


def test_names_that_lead_elsewhere_or_round_in_a_circle_are_not_followed():
    with pikepdf.open(io.BytesIO(carrying(six_columns()))) as pdf:
        spec = pdf.attachments["0"].obj
        del spec["/EF"]
        spec.F = pikepdf.String("/etc/passwd")
        spec.UF = pikepdf.String("plan.json")
        tree = pdf.Root.Names.EmbeddedFiles
        tree.Kids = pikepdf.Array([pdf.make_indirect(tree)])
        out = io.BytesIO()
        pdf.save(out)
    assert carried_plan(out.getvalue()) is None


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\nstartxref\n0\n%%EOF", carrying(one_row())[:400]])
def test_broken_files_carry_nothing(data):
    assert carried_plan(data) is None


def test_pdfs_of_others_carry_nothing():
    data = printed("<p>Minutes of the executive</p>")
    assert open_bytes(data).format == "pdf"
    assert carried_plan(data) is None


def test_a_large_file_that_carries_a_plan_is_read_within_the_limits(tmp_path):
    """Where a plan of many pages has pictures and evidence beside it."""
    data = pdf_with(("evidence.bin", os.urandom(16_000_000)), ("plan.json", six_columns().canonical().encode()))
    (tmp_path / "upload").write_bytes(data)
    (tmp_path / "name").write_text("pack.pdf")
    subprocess.run([sys.executable, "-m", "actionplans.reading.worker", str(tmp_path)], cwd=ROOT, check=True)
    outcome = json.loads((tmp_path / "outcome").read_text())
    assert outcome["remark"].startswith("This PDF carries its plan")
    assert PlanDocument.loads(json.dumps(outcome["document"])) == six_columns()


# on the pages -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def bring(client_for, read_here):
    """``bring(data)`` chooses a PDF as the manager does; the answer is the page that follows."""

    def chosen(data: bytes) -> str:
        file = SimpleUploadedFile("plan.pdf", data, content_type="application/pdf")
        return shown(
            client_for("manager").post("/boards/fenmarsh/imports/new/", {"file": file, "into": "new"}, follow=True)
        )

    return chosen


def test_the_page_says_that_the_plan_was_read_from_what_the_pdf_carries(bring):
    page = bring(carrying(six_columns()))
    assert "Check what was read" in page
    assert "This PDF carries its plan: it was read from that, and not from its pages." in page
    assert "saved again" not in page
    assert "saved again since it was printed" in bring(_saved_again(carrying(six_columns())))
    assert "carries its plan" not in bring(plan_pdf(six_columns(version=None), printed_on=PRINTED_ON))


def test_the_command_says_so_too(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(carrying(six_columns()))
    out = io.StringIO()
    call_command("import_plan", str(tmp_path / "plan.pdf"), "--dry-run", stdout=out)
    assert "This PDF carries its plan" in out.getvalue()


# there and back ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("plan", [six_columns, seven_columns])
def test_the_print_of_a_version_comes_in_again_as_it_went_out(plan):
    document = plan().replace(version=VersionMark(number=8, date="2027-02-14"))
    assert read_plan(plan_pdf(document, printed_on=PRINTED_ON), "plan.pdf") == document
    assert not read_blocks(plan_pdf(document, printed_on=PRINTED_ON)).remark.endswith("is not read.")


@pytest.fixture
def published(cast) -> Version:
    """A version of a plan with a note that only the manager and the chair read."""
    plan = make_plan(cast.board)
    action = Action.objects.get(plan=plan, ref="99.1")
    add_note(action, by=cast.manager, text="Ruth Calloway wrote to every school.", happened="2026-11-02")
    add_note(action, by=cast.manager, text="The chair wants a word with them.", internal=True)
    return publish(plan, by=cast.manager, note="First issue")


def test_a_published_version_is_brought_in_from_its_pdf_without_loss(published, cast):
    """Into its own plan nothing is to be done; to another board it comes as the same plan."""
    printed_plan = without_internal(published.document())
    again = read_plan(bytes(published.pdf), "version-1.pdf")
    assert again == printed_plan
    assert [e.written for _, _, a in again.actions() for e in a.progress] == [
        e.written for _, _, a in printed_plan.actions() for e in a.progress
    ]
    assert not returned(without_internal(read_document(published.plan)), again)
    other = read_document(write_document(cast.otherby, again, by=None))
    elsewhere = tuple(
        replace(line, published=False) for line in printed_plan.versions
    )  # was published at another board
    assert nameless(other, refs=True) == nameless(printed_plan, refs=True).replace(version=None, versions=elsewhere)


def test_no_person_comes_in_from_a_public_edition(published):
    people = [person.name for person in known_people(published.plan.board)]
    assert "Ruth Calloway" in people
    pdf = print_order(order_for(published.plan, edition="public", version=1)).pdf
    found = read_blocks(pdf, "public.pdf")
    assert found.remark.startswith("This PDF carries its plan")
    words = found.document.dumps()
    assert "wrote to every school" in words
    assert "wants a word" not in words
    assert not [name for name in people if name in words]
    assert found.document.people == ()


@pytest.mark.parametrize(("edition", "words"), [("front", "a front sheet"), ("pack", "a meeting pack")])
def test_a_print_that_is_not_the_plan_is_refused_by_its_name(edition, words):
    pdf = print_order(Order(six_columns(), PRINTED_ON, edition=edition)).pdf
    with pytest.raises(ReadingError, match=f"This PDF is {words} that was printed here, and not the plan"):
        read_blocks(pdf, "print.pdf")


def test_a_print_of_some_columns_carries_no_plan():
    """Nor does an extract carry the plan: its reader is not given the rest."""
    order = Order(six_columns(), PRINTED_ON)
    part = print_order(replace(order, look=PaperOptions(columns=("action", "deadline")))).pdf
    extract = print_order(replace(order, lead="Business Manager")).pdf
    assert carried_plan(print_order(order).pdf)
    assert carried_plan(part) is None
    assert carried_plan(extract) is None


def test_a_printed_draft_is_known_by_its_first_line_and_a_table_of_refs_alone_is_not_ours():
    draft = six_columns(version=None)
    blocks = read_blocks(plan_pdf(draft, printed_on=PRINTED_ON))
    assert [table for table in blocks.blocks if isinstance(table, Table) and table.rows[0][0].text == "Ref"]
    assert is_ours(blocks)
    read = read_plan(plan_pdf(draft, printed_on=PRINTED_ON), "plan.pdf")
    assert [action.status for _, _, action in read.actions()] == [action.status for _, _, action in draft.actions()]
    assert [column.heading for column in read.columns] == [column.heading for column in draft.columns]
    other = tuple(block for block in blocks.blocks if "Draft, printed" not in getattr(block, "text", ""))
    assert not is_ours(replace(blocks, blocks=other))
