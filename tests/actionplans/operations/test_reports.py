"""Covering reports, from the computed sentences to the file that others download: no edited text is lost."""

from __future__ import annotations

import io

import docx
import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from actionplans.models import Report, ReportPart
from actionplans.operations import actions, reports
from actionplans.views import reports as views
from actionplans.writing.report_sentences import NO_IMPLICATION
from boards.access import Right
from boards.models import Meeting
from tests.browsing import url
from tests.builders import make_action, make_plan, make_version
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick(quick_print):
    """Versions without laying out pages."""


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=2, actions=2, notes=1)


@pytest.fixture
def client(client_for):
    return client_for("manager")


@pytest.fixture
def report(cast, plan):
    return reports.begin_report(plan, by=cast.manager, meeting=cast.coming)


def page_of(report) -> str:
    return url("actionplans:report_edit", report.plan, str(report.pk))


def part_of(report, kind: str, key: str = "") -> ReportPart:
    return report.parts.get(kind=kind, key=key)


def field_of(part: ReportPart) -> str:
    return f"part-{part.pk}-text"


def sent(client, report) -> dict:
    """The data that a browser submits when the page is saved unchanged."""
    page = client.get(page_of(report))
    forms = [page.context["form"], *(text.form for _, texts in page.context["groups"] for text in texts)]
    data = {}
    for field in (field for form in forms for field in form):
        value = field.value()
        if hasattr(value, "isoformat"):
            value = value.isoformat()
        if value not in (None, False):
            data[field.html_name] = value
    return data


# beginning ------------------------------------------------------------------------------------------------------------


def test_a_report_begins_with_sentences_worked_out_for_its_meeting(cast, plan, report):
    assert (report.to, report.date, report.author) == ("Executive", cast.coming.date, "Business Manager")
    assert part_of(report, "recommendations").text.startswith("The Executive is asked to:")
    assert [p.key for p in report.parts.filter(kind="progress")] == ["Recommendation 99", "Recommendation 100"]
    assert part_of(report, "implication", "Financial").text == NO_IMPLICATION


def test_begun_twice_for_one_meeting_it_is_one_report(cast, plan, report, client):
    address = url("actionplans:report_new", plan)
    data = {"meeting": f"meeting-{cast.coming.pk}"}
    assert client.post(address, data).url == client.post(address, data).url == page_of(report)
    assert plan.reports.count() == 1


def test_a_report_to_another_body_needs_its_name(cast, plan, client):
    page = client.post(url("actionplans:report_new", plan), {"meeting": "other"})
    assert page.status_code == 422
    assert "Enter whom the report is for" in shown(page)
    client.post(url("actionplans:report_new", plan), {"meeting": "other", "to": "Health and Wellbeing Board"})
    report = plan.reports.get()
    assert (report.meeting, report.to) == (None, "Health and Wellbeing Board")
    assert part_of(report, "purpose").text.startswith("To tell the Health and Wellbeing Board")


def test_changes_are_listed_since_what_the_group_was_given_last(cast, plan):
    given = make_version(plan, meeting=cast.held)
    make_version(plan)
    latest = make_version(plan)
    report = reports.begin_report(plan, by=cast.manager, meeting=cast.coming, version=latest)
    assert report.since == given


def test_a_page_of_many_texts_costs_no_more_queries(cast, client, django_assert_max_num_queries):
    small, large = (make_plan(cast.board, title=f"Of {n}", recommendations=n, actions=1) for n in (1, 12))
    few, many = (reports.begin_report(plan, by=cast.manager) for plan in (small, large))
    assert many.parts.count() == few.parts.count() + 11
    client.get(page_of(few))
    with django_assert_max_num_queries(60) as asked:
        client.get(page_of(few))
    with django_assert_max_num_queries(len(asked)):
        client.get(page_of(many))


def test_what_is_internal_is_in_no_sentence(cast, plan):
    secret = plan.actions.get(ref="99.1")
    actions.change_action(secret, {"internal": True}, by=cast.manager)
    report = reports.begin_report(plan, by=cast.manager, meeting=cast.coming)
    assert not [part.text for part in report.parts.all() if "99.1" in part.text]
    assert "three actions" in part_of(report, "background").text


# writing --------------------------------------------------------------------------------------------------------------


