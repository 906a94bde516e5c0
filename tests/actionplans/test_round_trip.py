"""What goes out as Word, Excel or JSON comes in again as the same plan document; what people changed is read from the table."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplans.document.tree import FIELDS, Column, PlanDocument
from actionplans.reading.carried import carried_document, is_ours
from actionplans.writing.formats import write_plan
from tests.actionplans.document.strategies import documents
from tests.actionplans.writing.plans import FIVE, PRINTED_ON, SEVEN, SIX, five_columns, seven_columns, six_columns

CARRYING = ("docx", "xlsx")
PLANS = {"six": six_columns, "five": five_columns, "seven": seven_columns}
any_layout = st.sampled_from([SIX, FIVE, SEVEN, ()]) | st.lists(
    st.sampled_from([*FIELDS, "extra:Resources", "extra:Cost"]), unique=True
).map(lambda fields: tuple(Column(field, field.capitalize()) for field in fields))


def written(document: PlanDocument, ending: str) -> bytes:
    return write_plan(document, ending, written_on=PRINTED_ON)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents, any_layout, st.sampled_from(CARRYING))
def test_any_plan_comes_in_again_as_it_went_out(document, columns, ending):
    document = document.replace(columns=columns)
    assert carried_document(written(document, ending)) == document


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
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
    assert is_ours(data)


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
    assert is_ours(data)
    assert carried_document(data) is None


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"not a file of any kind", written(six_columns(), "csv"), written(six_columns(), "docx")[:9000]],
)
def test_other_files_carry_nothing(data):
    assert carried_document(data) is None
    assert not is_ours(data)


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
