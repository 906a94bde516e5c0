"""CSV files: any encoding, any separator, cells as people type them."""

import pytest

from actionplans.reading.files.blocks import Paragraph, ReadingError, Table
from actionplans.reading.files.delimited import read_delimited

ROWS = [
    ["Ref", "Action", "Lead", "By when"],
    ["1.1", "Agree the café’s opening, and tell “families”", "Chair; Manager", "31/03/2027"],
    ["1.2", "Ask schools:\n- primary\n- secondary", "Health | Police", "March 2027"],
]


def written(separator: str) -> str:
    quoted = [['"' + value.replace('"', '""') + '"' for value in row] for row in ROWS]
    return "\r\n".join(separator.join(row) for row in quoted) + "\r\n"


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_whatever_excel_makes_of_a_csv_file_is_read_alike(separator, encoding):
    (table,) = read_delimited(written(separator).encode(encoding)).blocks
    assert texts(table) == [
        ROWS[0],
        ROWS[1],
        ["1.2", "Ask schools:\n\n- primary\n- secondary", "Health | Police", "March 2027"],
    ]


def test_lines_above_the_table_are_paragraphs_and_a_list_of_versions_below_is_a_table_of_its_own():
    data = (
        "Improvement plan 2026,,,\n,,,\nTheme: Front door,,,\n"
        "Ref,Action,Lead,By when\n1.1,Meet weekly,Chair,May 2027\nBand across,,,\n1.2,Report,Chair,June 2027\n"
        ",,,\nVersion 1,Sent to the executive 4.12.26,,\nVersion 2,Sent to the board 8.1.27,,\n"
    )
    blocks = read_delimited(data.encode()).blocks
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [
        "Improvement plan 2026",
        "Theme: Front door",
    ]
    plan, versions = (block for block in blocks if isinstance(block, Table))
    assert [row[0].text for row in plan.rows] == ["Ref", "1.1", "Band across", "1.2"]
    assert texts(versions)[0] == ["Version 1", "Sent to the executive 4.12.26"]


def test_cells_that_were_kept_from_being_formulas_lose_the_apostrophe_and_nothing_is_worked_out():
    (table,) = read_delimited(b"Action,Lead\n'=1+1,'@chair\n'Tis done,-2\n").blocks
    assert texts(table)[1:] == [["=1+1", "@chair"], ["'Tis done", "-2"]]


def test_a_text_that_is_no_table_is_refused():
    with pytest.raises(ReadingError):
        read_delimited(b"Dear all, the plan will follow.\n")
    with pytest.raises(ReadingError):
        read_delimited(b",,,\n,,,\n")
    with pytest.raises(ReadingError, match="far more rows"):
        read_delimited(b"a,b\n" * 30_000)
