"""Layouts of plans from many kinds of boards, each paper made up: whole sentences about what a reader would see."""

from __future__ import annotations

import pytest

from actionplans.reading import read_plan
from tests.actionplans.reading.making import saved, workbook
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


def test_lines_of_a_label_and_its_value_head_the_table_that_they_are_in():
    heads = ("No.", "Action", "Lead", "By when", "Progress")

    def of(number, text, *rows):
        return (
            (f"Recommendation {number}", "<", text, "<", "<"),
            ("Executive lead", "<", "Chief Nurse", "<", "<"),
            ("Reports to", "<", "Quality Committee", "<", "<"),
            heads,
            *rows,
        )

    paper = Paper().heading("Action plan")
    paper.table(*of(1, "Each trust should see babies in time.", ("1.1", "Train staff", "Matron", "May 2027", "")))
    paper.table(*of(2, "Each trust should record who was seen.", ("2.1", "Buy a system", "Matron", "June 2027", "")))
    document = read(paper)
    assert recommendations(document) == [
        ("1", "Each trust should see babies in time."),
        ("2", "Each trust should record who was seen."),
    ]
    assert [r.number for _, r, _ in document.actions()] == ["1", "2"]
    assert [section.title for section in document.sections] == [""]


def test_a_heading_above_a_table_that_names_its_recommendations_is_a_part_once():
    table = ("No.", "Finding", "Action", "Lead", "By when")
    document = read(
        Paper()
        .heading("Action plan")
        .heading("Priority action 1 – Waiting for an assessment", 2)
        .table(table, ("1", "Children wait far too long to be seen.", "Hire staff", "Council", "May 2027"))
        .heading("Priority action 2 – Plans of poor quality", 2)
        .table(table, ("2", "Plans do not say what a child wants.", "Ask each child", "Council", "June 2027"))
    )
    assert [(section.kind, section.title) for section in document.sections] == [
        ("", "Priority action 1 – Waiting for an assessment"),
        ("", "Priority action 2 – Plans of poor quality"),
    ]
    assert not any("Waiting" in warning.words for warning in document.warnings)


def test_the_title_page_says_when_the_plan_was_last_updated():
    document = read(
        Paper()
        .heading("Action plan")
        .table(("Version", "0.5"), ("Date of last update", "16 November 2026"), heads=0)
        .table(("Action", "Lead", "By when"), ("Train staff", "Council", "May 2027"))
    )
    assert [(version.label, version.date) for version in document.versions] == [("Version 0.5", "2026-11-16")]


def test_the_colour_of_an_empty_cell_means_what_the_key_says():
    table = (
        ("Action", "Lead", "By when", "RAG"),
        ("Train staff", "Council", "May 2027", ""),
        ("Buy a system", "Council", "May 2027", ""),
    )
    paper = Paper().heading("Action plan").table(("Blue – Done", "Grey – Withdrawn"), heads=0)
    paper.shade(0, 0, "5B9BD5").shade(0, 1, "A6A6A6")
    document = read(paper.table(*table).shade(1, 3, "5B9BD5").shade(2, 3, "A6A6A6"))
    assert [(action.rating, action.status) for action in rows(document)] == [("Blue", "complete"), ("Grey", "closed")]
    assert not [w for w in document.warnings if w.kind == "status"]  # the key explains Blue


def test_a_colour_behind_several_ratings_means_none():
    paper = Paper().heading("Action plan").table(("Amber – Late", "Grey – Withdrawn"), heads=0)
    paper.shade(0, 0, "A6A6A6").shade(0, 1, "A6A6A6")
    table = (("Action", "Lead", "By when", "RAG"), ("Train staff", "Council", "May 2027", ""))
    assert rows(read(paper.table(*table).shade(1, 3, "A6A6A6")))[0].rating is None


LONG = "The inspectors came in June and their letter was published in July, and partners accept what they found. "


