"""Plans, sections and recommendations: creating, changing, reordering and removing them."""

import pytest
from django.urls import reverse

from actionplans.models import Plan, Recommendation
from actionplans.persistence.load import read_document
from tests.browsing import filled_in
from tests.builders import make_action, make_big_plan, make_plan, make_recommendation, make_version
from tests.shown import shown

NEW_PLAN = {
    "title": "Children in care recovery plan",
    "source_kind": "inspection",
    "source_title": "Inspection of services for children in care",
    "source_date_day": "",
    "source_date_month": "June",
    "source_date_year": "2026",
    "layout": "six",
}


@pytest.fixture
def manager(client_for):
    return client_for("manager")


@pytest.fixture
def plan(cast):
    return make_plan(cast.board, recommendations=2, actions=1, notes=0)


def url(name, plan, *args):
    return reverse(name, args=[plan.board.slug, plan.slug, *args])


def page(response):
    return shown(response)


# the list -------------------------------------------------------------------------------------------------------------


def test_the_list_says_what_each_plan_answers_and_how_it_stands(manager, cast):
    make_plan(cast.board, title="Joint inspection", recommendations=2, actions=2, notes=0)
    text = page(manager.get(reverse("actionplans:plan_list", args=["fenmarsh"])))
    assert "Joint inspection" in text
    assert "4 open of 4" in text
    assert "1 overdue" in text
    assert "None published yet" in text


def test_an_observer_sees_published_versions_only(client_for, cast):
    plan = make_plan(cast.board, recommendations=1, actions=1, notes=0)
    make_version(plan)
    text = page(client_for("observer").get(reverse("actionplans:plan_list", args=["fenmarsh"])))
    assert "Version 1" in text
    assert url("actionplans:version_list", plan) in text
    assert f'"{url("actionplans:plan_page", plan)}"' not in text
    assert "open of" not in text


def test_without_a_plan_the_manager_is_led_to_start_one_and_others_are_shown_who_does(manager, client_for, cast):
    address = reverse("actionplans:plan_list", args=["fenmarsh"])
    assert "Start an empty plan" in page(manager.get(address))
    assert "business manager starts one" in page(client_for("member").get(address))


def test_the_list_costs_the_same_for_many_plans_as_for_one(manager, cast, django_assert_max_num_queries):
    make_big_plan(cast.board, recommendations=1, actions=1, notes=1)
    address = reverse("actionplans:plan_list", args=["fenmarsh"])
    manager.get(address)
    with django_assert_max_num_queries(10):
        manager.get(address)
    for _ in range(4):
        make_big_plan(cast.board, recommendations=5, actions=3, notes=2)
    with django_assert_max_num_queries(10):
        manager.get(address)


# beginning a plan -------------------------------------------------------------------------------------------------------


def test_a_plan_begins_with_its_layout_its_source_and_one_section(manager, cast):
    response = manager.post(reverse("actionplans:plan_new", args=["fenmarsh"]), NEW_PLAN)
    plan = Plan.objects.get()
    assert response.url == url("actionplans:plan_page", plan)
    assert (plan.source_date, plan.source_precision) == ("2026-06", "month")
    assert [column["heading"] for column in plan.columns][:2] == ["What needs to happen", "Why"]
    assert plan.sections.count() == 1
    assert plan.history.get().history_user == cast.manager


@pytest.mark.parametrize(
    ("day", "month", "year", "kept"),
    [("2", "9", "2026", ("2026-09-02", "day")), ("", "", "2026", ("2026", "year")), ("", "", "", ("", "none"))],
)
def test_the_date_of_the_source_is_kept_as_precisely_as_it_was_typed(manager, cast, day, month, year, kept):
    typed = NEW_PLAN | {"source_date_day": day, "source_date_month": month, "source_date_year": year}
    manager.post(reverse("actionplans:plan_new", args=["fenmarsh"]), typed)
    plan = Plan.objects.get()
    assert (plan.source_date, plan.source_precision) == kept


