"""All actions of a board in one list: filters, the address, CSV."""

from __future__ import annotations

import csv
import datetime
import io
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from actionplans.operations import actions, notes, structure
from actionplans.views.action_lists import harmless
from tests import builders
from tests.shown import shown

BASE = "/boards/fenmarsh/actions/"


def text(response) -> str:
    return " ".join(strip_tags(shown(response).replace("</div>", " </div>")).split())


@pytest.fixture
def recommendation(cast):
    return builders.make_plan(cast.board, recommendations=1, actions=0).recommendations.get()


@pytest.fixture
def listed(client_for):
    """References of the rows that a filter finds."""

    def get(role: str = "manager", **filters) -> list[str]:
        response = client_for(role).get(BASE + "?" + urlencode(filters, doseq=True))
        assert response.status_code == 200
        return [line.action.ref for line in response.context["lines"]]

    return get


@pytest.fixture
def page(client_for):
    def get(role: str = "manager", **filters):
        return client_for(role).get(BASE + "?" + urlencode(filters, doseq=True))

    return get


def test_without_a_filter_everything_stands_there_in_the_order_of_the_plans(cast, listed, page):
    builders.make_plan(cast.board, recommendations=2, actions=2)
    builders.make_plan(cast.board, title="Improvement", first=7, recommendations=1, actions=1)
    assert listed() == ["99.1", "99.2", "100.1", "100.2", "7.1"]
    assert "5 actions" in text(page())


def test_rows_taken_out_are_not_listed(cast, listed, recommendation):
    builders.make_action(recommendation)
    gone = builders.make_action(recommendation)
    structure.remove_action(gone, by=cast.manager, reason="Written twice")
    assert listed() == ["99.1"]


# filters


def test_words_are_found_in_any_cell_and_in_notes(cast, listed, recommendation):
    builders.make_action(recommendation, action="Visit each worker")
    builders.make_action(recommendation, why="Nobody VISITED last year")
    noted = builders.make_action(recommendation)
    notes.add_note(noted, by=cast.manager, text="Fourteen visits done")
    builders.make_action(recommendation)
    assert listed(q="visit") == ["99.1", "99.2", "99.3"]
    assert listed(q="visit worker") == ["99.1"]
    assert listed(q="99.4") == ["99.4"]


def test_words_are_found_in_cells_of_the_boards_own_and_with_either_apostrophe(listed, recommendation):
    builders.make_action(recommendation, extra={"Resources": "Café for parents’ group"})
    builders.make_action(recommendation, action="Managers’ visits")
    assert listed(q="café") == ["99.1"]
    assert listed(q="parents' group") == ["99.1"]
    assert listed(q="managers'") == ["99.2"]


def test_words_of_internal_notes_are_found_by_those_who_may_read_them(cast, listed, recommendation):
    action = builders.make_action(recommendation)
    notes.add_note(action, by=cast.manager, text="Reluctance at the top", internal=True)
    assert listed("chair", q="reluctance") == ["99.1"]
    assert listed("member", q="reluctance") == []


def test_internal_rows_are_for_the_manager_and_the_chair(listed, page, recommendation):
    builders.make_action(recommendation, internal=True)
    builders.make_action(recommendation)
    assert listed("chair") == ["99.1", "99.2"]
    assert listed("member") == ["99.2"]
    assert "1 action" in text(page("member"))


def test_status(cast, listed, page, recommendation):
    builders.make_action(recommendation)
    done = builders.make_action(recommendation)
    actions.end_action(done, "complete", by=cast.manager, agreed_by="Executive", reason="Done in full")
    assert listed(status="open") == ["99.1"]
    assert listed(status="complete") == ["99.2"]
    assert listed(status=["open", "complete"]) == ["99.1", "99.2"]
    assert "Open 1 Complete 1 Closed 0" in text(page())