def with_a_heading_above_its_table(title):
    paper = Paper()
    paper.document.add_paragraph(title, style="Title")
    paper.line("Version 1.4 – updated 13 November 2026").heading("Introduction", 2)
    for _ in range(4):
        paper.line(LONG * 3)
    paper.heading("Action plan", 2)
    return read(paper.table(("Action", "Lead", "By when"), ("Train staff", "Council", "May 2027")))


def test_a_plan_with_an_introduction_keeps_its_title_and_version():
    document = with_a_heading_above_its_table("Multi-agency action plan after the inspection")
    assert (document.title, document.subtitle) == ("Multi-agency action plan after the inspection", "")
    assert [version.date for version in document.versions] == ["2026-11-13"]


def test_a_report_on_a_plan_is_not_the_plan():
    document = with_a_heading_above_its_table("Report on the action plan after the inspection")
    assert document.title == "Action plan"
    assert any(w.reason == "report" for w in document.warnings)


def test_the_day_of_the_next_review_is_not_that_of_the_plan():
    document = read(
        Paper()
        .heading("Action plan")
        .line(
            "Audit sent: 26 June 2026.  Action plan reviewed: 20 November 2026.  Next review: Board, 21 January 2027."
        )
        .table(("Action", "Lead", "By when"), ("Train staff", "Council", "May 2027"))
    )
    assert [version.date for version in document.versions] == ["2026-11-20"]


LABELS = (("Executive lead", "Chief Nurse"), ("Intended outcome", "Babies are seen on the day."))


def test_labels_below_a_recommendation_within_a_table_are_about_it():
    def band(number, text):
        wide = ((f"Recommendation {number}", text), *LABELS)
        return tuple((label, "<", value, "<", "<") for label, value in wide)

    document = read(
        Paper()
        .heading("Action plan")
        .table(
            ("No.", "Action", "Lead", "By when", "Progress"),
            *band(1, "Each trust should see babies in time."),
            ("1.1", "Train staff", "Matron", "May 2027", ""),
            *band(2, "Each trust should record who was seen."),
            ("2.1", "Buy a system", "Matron", "June 2027", ""),
        )
    )
    assert [(r.number, a.action) for _, r, a in document.actions()] == [("1", "Train staff"), ("2", "Buy a system")]
    assert [section.title for section in document.sections] == [""]
    assert {w.words for w in document.warnings} >= {"Executive lead – Chief Nurse"}


def test_labels_in_the_first_two_cells_of_a_sheet_head_the_rows_below_them():
    heads = ["No.", "Action", "Lead", "By when", "Progress"]

    def rows_of(number, text, *rows):
        return [[f"Recommendation {number}", text], *map(list, LABELS), heads, *rows, []]

    first = rows_of(1, "Each trust should see babies in time.", ["1.1", "Train staff", "Matron", "May 2027"])
    second = rows_of(2, "Each trust should record who was seen.", ["2.1", "Buy a system", "Matron", "June 2027"])
    for sheets in ([("Plan", first + second)], [("One", first), ("Two", second)]):
        document = read_plan(saved(workbook(*sheets)), "plan.xlsx")
        assert [(r.number, a.action) for _, r, a in document.actions()] == [("1", "Train staff"), ("2", "Buy a system")]


def test_a_label_below_the_name_of_a_part_is_about_it_and_no_recommendation():
    def of(name, title, sponsor, action):
        wide = ((name, title), ("Sponsor", sponsor))
        bands = tuple((label, "<", value, "<") for label, value in wide)
        return (*bands, ("Ref", "Action", "Lead", "By when"), ("1", action, "Matron", "May 2027"))

    first = of("Priority 1", "Early help in time", "Director of the Children's Services Department", "Train staff")
    second = of("Priority 2", "Plans that are kept", "Head of the Special Educational Needs Service", "Ask each child")
    document = read(Paper().heading("Action plan").table(*first).table(*second))
    assert [section.description for section in document.sections] == [
        "Sponsor – Director of the Children's Services Department",
        "Sponsor – Head of the Special Educational Needs Service",
    ]
    assert [r.text for _, r, _ in document.actions()] == ["", ""]