def test_a_date_that_does_not_exist_is_answered_by_the_field_and_the_title_stays(manager, cast):
    typed = NEW_PLAN | {"source_date_day": "31"}
    response = manager.post(reverse("actionplans:plan_new", args=["fenmarsh"]), typed)
    assert response.status_code == 422
    assert "31 June does not exist. June has 30 days" in page(response)
    assert "Children in care recovery plan" in page(response)
    assert not Plan.objects.exists()


def test_two_plans_of_one_title_have_addresses_of_their_own(manager, cast):
    for source in ("Inspection of June", "Inspection of July"):
        manager.post(reverse("actionplans:plan_new", args=["fenmarsh"]), NEW_PLAN | {"source_title": source})
    assert len(set(Plan.objects.values_list("slug", flat=True))) == 2


def test_a_form_sent_six_times_makes_one_plan(manager, cast):
    answers = [manager.post(reverse("actionplans:plan_new", args=["fenmarsh"]), NEW_PLAN) for _ in range(6)]
    assert {answer.url for answer in answers} == {url("actionplans:plan_page", Plan.objects.get())}


# settings and columns -----------------------------------------------------------------------------------------------------


def test_saving_the_settings_unchanged_changes_nothing(manager, plan):
    before = read_document(plan)
    lines = plan.history.count()
    assert (
        manager.post(
            url("actionplans:plan_settings", plan), filled_in(manager, url("actionplans:plan_settings", plan))
        ).status_code
        == 302
    )
    plan.refresh_from_db()
    assert read_document(plan) == before
    assert plan.history.count() == lines


def test_columns_are_renamed_left_out_and_put_in_another_order(manager, plan):
    data = filled_in(manager, url("actionplans:plan_settings", plan))
    data |= {"heading_lead": "Who leads", "place_lead": "1", "place_action": "2"}
    del data["prints_risk"]
    assert manager.post(url("actionplans:plan_settings", plan), data).status_code == 302
    plan.refresh_from_db()
    assert [column["field"] for column in plan.columns] == ["lead", "action", "why", "progress", "deadline"]
    assert plan.columns[0]["heading"] == "Who leads"
    text = page(manager.get(url("actionplans:plan_page", plan)))
    assert "Who leads" in text
    assert "Risks if no action taken" not in text
    assert plan.actions.first().risk, "a column that is not printed keeps its text"


def test_a_column_of_the_boards_own_is_added_and_can_be_filled(manager, plan):
    data = filled_in(manager, url("actionplans:plan_settings", plan)) | {"heading_new1": "Resources", "place_new1": "3"}
    manager.post(url("actionplans:plan_settings", plan), data)
    plan.refresh_from_db()
    assert {"field": "extra:Resources", "heading": "Resources"} in plan.columns
    data = filled_in(manager, url("actionplans:plan_settings", plan)) | {"heading_new1": "Resources"}
    response = manager.post(url("actionplans:plan_settings", plan), data)
    assert response.status_code == 422
    assert "Two columns are headed “Resources”" in page(response)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"heading_why": ""}, "Write a heading for “Why”, or take its tick away"),
        ({"heading_why": "Lead"}, "Two columns are headed “Lead”"),
        ({"place_why": "second"}, "The place of a column is a whole number, such as 3"),
        ({"prints_rating": "on"}, "Write the scale for the rating column, worst first"),
        ({"ratings": "Red\nAmber\nred"}, "stands twice in the scale"),
        ({"title": ""}, "Enter the title of the plan"),
        ({"title": "x" * 250}, "250 characters long"),
    ],
)
def test_what_is_wrong_in_the_settings_is_said_by_its_field(manager, plan, wrong, sentence):
    data = filled_in(manager, url("actionplans:plan_settings", plan)) | {"subtitle": "Kept while wrong"} | wrong
    response = manager.post(url("actionplans:plan_settings", plan), data)
    assert response.status_code == 422
    assert sentence in page(response)
    assert "Kept while wrong" in page(response)
    plan.refresh_from_db()
    assert plan.subtitle == ""


