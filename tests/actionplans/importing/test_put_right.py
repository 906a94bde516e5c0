"""Before a plan is imported everything read can be put right on its page: sections, leads, and where texts belong."""

from __future__ import annotations

import re
from dataclasses import replace

import lxml.html
import pytest
from django.urls import reverse

from actionplans.document.tree import ActionNode, LeadNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.document.warnings import AROUND, LEFT_OUT, TABLE, Warning_
from actionplans.importing import apply, decide
from actionplans.importing.lead_cells import cell_key, lead_cells
from actionplans.importing.left_out import KEPT_TITLE
from actionplans.importing.put_right import INTRODUCTION_TITLE, section_keys, still_left_out, text_key
from actionplans.models import Import
from actionplans.reading import read_blocks, read_plan
from actionplans.reading.plan.proof import not_placed
from boards.models import User
from tests.actionplans.reading.papers import Paper
from tests.builders import make_import
from tests.query_counts import queries_of
from tests.shown import shown

FIRST, SECOND = "Priority 1: Helth of children", "Priority 2: Families"
HEADS = ("Recommendation", "Action", "Lead", "By when", "Progress")


def paper() -> Paper:
    made = Paper().heading("Plan after the review").line("Members asked for this plan in spring.")
    made.table(("Measure", "Target"), ("Visits in time", "90%"), ("Calls answered", "80%"))
    made.heading(FIRST, 2).line("Children are seen in time.")
    made.table(
        HEADS,
        ("1. Ask each child", "Write to schools", "Duty Manager/Ann Marsh", "May 2027", "Written."),
        (None, "Read the answers", "Duty Manager/Ann Marsh", "June 2027", ""),
        (None, "Share what they said", "Ann Marsh, Tom Hill", "July 2027", ""),
    )
    made.heading(SECOND, 2)
    made.table(HEADS, ("2. Tell families", "Send a leaflet", "Analyst", "June 2027", ""))
    return made.line("Agreed by the Executive in May.").line("It goes on to 2028.").line("Please recycle this paper.")


class Page:
    """The page of a review as its user fills it in: ``fields`` are those that the browser would send."""

    def __init__(self, client, upload: Import):
        self.client, self.upload = client, upload
        self.address = reverse("actionplans:import_page", args=[upload.board.slug, upload.uid])
        self.read(self.client.get(self.address))

    def read(self, answer) -> None:
        self.status, self.html = answer.status_code, shown(answer)
        self.tree = lxml.html.document_fromstring(answer.content)
        form = self.tree.xpath("//form[contains(@class, 'importing')]")
        self.fields = {name: value.removeprefix("\n") for name, value in form[0].form_values()} if form else {}

    def name(self, label: str, within: str) -> str:
        """The name of the field with this label in the group with this legend or heading."""
        for group in self.tree.xpath("//fieldset | //article"):
            said = " ".join(" ".join(group.xpath("./legend//text() | .//h4//text()")).split())
            if said == within:
                for tag in group.xpath(".//label"):
                    if " ".join(tag.text_content().split()) == label:
                        return self.tree.get_element_by_id(tag.get("for")).get("name")
        raise AssertionError(f"{label} of {within} is not on the page")

    def value(self, label: str, within: str) -> str:
        return self.fields[self.name(label, within)].replace("\r\n", "\n")

    def choose(self, label: str, within: str, option: str) -> None:
        name = self.name(label, within)
        [value] = self.tree.xpath(f"//select[@name='{name}']/option[normalize-space()='{option}']/@value")
        self.fields[name] = value

    def type(self, label: str, within: str, text: str) -> None:
        self.fields[self.name(label, within)] = text

    def press(self, words: str, nth: int = 0) -> Page:
        """Press a button, by its words, and follow where it leads."""
        every = self.tree.xpath("//form[contains(@class, 'importing')]//button[@type='submit']")
        button = [b for b in every if " ".join(b.text_content().split()).startswith(words)][nth]
        data = self.fields | ({button.get("name"): button.get("value")} if button.get("name") else {})
        where = button.get("formaction") or reverse(
            "actionplans:import_take", args=[self.upload.board.slug, self.upload.uid]
        )
        self.read(self.client.post(where, data, follow=True))
        return self

    def plan(self):
        """The plan, imported by the main button."""
        self.press("Import as a new plan")
        self.upload.refresh_from_db()
        assert self.upload.state == Import.State.TAKEN, self.html
        return self.upload.plan


@pytest.fixture
def brought(cast) -> Import:
    data = paper().data()
    return apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager)


@pytest.fixture
def page(brought, client_for) -> Page:
    return Page(client_for("manager"), brought)


