"""Versions: their list, one on screen and as PDF, comparing two, and the plan of a past day."""

from __future__ import annotations

import datetime
import re
from io import BytesIO

import pdfplumber
import pytest
from django.utils import timezone

from actionplans.document.compare import compare
from actionplans.document.text_diff import DiffPiece, pieces
from actionplans.operations import notes, structure
from actionplans.operations.actions import change_action, end_action
from actionplans.pages.comparison import groups, lines
from actionplans.persistence.load import read_document
from actionplans.printing.jobs import print_plan
from actionplans.publishing import publish
from tests import builders
from tests.browsing import filled_in, text_of, url
from tests.builders import internal_row
from tests.shown import shown

pytestmark = pytest.mark.usefixtures("quick_print")

EVERYBODY = ("manager", "chair", "lead", "member", "observer")


@pytest.fixture
def plan(cast):
    return builders.make_plan(cast.board, recommendations=2, actions=2, notes=1)


@pytest.fixture
def row(plan):
    return plan.actions.get(ref="99.1")


# one version ----------------------------------------------------------------------------------------------------------


def body_of(response) -> str:
    """The page without its frame, in which tokens change."""
    return re.search(r"<main.*</main>", shown(response), flags=re.DOTALL)[0]


def test_a_version_does_not_change_with_the_plan(client_for, cast, plan, row):
    version = builders.make_version(plan)
    client = client_for("member")
    page = body_of(client.get(url("actionplans:version_page", plan, 1)))
    pdf = client.get(url("actionplans:version_pdf", plan, 1)).content
    document = version.document()

    change_action(row, {"action": "Ring each agency instead."}, by=cast.manager)
    notes.add_note(row, by=cast.manager, text="All have answered.")
    structure.remove_action(plan.actions.get(ref="100.1"), by=cast.manager, reason="Not needed")
    plan.title, plan.columns = "Renamed", plan.columns[:3]
    plan.save_by(cast.manager)

    version.refresh_from_db()
    assert version.document() == document
    assert client.get(url("actionplans:version_pdf", plan, 1)).content == pdf
    assert body_of(client.get(url("actionplans:version_page", plan, 1))) == page
    assert "Ring each agency" not in page


def test_a_version_says_when_it_was_published_by_whom_and_why(client_for, plan):
    builders.make_version(plan, note="Updated following Executive 12.02.26")
    said = text_of(client_for("chair").get(url("actionplans:version_page", plan, 1)))
    today = timezone.localdate()
    assert (
        f"Published on {today.day} {today:%B %Y} by TO: Updated following Executive 12.02.26. It never changes." in said
    )
    assert "Write to each agency about step 1." in said
    assert "4 actions: 4 open" in said


def test_a_version_on_screen_offers_no_editing(client_for, plan):
    builders.make_version(plan)
    page = shown(client_for("manager").get(url("actionplans:version_page", plan, 1)))
    assert "?edit=" not in page
    assert "Add a note" not in page
    assert "Add an action" not in page


def test_the_pdf_is_the_print_of_that_day_under_a_name_that_can_be_filed(client_for, plan, monkeypatch):
    monkeypatch.setattr(publish, "print_plan", print_plan)
    version = builders.make_version(plan)
    response = client_for("observer").get(url("actionplans:version_pdf", plan, 1))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="fenmarsh-joint-inspection-version-1.pdf"'
    assert response.content == bytes(version.pdf)
    with pdfplumber.open(BytesIO(response.content)) as pdf:
        assert len(pdf.pages) == version.pages
        assert "Version 1" in pdf.pages[0].extract_text()


@pytest.mark.parametrize("name", ["actionplans:version_page", "actionplans:version_pdf"])
def test_there_is_no_version_that_was_not_published(client_for, plan, name):
    assert client_for("manager").get(url(name, plan, 3)).status_code == 404


# their list -----------------------------------------------------------------------------------------------------------


def test_the_list_holds_number_note_date_and_changes_newest_first(client_for, cast, plan, row):
    builders.make_version(plan, note="First plan, as sent")
    notes.add_note(row, by=cast.manager, text="Drafted.")
    notes.add_note(row, by=cast.manager, text="Sent.")
    builders.make_version(plan, note="Updated following Executive", meeting=cast.held)
    said = text_of(client_for("member").get(url("actionplans:version_list", plan)))
    assert said.index("Updated following Executive") < said.index("First plan, as sent")
    assert f"Executive, {cast.held.date.day} {cast.held.date:%B %Y}" in said
    assert "2 since 1" in said
    assert "4 actions, all new" in said
    assert "Nothing has changed since version 2." in said