def test_a_plan_cannot_be_left_without_columns(manager, plan):
    data = {
        k: v
        for k, v in filled_in(manager, url("actionplans:plan_settings", plan)).items()
        if not k.startswith("prints_")
    }
    assert "Tick at least one column" in page(manager.post(url("actionplans:plan_settings", plan), data))


def test_the_user_who_saves_the_settings_second_is_shown_what_the_first_wrote(manager, plan, cast):
    mine = filled_in(manager, url("actionplans:plan_settings", plan)) | {"title": "Mine"}
    other = Plan.objects.get(pk=plan.pk)
    other.title, other.subtitle = "Theirs", "Only they wrote this"
    other.save_by(cast.admin)
    response = manager.post(url("actionplans:plan_settings", plan), mine)
    assert response.status_code == 422
    assert "Ada Winter changed this" in page(response)
    assert "It now says “Theirs”" in page(response)
    again = mine | {"base": response.context["form"]["base"].value()}
    assert manager.post(url("actionplans:plan_settings", plan), again).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "Mine"


def test_what_only_the_first_changed_is_not_undone_by_the_second(manager, plan, cast):
    mine = filled_in(manager, url("actionplans:plan_settings", plan)) | {"subtitle": "Mine"}
    other = Plan.objects.get(pk=plan.pk)
    other.title = "Theirs"
    other.save_by(cast.admin)
    assert manager.post(url("actionplans:plan_settings", plan), mine).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.subtitle) == ("Theirs", "Mine")


# sections -----------------------------------------------------------------------------------------------------------------


def test_a_section_is_added_with_objectives_one_on_each_line(manager, plan):
    typed = {"kind": "Priority 2", "title": "Practice", "objectives": "- Be seen\n\nBe heard\n", "outcomes": "Safer"}
    response = manager.post(url("actionplans:section_add", plan), typed)
    assert response.url == url("actionplans:plan_page", plan) + "#section-2"
    section = plan.sections.last()
    assert section.objectives == ["Be seen", "Be heard"]
    text = page(manager.get(url("actionplans:plan_page", plan)))
    assert "Priority 2. Practice" in text
    assert "Be heard" in text


def test_a_section_changes_and_its_history_says_who(manager, plan, cast):
    section = plan.sections.get()
    address = url("actionplans:section_edit", plan, section.pk)
    data = filled_in(manager, address) | {"title": "Leadership", "objectives": "One\nTwo"}
    assert manager.post(address, data).status_code == 302
    section.refresh_from_db()
    assert (section.title, section.objectives) == ("Leadership", ["One", "Two"])
    assert section.history.first().history_user == cast.manager
    assert manager.get(address).context["form"]["objectives"].value() == "One\nTwo"


def test_sections_move_up_and_down_and_stay_at_the_ends(manager, plan):
    manager.post(url("actionplans:section_add", plan), {"title": "Second"})
    first, second = plan.sections.all()
    response = manager.post(url("actionplans:section_shift", plan, second.pk), {"step": "up"})
    assert response.url.endswith("#section-1")
    assert list(plan.sections.all()) == [second, first]
    manager.post(url("actionplans:section_shift", plan, second.pk), {"step": "up"})
    assert list(plan.sections.all()) == [second, first]
    assert manager.get(url("actionplans:section_shift", plan, second.pk)).status_code == 405


def test_a_section_goes_only_when_it_is_empty_and_not_the_last(manager, plan):
    first = plan.sections.get()
    address = url("actionplans:section_edit", plan, first.pk)
    assert "Move or remove its recommendations first" in page(manager.post(address, {"remove": "yes"}))
    manager.post(url("actionplans:section_add", plan), {"title": "Second"})
    second = plan.sections.last()
    assert manager.post(url("actionplans:section_edit", plan, second.pk), {"remove": "yes"}).status_code == 302
    assert list(plan.sections.standing()) == [first]
    assert manager.get(url("actionplans:section_edit", plan, second.pk)).status_code == 404