def test_the_number_of_a_recommendation_may_have_a_row_of_its_own():
    document = read(
        Paper()
        .heading("Action plan")
        .table(
            ("Rec no.", "<", "4", "<"),
            ("Recommendation", "<", "Each trust should see babies in time.", "<"),
            ("No.", "Action", "Lead", "By when"),
            ("4.1", "Train staff", "Matron", "May 2027"),
        )
    )
    assert recommendations(document) == [("4", "Each trust should see babies in time.")]
    assert not [w for w in document.warnings if w.kind == "lost"]


def test_recommendations_that_a_later_row_names_again_keep_their_order():
    first, second = "1. Each trust should see babies in time.", "2. Each trust should record who was seen."
    document = read(
        Paper()
        .heading("Action plan")
        .table(
            ("Recommendation", "Action", "Lead", "By when"),
            (first, "Train staff", "Matron", "May 2027"),
            (second, "Buy a system", "Matron", "May 2027"),
            (first, "Tell staff", "Matron", "May 2027"),
        )
    )
    assert [(r.number, a.action) for _, r, a in document.actions()] == [
        ("1", "Train staff"),
        ("1", "Tell staff"),
        ("2", "Buy a system"),
    ]


def test_a_marking_above_a_table_describes_no_part_of_the_plan():
    document = read(
        Paper()
        .heading("Action plan")
        .heading("Housing", 2)
        .line("OFFICIAL – SENSITIVE")
        .table(("Action", "Lead", "By when"), ("Train staff", "Council", "May 2027"))
        .heading("Health", 2)
        .table(("Action", "Lead", "By when"), ("Tell staff", "Council", "May 2027"))
    )
    assert [(section.title, section.description) for section in document.sections] == [("Housing", ""), ("Health", "")]
    assert "OFFICIAL – SENSITIVE" in {w.words for w in document.warnings}


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


def test_a_quarter_may_replace_a_date():
    document = read(
        Paper().table(
            ("Action", "First due date", "Current due date", "Lead"),
            ("Write to schools", "30 June 2026", "Q4 2026/27", "Head of Early Help"),
            ("Tell the board", "30 June 2026", "30 June 2026", "Chair"),
        )
    )
    moved = rows(document)[0]
    assert ([d.date for d in moved.deadlines], [d.date for d in moved.earlier]) == (["2027-03"], ["2026-06-30"])


@pytest.mark.parametrize(
    ("titles", "apart"),
    [
        (("A. Inspection", "B. Reviews", "C. Archive: actions closed by the board"), True),
        (("1. Inspection", "2. Reviews", "3. Closed actions"), True),
        (("Inspection", "Reviews", "Closed actions"), False),
        (("A. Inspection", "B. Reviews", "Closed actions"), False),
    ],
)
def test_ended_actions_are_a_part_by_themselves_where_it_is_counted_as_one(titles, apart):
    heads = ("Rec", "Recommendation", "No.", "Action", "Lead", "By when")
    rows_of = (
        ("R1", "Act in time for each child", "1", "Train staff", "Police", "May 2027"),
        ("R2", "Say what was found and when", "2", "Tell families", "Health", "May 2027"),
        ("R1", "Act in time for each child", "3", "Ask parents", "Health", "May 2026"),
    )
    paper = Paper()
    paper.document.add_paragraph("Action plan", style="Title")
    for title, row in zip(titles, rows_of, strict=True):
        paper.heading(title, 2).table(heads, row)
    document = read(paper)
    last = next((s, a) for s, _, a in document.actions() if a.ref == "3")
    assert (bool(last[0].title) and titles[2].endswith(last[0].title), last[1].status) == (apart, "complete")
    assert len(recommendations(document)) == 2 + apart
