"""What the plan and its parts are called, as a user sees on the first page of an import."""

import pytest

from tests.made_plans.scoring import clean

from .made import all_texts, holding, left_out, plan, truth, with_point

#: What only the report before a plan says.
OF_REPORTS = {
    "committee_outline": ("greatest difference", "Portfolio holder", "agree to receive a further report"),
    "committee_paper": ("would a parent notice", "Council reserves", "funding of the annual review team"),
    "hospital_findings": ("take assurance from the six actions", "Capacity recorded", "Agenda item"),
    "practice_review_forms": (
        "proud of the home that she kept",
        "Midwife refers at week 22",
        "Legal adviser to the panel",
    ),
}
#: The body whose name is above the title.
ABOVE = {
    "adult_review_print": "Ottermouth Safeguarding Adults Board",
    "audit_quarters": "FENNIMORE SAFEGUARDING CHILDREN PARTNERSHIP",
    "learning_points": "Netherwold Safeguarding Children Partnership",
    "police_two_heads": "KESTRELSHIRE POLICE",
    "months_workbook": "Quenby County Council",
}


# 1: the title


@pytest.mark.parametrize("name", with_point(1))
def test_the_plan_is_called_and_dated_as_its_own_title_page_says(name):
    document, wanted = plan(name), truth(name)
    assert clean(document.title) == clean(wanted["title"])
    dated = [version for version in wanted["versions"] if version["date"]]
    assert [(_number(v.label), v.date) for v in document.versions] == [(_number(v["label"]), v["date"]) for v in dated]


def _number(label: str) -> str:
    """ "1.6" beside "Version" in a form is "Version 1.6" too."""
    return clean(label).removeprefix("version ")


@pytest.mark.parametrize("name", ABOVE)
def test_the_name_of_the_board_above_the_title_is_left_out_and_said(name):
    assert ABOVE[name] not in (plan(name).title, plan(name).subtitle)
    assert clean(ABOVE[name]) in left_out(plan(name), "heading")


# 5: a report before the plan


@pytest.mark.parametrize("name", OF_REPORTS)
def test_the_report_before_a_plan_is_no_part_of_it_and_is_named_as_one_thing(name):
    document = plan(name)
    for words in OF_REPORTS[name]:
        assert clean(words) in left_out(document, "report")
        assert clean(words) not in all_texts(document)
    assert sum(warning.reason == "report" for warning in document.warnings) == 1


def test_of_the_recommendations_that_report_and_plan_both_list_each_is_in_the_plan_once():
    numbers = [r.number for _, r in plan("practice_review_forms").recommendations()]
    assert numbers == ["1", "2", "3", "4", "5", "6"]


# 4 and 9: sections


@pytest.mark.parametrize(("name", "numbers"), holding("section_numbers"))
def test_a_section_keeps_its_title_with_its_number(name, numbers):
    # a number alone is kept beside the title, as the board's word for the section
    titles = [f"{s.kind} {s.title}" if s.kind.isdigit() else s.title for s in plan(name).sections]
    assert [clean(title) for title in titles] == [clean(title) for title in numbers]
    assert all(clean(number) in clean(title).split() for title, number in zip(titles, numbers.values(), strict=True))


@pytest.mark.parametrize(("name", "descriptions"), holding("section_descriptions"))
def test_the_line_of_aim_under_each_heading_is_said_of_its_section(name, descriptions):
    said = {clean(s.title): clean("\n".join((s.description, *s.objectives))) for s in plan(name).sections}
    labels = {clean(w.words) for w in plan(name).warnings if w.reason == "label"}

    def without_label(words):
        """An aim is one of the objectives of its section, and the word "Aim" before it is named as left out."""
        first, _, rest = words.partition(":")
        return clean(rest) if clean(first) in labels else clean(words)

    assert said == {clean(title): without_label(words) for title, words in descriptions.items()}


# 17: what explains the paper


@pytest.mark.parametrize(("name", "scale"), holding("scale"))
def test_the_key_of_ratings_is_the_scale_of_the_plan_the_worst_first(name, scale):
    letters = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue"}
    ratings = [entry["value"] for entry in scale] if isinstance(scale, list) else list(scale)
    read = {rating.lower() for rating in plan(name).ratings}  # as the rows write them
    assert {letters.get(rating, rating).lower() for rating in ratings} <= read
    known = [rating for rating in plan(name).ratings if rating in letters.values()]
    assert known == [rating for rating in letters.values() if rating in known]


@pytest.mark.parametrize("name", ["bold_forms", "review_form_and_table", "youth_justice_continued", "closed_table"])
def test_typed_page_numbers_are_no_rows_and_named_once(name):
    found = [w for w in plan(name).warnings if w.reason == "running" and clean(w.words).startswith("page 1")]
    assert len(found) == 1
    assert "page 1" not in all_texts(plan(name))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("bold_forms", "all site leads"),
        ("audit_quarters", "Fennimore Council"),
        ("agency_columns", "Agencies fill in their own column"),
        ("closed_table", "Voluntary and community sector"),
        ("adult_review_print", "Mental Capacity Act 2005"),
        ("send_priorities", "Questions about this plan"),
        ("months_workbook", "Late by more or blocked"),
    ],
)
def test_lists_of_readers_and_keys_of_abbreviations_are_no_part_of_the_plan(name, words):
    assert any(clean(words) in clean(warning.words) for warning in plan(name).warnings)
    assert all(clean(words) not in clean(f"{s.title} {s.description}") for s in plan(name).sections)
    assert all(clean(words) not in clean(f"{r.text} {a.action}") for _, r, a in plan(name).actions())
