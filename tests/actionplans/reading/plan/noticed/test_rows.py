"""Which recommendations and actions there are, and which stands under which, as a user sees in the table of an import."""

from collections import Counter

import pytest

from actionplans.document.cells import AS_PRINTED
from actionplans.reading import read_plan
from tests.actionplans.reading.papers import Paper
from tests.made_plans.scoring import clean

from .made import action_of, all_texts, holding, left_out, plan, truth, with_point

HEADS = ("No", "Recommendation", "Ref", "Action", "Lead", "By when", "Progress")


def numbers(document):
    return [recommendation.number for _, recommendation in document.recommendations()]


def refs(document):
    return [action.ref for _, _, action in document.actions()]


# 3: what the recommendation is


@pytest.mark.parametrize("name", with_point(3))
def test_what_the_reviewer_said_is_the_recommendation_in_the_boards_own_word(name):
    document = plan(name)
    printed = {clean(c["printed"]) for c in truth(name)["columns"] if c["role"] == "recommendation"}
    assert {clean(column.heading) for column in document.columns if column.field == "recommendation"} <= printed
    wanted = {clean(r["text"]) for r in truth(name)["recommendations"]}
    assert {clean(r.text) for _, r in document.recommendations()} == wanted
    assert all(recommendation.actions for _, recommendation in document.recommendations())


# 8: closed actions elsewhere


@pytest.mark.parametrize("name", with_point(8))
def test_actions_that_are_closed_on_a_sheet_of_their_own_join_their_recommendations(name):
    document = plan(name)
    texts = Counter(clean(r.text) for _, r in document.recommendations())
    assert set(texts.values()) == {1}
    for wanted in truth(name)["recommendations"]:
        [read] = [r for _, r in document.recommendations() if clean(r.text) == clean(wanted["text"])]
        assert len(read.actions) == len(wanted["rows"])
        ended = [action.status != "open" for action in read.actions]
        assert ended == [row["status"] != "open" for row in wanted["rows"]]


# 11: struck through and hidden


@pytest.mark.parametrize(("name", "struck"), holding("struck"))
def test_a_row_that_is_struck_through_is_closed_and_said_once(name, struck):
    assert {action_of(plan(name), words).status for words in struck} == {"closed"}
    said = [w.message for w in plan(name).warnings if w.kind == "status" and "struck through" in w.message]
    assert len(said) <= 1
    assert "~~" not in all_texts(plan(name))


@pytest.mark.parametrize(("name", "hidden"), holding("hidden"))
def test_what_the_file_hides_is_left_out_and_said_once_of_each_kind(name, hidden):
    said = [w for w in plan(name).warnings if w.reason == "hidden"]
    for kind in ("rows", "columns", "sheets"):
        one = {"rows": "hidden row", "columns": "hidden column", "sheets": "hidden sheet"}[kind]
        assert sum(one in w.message for w in said) == bool(hidden.get(kind)), kind
    for words in (*hidden.get("rows", ()), *hidden.get("columns", ())):
        assert clean(words) in left_out(plan(name), "hidden")
        assert clean(words) not in all_texts(plan(name))


# 14: forms


@pytest.mark.parametrize("name", with_point(14))
def test_second_and_third_actions_of_a_form_stand_under_its_recommendation(name):
    wanted = {
        clean(r["text"]): [clean(row["cells"]["Action"]) for row in r["rows"]] for r in truth(name)["recommendations"]
    }
    read = {clean(r.text): [clean(a.action) for a in r.actions] for _, r in plan(name).recommendations()}
    assert read == wanted
    assert max(map(len, read.values())) >= 2


def test_the_labels_of_a_form_are_the_headings_of_its_columns():
    columns = {column.field: column.heading for column in plan("enquiry_forms").columns}
    assert columns["lead"] == "Led by"
    assert columns["deadline"] == "Date due"
    assert columns["target"] == "What will be different"
    assert "Second action" not in all_texts(plan("practice_review_forms"))


