"""The working view of a plan: which rows it shows, in which order, what it sends, and whose choice of it is kept."""

from __future__ import annotations

from urllib.parse import urlencode

import lxml.html
import pytest
from django.utils import timezone

from actionplans.models import Plan
from actionplans.operations import actions, notes, plans
from boards.models import OwnChoice
from tests import builders
from tests.query_counts import queries_of
from tests.shown import shown


@pytest.fixture
def plan(cast, quick_print) -> Plan:
    """Six rows: 99.1 to 99.3, 100.1 to 100.3."""
    return builders.make_plan(cast.board, recommendations=2, actions=3, notes=3)


@pytest.fixture
def page(client_for, plan):
    def get(role: str = "manager", **asked):
        address = plan.get_absolute_url() + "?" + urlencode({"view": "work", **asked}, doseq=True)
        answer = client_for(role).get(address)
        assert answer.status_code == 200
        return answer

    return get


@pytest.fixture
def listed(page):
    def get(role: str = "manager", **asked) -> list[str]:
        return lxml.html.document_fromstring(page(role, **asked).content).xpath("//@data-row")

    return get


def row(plan: Plan, ref: str):
    return plan.actions.get(ref=ref)


def words(answer) -> str:
    return " ".join(lxml.html.document_fromstring(answer.content).find(".//main").text_content().split())


# what it shows ------------------------------------------------------------------------------------------------------------


def test_every_row_stands_under_its_recommendation_with_its_newest_note_alone(page, listed):
    assert listed() == ["99.1", "99.2", "99.3", "100.1", "100.2", "100.3"]
    answer = page()
    assert shown(answer).count("reply 3 came in") == 6
    assert "reply 2 came in" not in shown(answer)  # an earlier note is fetched when it is opened
    assert "+2" in words(answer)
    assert "6 actions" in words(answer)


def test_what_is_internal_is_neither_shown_nor_found_nor_counted_for_others(plan, page, listed, cast):
    actions.change_action(row(plan, "99.2"), {"internal": True}, by=cast.manager)
    notes.add_note(row(plan, "99.1"), by=cast.manager, text="The whistleblower was heard", internal=True)
    assert listed("lead") == ["99.1", "99.3", "100.1", "100.2", "100.3"]
    assert listed("lead", find="whistleblower") == []
    assert listed("manager", find="whistleblower") == ["99.1"]
    assert "5 actions" in words(page("lead"))
    assert "+2" in words(page("lead"))
    assert "+3" not in words(page("lead"))


def test_words_are_found_in_earlier_notes_and_shown_where_they_are(page, listed, plan, cast):
    notes.add_note(row(plan, "100.2"), by=cast.manager, text="Minibuses were hired.", happened="2020-03-01")
    assert listed(find="minibus") == ["100.2"]
    found = lxml.html.document_fromstring(page(find="minibus").content).xpath("//mark/text()")
    assert found == ["Minibus"]
    assert listed(find="minibus nowhere") == []
    assert "No action has “minibus nowhere” in it" in words(page(find="minibus nowhere"))


def test_a_word_that_looks_like_markup_is_a_word(page, listed, plan, cast):
    notes.add_note(row(plan, "99.1"), by=cast.manager, text="Said <b>so</b> & more")
    answer = page(find="<b>so")
    assert listed(find="<b>so") == ["99.1"]
    assert "<b>so" not in shown(answer).split("<main", 1)[1]
    assert "&lt;b&gt;so" in shown(answer)


def test_chips_count_what_they_show_and_add_up(page, listed, plan, cast):
    today = timezone.localdate()
    late = {"deadline_text": builders.day(-3)}
    for ref in ("99.1", "100.1"):
        actions.change_action(row(plan, ref), late, by=cast.manager, move_reason="It was agreed so")
    overdue = [a.ref for a in plan.actions.all() if any(d.last_day < today for d in a.deadlines.filter(replaced=False))]
    assert listed(show="overdue") == overdue
    assert f"Overdue {len(overdue)}" in words(page())
    police = listed(agency="Police")
    assert 0 < len(police) < 6
    assert set(listed(show="overdue", agency="Police")) == set(overdue) & set(police)


