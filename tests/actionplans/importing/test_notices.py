"""The notices of an import: one for each kind and column, an answer for all of its places, and exceptions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import lxml.html
import pytest
from django.urls import reverse

from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
)
from actionplans.document.warnings import (
    COLOUR,
    COLUMN,
    CUSTOM,
    DEADLINE,
    HIDDEN,
    LEAD,
    LEFT_OUT,
    LOOSE,
    REF,
    RUNNING,
    STATUS,
    STRUCK,
    Place,
    Warning_,
)
from actionplans.importing import apply, decide, notices
from actionplans.importing.left_out import KEPT_TITLE
from actionplans.importing.notice_words import WORDS
from actionplans.models import Import
from tests.builders import ACCOUNT, make_import, make_plan

#: Actions of the document, each with a note whose year is guessed.
ACTIONS = 5


def action(number: int, **changes: Any) -> ActionNode:
    note = EntryNode(f"Met {number} schools.", f"2026-09-0{number}", "day", f"{number} Sept", inferred=True)
    return replace(ActionNode(f"Write letter {number}", ref=f"1.{number}", progress=(note,)), **changes)


def a_document(*warnings: Warning_, **changes: Any) -> PlanDocument:
    """One recommendation with five actions: five dates of notes without a year, and what else is given."""
    actions = tuple(action(n, **changes) for n in range(1, ACTIONS + 1))
    columns = ("action", "Action"), ("progress", "Update"), ("deadline", "By when"), ("lead", "Who")
    return PlanDocument(
        title="Plan of autumn",
        columns=tuple(ColumnNode(field, heading) for field, heading in columns),
        sections=(SectionNode(recommendations=(RecommendationNode("1", "Listen.", actions=actions),)),),
        warnings=warnings,
    )


def at(row: int, field: str) -> Place:
    return Place(0, 0, row=row, field=field)


@pytest.fixture
def upload(cast):
    return lambda *warnings, **changes: make_import(cast.board, a_document(*warnings, **changes))


@pytest.fixture
def page(client_for):
    """``page(import)`` opens its review, ``page(import, notice="…")`` presses a button of it first."""

    def open_(upload: Import, **pressed: str) -> lxml.html.HtmlElement:
        client = client_for("manager")
        if pressed:
            settle = reverse("actionplans:import_settle", args=[upload.board.slug, upload.uid])
            answer = client.post(settle, pressed)
            assert answer.status_code == 302, answer.content
        return lxml.html.fromstring(client.get(upload.get_absolute_url()).content)

    return open_


def words(element: Any) -> str:
    return re.sub(r"\s+([.,:])", r"\1", " ".join(element.text_content().split()))


def notice(page: lxml.html.HtmlElement, title: str) -> lxml.html.HtmlElement:
    [found] = [item for item in page.xpath("//li[starts-with(@id, 'n-')]") if title in words(item.find(".//h4"))]
    return found


def value_of(element: lxml.html.HtmlElement, said: str) -> dict[str, str]:
    """What the first button with these words sends."""
    button = next(b for b in element.iter("button") if words(b).startswith(said))
    return {button.get("name"): button.get("value")}


def again(upload: Import) -> Import:
    return Import.objects.get(pk=upload.pk)


def dates(upload: Import) -> list[str | None]:
    return [a.progress[0].date for _, _, a in decide.reviewed_document(again(upload)).actions()]


# what is shown ----------------------------------------------------------------------------------------------------------


def test_places_of_one_kind_and_column_are_one_notice(upload, page):
    warnings = (Warning_("", "No day.", DEADLINE, at(n, "deadline")) for n in range(3))
    found = page(upload(*warnings, deadline_text="Ongoing"))
    section = found.get_element_by_id("notices")
    assert words(section.find(".//h2")) == "2 notices for 8 places in the file, one for each kind and column"
    assert [words(h) for h in section.findall(".//h3")] == ["To decide: 2"]
    assert [words(h) for h in section.iter("h4")] == [
        "Dates without their year in “Update”",
        "No day in “By when”: “Ongoing”",
    ]
    assert "Two things need a yes or no; what you leave is imported as it was read." in words(found.find(".//main"))
    assert "“1 Sept” is 1 September 2026." in words(notice(found, "Dates without"))


def test_three_places_are_shown_and_the_others_folded(upload, page):
    dates = notice(page(upload()), "Dates without")
    assert [words(summary) for summary in dates.xpath("./div/details/summary")] == [
        "Show the 5: Dates without their year in “Update”"
    ]
    lists = dates.xpath(".//ul[contains(@class, 'plc')]")
    assert [len(each.findall("li")) for each in lists] == [3, 2]
    assert words(lists[0].find("li/b")) == "1.1"


def test_without_notices_there_is_no_section(cast, page):
    document = a_document(progress=())
    found = page(make_import(cast.board, document))
    assert not found.xpath("//*[@id='notices']")
    assert "No reading needs a look. Nothing is imported yet." in words(found.find(".//main"))


def test_without_notices_columns_that_are_not_known_are_worth_a_look(cast, page):
    found = page(make_import(cast.board, a_document(progress=()), account=ACCOUNT))
    assert "Nothing has to be decided, but 1 column was not known: look how it is read." in words(found.find(".//main"))


def test_what_was_only_done_is_told_and_asks_nothing(upload, page):
    found = page(
        upload(
            Warning_("", "“Page 1 of 2”", LEFT_OUT, words="Page 1 of 2\nPage 2 of 2", reason=RUNNING),
            Warning_("table 1", "The column “Strand” fits no field.", COLUMN),
            Warning_("page 2", "Only a colour.", COLOUR),
            Warning_("page 3", "Only a colour.", COLOUR),
            Warning_("row 1.2", "Printed twice.", REF, at(1, "")),
            Warning_("", "Taken in.", STATUS, words="9 | Old | Complete", reason=HIDDEN),
            progress=(),
        )
    )
    assert [words(h) for h in found.get_element_by_id("notices").findall(".//h3")] == ["Done, so that you know: 5"]
    assert [words(item.find("p")) for item in found.xpath("//li[starts-with(@id, 'n-')]")] == [
        "2 places",
        "2 places",
        "1 place",
        "1 place",
        "1 place",
    ]
    assert not found.xpath("//*[@id='notices']//button")
    assert "9 | Old | Complete" in words(notice(found, "hidden row"))


def test_of_more_than_ten_kinds_those_with_most_places_are_shown(cast, page):
    document = a_document(
        leads=(LeadNode("Chair"), LeadNode("Office")),
        deadlines=(DeadlineNode(date="2026-10", precision="month"),),
        deadline_text="October",
        status="complete",
        extra={f"Column {n}": "Yes" for n in range(9)},
    )
    fields = ["lead", "deadline", "status", *(f"extra:Column {n}" for n in range(9))]
    warnings = [Warning_("", "?", "other", at(n, field)) for field in fields for n in range(1 + (field == "lead"))]
    found = page(make_import(cast.board, document.replace(warnings=(*warnings, Warning_("p", "?", LOOSE)))))
    section = found.get_element_by_id("notices")
    assert words(section.find(".//h2")).startswith("14 notices for 19 places")
    [more] = section.xpath("./details")
    assert words(more.find("summary")) == "4 more notices"
    assert len(section.xpath("./ol/li")) == 10
    assert [words(p) for p in section.xpath("./ol/li/p")][:3] == ["5 places", "2 places", "1 place"]
    assert "Words below a table" in words(more)


# answers ----------------------------------------------------------------------------------------------------------------


def test_an_answer_holds_for_all_but_the_exceptions_and_is_undone(upload, page):
    found = upload()
    dates_ = notice(page(found), "Dates without")
    assert [words(b) for b in dates_.xpath("./div[contains(@class, 'ntc__do')]/button")] == [
        "Use these 5 dates: Dates without their year in “Update”",
        "Keep the 5 as words: Dates without their year in “Update”",
    ]
    dates_ = notice(page(found, **value_of(dates_, "Keep this one as words")), "Dates without")
    assert dates_.find("div/details").get("open") is not None
    assert "Kept as words by you." in words(dates_)
    assert dates(found) == [None, *(f"2026-09-0{n}" for n in range(2, 6))]

    dates_ = notice(page(found, **value_of(dates_, "Use these other 4 dates")), "Dates without")
    assert "1 kept as words, 4 used by you." in words(dates_)
    assert "ntc--done" in dates_.get("class")
    review = decide.review_of(again(found))
    assert (review.open, len(review.done)) == ([], ACTIONS)

    undone = page(found, **value_of(dates_.xpath("./div[contains(@class, 'ntc__do')]")[0], "Undo"))
    assert "To decide: 1" in words(undone)
    assert dates(found) == [f"2026-09-0{n}" for n in range(1, 6)]


def test_undoing_an_answer_for_all_keeps_what_was_corrected_one_by_one(upload, page):
    found = upload()
    key = decide.review_of(found).open[0].key
    page(found, answer=f"change {key}", **{f"value-{key}": "1 September 2025"})
    dates_ = notice(page(found, **value_of(notice(page(found), "Dates without"), "Use these other 4")), "Dates without")
    assert "1 changed, 4 used by you." in words(dates_)
    page(found, **value_of(dates_.xpath("./div[contains(@class, 'ntc__do')]")[0], "Undo"))
    assert set(again(found).decided("doubts")) == {key}


def test_rows_that_are_struck_through_are_left_open_at_once(upload, page):
    warnings = (Warning_("", "Struck.", STATUS, at(n, "status"), reason=STRUCK) for n in range(2))
    found = upload(*warnings, status="closed", progress=())
    struck = notice(page(found), "Rows that are struck through")
    page(found, **value_of(struck, "Leave all 2 open"))
    assert [a.status for _, _, a in decide.reviewed_document(again(found)).actions()] == ["open"] * 2 + ["closed"] * 3


def test_rows_that_may_have_ended_are_marked_complete_at_once(upload, page):
    warnings = (Warning_("", "“Done” may mean one.", STATUS, at(n, "status")) for n in range(2))
    found = upload(*warnings, Warning_("", "Blue.", STATUS, at(2, "status"), reason=CUSTOM), progress=())
    may_end = notice(page(found), "Actions that may have ended")
    done = page(found, **value_of(may_end, "All 2 are complete"))
    assert "Marked complete by you." in words(notice(done, "Actions that may have ended"))
    assert [a.status for _, _, a in decide.reviewed_document(again(found)).actions()][:3] == [
        "complete",
        "complete",
        "open",
    ]


def test_what_does_not_fit_is_said_at_the_top_and_beside_its_field(upload, client_for):
    found = upload()
    key = decide.review_of(found).open[4].key  # of those that are folded away
    settle = reverse("actionplans:import_settle", args=[found.board.slug, found.uid])
    answer = client_for("manager").post(settle, {"answer": f"change {key}", f"value-{key}": "soon"})
    assert answer.status_code == 422
    tree = lxml.html.fromstring(answer.content)
    [link] = tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a")
    [field] = tree.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert field.value == "soon"
    assert all(fold.get("open") is not None for fold in field.iterancestors("details"))


def test_every_answer_that_does_not_fit_comes_back_with_what_was_typed(upload, client_for):
    found = upload()
    typed = {f"value-{q.key}": f"soon {n}" for n, q in enumerate(decide.review_of(found).open)}
    typed[list(typed)[1]] = "7 September 2026"
    settle = reverse("actionplans:import_settle", args=[found.board.slug, found.uid])
    answer = client_for("manager").post(settle, typed | {"columns": "1"})
    assert answer.status_code == 422
    tree = lxml.html.fromstring(answer.content)
    fields = [tree.get_element_by_id(link.get("href")[1:]) for link in tree.xpath("//*[@data-error-summary]//a")]
    assert [field.value for field in fields] == ["soon 0", "soon 2", "soon 3", "soon 4"]
    assert dates(found)[1] == "2026-09-07"


def test_an_answer_that_a_notice_does_not_have_changes_nothing(upload, client_for):
    found = upload(Warning_("", "Within three months.", DEADLINE, at(0, "deadline")), deadline_text="Within 3 months")
    [no_day] = [n for n in decide.notices_in(found, decide.review_of(found)) if n.code == notices.NO_DAY]
    settle = reverse("actionplans:import_settle", args=[found.board.slug, found.uid])
    for pressed in (f"other {no_day.key}", "accept gone", "nonsense"):
        assert client_for("manager").post(settle, {"notice": pressed}).status_code == 409
    assert not again(found).decided("doubts")


def test_the_other_answer_of_a_lead_that_has_none_writes_nothing(upload, client_for):
    lead = {"leads": (LeadNode("Ada Bell", "person"),), "lead_text": "Ada Bell / x", "progress": ()}
    found = upload(Warning_("", "x", LEAD, at(0, "lead")), **lead)
    [question] = decide.review_of(found).open
    settle = reverse("actionplans:import_settle", args=[found.board.slug, found.uid])
    answer = client_for("manager").post(settle, {"answer": f"other {question.key}"})
    assert answer.status_code == 409
    assert "That is not one of the choices any more." in answer.content.decode()
    assert [a.leads[0].name for _, _, a in decide.reviewed_document(again(found)).actions()] == ["Ada Bell"] * ACTIONS


# words that were left out -----------------------------------------------------------------------------------------------

STRUCK_WORDS = Warning_("", "3 pieces", LEFT_OUT, words="for the old board\nChair\ntwice", reason=STRUCK)


def test_struck_words_are_kept_but_for_one(upload, page, cast):
    found = upload(STRUCK_WORDS, Warning_("", "A row", LEFT_OUT, words="Secret", reason=HIDDEN), progress=())
    struck = notice(page(found), "Struck-through words")
    assert words(struck.find("p")) == "3 places"
    assert "Left out" not in {words(h) for h in page(found).iter("h2")}  # here, and nowhere else
    page(found, **value_of(struck, "Keep all 3 with the plan"))
    struck = notice(page(found), "Struck-through words")
    assert "Kept with the plan by you." in words(struck)
    every = decide.notices_in(again(found), decide.review_of(found))
    [pieces] = [each for each in every if each.code == notices.STRUCK_WORDS]
    page(found, piece=f"out {pieces.places[1].key}")
    plan = apply.apply_as_plan(again(found), by=cast.manager)
    last = plan.sections.last()
    assert (last.title, last.description) == (KEPT_TITLE, "for the old board\ntwice")


def test_one_struck_piece_is_kept_and_the_others_left_out(upload, page):
    found = upload(STRUCK_WORDS, progress=())
    struck = notice(page(found), "Struck-through words")
    struck = notice(page(found, **value_of(struck, "Keep this one: Chair")), "Struck-through words")
    struck = notice(page(found, **value_of(struck, "Leave all other 2 out")), "Struck-through words")
    assert "2 left out, 1 kept with the plan by you." in words(struck)
    assert decide.reviewed_document(again(found)).sections[-1].description == "Chair"
    struck = notice(page(found, **value_of(struck.xpath("./div[contains(@class, 'ntc__do')]")[0], "Undo")), "Struck")
    assert "by you" not in words(struck)
    assert KEPT_TITLE not in {s.title for s in decide.reviewed_document(again(found)).sections}


def test_a_piece_that_is_not_in_the_file_cannot_be_kept(upload, client_for):
    found = upload(STRUCK_WORDS)
    settle = reverse("actionplans:import_settle", args=[found.board.slug, found.uid])
    assert client_for("manager").post(settle, {"piece": "keep struck-000000000000"}).status_code == 409
    assert not again(found).decided("pieces")


def test_for_a_copy_nothing_is_kept_with_the_plan_and_equal_rows_are_not_asked_about(cast, page):
    plan = make_plan(cast.board)
    found = make_import(cast.board, a_document(STRUCK_WORDS), plan=plan)
    struck = notice(page(found), "Struck-through words")
    assert not list(struck.iter("button"))


# words ------------------------------------------------------------------------------------------------------------------


def test_every_kind_of_notice_has_its_words():
    assert set(WORDS) == {*notices.DECIDED, *notices.STATED}
    for code in notices.DECIDED:
        assert all(WORDS[code].first)
        assert WORDS[code].was_first
        assert all(WORDS[code].other) == bool(WORDS[code].each) == bool(WORDS[code].was_other)


def test_words_of_a_lead_that_are_no_lead_name_the_leads(upload, page):
    leads = (LeadNode("Ada Bell", "person"), LeadNode("Quality sub-group", "group"))
    found = upload(Warning_("", "x", LEAD, at(0, "lead")), leads=leads, lead_text="Ada Bell / sub-group", progress=())
    said = notice(page(found), "Words in “Who” that are no lead")
    assert "is Ada Bell (person); Quality sub-group (group)." in words(said)
    page(found, **value_of(said, "One lead"))
    first = next(decide.reviewed_document(again(found)).actions())[2]
    assert len(first.leads) == 1
