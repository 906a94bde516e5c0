"""The Word file as its readers open it: a landscape page, real tables with repeating headings, real lists, and no code."""

from __future__ import annotations

import datetime
import io
import zipfile

import docx
from docx.oxml.ns import qn

from actionplans.document.parts import without_internal
from actionplans.document.tree import EntryNode
from actionplans.writing.word import plan_word
from tests.actionplans.writing.plans import PRINTED_ON, five_columns, one_row, seven_columns, six_columns


def opened(document):
    return docx.Document(io.BytesIO(plan_word(document, written_on=PRINTED_ON)))


def headings(file, level: int) -> list[str]:
    return [p.text for p in file.paragraphs if p.style.name == f"Heading {level}"]


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_page_is_landscape_a4_with_the_marking_and_the_page_numbers_on_it():
    file = opened(six_columns())
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert section.header.paragraphs[0].text == "Fenmarsh Safeguarding Children Partnership\tOFFICIAL-SENSITIVE"
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Inspection 2026 action plan · Version 8, 14 February 2027\tPage ")
    fields = [field.get(qn("w:instr")).strip() for field in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert file.core_properties.title == "Inspection 2026 action plan"


def test_sections_and_recommendations_are_headings_of_their_own_level():
    file = opened(six_columns())
    assert file.paragraphs[0].text == "Inspection 2026 action plan"
    assert headings(file, 1) == [
        "Priority 1: The partnership knows how safe children are and acts on it",
        "Priority 2: Children and their families are heard",
        "Versions",
    ]
    assert headings(file, 2) == ["Recommendation 99", "Recommendation 100", "Recommendation P106"]


def test_each_recommendation_has_a_table_with_the_boards_columns_and_a_repeating_heading_row():
    file = opened(six_columns())
    assert len(file.tables) == 4  # three recommendations, and the versions
    for table in file.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    heads, first, second = cells(file.tables[0])
    assert heads == [
        "Row",
        "What needs to happen",
        "Why",
        "Risks if no action taken",
        "Actions to date",
        "By when",
        "Lead person",
    ]
    assert (first[0], second[0]) == ("99.1", "99.2")
    assert first[6] == "Independent Scrutineer\nChairs, quality assurance sub-group"
    assert first[5].split("\n")[:2] == [
        "March 2027",
        "was January 2027 (moved 12.02.27): the new system went live in February",
    ]
    assert first[4].startswith("11.10.26 Letter sent to the three chief officers")
    assert cells(file.tables[1])[1][5].endswith(
        "Complete 12.02.27, Executive: seven of nine reports came, two follow in March"
    )


def test_bullets_are_real_lists_and_bold_is_bold():
    file = opened(six_columns())
    cell = file.tables[0].rows[1].cells[1]
    levels = [p._p.pPr.numPr.ilvl.val if p._p.pPr.numPr is not None else None for p in cell.paragraphs]
    assert levels == [None, 0, 0, 1, 0, None]
    assert cell.paragraphs[1].text == "children’s social care: contacts, repeat plans, time on a plan"
    assert [run.text for run in cell.paragraphs[3].runs if run.italic] == ["numbers"]
    why = file.tables[0].rows[1].cells[2].paragraphs[0]
    assert [run.text for run in why.runs if run.bold] == ["question it"]


def test_the_versions_stand_at_the_end_with_this_one():
    rows = cells(opened(six_columns()).tables[-1])
    assert rows[0] == ["Version", "Note", "Date", "By"]
    assert rows[-1] == ["Version 8", "Updated following the Executive of 12 February 2027", "14 February 2027", "TO"]


def test_a_draft_says_so_and_plans_of_other_columns_keep_them():
    file = opened(five_columns())
    assert "Draft of 14 February 2027" in file.sections[0].footer.paragraphs[0].text
    assert cells(file.tables[0])[0] == ["Row", "Action", "Lead", "Progress", "Deadline"]
    assert "Rating" in cells(opened(seven_columns()).tables[0])[0]


def test_text_is_text_whatever_it_looks_like():
    hostile = '<w:p>&amp; "quoted" \x07 ]]> =1+1'
    file = opened(one_row(action=hostile, why="One\ttab\nand a line"))
    row = file.tables[0].rows[1].cells
    assert row[1].text == '<w:p>&amp; "quoted"  ]]> =1+1'
    assert row[2].text == "One\ttab\nand a line"


def test_an_edition_without_what_is_internal_holds_nothing_of_it_anywhere():
    secret = EntryNode(text="Zebra has been suspended.", date="2027-01-05", precision="day", internal=True)
    document = one_row(action="Speak.", progress=(secret,))
    shown = opened(document).tables[0].rows[1]
    assert any("05.01.27 (internal note) Zebra" in cell.text for cell in shown.cells)
    data = plan_word(without_internal(document), written_on=PRINTED_ON)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not any(b"Zebra" in package.read(name) for name in package.namelist())


def test_a_plan_with_nothing_in_it_is_a_file_too():
    file = opened(six_columns(title="", sections=(), versions=(), version=None, board="", marking=""))
    assert file.paragraphs[0].text == "Action plan"
    assert file.tables == []


def test_when_it_was_made_is_the_day_that_was_given():
    assert opened(five_columns()).core_properties.created.date() == datetime.date(2027, 2, 14)
