"""``manage.py export_plan``: a document in a file needs no database (none may be touched here without saying so)."""

import datetime
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from actionplans.document.dates import day_words
from actionplans.document.references import references
from actionplans.document.tree import LeadNode, PlanDocument
from actionplans.models import Action, Plan
from actionplans.operations.notes import add_note
from actionplans.operations.reports import begin_report
from actionplans.publishing import publish as publish_publishing
from actionplans.publishing.publish import publish
from actionplans.reading import read_plan
from actionplans.writing.press.sheets import Printed
from boards.models import TrailEntry
from boards.models.trail import Happening
from tests.actionplans.writing.plans import one_row, six_columns
from tests.builders import make_action, make_plan, manager_of
from tests.prints import blank_pdf

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "samples"


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


def test_the_name_of_the_output_decides_its_format(tmp_path):
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
    assert "Speak" not in export(str(tmp_path / "plan.json"), "--format", "csv")
    assert "Speak" in export(str(tmp_path / "plan.json"), "--format", "csv", "--internal")
    assert "Speak" in export(str(tmp_path / "plan.json"))
    assert "Speak" not in export(str(tmp_path / "plan.json"), "--public")


def test_what_is_internal_stays_out_of_the_print(tmp_path):
    (tmp_path / "plan.json").write_text(one_row(action="Speak to the chief.", internal=True).dumps(), "utf-8")
    export(str(tmp_path / "plan.json"), "-o", str(tmp_path / "plan.pdf"))
    assert "Speak" not in text_of(tmp_path / "plan.pdf")


# editions of files ------------------------------------------------------------------------------------------------------


def now_and_then(folder: Path) -> tuple[str, str]:
    """Two files: version 8 of a plan, and version 7, in which 99.1 was worded in another way."""
    now = six_columns()
    section, *sections = now.sections
    recommendation, *recommendations = section.recommendations
    action, *actions = recommendation.actions
    older = replace(action, action="Ask the chief officers what they count.")
    recommendation = replace(recommendation, actions=(older, *actions))
    then = now.replace(
        sections=(replace(section, recommendations=(recommendation, *recommendations)), *sections),
        version=replace(now.version, number=7, date="2026-12-01"),
    )
    (folder / "now.json").write_text(now.dumps(), "utf-8")
    (folder / "then.json").write_text(then.dumps(), "utf-8")
    return str(folder / "now.json"), str(folder / "then.json")


SAYS = {
    "clean": "Letter sent to the three chief officers",
    "changes": "What changed since version 7",
    "front": "Since your last meeting",
    "public": "Letter sent to the three chief officers",
    "pack": "What changed since version 7",
    "report": "Purpose",
    "evidence": "Letter sent to the three chief officers",
}


@pytest.mark.parametrize("edition", SAYS)
def test_each_edition_prints_from_files_alone(edition, tmp_path):
    now, then = now_and_then(tmp_path)
    export(now, "--since", then, "--edition", edition, "-o", str(tmp_path / "out.pdf"))
    assert SAYS[edition] in text_of(tmp_path / "out.pdf")


def test_one_lead_is_given_their_own_rows(tmp_path):
    sample = str(SAMPLES / "six-columns.json")
    export(sample, "--lead", "business manager", "-o", str(tmp_path / "out.pdf"))
    document = PlanDocument.loads((SAMPLES / "six-columns.json").read_bytes())
    theirs = {a.ref for _, _, a in document.actions() if any(lead.name == "Business Manager" for lead in a.leads)}
    others = {a.ref for _, _, a in document.actions()} - theirs
    words = text_of(tmp_path / "out.pdf").split()
    assert theirs
    assert others
    assert theirs <= set(words)
    assert not others & set(words)


def test_the_public_plan_comes_in_every_format(tmp_path):
    """No person is named in any of them."""
    lead = LeadNode("Ruth Calloway", "person")
    document = one_row(action="Ask Ruth Calloway.", leads=(lead,), internal=False)
    (tmp_path / "plan.json").write_text(document.dumps(), "utf-8")
    for ending in ("json", "csv", "docx", "xlsx", "pdf"):
        export(str(tmp_path / "plan.json"), "--edition", "public", "-o", str(tmp_path / f"public.{ending}"))
    read = [read_plan(tmp_path / f"public.{ending}").dumps() for ending in ("json", "csv", "docx", "xlsx", "pdf")]
    assert all("Ask a named person" in words for words in read)
    assert not any("Calloway" in words for words in read)


def test_with_nothing_older_everything_is_new(tmp_path):
    export(str(SAMPLES / "six-columns.json"), "--edition", "changes", "-o", str(tmp_path / "out.pdf"))
    assert "What is new" in text_of(tmp_path / "out.pdf")