def test_due_windows(listed, recommendation):
    for days in (20, -5, 60, 200):
        builders.make_action(recommendation, deadline_text=builders.day(days))
    builders.make_action(recommendation, deadline_text="Ongoing")
    assert listed(due="overdue") == ["99.2"]
    assert listed(due="30") == ["99.1"]
    assert listed(due="90") == ["99.1", "99.3"]
    assert listed(due="none") == ["99.5"]


def test_a_due_window_lists_the_earliest_first(listed, recommendation):
    for days in (50, 10, 30):
        builders.make_action(recommendation, deadline_text=builders.day(days))
    assert listed(due="90") == ["99.2", "99.3", "99.1"]


def test_due_between_two_dates(listed, page, recommendation):
    for days in (10, 40, 100):
        builders.make_action(recommendation, deadline_text=builders.day(days))
    today = timezone.localdate()

    def parts(name: str, days: int) -> dict:
        day = today + datetime.timedelta(days=days)
        return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}

    assert listed(**parts("due_from", 20), **parts("due_to", 60)) == ["99.2"]
    assert listed(**parts("due_from", 20)) == ["99.2", "99.3"]
    assert listed(**parts("due_to", 20)) == ["99.1"]
    response = page(**parts("due_from", 20), **parts("due_to", 60))
    assert [use.label for use in response.context["used"]] == [
        f"Due from {builders.day(20)}",
        f"Due until {builders.day(60)}",
    ]
    assert "due_from" not in response.context["used"][0].rest


def test_a_date_that_does_not_exist_is_explained_and_the_rest_still_filters(page, recommendation):
    builders.make_action(recommendation, action="Visit each worker")
    builders.make_action(recommendation)
    response = page(q="visit", due_from_day="31", due_from_month="6", due_from_year="2026")
    assert "31 June does not exist. June has 30 days" in text(response)
    assert [line.action.ref for line in response.context["lines"]] == ["99.1"]


def test_agency_finds_its_people_too(cast, listed, recommendation):
    for lead in ("Ruth Calloway", "Police", "Ngozi Adeyemi", "Independent Scrutineer"):
        builders.make_action(recommendation, lead_text=lead)
    assert listed(agency=cast.agencies["police"].pk) == ["99.1", "99.2"]
    assert listed(agency=cast.agencies["health"].pk) == ["99.3"]


def test_lead_is_a_person_a_group_an_agency_or_a_role(cast, listed, page, recommendation):
    for lead in ("Ruth Calloway", "Quality sub-group", "Police", "Independent Scrutineer"):
        builders.make_action(recommendation, lead_text=lead)
    assert listed(lead=f"p{cast.people['RC'].pk}") == ["99.1"]
    assert listed(lead=f"g{cast.quality.pk}") == ["99.2"]
    assert listed(lead=f"a{cast.agencies['police'].pk}") == ["99.3"]
    response = page(lead="nIndependent Scrutineer")
    assert [line.action.ref for line in response.context["lines"]] == ["99.4"]
    assert [use.label for use in response.context["used"]] == ["Independent Scrutineer"]


def test_who_no_longer_leads_is_not_offered(cast, page, recommendation):
    action = builders.make_action(recommendation, lead_text="Ruth Calloway")
    actions.change_action(action, {"lead_text": "Martin Pell"}, by=cast.manager)
    names = [label for _, group in page().context["chosen"].choices.leads for _, label in group]
    assert names == ["Martin Pell"]


def test_rating_at_the_level_that_the_plan_rates(cast, listed, page):
    of_action = builders.make_plan(cast.board, layout="seven", recommendations=1, actions=0)
    rec = of_action.recommendations.get()
    builders.make_action(rec, rating="Red")
    builders.make_action(rec)
    unrated = builders.make_plan(cast.board, title="Unrated", first=7, recommendations=1, actions=1)
    assert listed(rating="Red") == ["99.1"]
    assert listed(rating="none") == ["99.2"]
    assert listed(rating=["Red", "none"]) == ["99.1", "99.2"]
    unrated.rating_level = "recommendation"
    unrated.ratings = ["Behind", "On track"]
    unrated.save_by(cast.manager)
    other = unrated.recommendations.get()
    other.rating = "Behind"
    other.save_by(cast.manager)
    assert listed(rating="Behind") == ["7.1"]
    assert "Red 1 Amber 0 Green 0 Behind 1 On track 0 Not rated 1" in text(page())


