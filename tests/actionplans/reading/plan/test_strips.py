"""Strips of labels with their values below them, side by side under the title of each action."""

from __future__ import annotations

from actionplans.reading import interpret
from actionplans.reading.files.blocks import Blocks, Cell, Paragraph, Table


def strip(*texts: str) -> Table:
    return Table((tuple(Cell(text) for text in texts),))


def test_values_right_below_their_labels_are_those_of_the_action_above():
    document = interpret(
        Blocks(
            (
                Paragraph("Visits: action plan", level=1),
                Paragraph("1.1 Visit each school", bold=True),
                strip("Lead\n\nHead of Early Help", "By when\n\n30 June 2026", "Rating\n\nGreen"),
                Paragraph("3 May 2026: Six have been seen."),
                Paragraph("1.2 Write to each parent", bold=True),
                strip("Lead\n\nChair", "By when\n\nJuly 2026", "Rating\n\nRed"),
            )
        ),
        "plan.pdf",
    )
    first, second = [action for _, _, action in document.actions()]
    assert (first.ref, first.action, first.leads[0].name) == ("1.1", "Visit each school", "Head of Early Help")
    assert [first.deadlines[0].date, second.deadlines[0].date] == ["2026-06-30", "2026-07"]
    assert [first.rating, second.rating] == ["Green", "Red"]
    assert [note.date for note in first.progress] == ["2026-05-03"]
    assert not [w for w in document.warnings if w.kind == "lost"]
