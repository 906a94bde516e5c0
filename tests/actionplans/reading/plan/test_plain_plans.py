"""Ordinary plans in which a clever rule would see what is not there."""

import pytest

from actionplans.reading import read_plan
from tests.actionplans.reading.papers import Paper

HEADS = ("Recommendation", "Action", "Lead", "By when", "Update")


def read(paper):
    return read_plan(paper.data(), "plan.docx")


def recommendations(document):
    return [(r.number, r.text) for _, r in document.recommendations()]


def rows(document):
    return [action for _, _, action in document.actions()]


def plan(*cells):
    return read(Paper().heading("Action plan").table(HEADS, *cells))


def test_columns_of_years_are_no_count_of_rows():
    document = read(
        Paper().table(
            ("Action", "Lead", "By when", "2026", "2027", "2028"),
            ("Train all new staff", "Police", "May 2027", "10", "20", "30"),
            ("Write to each school", "Council", "June 2027", "1", "2", "3"),
        )
    )
    assert [action.action for action in rows(document)] == ["Train all new staff", "Write to each school"]


def test_a_row_of_scores_is_an_action():
    document = read(
        Paper().table(
            ("Action", "Lead", "Likelihood", "Impact", "Score"),
            ("Train all new staff", "Police", "3", "4", "12"),
            ("Write to each school", "Council", "2", "2", "4"),
        )
    )
    assert len(rows(document)) == 2


@pytest.mark.parametrize("band", ["Complete all assessments within 45 working days", "Review open cases every 4 weeks"])
def test_a_band_with_a_number_in_it_is_a_recommendation(band):
    document = read(
        Paper().table(
            ("Action", "Lead", "By when", "Update"),
            (f"1 {band}", "<", "<", "<"),
            ("Write a timetable", "Head of Service", "May 2027", ""),
        )
    )
    assert [text for _, text in recommendations(document)] == [band]


@pytest.mark.parametrize(
    "note",
    [
        "01.05.26: Done; next cohort starts in January.",
        "01.05.26: Completed – waiting for the audit.",
        "01.05.26: Closed – 2 of 5 schools",
    ],
)
def test_a_claim_with_a_reservation_ends_nothing(note):
    assert [action.status for action in rows(plan(("1. Act", "Train staff", "Police", "May 2027", note)))] == ["open"]


def test_a_claim_that_says_where_it_goes_on_ends_the_action():
    note = "01.05.26: Finished; from now on part of the quality framework."
    assert rows(plan(("1. Act", "Train staff", "Police", "May 2027", note)))[0].status == "complete"


def test_both_dates_of_a_deadline_stay():
    due = "Policy by 31 March 2026, training to be completed by 30 June 2026"
    action = rows(plan(("1. Act", "Train staff", "Police", due, "")))[0]
    assert [date.date for date in action.deadlines] == ["2026-03-31", "2026-06-30"]


@pytest.mark.parametrize(
    ("text", "status"),
    [("☐ Not started ☐ In progress ☒ Complete", "complete"), ("Not started ☐ In progress ☒ Complete ☐", "open")],
)
def test_the_ticked_box_counts_before_and_behind_its_words(text, status):
    document = read(
        Paper().table(
            ("Action", "Lead", "By when", "Status"),
            ("Train staff", "Police", "May 2027", text),
        )
    )
    assert rows(document)[0].status == status


def test_short_notes_are_no_ratings():
    document = plan(
        ("1. Act", "Train staff", "Police", "May 2027", "Letters sent"),
        ("2. Ask", "Ask parents", "Council", "June 2027", "Meeting held"),
        ("3. Tell", "Tell families", "Health", "July 2027", "Draft circulated"),
    )
    assert [[note.text for note in action.progress] for action in rows(document)] == [
        ["Letters sent"],
        ["Meeting held"],
        ["Draft circulated"],
    ]


def test_a_service_with_with_in_its_name_is_one_lead():
    action = rows(plan(("1. Act", "Train", "Team Manager, Children with Disabilities Service", "May 2027", "")))[0]
    assert [lead.name for lead in action.leads] == ["Team Manager, Children with Disabilities Service"]


def test_levels_of_priority_are_no_sections():
    document = read(
        Paper().table(
            ("Priority", "Action", "Lead", "By when"),
            ("High", "Train staff", "Police", "May 2027"),
            ("High", "Ask parents", "Council", "May 2027"),
            ("Low", "Tell families", "Health", "June 2027"),
            ("Low", "Print a leaflet", "Health", "June 2027"),
        )
    )
    assert [section.title for section in document.sections] == [""]


def test_the_relevant_agency_leads():
    document = read(
        Paper().table(
            ("Recommendation", "Action", "Relevant agency", "By when"),
            ("1. Act in time", "Train staff", "Police", "May 2027"),
        )
    )
    assert [lead.name for lead in rows(document)[0].leads] == ["Police"]


def test_a_quarter_of_a_plan_for_several_years_has_no_year():
    document = read(
        Paper().heading("Action plan 2025/26 to 2027/28").table(HEADS, ("1. Act", "Train staff", "Police", "Q3", ""))
    )
    assert rows(document)[0].deadlines == ()
