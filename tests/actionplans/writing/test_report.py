"""The covering report: sentences that are true of the plan, and a paper as councils take it, as PDF and as Word."""

from __future__ import annotations

import datetime
import io
import re
from dataclasses import replace

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from actionplans.document.tree import (
    DeadlineMoveNode,
    EndedNode,
    PlanDocument,
    SectionNode,
    SourceNode,
    VersionLine,
    VersionMark,
)
from actionplans.writing.order import Order, ReportText
from actionplans.writing.pdf import print_order
from actionplans.writing.report_docx import report_word
from actionplans.writing.report_sentences import NO_IMPLICATION, Sentences, suggested
from actionplans.writing.report_themes import themes
from tests.actionplans.writing.plans import PRINTED_ON, by, five_columns, note, one_row, seven_columns, six_columns


def older() -> PlanDocument:
    """Version 7 of the six-column plan: nothing complete yet, 99.1 due in January, its last note not yet written."""
    document = six_columns(version=VersionMark(7, "In readiness for the Board", "2026-12-02"))
    first, second = document.sections
    actions = list(first.recommendations[0].actions)
    dataset = actions[0]
    actions[0] = replace(
        dataset,
        deadline_moves=dataset.deadline_moves[:1],
        progress=dataset.progress[:2],
        **by("2027-01", "January 2027"),
    )
    reports = first.recommendations[1].actions[0]
    reports = replace(reports, status="open", ended=None, progress=())
    recommendations = (
        replace(first.recommendations[0], actions=tuple(actions)),
        replace(first.recommendations[1], actions=(reports,)),
    )
    return document.replace(sections=(replace(first, recommendations=recommendations), second))


def words(
    document: PlanDocument, since: PlanDocument | None = None, on: datetime.date = PRINTED_ON, **more
) -> Sentences:
    return Sentences(document, on, since, **more)


def progress(document: PlanDocument, since: PlanDocument | None = None, place: int = 0, **more) -> str:
    sentences = words(document, since, **more)
    return sentences.progress(sentences.themes[place])


def changed(document: PlanDocument, ref: str, **cells) -> PlanDocument:
    """The document with other cells in one row."""
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(r, actions=tuple(replace(a, **cells) if a.ref == ref else a for a in r.actions))
                for r in section.recommendations
            ),
        )
        for section in document.sections
    )
    return document.replace(sections=sections)


# sentences --------------------------------------------------------------------------------------------------------------


def test_a_theme_has_its_state_and_what_came_since():
    text = progress(six_columns(), older())
    assert text.startswith(
        "Of the three actions, two are open and one is complete. One was completed since version 7: 100.1,"
    )
    assert "(Executive, 12 February 2027): seven of nine reports came, two follow in March." in text
    assert "One is overdue: 99.2, due January 2027 (Business Manager)." in text
    assert "The date of 99.1 moved from January 2027 to March 2027: the new system went live in February." in text
    assert "One has been silent for 60 days: 99.2 (Business Manager), last note November 2026." in text
    assert "The latest since version 7:\n- 99.1, 6 February 2027: Theme of the first deep look agreed" in text


def test_a_theme_in_which_nothing_happened_says_so():
    assert progress(six_columns(), older(), place=1).endswith("Nothing has been changed or noted here since version 7.")


def test_numbers_begin_sentences_as_words_and_one_row_is_spoken_of_as_one():
    assert progress(five_columns()).startswith("All three actions are open.")
    assert progress(five_columns(), place=2).startswith("The one action is open.")
    two = changed(five_columns(), "142.1", status="complete")
    assert progress(two).startswith("Of the three actions, two are open and one is complete.")


def test_more_than_a_sentence_can_hold_becomes_a_list():
    late = five_columns()
    for ref in ("142.1", "142.2", "142.3"):
        late = changed(late, ref, **by("2026-12-31"))
    assert "Three are overdue:\n- 142.1, due 31 December 2026 (Policy sub-group)\n- 142.2," in progress(late)


