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


# tables, sheets, forms and lines of every kind ---------------------------------------------------------------------------


def two_rows_of_heads() -> Paper:
    return Paper().table(
        ("What was found", "What we will do", "<", "By when"),
        (None, "Action", "Lead", None),
        ("Calls wait", "Answer within a minute", "Duty manager", "May 2026"),
        ("Letters are lost", "Answer within a week", "Office", "June 2026"),
        heads=2,
    )


def test_what_a_table_with_headings_in_two_rows_is_holds():
    """Its headings are those that the account has, and not the words of the first row."""
    _, account = explained(blocks(two_rows_of_heads()), "p.docx")
    [table] = account.tables
    shown = Hints(tables=(TableHint(tuple(table.heads), (), "closed"),))
    document, _ = explained(blocks(two_rows_of_heads()), "p.docx", shown)
    assert [action.status for action in rows(document)] == ["complete", "complete"]
    shown = Hints(tables=(TableHint(tuple(table.heads), (), "leave-out"),))
    document, account = explained(blocks(two_rows_of_heads()), "p.docx", shown)
    assert rows(document) == []
    assert ([t.heads for t in account.tables], account.misfits(shown)) == ([table.heads], [])


def test_a_label_of_forms_begins_another_action():
    paper = Paper()
    for n, more in ((1, False), (2, True)):
        further = (("Further step", f"Ring them too, in case {n}"), ("Lead", "Health"))
        paper.table(
            ("Recommendation", f"{n}. Be quick with case {n}"),
            ("Action", f"Answer case {n} within a minute"),
            ("Lead", "Office"),
            ("Timescale", "May 2026"),
            *(further if more else ()),
            heads=0,
        )
    document, account = explained(blocks(paper), "p.docx")
    assert [len(action.leads) for action in rows(document)] == [1, 2]  # the further step is no action of its own
    form = next(table for table in account.tables if "Further step" in table.heads)
    assert form.kind == "form"
    columns = tuple("another-action" if head == "Further step" else "" for head in form.heads)
    document, account = explained(blocks(paper), "p.docx", Hints((TableHint(tuple(form.heads), columns),)))
    assert [(r.number, a.action, a.leads[0].name) for _, r, a in document.actions()] == [
        ("1", "Answer case 1 within a minute", "Office"),
        ("2", "Answer case 2 within a minute", "Office"),
        ("2", "Ring them too, in case 2", "Health"),
    ]
    assert not [w for w in document.warnings if w.kind == "lost"]
    form = next(table for table in account.tables if "Further step" in table.heads)
    assert form.columns[form.heads.index("Further step")].role == "another-action"


def outline() -> Paper:
    paper = Paper().heading("Home conditions plan", 1).heading("About this plan", 2).line("It was agreed in May.")
    for n in (1, 2):
        paper.heading(f"Recommendation {n}: See the child at home", 2).line(
            f"Where child {n} sleeps is seen each time."
        )
        for m in (1, 2):
            paper.line(f"{n}.{m} Try page {m} of the form").line("Lead: Office").line("Timescale: May 2026")
            paper.line(f"Update: 04.11.26 tried {n}{m}")
    return paper


def test_lines_of_one_look_are_accounted_for_by_what_they_became():
    _, account = explained(blocks(outline()), "p.docx")
    found = {(line.look, line.role): line.lines for line in account.lines}
    assert found["label lead", "lead"] == 4
    assert found["label timescale", "deadline"] == 4
    assert [line.first for line in account.lines if line.role == "title"] == [
        ["Home conditions plan"],
        ["About this plan"],
    ]
    assert account.page[0] == ["title", "Home conditions plan"]
    assert ["recommendation", "Recommendation 1: See the child at home"] in account.page
    looks = {line.look for line in account.lines if line.first[0].startswith(("About", "Recommendation"))}
    assert len(looks) == 1  # the same look, read as two things: one is an exception


def test_a_label_of_lines_is_what_the_user_says():
    shown = Hints(lines=(LineHint("label timescale", "target"),))
    document, account = explained(blocks(outline()), "p.docx", shown)
    assert [(a.target, a.deadlines) for a in rows(document)] == [("May 2026", ())] * 4
    assert account.misfits(shown) == []


def test_one_line_is_an_exception_within_its_look():
    account = explained(blocks(outline()), "p.docx")[1]
    look = next(line.look for line in account.lines if line.first[0].startswith("Recommendation"))
    shown = Hints(lines=(LineHint(look, "section"), LineHint(look, "leave-out", "About this plan")))
    document, _ = explained(blocks(outline()), "p.docx", shown)
    assert [s.title for s in document.sections if s.recommendations] == ["See the child at home"]
    assert "About this plan" in [w.words for w in document.warnings if w.reason == "shown"]
    assert Hints.from_json(shown.to_json()) == shown


def test_lines_below_a_recommendation_are_its_text_and_lines_introduce_the_plan():
    account = explained(blocks(outline()), "p.docx")[1]
    look = next(line.look for line in account.lines if "It was agreed in May." in line.first)
    shown = Hints(lines=(LineHint(look, "text"), LineHint(look, "introduction", "It was agreed in May.")))
    document, _ = explained(blocks(outline()), "p.docx", shown)
    assert document.sections[0].title == "Introduction"
    assert document.sections[0].description == "It was agreed in May."
    texts = [r.text for _, r in document.recommendations() if r.number]
    assert texts[0].endswith("Where child 1 sleeps is seen each time.")
    assert not [w for w in document.warnings if w.kind == "lost"]


def bands() -> Paper:
    paper = Paper().heading("Plan of the group", 1)
    return paper.table(
        ("Ref", "Action", "Lead", "By when"),
        ("Early help", "<", "<", "<"),
        ("1", "Open a hub", "Office", "May 2026"),
        ("Front door", "<", "<", "<"),
        ("2", "Answer calls", "Office", "June 2026"),
    )


def test_rows_across_a_table_are_what_the_user_says():
    document, account = explained(blocks(bands()), "p.docx")
    assert [section.title for section in document.sections] == ["Early help", "Front door"]
    [row] = [line for line in account.lines if line.look.startswith("across")]
    assert (row.role, row.lines, row.first) == ("section", 2, ["Early help", "Front door"])
    shown = Hints(lines=(LineHint(row.look, "recommendation"), LineHint(row.look, "leave-out", "Front door")))
    document, account = explained(blocks(bands()), "p.docx", shown)
    assert [(r.text, len(r.actions)) for _, r in document.recommendations()] == [("Early help", 2)]
    assert "Front door" in [w.words for w in document.warnings if w.reason == "shown"]
    assert account.misfits(shown) == []


def test_what_was_shown_of_lines_with_labels_is_not_said_of_a_table_with_such_a_heading():
    paper = Paper().heading("Fenmarsh action plan")
    paper.table(("Action", "Lead", "Update"), ("Write a policy", "Ann Marsh", "Letters were sent to the schools."))
    document = read_plan(paper.data(), "plan.docx", Hints(lines=(LineHint("label update", "leave-out"),)))
    ((_, _, row),) = document.actions()
    assert [note.text for note in row.progress] == ["Letters were sent to the schools."]
