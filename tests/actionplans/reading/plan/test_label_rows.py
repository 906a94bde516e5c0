"""Tables that begin with a recommendation across them and lines of labels with their values, above the grid of actions."""

import pytest

from actionplans.reading import read_plan
from tests.actionplans.reading.making import saved, workbook
from tests.actionplans.reading.papers import Paper

HEADS = ("Ref", "RAG", "Action to take", "Target date", "Lead officer", "Milestones")
WIDTH = len(HEADS)
PLAN = (
    ("Landlords should train their repairs staff to see the signs of abuse.", "Housing", "Chief Nurse", "1a", "1b"),
    (
        "Officers should look at the history of an address before they grade it.",
        "Police",
        "Chief Constable",
        "2a",
        "2b",
    ),
)


def across(text, width=WIDTH):
    return (text, *["<"] * (width - 1))


def beside(label, value, width=WIDTH):
    return (label, "<", value, *["<"] * (width - 3))


def actions(*refs):
    written = {"1a": "Train all staff", "1b": "Agree a procedure", "2a": "Change the form", "2b": "Check calls"}
    return [(ref, "Green", f"{written[ref]} in each district", "31 May 2027", "Matron", "") for ref in refs]


def own_rows(n, text, theme, lead, *refs):
    labels = [beside("Theme", theme), beside("Chief officer", lead), beside("Reports to", "Board")]
    return [across(f"Recommendation {n}. {text}"), *labels, HEADS, *actions(*refs)]


def four_cells(n, text, theme, lead, *refs):
    labels = ("Theme", theme, "<", "Chief officer", lead, "<")
    return [across(f"Recommendation {n}. {text}"), labels, HEADS, *actions(*refs)]


def number_in_a_row_of_its_own(n, text, theme, lead, *refs):
    labels = [beside("Theme", theme), beside("Chief officer", lead)]
    return [across(f"Recommendation {n}"), across(text), *labels, HEADS, *actions(*refs)]


def theme_first(n, text, theme, lead, *refs):
    labels = [beside("Theme", theme), beside("Chief officer", lead)]
    return [*labels, across(f"Recommendation {n}: {text}"), HEADS, *actions(*refs)]


def labels_within_cells(n, text, theme, lead, *refs):
    labels = [across(f"Theme: {theme}"), across(f"Chief officer: {lead}")]
    return [across(f"Recommendation {n}: {text}"), *labels, HEADS, *actions(*refs)]


def label_beside_its_words(n, text, theme, lead, *refs):
    labels = [beside("Theme", theme), beside("Chief officer", lead), beside("Reports to", "")]
    return [beside(f"Recommendation {n}", text), *labels, HEADS, *actions(*refs)]


def said(document):
    return [(s.title, r.number, r.text, a.ref) for s, r, a in document.actions()]


WANTED = [(theme, str(n), text, ref) for n, (text, theme, _, *refs) in enumerate(PLAN, 1) for ref in refs]
LAYOUTS = (
    own_rows,
    four_cells,
    number_in_a_row_of_its_own,
    theme_first,
    labels_within_cells,
    label_beside_its_words,
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_recommendation_with_labels_heads_each_table(layout):
    paper = Paper().heading("Action plan")
    for n, (text, *rest) in enumerate(PLAN, 1):
        paper.table(*layout(n, text, *rest), heads=0)
    assert said(read_plan(paper.data(), "plan.docx")) == WANTED


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_recommendation_with_labels_heads_its_rows_within_one_table(layout):
    rows = [row for n, (text, *rest) in enumerate(PLAN, 1) for row in layout(n, text, *rest)]
    document = read_plan(Paper().heading("Action plan").table(*rows, heads=0).data(), "plan.docx")
    assert said(document) == WANTED


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_headings_may_be_above_the_first_recommendation_alone(layout):
    paper = Paper().heading("Action plan")
    for n, (text, *rest) in enumerate(PLAN, 1):
        rows = layout(n, text, *rest)
        paper.table(*(row for row in rows if n == 1 or row is not HEADS), heads=0)
    assert said(read_plan(paper.data(), "plan.docx")) == WANTED


@pytest.mark.parametrize("layout", [own_rows, number_in_a_row_of_its_own, theme_first, label_beside_its_words])
def test_a_sheet_has_its_labels_in_cells_that_are_not_merged(layout):
    rows = [
        ["" if text == "<" else text for text in ((row[0], row[2]) if row[1] == "<" else row)]
        for n, (text, *rest) in enumerate(PLAN, 1)
        for row in (*layout(n, text, *rest), ("", ""))
    ]
    document = read_plan(saved(workbook(("Plan", [[t or None for t in row] for row in rows]))), "plan.xlsx")
    assert said(document) == WANTED


def test_a_recommendation_without_a_number_is_known_by_the_labels_below_it():
    paper = Paper().heading("Action plan")
    for n, (text, *rest) in enumerate(PLAN, 1):
        paper.table(across(text), *own_rows(n, text, *rest)[1:], heads=0)
    assert said(read_plan(paper.data(), "plan.docx")) == [(theme, "", text, ref) for theme, _, text, ref in WANTED]


@pytest.mark.parametrize("several", [True, False])
def test_a_row_behind_the_actions_of_a_recommendation_is_none_of_its_own(several):
    blocks = [
        (*own_rows(n, text, *rest), across("Closing note: the card is to be reprinted each year by the council."))
        for n, (text, *rest) in enumerate(PLAN, 1)
    ]
    paper = Paper().heading("Action plan")
    for table in blocks if several else [[row for rows in blocks for row in rows]]:
        paper.table(*table, heads=0)
    document = read_plan(paper.data(), "plan.docx")
    assert said(document) == WANTED
    assert all("Closing note" in section.description for section in document.sections)


def test_a_part_below_a_recommendation_without_actions_is_that_of_the_next():
    rows = [
        HEADS,
        across("Priority 1: Housing"),
        across("1. Landlords should train their repairs staff."),
        *actions("1a"),
        across("2. Landlords should ask tenants each year."),
        across("Priority 2: Police"),
        across("3. Officers should look at the history of an address."),
        *actions("2a"),
    ]
    document = read_plan(Paper().heading("Action plan").table(*rows).data(), "plan.docx")
    assert [(s.title, [r.number for r in s.recommendations]) for s in document.sections] == [
        ("Priority 1: Housing", ["1", "2"]),
        ("Priority 2: Police", ["3"]),
    ]


def test_a_row_at_the_end_of_a_table_may_name_the_part_that_the_next_table_begins_with():
    first = (HEADS, across("Housing"), *actions("1a"), across("Police: calls and checks"))
    paper = Paper().heading("Action plan").table(*first, heads=1).table(*actions("2a"), heads=0)
    document = read_plan(paper.data(), "plan.docx")
    assert [(s.title, a.ref) for s, _, a in document.actions()] == [
        ("Housing", "1a"),
        ("Police: calls and checks", "2a"),
    ]