def test_a_move_without_a_reason_is_listed_and_asked_about():
    document = six_columns()
    moves = (*older_moves(document), DeadlineMoveNode("January 2027", "March 2027", "2027-02-12", "No reason given"))
    document = changed(document, "99.1", deadline_moves=moves)
    sentences = words(document, older())
    assert "The date of 99.1 moved from January 2027 to March 2027: no reason was given." in sentences.progress(
        sentences.themes[0]
    )
    assert "No reason was given why the date of 99.1 moved." in sentences.risks()
    assert "- ask why the date of 99.1 moved" in sentences.recommendations()


def test_a_date_that_was_taken_away_is_listed_too():
    document = changed(six_columns(), "99.1", deadline_text="Ongoing", deadlines=(), deadline_moves=())
    assert "The date of 99.1 moved from January 2027 to Ongoing: no reason was given." in progress(document, older())


def older_moves(document: PlanDocument) -> tuple[DeadlineMoveNode, ...]:
    return next(a for _, _, a in document.actions() if a.ref == "99.1").deadline_moves[:1]


def test_the_risks_are_those_that_the_plan_names_for_what_is_late():
    risks = words(six_columns()).risks()
    assert "One action is overdue: 99.2." in risks
    assert "- 99.2: Figures are reported but not used" in risks
    assert (
        "Nothing with a date has been noted for 60 days on 99.2, so it is not known whether it is on course." in risks
    )


def test_a_plan_on_course_has_no_risks():
    quiet = one_row(action="Write.", progress=(note("2027-02-01", "Written."),), **by("2027-06"))
    assert words(quiet).risks().startswith("No action is overdue, no date has moved without a reason")


def test_the_meeting_is_asked_by_its_name_for_what_is_open():
    asked = words(six_columns(), older(), to="Executive").recommendations()
    assert asked.startswith("The Executive is asked to:\n\n- note that two of the four actions are open")
    assert "one was completed or closed since version 7" in asked
    assert "- agree the new date for 99.1 (March 2027)" in asked
    assert "- ask by when what is overdue will be done: 99.2 (Business Manager)" in asked


def test_what_nobody_is_named_as_having_agreed_is_questioned():
    document = changed(six_columns(), "100.1", ended=EndedNode("2027-02-12", "", "all came"))
    assert "- say whether 100.1 is done" in words(document, older()).recommendations()


def test_purpose_and_background_say_what_the_plan_is():
    sentences = words(
        six_columns(source=SourceNode("joint-inspection", "Joint inspection of Fenmarsh", "2026-06", "month")),
        older(),
        to="the Executive",
    )
    assert sentences.purpose().startswith(
        "To tell the Executive how the inspection 2026 action plan stands in version 8 of 14 February 2027 and what has "
        "changed since version 7"
    )
    assert sentences.background().startswith(
        "The plan answers the Joint inspection of Fenmarsh (June 2026). It has three recommendations and four actions."
    )
    assert "Version 6 dates from 2 November 2026" in sentences.background()
    assert "This report covers version 8 of 14 February 2027" in sentences.background()


def test_a_draft_covers_the_day_it_is_written_on():
    sentences = words(six_columns(version=None, versions=(VersionLine("Version 7", "2026-12-02", "For the Board"),)))
    assert "the plan as it stood on 14 February 2027, with what was written after version 7" in sentences.background()


def test_an_empty_plan_has_sentences_too():
    report = suggested(PlanDocument(), PRINTED_ON)
    assert report.progress == ()
    assert "" not in (report.purpose, report.background, report.risks, report.recommendations)


def test_a_plan_without_titled_sections_is_reported_by_recommendation():
    assert [theme.key for theme in themes(five_columns())] == [
        "Recommendation 142",
        "Recommendation 143",
        "Other actions",
    ]
    assert [theme.key for theme in themes(six_columns())] == [section.title for section in six_columns().sections]


def test_two_themes_of_one_title_are_kept_apart():
    document = PlanDocument(sections=(SectionNode(title="Voice"), SectionNode(title="Voice")))
    assert [theme.key for theme in themes(document)] == ["Voice", "Voice (2)"]