def test_without_a_scale_there_is_no_rating_filter(page, recommendation):
    builders.make_action(recommendation)
    assert "Not rated" not in text(page())


def test_silent_for_so_many_days(cast, listed, page, recommendation):
    quiet = builders.make_action(recommendation)
    builders.make_action(recommendation)
    quiet.added_on -= datetime.timedelta(days=300)
    quiet.save_by(cast.manager)
    notes.add_note(quiet, by=cast.manager, text="A reply", at=timezone.localtime() - datetime.timedelta(days=45))
    assert listed(silent=40) == ["99.1"]
    assert listed(silent=50) == []
    assert "must be a whole number" in text(page(silent="long"))


def test_plan(cast, listed):
    builders.make_plan(cast.board, recommendations=1, actions=1)
    other = builders.make_plan(cast.board, title="Improvement", first=7, recommendations=1, actions=1)
    assert listed(plan=other.slug) == ["7.1"]


def test_what_is_another_boards_cannot_be_chosen(cast, page, recommendation):
    builders.make_action(recommendation)
    elsewhere = builders.make_plan(cast.otherby, title="Elsewhere", recommendations=1, actions=1)
    for filters in (
        {"agency": cast.otherby_agency.pk},
        {"lead": f"p{cast.otherby_person.pk}"},
        {"plan": elsewhere.slug},
    ):
        response = page(**filters)
        assert list(response.context["form"].errors) == list(filters)
        assert "Choose again" in text(response)
    assert "Elsewhere" not in text(page())


# the page


def test_filters_in_use_take_themselves_away(cast, page, recommendation):
    builders.make_action(recommendation)
    response = page(status=["open", "complete"], agency=cast.agencies["council"].pk, q="", page=2)
    used = {use.label: use.rest for use in response.context["used"]}
    agency = f"agency={cast.agencies['council'].pk}"
    assert used == {
        "Open": f"status=complete&{agency}",
        "Complete": f"status=open&{agency}",
        "Council": "status=open&status=complete",
    }
    assert "Clear all three" in text(response)


def test_nothing_found_says_which_filter_to_loosen(page, recommendation):
    builders.make_action(recommendation, deadline_text=builders.day(10), lead_text="Ruth Calloway")
    response = page(status="open", due="overdue")
    assert "None of 1 action" in text(response)
    assert response.context["loosened"] == [("Overdue", "status=open", 1)]
    assert "Without Overdue: show that 1" in text(response)


def test_a_board_without_actions_says_so(cast, page):
    assert "No plan of this board has an action yet." in text(page())


def test_long_lists_come_in_pages_that_keep_the_filter(cast, page):
    builders.make_big_plan(cast.board, recommendations=30, actions=4, notes=1)
    first = page(q="step")
    assert len(first.context["lines"]) == 100
    assert "?q=step&amp;page=2" in shown(first)
    assert len(page(q="step", page=2).context["lines"]) == 20
    assert "120 actions" in text(first)


def test_queries_do_not_grow_with_rows(cast, client_for, django_assert_num_queries):
    client = client_for("manager")
    builders.make_big_plan(cast.board, recommendations=1, actions=4, notes=1)
    client.get(BASE)  # the first page of a session notes when it was used
    with CaptureQueriesContext(connection) as small:
        client.get(BASE)
    with CaptureQueriesContext(connection) as small_csv:
        client.get("/boards/fenmarsh/actions.csv")
    builders.make_big_plan(cast.board, recommendations=15, actions=4, notes=6)
    with django_assert_num_queries(len(small)):
        client.get(BASE)
    with django_assert_num_queries(len(small_csv)):
        client.get("/boards/fenmarsh/actions.csv")