def test_what_the_manager_writes_is_kept_with_who_and_when(cast, report, client):
    risks = part_of(report, "risks")
    client.post(
        page_of(report), sent(client, report) | {field_of(risks): "Nobody has the time.", "title": "Where we are"}
    )
    report.refresh_from_db()
    risks.refresh_from_db()
    assert (report.title, risks.text) == ("Where we are", "Nobody has the time.")
    assert risks.history.first().history_user == cast.manager
    assert risks.history.last().text == risks.offered
    assert part_of(report, "purpose").history.count() == 1  # an unedited part has no new line


def test_with_a_fault_everything_typed_stays(report, client):
    risks = part_of(report, "risks")
    page = client.post(page_of(report), sent(client, report) | {field_of(risks): "Typed words.", "title": ""})
    words = shown(page)
    assert page.status_code == 422
    assert "Enter the title of the report" in words
    assert "Typed words." in words
    assert part_of(report, "risks").text != "Typed words."


def test_two_who_write_in_one_text_see_each_other(cast, report, client):
    risks, purpose = part_of(report, "risks"), part_of(report, "purpose")
    data = sent(client, report) | {field_of(risks): "Mine.", field_of(purpose): "My purpose."}
    risks.text = "Theirs."
    risks.save_by(cast.chair)

    page = client.post(page_of(report), data)

    words = shown(page)
    assert page.status_code == 422
    assert f"{cast.chair.name} changed this" in words
    assert "“Theirs.”" in words
    assert "Mine." in words
    again = data | {f"part-{risks.pk}-base": risks.history.first().history_id}
    assert client.post(page_of(report), again).status_code == 302
    assert (part_of(report, "risks").text, part_of(report, "purpose").text) == ("Mine.", "My purpose.")


def test_two_who_write_in_different_texts_are_not_in_each_others_way(cast, report, client):
    risks, purpose = part_of(report, "risks"), part_of(report, "purpose")
    data = sent(client, report) | {field_of(purpose): "My purpose."}
    risks.text = "Theirs."
    risks.save_by(cast.chair)
    assert client.post(page_of(report), data).status_code == 302
    assert (part_of(report, "risks").text, part_of(report, "purpose").text) == ("Theirs.", "My purpose.")


def test_a_theme_that_came_while_the_page_was_open_is_not_emptied(cast, plan, report, client):
    data = sent(client, report)
    make_action(plan.recommendations.create_by(cast.manager, plan=plan, section=plan.sections.get(), number="101"))
    reports.bring_up_to_date(report, by=cast.chair)
    client.post(page_of(report), data)
    assert part_of(report, "progress", "Recommendation 101").text.startswith("The one action is open.")


# working out again ----------------------------------------------------------------------------------------------------


def test_the_plan_moved_on_and_the_page_shows_the_fresh_sentence_beside_the_edited_one(cast, plan, report, client):
    theme = part_of(report, "progress", "Recommendation 99")
    client.post(page_of(report), sent(client, report) | {field_of(theme): "My own words."})
    actions.end_action(plan.actions.get(ref="99.1"), "complete", by=cast.manager, reason="Agreed by all")
    words = shown(client.get(page_of(report)))
    assert "My own words." in words
    assert "The plan says something else now" in words
    assert "one is open and one is complete" in words


def test_computing_again_keeps_what_a_user_wrote(cast, plan, report, client):
    own = part_of(report, "progress", "Recommendation 100")
    client.post(page_of(report), sent(client, report) | {field_of(own): "My own words."})
    for ref in ("99.1", "100.1"):
        actions.end_action(plan.actions.get(ref=ref), "complete", by=cast.manager, reason="Agreed by all")

    client.post(page_of(report), sent(client, report) | {"refresh": "1"})

    assert "one is complete" in part_of(report, "progress", "Recommendation 99").text
    assert part_of(report, "progress", "Recommendation 100").text == "My own words."


def test_a_fresh_sentence_takes_the_place_and_what_stood_there_can_be_put_back(cast, report, client):
    theme = part_of(report, "progress", "Recommendation 99")
    worked_out = theme.text
    data = sent(client, report) | {field_of(theme): "Typed a moment ago.", "fresh": str(theme.pk)}

    client.post(page_of(report), data)

    theme.refresh_from_db()
    assert (theme.text, theme.aside) == (worked_out, "Typed a moment ago.")
    assert "What stood here before" in shown(client.get(page_of(report)))
    client.post(page_of(report), sent(client, report) | {"back": str(theme.pk)})
    theme.refresh_from_db()
    assert theme.text == "Typed a moment ago."