def test_since_alone_asks_for_what_changed_and_everything_for_the_other_rows_too(tmp_path):
    now, then = now_and_then(tmp_path)
    export(now, "--since", then, "-o", str(tmp_path / "changed.pdf"))
    export(now, "--since", then, "--everything", "-o", str(tmp_path / "all.pdf"))
    changed, every = text_of(tmp_path / "changed.pdf"), text_of(tmp_path / "all.pdf")
    assert "what they count" in changed
    assert "what they count" in every
    other = "Rows without a change are left out"
    assert other in changed
    assert other not in every


def test_an_edition_is_a_pdf_if_nothing_else_is_said(tmp_path):
    export(str(SAMPLES / "six-columns.json"), "--edition", "front", "-o", str(tmp_path / "front"))
    assert (tmp_path / "front").read_bytes().startswith(b"%PDF")


def test_a_covering_report_is_written_as_word_too(tmp_path):
    export(str(SAMPLES / "six-columns.json"), "--edition", "report", "-o", str(tmp_path / "report.docx"))
    assert any("Purpose" in paragraph.text for paragraph in docx.Document(tmp_path / "report.docx").paragraphs)


def test_how_it_stands_on_paper(tmp_path):
    sample = str(SAMPLES / "six-columns.json")
    made = {}
    for name, options in {
        "plain": (),
        "large": ("--large",),
        "clear": ("--large", "12"),
        "cards": ("--cards",),
    }.items():
        export(sample, *options, "-o", str(tmp_path / f"{name}.pdf"))
        with pikepdf.open(tmp_path / f"{name}.pdf") as pdf:
            made[name] = (len(pdf.pages), pdf.pages[0].mediabox[2] > pdf.pages[0].mediabox[3])
    assert made["plain"][0] < made["clear"][0] < made["large"][0]
    assert made["plain"][1]
    assert not made["cards"][1]
    export(sample, "--columns", "action, lead", "-o", str(tmp_path / "columns.pdf"))
    words = text_of(tmp_path / "columns.pdf")
    assert "What needs to happen" in words
    assert "By when" not in words


def test_what_is_internal_is_printed_only_where_it_is_asked_for(tmp_path):
    (tmp_path / "plan.json").write_text(one_row(action="Speak to the chief.", internal=True).dumps(), "utf-8")
    export(str(tmp_path / "plan.json"), "--internal", "-o", str(tmp_path / "plan.pdf"))
    assert "Speak to the chief" in text_of(tmp_path / "plan.pdf")


def test_printing_a_file_loads_no_models_no_office_libraries_and_no_readers(tmp_path):
    """They take longer to load than some pages to print."""
    arguments = ["manage.py", "export_plan", str(SAMPLES / "six-columns.json"), "-o", str(tmp_path / "plan.pdf")]
    code = (
        f"import sys; sys.argv = {arguments!r}; import manage; manage.main(); "
        "print(*(name for name in ('boards.models', 'actionplans.models', 'allauth', 'django.contrib.admin', "
        "'openpyxl', 'docx', 'pdfplumber') if name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == ""
    assert run.stderr == ""
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")


def test_the_command_line_finds_a_plan_of_the_database_too(tmp_path):
    """Started without any app loaded, it loads them."""
    code = "import sys; sys.argv = ['manage.py', 'export_plan', 'none/such']; import manage; manage.main()"
    env = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
        "DATA_DIR": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True, env=env)
    assert run.stderr.startswith(f"There is no database in {tmp_path} yet")


# what cannot be done ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--since", "9"), "A file knows no other versions: give the file that holds version 9"),
        (("--since", "{folder}/none.json"), "none.json: There is no such file."),
        (("--since", "{folder}/newer.json"), "holds version 9, which is newer than version 8 in"),
        (("--edition", "front", "--format", "csv"), "Front sheet: this edition is printed. Say --format pdf."),
        (("--edition", "report", "--format", "xlsx"), "Say --format pdf or docx."),
        (("--pen", "--large", "--format", "docx"), "--large, --pen: only a print can follow that."),
        (("--columns", "action,budget"), "has no column budget. Its columns are action, why, risk"),
        (("--everything",), "--everything goes with --edition changes."),
        (("--bind", "--edition", "front"), "--bind goes with --edition evidence."),
        (("--internal", "--edition", "public"), "A public plan never holds what is internal"),
        (("--internal", "--lead", "Police"), "never holds what is internal"),
        (("--lead", "Police"), "“Police” leads no action of the plan. Those who do: Independent Scrutineer; Chairs"),
        (("--internal", "--public"), "A public plan never holds what is internal"),
        (("--edition", "novel"), "invalid choice: 'novel' .choose from '?clean'?, "),
        (("--large", "14"), "invalid choice: '?14'? "),
    ],
)
def test_what_does_not_go_together_is_said_in_a_sentence(arguments, sentence, tmp_path):
    now = six_columns()
    newer = now.replace(version=replace(now.version, number=9))
    (tmp_path / "newer.json").write_text(newer.dumps(), "utf-8")
    output = () if "--format" in arguments and "csv" in arguments else ("-o", str(tmp_path / "out.x"))
    given = (argument.format(folder=tmp_path) for argument in arguments)
    with pytest.raises(CommandError, match=sentence):
        export(str(SAMPLES / "six-columns.json"), *given, *output)
    assert not (tmp_path / "out.x").exists()


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


