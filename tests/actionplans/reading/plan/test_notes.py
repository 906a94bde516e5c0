"""The notes of progress cells: the notations of their dates, and columns that are each of one period or agency."""

from __future__ import annotations

import datetime

import pytest

from actionplans.reading.plan.progress import read_periods, read_progress

PLAN_OF = datetime.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "date", "as_written", "rest"),
    [
        ("Update 12/5/26 –Draft shared.", "2026-05-12", "Update 12/5/26", "Draft shared."),
        ("Oct 26 update: Draft shared.", "2026-10", "Oct 26 update", "Draft shared."),
        ("(12.05.26) Draft shared.", "2026-05-12", "12.05.26", "Draft shared."),
        ("12/5 – Draft shared.", "2026-05-12", "12/5", "Draft shared."),
        ("As of May 2026: Draft shared.", "2026-05", "As of May 2026", "Draft shared."),
        ("Q2: Draft shared.", "2026-09", "Q2", "Draft shared."),
        ("Q4 2025/26 – Draft shared.", "2026-03", "Q4 2025/26", "Draft shared."),
        ("JS 12/05/26: Draft shared.", "2026-05-12", "JS 12/05/26", "Draft shared."),
        (
            "Jo Smith posted on Tue 12 May 2026 at 09:41\nDraft shared.",
            "2026-05-12",
            "Jo Smith posted on Tue 12 May 2026 at 09:41",
            "Draft shared.",
        ),
        ("Jo Smith, 12 May 2026 09:41: Draft shared.", "2026-05-12", "Jo Smith, 12 May 2026 09:41", "Draft shared."),
        ("12.05.26 (JS) Draft shared.", "2026-05-12", "12.05.26", "(JS) Draft shared."),
        ("March 2026: Draft shared.", "2026-03", "March 2026", "Draft shared."),
        ("**12.05.26** Draft shared.", "2026-05-12", "12.05.26", "Draft shared."),
        ("**JS 12.05.26:** Draft shared.", "2026-05-12", "JS 12.05.26", "Draft shared."),
        ("w/c 19 Oct: Draft shared.", "2026-10-19", "w/c 19 Oct", "Draft shared."),
        ("Update (May 26): Draft shared.", "2026-05", "Update (May 26)", "Draft shared."),
        ("May: Draft shared.", "2026-05", "May", "Draft shared."),
    ],
)
def test_a_note_begins_with_its_date_in_many_notations(text, date, as_written, rest):
    (entry,) = read_progress(text, PLAN_OF)
    assert (entry.date, entry.as_written, entry.text) == (date, as_written, rest)


@pytest.mark.parametrize(
    "text",
    [
        "By 12 May 2026: the draft goes out.",
        "Two visits on 12 May 2026: all well.",
        "Police: 12.05.26 Draft shared.",
        "Target May 2026 – draft shared.",
        "3/14 – Of the schools, three.",
        "12/5 of the schools replied.",
        "May be late: the draft is not agreed.",
        "Between 3.5.26 and 4.6.26: all asked.",
    ],
)
def test_a_date_that_is_no_head_of_a_note_leaves_it_undated(text):
    (entry,) = read_progress(text, PLAN_OF)
    assert (entry.date, entry.text) == (None, text)


def test_bullets_with_a_date_each_are_notes_of_their_own():
    entries = read_progress("- 12.05.26: Held\n- 13.06.26: Met\n  - twice", PLAN_OF)
    assert [(entry.date, entry.text) for entry in entries] == [("2026-05-12", "Held"), ("2026-06-13", "Met\n  - twice")]


def notes_of(heading, text):
    return [(e.date, e.as_written, e.text, e.inferred) for e in read_periods({heading: text}, PLAN_OF)]


def test_a_note_keeps_the_month_of_its_column():
    assert notes_of("January 2026", "Line opened.\n\n5 January – Line busy.\n\n28 Dec – Line tried.") == [
        ("2026-01", "January 2026", "Line opened.", False),
        ("2026-01-05", "5 January", "Line busy.", False),
        ("2025-12-28", "28 Dec", "Line tried.", True),
    ]
    assert notes_of("Q1 2026/27", "Line opened.") == [("2026-06", "Q1 2026/27", "Line opened.", False)]
    assert notes_of("February", "Line opened.") == [("2026-02", "February", "Line opened.", True)]
    assert notes_of("Q3 update", "Line opened.") == [(None, "", "Q3 update: Line opened.", False)]  # of either year


def test_each_note_of_an_agency_says_whose_it_is():
    assert notes_of("Police", "12.05.26: Trained.\n\nAll passed.") == [
        ("2026-05-12", "12.05.26", "Police: Trained.", False),
        (None, "", "Police: All passed.", False),
    ]