def leads_of(plan) -> dict[str, list[str]]:
    return {row.action: [lead.name for lead in row.leads.all()] for row in plan.actions.order_by("pk")}


# sections ---------------------------------------------------------------------------------------------------------------


def test_titles_and_descriptions_of_sections_are_corrected(page):
    page.type("Title", FIRST, "Health of children")
    page.type("Description", FIRST, "Children are seen in time,\nand by the same person.")
    page.type("Description", SECOND, "Families know what was learned.")
    page.press("Save what you put right")
    assert page.value("Title", "Health of children") == "Health of children"
    assert f"In the file: {FIRST}" in " ".join(page.html.split())
    plan = page.plan()
    assert [(s.title, s.description) for s in plan.sections.all()] == [
        ("Health of children", "Children are seen in time,\nand by the same person."),
        (SECOND, "Families know what was learned."),
    ]
    assert plan.sections.first().history.count() == 1


def test_a_title_that_is_too_long_is_refused_beside_its_field_and_nothing_typed_is_lost(page):
    page.type("Title", FIRST, "Health " * 60)
    page.type("Description", SECOND, "Families know what was learned.")
    page.fields["title"] = "Plan of spring"
    page.press("Import as a new plan")
    assert page.status == 422
    assert "is 419 characters long. It holds up to 300" in page.html
    assert page.value("Title", FIRST) == "Health " * 60
    assert page.value("Description", SECOND) == "Families know what was learned."
    assert page.fields["title"] == "Plan of spring"
    [error] = page.tree.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")
    assert page.tree.get_element_by_id(error.removeprefix("#")).get("name") == page.name("Title", FIRST)
    page.type("Title", FIRST, "Health of children")
    plan = page.plan()
    assert plan.title == "Plan of spring"
    assert [s.description for s in plan.sections.all()][1] == "Families know what was learned."


def test_the_page_says_nothing_was_changed_where_nothing_was(page):
    page.press("Save what you put right")
    page.upload.refresh_from_db()
    assert not page.upload.decided("put_right")


# leads ------------------------------------------------------------------------------------------------------------------


def test_a_lead_is_cut_in_two_for_each_row_with_the_same_words(cast, client_for):
    rows = [ActionNode(f"Do {n}", leads=(LeadNode("Police and Crime Team and Ann Marsh"),)) for n in range(2)]
    rows.append(ActionNode("Do 2", leads=(LeadNode("Analyst"),)))
    document = PlanDocument(
        title="Plan", sections=(SectionNode(recommendations=(RecommendationNode("1", "Ask.", actions=tuple(rows)),)),)
    )
    page = Page(client_for("manager"), make_import(cast.board, document))
    page.press("These are two: “Police and Crime Team” and “Ann Marsh”")
    assert "Changed by you" in page.html
    plan = page.plan()
    two = ["Police and Crime Team", "Ann Marsh"]
    assert leads_of(plan) == {"Do 0": two, "Do 1": two, "Do 2": ["Analyst"]}
    assert plan.actions.get(action="Do 0").lead_text == "Police and Crime Team and Ann Marsh"


def test_two_leads_are_joined_and_the_joining_is_undone(page):
    cell = "Duty Manager/Ann Marsh"
    assert page.value("One lead on each line", cell) == "Duty Manager\nAnn Marsh"
    page.press("It is one with the next: Duty Manager")
    assert page.value("One lead on each line", cell) == "Duty Manager/Ann Marsh"
    page.press(f"Undo: {cell}")
    assert page.value("One lead on each line", cell) == "Duty Manager\nAnn Marsh"
    page.press("It is one with the next: Duty Manager")
    plan = page.plan()
    assert leads_of(plan)["Write to schools"] == leads_of(plan)["Read the answers"] == ["Duty Manager/Ann Marsh"]


def test_leads_are_written_one_on_each_line(page):
    page.type("One lead on each line", "Analyst", "Senior Analyst\r\nOffice")
    page.press("Import as a new plan")
    plan = Import.objects.get().plan
    assert leads_of(plan)["Send a leaflet"] == ["Senior Analyst", "Office"]
    assert plan.actions.get(action="Send a leaflet").lead_text == "Analyst"  # the cell as written


def test_too_many_leads_are_refused_beside_their_cell(page):
    page.type("One lead on each line", "Analyst", "\n".join(f"Lead {n}" for n in range(101)))
    page.press("Save what you put right")
    assert page.status == 422
    assert "Write up to 100 leads. These are 101" in page.html
    assert page.value("One lead on each line", "Analyst").endswith("Lead 100")