def test_a_theme_that_left_the_plan_is_kept_and_said_to_have_left(cast, plan, report, client):
    recommendation = plan.recommendations.get(number="100")
    recommendation.removed = True
    recommendation.save_by(cast.manager)
    assert "has this theme no longer" in shown(client.get(page_of(report)))
    assert dict(reports.report_order(report).report.progress)["Recommendation 100"]


def test_a_new_theme_is_named_until_it_is_added(cast, plan, report, client):
    added = plan.recommendations.create_by(
        cast.manager, plan=plan, section=plan.sections.get(), number="101", short="Voice"
    )
    make_action(added)
    assert "New in the plan, and not yet in the report:</b> Recommendation 101: Voice." in shown(
        client.get(page_of(report))
    )
    client.post(page_of(report), sent(client, report) | {"refresh": "1"})
    assert part_of(report, "progress", "Recommendation 101").text.startswith("The one action is open.")


def test_suggestions_are_shown_as_such_until_a_user_confirms_them(report, client):
    assert shown(client.get(page_of(report))).count("A suggestion.") == 5
    legal = part_of(report, "implication", "Legal")
    client.post(page_of(report), sent(client, report) | {field_of(legal): "Counsel was asked."})
    assert shown(client.get(page_of(report))).count("A suggestion.") == 4


def test_a_report_is_not_finished_with_suggestions_that_nobody_confirmed(cast, report, client):
    risks = part_of(report, "risks")
    data = sent(client, report) | {"finished": "on", field_of(risks): "Typed words."}

    page = client.post(page_of(report), data)

    words = shown(page)
    assert page.status_code == 422
    assert "Tick that these implications are none" in words
    assert words.count("A suggestion.") == 5
    assert "Typed words." in words
    report.refresh_from_db()
    assert not report.finished
    client.post(page_of(report), data | {"none_arises": "on"})
    report.refresh_from_db()
    assert report.finished
    words = shown(client.get(page_of(report)))
    assert "A suggestion." not in words
    assert "None arises:" not in words
    assert client.post(page_of(report), sent(client, report)).status_code == 302


def test_who_wrote_or_emptied_each_implication_is_not_asked(report, client):
    implications = report.parts.filter(kind="implication")
    written = {field_of(part): "Two posts are needed." for part in implications[:2]}
    data = sent(client, report) | written | {field_of(part): "" for part in implications[2:]}
    client.post(page_of(report), data | {"finished": "on"})
    report.refresh_from_db()
    assert report.finished


# behind the plan ------------------------------------------------------------------------------------------------------


def finished(report, **facts):
    for name, value in (facts | {"finished": True}).items():
        setattr(report, name, value)
    report.save_by(report.history.first().history_user)
    return report


def test_a_report_of_an_older_version_says_so_and_goes_to_the_newest_at_a_press(cast, plan, client, client_for):
    first = make_version(plan)
    report = finished(reports.begin_report(plan, by=cast.manager, meeting=cast.coming, version=first))
    assert "has been published since" not in shown(client.get(page_of(report)))
    own = part_of(report, "risks")
    data = sent(client, report) | {field_of(own): "My own words."}
    make_version(plan)

    sentence = "Version 2 has been published since; this report covers version 1."
    assert sentence in shown(client.get(page_of(report)))
    listed = shown(client.get(url("actionplans:report_list", plan)))
    assert sentence in listed
    assert "Bring it up to date" in listed
    read = shown(client_for("member").get(url("actionplans:report_list", plan)))
    assert sentence in read
    assert "Bring it up to date" not in read

    client.post(page_of(report), data | {"newest": "1"})
    report.refresh_from_db()
    assert report.version.number == 2
    assert part_of(report, "risks").text == "My own words."
    assert "in version 2" in part_of(report, "purpose").text
    assert "has been published since" not in shown(client.get(url("actionplans:report_list", plan)))


def test_a_finished_report_says_that_the_plan_changed_since_its_version(cast, plan, client):
    report = reports.begin_report(plan, by=cast.manager, meeting=cast.coming, version=make_version(plan))
    actions.end_action(plan.actions.get(ref="99.1"), "complete", by=cast.manager, reason="Agreed by all")
    sentence = "1 action has changed since version 1, which this report covers."
    assert sentence not in shown(client.get(page_of(report)))  # a draft, whose texts say it each beside itself
    finished(report)
    assert sentence in shown(client.get(page_of(report)))
    assert sentence in shown(client.get(url("actionplans:report_list", plan)))