def test_the_plan_as_it_stands_is_on_top_as_unpublished(client_for, cast, plan, row):
    builders.make_version(plan)
    notes.add_note(row, by=cast.manager, text="Drafted.")
    said = text_of(client_for("member").get(url("actionplans:version_list", plan)))
    assert "1 change has been made since version 1." in said
    assert "2 Note Not published. This is the plan as it stands today." in said
    assert "Publish version 2" not in said
    assert "Publish version 2" in text_of(client_for("manager").get(url("actionplans:version_list", plan)))


def test_an_observer_sees_published_versions_only(client_for, cast, plan, row):
    client = client_for("observer")
    assert client.get(url("actionplans:version_list", plan)).status_code == 404
    builders.make_version(plan)
    notes.add_note(row, by=cast.manager, text="Drafted in haste.")
    said = text_of(client.get(url("actionplans:version_list", plan)))
    assert "PDF of version 1" in said
    assert "Not published" not in said
    assert "today" not in said
    assert "since version 1" not in said
    assert "Drafted in haste" not in text_of(client.get(url("actionplans:compare_page", plan)))
    assert client.get(url("actionplans:compare_page", plan, **{"from": 1, "to": "today"})).status_code == 404


def test_the_list_of_plans_leads_to_the_version_that_it_names(client_for, plan):
    builders.make_version(plan)
    page = shown(client_for("observer").get(f"/boards/{plan.board.slug}/plans/"))
    assert f'href="{url("actionplans:version_page", plan, 1)}">Version 1<' in page


def test_versions_from_before_the_plan_was_kept_here_are_listed_and_counted(client_for, plan):
    plan.earlier_versions = [{"label": "Version 1", "date": "2026-01", "note": "Sent to the inspectors", "by": "TO"}]
    plan.save_by(plan.board.memberships.get(role="manager").user)
    assert builders.make_version(plan).number == 2
    said = text_of(client_for("member").get(url("actionplans:version_list", plan)))
    assert "Sent to the inspectors From before the plan was kept here." in said
    assert "January 2026" in said


@pytest.mark.parametrize(
    ("labels", "number"),
    [
        (["Version 17"], 18),
        (["V.3", "V.4", "Final draft"], 5),
        (["1.2", "2.1"], 3),
        (["Version 0.5", "Version 0.7"], 1),
        (["Draft", "Final"], 3),
        (["June 2026"], 2),
        ([], 1),
    ],
)
def test_the_first_version_goes_on_counting_where_the_table_of_the_file_ends(cast, plan, labels, number):
    plan.earlier_versions = [{"label": label, "date": None, "note": ""} for label in labels]
    plan.save_by(cast.manager)
    assert builders.make_version(plan).number == number


def test_the_manager_sets_the_first_number_before_anything_is_published(cast, client_for, plan):
    client = client_for("manager")
    settings = url("actionplans:plan_settings", plan)
    assert client.post(settings, filled_in(client, settings)).status_code == 302
    plan.refresh_from_db()
    assert plan.first_version is None  # the number that follows anyway is not kept
    said = client.post(settings, filled_in(client, settings) | {"first_version": "0"})
    assert said.status_code == 422
    assert said.context["form"]["first_version"].value() == "0"
    client.post(settings, filled_in(client, settings) | {"first_version": "12"})
    assert "Publish version 12" in text_of(client.get(url("actionplans:publish_page", plan)))
    assert builders.make_version(plan).number == 12
    assert "first_version" not in filled_in(client, settings)
    assert client.post(settings, filled_in(client, settings) | {"first_version": "3"}).status_code == 302
    assert builders.make_version(plan).number == 13


def test_the_seals_are_said_to_hold_only_when_they_were_checked(client_for, plan):
    builders.make_version(plan)
    client = client_for("chair")
    assert "unbroken" not in text_of(client.get(url("actionplans:version_list", plan)))
    assert "Checked just now: version 1 is unbroken." in text_of(
        client.get(url("actionplans:version_list", plan, check=1))
    )


