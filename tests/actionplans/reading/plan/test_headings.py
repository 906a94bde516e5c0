"""Headings of columns, leads, progress cells and endings, as boards write them."""

from __future__ import annotations

import pytest

from actionplans.reading.plan.cell_words import colour_word
from actionplans.reading.plan.headings import map_columns
from actionplans.reading.plan.meanings import is_heading_row, meanings
from actionplans.reading.plan.progress import read_progress


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Lead Officer(s)", "lead"),
        ("Who?", "lead"),
        ("Responsible lead", "lead"),
        ("By whom", "lead"),
        ("Target date", "deadline"),
        ("By when", "deadline"),
        ("Timescale", "deadline"),
        ("Complete by when", "deadline"),
        ("Update", "progress"),
        ("Actions to date:", "progress"),
        ("Progress since last meeting", "progress"),
        ("Actions planned and/or undertaken", "action"),
        ("What will we do?", "action"),
        ("Success measures", "target"),
        ("Target/Goal", "target"),
        ("Supporting evidence", "evidence"),
        ("Rationale", "why"),
        ("Risks if no action taken", "risk"),
        ("BRAG rating", "rating"),
        ("R/A/G", "rating"),
        ("Area for improvement", "recommendation"),
        ("Rec. No.", "number"),
    ],
)
def test_headings_mean_fields(heading, field):
    assert meanings(heading)[0].field == field


def test_cells_decide_where_a_heading_leaves_it_open():
    def fields(heads, *cells):
        return [m.field for m in map_columns(heads, cells)]

    heads = ("Action", "Status")
    assert fields(heads, ["Meet"], ["Amber"]) == ["action", "rating"]
    assert fields(heads, ["Meet"], ["In progress"]) == ["action", "status"]
    assert fields(heads, ["Meet"], ["The first meeting was held and a second one is planned"]) == ["action", "progress"]
    assert fields(("Priority", "Action"), ["High", "Low"], ["Meet", "Write"]) == ["extra:Priority", "action"]


def test_how_much_is_done_is_no_note():
    heads = ("Action", "Progress", "Remarks")
    notes = ["3 May 2026 AMarsh: Draft shared with schools.", "4 May 2026 BHill: Board told."]
    columns = map_columns(heads, (["Write to schools", "Tell the board"], ["40%", "100%"], notes))
    assert [m.field for m in columns] == ["action", "extra:Progress", "progress"]


def test_of_two_deadlines_the_later_one_replaced_the_first():
    def fields(heads, *dates):
        return [m.field for m in map_columns(("Action", *heads), (["Meet", "Write", "Visit", "Train"], *dates))]

    june, july = "30 June 2026", "31 July 2026"
    kept, moved = [june, june, june, july], [june, july, june, july]
    assert fields(("Original due", "Due date"), kept, moved) == ["action", "deadline", "revised"]
    assert fields(("Due date", "Original due"), moved, kept) == ["action", "revised", "deadline"]
    assert fields(("Due date", "Deadline"), kept, moved) == ["action", "deadline", "revised"]
    # dates that differ in most rows are of two things
    assert fields(("Due date", "Deadline"), kept, [july] * 3 + ["30 September 2026"])[1:] == [
        "deadline",
        "extra:Deadline",
    ]


def test_a_row_of_data_is_no_heading_row():
    assert is_heading_row(("Action", "Lead", "By when"))
    assert not is_heading_row(("Review the lead officer role.", "Chair", "May 2026"))
    assert not is_heading_row(("Update", "", ""))


@pytest.mark.parametrize(
    ("fill", "word"), [("FF0000", "Red"), ("FFC000", "Amber"), ("00B050", "Green"), ("D9E2F3", "")]
)
def test_colours_of_ratings(fill, word):
    assert colour_word(fill) == word


def test_progress_cells_become_entries():
    text = (
        "**11.10.25:** Letter sent.\n\nReply awaited.\n\nData agreed:\n\n- Police\n- Health\n\nDecember Board: noted.\n\n"
        "Update 12.01.26: done\n\n01234 567890 is the new number"
    )
    entries = read_progress(text)
    assert [(e.date, e.as_written, e.text) for e in entries] == [
        ("2025-10-11", "11.10.25", "Letter sent."),
        (None, "", "Reply awaited."),
        (None, "", "Data agreed:\n- Police\n- Health"),
        ("2025-12", "December Board", "noted."),
        ("2026-01-12", "Update 12.01.26", "done"),
        (None, "", "01234 567890 is the new number"),
    ]
    assert entries[3].inferred


@pytest.mark.parametrize(
    ("heading", "dates", "field"),
    [
        ("Now", ["", "31 July 2026", "", ""], "revised"),
        ("Revised to", ["", "", "", ""], "revised"),
        ("Now", ["", "31 May 2026", "", ""], "extra:Now"),  # no later one
        ("Now", ["", "with the board", "", ""], "extra:Now"),
        ("Talks", ["", "31 July 2026", "", ""], "extra:Talks"),  # one is chance
        ("Talks", ["", "31 July 2026", "31 August 2026", "31 July 2026", "", ""], "revised"),
    ],
)
def test_later_dates_right_beside_the_deadlines_replaced_these(heading, dates, field):
    due = ["30 June 2026"] * len(dates)
    tasks = [f"Write to school {n}" for n in range(len(dates))]
    columns = map_columns(("Action", "Due", heading), (tasks, due, dates))
    assert [m.field for m in columns] == ["action", "deadline", field]
