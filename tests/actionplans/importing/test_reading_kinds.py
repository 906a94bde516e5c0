"""The page of how a file is read, for sheets, forms and lines: what is asked, why, what would follow, and what comes of it."""

from __future__ import annotations

import errno
from typing import Any

import lxml.html
import pytest
from django.core.files.storage import default_storage

from actionplans.importing import apply, jobs, reading_page, reading_words
from actionplans.models import FileShape, Import, Reading
from actionplans.reading.plan import following
from actionplans.reading.plan.account import ColumnAccount
from tests.actionplans.importing.looking import address, words
from tests.actionplans.reading.papers import Paper
from tests.actionplans.reading.unsure import HEADS, forms, nothing, outline, tracker, two_sheets, workbook
from tests.builders import ACCOUNT, make_import


def then(page, name: str) -> list[str]:
    """What the page says would follow from each choice in a list."""
    tree = lxml.html.fromstring(page.content)
    [box] = tree.xpath(f"//*[@id='{name}-r']")
    return [" ".join(line.text_content().split()) for line in box.xpath(".//dl/div")]


# what would follow, and what a reason rests on ----------------------------------------------------------------------------


def test_a_doubt_says_what_would_follow_from_each_choice(upload, client_for):
    page = client_for("manager").get(address(upload(tracker())))
    assert "What are these 5 columns?" in words(page)
    assert then(page, "t0c0") == [
        "Our own column: 3 actions under no recommendation",
        "Recommendation: 3 actions under 2 recommendations",
    ]
    assert then(page, "t0c4") == [
        "Rating: 2 actions are complete, 3 actions have one",
        "Our own column: no action is complete",
    ]


def test_with_many_doubts_nothing_is_worked_out(upload, client_for, monkeypatch):
    monkeypatch.setattr(following, "MOST_DOUBTS", 1)
    page = client_for("manager").get(address(upload(tracker())))
    assert then(page, "t0c0") == []
    assert "Not sure. It holds only Slow calls and Lost letters." in words(page)


def test_a_long_file_is_not_read_again_for_each_choice(upload, client_for, monkeypatch):
    monkeypatch.setattr(following, "MOST_LETTERS", 10)
    assert then(client_for("manager").get(address(upload(tracker()))), "t0c0") == []


def test_reasons_count_what_they_rest_on(upload, client_for):
    page = words(client_for("manager").get(address(upload(tracker()))))
    assert "All 3 are dates" in page
    assert "None of the 3 names is known here" in page
    assert "A text of its own in each row" in page
    rows = [
        ("Calls wait for long", "Act at once", "Tessa Orme, Council", "May 2026"),
        (None, "Ask", "Office", "when we can"),
    ]
    found = upload(Paper().table(("Recommendation", "Action", "Lead", "By when"), *rows), "merged.docx")
    page = client_for("manager").get(address(found))
    assert "1 of 2 is a date" in words(page)
    assert "1 of 2 names is known here" in words(page)
    assert "Each cell is merged over several actions" in words(page)
    tree = lxml.html.fromstring(page.content)
    assert [" ".join(p.text_content().split()) for p in tree.xpath("//p[contains(@class, 'cut__c--two')]")] == [
        "Rows 1 to 2Calls wait for long"
    ]


@pytest.mark.parametrize(
    ("now", "others", "said"),
    [
        ({"actions": 12, "loose": 12}, {"actions": 12, "recommendations": 6}, ["12 actions under no recommendation"]),
        (
            {"actions": 12, "recommendations": 6, "loose": 2},
            {"actions": 12, "loose": 12},
            ["10 actions under 6 recommendations and 2 under none"],
        ),
        ({"leads": 1}, {"leads": 0}, ["1 lead"]),
        ({}, {"actions": 1, "recommendations": 1}, ["no actions"]),
    ],
)
def test_what_follows_is_said_by_the_counts_that_differ(now, others, said):
    zero = dict.fromkeys(("actions", "loose", "recommendations", "ended", "leads", "deadlines", "notes", "sections"), 0)
    assert reading_words._phrases("own", zero | now, [zero | now, zero | others]) == said


def test_a_question_is_said_to_be_one():
    column = ColumnAccount("Will it last?", "own", sure=False, reason="heading")
    assert reading_words.doubt_of_column(column, form=True) == "It is a question."


# sheets -----------------------------------------------------------------------------------------------------------------


def test_each_sheet_says_what_it_is_and_what_comes_of_it(upload, client_for):
    found = upload(two_sheets(), "plan.xlsx")
    assert found.led_to == address(found)  # a sheet may be something else
    page = client_for("manager").get(address(found))
    said = words(page)
    assert "Which sheets hold the plan?" in said
    assert "This one needs you: “Last year”." in said
    assert "3 actions under 2 recommendations." in said
    assert "Its 5 columns are clear" in said
    assert "Costs hidden in the file" in said
    assert "It has the columns of “Live”, and 2 rows repeat a recommendation of it." in said
    assert then(page, "t1") == [
        "Actions of the plan: 5 actions under 4 recommendations, no action is complete",
        "Closed actions of “Live”: 5 actions under 2 recommendations, 2 actions are complete",
        "Another plan: a second plan of 2 actions, which is imported by itself",
    ]