def test_what_changed_since_the_last_version_is_shown_and_marked(page, listed, plan, cast):
    assert "Changed since" not in words(page())
    builders.make_version(plan)
    assert listed(show="changed") == []
    notes.add_note(row(plan, "99.3"), by=cast.manager, text="The form is in use.")
    assert listed(show="changed") == ["99.3"]
    barred = lxml.html.document_fromstring(page().content).xpath("//*[@class='c nb']")
    assert len(barred) == 1
    assert barred[0].text_content().strip().endswith("The form is in use.")


def test_an_internal_note_is_no_change_for_those_who_do_not_read_it(listed, plan, cast):
    builders.make_version(plan)
    notes.add_note(row(plan, "99.3"), by=cast.manager, text="Only for two", internal=True)
    assert listed("lead", show="changed") == []
    assert listed("manager", show="changed") == ["99.3"]


def test_mine_are_the_rows_that_one_leads(listed, page):
    mine = listed("lead", show="mine")
    assert 0 < len(mine) < 6
    assert f"Mine {len(mine)}" in words(page("lead"))


def test_rows_are_sorted_by_a_heading_and_go_back_to_the_plans_order(page, listed, plan):
    by_date = listed(sort="deadline")
    assert sorted(by_date) == sorted(listed())
    dates = [
        max(str(d.last_day) for d in row(plan, ref).deadlines.filter(replaced=False, last_day__isnull=False))
        for ref in by_date
        if row(plan, ref).deadlines.exclude(last_day=None).exists()
    ]
    assert dates == sorted(dates)
    answer = page(sort="deadline")
    assert "Sorted by deadline" in words(answer)
    assert not lxml.html.document_fromstring(answer.content).find_class("group")


def test_ended_rows_can_be_hidden(listed, plan, cast):
    actions.end_action(row(plan, "99.1"), "complete", by=cast.manager, reason="All have it")
    assert "99.1" in listed()
    assert "99.1" not in listed(ended="no")


def test_a_long_cell_is_not_sent_whole(page, plan, cast):
    actions.change_action(row(plan, "99.1"), {"action": "word " * 5000}, by=cast.manager)
    assert len(page().content) < 80_000


# whose choice -------------------------------------------------------------------------------------------------------------


def test_the_view_that_a_user_chose_is_kept_for_them_alone_and_the_address_goes_before_it(client_for, plan):
    client, other = client_for("manager"), client_for("chair")
    address = plan.get_absolute_url()
    assert not client.get(address).context.get("asked")
    answer = client.post(f"{address}view/", {"view": "work"})
    assert answer.status_code == 302
    assert client.get(address).context["asked"]
    assert not other.get(address).context.get("asked")
    assert not client.get(address + "?view=read").context.get("asked")
    client.post(f"{address}view/", {"view": "read"})
    assert not client.get(address).context.get("asked")


def test_columns_are_chosen_kept_and_leave_the_rest_of_the_address_alone(client_for, plan):
    client, address = client_for("manager"), plan.get_absolute_url()
    answer = client.post(
        f"{address}view/",
        {"choose_columns": "yes", "columns": ["why", "lead"], "show": "overdue", "find": "agency"},
    )
    assert answer.url == f"{address}?view=work&find=agency&show=overdue"
    headings = [column.field for column in client.get(answer.url).context["table"].shown]
    assert headings == ["action", "why", "lead"]
    asked = client.get(answer.url + "&columns=risk").context["table"]
    assert [column.field for column in asked.shown] == ["action", "risk"]


def test_what_is_no_choice_is_passed_over(client_for, plan):
    client, address = client_for("manager"), plan.get_absolute_url()
    client.post(f"{address}view/", {"view": "upside-down", "rows": "tiny"})
    assert OwnChoice.objects.get().value == {}
    assert client.get(f"{address}?view=work&sort=nothing&show=else&rows=x&agency=Nobody").status_code == 200


def test_opening_it_keeps_nothing(page):
    page(sort="lead", rows="comfortable")
    assert not OwnChoice.objects.exists()


