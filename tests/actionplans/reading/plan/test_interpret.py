"""How plans in the layouts that boards use are read: each paper here is made up."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from actionplans.reading import ReadingError, read_plan
from tests.actionplans.reading.papers import Paper

SIX = ("What needs to happen", "Why", "Risks if no action taken", "Actions to date:", "By when", "Lead person")


def read(paper: Paper):
    return read_plan(paper.data(), "plan.docx")


def recommendations(document):
    return [(r.number, r.text) for _, r in document.recommendations()]


def rows(document):
    return [a for _, _, a in document.actions()]


def test_one_table_per_recommendation_below_a_priority_with_objectives_and_outcomes():
    paper = Paper().heading("Ofsted inspection March 2026").line("Priority: A BOARD THAT KNOWS:", bold=True)
    paper.line("Partners share what they know.").line("OBJECTIVES:", bold=True).bullets("Share data", "Audit together")
    paper.line("OUTCOME TO ACHIEVE", bold=True).bullets("Members use the dashboard.")
    paper.line("12. Make sure that data is shared between all partners.", bold=True)
    paper.table(
        SIX, ("Build a dashboard", "To know", "Blind spots", "11.05.26: Begun.\nDraft seen", "Dec '26", "Chair")
    )
    paper.line("P13. Governance is too close to delivery.", bold=True)
    paper.table(
        SIX[:4] + ("Complete by when", "Lead person"),
        ("Change the deputy", "", "", "Action closed. Done.", "May 26", "Chair"),
    )
    paper.table(("Version 1", "For the Board 1.11.26"), ("Version 2", "Updated by AB02.12.26"), heads=0)
    document = read(paper)
    (section,) = document.sections
    assert (section.kind, section.title) == ("priority", "A BOARD THAT KNOWS")
    assert section.description == "Partners share what they know."
    assert section.objectives == ("Share data", "Audit together")
    assert section.outcomes == ("Members use the dashboard.",)
    assert recommendations(document) == [
        ("12", "Make sure that data is shared between all partners."),
        ("P13", "Governance is too close to delivery."),
    ]
    first, second = rows(document)
    assert [(e.date, e.text) for e in first.progress] == [("2026-05-11", "Begun."), (None, "Draft seen")]
    assert [d.date for d in first.deadlines] == ["2026-12"]
    assert (first.status, second.status) == ("open", "closed")
    assert [(v.label, v.date) for v in document.versions] == [("Version 1", "2026-11-01"), ("Version 2", "2026-12-02")]
    assert (document.source.kind, document.source.date) == ("ofsted-inspection", "2026-03")


def test_recommendations_in_a_first_column_merged_or_blank_below():
    document = read(
        Paper()
        .heading("Recovery plan")
        .line("Updated 4th September 2026")
        .table(
            ("Ofsted Recommendation", "Action", "Lead", "Progress", "Deadline"),
            ("142. Check how well partners keep children safe", "Write a schedule", "Board Manager", "", "May 2026"),
            (None, "Report twice a year", None, "", None),
            ("", "Publish the report", "", "On the site", ""),
            ("148. Review the training offer for all staff", "Survey", "Training sub-group", "", "Ongoing"),
        )
    )
    assert [(r.number, len(r.actions)) for _, r in document.recommendations()] == [("142", 3), ("148", 1)]
    second, third = rows(document)[1:3]
    assert [lead.name for lead in second.leads] == ["Board Manager"]  # merged: it leads this one too
    assert third.leads == ()  # blank: no lead was named
    assert [v.date for v in document.versions] == ["2026-09-04"]


def test_tables_that_go_on_after_a_page_break_are_one():
    paper = Paper().line("4. Ensure that the manager has enough time.", bold=True)
    paper.table(SIX, ("Recruit a manager", "Capacity", "Delay", "01.02.26: Letter sent to the", "March '26", "Chair"))
    paper.table(("", "", "", "police and health.", "", ""), heads=0)
    paper.line("Reply awaited from both.")
    paper.table(("", "", "", "03.02.26: Reply came.", "", ""), heads=0)
    paper.line("5. Ensure that training is evaluated over time.", bold=True)
    paper.table(SIX, ("Write an evaluation of", "Learning", "", "", "May '26", "Trainer"))
    paper.table(SIX, ("each course", "", "", "Begun", "", ""))
    document = read(paper)
    assert [len(r.actions) for _, r in document.recommendations()] == [1, 1]
    first, second = rows(document)
    assert [e.text for e in first.progress] == [
        "Letter sent to the police and health.",
        "Reply awaited from both.",
        "Reply came.",
    ]
    assert second.action == "Write an evaluation of each course"
    assert any("Reply awaited" in w.message for w in document.warnings)


def test_two_heading_rows_full_width_rows_and_a_rating_shown_by_colour():
    paper = Paper().table(
        ("Action", "<", "<", "Ownership", "<", "RAG"),
        ("What needs to happen", "Why", "Update", "By when", "Lead person", None),
        ("7. Improve how meetings are attended by all partners.", "<", "<", "<", "<", "<"),
        ("Invite earlier", "To be there", "Complete", "July 2026", "Ann Marsh/Tom Hill", "G"),
        ("Send papers", "To be ready", "", "July 2026", "Business Manager", ""),
        heads=2,
    )
    document = read(paper.shade(4, 5, "FF0000"))
    assert recommendations(document) == [("7", "Improve how meetings are attended by all partners.")]
    first, second = rows(document)
    assert [lead.name for lead in first.leads] == ["Ann Marsh", "Tom Hill"]
    assert (first.status, first.rating, second.rating) == ("complete", "Green", "Red")
    assert any("colour" in w.message for w in document.warnings)


def test_sections_as_full_width_rows_and_columns_of_the_boards_own():
    document = read(
        Paper()
        .heading("Action plan")
        .table(
            ("Ref", "Activity", "Timescales for completion", "Lead officer", "Budget"),
            ("Outcome 1: Children are heard", "<", "<", "<", "<"),
            ("1.1", "Start a shadow board", "30 June 2026", "Ann Marsh", "£200"),
            ("Outcome 2: Staff are supported", "<", "<", "<", "<"),
            ("2.1", "Write a policy", "Ongoing", "Tom Hill", "none"),
        )
    )
    assert [(s.kind, s.title) for s in document.sections] == [
        ("outcome", "Outcome 1: Children are heard"),
        ("outcome", "Outcome 2: Staff are supported"),
    ]
    assert [(a.ref, a.extra) for a in rows(document)] == [("1.1", {"Budget": "£200"}), ("2.1", {"Budget": "none"})]
    assert "extra:Budget" in [c.field for c in document.columns]


def test_a_form_with_its_headings_down_the_side():
    paper = Paper()
    for number, text in (("1", "Agencies share chronologies early"), ("2", "Escalation is used by everyone")):
        paper.table(
            ("Recommendation", f"{number}. {text}"),
            ("Lead Agency", "Police"),
            ("Action to be taken", "Agree a protocol"),
            ("Target date", "01/09/2026"),
            heads=0,
        )
    document = read(paper)
    assert recommendations(document) == [
        ("1", "Agencies share chronologies early"),
        ("2", "Escalation is used by everyone"),
    ]
    assert [[d.date for d in a.deadlines] for a in rows(document)] == [["2026-09-01"], ["2026-09-01"]]


def test_a_list_that_word_numbers_by_itself_under_topics():
    paper = Paper().heading("Our response").line("Members asked for this report.").heading("Recommendations", 2)
    paper.line("Leadership", bold=True).numbered("Members see reports each quarter.", "Partners are held to account.")
    paper.line("Children in care", bold=True).numbered("Health assessments are done in time.")
    paper.heading("Next steps", 2).line("A further report will follow.")
    document = read(paper)
    assert [(s.title, [r.number for r in s.recommendations]) for s in document.sections] == [
        ("Leadership", ["1", "2"]),
        ("Children in care", ["3"]),
    ]
    assert rows(document) == []
    shown = " ".join(w.message for w in document.warnings)
    assert "Members asked for this report." in shown
    assert "A further report will follow." in shown


def test_words_beside_the_leads_and_unsure_readings_are_listed():
    document = read(
        Paper().table(
            ("Recommendation", "Action", "Lead", "Progress", "By when"),
            (
                "1. Share data well",
                "Meet",
                "Chair\nto be agreed at the next Board:\nJ Marsh",
                "02.12.25: Met.\n6th February Met again.\nThis is now complete.",
                "31 June 2026",
            ),
        )
    )
    (row,) = rows(document)
    assert [(e.date, e.inferred) for e in row.progress] == [("2025-12-02", False), ("2026-02-06", True), (None, False)]
    assert row.status == "open"
    shown = " ".join(w.message for w in document.warnings)
    for words in ("to be agreed at the next Board", "6th February", "This is now complete.", "31 June does not exist"):
        assert words in shown


def test_every_word_of_a_table_is_in_the_plan_or_listed_as_left_out():
    paper = (
        Paper()
        .heading("Plan")
        .table(
            ("No", "Recommendation", "Action", "Who?", "When?", "Success measures", "Comments"),
            ("1", "alpha bravo charlie", "delta", "Echo Foxtrot", "golf 2026", "hotel", "india"),
            ("", "", "juliet", "", "", "kilo", ""),
            heads=1,
        )
    )
    paper.table(("lima", "mike"), ("november", "oscar"), heads=0)
    document = read(paper)
    everything = document.dumps()
    for word in [
        "alpha",
        "bravo",
        "charlie",
        "delta",
        "Echo",
        "Foxtrot",
        "golf",
        "hotel",
        "india",
        "juliet",
        "kilo",
        "lima",
        "mike",
        "november",
        "oscar",
    ]:
        assert word in everything


def test_a_file_without_a_plan_is_refused_with_one_sentence():
    with pytest.raises(ReadingError, match="There is no action plan in it"):
        read(Paper().heading("Minutes").line("Apologies were received."))


def test_the_command_prints_the_document_without_a_database(tmp_path, capsys):
    file = tmp_path / "plan.docx"
    file.write_bytes(Paper().table(("Action", "Lead", "By when"), ("Meet", "Chair", "May 2026")).data())
    call_command("import_plan", str(file), "--dry-run", "--json")
    assert json.loads(capsys.readouterr().out)["sections"][0]["recommendations"][0]["actions"][0]["action"] == "Meet"
    file.write_bytes(b"")
    with pytest.raises(CommandError, match="empty"):
        call_command("import_plan", str(file), "--dry-run")


def test_updates_in_several_columns_are_dated_by_their_headings():
    document = read(
        Paper().table(
            ("Theme", "Recommendation", "Action", "Update June 2026", "Update September 2026"),
            ("Voice", "Listen to children in every review", "Toolkit", "Drafted", "Published"),
            ("Voice", "Listen to children in every review", "Training", "", "Held"),
            ("Data", "Share data between all partners", "Dashboard", "12.06.26: Begun", ""),
        )
    )
    assert [(s.title, len(s.recommendations)) for s in document.sections] == [("Voice", 1), ("Data", 1)]
    assert [[(e.date, e.text) for e in a.progress] for a in rows(document)] == [
        [("2026-06", "Drafted"), ("2026-09", "Published")],
        [("2026-09", "Held")],
        [("2026-06-12", "Begun")],
    ]


def test_a_table_that_names_recommendations_by_number_takes_their_words_from_the_list_above():
    paper = Paper().heading("Response").heading("Recommendations", 2)
    paper.line("1. Ensure that the partners meet each quarter").line("2. Ensure that minutes are written in time")
    paper.line("3. Ensure that nobody is forgotten here")
    paper.table(("Rec no.", "Action", "Lead"), ("1", "Meet", "Chair"), ("1", "Again", "Chair"), ("2", "Write", "Chair"))
    document = read(paper)
    assert [(r.number, r.text, len(r.actions)) for _, r in document.recommendations()] == [
        ("1", "Ensure that the partners meet each quarter", 2),
        ("2", "Ensure that minutes are written in time", 1),
    ]
    assert any("nobody is forgotten" in w.message for w in document.warnings)


def test_a_recommendation_in_the_row_above_the_headings():
    paper = Paper()
    for theme, text in (("Early help", "Improve the timeliness of assessments"), ("Homes", "Improve plans for homes")):
        paper.heading(f"Theme – {theme}").table(
            (f"Ofsted recommendation: {text}", "<", "<"),
            ("Action", "Responsible", "Timescale"),
            ("Track", "Head", "May 2026"),
        )
    document = read(paper)
    assert [(s.title, [r.text for r in s.recommendations]) for s in document.sections] == [
        ("Early help", ["Improve the timeliness of assessments"]),
        ("Homes", ["Improve plans for homes"]),
    ]


def test_a_line_below_the_heading_of_closed_actions_is_not_their_heading():
    heads = ("Recommendation", "Action", "Lead", "Deadline")
    document = read(
        Paper()
        .heading("Fenmarsh action plan")
        .heading("Priority 1: Neglect", 2)
        .table(heads, ("1. Agencies should act on referrals in time", "Write a policy", "Ann Marsh", "31 March 2027"))
        .heading("Completed actions", 2)
        .line("For information only", bold=True)
        .table(heads, ("5. Boards should train in time", "Train members", "Ann Marsh", "31 March 2026"))
    )
    assert [section.title for section in document.sections] == ["Priority 1: Neglect", "Completed actions"]
    assert [a.status for a in rows(document)] == ["open", "complete"]
    assert [w.words for w in document.warnings if w.reason == "heading"] == ["For information only"]


def test_a_row_that_repeats_an_action_brings_its_notes_in_columns_of_months():
    document = read(
        Paper()
        .heading("Fenmarsh action plan")
        .table(
            ("Ref", "Action", "Lead", "Deadline", "April 2026", "May 2026"),
            ("1", "Write a policy and train staff", "Police", "31 March 2027", "Letters sent to the schools.", ""),
            ("1", "Write a policy and train staff", "Police", "31 March 2027", "", "Visits begun at six schools."),
        )
    )
    (row,) = rows(document)
    assert [(e.date, e.text) for e in row.progress] == [
        ("2026-04", "Letters sent to the schools."),
        ("2026-05", "Visits begun at six schools."),
    ]
    assert [d.date for d in row.deadlines] == ["2027-03-31"]


def test_leads_in_rows_of_their_own_stay_apart():
    document = read(
        Paper()
        .heading("Fenmarsh action plan")
        .table(
            ("Recommendation", "Action", "Lead", "Deadline"),
            ("1. Agencies should act on referrals in time", "Write a policy", "Midwifery", "31 March 2027"),
            (None, None, "Housing", ""),
            (None, None, "Safeguarding", ""),
        )
    )
    (row,) = rows(document)
    assert [lead.name for lead in row.leads] == ["Midwifery", "Housing", "Safeguarding"]