def test_what_may_be_cut_wrongly_is_shown_first_and_the_rest_is_folded(page):
    first = page.tree.xpath("//section[@id='put-right']/article//h4")
    folded = page.tree.xpath("//section[@id='put-right']/details//article//h4")
    assert [h.text_content() for h in first] == ["Duty Manager/Ann Marsh"]
    assert {h.text_content() for h in folded} == {"Ann Marsh, Tom Hill", "Analyst"}


@pytest.mark.parametrize("button", ["cut x 0 3", "cut {} 9 9", "join {} 9", "cut {}", "join {} x", "nothing", "read"])
def test_a_button_of_another_page_changes_nothing(brought, client_for, button):
    [cell, *_] = lead_cells(brought.document, {})
    settle = reverse("actionplans:import_settle", args=[brought.board.slug, brought.uid])
    answer = client_for("manager").post(settle, {"right": button.format(cell.key)}, follow=True)
    assert "These leads have changed since you opened the page" in shown(answer)
    brought.refresh_from_db()
    assert not brought.decided("put_right")


def test_a_button_for_leads_that_changed_says_that_the_rest_is_saved(page):
    page.type("Title", FIRST, "Health of children")
    settle = reverse("actionplans:import_settle", args=[page.upload.board.slug, page.upload.uid])
    page.read(page.client.post(settle, page.fields | {"right": "join gone 0"}, follow=True))
    assert page.status == 200
    assert "so they stay as they are" in page.html
    assert "What else you typed or chose on the page is saved." in page.html
    assert "Nothing was saved" not in page.html
    assert page.value("Title", "Health of children") == "Health of children"


def test_enter_in_a_field_saves_what_was_typed_and_answers_nothing(cast, client_for):
    table = (HEADS, ("1. Ask", "Write", "Analyst", "May 2027", "02.12.25: Met.\n6th February Wrote again."))
    data = Paper().heading("Plan after the review").table(*table).data()
    upload = apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager)
    page = Page(client_for("manager"), upload)
    assert page.tree.xpath("//section[@id='notices']//button[@name='notice']")
    [first, *_] = page.tree.xpath("//form[contains(@class, 'importing')]//button[@type='submit']")
    assert (first.get("class"), first.get("tabindex"), first.get("aria-hidden")) == (
        "govuk-visually-hidden",
        "-1",
        "true",
    )
    page.fields["title"] = "Plan of spring"
    page.press(" ".join(first.text_content().split()))
    upload = Import.objects.get()
    assert (upload.state, upload.decided("title")) == (Import.State.REVIEW, "Plan of spring")
    assert not upload.decided("doubts")


# a page that is not of this reading any more ----------------------------------------------------------------------------


def test_fields_that_were_not_sent_are_not_taken_for_emptied(page):
    page.type("Title", SECOND, "Families and carers")
    page.press("It is one with the next: Duty Manager")
    before = decide.put_right_of(Import.objects.get())
    title = page.name("Title", FIRST)
    page.fields = {name: page.fields[name] for name in ("put-right", "seen")} | {title: "Health of children"}
    page.press("Save what you put right")
    right = decide.put_right_of(Import.objects.get())
    [first, second] = section_keys(page.upload.document)
    assert right.sections == {first: {"title": "Health of children"}, second: {"title": "Families and carers"}}
    assert (right.leads, right.places) == (before.leads, before.places)


@pytest.mark.parametrize("button", ["Save what you put right", "Import as a new plan", "It is one with the next"])
@pytest.mark.parametrize("meanwhile", ["read again", "columns"])
def test_a_page_of_another_reading_saves_nothing_and_gives_back_what_was_typed(page, cast, button, meanwhile):
    upload = Import.objects.get()
    if meanwhile == "columns":
        decide.set_columns(upload, {"progress": "evidence"}, by=cast.manager)
    else:
        upload.document_text = upload.document.replace(sections=upload.document.sections[:1]).canonical()
        upload.account = upload.account | {"tables": []}
        upload.save_by(cast.manager)
    page.type("Title", FIRST, "Health of children")
    page.press(button)
    upload = Import.objects.get()
    assert page.status == 409
    assert "the file is read otherwise since you opened the page" in page.html
    assert "Health of children" in page.html
    assert (upload.state, upload.decided("put_right")) == (Import.State.REVIEW, {})


def test_a_form_of_titles_and_leads_without_the_mark_of_its_reading_saves_nothing(page):
    del page.fields["seen"]
    page.type("Title", FIRST, "Health of children")
    page.press("Save what you put right")
    assert (page.status, Import.objects.get().decided("put_right")) == (409, {})


# where texts belong -----------------------------------------------------------------------------------------------------

AROUND_IT = "Words around the plan"