# recommendations ------------------------------------------------------------------------------------------------------------


def test_a_recommendation_is_added_with_its_number_as_printed(manager, plan):
    section = plan.sections.get()
    typed = {"number": "P106.", "text": "Report once a year.", "short": "A yearly report"}
    response = manager.post(url("actionplans:recommendation_add", plan, section.pk), typed)
    assert response.url == url("actionplans:plan_page", plan) + "#rec-P106"
    assert plan.recommendations.last().number == "P106"
    assert "Report once a year." in page(manager.get(url("actionplans:plan_page", plan)))


def test_a_number_twice_is_answered_by_the_field_and_the_typed_text_stays(manager, plan):
    section = plan.sections.get()
    typed = {"number": "99", "text": "A text that took an hour."}
    response = manager.post(url("actionplans:recommendation_add", plan, section.pk), typed)
    assert response.status_code == 422
    assert "This plan has a recommendation of that number already." in response.context["form"].errors["number"]
    assert "A text that took an hour." in page(response)
    other = plan.recommendations.get(number="100")
    data = filled_in(manager, url("actionplans:recommendation_edit", plan, other.pk)) | {"number": "99"}
    assert manager.post(url("actionplans:recommendation_edit", plan, other.pk), data).status_code == 422


def test_a_number_can_be_used_again_once_its_recommendation_is_taken_out(manager, plan):
    section = plan.sections.get()
    empty = make_recommendation(section, 101)
    manager.post(url("actionplans:recommendation_edit", plan, empty.pk), {"remove": "yes"})
    again = manager.post(url("actionplans:recommendation_add", plan, section.pk), {"number": "101", "text": "Anew."})
    assert again.status_code == 302


def test_text_of_50000_characters_is_kept_and_one_more_is_refused_with_a_sentence(manager, plan):
    section = plan.sections.get()
    address = url("actionplans:recommendation_add", plan, section.pk)
    long = "x" * 50_001
    response = manager.post(address, {"number": "7", "text": long})
    assert "50,001 characters long. It holds up to 50,000" in page(response)
    assert long in page(response)
    assert manager.post(address, {"number": "7", "text": long[1:]}).status_code == 302


def test_script_in_a_text_is_only_text(manager, plan):
    section = plan.sections.get()
    manager.post(
        url("actionplans:recommendation_add", plan, section.pk),
        {"number": "7", "text": "<script>alert(1)</script> and so on"},
    )
    text = page(manager.get(url("actionplans:plan_page", plan)))
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; and so on" in text


def test_a_number_without_a_text_is_asked_for_it_and_neither_is_a_place_for_actions(manager, plan):
    section = plan.sections.get()
    address = url("actionplans:recommendation_add", plan, section.pk)
    assert "Write what recommendation 7 says" in page(manager.post(address, {"number": "7", "text": ""}))
    assert manager.post(address, {"number": "", "text": ""}).url.endswith("#rec-1-3")


def test_an_internal_recommendation_is_for_the_manager_and_the_chair_only(manager, client_for, plan):
    section = plan.sections.get()
    typed = {"number": "7", "text": "A delicate matter.", "internal": "on"}
    manager.post(url("actionplans:recommendation_add", plan, section.pk), typed)
    assert "A delicate matter." in page(client_for("chair").get(url("actionplans:plan_page", plan)))
    for role in ("lead", "member"):
        assert "A delicate matter." not in page(client_for(role).get(url("actionplans:plan_page", plan)))


