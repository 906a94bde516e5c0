"""Exports: every format, a part of a plan, a version, and nothing that the user may not read."""

from __future__ import annotations

import io
import json
import zipfile

import openpyxl
import pdfplumber
import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.document.tree import PlanDocument
from actionplans.models import Action, Print, ProgressEntry
from actionplans.operations import actions
from actionplans.operations.notes import add_note
from actionplans.persistence.load import read_document
from actionplans.printing import jobs
from actionplans.reading import read_plan
from tests import shown as pages
from tests.builders import make_plan, make_version

SECRET = "Zebra crossing"


@pytest.fixture
def plan(cast):
    plan = make_plan(cast.board, title="Joint inspection")
    add_note(plan.actions.get(ref="99.1"), by=cast.manager, text=SECRET, internal=True)
    return plan


def page(plan, **query) -> str:
    return reverse("actionplans:plan_export", args=[plan.board.slug, plan.slug], query=query)


def unpacked(response) -> bytes:
    """All that is in a file, its compressed parts unpacked."""
    if not response.content.startswith(b"PK"):
        return response.content
    with zipfile.ZipFile(io.BytesIO(response.content)) as package:
        return b"".join(package.read(name) for name in package.namelist())


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_the_plan_as_it_stands_in_every_format(client_for, plan, ending, kind):
    response = client_for("member").get(page(plan, format=ending))
    state = f"draft-{timezone.localdate().isoformat()}{'-official' if ending == 'csv' else ''}"  # a table has no page
    assert response.status_code == 200
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="fenmarsh-joint-inspection-{state}.{ending}"'
    assert "no-store" in response["Cache-Control"]


def test_a_pdf_of_some_rows_is_printed_apart_and_waited_for(client_for, plan, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = client_for("member")
    asked = client.get(page(plan, format="pdf", rows="99.2"))
    assert asked.status_code == 200
    assert not Print.objects.exists()
    assert '<form class="measure" method="post"' in pages.shown(asked)
    response = client.post(page(plan), {"format": "pdf", "rows": "99.2"})
    key = response.url.rstrip("/").split("/")[-1]
    job = jobs.job_status(key)
    assert response.url == reverse("actionplans:print_page", args=[plan.board.slug, plan.slug, key])
    assert job.name == f"fenmarsh-joint-inspection-draft-{timezone.localdate().isoformat()}-part"
    with pdfplumber.open(job.file) as pdf:
        said = "\n".join(page.extract_text() for page in pdf.pages)
    assert "99.2" in said
    assert "99.1" not in said
    assert SECRET not in said


@pytest.mark.parametrize("ending", ["docx", "xlsx", "json"])
def test_what_the_manager_takes_away_comes_in_again_as_the_same_plan(client_for, plan, ending):
    response = client_for("manager").get(page(plan, format=ending, internal="in"))
    assert read_plan(response.content, f"plan.{ending}") == read_document(plan)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json"])
def test_nobody_takes_away_what_they_may_not_read(client_for, plan, ending):
    for query in ({}, {"internal": "in"}):
        response = client_for("member").get(page(plan, format=ending, **query))
        assert SECRET.encode() not in unpacked(response)
        if ending in ("docx", "xlsx"):
            assert SECRET not in read_plan(response.content, f"plan.{ending}").dumps()


def test_what_is_internal_stays_behind_unless_the_manager_asks_for_it(client_for, plan):
    client = client_for("manager")
    assert SECRET.encode() not in client.get(page(plan, format="json")).content
    assert SECRET.encode() in client.get(page(plan, format="json", internal="in")).content
    assert "only the manager, chair and scrutineer may read" in pages.shown(client.get(page(plan)))
    assert "only the manager, chair and scrutineer may read" not in pages.shown(client_for("member").get(page(plan)))


def test_only_some_rows(client_for, plan):
    document = PlanDocument.loads(client_for("member").get(page(plan, format="json", rows="99.2, 100")).content)
    assert [action.ref for _, _, action in document.actions()] == ["99.2", "100.1", "100.2"]


def test_a_row_that_is_not_there_is_said_by_the_field(client_for, plan):
    response = client_for("member").get(page(plan, format="docx", rows="99.1, 104.7"))
    assert response.status_code == 422
    assert "The plan has no row 104.7." in pages.shown(response)


def test_the_rows_that_a_filter_finds(client_for, plan, cast):
    actions.end_action(plan.actions.get(ref="99.2"), "complete", by=cast.manager, reason="Shown to the Executive")
    client = client_for("member")
    shown = pages.shown(client.get(page(plan, status="complete")))
    assert "1 action of the plan as it stands" in shown
    assert '<form class="measure" method="post" novalidate>' in shown  # to this same address, with its filter
    for response in (
        client.post(page(plan, status="complete"), {"format": "xlsx"}),
        client.get(page(plan, status="complete", format="xlsx")),
    ):
        sheet = openpyxl.load_workbook(io.BytesIO(response.content))["Actions"]
        assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["99.2"]
        assert "-part.xlsx" in response["Content-Disposition"]


def test_the_list_of_all_actions_leads_to_its_rows_as_a_file(client_for, plan):
    shown = client_for("member").get(reverse("actionplans:action_list", args=[plan.board.slug]) + "?status=open")
    assert f'href="{page(plan)}?status=open"' in pages.shown(shown)


def test_a_version_goes_out_as_it_was_frozen(client_for, plan, cast):
    version = make_version(plan)
    action = plan.actions.get(ref="99.1")
    actions.change_action(action, {"why": "Reworded since."}, by=cast.manager)
    address = reverse("actionplans:version_export", args=[plan.board.slug, plan.slug, 1])
    client = client_for("observer")
    response = client.get(address, {"format": "docx"})
    assert response["Content-Disposition"] == 'attachment; filename="fenmarsh-joint-inspection-version-1.docx"'
    again = read_plan(response.content, "plan.docx")
    assert again.version.number == 1
    assert "Reworded since." not in again.dumps()
    assert SECRET not in again.dumps()
    assert client.get(address, {"format": "pdf"}).content == bytes(version.pdf)
    assert client.get(address, {"format": "json"}).json()["version"]["number"] == 1


def test_an_unknown_format_is_an_error_by_the_field(client_for, plan):
    response = client_for("member").get(page(plan, format="exe"))
    assert response.status_code == 422
    assert b"not one of the choices" in response.content


def test_taking_away_changes_nothing(client_for, plan):
    before = read_document(plan)
    counts = Action.objects.count(), ProgressEntry.objects.count()
    client_for("manager").get(page(plan, format="docx", internal="in"))
    assert read_document(plan) == before
    assert (Action.objects.count(), ProgressEntry.objects.count()) == counts


def test_queries_do_not_grow_with_the_plan(client_for, cast, django_assert_max_num_queries):
    client = client_for("member")
    small = make_plan(cast.board, title="Small", recommendations=1, actions=1)
    large = make_plan(cast.board, title="Large", recommendations=4, actions=6, notes=4, first=300)
    of_small, of_large = (page(plan, format="json") for plan in (small, large))
    client.get(of_small)  # the first page of a session notes when it was used, and of which board
    with django_assert_max_num_queries(60) as few:
        client.get(of_small)
    with django_assert_max_num_queries(len(few)):
        assert len(json.loads(client.get(of_large).content)["sections"]) == 1