# editions of the database -----------------------------------------------------------------------------------------------


@pytest.fixture
def two_versions(cast) -> Plan:
    """A plan with two versions, and one more note since."""
    plan = make_plan(cast.board)
    manager = manager_of(plan.board)
    publish(plan, by=manager, note="First issue")
    action = Action.objects.get(plan=plan, ref="99.1")
    add_note(action, by=manager, text="The first three have answered.")
    publish(plan, by=manager, note="Second issue")
    add_note(action, by=manager, text="All twelve have answered.")
    return plan


def test_changes_are_listed_since_the_version_before_or_the_one_asked_for(two_versions, tmp_path):
    name, out = f"{two_versions.board.slug}/{two_versions.slug}", tmp_path / "out.pdf"
    export(name, "--edition", "changes", "-o", str(out))
    assert "What changed since version 2" in text_of(out)
    assert "The first three" not in text_of(out)
    export(name, "--since", "1", "-o", str(out))
    assert "What changed since version 1" in text_of(out)
    assert "The first three" in text_of(out)
    assert "All twelve" in text_of(out)
    export(name, "--version", "2", "--since", "1", "-o", str(out))
    assert "The first three" in text_of(out)
    assert "All twelve" not in text_of(out)
    (tmp_path / "v1.json").write_text(export(name, "--version", "1"), "utf-8")
    export(name, "--since", str(tmp_path / "v1.json"), "-o", str(out))
    assert "What changed since version 1" in text_of(out)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--since", "7"), "has no version 7. Its versions are 1, 2."),
        (("--version", "1", "--since", "2"), "Version 2 is not older than version 1"),
        (("--version", "2", "--since", "2"), "Version 2 is not older than version 2"),
        (("--version", "7", "--edition", "front"), "has no version 7. Its versions are 1, 2."),
    ],
)
def test_versions_that_cannot_be_compared(arguments, sentence, two_versions, tmp_path):
    name = f"{two_versions.board.slug}/{two_versions.slug}"
    with pytest.raises(CommandError, match=sentence):
        export(name, *arguments, "-o", str(tmp_path / "out.pdf"))


def test_a_report_is_printed_as_the_manager_wrote_it(two_versions, tmp_path):
    manager = manager_of(two_versions.board)
    report = begin_report(two_versions, by=manager, to="Scrutiny Committee")
    part = report.parts.get(kind="purpose")
    part.text = "To ask the committee for its support."
    part.save_by(manager)
    name = f"{two_versions.board.slug}/{two_versions.slug}"
    export(name, "--edition", "report", "-o", str(tmp_path / "out.pdf"))
    assert "To ask the committee for its support." in text_of(tmp_path / "out.pdf")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_of_several_reports_the_one_for_the_next_meeting_is_printed_whatever_it_covers(two_versions, tmp_path, ending):
    manager, today = manager_of(two_versions.board), timezone.localdate()
    latest = two_versions.versions.get(number=2)
    for to, days in (("Last Executive", -7), ("Next Executive", 7), ("Scrutiny Committee", 70)):
        begin_report(two_versions, by=manager, to=to, date=today + datetime.timedelta(days), version=latest)
    name, out = f"{two_versions.board.slug}/{two_versions.slug}", tmp_path / f"out.{ending}"
    export(name, "--edition", "report", "-o", str(out))
    words = text_of(out) if ending == "pdf" else "\n".join(p.text for p in docx.Document(out).paragraphs)
    assert "To tell the Next Executive how" in " ".join(words.split())
    assert day_words(today + datetime.timedelta(7)) in words


