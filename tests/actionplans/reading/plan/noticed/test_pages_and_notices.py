"""What the end of a page must not do to a printed plan, and how much an import has to say of what it read."""

from collections import Counter

import pytest

from actionplans.reading import read_plan
from tests.actionplans.reading.making import RULED, printed
from tests.made_plans.scoring import clean

from .made import FILES, action_of, plan, truth, with_point

#: Kinds of notices, each shown once with its places.
MOST_NOTICES = 10


def rows_of(name):
    [action, *_] = [c["printed"] for c in truth(name)["columns"] if c["role"] == "action"]
    for recommendation in truth(name)["recommendations"]:
        for row in recommendation["rows"]:
            yield row["cells"][action], row


# 6: PDF


@pytest.mark.parametrize("name", with_point(6))
def test_a_note_that_the_end_of_a_page_tears_is_one(name):
    for words, row in rows_of(name):
        read = action_of(plan(name), words)
        dated = [note["date"] for note in row["progress"] if note["date"] and note["position"] == "leading"]
        assert [note.date for note in read.progress if note.date] == dated
        said = clean(" ".join(f"{note.as_written} {note.text}" for note in read.progress))
        assert all(clean(note["body"]) in said for note in row["progress"])


@pytest.mark.parametrize("name", with_point(6))
def test_rows_and_heads_that_a_page_repeats_are_there_once(name):
    read = Counter(clean(action.action) for _, _, action in plan(name).actions())
    assert read == Counter(clean(words) for words, _ in rows_of(name))


def test_a_word_that_a_columns_rule_cuts_is_one():
    titles = [section.title for section in plan("neglect_turned_heads").sections]
    assert "Theme B: Agencies stay with a family until the change has lasted" in titles


def test_heads_that_stand_on_their_side_are_the_headings_of_the_columns():
    headings = {column.field: column.heading for column in plan("neglect_turned_heads").columns}
    assert (headings["lead"], headings["deadline"], headings["rating"]) == ("Lead", "Target date", "RAG")


def test_a_lead_that_the_end_of_a_page_cuts_is_one():
    heads = "<tr><th>Recommendation</th><th>Action</th><th>Lead</th><th>By when</th><th>Progress</th></tr>"
    long = " ".join(f"In week {n} the team met the families again and heard them." for n in range(40))
    cells = ("1. Hear families.", "Meet the families.", "Head of Service, Children", "31 May 2027", f"1/2/27: {long}")
    row = "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    second = row.replace("1. Hear families.", "2. Train staff.").replace("Meet", "Train")
    style = f"{RULED} td:nth-child(3) {{padding-top: {{}}}}"
    for gap in ("0", "140mm"):
        document = read_plan(
            printed(f"<table><thead>{heads}</thead>{row}{second}</table>", style.replace("{}", gap)), "a.pdf"
        )
        leads = [[lead.name for lead in action.leads] for _, _, action in document.actions()]
        assert leads == [["Head of Service, Children"]] * 2


# 18: notices


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_of_a_reading_is_said_once_for_each_kind(name):
    kinds = {(w.kind, w.reason, w.place.field if w.place else "") for w in plan(name).warnings}
    assert len(kinds) <= MOST_NOTICES
    said = Counter((w.kind, w.message, w.where, repr(w.place)) for w in plan(name).warnings)
    assert set(said.values()) == {1}


@pytest.mark.parametrize("name", ["months_workbook", "police_two_heads", "line_per_update", "must_do_should_do"])
def test_hidden_cells_and_formulas_are_counted_and_not_listed_one_by_one(name):
    for what in ("hidden column", "hidden row", "hidden sheet", "formula"):
        assert sum(what in warning.message for warning in plan(name).warnings) <= 1
    if name == "line_per_update":
        assert any(w.message.startswith("6 formulas without their values") for w in plan(name).warnings)


# all of them


def test_each_point_is_in_at_least_three_of_the_made_up_plans():
    found = {point: with_point(point) for point in range(1, 19)}
    assert {point: len(names) for point, names in found.items() if len(names) < 3} == {}
    kinds = {point: {FILES[name].suffix for name in names} for point, names in found.items()}
    assert kinds[6] == {".pdf"}
    assert all(len(suffixes) > 1 for point, suffixes in kinds.items() if point not in (6, 14, 15))
