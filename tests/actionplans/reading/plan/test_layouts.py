"""Layouts of plans from many kinds of boards, each paper made up: whole sentences about what a reader would see."""

from __future__ import annotations

from actionplans.reading import read_plan
from tests.actionplans.reading.papers import Paper


def read(paper: Paper):
    return read_plan(paper.data(), "plan.docx")


def recommendations(document):
    return [(r.number, r.text) for _, r in document.recommendations()]


def rows(document):
    return [a for _, _, a in document.actions()]


def test_a_row_that_says_how_to_fill_in_the_columns_is_no_action():
    document = read(
        Paper().table(
            ("Recommendation", "Scope", "Action to be taken", "Lead Agency", "Target date", "Progress indicator"),
            (
                "Copy from the report",
                "Local, regional or national",
                "What will be done",
                "Who holds it",
                "One date for each milestone",
                "Red, Amber or Green",
            ),
            (
                "Recommendation 1: Tell all agencies when appointments are missed.",
                "Local",
                "Amend the policy",
                "Health",
                "May 2026\nJuly 2026",
                "Amber",
            ),
        )
    )
    assert recommendations(document) == [("1", "Tell all agencies when appointments are missed.")]
    assert [d.date for d in rows(document)[0].deadlines] == ["2026-05", "2026-07"]
    assert any("Copy from the report" in w.message for w in document.warnings)  # named among what was left out


def test_a_first_row_that_only_begins_like_advice_is_an_action():
    document = read(
        Paper().table(
            ("Action", "Lead", "By when", "Progress"),
            ("List all audits", "Analyst", "May 2026", "Begun"),
            ("Describe the offer", "Police", "June 2026", ""),
        )
    )
    assert [a.action for a in rows(document)] == ["List all audits", "Describe the offer"]


def test_a_recommendation_beside_its_number_spans_the_rest_of_its_row():
    document = read(
        Paper().table(
            ("Ref", "Action", "Lead officer(s)", "Target date", "Progress", "RAG"),
            ("Recommendation 1:", "Partners should agree how to meet out of hours.", "<", "<", "<", "<"),
            ("1.1", "Write a rota", "Duty Manager", "Jan '26", "10.12.25: Agreed.", "G"),
            ("1.2", "Test the rota", "DI Harland", "Feb '26", "", "A"),
            ("Recommendation 2:", "Police should record what children say.", "<", "<", "<", "<"),
            ("2.1", "Add a field", "Supt. Jane Oakes", "March 2026", "", "G"),
        )
    )
    assert recommendations(document) == [
        ("1", "Partners should agree how to meet out of hours."),
        ("2", "Police should record what children say."),
    ]
    assert [a.ref for a in rows(document)] == ["1.1", "1.2", "2.1"]


def test_headings_of_one_look_above_tables_name_parts_of_the_plan():
    heads = ("Area for improvement", "Progress achieved", "Key future actions", "Lead")
    paper = Paper().heading("Annual assessment").heading("BE HEALTHY", 2)
    paper.table(heads, ("Open more clinics", "One opened", "Open a third", "Nurse"))
    paper.heading("STAY SAFE", 2).table(heads, ("Do assessments on time", "Team changed", "Weekly list", "Head"))
    document = read(paper)
    assert [s.title for s in document.sections] == ["BE HEALTHY", "STAY SAFE"]
    assert document.subtitle == ""


def test_outcomes_above_everything_are_the_parts_of_the_plan():
    heads = ("Ref", "Activity", "Timescales for completion", "Lead officer")
    paper = Paper().heading("Delivery plan").heading("Outcome: Every child thrives", 2)
    paper.table(heads, ("3.5 a)", "Begin the hubs", "September 2026", "Raj Patel"), ("3.5 b)", "Open a hub", "Q4", ""))
    paper.heading("Outcome: People are safe", 2).table(heads, ("4.1", "Renew the plan", "December 2026", "Director"))
    document = read(paper)
    assert [(s.kind, s.title) for s in document.sections] == [
        ("outcome", "Every child thrives"),
        ("outcome", "People are safe"),
    ]
    assert [a.ref for a in rows(document)] == ["3.5 a", "3.5 b", "4.1"]