def test_all_that_was_left_out_of_a_kind_becomes_the_introduction_but_one(page):
    page.choose("All 4 belong to", AROUND_IT, "Introduction of the plan")
    page.choose("“Please recycle this paper” belongs to", AROUND_IT, "Leave out")
    page.choose("“Agreed by the Executive in May” belongs to", AROUND_IT, f"Description: {SECOND}")
    page.choose("It belongs to", "Other tables", "Keep at the end of the plan")
    plan = page.plan()
    first, health, families, last = plan.sections.all()
    assert (first.title, first.description) == (
        INTRODUCTION_TITLE,
        "Members asked for this plan in spring.\n\nIt goes on to 2028.",
    )
    assert (health.description, families.description) == (
        "Children are seen in time.",
        "Agreed by the Executive in May.",
    )
    assert last.title == KEPT_TITLE
    assert "Visits in time" in last.description
    assert "recycle" not in "".join(section.description for section in plan.sections.all())


def test_a_description_is_moved_to_the_introduction_and_back(page):
    page.choose("It belongs to", FIRST, "Introduction of the plan")
    page.press("Save what you put right")
    rows = page.html.split("Row by row")[1]
    assert rows.index(INTRODUCTION_TITLE) < rows.index("Children are seen in time.") < rows.index(FIRST)
    page.choose("It belongs to", FIRST, f"Description: {SECOND}")
    page.press("Save what you put right")
    page.choose("It belongs to", FIRST, "Description of this section")
    plan = page.plan()
    assert [s.description for s in plan.sections.all()] == ["Children are seen in time.", ""]


def test_an_answer_stays_after_a_reload_and_a_reading_again(page, cast):
    page.choose("All 4 belong to", AROUND_IT, "Introduction of the plan")
    page.type("Title", FIRST, "Health of children")
    page.press("It is one with the next: Duty Manager")
    right = decide.put_right_of(Import.objects.get())
    again = Page(page.client, page.upload)
    once_a_page = {"csrfmiddlewaretoken", "about_form"}
    assert {n: v for n, v in again.fields.items() if n not in once_a_page} == {
        n: v for n, v in page.fields.items() if n not in once_a_page
    }
    # read again with another order of its sections: what was said of words and titles holds
    upload = Import.objects.get()
    document = upload.document.replace(sections=upload.document.sections[::-1])
    upload.document_text = document.canonical()
    upload.save_by(cast.manager)
    plan = Page(page.client, Import.objects.get()).plan()
    assert [s.title for s in plan.sections.all()] == [INTRODUCTION_TITLE, SECOND, "Health of children"]
    assert leads_of(plan)["Write to schools"] == ["Duty Manager/Ann Marsh"]
    assert right.places == {f"all.{AROUND}": "introduction"}


def test_a_place_in_a_section_that_is_gone_is_none(page, cast):
    page.choose("It belongs to", "Other tables", f"Description: {SECOND}")
    page.press("Save what you put right")
    upload = Import.objects.get()
    upload.document_text = upload.document.replace(sections=upload.document.sections[:1]).canonical()
    upload.save_by(cast.manager)
    page = Page(page.client, Import.objects.get())
    assert page.value("It belongs to", "Other tables") == "left_out"
    assert "Visits" not in "".join(section.description for section in page.plan().sections.all())


def test_keep_with_the_plan_and_the_list_of_places_are_one_answer(page):
    page.press("Keep with the plan: Other tables")
    assert page.value("It belongs to", "Other tables") == "end"
    page.choose("It belongs to", "Other tables", "Leave out")
    page.press("Save what you put right")
    page.upload.refresh_from_db()
    assert page.upload.decided("kept") == []
    assert "Leave out again: Other tables" not in " ".join(page.html.split())


def test_each_word_of_the_file_is_still_placed_or_named(page):
    """However it is put right: of the words that are moved, cut, joined, left out and replaced."""
    page.choose("All 4 belong to", AROUND_IT, "Introduction of the plan")
    page.choose("“Please recycle this paper” belongs to", AROUND_IT, f"Description: {SECOND}")
    page.choose("It belongs to", FIRST, "Leave out")
    page.type("Title", FIRST, "Health")
    page.type("One lead on each line", "Analyst", "Office")
    page.press("It is one with the next: Duty Manager")
    upload = Import.objects.get()
    blocks = read_blocks(paper().data(), "p.docx")
    named = still_left_out(upload.document, decide.put_right_of(upload))
    document = decide.reviewed_document(upload)
    replaced = [p.text_content().split("In the file:")[1] for p in page.tree.xpath("//p[contains(., 'In the file:')]")]
    named += tuple(Warning_(words=words, kind=LEFT_OUT) for words in replaced)
    assert [words.strip() for words in replaced] == [FIRST]
    assert not_placed(document.replace(warnings=named), blocks) == []
    lost = " ".join(found.words for found in not_placed(document.replace(warnings=()), blocks))
    assert all(words in lost for words in ("Helth", "seen", "Visits")), lost


