"""Exports as Word, Excel or JSON are read as the same plan document; where users changed the file, its table is read."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.document.fields import FIELDS
from actionplans.document.tree import ActionNode, ColumnNode, EntryNode, PlanDocument, RecommendationNode, SectionNode
from actionplans.reading import read_plan
from actionplans.reading.plan.carried import carried_document, carried_frame
from actionplans.writing.formats import write_plan
from tests.actionplans.document.strategies import documents
from tests.actionplans.writing.plans import (
    FIVE,
    PRINTED_ON,
    SEVEN,
    SIX,
    five_columns,
    one_row,
    seven_columns,
    six_columns,
)

CARRYING = ("docx", "xlsx")
PLANS = {"six": six_columns, "five": five_columns, "seven": seven_columns}
any_layout = st.sampled_from([SIX, FIVE, SEVEN, ()]) | st.lists(
    st.sampled_from([*FIELDS, "extra:Resources", "extra:Cost"]), unique=True
).map(lambda fields: tuple(ColumnNode(field, field.capitalize()) for field in fields))


def written(document: PlanDocument, ending: str) -> bytes:
    return write_plan(document, ending, written_on=PRINTED_ON)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(documents, any_layout, st.sampled_from(CARRYING))
def test_any_plan_comes_in_again_as_it_went_out(document, columns, ending):
    document = document.replace(columns=columns)
    assert carried_document(written(document, ending)) == document


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(documents)
def test_json_comes_in_again_as_it_went_out(document):
    assert PlanDocument.loads(written(document, "json")) == document


@pytest.mark.parametrize("ending", CARRYING)
@pytest.mark.parametrize("plan", PLANS)
def test_a_file_that_an_office_program_saved_again_still_comes_in_whole(plan, ending):
    document = PLANS[plan]()
    data = _saved_again(written(document, ending), ending)
    assert carried_document(data) == document


def _saved_again(data: bytes, ending: str) -> bytes:
    """The file opened and saved with nothing changed. openpyxl drops parts that it does not know; Excel keeps them."""
    out = io.BytesIO()
    if ending == "docx":
        docx.Document(io.BytesIO(data)).save(out)
        return out.getvalue()
    openpyxl.load_workbook(io.BytesIO(data), rich_text=True).save(out)
    return _with_parts_of(data, out.getvalue())


def _with_parts_of(old: bytes, new: bytes) -> bytes:
    out = io.BytesIO(new)
    with zipfile.ZipFile(io.BytesIO(old)) as source, zipfile.ZipFile(out, "a") as target:
        for name in source.namelist():
            if name.startswith("customXml/"):
                target.writestr(name, source.read(name))
    return out.getvalue()


def _changed_word(data: bytes, change) -> bytes:
    file = docx.Document(io.BytesIO(data))
    change(file)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _reword(file) -> None:
    file.tables[0].rows[1].cells[1].paragraphs[0].runs[0].text = "Agree with everybody which figures they report"


def _embolden(file) -> None:
    file.tables[0].rows[1].cells[1].paragraphs[0].runs[0].bold = True


def _drop_row(file) -> None:
    row = file.tables[0].rows[1]._tr
    row.getparent().remove(row)


def _unlist(file) -> None:
    paragraph = file.tables[0].rows[1].cells[1].paragraphs[1]
    paragraph._p.pPr.remove(paragraph._p.pPr.numPr)


@pytest.mark.parametrize("change", [_reword, _embolden, _drop_row, _unlist])
def test_a_word_file_that_was_changed_does_not_come_in_as_it_went_out(change):
    data = _changed_word(written(six_columns(), "docx"), change)
    assert carried_document(data) is None
    assert carried_frame(data).columns == SIX


def test_a_row_that_was_taken_out_is_nowhere_in_the_file():
    """Not in the carried document either, which nobody can open any more."""
    data = _changed_word(written(six_columns(), "docx"), _drop_row)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert b"Letter sent to the three chief officers" not in everything


def test_a_workbook_that_was_changed_does_not_come_in_as_it_went_out():
    data = written(six_columns(), "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Actions"]["B2"] = "Agree with everybody"
    out = io.BytesIO()
    book.save(out)
    data = _with_parts_of(data, out.getvalue())
    assert carried_frame(data).columns == SIX
    assert carried_document(data) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"not a file of any kind", written(six_columns(), "csv"), written(six_columns(), "docx")[:9000]],
)
def test_other_files_carry_nothing(data):
    assert carried_document(data) is None
    assert carried_frame(data) is None


def test_a_carried_part_that_is_nonsense_is_passed_over():
    data = written(six_columns(), "docx")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "customXml/item1.xml":
                content = content.replace(b"gAAAA", b"AAAAA")
            new.writestr(name, content)
    assert carried_document(out.getvalue()) is None


# Copies that people changed --------------------------------------------------------------------------------------------


def _seen(document: PlanDocument, ending: str, change=lambda file: None) -> PlanDocument:
    """The plan read from what can be seen, after one more word was put into the first table."""
    data = written(document, ending)
    out = io.BytesIO()
    if ending == "docx":
        file = docx.Document(io.BytesIO(data))
        file.tables[0].rows[1].cells[1].paragraphs[0].add_run(" Again")
        change(file)
        file.save(out)
        return read_plan(out.getvalue(), "returned.docx")
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    heading = next(column.heading for column in document.columns if column.field == "action")
    place = [cell.value for cell in book["Actions"][1]].index(heading) + 1
    book["Actions"].cell(2, place, f"{book['Actions'].cell(2, place).value} Again")
    change(book)
    book.save(out)
    return read_plan(_with_parts_of(data, out.getvalue()), "returned.xlsx")


def _rows(document: PlanDocument) -> dict[str, ActionNode]:
    return {action.ref: action for _, _, action in document.actions()}


def _words(action: ActionNode) -> str:
    return " ".join(f"{action.action} {action.why} {action.risk}".replace("*", "").split())


@pytest.mark.parametrize("ending", CARRYING)
@pytest.mark.parametrize("plan", PLANS)
def test_a_changed_copy_is_read_from_its_table_and_everything_else_in_it_is_as_it_was(plan, ending):
    document = PLANS[plan]()
    first, *others = document.actions()
    again = _seen(document, ending)
    assert (again.title, again.columns, again.rating_level) == (document.title, document.columns, document.rating_level)
    assert [s.title for s in again.sections] == [s.title for s in document.sections]
    assert [s.objectives for s in again.sections] == [s.objectives for s in document.sections]
    assert [(r.number, r.text) for _, r in again.recommendations()] == [
        (r.number, r.text) for _, r in document.recommendations()
    ]
    found = list(again.actions())
    assert Counter(_words(found[0][2]).split()) - Counter(_words(first[2]).split()) == Counter(["Again"])
    for (_, _, was), (_, _, now) in zip(others, found[1:], strict=True):
        assert _words(now) == _words(was)
        assert (now.status, now.ended, now.rating, now.deadlines) == (was.status, was.ended, was.rating, was.deadlines)
        assert [(e.date, e.text) for e in now.progress] == [(e.date, e.text) for e in was.progress]
    assert again.version is None  # it is no longer that version


@pytest.mark.parametrize("ending", CARRYING)
def test_what_our_lines_in_the_cells_say_goes_back_into_its_fields(ending):
    was, now = _rows(six_columns()), _rows(_seen(six_columns(), ending))
    for ref in was:
        assert now[ref].deadline_moves == was[ref].deadline_moves
        assert now[ref].earlier == ()  # slips here have a day and a reason
        assert now[ref].also == was[ref].also
        assert now[ref].deadline_text == was[ref].deadline_text or not was[ref].deadline_text
        assert {e.attachments for e in now[ref].progress} == {e.attachments for e in was[ref].progress}


def test_a_row_and_a_note_that_were_added_in_word_are_read():
    def change(file) -> None:
        table = file.tables[0]
        table.rows[2].cells[4].add_paragraph("15.02.27: Agreed with the Executive.")
        cells = table.add_row().cells
        for place, words in ((1, "Show it to young people."), (5, "30 June 2027"), (6, "Participation Lead")):
            cells[place].text = words

    again = _seen(six_columns(), "docx", change)
    rows = [action for _, recommendation, action in again.actions() if recommendation.number == "99"]
    assert [(e.date, e.text) for e in rows[1].progress][-1] == ("2027-02-15", "Agreed with the Executive.")
    added = rows[2]
    assert added.action == "Show it to young people."
    assert [d.date for d in added.deadlines] == ["2027-06-30"]
    assert [lead.name for lead in added.leads] == ["Participation Lead"]


def test_a_note_that_was_added_on_the_second_sheet_is_read():
    def change(book) -> None:
        book["Notes"].append(["99.2", "99", datetime.date(2027, 2, 15), "Agreed with the Executive."])

    now = _rows(_seen(six_columns(), "xlsx", change))
    assert [(e.date, e.text) for e in now["99.2"].progress] == [
        ("2026-11", "Draft shown to the Executive, who asked for the trend over eight quarters."),
        ("2027-02-15", "Agreed with the Executive."),
    ]
    assert len(now["99.1"].progress) == 4


def test_headings_that_nobody_could_guess_keep_their_meaning():
    """The file says which column is which, also where a heading would be taken for something else."""
    columns = (
        ColumnNode("action", "Milestone"),
        ColumnNode("progress", "Target"),
        ColumnNode("extra:Lead time", "Lead time"),
    )
    document = one_row(action="Ask.", progress=(EntryNode(text="Asked.", date="2027-01-04", precision="day"),))
    document = document.replace(columns=columns)
    section = document.sections[0]
    recommendation = section.recommendations[0]
    action = replace(recommendation.actions[0], extra={"Lead time": "Two weeks"})
    document = document.replace(
        sections=(replace(section, recommendations=(replace(recommendation, actions=(action,)),)),)
    )
    for ending in CARRYING:
        again = _seen(document, ending)
        (found,) = (action for _, _, action in again.actions())
        assert again.columns == columns
        assert [e.text for e in found.progress] == ["Asked."]
        assert (found.action, found.extra) == ("Ask. Again", {"Lead time": "Two weeks"})


STATUS = (ColumnNode("action", "Action"), ColumnNode("status", "Where it stands"), ColumnNode("progress", "News"))


@pytest.mark.parametrize("columns", [STATUS, (*STATUS[:1], *STATUS[2:])], ids=["a status column", "neither"])
@pytest.mark.parametrize("ending", CARRYING)
def test_how_a_row_ended_is_read_wherever_it_stands(columns, ending):
    document = six_columns(columns=columns)
    was, now = _rows(document), _rows(_seen(document, ending))
    assert {ref: (a.status, a.ended) for ref, a in now.items()} == {ref: (a.status, a.ended) for ref, a in was.items()}


@pytest.mark.parametrize("level", ["recommendation", "section"])
@pytest.mark.parametrize("ending", CARRYING)
def test_ratings_and_what_is_internal_go_back_to_what_they_are_of(level, ending):
    sections = tuple(
        replace(
            section,
            rating="Amber",
            recommendations=tuple(
                replace(r, rating="Red", internal=r.number == "100") for r in section.recommendations
            ),
        )
        for section in six_columns().sections
    )
    document = six_columns(sections=sections, rating_level=level, columns=(*SIX, ColumnNode("rating", "RAG")))
    again = _seen(document, ending)
    assert again.rating_level == level
    assert [r.internal for _, r in again.recommendations()] == [False, True, False]
    if level == "recommendation":
        assert [r.rating for _, r in again.recommendations()] == ["Red", "Red", "Red"]
    else:
        assert [section.rating for section in again.sections] == ["Amber", "Amber"]


def test_a_file_of_another_origin_that_begins_with_a_row_number_is_read_too():
    book = openpyxl.Workbook()
    book.active.title = "Actions"
    for line in (["Row", "Action", "Lead", "By when"], ["1", "Ask.", "Chair", "May 2027"], ["", "", "", ""]):
        book.active.append(line)
    for name in ("About", "Sections", "Notes"):
        book.create_sheet(name).append(["Plan"])
    out = io.BytesIO()
    book.save(out)
    (action,) = (action for _, _, action in read_plan(out.getvalue(), "theirs.xlsx").actions())
    assert (action.action, action.deadline_text) == ("Ask.", "May 2027")


@pytest.mark.parametrize("ending", CARRYING)
def test_a_cell_of_the_boards_own_without_a_heading_goes_out_and_comes_back(ending):
    rows = (ActionNode(action="Ask the family", extra={"": "by phone"}),)
    document = PlanDocument(
        sections=(SectionNode(recommendations=(RecommendationNode(text="Hear them", actions=rows),)),)
    )
    assert carried_document(written(document, ending)) == document