def test_topic_areas_above_lists_without_a_table():
    paper = Paper().heading("Inspection recommendations").heading("Leadership", 2)
    paper.line("1. Ensure that members have good data.").line("2. Ensure that supervision is written down.")
    paper.heading("Children in care", 2).line("3. Ensure that children far away are visited.")
    assert [(s.title, len(s.recommendations)) for s in read(paper).sections] == [
        ("Leadership", 2),
        ("Children in care", 1),
    ]


def test_short_recommendations_without_a_full_stop_or_an_action_stay_apart():
    document = read(
        Paper().table(
            ("Recommendation", "Responsible Officer", "Update on progress", "Achieved (tick)", "New date"),
            ("2 (i) That the post be filled", "Head of Personnel", "Filled.", "✓", ""),
            ("3 That all volunteers be checked", "Head of Service", "Sixty checked.", "", "May 2026"),
        )
    )
    assert recommendations(document) == [
        ("2 (i)", "That the post be filled"),
        ("3", "That all volunteers be checked"),
    ]
    assert [a.status for a in rows(document)] == ["complete", "open"]
    document = read(
        Paper().table(
            ("Area for development", "Who?", "By when?", "Update"),
            ("Supervision", "Head", "May 2026", ""),
            ("Training", "Trainer", "June 2026", ""),
        )
    )
    assert [text for _, text in recommendations(document)] == ["Supervision", "Training"]


def test_numbers_owners_and_updates_of_actions_are_not_the_actions():
    document = read(
        Paper()
        .line("1. Put in place a joint plan for all children who wait.")
        .table(
            (
                "Rec No.",
                "Action Ref",
                "Action Owner",
                "Action",
                "Timescale",
                "Q1 update",
                "Q2 update",
                "Date completed",
            ),
            ("1", "1a", "SEND Manager", "Buy in therapists", "31 Mar 2026", "Bought", "All began", "28.03.26"),
            ("1", "1b", "Chair", "a) Publish\nb) Report to members", "April 2026", "", "Page ready", ""),
            ("1", "1c", "Chair", "c) Ask families", "May 2026", "", "", ""),
        )
    )
    assert recommendations(document) == [("1", "Put in place a joint plan for all children who wait.")]
    first, second, third = rows(document)
    assert first.action == "Buy in therapists"
    assert [lead.name for lead in first.leads] == ["SEND Manager"]
    assert [e.text for e in first.progress] == ["Q1 update: Bought", "Q2 update: All began"]
    assert [a.status for a in (first, second, third)] == ["complete", "open", "open"]
    assert third.action == "c) Ask families"


def test_dates_as_spreadsheets_show_them():
    document = read(
        Paper().table(
            ("Inspection finding", "Improvement activity", "Accountable officer", "Delivery date", "Latest update"),
            ("1. Homes are not offered in time", "Agree a protocol", "Head of Housing", "30-Jun-2026", "Drafted"),
            ("2. Supervision is not regular", "Set a standard", "Head of Practice", "Mar-26", ""),
        )
    )
    assert [a.action for a in rows(document)] == ["Agree a protocol", "Set a standard"]
    assert [d.date for a in rows(document) for d in a.deadlines] == ["2026-06-30", "2026-03"]


def test_a_date_that_replaced_another_is_read_after_it_wherever_its_column_is():
    document = read(
        Paper().table(
            ("Action", "Due date", "Original due", "Lead"),
            ("Write to schools", "31 July 2026", "30 June 2026", "Head of Early Help"),
            ("Tell the board", "30 June 2026", "30 June 2026", "Chair"),
        )
    )
    moved, kept = rows(document)
    assert ([d.date for d in moved.deadlines], [d.date for d in moved.earlier]) == (["2026-07-31"], ["2026-06-30"])
    assert ([d.date for d in kept.deadlines], kept.earlier) == (["2026-06-30"], ())