def test_a_longer_list_takes_no_more_queries(client_for, plan, django_assert_max_num_queries):
    client = client_for("manager")
    builders.make_version(plan)
    client.get(url("actionplans:version_list", plan))
    with django_assert_max_num_queries(40) as few:
        client.get(url("actionplans:version_list", plan))
    for _ in range(3):
        builders.make_version(plan)
    with django_assert_max_num_queries(len(few)):
        client.get(url("actionplans:version_list", plan))


# what is internal ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["actionplans:version_page", "actionplans:compare_page", "actionplans:plan_on"])
@pytest.mark.parametrize("role", ["lead", "member"])
def test_internal_rows_and_notes_are_for_the_manager_and_the_chair_only(client_for, cast, plan, name, role):
    builders.make_version(plan)
    internal_row(plan, cast)
    builders.make_version(plan)
    today = timezone.localdate().isoformat()
    address = {
        "actionplans:version_page": url("actionplans:version_page", plan, 2),
        "actionplans:compare_page": url("actionplans:compare_page", plan, **{"from": 1, "to": 2}),
        "actionplans:plan_on": url("actionplans:plan_on", plan, date=today),
    }[name]
    secret = text_of(client_for("chair").get(address))
    assert "Speak with the director in confidence." in secret
    assert "The director is leaving." in secret
    said = text_of(client_for(role).get(address))
    assert "director" not in said
    assert "99.3" not in said


def test_no_number_reveals_that_something_internal_changed(client_for, cast, plan):
    builders.make_version(plan)
    internal_row(plan, cast)
    builders.make_version(plan)
    assert "None since 1" in text_of(client_for("observer").get(url("actionplans:version_list", plan)))
    assert "Nothing has changed." in text_of(
        client_for("member").get(url("actionplans:compare_page", plan, **{"from": 1, "to": 2}))
    )


def test_what_is_internal_today_is_kept_back_for_past_days_too(client_for, cast, plan, row):
    change_action(row, {"internal": True}, by=cast.manager, at=timezone.localtime() + datetime.timedelta(days=1))
    today = timezone.localdate().isoformat()
    assert "step 1." in text_of(client_for("manager").get(url("actionplans:plan_on", plan, date=today)))
    assert "step 1." not in text_of(client_for("member").get(url("actionplans:plan_on", plan, date=today)))


# comparing --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def changed(cast, plan, row):
    """Version 1, then a week's work: one of everything."""
    builders.make_version(plan)
    by = cast.manager
    notes.add_note(row, by=by, text="Two have answered.", happened="2026-01-05")
    change_action(row, {"deadline_text": "30 November 2027"}, by=by, move_reason="Waiting for the police")
    change_action(row, {"why": "Nobody was certain who should take the lead."}, by=by)
    end_action(plan.actions.get(ref="99.2"), "complete", by=by, reason="All have signed", agreed_by="Executive")
    structure.remove_action(plan.actions.get(ref="100.1"), by=by, reason="Taken into 100.2")
    builders.make_action(plan.recommendations.get(number="100"), 3, action="Read the answers together.")
    return plan


def test_the_comparison_lists_what_changed_row_by_row(client_for, changed):
    said = text_of(client_for("member").get(url("actionplans:compare_page", changed)))
    assert "What changed since version 1" in said
    assert "4 actions changed: 1 new note, 1 date moved, 1 new action, 1 completed, 1 removed, 1 cell reworded." in said
    assert "new: 30 November 2027 Slipped once. “Waiting for the police”" in said
    assert "Nobody was removed: sure new: certain who should take the lead." in said
    assert "new: 05.01.26 Two have answered. Added after version 1 was published." in said
    assert "Removed on" in said
    assert "Taken into 100.2" in said
    assert "1 action without changes: 100.2 This stands word for word as in version 1." in said


def test_a_version_that_followed_a_meeting_is_named_by_it_and_one_for_a_meeting_to_come_is_not(client_for, cast, plan):
    client, changes = client_for("chair"), url("actionplans:compare_page", plan)
    builders.make_version(plan, meeting=cast.held)
    said = text_of(client.get(changes))
    held = f"the Executive of {cast.held.date:%-d %B %Y}"
    assert f"What changed since {held}" in said
    assert f"Version 1 was published on {timezone.localdate():%-d %B %Y}, following {held}." in said
    builders.make_version(plan, meeting=cast.coming)
    assert "What changed since version 2" in text_of(client.get(changes, {"from": "2"}))