# 15: outlines


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("agency_columns", "Part 2"),
        ("committee_outline", "Part 3"),
        ("enquiry_forms", "Part B"),
        ("homicide_outline", "Theme A"),
    ],
)
def test_the_lines_below_an_action_of_an_outline_are_its_cells(name, part):
    actions = [action for section, _, action in plan(name).actions() if section.title.startswith(part)]
    assert len(actions) >= 2
    for action in actions:
        assert action.leads
        assert action.deadline_text
        assert action.ref
        for words in ("Lead:", "Timescale:", "Update:", "Led by:", "Date due:"):
            assert words not in f"{action.action} {action.deadline_text} {action.leads}"


def test_a_sentence_of_an_outline_says_who_does_it_by_when_and_whether_it_is_done():
    action = action_of(plan("committee_outline"), "The Council (Head of Early Help) will publish")
    assert [lead.name for lead in action.leads] == ["Head of Early Help"]
    assert [deadline.date for deadline in action.deadlines] == ["2026-06-30"]
    assert action.status == "complete"
    assert action.action.endswith(".")
    assert "Complete" not in action.action


# 16: numbers


@pytest.mark.parametrize(
    ("name", "recommendations", "times"),
    [
        ("youth_justice_continued", ["1", "2", "3", "4", "", "6"], 3),
        ("bold_forms", ["1", "2", "3", "", "5"], 2),
        ("committee_paper", ["1", "2", "3"], 2),
        ("learning_points", ["1", "2", "3", "4", "5", "6"], 1),
        ("closed_table", ["1", "2", "3", "4", "", "6"], 1),
        ("agency_columns", ["1", "2", "3", "4", "5", "6"], 1),
        ("three_documents", ["A1", "A2", "A3", "B1", "B3", "B4", "C1", "C2", "C3"], 2),
    ],
)
def test_a_recommendation_that_is_continued_is_one_however_often(name, recommendations, times):
    assert numbers(plan(name)) == recommendations
    said = [w.times for w in plan(name).warnings if w.reason == "label" and "continued" in w.words.lower()]
    assert said == [times]


@pytest.mark.parametrize(
    ("name", "before", "missing", "after"),
    [
        ("youth_justice_continued", "4", "5", "6"),
        ("youth_justice_continued", "2(b)", "2(c)", "2(d)"),
        ("closed_table", "4", "5", "6"),
        ("review_form_and_table", "31", "32", "33"),
        ("bold_forms", "3", "4", "5"),
        ("post_inspection", "2", "3", "4"),
    ],
)
def test_a_missing_number_is_asked_about_and_not_made_up(name, before, missing, after):
    asked = f"between {before} and {after} it may be {missing}."
    assert sum(asked in w.message for w in plan(name).warnings if w.kind == "ref") == 1
    assert missing not in (*numbers(plan(name)), *refs(plan(name)))


@pytest.mark.parametrize(("name", "repeated"), holding("repeated_numbers"))
def test_a_number_that_is_printed_twice_stays_twice_with_a_mark(name, repeated):
    for number in repeated:
        assert refs(plan(name)).count(number) == 1
        [marked] = [a for _, _, a in plan(name).actions() if a.ref == f"{number}(2)"]
        assert marked.extra[AS_PRINTED] == number
        assert sum(f"{number} is printed more than once" in w.message for w in plan(name).warnings) == 1


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("youth_justice_continued", ["4(i)", "4(ii)", "4(iii)"]),
        ("closed_table", ["1(a)", "1(b)", "2(a)"]),
        ("committee_outline", ["2.1(a)", "2.1(b)"]),
        ("three_documents", ["C1(a)", "C1(b)"]),
    ],
)
def test_a_number_with_a_letter_or_numeral_in_brackets_is_a_reference(name, some):
    assert set(some) <= set(refs(plan(name)))


def test_a_gap_that_no_row_fills_is_not_asked_about():
    rows = [("1", "Homes should be safe.", "1.1", "Visit each home.", "Homes Lead", "May 2027", "")]
    rows += [("3", "Staff should be trained.", "3.1", "Train all staff.", "Training Lead", "June 2027", "")]
    document = read_plan(Paper().heading("Improvement plan").table(HEADS, *rows).data(), "plan.docx")
    assert numbers(document) == ["1", "3"]
    assert [w for w in document.warnings if w.kind == "ref" and "no number" in w.message] == []
