"""The protective marking: on every page that shows a part of a plan, on screen and on paper, and the reason for lowering it."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import openpyxl
import pdfplumber
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actionplans.models import Plan, Version
from actionplans.operations import reports
from actionplans.publishing import publish as publish_publishing
from actionplans.views import prints as printing_views
from boards.operations.markings import reason_for
from boards.protective_markings import highest
from tests import builders
from tests import shown as pages
from tests.browsing import filled_in, publish, text_of, url
from tests.world import BY_POST, ROUTES, build

pytestmark = pytest.mark.usefixtures("nothing_printed")

HIGH, LOW = "OFFICIAL-SENSITIVE", "OFFICIAL"
#: A file that belongs to no plan yet has the marking of the board, or its own.
OF_NO_PLAN = {"actionplans:import_page"}


def marks(html: str) -> tuple[str, str]:
    """The marking at the head of a page and at its foot, in words."""
    head = re.search(r'<p class="marking">(.*?)</p>', html, re.S)
    foot = re.search(r'meta-item"><span class="govuk-visually-hidden">Marked </span>(.*?)</div>', html, re.S)
    return tuple(
        re.sub(r"<[^>]+>", "", found[1]).removeprefix("Marked ").strip() if found else "" for found in (head, foot)
    )


@pytest.fixture
def plan(cast, quick_print) -> Plan:
    made = builders.make_plan(cast.board, recommendations=1, actions=2)
    made.marking = HIGH
    made.save_by(cast.manager)
    return made


# on screen --------------------------------------------------------------------------------------------------------------


@pytest.mark.once
@pytest.mark.parametrize("role", ["manager", "chair", "lead", "member", "observer"])
def test_every_page_of_a_board_shows_the_marking_of_its_plan_at_head_and_foot(client_for, cast, role):
    """The board is OFFICIAL and its plan is not. Pages are found from the URLconf, so a new one cannot be forgotten."""
    cast.board.marking = HIGH
    cast.board.save_by(cast.manager)
    world = build(cast.board, cast.manager, cast.lead, first=99, versions=1)
    cast.board.marking = LOW
    cast.board.save_by(cast.manager)
    client, wrong, seen = client_for(role), {}, set()
    for name, arguments in ROUTES.items():
        if "board" not in arguments or name in BY_POST | OF_NO_PLAN:
            continue
        response = client.get(world.address(name))
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            seen.add(name)
            if marks(pages.shown(response)) != (HIGH, HIGH):
                wrong[name] = marks(pages.shown(response))
    assert wrong == {}
    assert {"actionplans:plan_list", "actionplans:version_page", "actionplans:compare_page"} <= seen


def test_official_stands_at_the_foot_alone(client_for, cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1)
    for name in ("actionplans:plan_page", "actionplans:plan_settings"):
        assert marks(pages.shown(client_for("manager").get(url(name, plan)))) == ("", LOW)
    assert marks(pages.shown(client_for("manager").get("/"))) == ("", "")


def test_a_plan_is_headed_by_its_own_marking_and_a_list_by_the_highest(client_for, cast, plan):
    other = builders.make_plan(cast.board, title="Another plan", recommendations=1, actions=1)
    client = client_for("manager")
    assert marks(pages.shown(client.get(url("actionplans:plan_page", other)))) == ("", LOW)
    assert marks(pages.shown(client.get(url("actionplans:plan_page", plan)))) == (HIGH, HIGH)
    for name in ("actionplans:board_home", "actionplans:plan_list", "actionplans:action_list"):
        assert marks(pages.shown(client.get(reverse(name, args=[cast.board.slug])))) == (HIGH, HIGH), name


def test_a_file_is_marked_as_it_says_itself_before_it_is_a_plan(client_for, cast):
    document = builders.make_document(recommendations=1, actions=1, notes=1)
    for marking, shown in ((HIGH, HIGH), ("", LOW)):
        taken = builders.make_import(cast.board, document.replace(marking=marking), by=cast.manager)
        page = pages.shown(
            client_for("manager").get(reverse("actionplans:import_page", args=[cast.board.slug, taken.uid]))
        )
        assert marks(page)[1] == shown


def test_a_version_keeps_the_marking_it_was_published_under_and_says_what_the_plan_is_now(client_for, cast, plan):
    builders.make_version(plan)
    plan.marking = LOW
    plan.save_by(cast.manager, reason=reason_for(HIGH, LOW, "No child can be known from it"))
    client = client_for("observer")
    page = client.get(url("actionplans:version_page", plan, 1))
    assert marks(pages.shown(page)) == (HIGH, HIGH)
    assert f"Marked {HIGH}, as it was published; the plan is marked {LOW} now." in text_of(page)
    assert marks(pages.shown(client.get(url("actionplans:version_export", plan, 1)))) == (HIGH, HIGH)
    assert marks(pages.shown(client_for("member").get(url("actionplans:plan_page", plan)))) == ("", LOW)
    compared = client_for("member").get(url("actionplans:compare_page", plan) + "?from=1&to=today")
    assert marks(pages.shown(compared)) == (HIGH, HIGH)


def test_a_report_is_headed_by_the_higher_marking_of_it_and_its_plan(client_for, cast, plan):
    report = reports.begin_report(plan, by=cast.manager, to="Scrutiny")
    report.marking = LOW
    report.save_by(cast.manager)
    page = pages.shown(client_for("manager").get(url("actionplans:report_edit", plan, report.pk)))
    assert marks(page) == (HIGH, HIGH)


def test_the_highest_of_several_is_found_and_a_strange_one_counts_for_more():
    assert highest([LOW, HIGH, ""]) == HIGH
    assert highest([]) == ""
    assert highest([HIGH, "SECRET"]) == "SECRET"


@pytest.mark.parametrize("larger", [1, 20])
def test_the_marking_of_a_list_costs_one_query(client_for, cast, plan, larger, django_assert_max_num_queries):
    for number in range(larger):
        builders.make_plan(cast.board, title=f"Plan {number}", recommendations=0)
    client = client_for("manager")
    with django_assert_max_num_queries(40) as asked:
        client.get(reverse("boards:meeting_list", args=[cast.board.slug]))
    assert sum('DISTINCT "actionplans_plan"."marking"' in query["sql"] for query in asked.captured_queries) == 1


# changing it ------------------------------------------------------------------------------------------------------------


def settings_of(client, plan: Plan, **changes: str) -> dict:
    return filled_in(client, url("actionplans:plan_settings", plan)) | changes


def test_to_lower_the_marking_takes_a_reason_which_the_history_keeps(client_for, plan):
    client = client_for("manager")
    refused = client.post(
        url("actionplans:plan_settings", plan), settings_of(client, plan, marking=LOW, subtitle="Kept")
    )
    assert refused.status_code == 422
    assert f"Say why the plan is no longer {HIGH}" in text_of(refused)
    assert "Kept" in pages.shown(refused)
    plan.refresh_from_db()
    assert plan.marking == HIGH
    data = settings_of(client, plan, marking=LOW, marking_why="No child can be known from it")
    assert client.post(url("actionplans:plan_settings", plan), data).status_code == 302
    plan.refresh_from_db()
    assert plan.marking == LOW
    line = plan.history.first()
    assert line.history_change_reason == f"Marked {LOW}, no longer {HIGH}: No child can be known from it"
    assert line.history_user.name == "Tessa Orme"


def test_to_raise_it_takes_none_and_is_logged_too(client_for, cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1)
    client = client_for("manager")
    assert (
        client.post(url("actionplans:plan_settings", plan), settings_of(client, plan, marking=HIGH)).status_code == 302
    )
    assert plan.history.first().history_change_reason == f"Marked {HIGH}"


def test_settings_saved_with_the_marking_left_alone_say_nothing_of_it(client_for, plan):
    client = client_for("manager")
    client.post(
        url("actionplans:plan_settings", plan),
        settings_of(client, plan, title="Another title", marking_why="Left over"),
    )
    assert Plan.objects.get(pk=plan.pk).history.first().history_change_reason == ""


def test_a_marking_that_another_user_raised_meanwhile_is_not_lowered_by_an_older_page(client_for, cast):
    plan = builders.make_plan(cast.board, recommendations=1, actions=1)
    client = client_for("manager")
    older = settings_of(client, plan, subtitle="Mine")
    plan.marking = HIGH
    plan.save_by(cast.admin)
    assert client.post(url("actionplans:plan_settings", plan), older).status_code == 302
    plan.refresh_from_db()
    assert (plan.marking, plan.subtitle) == (HIGH, "Mine")


def test_publishing_under_a_lower_marking_takes_a_reason_too(client_for, plan):
    client = client_for("manager")
    refused = publish(client, plan, marking=LOW)
    assert refused.status_code == 422
    assert f"Say why the plan is no longer {HIGH}" in text_of(refused)
    assert not Version.objects.exists()
    publish(client, plan, marking=LOW, marking_why="Agreed by the chair")
    assert Version.objects.get().document().marking == LOW
    assert plan.history.first().history_change_reason == f"Marked {LOW}, no longer {HIGH}: Agreed by the chair"


def test_nor_does_a_command_lower_it_without_one(cast, plan):
    with pytest.raises(ValidationError, match="Say why it is no longer marked OFFICIAL-SENSITIVE"):
        publish_publishing.publish(plan, by=cast.manager, note="Agreed", marking=LOW)
    assert not Version.objects.exists()


# for the public ---------------------------------------------------------------------------------------------------------


def test_a_public_edition_of_a_sensitive_plan_is_made_once_a_user_confirms_that_it_may_be(
    client_for, cast, plan, monkeypatch
):
    asked = []
    monkeypatch.setattr(printing_views.jobs, "begin", lambda order, about: asked.append(order) or "0" * 64)
    client = client_for("manager")
    words = f"The board has agreed to publish it, although the plan is marked {HIGH}"
    assert words in text_of(client.get(url("actionplans:print_add", plan)))
    refused = client.post(url("actionplans:print_add", plan), {"edition": "public", "version": "today"})
    assert refused.status_code == 422
    assert "Tick that the board has agreed to publish it" in text_of(refused)
    assert asked == []
    public = {"edition": "public", "version": "today", "released": "on", "looking": "1", "looked_over": "on"}
    client.post(url("actionplans:print_add", plan), public)
    client.post(url("actionplans:print_add", plan), {"edition": "front", "version": "today"})
    assert [order.edition for order in asked] == ["public", "front"]
    other = builders.make_plan(cast.board, title="Another plan", recommendations=1, actions=1)
    assert "agreed to publish" not in text_of(client.get(url("actionplans:print_add", other)))


# on paper ---------------------------------------------------------------------------------------------------------------


def test_what_is_taken_away_is_marked_on_each_page_or_in_its_name(client_for, plan):
    client = client_for("member")

    def taken(ending: str) -> tuple[bytes, str]:
        response = client.get(url("actionplans:plan_export", plan), {"format": ending})
        return response.content, response["Content-Disposition"]

    word = docx.Document(io.BytesIO(taken("docx")[0]))
    assert all(HIGH in section.header.paragraphs[0].text for section in word.sections)
    book = openpyxl.load_workbook(io.BytesIO(taken("xlsx")[0]))
    assert all(sheet.oddHeader.right.text == HIGH for sheet in book)
    assert f'"marking": "{HIGH}"' in taken("json")[0].decode()
    assert "-official-sensitive." in taken("csv")[1]
    listed = client.get(reverse("actionplans:action_csv", args=[plan.board.slug]))
    assert "-official-sensitive.csv" in listed["Content-Disposition"]


def test_a_report_in_word_is_marked_on_the_pages_of_the_plan_behind_it_too(client_for, cast, plan):
    report = reports.begin_report(plan, by=cast.manager, to="Scrutiny")
    data = client_for("manager").get(url("actionplans:report_docx", plan, report.pk)).content
    sections = docx.Document(io.BytesIO(data)).sections
    assert len(sections) == 2
    assert all(HIGH in section.header.paragraphs[0].text for section in sections)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert sum(name.startswith("word/header") for name in package.namelist()) == 2


def test_a_published_version_is_marked_on_every_page(client_for, cast):
    """(That every edition is, on every paper, is shown in ``tests/printing/test_editions_everywhere.py``.)"""
    plan = builders.make_plan(cast.board, recommendations=4, actions=3)
    version = builders.make_version(plan, marking=HIGH)
    with pdfplumber.open(io.BytesIO(bytes(version.pdf))) as pdf:
        assert len(pdf.pages) > 1
        assert all(page.crop((0, 0, page.width, 51)).extract_text().endswith(HIGH) for page in pdf.pages)
