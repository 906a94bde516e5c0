"""The plan's page and its rows, as the business manager works in them."""

import datetime
import re

import pytest
from django.utils import timezone

from actionplans.models import Action, Clash
from actionplans.operations import actions, structure
from tests.browsing import form_of, text, url
from tests.builders import make_big_plan, make_plan, make_version
from tests.shown import shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=2, actions=2, notes=4)


def test_the_table_has_the_boards_own_columns_and_every_row_its_reference(plan, client_for):
    page = shown(client_for("member").get(url("actionplans:plan_page", plan)))
    heads = re.findall(r'<th role="columnheader"[^>]*>([^<]*)</th>', page.split("</thead>")[0])
    assert heads == [
        "Ref",
        "What needs to happen",
        "Why",
        "Risks if no action taken",
        "Actions to date",
        "By when",
        "Lead",
    ]
    for ref in ("99.1", "99.2", "100.1", "100.2"):
        assert f'id="row-{ref.replace(".", "-")}"' in page
    assert "2 earlier notes" in page
    assert page.index("reply 4 came in") < page.index("reply 1 came in")
    assert "Overdue by 30 days" in page
    assert "Edit<" not in page


def test_the_page_of_a_row_names_the_dates_that_its_file_called_replaced(plan, cast, client_for):
    row = plan.actions.get(ref="99.1")
    page = url("actionplans:action_page", plan, row.ref)
    assert "in the file that the plan came in" not in shown(client_for("member").get(page))
    row.earlier_deadlines = [
        {"label": "", "date": "2026-06-30", "precision": "day"},
        {"label": "", "date": "2026-09", "precision": "month"},
    ]
    row.save_by(cast.manager)
    words = "Before, in the file that the plan came in: 30 June 2026, then September 2026."
    assert words in text(client_for("member").get(page))


def test_saving_a_row_goes_back_to_it_and_says_so(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"why": "A new reason."}
    answer = client.post(url("actionplans:row_edit", plan, "99.1"), data)
    assert answer.url == url("actionplans:plan_page", plan) + "?saved=99.1#row-99-1"
    page = shown(client.get(answer.url))
    assert "A new reason." in page
    assert re.search(r"Saved \d{1,2}(:\d\d)?[ap]m", page)


def test_the_time_beside_a_saved_row_is_that_of_its_last_change(plan, client_for, cast):
    row = plan.actions.get(ref="99.1")
    actions.change_action(row, {"why": "A new reason."}, by=cast.manager)
    answer = client_for("manager").get(url("actionplans:plan_page", plan) + "?saved=99.1")
    assert answer.context["saved_at"] == row.history.latest().history_date


def test_an_enhanced_save_answers_with_the_row_alone(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"why": "A new reason."}
    answer = client.post(url("actionplans:row_edit", plan, "99.1"), data, headers={"X-Fragment": "row"})
    text = shown(answer).strip()
    assert text.startswith("<tr")
    assert "A new reason." in text
    assert "99.2" not in text


def test_what_was_typed_stays_when_a_row_cannot_be_saved(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"deadline_text": "31 June 2027", "why": "Kept words.", "note": "Kept note."}
    answer = client.post(url("actionplans:row_edit", plan, "99.1"), data)
    page = shown(answer)
    assert answer.status_code == 422
    assert "31 June does not exist. June has 30 days" in page
    assert "Kept words." in page
    assert "Kept note." in page
    assert plan.actions.get(ref="99.1").why != "Kept words."


def test_a_moved_date_asks_why(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"deadline_text": "31 March 2031"}
    assert "Say why the date moves" in shown(client.post(url("actionplans:row_edit", plan, "99.1"), data))
    client.post(url("actionplans:row_edit", plan, "99.1"), data | {"move_reason": "The money comes in April"})
    page = shown(client.get(url("actionplans:plan_page", plan)))
    assert "31 March 2031" in page
    assert "Slipped once" in page


def test_a_note_that_begins_with_a_date_happened_on_it(plan, client_for):
    client = client_for("manager")
    client.post(
        url("actionplans:row_edit", plan, "99.1"), form_of(client, plan, "99.1") | {"note": "11.10.25: Letter sent"}
    )
    entry = plan.actions.get(ref="99.1").progress.order_by("order").first()
    assert (entry.happened, entry.as_written, entry.text) == ("2025-10-11", "11.10.25", "Letter sent")


def test_a_note_with_a_date_that_does_not_exist_is_refused(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"note": "31.06.25: Letter sent"}
    assert "31 June does not exist" in shown(client.post(url("actionplans:row_edit", plan, "99.1"), data))


