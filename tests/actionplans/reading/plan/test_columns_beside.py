"""Columns that are known by what is beside them, where their headings say little."""

import pytest

from actionplans.reading import read_plan
from tests.actionplans.reading.papers import Paper


def read(*tables):
    paper = Paper().heading("Action plan")
    for table in tables:
        paper.table(*table)
    return read_plan(paper.data(), "plan.docx")


def numbers(document):
    return [(r.number, a.ref, a.action) for _, r, a in document.actions()]


def test_a_code_beside_each_recommendation_is_its_number():
    document = read(
        (
            ("Log no.", "Action", "Lead", "From", "Recommendation", "By when"),
            ("A1", "Train staff", "Police", "REV 2", "Act in time for each child", "May 2027"),
            ("A2", "Ask parents", "Council", "REV 2", "Act in time for each child", "May 2027"),
            ("A3", "Tell families", "Health", "REV 5", "Say what was found and when", "June 2027"),
        )
    )
    assert numbers(document) == [
        ("REV 2", "A1", "Train staff"),
        ("REV 2", "A2", "Ask parents"),
        ("REV 5", "A3", "Tell families"),
    ]


def test_the_two_numbers_of_a_first_table_are_those_of_a_short_one():
    heads = ("Log no.", "Action", "From", "Recommendation", "By when")
    document = read(
        (
            heads,
            ("A1", "Train staff", "REV 2", "Act in time for each child", "May 2027"),
            ("A2", "Ask parents", "REV 2", "Act in time for each child", "May 2027"),
        ),
        ((*heads, "Lead"), ("B1", "Tell families", "REV 5", "Say what was found and when", "June 2027", "Health")),
    )
    assert numbers(document)[-1] == ("REV 5", "B1", "Tell families")


def test_a_code_beside_other_words_is_no_number_of_a_recommendation():
    document = read(
        (
            ("Action", "Zone", "Recommendation", "By when"),
            ("Train staff", "Z 1", "Act in time for each child", "May 2027"),
            ("Ask parents", "Z 2", "Act in time for each child", "May 2027"),
            ("Tell families", "Z 1", "Say what was found and when", "June 2027"),
        )
    )
    assert [action.extra for _, _, action in document.actions()] == [{"Zone": "Z 1"}, {"Zone": "Z 2"}, {"Zone": "Z 1"}]


def test_numbers_that_count_on_before_the_action_are_its_own():
    document = read(
        (
            ("No.", "Recommendation", "Step", "Action", "By when"),
            ("1", "Act in time for each child", "1.1", "Train staff", "May 2027"),
            (None, None, "1.2", "Ask parents", "May 2027"),
            ("2", "Say what was found and when", "2.1", "Tell families", "June 2027"),
        )
    )
    assert numbers(document) == [
        ("1", "1.1", "Train staff"),
        ("1", "1.2", "Ask parents"),
        ("2", "2.1", "Tell families"),
    ]


def test_the_code_of_a_recommendation_is_right_of_the_number_of_the_row_too():
    document = read(
        (
            ("Ref", "Action", "Rec", "Recommendation wording", "By when"),
            ("A1", "Train staff", "R1", "Act in time for each child", "May 2027"),
            ("A2", "Ask parents", "R1", "Act in time for each child", "May 2027"),
            ("A3", "Tell families", "R2", "Say what was found and when", "June 2027"),
        )
    )
    assert numbers(document) == [
        ("R1", "A1", "Train staff"),
        ("R1", "A2", "Ask parents"),
        ("R2", "A3", "Tell families"),
    ]


def test_letters_that_count_the_actions_of_a_recommendation_are_no_ratings():
    document = read(
        (
            ("Finding", "Step", "Action", "By when"),
            ("Children wait far too long to be seen", "a", "Train staff", "May 2027"),
            (None, "b", "Ask parents", "May 2027"),
            ("Plans do not say what a child wants", "a", "Tell families", "June 2027"),
        )
    )
    assert [(a.ref, a.rating) for _, _, a in document.actions()] == [("a", None), ("b", None), ("a(2)", None)]


def test_numbers_that_do_not_count_on_are_a_column_of_the_board():
    document = read(
        (
            ("No.", "Recommendation", "Weight", "Action", "By when"),
            ("1", "Act in time for each child", "3", "Train staff", "May 2027"),
            (None, None, "1", "Ask parents", "May 2027"),
            ("2", "Say what was found and when", "3", "Tell families", "June 2027"),
        )
    )
    assert [action.extra["Weight"] for _, _, action in document.actions()] == ["3", "1", "3"]


@pytest.mark.parametrize(
    ("heading", "codes", "number"),
    [("Score", ("12", "16"), ""), ("Priority", ("1", "2"), ""), ("From", ("3", "4"), "3")],
)
def test_figures_beside_recommendations_are_numbers_only_where_they_count_on(heading, codes, number):
    document = read(
        (
            (heading, "Recommendation", "Action", "By when"),
            (codes[0], "Act in time for each child", "Train staff", "May 2027"),
            (None, None, "Ask parents", "May 2027"),
            (codes[1], "Say what was found and when", "Tell families", "June 2027"),
        )
    )
    assert [r.number for _, r in document.recommendations()][0] == number