def test_with_no_meeting_to_come_the_latest_report_is_printed_and_of_a_version_the_one_that_covers_it(
    two_versions, tmp_path
):
    manager, today, out = manager_of(two_versions.board), timezone.localdate(), tmp_path / "out.docx"
    for number, to, days in ((1, "First Executive", -70), (2, "Last Executive", -7)):
        begin_report(
            two_versions,
            by=manager,
            to=to,
            date=today + datetime.timedelta(days),
            version=two_versions.versions.get(number=number),
        )
    name = f"{two_versions.board.slug}/{two_versions.slug}"
    for asked, to in (((), "Last Executive"), (("--version", "1"), "First Executive")):
        export(name, "--edition", "report", *asked, "-o", str(out))
        assert f"Report to:\t{to}" in [p.text for p in docx.Document(out).paragraphs]


@pytest.mark.parametrize("some", [("--lead", "Ruth Calloway"), ("--rows", "99.1")])
def test_a_report_of_some_rows_is_not_the_one_that_was_written_of_all(some, cast, tmp_path):
    plan = make_plan(cast.board, recommendations=1, actions=1)
    make_action(plan.recommendations.get(), action="Ask the schools.", lead_text="Ngozi Adeyemi")
    report = begin_report(plan, by=cast.manager, to="Scrutiny Committee")
    part = report.parts.get(kind="risks")
    part.text = "Ngozi has not begun."
    part.save_by(cast.manager)
    export(f"{plan.board.slug}/{plan.slug}", "--edition", "report", *some, "-o", str(tmp_path / "out.pdf"))
    words = text_of(tmp_path / "out.pdf")
    assert "What needs to happen" in words
    assert "Ngozi" not in words
    assert "Ask the schools" not in words


def test_a_sensitive_plan_made_public_comes_with_advice_to_read_it_first(tmp_path):
    for marking, warned in (("OFFICIAL-SENSITIVE", True), ("OFFICIAL", False)):
        (tmp_path / "plan.json").write_text(six_columns(marking=marking).dumps(), "utf-8")
        said = io.StringIO()
        arguments = ("--edition", "public", "-o", str(tmp_path / "public.docx"))
        call_command("export_plan", str(tmp_path / "plan.json"), *arguments, stderr=said)
        assert ("Read its public edition through before it is published." in said.getvalue()) is warned


# as an account ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shared(cast, monkeypatch) -> Plan:
    """A plan with version 1, something that is internal, and something written since."""
    monkeypatch.setattr(publish_publishing, "print_plan", lambda document, **_: Printed(blank_pdf("version 1"), 1))
    plan = make_plan(cast.board, recommendations=1, actions=2)
    quiet = plan.actions.get(ref="99.2")
    quiet.action, quiet.internal = "Speak to the chief.", True
    quiet.save_by(cast.manager)
    publish(plan, by=cast.manager, note="Agreed")
    add_note(plan.actions.get(ref="99.1"), by=cast.manager, text="Said since version 1.")
    return plan


PLAN = "fenmarsh/joint-inspection"


@pytest.mark.parametrize("who", ["manager", "chair", "lead", "member"])
def test_as_a_reader_of_the_plan_it_gives_the_plan_without_what_is_internal(shared, who):
    given = export(PLAN, "--as", f"{who}@fenmarsh.example")
    assert "Said since version 1." in given
    assert "Speak to the chief." not in given


@pytest.mark.parametrize("who", ["manager", "chair"])
def test_as_a_reader_of_what_is_internal_it_gives_that_where_it_is_asked_for(shared, who):
    assert "Speak to the chief." in export(PLAN, "--as", f"{who}@fenmarsh.example", "--internal", "--format", "csv")


@pytest.mark.parametrize(
    ("who", "arguments", "sentence"),
    [
        ("observer", (), "does not let them read the plan as it stands. Ask for a published version with --version."),
        ("observer", ("--version", "1", "--edition", "report"), "does not let them read the plan as it stands."),
        ("observer", ("--version", "1", "--edition", "evidence", "--bind"), "does not let them read the plan"),
        ("lead", ("--format", "csv", "--internal"), "does not let them read hidden rows and internal notes."),
        ("member", ("--edition", "clean", "--internal"), "does not let them read hidden rows and internal notes."),
        ("member", ("--edition", "report"), "does not let them edit the plan. No covering report is finished."),
        ("neighbour", ("--version", "1"), "Olive Tarn does not belong to Fenmarsh Safeguarding Children Partnership."),
        ("stranger", ("--version", "1"), "Sam Rook does not belong to Fenmarsh Safeguarding Children Partnership."),
        ("admin", ("--version", "1"), "Ada Winter does not belong to Fenmarsh Safeguarding Children Partnership."),
        ("nobody", (), "Nobody signs in as nobody@fenmarsh.example."),
    ],
)
def test_as_a_user_who_may_not_have_it_nothing_is_written(shared, tmp_path, who, arguments, sentence):
    out = tmp_path / "plan.out"
    with pytest.raises(CommandError) as refused:
        export(PLAN, "--as", f"{who}@fenmarsh.example", *arguments, "-o", str(out))
    assert sentence in str(refused.value)
    assert refused.value.returncode == 1
    assert not out.exists()