def test_new_and_removed_text_differ_by_more_than_colour(client_for, changed):
    page = shown(client_for("member").get(url("actionplans:compare_page", changed)))
    assert re.search(r'<p class="gone"><del>.*?Open</del></p>\s*<p class="bar"><ins>.*?Complete', page)


def test_versions_are_compared_whichever_stands_first(client_for, changed):
    builders.make_version(changed)
    client = client_for("observer")
    there = text_of(client.get(url("actionplans:compare_page", changed, **{"from": 1, "to": 2})))
    back = text_of(client.get(url("actionplans:compare_page", changed, **{"from": 2, "to": 1})))
    assert "What changed between version 1 and version 2" in there
    assert there == back


def test_an_observer_is_not_shown_what_no_version_holds(client_for, changed):
    """The reason for removing a row is in the plan, not in a version."""
    builders.make_version(changed)
    said = text_of(client_for("observer").get(url("actionplans:compare_page", changed)))
    assert "Removed" in said
    assert "Taken into 100.2" not in said


@pytest.mark.parametrize("query", [{"from": 9}, {"to": 9}, {"from": "abc"}, {"to": "-1"}, {"from": "²"}])
def test_a_version_that_is_not_there_cannot_be_compared(client_for, plan, query):
    builders.make_version(plan)
    assert client_for("manager").get(url("actionplans:compare_page", plan, **query)).status_code == 404


def test_the_same_version_twice_and_none_at_all_are_said(client_for, plan):
    client = client_for("manager")
    assert "No version has been published yet." in text_of(client.get(url("actionplans:compare_page", plan)))
    builders.make_version(plan)
    said = text_of(client.get(url("actionplans:compare_page", plan, **{"from": 1, "to": 1})))
    assert "That is the same version twice." in said


def test_typed_markup_stays_text(client_for, cast, plan, row):
    builders.make_version(plan)
    notes.add_note(row, by=cast.manager, text="<script>alert(1)</script> & <b>more</b>")
    page = shown(client_for("manager").get(url("actionplans:compare_page", plan)))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;more&lt;/b&gt;" in page


def test_lines_set_what_is_gone_above_what_is_new():
    found = lines([DiffPiece("gone", "Open"), DiffPiece("new", "Complete")])
    assert [(line.kind, line.pieces) for line in found] == [
        ("gone", (DiffPiece("gone", "Open"),)),
        ("new", (DiffPiece("new", "Complete"),)),
    ]


def test_lines_show_bullets_and_leave_out_what_stayed_the_same():
    before = "\n".join(["Each agency:", *[f"- step {n}" for n in range(1, 9)]])
    found = lines(pieces(before, before.replace("step 5", "**step** five")))
    assert [line.kind for line in found] == ["gap", "same", "mixed", "same", "gap"]
    assert found[0].pieces[0].text == "4 lines as before"
    assert found[2].bullet
    assert "*" not in "".join(piece.text for piece in found[2].pieces)


def test_removed_words_do_not_run_into_new_ones():
    (line,) = lines(pieces("cannot tell why a child is protected", "cannot see why a child is protected"))
    assert "".join(piece.text for piece in line.pieces) == "cannot tell see why a child is protected"


def test_changed_sections_and_recommendations_stand_with_their_rows(cast, plan):
    old = read_document(plan)
    section, recommendation = plan.sections.get(), plan.recommendations.get(number="100")
    section.title = "Working together"
    section.save_by(cast.manager)
    recommendation.text = "Agree one lead for theme 100."
    recommendation.save_by(cast.manager)
    notes.add_note(plan.actions.get(ref="100.1"), by=cast.manager, text="Begun.")
    (group,) = groups(compare(old, read_document(plan)), since="version 1")
    assert group.heading == "Working together"
    assert [(item.ref, item.what) for item in group.items] == [
        ("", "Section reworded"),
        ("100", "Recommendation reworded"),
        ("100.1", "One new note"),
    ]


# the plan of a past day, and its draft ------------------------------------------------------------------------------------


def days_ago(days: int) -> datetime.datetime:
    return timezone.localtime() - datetime.timedelta(days=days)