@pytest.mark.parametrize(("heading", "first"), [("Priority", 1), ("Year", 2030), ("Step", 4)])
def test_numbers_beside_those_of_each_row_are_a_column_of_the_board(heading, first):
    document = read(
        (
            ("Ref", heading, "Action", "By when"),
            ("1", str(first), "Train staff", "May 2027"),
            ("2", str(first + 1), "Ask parents", "May 2027"),
            ("3", str(first + 2), "Tell families", "June 2027"),
        )
    )
    assert [(a.ref, a.extra) for _, _, a in document.actions()] == [
        (str(n + 1), {heading: str(first + n)}) for n in range(3)
    ]


@pytest.mark.parametrize(("heading", "first"), [("Priority", 1), ("Year", 2030)])
def test_grades_and_years_number_nothing(heading, first):
    document = read(
        (
            (heading, "Action", "By when"),
            (str(first), "Train staff", "May 2027"),
            (str(first + 1), "Ask parents", "May 2027"),
            (str(first + 2), "Tell families", "June 2027"),
        )
    )
    assert [a.ref for _, _, a in document.actions()] == ["", "", ""]


def test_the_agency_beside_an_officer_is_a_lead_too():
    document = read(
        (
            ("Action", "Lead officer", "Organisation", "By when"),
            ("Train staff", "Head of Service", "Fenmarsh Council", "May 2027"),
            ("Ask parents", "Team Manager", "Fenmarsh Police", "May 2027"),
        )
    )
    assert [[lead.name for lead in action.leads] for _, _, action in document.actions()] == [
        ["Head of Service", "Fenmarsh Council"],
        ["Team Manager", "Fenmarsh Police"],
    ]


def test_those_who_help_a_lead_are_no_leads():
    document = read(
        (
            ("Action", "Lead", "Partners", "By when"),
            ("Train staff", "Head of Service", "Fenmarsh Police", "May 2027"),
            ("Ask parents", "Team Manager", "Fenmarsh Health Trust", "May 2027"),
        )
    )
    assert [[lead.name for lead in action.leads] for _, _, action in document.actions()] == [
        ["Head of Service"],
        ["Team Manager"],
    ]


def test_states_beside_dated_notes_are_no_notes():
    document = read(
        (
            ("Action", "Lead", "By when", "Position", "Commentary"),
            ("Train staff", "Police", "May 2027", "Complete 16/11/26", "16/11/26 All trained."),
            ("Ask parents", "Council", "May 2027", "Behind schedule", "11/01/27 Half have been asked."),
            ("Tell families", "Health", "May 2027", "Stopped 14/12/26", "14/12/26 The Board agreed."),
        )
    )
    actions = [action for _, _, action in document.actions()]
    assert [action.status for action in actions] == ["complete", "open", "closed"]
    assert [[note.text for note in action.progress] for action in actions][1] == ["Half have been asked."]
    assert actions[0].ended.on == "2026-11-16"


def test_advice_below_the_headings_says_nothing_of_what_the_columns_are():
    document = read(
        (
            ("Action", "Lead", "By when", "Position", "Commentary"),
            ("(start with a verb)", "(post)", "(date)", "(choose from list)", "(latest first)"),
            ("Train staff", "Police", "May 2027", "Complete", "16/11/26 All trained."),
            ("Ask parents", "Council", "May 2027", "Late", "11/01/27 Half have been asked."),
        )
    )
    assert [action.status for _, _, action in document.actions()] == ["complete", "open"]
    assert [len(action.progress) for _, _, action in document.actions()] == [1, 1]


def test_what_people_will_notice_is_a_target():
    document = read(
        (
            ("Action", "Lead", "By when", "What tenants will notice"),
            ("Train staff", "Police", "May 2027", "Somebody knocks"),
        )
    )
    assert [action.target for _, _, action in document.actions()] == ["Somebody knocks"]


def test_the_code_of_a_recommendation_may_have_words_in_it():
    heads = ("Report ref", "Recommendation", "ID", "Action", "Lead", "By when")
    document = read(
        (
            heads,
            ("SAR-Ash 4", "Act in time for each child", "201", "Train staff", "Police", "May 2027"),
            ("SAR-Ash 4", "Act in time for each child", "202", "Ask parents", "Council", "May 2027"),
            ("S11-6", "Say what was found and when", "203", "Tell families", "Health", "June 2027"),
        ),
        ((*heads, "Closed"), ("SAR-Ash 7", "Ask all in private", "301", "Print cards", "Health", "May 2027", "Yes")),
    )
    assert numbers(document) == [
        ("SAR-Ash 4", "201", "Train staff"),
        ("SAR-Ash 4", "202", "Ask parents"),
        ("S11-6", "203", "Tell families"),
        ("SAR-Ash 7", "301", "Print cards"),
    ]


def test_a_month_beside_each_recommendation_is_no_code():
    rows = (
        ("March 2026", "Act in time for each child", "Train staff", "May 2027"),
        ("March 2026", "Act in time for each child", "Ask parents", "May 2027"),
        ("June 2026", "Say what was found and when", "Tell families", "June 2027"),
    )
    document = read((("Reported, ref", "Recommendation", "Action", "By when"), *rows))
    assert [number for number, _, _ in numbers(document)] == ["", "", ""]