def test_what_a_meeting_was_given_is_not_behind(cast, plan, client):
    report = reports.begin_report(plan, by=cast.manager, meeting=cast.held, version=make_version(plan))
    finished(report)
    make_version(plan)
    assert "has been published since" not in shown(client.get(url("actionplans:report_list", plan)))
    finished(report, date=timezone.localdate())
    assert "has been published since" in shown(client.get(url("actionplans:report_list", plan)))


# its head -------------------------------------------------------------------------------------------------------------


def test_another_meeting_takes_name_and_date_along(cast, plan, report, client):
    later = Meeting.objects.create_by(cast.manager, group=cast.quality, date=cast.coming.date.replace(year=2031))
    client.post(page_of(report), sent(client, report) | {"meeting": later.pk})
    report.refresh_from_db()
    assert (report.to, report.date) == ("Quality sub-group", later.date)


def test_a_meeting_has_one_report_of_a_plan(cast, plan, report, client):
    other = reports.begin_report(plan, by=cast.manager, to="Cabinet")
    page = client.post(page_of(other), sent(client, other) | {"meeting": cast.coming.pk})
    assert "There is a report of this plan for that meeting already" in shown(page)


def test_changes_are_listed_since_an_older_version_only(cast, plan, client):
    first, second = make_version(plan), make_version(plan)
    report = reports.begin_report(plan, by=cast.manager, meeting=cast.coming, version=first)
    page = client.post(page_of(report), sent(client, report) | {"since": second.pk})
    assert "Choose a version before version 1" in shown(page)


# who reads it ---------------------------------------------------------------------------------------------------------


def test_a_draft_is_for_managers_and_a_finished_report_for_all_who_read_the_plan(cast, plan, report, client_for):
    member = client_for("member")
    word = url("actionplans:report_docx", plan, str(report.pk))
    assert member.get(word).status_code == 404
    assert "Executive" not in shown(member.get(url("actionplans:report_list", plan))).split("<main")[1]
    report.finished = True
    report.save_by(cast.manager)
    assert member.get(word).status_code == 200
    assert "Executive" in shown(member.get(url("actionplans:report_list", plan))).split("<main")[1]
    assert client_for("observer").get(word).status_code == 403


def test_the_word_file_is_the_report_as_it_was_saved(report, client):
    risks = part_of(report, "risks")
    client.post(page_of(report), sent(client, report) | {field_of(risks): "Nobody has the time."})
    answer = client.get(url("actionplans:report_docx", report.plan, str(report.pk)))
    assert answer["Content-Disposition"].endswith(f'report-{report.date.isoformat()}.docx"')
    texts = [p.text for p in docx.Document(io.BytesIO(answer.content)).paragraphs]
    assert "Nobody has the time." in texts
    assert "Draft" in texts


def test_a_print_is_asked_for_as_it_was_saved_and_a_draft_is_for_managers(cast, plan, report, client_for, monkeypatch):
    asked = []
    monkeypatch.setattr(
        views, "print_of", lambda request, plan, order, about: asked.append((order, about)) or HttpResponse()
    )
    address = url("actionplans:report_pdf", plan, str(report.pk))
    assert client_for("member").post(address).status_code == 404
    client_for("manager").post(address)
    report.finished = True
    report.save_by(cast.manager)
    client_for("member").post(address)
    (draft, of_draft), (finished, of_finished) = asked
    assert (draft.edition, draft.report.draft, finished.report.draft) == ("report", True, False)
    assert (of_draft.rights, of_finished.rights) == ((Right.EDIT_PLAN.name,), (Right.READ_PLAN.name,))


def test_the_versions_lead_to_the_reports(plan, client_for):
    page = shown(client_for("member").get(url("actionplans:version_list", plan)))
    assert f'href="{reverse("actionplans:report_list", args=[plan.board.slug, plan.slug])}"' in page


def test_a_draft_and_a_version_are_each_computed_on_their_day(cast, plan):
    version = make_version(plan)
    of_version = reports.begin_report(plan, by=cast.manager, meeting=cast.coming, version=version)
    of_today = reports.begin_report(plan, by=cast.manager, to="Cabinet")
    assert reports.report_order(of_version).printed_on == version.date
    assert reports.report_order(of_today).document.version is None
    assert Report.objects.count() == 2