def test_a_sheet_of_closed_actions_joins_the_plan_and_is_kept_by_its_name(upload, again, client_for):
    found = upload(two_sheets(), "plan.xlsx")
    page = again(found, t1="closed")
    assert "5 actions now stand under 2 recommendations 2 actions are now complete or closed." in words(page)
    found = Import.objects.get(pk=found.pk)
    assert [(t["table"], t["sheet"]) for t in found.hints["tables"]] == [("closed", "Last year")]
    assert [len(r.actions) for _, r in found.document.recommendations()] == [3, 2]
    later = upload(two_sheets(), "later.xlsx")
    assert later.kept_id == FileShape.objects.get().pk
    assert sum(action.status != "open" for _, _, action in later.document.actions()) == 2


def test_what_columns_of_one_sheet_are_holds_for_the_other_with_its_headings(upload, again):
    found = upload(two_sheets(), "plan.xlsx")
    again(found, t0c3="evidence")
    found = Import.objects.get(pk=found.pk)
    assert {action.evidence for _, _, action in found.document.actions()} == {"Tessa Orme", "Office"}


def test_a_sheet_introduces_the_plan(upload, again):
    about = [("Purpose", "Who for"), ("To keep track", "The board"), ("To be honest", "The public")]
    found = upload(
        workbook(("Live", [HEADS, ("1.1", "Be quick", "Answer", "Office", "May 2026")]), ("About", about)), "a.xlsx"
    )
    again(found, t1="introduction")
    document = Import.objects.get(pk=found.pk).document
    assert (document.sections[0].title, "To keep track" in document.sections[0].description) == ("Introduction", True)
    assert not [warning for warning in document.warnings if warning.kind == "lost"]


def two_plans() -> bytes:
    one = [HEADS, ("1.1", "Be quick", "Answer within a minute", "Office", "May 2026")]
    other = [
        HEADS,
        ("1.1", "Be kind", "Ask how they are", "Health", "June 2026"),
        ("1.2", "", "Listen", "Health", "May 2026"),
    ]
    return workbook(("Calls", one), ("Kindness", other))


def both(cast) -> Import:
    """A file of two plans that was read for one of them."""
    table = ACCOUNT["tables"][0]
    return make_import(cast.board, account=ACCOUNT | {"tables": [table, table | {"sheet": "B", "role": "another"}]})


def test_another_plan_of_the_file_is_imported_by_itself(upload, again, client_for):
    found = upload(two_plans(), "both.xlsx")
    page = again(found, t1="another")
    assert "There is another plan in this file" in words(page)
    found = Import.objects.get(pk=found.pk)
    assert [action.action for _, _, action in found.document.actions()] == ["Answer within a minute"]
    assert "another" in {warning.reason for warning in found.document.warnings}
    client = client_for("manager")
    assert "There is another plan in this file: “Kindness”." in words(client.get(address(found, "import_page")))
    client.post(address(found), {"other": "second"}, follow=True)
    second = Import.objects.latest("pk")
    assert second.pk != found.pk
    assert [action.action for _, _, action in second.document.actions()] == ["Ask how they are", "Listen"]
    assert second.file.name != found.file.name  # each goes when it is set aside
    answer = client.post(address(found), {"other": "second"})
    assert (answer["Location"], Import.objects.count()) == (second.get_absolute_url(), 2)  # pressed again


@pytest.mark.usefixtures("queued")
def test_another_plan_that_is_being_read_is_not_read_twice(cast, client_for, monkeypatch):
    monkeypatch.setattr("actionplans.views.readings.PATIENCE", 0)
    found = both(cast)
    client = client_for("manager")
    first = client.post(address(found), {"other": "second"})["Location"]
    assert client.post(address(found), {"other": "second"})["Location"] == first
    assert (Import.objects.count(), Reading.objects.count()) == (2, 1)


@pytest.mark.usefixtures("queued")
def test_of_two_presses_at_one_moment_the_second_comes_to_the_import_of_the_first(cast, client_for, monkeypatch):
    monkeypatch.setattr("actionplans.views.readings.PATIENCE", 0)
    found, real, made = both(cast), jobs.begin, []

    def meanwhile(*args: Any, **options: Any) -> Reading:
        made.append(apply.receive(real(*args, **options), by=cast.manager))
        return real(*args, **options)

    monkeypatch.setattr(jobs, "begin", meanwhile)
    answer = client_for("manager").post(address(found), {"other": "second"})
    assert answer["Location"] == made[0].get_absolute_url()
    assert (Import.objects.count(), Reading.objects.count()) == (2, 1)