def test_a_row_that_was_saved_says_so_with_its_undo(client_for, plan, cast):
    client, address = client_for("manager"), plan.get_absolute_url()
    client.post(f"{address}view/", {"view": "work"})
    actions.change_action(row(plan, "99.2"), {"why": "Nobody knew"}, by=cast.manager)
    answer = client.get(f"{address}?saved=99.2")
    saved = lxml.html.document_fromstring(answer.content).xpath("//tr[@data-row='99.2']/th")[0]
    assert "Saved" in saved.text_content()
    assert saved.xpath(".//button[text()='Undo']")


def test_an_archived_plan_is_shown_without_edit(page, plan, cast):
    assert "Edit 99.1" in words(page())
    plans.archive_plan(plan, by=cast.manager)
    assert "Edit 99.1" not in words(page())
    assert "Archived on" in words(page())


# what it costs ------------------------------------------------------------------------------------------------------------


def test_it_takes_few_queries_which_grow_with_nothing(client_for, cast, quick_print):
    client = client_for("manager")
    few = builders.make_plan(cast.board, recommendations=1, actions=1, notes=1)
    builders.make_version(few)
    large = builders.make_big_plan(cast.board, recommendations=12, actions=3, notes=6, sections=2)
    builders.make_version(large)
    builders.make_version(large)
    asked = "?view=work&rows=comfortable"
    counts = [queries_of(client, plan.get_absolute_url() + asked) for plan in (few, large)]
    assert counts[0] == counts[1]
    assert counts[1] <= 24
    found = [queries_of(client, plan.get_absolute_url() + asked + "&find=agency") for plan in (few, large)]
    assert found[0] == found[1]


def test_the_day_counts_as_it_is_here(page, plan, cast):
    change = {"deadline_text": builders.day(-1)}
    actions.change_action(row(plan, "99.1"), change, by=cast.manager, move_reason="It was agreed so")
    assert "1 day overdue" in words(page())


# a row edited where it stands -----------------------------------------------------------------------------------------------


def test_a_row_is_edited_and_comes_back_as_a_row_of_this_view(client_for, plan, cast):
    client, address = client_for("manager"), plan.get_absolute_url()
    script = {"X-Fragment": "row"}
    asked = "?view=work&columns=why,deadline&find=agency"
    opened = client.get(f"{address}{asked}&edit=99.2", headers=script)
    form = lxml.html.fragment_fromstring(shown(opened), create_parent="table").find(".//form")
    assert form.getparent().get("colspan") == "4"
    assert form.inputs["within"].value == "?view=work&find=agency&columns=why%2Cdeadline"
    data = dict(form.form_values()) | {"why": "Nobody had been asked."}
    answer = client.post(form.get("action"), data, headers=script)
    assert answer.status_code == 200
    saved = lxml.html.fragment_fromstring(shown(answer), create_parent="table").find(".//tr")
    assert saved.get("data-row") == "99.2"
    assert len(saved) == 4
    assert "Nobody had been asked." in saved.text_content()
    assert "Saved" in saved.text_content()
    assert row(plan, "99.2").why == "Nobody had been asked."


def test_a_refused_form_stays_a_form_of_this_view(client_for, plan, cast):
    client, address = client_for("manager"), plan.get_absolute_url()
    script = {"X-Fragment": "row"}
    opened = client.get(f"{address}?view=work&edit=99.2", headers=script)
    form = lxml.html.fragment_fromstring(shown(opened), create_parent="table").find(".//form")
    data = dict(form.form_values()) | {"action": "", "deadline_text": "x" * 9000}
    answer = client.post(form.get("action"), data, headers=script)
    assert answer.status_code == 422
    again = lxml.html.fragment_fromstring(shown(answer), create_parent="table").find(".//form")
    assert again.inputs["within"].value == "?view=work"


def test_without_script_the_link_leads_to_the_form_in_the_view_for_reading(client_for, plan):
    answer = client_for("manager").get(f"{plan.get_absolute_url()}?view=work&edit=99.2")
    assert answer.context["edit_ref"] == "99.2"
    assert "within" not in lxml.html.document_fromstring(answer.content).xpath("//form[@data-row-form]//input/@name")
