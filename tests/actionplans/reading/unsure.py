"""Files that leave something open: for the page that asks how a file is to be read."""

from __future__ import annotations

import io

import openpyxl

from tests.actionplans.reading.papers import Paper


def tracker() -> bytes:
    """A table whose first column the reader cannot know, and whose last holds letters."""
    rows = [
        ("Slow calls", "Relaunch the toolkit in all teams", "Duty manager", "31 Dec 2026", "Blue"),
        ("Slow calls", "Brief sixty people on it by phone", "Office", "June 2026", "Green"),
        ("Lost letters", "Ask about fathers at each visit", "Health", "July 2026", "Blue"),
    ]
    heads = ("Strand", "What we do", "Who", "When", "Standing")
    return Paper().heading("Neglect review plan", 1).table(heads, *rows).data()


def workbook(*sheets: tuple[str, list[tuple[str, ...]]], hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


HEADS = ("Ref", "Recommendation", "Action", "Lead", "By when")


def two_sheets() -> bytes:
    """A sheet of live actions, one of others that repeat its recommendations, a key and a hidden sheet."""
    live = [
        HEADS,
        ("1.1", "Share what is known at once", "Agree one referral form", "Tessa Orme", "May 2026"),
        ("1.2", "", "Train the front door", "Office", "June 2026"),
        ("2.1", "Plans name one lead", "Publish the list of leads", "Office", "July 2026"),
    ]
    old = [
        HEADS,
        ("1.3", "Share what is known at once", "Write to all schools", "Office", "May 2025"),
        ("2.2", "Plans name one lead", "Make a list of leads", "Office", "June 2025"),
    ]
    key = [("BRAG", "Means"), ("Blue", "Complete"), ("Red", "Late, or will be")]
    return workbook(("Live", live), ("Last year", old), ("Lists", key), ("Costs", [("a", "b")]), hidden="Costs")


def outline() -> bytes:
    paper = Paper().heading("Home conditions learning plan", 1)
    for n, (heading, text) in enumerate(
        (
            (
                "Seeing the child at home",
                "Where a child sleeps, eats and washes is seen and written down at each visit.",
            ),
            ("Working with landlords", "Landlords know whom to tell, and are told what came of it within a week."),
        ),
        1,
    ):
        paper.heading(f"Recommendation {n}: {heading}", 2).line(text)
        for m in (1, 2):
            paper.line(f"{n}.{m} Try page {m} of the form in two teams")
            paper.line("Lead: Tessa Orme").line(f"Timescale: May 202{m + 5}")
            paper.line(f"Update: 04.11.26 drafted and tried as {n}{m}")
    return paper.data()


def forms() -> bytes:
    paper = Paper().heading("Rapid review", 1)
    for n in (1, 2, 3):
        paper.table(
            ("Recommendation", f"{n}. Agencies tell each other when family {n} moves house"),
            ("Where we are now", "Moves are found by chance"),
            ("Action", f"Add moves to list {n} that housing sends"),
            ("Lead", "Tessa Orme"),
            ("Timescale", "May 2027"),
            ("How will we know?", f"No baby is unknown to the health visitors for more than {n} days after a move"),
            heads=0,
        )
    return paper.data()


def nothing() -> bytes:
    rows = [
        ("Alpha", "Beta", "Gamma"),
        ("Rota, Sundays", "Second worker", "K. Mossop"),
        ("Leaflet", "New text", "Police"),
    ]
    return Paper().table(("Member", "July"), ("M. Pell", "✓"), ("R. Calloway", "✓")).table(*rows).data()