@pytest.fixture
def old_plan(cast):
    """Begun forty days ago; its only row reworded ten days ago."""
    from actionplans.operations.plans import begin_plan

    by = cast.manager
    plan = begin_plan(cast.board, by=by, title="Case review", at=days_ago(40))
    recommendation = structure.add_recommendation(plan.sections.get(), by=by, at=days_ago(40), number="1", text="Act.")
    row = structure.add_action(recommendation, by=by, at=days_ago(30), action="Draft a letter.")
    change_action(row, {"action": "Send the letter."}, by=by, at=days_ago(10))
    return plan


def on(plan, days: int) -> str:
    day = timezone.localtime(days_ago(days)).date()
    return url("actionplans:plan_on", plan, date_day=day.day, date_month=day.month, date_year=day.year)


def test_the_plan_of_a_past_day_is_what_it_was_at_its_end(client_for, old_plan):
    client = client_for("member")
    assert "Draft a letter." in text_of(client.get(on(old_plan, 11)))
    said = text_of(client.get(on(old_plan, 10)))
    assert "Send the letter." in said
    assert "Draft a letter." not in said
    assert "0 actions" in text_of(client.get(on(old_plan, 35))) or "No actions here yet" in text_of(
        client.get(on(old_plan, 35))
    )


def test_the_plan_of_a_past_day_names_the_version_of_then(client_for, cast, old_plan):
    builders.make_version(old_plan, at=days_ago(20))
    client = client_for("member")
    assert "No version had been published yet." in text_of(client.get(on(old_plan, 25)))
    assert "Version 1 was the latest then." in text_of(client.get(on(old_plan, 20)))


@pytest.mark.parametrize(
    ("days", "sentence"),
    [(41, "The plan was begun here on"), (-1, "That day is still to come.")],
)
def test_days_of_which_nothing_can_be_known_are_refused_in_words(client_for, old_plan, days, sentence):
    response = client_for("member").get(on(old_plan, days))
    assert response.status_code == 422
    assert sentence in text_of(response)


def test_a_day_that_does_not_exist_is_refused_and_stays_in_its_boxes(client_for, old_plan):
    response = client_for("member").get(
        url("actionplans:plan_on", old_plan, date_day=31, date_month="June", date_year=2026)
    )
    assert "31 June does not exist. June has 30 days" in text_of(response)
    assert 'value="June"' in shown(response)


@pytest.mark.parametrize(
    "name", ["actionplans:version_page", "actionplans:compare_page", "actionplans:plan_on", "actionplans:publish_page"]
)
def test_a_larger_plan_takes_no_more_queries(client_for, cast, name, django_assert_max_num_queries):
    client = client_for("manager")
    # The first page of a session notes when it was used, and of which board.
    client.get(f"/boards/{cast.board.slug}/plans/")
    asked = []
    for title, size in (("Small", 1), ("Large", 12)):
        plan = builders.make_plan(cast.board, title=title, recommendations=1, actions=1, notes=0)
        for _ in range(size):
            builders.make_action(plan.recommendations.get(), 0, notes=1)
        builders.make_version(plan)
        for row in plan.actions.all():
            notes.add_note(row, by=cast.manager, text="Went on.")
        args = (1,) if name == "actionplans:version_page" else ()
        query = {"date": timezone.localdate().isoformat()} if name == "actionplans:plan_on" else {}
        with django_assert_max_num_queries(asked[0] if asked else 60) as queries:
            assert client.get(url(name, plan, *args, **query)).status_code == 200
        asked.append(len(queries))


# who may ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args", "allowed"),
    [
        ("actionplans:version_list", (), EVERYBODY),
        ("actionplans:version_page", (1,), EVERYBODY),
        ("actionplans:version_pdf", (1,), EVERYBODY),
        ("actionplans:compare_page", (), EVERYBODY),
        ("actionplans:plan_on", (), EVERYBODY[:-1]),
        ("actionplans:print_add", (), EVERYBODY),
        ("actionplans:publish_page", (), ("manager",)),
    ],
)
def test_who_may_open_what(client_for, plan, name, args, allowed):
    builders.make_version(plan)
    for role in EVERYBODY:
        assert client_for(role).get(url(name, plan, *args)).status_code == (200 if role in allowed else 403), role
    for outsider in ("stranger", "neighbour", "admin"):
        assert client_for(outsider).get(url(name, plan, *args)).status_code == 404, outsider
    assert client_for("").get(url(name, plan, *args)).status_code == 302