def test_a_user_who_left_or_has_no_account_any_more_is_given_nothing(shared, cast):
    cast.member.is_active = False
    cast.member.save()
    membership = cast.membership("lead")
    membership.ended_on = timezone.localdate() - datetime.timedelta(days=1)
    membership.save_by(cast.manager)
    for who in ("member", "lead"):
        with pytest.raises(CommandError, match="Nobody signs in|does not belong"):
            export(PLAN, "--as", f"{who}@fenmarsh.example")


def test_as_an_observer_a_version_is_given_as_it_was_printed_and_without_what_is_internal(shared, tmp_path):
    observer = ("--version", "1", "--as", "observer@fenmarsh.example")
    assert "Speak to the chief." not in export(PLAN, *observer)
    export(PLAN, *observer, "-o", str(tmp_path / "version.pdf"))
    assert (tmp_path / "version.pdf").read_bytes() == bytes(shared.versions.get().pdf)


@pytest.mark.parametrize("arguments", [("--version", "1"), ("--edition", "front"), ("--lead", "Ruth Calloway")])
def test_as_a_lead_each_page_carries_their_name(shared, tmp_path, arguments):
    out = tmp_path / "plan.pdf"
    export(PLAN, "--as", "LEAD@fenmarsh.example", *arguments, "-o", str(out))
    with pypdfium2.PdfDocument(out) as pdf:
        pages = [page.get_textpage().get_text_bounded() for page in pdf]
    assert all("Copy taken by Ruth Calloway, Fenland Constabulary, on " in page for page in pages)


def test_as_a_lead_a_word_file_carries_their_name_and_without_it_nobodys(shared, tmp_path):
    out = tmp_path / "plan.docx"
    for who, named in (
        (("--as", "lead@fenmarsh.example"), True),
        (("--as", "chair@fenmarsh.example"), False),
        ((), False),
    ):
        export(PLAN, *who, "-o", str(out))
        foot = "\n".join(p.text for p in docx.Document(out).sections[0].footer.paragraphs)
        assert ("Copy taken by Ruth Calloway" in foot) is named


def test_a_report_is_given_to_its_readers_once_it_is_finished(shared, cast, tmp_path):
    member = ("--edition", "report", "--as", "member@fenmarsh.example", "-o", str(tmp_path / "report.docx"))
    report = begin_report(shared, by=cast.manager, version=shared.versions.get(), to="Scrutiny", date="2026-12-01")
    with pytest.raises(CommandError, match="No covering report is finished"):
        export(PLAN, *member)
    report.finished = True
    report.save_by(cast.manager)
    export(PLAN, *member)
    assert "Scrutiny" in "\n".join(p.text for p in docx.Document(tmp_path / "report.docx").paragraphs)


def test_what_is_taken_for_a_user_is_logged_in_the_trail_of_the_board(shared, cast):
    export(PLAN, "--as", "lead@fenmarsh.example")
    entry = TrailEntry.objects.get(kind=Happening.TOOK_AWAY)
    assert (entry.board, entry.user, entry.plan_key) == (cast.board, cast.lead, shared.pk)
    assert entry.about == "The plan as JSON, by command (export_plan --as)"


def test_a_plan_in_a_file_needs_no_account(tmp_path):
    with pytest.raises(CommandError, match="--as goes with a plan of the database"):
        export(str(SAMPLES / "six-columns.json"), "--as", "lead@fenmarsh.example")


def test_a_plan_is_brought_in_by_a_user_who_may_edit_it(cast, tmp_path):
    file = tmp_path / "plan.json"
    file.write_text(six_columns().dumps(), "utf-8")
    for who, sentence in (("chair", "does not let them edit the plan"), ("neighbour", "does not belong to Fenmarsh")):
        with pytest.raises(CommandError, match=sentence):
            call_command("import_plan", str(file), "--board", "fenmarsh", "--by", f"{who}@fenmarsh.example")
    assert not Plan.objects.exists()
    call_command("import_plan", str(file), "--board", "fenmarsh", "--by", "manager@fenmarsh.example")
    assert Plan.objects.get().history.first().history_user == cast.manager