def test_a_recommendation_goes_to_another_section_with_its_rows_and_their_references(manager, plan):
    manager.post(url("actionplans:section_add", plan), {"title": "Practice"})
    second = plan.sections.last()
    moved = plan.recommendations.get(number="99")
    address = url("actionplans:recommendation_edit", plan, moved.pk)
    response = manager.post(address, filled_in(manager, address) | {"section": second.pk})
    assert response.url.endswith("#rec-99")
    moved.refresh_from_db()
    assert moved.section == second
    assert [a.ref for a in moved.actions.all()] == ["99.1"]


def test_the_section_of_another_plan_is_not_a_choice(manager, plan, cast):
    manager.post(url("actionplans:section_add", plan), {"title": "Practice"})
    other = make_plan(cast.board, title="Another", recommendations=1, actions=0)
    moved = plan.recommendations.get(number="99")
    address = url("actionplans:recommendation_edit", plan, moved.pk)
    response = manager.post(address, filled_in(manager, address) | {"section": other.sections.get().pk})
    assert response.status_code == 422
    assert manager.get(url("actionplans:recommendation_edit", other, moved.pk)).status_code == 404


def test_recommendations_move_within_their_section(manager, plan):
    last = plan.recommendations.get(number="100")
    manager.post(url("actionplans:recommendation_shift", plan, last.pk), {"step": "up"})
    assert [r.number for r in plan.recommendations.all()] == ["100", "99"]
    manager.post(url("actionplans:recommendation_shift", plan, last.pk), {"step": "down"})
    assert [r.number for r in plan.recommendations.all()] == ["99", "100"]


def test_a_recommendation_with_an_action_in_it_cannot_be_taken_out(manager, plan):
    full = plan.recommendations.get(number="99")
    response = manager.post(url("actionplans:recommendation_edit", plan, full.pk), {"remove": "yes"})
    assert "Move or remove its action first: 99.1." in page(response)
    empty = make_recommendation(plan.sections.get(), 101)
    assert manager.post(url("actionplans:recommendation_edit", plan, empty.pk), {"remove": "yes"}).status_code == 302
    empty.refresh_from_db()
    assert empty.removed
    assert Recommendation.history.filter(id=empty.pk).count() == 2
    assert "Theme 101" not in page(manager.get(url("actionplans:plan_page", plan)))


def test_two_people_with_one_recommendation_open_lose_nothing(manager, plan, cast):
    recommendation = plan.recommendations.get(number="99")
    address = url("actionplans:recommendation_edit", plan, recommendation.pk)
    mine = filled_in(manager, address) | {"text": "As I remember it."}
    other = Recommendation.objects.get(pk=recommendation.pk)
    other.text = "As the report has it."
    other.save_by(cast.admin)
    response = manager.post(address, mine)
    assert "As I remember it." in page(response)
    assert "It now says “As the report has it.”" in page(response)
    recommendation.refresh_from_db()
    assert recommendation.text == "As the report has it."


def test_a_rating_is_asked_for_at_the_level_that_the_plan_rates(manager, cast):
    plan = make_plan(cast.board, layout="seven", recommendations=1, actions=0)
    plan.rating_level = "recommendation"
    plan.save_by(cast.manager)
    recommendation = plan.recommendations.get()
    address = url("actionplans:recommendation_edit", plan, recommendation.pk)
    assert manager.post(address, filled_in(manager, address) | {"rating": "Amber"}).status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.rating == "Amber"
    assert "rating" not in manager.get(url("actionplans:section_add", plan)).context["form"].fields


@pytest.mark.parametrize("role", ["chair", "lead", "member", "observer"])
def test_only_the_manager_shapes_a_plan(client_for, plan, role):
    client = client_for(role)
    section, recommendation = plan.sections.get(), plan.recommendations.first()
    make_action(recommendation)
    for address in (
        url("actionplans:plan_settings", plan),
        url("actionplans:section_edit", plan, section.pk),
        url("actionplans:recommendation_edit", plan, recommendation.pk),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, {"remove": "yes"}).status_code == 403
