"""The table of one page goes on with that of the page before, and its rows stay apart where they are two."""

import pytest

from actionplans.reading.files.pdf import read_pdf
from actionplans.reading.files.pdf_joins import begins_other_code, repeated
from actionplans.reading.files.pdf_pieces import Box, PdfRow, Piece, Slot
from actionplans.reading.files.pdf_words import PdfLine, Word
from tests.actionplans.reading.making import printed


def row(*texts: str) -> PdfRow:
    lines = [[PdfLine([Word(word, 0, 9) for word in text.split()], 0, 9, 9, 1)] if text else [] for text in texts]
    return PdfRow([Slot(Box(0, 9, each)) for each in lines], 0, 9)


def piece(*rows: PdfRow) -> Piece:
    return Piece(list(rows), [0, 9], 1)


@pytest.mark.parametrize(
    ("above", "last", "below", "other"),
    [
        ("V-11", "V-12", "V-13", True),
        ("1.1", "1.2", "1.3", True),
        ("V-11", "V-12", "", False),
        ("V-11", "V-12", "V-12", False),
        ("V-11, V-12", "V-13", "V-14", False),  # a column of cells with several codes
        ("1/5/26", "2/5/26", "3/5/26", False),
        ("Red", "Amber", "Green", False),
        ("10%", "20%", "30%", False),
    ],
)
def test_another_code_begins_another_row(above, last, below, other):
    rows = [row("State", "Code no. 1"), row("Begun", above), row("Begun", last)]
    assert begins_other_code(rows, rows[-1], row("", below)) is other


def test_headings_are_repeated_without_what_is_above_them():
    first = piece(row("R1 Act in time"), row("State", "Task"), row("Begun", "Write"))
    assert repeated(first, piece(row("State", "Task"), row("Begun", "Train"))) == (1, 1)
    assert repeated(first, piece(row("R1 Act in time"), row("State", "Task"), row("Begun", "Train"))) == (0, 2)
    assert repeated(first, piece(row("Begun", "Train"))) == (0, 0)


def test_a_row_goes_on_below_headings_that_have_a_title_above_them():
    lines = "".join(f"<p>{n + 1} May 2026: Spoke to the schools about it.</p>" for n in range(30))
    heads = "<tr><th>State</th><th>Code</th><th>Task</th><th>Notes</th></tr>"
    body = f"<tr><td>Begun</td><td>V-11</td><td>Write</td><td>{lines}</td></tr>"
    bar = '<div style="background: #024; color: #fff; padding: 4pt">R1 Act in time for every child</div>'
    table = f"<table style='width: 100%'><thead>{heads}</thead><tbody>{body}</tbody></table>"
    [plan] = [block for block in read_pdf(printed(bar + table)).blocks if hasattr(block, "rows")]
    assert [len(line) for line in plan.rows] == [1, 4, 4]
    assert plan.rows[-1][3].text.count("Spoke") == 30
