"""The same plan brought in twice, and an older copy of a plan as an earlier version of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.document.tree import PlanDocument, VersionLine
from actionplans.importing import apply, decide
from actionplans.importing.alike import alike
from actionplans.models import Import
from actionplans.operations import notes
from actionplans.operations.plans import remove_plan
from actionplans.persistence.load import read_document
from actionplans.persistence.save import write_document
from actionplans.publishing.chain import check_chain
from actionplans.reading import read_plan
from actionplans.writing.excel import plan_excel
from actionplans.writing.word import plan_word
from tests import builders
from tests.browsing import text_of, url
from tests.shown import shown


def page_of(upload: Import, name: str = "import_page") -> str:
    return reverse(f"actionplans:{name}", args=[upload.board.slug, upload.uid])


@pytest.fixture
def plan(cast):
    return write_document(cast.board, builders.make_document(recommendations=2, actions=3, notes=1), by=cast.manager)


def bare(document: PlanDocument) -> PlanDocument:
    """The document as another program would have it: without ids."""
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(r, id="", actions=tuple(replace(a, id="", begun="", added="") for a in r.actions))
                for r in section.recommendations
            ),
        )
        for section in document.sections
    )
    return document.replace(sections=sections, versions=(), people=())


# twice ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [plan_word, plan_excel])
def test_the_same_plan_is_noticed_in_whichever_format(cast, client_for, plan, make):
    document = bare(read_document(plan))
    content = make(document, written_on=timezone.localdate())
    read = bare(read_plan(content, "plan.docx" if make is plan_word else "plan.xlsx"))
    upload = builders.make_import(cast.board, read)
    found = alike(upload, decide.reviewed_document(upload))
    assert found is not None
    assert (found.plan, found.common == found.total) == (plan, True)
    said = client_for("manager").get(page_of(upload))
    assert "This plan is here already" in text_of(said)
    assert said.context["target"]["into"].value() == plan.slug
    assert f"An earlier version of “{plan.title}”" in text_of(said)


def test_a_plan_of_its_own_stays_chosen(cast, client_for, plan):
    upload = builders.make_import(cast.board, bare(read_document(plan)))
    client = client_for("manager")
    client.post(page_of(upload, "import_settle"), {"into": "new", "title": "Beside it", "columns": "1"})
    assert client.get(page_of(upload)).context["target"]["into"].value() == "new"


def test_another_plan_is_not_taken_for_it_and_a_removed_one_does_not_count(cast, plan):
    other = builders.make_import(
        cast.board, builders.make_document(recommendations=1, actions=1, notes=0).replace(sections=())
    )
    assert alike(other, other.document) is None
    upload = builders.make_import(cast.board, bare(read_document(plan)))
    remove_plan(plan, by=cast.manager, reason="Imported twice")
    assert alike(upload, upload.document) is None


def test_a_file_that_waits_to_be_checked_is_noticed_too(cast, client_for):
    document = builders.make_document(recommendations=2, actions=2, notes=0)
    first, second = (builders.make_import(cast.board, document) for _ in range(2))
    assert alike(second, document).upload == first
    said = client_for("manager").get(page_of(second))
    assert "This plan was uploaded already" in text_of(said)
    assert page_of(first) in shown(said)


# an earlier version -----------------------------------------------------------------------------------------------------


@pytest.fixture
def older(cast, plan):
    """A file that holds the plan before its last note."""
    line = VersionLine("Version 9", "2026-06-30", "Sent to the inspectors")
    upload = builders.make_import(cast.board, bare(read_document(plan)).replace(versions=(line,)))
    notes.add_note(plan.actions.first(), by=cast.manager, text="Two have answered.")
    return upload


def test_an_older_copy_is_an_earlier_version_with_which_the_plan_is_compared(cast, client_for, plan, older):
    client = client_for("manager")
    before = read_document(plan)
    client.post(page_of(older, "import_settle"), {"aim": "1", "into": f"earlier:{plan.slug}", "title": "x"})
    asked = client.get(page_of(older))
    assert "Import as an earlier version" in text_of(asked)
    form = asked.context["form"]
    assert (form["label"].value(), form["note"].value()) == ("Version 9", "Sent to the inspectors")
    sent = {"label": "Version 9", "date_day": "30", "date_month": "6", "date_year": "2026", "note": "Sent round"}
    said = client.post(page_of(older, "import_take"), sent, follow=True)
    assert "What changed since Version 9 (imported)" in text_of(said)
    assert "1 action changed: 1 new note." in text_of(said)
    assert read_document(plan) == before
    listed = text_of(client.get(url("actionplans:version_list", plan)))
    assert "Sent round Imported from plan.json" in listed
    assert "It has no seal." in listed
    older.refresh_from_db()
    assert older.state == Import.State.EARLIER


def test_it_is_what_changed_is_shown_since_until_a_version_is_published(cast, client_for, plan, older):
    decide.set_target(older, plan, "", by=cast.manager, earlier=True)
    apply.apply_as_earlier(older, VersionLine("Version 9", "2026-06"), by=cast.manager)
    client = client_for("member")
    changes = url("actionplans:compare_page", plan)
    assert changes in shown(client.get(url("actionplans:plan_page", plan)))
    assert "What changed since Version 9 (imported)" in text_of(client.get(changes))
    builders.make_version(plan)
    assert "What changed since version 1" in text_of(client.get(changes))
    assert check_chain(plan) is None
    observer = client_for("observer")
    assert older.uid not in shown(observer.get(url("actionplans:version_list", plan)))
    assert observer.get(changes + f"?from={older.uid}&to=1").status_code == 404


def test_what_its_file_does_not_say_is_no_change(cast, client_for, plan, older):
    older.document_text = older.document.replace(board="", marking="").dumps()
    older.save_by(cast.manager)
    decide.set_target(older, plan, "", by=cast.manager, earlier=True)
    apply.apply_as_earlier(older, VersionLine("Version 9", "2026-06"), by=cast.manager)
    said = text_of(client_for("manager").get(url("actionplans:compare_page", plan)))
    assert "1 action changed: 1 new note." in said
    assert "Changed for the whole plan" not in said


def test_a_version_of_the_table_whose_file_was_imported_is_listed_once(cast, client_for, plan, older):
    lines = [{"label": "Version 8", "date": "2026-05"}, {"label": "Version 9", "date": "2026-06-30"}]
    plan.earlier_versions = lines
    plan.save_by(cast.manager)
    decide.set_target(older, plan, "", by=cast.manager, earlier=True)
    apply.apply_as_earlier(older, VersionLine("Version 9", "2026-06-30"), by=cast.manager)
    page = client_for("manager").get(url("actionplans:version_list", plan))
    assert [line.label for line in page.context["earlier"]] == ["Version 8"]
    assert "Imported from plan.json" in text_of(page)


def test_it_is_an_earlier_version_of_its_own_plan_alone(cast, client_for, plan, older):
    decide.set_target(older, plan, "", by=cast.manager, earlier=True)
    apply.apply_as_earlier(older, VersionLine("Version 9", "2026-06"), by=cast.manager)
    other = builders.make_plan(cast.board, title="Night team", first=500, recommendations=1, actions=1)
    for one, is_its_own in ((plan, True), (other, False)):
        assert Import.objects.earlier_versions(one).exists() is is_its_own
        page = text_of(client_for("manager").get(url("actionplans:version_list", one)))
        assert ("Imported from plan.json" in page) is is_its_own


@pytest.mark.usefixtures("quick_print")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"label": ""}, "Enter which version it is"),
        ({"date_year": ""}, "Enter the date of this version"),
        ({"label": "Version 1"}, "Version 1 was published here"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(cast, client_for, plan, older, changed, said):
    builders.make_version(plan)
    decide.set_target(older, plan, "", by=cast.manager, earlier=True)
    sent = {"label": "Version 9", "date_day": "", "date_month": "", "date_year": "2026", "note": "Sent round"} | changed
    answer = client_for("manager").post(page_of(older, "import_take"), sent)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert answer.context["form"]["note"].value() == "Sent round"
    older.refresh_from_db()
    assert older.state == Import.State.REVIEW
