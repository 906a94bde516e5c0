"""The plan document reads what it wrote, keeps what it does not know, and says where a file is wrong."""

import json

import pytest
from hypothesis import given, settings

from actionplans.document.node import DocumentError
from actionplans.document.tree import (
    FORMAT,
    ActionNode,
    EntryNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionLine,
)

from .strategies import documents

many = settings(max_examples=60)


def plan_json(**changes):
    """A small, whole plan as JSON values."""
    action = {
        "action": "Name an officer",
        "leads": [{"name": "Independent Chair", "kind": "role"}],
        "deadline_text": "March '27",
        "deadlines": [{"label": "", "date": "2027-03", "precision": "month"}],
        "status": "open",
        "progress": [{"date": "2026-10-11", "precision": "day", "as_written": "11.10.26", "text": "Letter sent"}],
    }
    plan = {
        "format": FORMAT,
        "title": "Inspection",
        "sections": [{"title": "One", "recommendations": [{"number": "99", "text": "Do it", "actions": [action]}]}],
    }
    return plan | changes


def first_action(plan):
    return plan["sections"][0]["recommendations"][0]["actions"][0]


@many
@given(documents)
def test_what_is_written_is_read_back_whole(document):
    again = PlanDocument.loads(document.dumps())
    assert again == document
    assert again.dumps() == document.dumps()


@many
@given(documents)
def test_the_canonical_spelling_does_not_depend_on_the_order_of_keys(document):
    def turned(value):
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(v) for v in value] if isinstance(value, list) else value

    shuffled = PlanDocument.loads(json.dumps(turned(json.loads(document.dumps()))))
    assert shuffled.canonical() == document.canonical()
    assert shuffled.sha256() == document.sha256()


def test_unknown_keys_are_written_back_where_they_were():
    plan = plan_json(colour="blue")
    first_action(plan)["budget"] = {"pounds": 1200}
    first_action(plan)["progress"][0]["mood"] = ["calm"]
    written = json.loads(PlanDocument.loads(json.dumps(plan)).dumps())
    assert written["colour"] == "blue"
    assert first_action(written)["budget"] == {"pounds": 1200}
    assert first_action(written)["progress"][0]["mood"] == ["calm"]


def test_one_changed_letter_changes_the_hash():
    plan = plan_json()
    before = PlanDocument.loads(json.dumps(plan)).sha256()
    first_action(plan)["action"] = "Name an Officer"
    assert PlanDocument.loads(json.dumps(plan)).sha256() != before


def test_empty_optional_keys_are_left_out_and_expected_ones_stay():
    written = ActionNode(action="Meet").to_json()
    assert written == {
        "action": "Meet",
        "leads": [],
        "deadline_text": "",
        "deadlines": [],
        "status": "open",
        "progress": [],
    }
    assert EntryNode(text="Met").to_json() == {"text": "Met", "date": None, "precision": "none"}