@pytest.mark.parametrize("address", [BASE, "/boards/fenmarsh/actions.csv"])
def test_who_may_see_it(client_for, address):
    for role in ("manager", "chair", "lead", "member"):
        assert client_for(role).get(address).status_code == 200
    assert client_for("observer").get(address).status_code == 403
    for role in ("neighbour", "stranger", "admin"):
        assert client_for(role).get(address).status_code == 404


# CSV


@pytest.fixture
def table(client_for):
    def get(role: str = "manager", **filters) -> list[list[str]]:
        response = client_for(role).get("/boards/fenmarsh/actions.csv?" + urlencode(filters, doseq=True))
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))

    return get


def test_the_csv_holds_what_the_filter_found(cast, table, client_for):
    builders.make_plan(cast.board, recommendations=1, actions=2, notes=1)
    rows = table(due="overdue")
    found = dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == 2
    assert found["Ref"] == "99.1"
    assert found["Plan"] == "Joint inspection"
    assert found["Lead"] == "Ruth Calloway"
    assert found["Agency"] == "Police"
    assert found["Due"] == (timezone.localdate() - datetime.timedelta(days=30)).isoformat()
    assert found["State of the date"] == "Overdue by 30 days"
    assert found["Last note"] == "Step 1: reply 1 came in."


def test_the_csv_is_named_after_board_and_day_and_opens_in_spreadsheets(cast, client_for, recommendation):
    response = client_for("member").get("/boards/fenmarsh/actions.csv")
    assert f"fenmarsh-actions-{timezone.localdate().isoformat()}.csv" in response["Content-Disposition"]
    assert response.content.startswith(b"\xef\xbb\xbf")


def test_no_cell_of_the_csv_is_run_as_a_formula(cast, table, recommendation):
    action = builders.make_action(recommendation, action='=HYPERLINK("http://x.example","Open")', lead_text="@SUM(1)")
    notes.add_note(action, by=cast.manager, text="- first bullet")
    row = table()[1]
    assert '\'=HYPERLINK("http://x.example","Open")' in row
    assert "'@SUM(1)" in row
    assert "'- first bullet" in row


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_what_begins_a_formula_is_made_harmless(start):
    assert harmless(start + "1+1") == f"'{start}1+1"


def test_ordinary_cells_stay_as_they_are():
    assert harmless("Visit 99.1 = done") == "Visit 99.1 = done"
    assert harmless("") == ""


def test_internal_notes_do_not_leave_with_the_csv(cast, table, recommendation):
    action = builders.make_action(recommendation)
    notes.add_note(action, by=cast.manager, text="Known to all")
    notes.add_note(action, by=cast.manager, text="For two only", internal=True)
    assert table("chair")[1][-1] == "For two only"
    assert table("member")[1][-1] == "Known to all"


def test_the_last_note_is_the_one_of_the_latest_date_on_every_page_and_in_the_file(cast, client_for, recommendation):
    """Typed today about last month, and typed before that about last week: the date beside the note counts everywhere."""
    row = builders.make_action(recommendation, 0)  # overdue
    late, early = (timezone.localdate() - datetime.timedelta(days=days) for days in (7, 40))
    notes.add_note(row, by=cast.manager, text="Of last week.", happened=late.isoformat())
    notes.add_note(row, by=cast.manager, text="Of last month.", happened=early.isoformat())
    client, board = client_for("manager"), f"/boards/{cast.board.slug}/"
    assert f"Last note {late:%d.%m.%y}" in text(client.get(board))
    assert f"Last note{late:%d.%m.%y}" in text(client.get(f"{board}actions/")).replace("Last note ", "Last note")
    line = next(csv.DictReader(io.StringIO(client.get(f"{board}actions.csv").content.decode("utf-8-sig"))))
    assert (line["Last note on"], line["Last note"]) == (f"{late.day} {late:%B %Y}", "Of last week.")
    assert "Silent for 7 days" not in text(client.get(f"{board}actions/"))  # the board's own days are more