def test_an_action_cannot_lose_its_words(plan, cast, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"action": " ", "why": "Kept words."}
    answer = client.post(url("actionplans:row_edit", plan, "99.1"), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"action": [actions.NO_WORDS]}
    assert "Kept words." in shown(answer)
    assert plan.actions.get(ref="99.1").action == "Write to each agency about step 1."
    actions.change_action(plan.actions.get(ref="99.1"), {"action": "Theirs."}, by=cast.chair)
    client.post(url("actionplans:row_edit", plan, "99.1"), data | {"action": "Mine."})
    settle = client.post(url("actionplans:clash_settle", plan, "99.1", Clash.objects.get().pk), {"keep": ""})
    assert settle.context["form"].errors == {"keep": [actions.NO_WORDS]}


def test_an_action_that_was_imported_without_words_is_saved_without_them(plan, client_for):
    client = client_for("manager")
    row = plan.actions.get(ref="99.1")
    row.action = ""
    row.save_by(None)
    data = form_of(client, plan, "99.1") | {"why": "A new reason."}
    assert client.post(url("actionplans:row_edit", plan, "99.1"), data).status_code == 302
    row.refresh_from_db()
    assert (row.action, row.why) == ("", "A new reason.")


def test_closing_a_row_in_its_form_asks_for_the_reason(plan, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1") | {"status": "closed"}
    assert "Say in a note why it is closed" in shown(client.post(url("actionplans:row_edit", plan, "99.1"), data))
    client.post(url("actionplans:row_edit", plan, "99.1"), data | {"note": "Done in full"})
    action = plan.actions.get(ref="99.1")
    assert (action.status, action.ended_reason) == ("closed", "Done in full")


def test_the_user_who_saves_second_sees_both_texts_and_chooses(plan, cast, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1")
    actions.change_action(plan.actions.get(ref="99.1"), {"why": "Hers."}, by=cast.chair)
    answer = client.post(
        url("actionplans:row_edit", plan, "99.1"), data | {"why": "Mine.", "risk": "Mine too."}, follow=True
    )
    page = shown(answer)
    assert "99.1 was changed while you were writing" in page
    assert "Hers." in page
    assert "Mine." in page
    assert plan.actions.get(ref="99.1").risk == "Mine too."
    clash = Clash.objects.get()
    assert "Read both and choose" in shown(client.get(url("actionplans:plan_page", plan)))
    client.post(url("actionplans:clash_settle", plan, "99.1", clash.pk), {"keep": "Hers, and mine."})
    assert plan.actions.get(ref="99.1").why == "Hers, and mine."


def test_keeping_the_other_text_settles_a_clash(plan, cast, client_for):
    client = client_for("manager")
    data = form_of(client, plan, "99.1")
    actions.change_action(plan.actions.get(ref="99.1"), {"why": "Hers."}, by=cast.chair)
    client.post(url("actionplans:row_edit", plan, "99.1"), data | {"why": "Mine."})
    client.post(url("actionplans:clash_settle", plan, "99.1", Clash.objects.get().pk), {"keep": "Mine.", "theirs": "1"})
    assert plan.actions.get(ref="99.1").why == "Hers."
    assert not Clash.objects.unsettled().exists()


def test_a_bar_marks_what_no_version_holds_yet(plan, cast, client_for):
    make_version(plan)
    actions.change_action(plan.actions.get(ref="99.1"), {"why": "Newly put."}, by=cast.manager)
    structure.add_action(plan.recommendations.get(number="99"), by=cast.manager, action="A whole new row.")
    page = shown(client_for("manager").get(url("actionplans:plan_page", plan)))
    marked = re.findall(r'<div class="text new"><p>([^<]*)</p>', page)
    assert marked == ["Newly put.", "A whole new row."]


def test_adding_splitting_moving_ending_and_removing(plan, client_for):
    client = client_for("manager")
    rec = plan.recommendations.get(number="99")
    client.post(url("actionplans:row_add", plan, rec.pk), {"action": "- one\n- two", "lead_text": "Ruth Calloway"})
    assert plan.actions.get(ref="99.3").leads.get().person.name == "Ruth Calloway"
    client.post(url("actionplans:row_split", plan, "99.3"), {"part_0": "one", "part_1": "two"})
    assert plan.actions.get(ref="99.4").action == "two"
    client.post(url("actionplans:row_move", plan, "99.4"), {"where": "up"})
    order = plan.actions.filter(recommendation=rec).order_by("order").values_list("ref", flat=True)
    assert list(order) == ["99.1", "99.2", "99.4", "99.3"]
    other = plan.recommendations.get(number="100")
    client.post(
        url("actionplans:row_move", plan, "99.4"), {"where": "other", "recommendation": other.pk, "also": [rec.pk]}
    )
    moved = plan.actions.get(ref="99.4")
    assert (moved.recommendation, [a.recommendation for a in moved.answers.all()]) == (other, [rec])
    assert "which answers 99 too" in shown(client.get(url("actionplans:plan_page", plan)))
    client.post(
        url("actionplans:row_end", plan, "99.3"),
        {
            "status": "complete",
            "reason": "Shown",
            "agreed_by": "Executive",
            "on_day": "1",
            "on_month": "10",
            "on_year": "2026",
        },
    )
    assert "Complete 01.10.26, agreed by Executive: Shown" in shown(client.get(url("actionplans:plan_page", plan)))
    client.post(url("actionplans:row_remove", plan, "99.2"), {"reason": "Taken into 99.1"})
    assert 'id="row-99-2"' not in shown(client.get(url("actionplans:plan_page", plan)))
    client.post(url("actionplans:row_put_back", plan, "99.2"))
    assert 'id="row-99-2"' in shown(client.get(url("actionplans:plan_page", plan)))


def test_the_history_of_an_action_is_shown_in_words(plan, cast, client_for):
    action = plan.actions.get(ref="99.1")
    was = action.deadline_text
    actions.change_action(action, {"deadline_text": "June 2031"}, by=cast.manager, move_reason="The Executive asked")
    page = shown(client_for("chair").get(url("actionplans:action_page", plan, "99.1")))
    assert f"By when changed from “{was}” to “June 2031” by Tessa Orme, because “The Executive asked”." in page
    assert "Added to the plan by Tessa Orme." in page


def test_the_history_names_what_an_action_came_to_answer_also(plan, cast, client_for):
    action, other = plan.actions.get(ref="99.1"), plan.recommendations.get(number="100")
    later = timezone.now() + datetime.timedelta(hours=1)
    structure.answer_also(action, [other], by=cast.manager, at=later)
    structure.answer_also(action, [], by=cast.chair, at=later + datetime.timedelta(hours=1))
    page = text(client_for("member").get(url("actionplans:action_page", plan, "99.1")))
    assert "Recommendation 100 added to what it answers also, by Tessa Orme." in page
    assert "Recommendation 100 removed from what it answers also, by Graham Ashdown." in page
    other.internal = True
    other.save_by(cast.manager)
    page = text(client_for("member").get(url("actionplans:action_page", plan, "99.1")))
    assert "answers also" not in page


def test_the_queries_of_the_plan_page_do_not_grow_with_its_rows(cast, client_for, django_assert_max_num_queries):
    small = make_big_plan(cast.board, recommendations=2, actions=1, notes=1)
    large = make_big_plan(cast.board, recommendations=20, actions=3, notes=10)
    client = client_for("manager")
    client.get(url("actionplans:plan_page", small))
    with django_assert_max_num_queries(45) as few:
        client.get(url("actionplans:plan_page", small))
    with django_assert_max_num_queries(len(few)):
        client.get(url("actionplans:plan_page", large))
    ref = Action.objects.filter(plan=large).first().ref
    with django_assert_max_num_queries(40):
        client.get(url("actionplans:action_page", large, ref))


def test_a_rating_shows_at_the_level_that_is_rated(cast, client_for):
    plan = make_plan(cast.board, layout="seven", recommendations=1, actions=1, title="Rated")
    plan.rating_level = "recommendation"
    plan.save_by(cast.manager)
    recommendation = plan.recommendations.get()
    recommendation.rating = "Amber"
    recommendation.save_by(cast.manager)
    page = shown(client_for("chair").get(url("actionplans:plan_page", plan)))
    assert '<span class="rag rag--amber">Amber</span>' in page.split("<table")[0]
    assert ">Rating</th>" not in page


def test_many_recommendations_fold_the_numbers_strip_by_section(cast, client_for):
    plan = make_big_plan(cast.board, sections=2, recommendations=20, actions=1, notes=0)
    page = shown(client_for("chair").get(url("actionplans:plan_page", plan)))
    assert "20 recommendations, 20 actions" in page


def test_a_removed_row_is_neither_due_nor_open_nor_silent(cast, plan, client_for):
    row = plan.actions.get(ref="99.2")  # due in two weeks
    row.added_on -= datetime.timedelta(days=300)
    row.save_by(cast.manager)
    client = client_for("manager")
    before = shown(client.get(url("actionplans:action_page", plan, "99.2")))
    assert "Due in 14 days" in before
    assert "since " in before
    structure.remove_action(row, by=cast.manager, reason="Taken into 99.1")
    page = shown(client.get(url("actionplans:action_page", plan, "99.2")))
    assert "Due in 14 days" not in page
    assert "Silent for" not in page
    assert f"Open</span> when it was removed from the plan on {timezone.localdate():%-d %B %Y}." in page