def test_a_copy_of_a_plan_is_not_put_right_but_compared(page, brought, cast, client_for):
    plan = page.plan()
    data = paper().data()
    copy = apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="c.docx", by=cast.manager, plan=plan)
    page = Page(client_for("manager"), copy)
    assert "Put right what was read" not in page.html
    assert "No differences" in page.html


# how much ---------------------------------------------------------------------------------------------------------------


def many(sections: int, rows: int, texts: int) -> PlanDocument:
    def actions(s: int) -> tuple[ActionNode, ...]:
        return tuple(ActionNode(f"Do {s}.{n}", leads=(LeadNode(f"Team {s}-{n} and Office {n}"),)) for n in range(rows))

    return PlanDocument(
        title="Plan",
        sections=tuple(
            SectionNode(
                title=f"Theme {s}",
                description=f"About {s}.",
                recommendations=(RecommendationNode(str(s), "Ask.", actions=actions(s)),),
            )
            for s in range(sections)
        ),
        warnings=tuple(
            Warning_(message=f"“Line {n}”", kind=LEFT_OUT, words=f"Line {n} of the paper", reason=reason)
            for n in range(texts)
            for reason in (AROUND, TABLE)
        ),
    )


def test_neither_queries_nor_fields_grow_with_the_plan(cast, client_for):
    client = client_for("manager")
    few = make_import(cast.board, many(2, 2, 2))
    large = make_import(cast.board, many(100, 2, 400))
    counts = [queries_of(client, upload.get_absolute_url()) for upload in (few, large)]
    assert counts[0] == counts[1]
    page = Page(client, large)
    assert len(page.fields) < 900  # DATA_UPLOAD_MAX_NUMBER_FIELDS is 1,000
    assert len(page.tree.xpath("//option")) < 4000
    assert len(page.html) < 900_000
    assert page.html.count("more can be changed in the plan") == 2
    page.type("Title", "Theme 7", "Theme seven")
    assert page.plan().sections.filter(title="Theme seven").exists()


def test_lead_cells_are_known_by_their_words_whatever_is_between_them():
    one, other = (ActionNode("Do", leads=(LeadNode(name),)) for name in ("Ann  Marsh", "Ann Marsh"))
    assert cell_key(one) == cell_key(other) != cell_key(ActionNode("Do", leads=(LeadNode("Tom Hill"),)))
    assert cell_key(ActionNode("Do")) == ""


def test_sections_of_one_title_have_keys_of_their_own():
    document = PlanDocument(sections=(SectionNode(title="A"), SectionNode(title="A"), SectionNode(title="B")))
    keys = section_keys(document)
    assert len(set(keys)) == 3
    assert keys[1] == f"{keys[0]}-1"


def test_a_text_is_known_by_its_words_and_its_reason():
    warning = Warning_(words="Line one", kind=LEFT_OUT, reason=AROUND)
    assert text_key(warning) == text_key(replace(warning, where="page 2"))
    assert text_key(warning) != text_key(replace(warning, reason=TABLE))
    assert re.fullmatch(r"around\.[0-9a-f]{10}", text_key(warning))


def test_the_import_keeps_who_put_it_right(page, cast):
    page.type("Title", FIRST, "Health")
    page.press("Save what you put right")
    line = Import.history.first()
    assert line.history_user == User.objects.get(pk=cast.manager.pk)
    assert list(line.decisions["put_right"]["sections"].values()) == [{"title": "Health"}]


def test_what_was_put_right_stays_where_an_answer_to_a_notice_is_refused(cast, client_for):
    data = (
        Paper()
        .heading("Plan after the review")
        .table(HEADS, ("1. Ask", "Write", "Analyst", "May 2027", "02.12.25: Met.\n6th February Wrote again."))
        .data()
    )
    upload = apply.receive_read(cast.board, data, read_plan(data, "p.docx"), name="p.docx", by=cast.manager)
    page = Page(client_for("manager"), upload)
    [date] = [name for name in page.fields if name.startswith("value-")]
    page.fields[date] = "some day"
    page.type("One lead on each line", "Analyst", "Analyst\nOffice")
    page.press("Import as a new plan")
    assert page.status == 422
    assert "Write a date with its year" in page.html
    assert page.value("One lead on each line", "Analyst") == "Analyst\nOffice"