def test_another_plan_that_cannot_be_stored_is_said_on_the_page(cast, client_for, monkeypatch):
    found = both(cast)

    def full(*args: Any) -> str:
        raise OSError(errno.EIO, "no answer")

    monkeypatch.setattr(type(default_storage._wrapped), "_save", full)
    page = client_for("manager").post(address(found), {"other": "second"})
    assert page.status_code == 422
    assert "could not be stored just now." in words(page)
    assert (Import.objects.count(), Reading.objects.count()) == (1, 0)


def test_there_is_no_second_plan_where_nobody_said_so(upload, client_for):
    found = upload(two_plans(), "both.xlsx")
    answer = client_for("manager").post(address(found), {"other": "second"})
    assert "There is no other plan in this file any more." in words(answer)
    assert Import.objects.count() == 1


# forms ------------------------------------------------------------------------------------------------------------------


def test_forms_are_shown_by_their_labels(upload, client_for):
    page = client_for("manager").get(address(upload(forms())))
    said = words(page)
    assert "What are these 6 labels?" in said
    assert "3 forms that are alike, the first: Table 1 3 actions in them" in said
    assert "1. Agencies tell each other when family 1 moves house" in said
    assert "2. Agencies tell each other when family 2 moves house" in said
    assert "Form 3 is of the same shape." in said
    choices = lxml.html.fromstring(page.content).xpath("//select[@id='t0c2']/option/text()")
    assert {"Another action", "Our own label"} <= {choice.strip() for choice in choices}


def test_a_label_of_forms_is_what_the_user_says(upload, again):
    found = upload(forms())
    again(found, t0c5="why")
    document = Import.objects.get(pk=found.pk).document
    assert [action.why[:7] for _, _, action in document.actions()] == ["No baby"] * 3


# lines ------------------------------------------------------------------------------------------------------------------


def test_an_outline_has_a_list_for_each_kind_of_line(upload, client_for):
    page = client_for("manager").get(address(upload(outline())))
    said = words(page)
    assert "What are these lines?" in said
    assert "Lines that begin with “Lead:” 4 lines" in said
    assert "All 4 are dates" in said
    assert "A date in each" in said
    assert "How it begins, as it is read Title Home conditions learning plan Recommendation 1 Recommendation 1:" in said
    assert "In all: 2 recommendations, 4 actions, 4 notes." in said


def test_a_kind_of_lines_and_an_exception_in_it_are_read_as_the_user_says(upload, again, client_for):
    found = upload(outline())
    page = client_for("manager").get(address(found))
    tree = lxml.html.fromstring(page.content)
    [label] = tree.xpath("//label[contains(., 'Recommendation 2: Working with landlords')]/@for")
    page = again(found, **{label: "leave-out"})
    assert "4 actions now stand under 1 recommendation" in words(page)
    found = Import.objects.get(pk=found.pk)
    assert [(line["role"], line["words"]) for line in found.hints["lines"]] == [
        ("leave-out", "Recommendation 2: Working with landlords")
    ]
    assert "Except this one:" in words(page)
    assert [r.text[:10] for _, r in found.document.recommendations()] == ["Seeing the"]


def test_lines_that_begin_with_a_label_are_what_the_user_says(upload, again):
    found = upload(outline())
    [index] = [i for i, line in enumerate(found.account["lines"]) if line["look"] == "label update"]
    again(found, **{f"l{index}": "evidence"})
    document = Import.objects.get(pk=found.pk).document
    assert [action.evidence[:8] for _, _, action in document.actions()] == ["04.11.26"] * 4


def test_of_many_kinds_of_lines_those_that_are_clear_are_folded(upload, client_for, monkeypatch):
    monkeypatch.setattr(reading_page, "MOST_KINDS", 2)
    assert "7 kinds are clear" in words(client_for("manager").get(address(upload(outline()))))


# nothing was found ------------------------------------------------------------------------------------------------------


def test_what_was_seen_is_offered_with_why_it_was_not_taken(upload, client_for):
    page = client_for("manager").get(address(upload(nothing())))
    said = words(page)
    assert "2 tables were seen. Is one of them your plan?" in said
    assert "Looks like attendance: names and ticks." in said
    tree = lxml.html.fromstring(page.content)
    assert tree.xpath("//input[@name='ticked'][@checked]/@value") == ["t1"]  # the likeliest, not the first


def test_rows_across_a_table_are_asked_about(upload, again):
    paper = Paper().table(
        ("Ref", "Action", "Lead", "By when"),
        ("Early help", "<", "<", "<"),
        ("1", "Open a hub", "Office", "May 2026"),
        ("Front door", "<", "<", "<"),
        ("2", "Answer calls", "Office", "June 2026"),
    )
    found = upload(paper)
    [index] = [i for i, line in enumerate(found.account["lines"]) if line["look"].startswith("across")]
    page = again(found, **{f"l{index}": "recommendation"})
    assert "2 actions now stand under 2 recommendations" in words(page)
    assert "Rows across the tables What you choose holds for all rows that look alike" in words(page)