def test_ratings_of_what_is_open_are_counted():
    assert "Of what is open, by rating: one Red (1.1), one Amber (1.2)." in progress(seven_columns())


# PDF --------------------------------------------------------------------------------------------------------------------


def order(document: PlanDocument | None = None, **more) -> Order:
    return Order(document or six_columns(), PRINTED_ON, edition="report", since=older(), **more)


REPORT = ReportText(
    to="Executive & Board",
    date="2 March 2027",
    author="Business manager",
    title="How far we are <b>",
    marking="OFFICIAL",
    purpose="To tell.\n\nAnd to ask.",
    progress=(("Children and their families are heard", "Much.\n\n- one\n- two"), ("A theme of old", "Kept.")),
    implications=(("Financial", NO_IMPLICATION), ("Legal", "")),
    recommendations="The Executive is asked to:\n\n- note it\n  - all of it\n- agree the dates",
    draft=True,
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return print_order(Order.from_json(order(report=REPORT).to_json())).pdf


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


def test_the_report_is_upright_and_the_plan_behind_it_is_not(pdf):
    pages = pikepdf.open(io.BytesIO(pdf)).pages
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in pages]
    assert sizes[0] == (595, 842)
    assert sizes[-1] == (842, 595)


def test_the_head_and_the_numbered_paragraphs_are_those_of_the_report(pdf):
    pages = texts(pdf)
    first = " ".join(pages[:2])
    assert "How far we are <b>" in first
    assert (
        "Report to: Executive & Board Meeting date: 2 March 2027 Report by: Business manager Marking: OFFICIAL" in first
    )
    assert "1 Purpose 1.1 To tell. 1.2 And to ask." in first
    assert "Priority 2: Children and their families are heard 2.1 Much." in first
    assert "A theme of old 2.2 Kept." in first
    assert "3 Implications 3.1 Financial: None arising directly from this report." in first
    assert "Legal" not in first
    assert "Appendix: Inspection 2026 action plan, version 8, 14 February 2027 1 Purpose" in first
    assert "4.1 The Executive is asked to: (1) note it" in first
    assert "(2) agree the dates" in first
    foot = "Inspection 2026 action plan · version 8 · DRAFT covering report, Executive & Board, 2 March 2027"
    assert all(foot in page for page in pages[:2])


def test_the_appendix_is_a_heading_only_over_the_plan_itself(pdf):
    pages = [page.get_textpage().get_text_bounded().split("\r\n") for page in pypdfium2.PdfDocument(pdf)]
    headed = [page for page in pages if any(re.match(r"(?:\d+ )?Appendix(?!: .*version)", line) for line in page)]
    assert len(headed) == 1
    assert any("What needs to happen" in line for line in headed[0])


def test_the_foot_of_an_unpublished_plan_says_draft_and_the_day_and_no_date_is_written_as_computers_do():
    file = report_word(
        order(six_columns(version=None), report=replace(REPORT, date="2027-03-09", draft=False)), written_on=PRINTED_ON
    )
    foot = docx.Document(io.BytesIO(file)).sections[0].footer.paragraphs[0].text
    assert foot.startswith(
        "Inspection 2026 action plan · DRAFT, printed 14 February 2027 · Covering report, Executive & Board, 9 March 2027"
    )
    assert "Meeting date:\t9 March 2027" in [p.text for p in docx.Document(io.BytesIO(file)).paragraphs]


LONG = "The three chief officers meet the chair together every quarter"


@pytest.mark.parametrize(
    ("action", "quoted"),
    [
        (f"{LONG}.", f"“{LONG}”"),
        (f"{LONG}, with a published note of what each of them has decided and by when", f"“{LONG}”"),
        (f"{LONG}. Their note is published within a week, and each of them answers for it.", f"“{LONG}”"),
        (
            f"{LONG} and agree (e.g. by telephone) what they do. Nothing else is minuted.",
            f"“{LONG} and agree (e.g. by telephone) what they do”",
        ),
        (
            f"{LONG} and then agree with one another on what each has decided so far",
            f"“{LONG} and then agree with one another on what each has…”",
        ),
    ],
)
def test_what_an_action_is_is_quoted_in_whole_clauses(action, quoted):
    assert f"100.1, {quoted}" in progress(changed(six_columns(), "100.1", action=action), older())


