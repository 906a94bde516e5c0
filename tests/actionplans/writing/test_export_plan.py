"""``manage.py export_plan``: a document in a file needs no database (none may be touched here without saying so)."""

import io
import json
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import CommandError, call_command

from actionplans.document.references import references
from actionplans.document.tree import PlanDocument
from actionplans.issuing import publish
from actionplans.models import Action
from tests.actionplans.writing.plans import one_row
from tests.builders import make_plan, manager_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def export(*arguments: str) -> str:
    out = io.StringIO()
    call_command("export_plan", *arguments, stdout=out)
    return out.getvalue()


def text_of(path: Path) -> str:
    return " ".join(" ".join(p.get_textpage().get_text_bounded().split()) for p in pypdfium2.PdfDocument(path))


@pytest.mark.parametrize("name", ["six-columns", "five-columns", "seven-columns"])
def test_a_document_in_a_file_prints_without_a_database(name, tmp_path):
    out = tmp_path / "plan.pdf"
    export(str(SAMPLES / f"{name}.json"), "--format", "pdf", "-o", str(out))
    title = PlanDocument.loads((SAMPLES / f"{name}.json").read_text("utf-8")).title
    assert title in text_of(out)


def test_a_document_in_a_file_comes_back_as_it_is():
    sample = SAMPLES / "six-columns.json"
    for arguments in ((), ("-o", "-"), ("--version", "8")):
        assert json.loads(export(str(sample), *arguments)) == json.loads(sample.read_text("utf-8"))


def test_the_name_of_the_output_tells_its_format(tmp_path):
    export(str(SAMPLES / "six-columns.json"), "-o", str(tmp_path / "plan.pdf"))
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF-1.7")
    export(str(SAMPLES / "six-columns.json"), "-o", str(tmp_path / "plan.json"))
    assert json.loads((tmp_path / "plan.json").read_text("utf-8"))["format"] == "board-action-plan/1"


@pytest.mark.parametrize("ending", ["docx", "xlsx", "json"])
@pytest.mark.parametrize("name", ["six-columns", "five-columns", "seven-columns"])
def test_a_file_that_goes_out_comes_in_again_by_command(name, ending, tmp_path):
    sample, out = SAMPLES / f"{name}.json", tmp_path / f"plan.{ending}"
    export(str(sample), "-o", str(out))
    printed = io.StringIO()
    call_command("import_plan", str(out), "--dry-run", "--json", stdout=printed)
    assert json.loads(printed.getvalue()) == json.loads(sample.read_text("utf-8"))


def test_some_rows_and_nothing_internal(tmp_path):
    document = PlanDocument.loads((SAMPLES / "six-columns.json").read_bytes())
    ref = references(document)[1]
    assert references(PlanDocument.loads(export(str(SAMPLES / "six-columns.json"), "--rows", ref))) == [ref]
    (tmp_path / "plan.json").write_text(one_row(action="Speak to the chief.", internal=True).dumps(), "utf-8")
    assert "Speak" in export(str(tmp_path / "plan.json"), "--format", "csv")
    assert "Speak" not in export(str(tmp_path / "plan.json"), "--format", "csv", "--public")
    assert "Speak" not in export(str(tmp_path / "plan.json"), "--public")


def test_what_is_internal_stays_out_of_the_print(tmp_path):
    (tmp_path / "plan.json").write_text(one_row(action="Speak to the chief.", internal=True).dumps(), "utf-8")
    export(str(tmp_path / "plan.json"), "-o", str(tmp_path / "plan.pdf"))
    assert "Speak" not in text_of(tmp_path / "plan.pdf")


@pytest.mark.parametrize(
    ("content", "arguments", "sentence"),
    [
        (None, (), "There is no such file"),
        ("not json", (), "This is not a plan document"),
        ('{"a": 1}', (), "its “format” is not"),
        ('{"format": "board-action-plan/1", "sections": 3}', (), "plan, sections: a list was expected"),
        (one_row().dumps(), ("--version", "3"), "holds a draft and no version 3"),
        (one_row().dumps(), ("--format", "pdf"), "Say after -o"),
        (one_row().dumps(), ("--format", "docx"), "Say after -o"),
        (one_row().dumps(), ("--rows", "7.1"), "The plan has no row 7.1."),
        (one_row().dumps(), ("-o", "{folder}/none/plan.json"), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(content, arguments, sentence, tmp_path):
    file = tmp_path / "plan.json"
    if content is not None:
        file.write_text(content, "utf-8")
    with pytest.raises(CommandError, match=sentence):
        export(str(file), *(argument.format(folder=tmp_path) for argument in arguments))


def test_a_plan_of_the_database(cast, tmp_path):
    plan = make_plan(cast.board)
    name = f"{plan.board.slug}/{plan.slug}"
    document = PlanDocument.loads(export(name))
    assert document.title == plan.title
    assert PlanDocument.loads(export(str(plan.pk))) == document
    export(name, "-o", str(tmp_path / "draft.pdf"))
    text = text_of(tmp_path / "draft.pdf")
    assert "DRAFT, printed" in text
    for ref in Action.objects.filter(plan=plan).values_list("ref", flat=True):
        assert ref in text


def test_a_published_version_is_given_as_it_was_frozen(cast, tmp_path):
    plan = make_plan(cast.board)
    name = f"{plan.board.slug}/{plan.slug}"
    version = publish(plan, by=manager_of(plan.board), note="First issue")
    frozen = export(name, "--version", "1")
    assert PlanDocument.loads(frozen).sha256() == version.document().sha256()
    export(name, "--version", "1", "--format", "pdf", "-o", str(tmp_path / "v1.pdf"))
    assert (tmp_path / "v1.pdf").read_bytes() == bytes(version.pdf)


def test_unknown_plans_and_versions_name_those_there_are(cast):
    plan = make_plan(cast.board)
    name = f"{plan.board.slug}/{plan.slug}"
    with pytest.raises(CommandError, match=f"There is no plan none/such. .*{name}"):
        export("none/such")
    with pytest.raises(CommandError, match="has no version 4. None has been published yet."):
        export(name, "--version", "4")
    publish(plan, by=manager_of(plan.board), note="First issue")
    with pytest.raises(CommandError, match="has no version 4. Its versions are 1."):
        export(name, "--version", "4")
