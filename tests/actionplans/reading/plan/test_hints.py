"""What a user shows of how a file is to be read: it holds over what the reader makes of it, and is kept by the file's shape."""

from __future__ import annotations

import pytest

from actionplans.reading import Hints, explained, read_plan
from actionplans.reading.files.opening import open_bytes
from actionplans.reading.files.word import read_word
from actionplans.reading.plan.contents import PlanBlocks
from actionplans.reading.plan.hints import HintsError, LineHint, TableHint, look_of
from tests.actionplans.reading.papers import Paper

HEADS = ("Strand", "What we do", "Who", "When")


def recommendations(document):
    return [(r.number, r.text) for _, r in document.recommendations()]


def rows(document):
    return [a for _, _, a in document.actions()]


def strands() -> Paper:
    return Paper().table(
        HEADS,
        ("Calls", "Answer within a minute", "Duty manager", "May 2026"),
        ("Letters", "Answer within a week", "Office", "June 2026"),
    )


def blocks(paper: Paper) -> PlanBlocks:
    found = read_word(open_bytes(paper.data(), "p.docx").data)
    return PlanBlocks(found.blocks, found.running, found.left_out, found.title)


def test_a_column_is_what_the_user_says():
    shown = Hints(tables=(TableHint(HEADS, ("recommendation", "", "", "")),))
    assert recommendations(read_plan(strands().data(), "p.docx")) == [("", "")]
    assert recommendations(read_plan(strands().data(), "p.docx", shown)) == [("", "Calls"), ("", "Letters")]


def test_a_column_that_is_left_out_is_named():
    document = read_plan(strands().data(), "p.docx", Hints(tables=(TableHint(HEADS, ("leave-out",)),)))
    assert [(w.words, w.reason) for w in document.warnings if w.reason] == [
        ("Strand", "shown"),
        ("Calls", "shown"),
        ("Letters", "shown"),
    ]
    assert "extra:Strand" not in [column.field for column in document.columns]


def test_a_table_of_closed_actions_and_one_that_is_no_plan():
    document = read_plan(strands().data(), "p.docx", Hints(tables=(TableHint(HEADS, (), "closed"),)))
    assert [action.status for action in rows(document)] == ["complete", "complete"]
    paper = strands().table(("Topic", "Action", "By when"), ("Tea", "Drink it", "May 2026"))
    document = read_plan(
        paper.data(), "p.docx", Hints(tables=(TableHint(("Topic", "Action", "By when"), (), "leave-out"),))
    )
    assert [action.action for action in rows(document)] == ["Answer within a minute", "Answer within a week"]
    assert "Drink it" in " ".join(w.words for w in document.warnings)


def test_a_table_in_which_no_plan_was_found_is_read_as_shown():
    paper = Paper().table(("Alpha", "Beta", "Gamma"), ("Calls", "Minute", "Ann"), ("Letters", "Week", "Tom"))
    shown = Hints(tables=(TableHint(("Alpha", "Beta", "Gamma"), ("recommendation", "action", "lead")),))
    document = read_plan(paper.data(), "p.docx", shown)
    assert [(r.text, a.action, a.leads[0].name) for _, r, a in document.actions()] == [
        ("Calls", "Minute", "Ann"),
        ("Letters", "Week", "Tom"),
    ]


def test_lines_of_one_look_are_what_the_user_says():
    paper = Paper().heading("Plan of the group", 1)
    for heading, action in (("Early help", "Open a hub"), ("Front door", "Answer calls")):
        paper.heading(heading, 2).table(("Action", "Lead", "By when"), (action, "Ann Marsh", "May 2026"))
    [look] = {look_of(b) for b in blocks(paper).blocks if getattr(b, "level", 0) == 2}
    shown = Hints(lines=(LineHint(look, "recommendation"),))
    assert [section.title for section in read_plan(paper.data(), "p.docx").sections] == ["Early help", "Front door"]
    assert recommendations(read_plan(paper.data(), "p.docx", shown)) == [("", "Early help"), ("", "Front door")]


def test_what_columns_and_lines_were_taken_for_is_accounted_for():
    _, account = explained(blocks(strands().line("Ask the office for copies.")), "p.docx")
    [table] = account.tables
    assert [(c.heading, c.role) for c in table.columns] == list(
        zip(HEADS, ("own", "action", "lead", "deadline"), strict=True)
    )
    assert (table.role, table.tables, table.rows, table.first[1][0]) == ("plan", 1, 2, "Letters")
    assert [(line.lines, line.first) for line in account.lines] == [(1, ["Ask the office for copies."])]


def test_hints_that_no_longer_fit_are_named():
    shown = Hints(
        tables=(TableHint(("Strand", "Task"), ("recommendation",)),), lines=(LineHint("heading 7", "section"),)
    )
    _, account = explained(blocks(strands()), "p.docx", shown)
    assert account.misfits(shown) == ["Strand | Task", "heading 7"]
    assert account.misfits(Hints(tables=(TableHint(HEADS),))) == []


def test_hints_are_kept_as_json():
    shown = Hints(tables=(TableHint(HEADS, ("recommendation", ""), "closed"),), lines=(LineHint("bold 14", "section"),))
    assert Hints.from_json(shown.to_json()) == shown


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"format": "reading-hints/1", "tables": [{"columns": ["action"]}]}',
        '{"format": "reading-hints/1", "tables": [{"heads": ["A"], "columns": ["king"]}]}',
        '{"format": "reading-hints/1", "tables": [{"heads": ["A"], "columns": ["action", "lead"]}]}',
        '{"format": "reading-hints/1", "tables": [{"heads": ["A"], "table": "king"}]}',
        '{"format": "reading-hints/1", "lines": [{"look": "bold", "role": "king"}]}',
        '{"format": "reading-hints/1", "lines": 7}',
    ],
)
def test_what_are_no_hints_is_refused(text):
    with pytest.raises(HintsError):
        Hints.loads(text)