def test_a_report_that_nobody_wrote_does_not_say_that_nothing_arises():
    text = " ".join(texts(print_order(order()).pdf))
    assert "Recommendations" in text
    assert NO_IMPLICATION not in text
    assert "Implications" not in text


def test_the_table_of_themes_adds_up(pdf):
    first = texts(pdf)[0]
    assert "Theme Actions Complete Closed Open Overdue" in first
    assert "All themes 4 1 1 2 1" in first


def test_the_plan_is_the_appendix_and_has_a_bookmark_of_its_own(pdf):
    pages = texts(pdf)
    assert any(page.count("Appendix: Inspection 2026 action plan") for page in pages[1:])
    with pikepdf.open(io.BytesIO(pdf)).open_metadata() as known:
        assert known["dc:title"] == "How far we are <b>"
    with pikepdf.open(io.BytesIO(pdf)).open_outline() as outline:
        assert [item.title for item in outline.root] == ["How far we are <b>", "Appendix: Inspection 2026 action plan"]


def test_without_words_of_its_own_the_report_is_worked_out():
    text = " ".join(texts(print_order(order()).pdf))
    assert "One was completed since version 7: 100.1" in text
    assert "The Board is asked to:" in text


def test_what_is_internal_is_in_no_report():
    document = changed(six_columns(), "99.2", internal=True)
    text = " ".join(texts(print_order(order(document)).pdf))
    assert "99.2" not in text
    file = docx.Document(io.BytesIO(report_word(order(document), written_on=PRINTED_ON)))
    lines = [p.text for p in file.paragraphs] + [c.text for t in file.tables for row in t.rows for c in row.cells]
    assert not [line for line in lines if "99.2" in line]


# Word -------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def word() -> docx.document.Document:
    return docx.Document(io.BytesIO(report_word(order(report=REPORT), written_on=PRINTED_ON)))


def test_a_line_that_leads_to_a_list_stays_with_it_in_word(word):
    asked = next(p for p in word.paragraphs if p.text == "The Executive is asked to:")
    alone = next(p for p in word.paragraphs if p.text == "And to ask.")
    assert asked.paragraph_format.keep_with_next
    assert not alone.paragraph_format.keep_with_next


def level(paragraph) -> int | None:
    place = paragraph._p.pPr.find(qn("w:numPr"))
    return None if place is None else int(place.find(qn("w:ilvl")).get(qn("w:val")))


def test_the_word_report_has_headings_and_numbers_that_word_itself_counts(word):
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings[:4] == ["Purpose", "Progress", "Implications", "Recommendations"]
    assert [heading for heading in headings if "Appendix" in heading] == ["Appendix: Inspection 2026 action plan"]
    numbered = {p.text: level(p) for p in word.paragraphs}
    assert numbered["Purpose"] == 0
    assert numbered["To tell."] == numbered["And to ask."] == 1
    assert numbered["agree the dates"] == 2
    assert numbered["Financial: None arising directly from this report."] == 1


def test_the_word_report_is_upright_and_its_appendix_landscape_with_the_plans_tables(word):
    first, second = word.sections
    assert first.page_width < first.page_height
    assert second.page_width > second.page_height
    assert first.header.paragraphs[0].text.endswith("\tOFFICIAL")
    assert second.header.paragraphs[0].text.endswith("\tOFFICIAL-SENSITIVE")
    heads = [[cell.text for cell in table.rows[0].cells] for table in word.tables]
    assert heads[0] == ["Theme", "Actions", "Complete", "Closed", "Open", "Overdue"]
    assert heads[1][:2] == ["Row", "What needs to happen"]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in word.tables)
    assert "Appendix: Inspection 2026 action plan" in [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert "Recommendation 99" in [p.text for p in word.paragraphs if p.style.name == "Heading 3"]