def test_a_bare_number_is_read_as_the_words_it_stands_for():
    plan = plan_json()
    plan["sections"][0]["recommendations"][0]["number"] = 99
    document = PlanDocument.loads(json.dumps(plan))
    assert [r.number for _, r in document.recommendations()] == ["99"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not readable as JSON"),
        (b"\xff\xfe\x00", "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ('{"format": "board-action-plan/1", "budget": NaN}', "NaN is no number"),
        ("[]", "“format” is not “board-action-plan/1”"),
        ('{"format": "board-action-plan/2"}', "“format” is not “board-action-plan/1”"),
        ('{"format": "board-action-plan/1", "title": "\\u0000"}', "holds a character that is none"),
        ('{"format": "board-action-plan/1", "odd": {"x": ["\\ud800"]}}', "holds a character that is none"),
    ],
)
def test_a_file_that_is_no_plan_document_gets_a_sentence(text, words):
    with pytest.raises(DocumentError, match="plan document") as error:
        PlanDocument.loads(text)
    assert words in str(error.value)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("leads", {}, "plan, sections 1, recommendations 1, actions 1, leads: a list was expected, not an object."),
        ("leads", [{}], "plan, sections 1, recommendations 1, actions 1, leads 1: “name” is missing."),
        ("leads", ["A"], "plan, sections 1, recommendations 1, actions 1, leads 1: an object was expected, not text."),
        ("action", ["a"], "plan, sections 1, recommendations 1, actions 1, action: text was expected, not a list."),
        ("why", True, "plan, sections 1, recommendations 1, actions 1, why: text was expected, not true or false."),
        (
            "internal",
            1,
            "plan, sections 1, recommendations 1, actions 1, internal: true or false was expected, not a number.",
        ),
        (
            "status",
            "done",
            "plan, sections 1, recommendations 1, actions 1: the status “done” is not one of open, complete, closed.",
        ),
        (
            "progress",
            [{"text": "ok"}, {"date": "2026-10", "precision": "day"}],
            "plan, sections 1, recommendations 1, actions 1, progress 2: "
            "“2026-10” is not a date of the precision “day”.",
        ),
        (
            "deadlines",
            [{"date": "2027-06-31", "precision": "day"}],
            "plan, sections 1, recommendations 1, actions 1, deadlines 1: the date “2027-06-31” does not exist.",
        ),
        (
            "deadlines",
            [{"date": "2027-13", "precision": "month"}],
            "plan, sections 1, recommendations 1, actions 1, deadlines 1: the date “2027-13” does not exist.",
        ),
        (
            "deadlines",
            [{"date": "2027", "precision": "none"}],
            "plan, sections 1, recommendations 1, actions 1, deadlines 1: a date stands with the precision “none”.",
        ),
        (
            "ended",
            {"on": "last week"},
            "plan, sections 1, recommendations 1, actions 1, ended: “last week” is not a date of the precision “day”.",
        ),
        (
            "extra",
            {"Resources": []},
            "plan, sections 1, recommendations 1, actions 1, extra, Resources: text was expected, not a list.",
        ),
    ],
)
def test_a_wrong_value_is_named_by_its_place(key, value, sentence):
    plan = plan_json()
    first_action(plan)[key] = value
    with pytest.raises(DocumentError) as error:
        PlanDocument.loads(json.dumps(plan))
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"columns": [{"field": "colour"}]}, "plan, columns 1: “colour” is not a field that a column can print."),
        ({"rating_level": "page"}, "not “page”"),
        ({"version": {"number": "8"}}, "plan, version, number: a whole number was expected, not text."),
        ({"source": {"date": "06.2017", "precision": "month"}}, "plan, source: “06.2017” is not a date"),
        ({"sections": None, "columns": 4}, "plan, columns: a list was expected, not a number."),
    ],
)
def test_what_is_wrong_around_the_rows_is_named_too(changes, words):
    with pytest.raises(DocumentError) as error:
        PlanDocument.loads(json.dumps(plan_json(**changes)))
    assert words in str(error.value)


def test_walking_goes_in_the_order_of_the_plan():
    one = RecommendationNode(number="1", actions=(ActionNode(action="a"), ActionNode(action="b")))
    two = RecommendationNode(number="2", actions=(ActionNode(action="c"),))
    document = PlanDocument(
        sections=(SectionNode(title="x", recommendations=(one,)), SectionNode(title="y", recommendations=(two,)))
    )
    assert [(s.title, r.number, a.action) for s, r, a in document.actions()] == [
        ("x", "1", "a"),
        ("x", "1", "b"),
        ("y", "2", "c"),
    ]


@pytest.mark.parametrize(
    ("label", "short"), [("Version 3", "3"), ("Version 2.1", "2.1"), ("V.3", "V.3"), ("Version", "Version"), ("", "")]
)
def test_the_label_of_a_version_is_short_below_the_heading_version(label, short):
    assert VersionLine(label).short_label == short
