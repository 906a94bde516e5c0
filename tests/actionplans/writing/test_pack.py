"""The meeting pack: front sheet, changes and plan in one, and as many plans as the meeting has."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from actionplans.document.tree import VersionMark
from actionplans.writing.editions.extract import extracted
from actionplans.writing.order import Order
from actionplans.writing.pdf import print_order
from actionplans.writing.press.sheets import Printed
from tests.actionplans.writing.plans import PRINTED_ON, five_columns, six_columns
from tests.printing.orders import CHALLENGES


def order(**more) -> Order:
    older = six_columns(version=VersionMark(7, date="2026-12-02"), versions=six_columns().versions[:1])
    return Order(six_columns(), PRINTED_ON, edition="pack", since=older, since_words="Board", **more)


@pytest.fixture(scope="module")
def one() -> Printed:
    return print_order(order())


@pytest.fixture(scope="module")
def several() -> Printed:
    return print_order(order(also=(Order(five_columns(), PRINTED_ON),)))


def pages(printed: Printed) -> list[str]:
    pdf = pypdfium2.PdfDocument(printed.pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def bookmarks(printed: Printed) -> list[str]:
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf, pdf.open_outline() as outline:
        return [item.title for item in outline.root]


def test_each_part_has_its_bookmark(one):
    assert bookmarks(one) == ["Front sheet", "What changed", "The plan"]


def test_it_begins_with_the_front_sheet_and_ends_with_the_plan(one):
    text = pages(one)
    assert "Since your last meeting" in text[0]
    assert any("Make sure that one dataset" in page for page in text)
    assert text[0].count("Since your last meeting") == 1


def test_pages_are_numbered_through(one):
    text = pages(one)
    assert len(text) == one.pages
    assert all(f"Page {number} of {one.pages}" in page for number, page in enumerate(text, 1))


def test_without_an_older_version_there_are_no_changes():
    printed = print_order(replace(order(), since=None))
    assert bookmarks(printed) == ["Front sheet", "The plan"]
    assert "Where the plan stands" in pages(printed)[0]


def test_open_challenges_stand_behind_the_front_sheet():
    printed = print_order(order(challenges=CHALLENGES))
    assert bookmarks(printed) == ["Front sheet", "Open challenges", "What changed", "The plan"]
    text = pages(printed)
    assert "Challenges 2 open, 1 without an answer" in text[0]
    (sheet,) = [page for page in text if "2 challenges are open, 1 of them without an answer." in page]
    assert "Who in each agency can say yes on the day?" in sheet
    assert "Graham Ashdown, 20 January 2027, at the Executive. Open for 25 days." in sheet
    assert "Ruth Calloway, 1 February 2027" in sheet
    assert "The plan Which date does nobody believe in? Graham Ashdown, 14 February 2027. Asked today." in sheet


def test_an_extract_holds_the_challenges_to_its_rows():
    actions = [action for _, _, action in six_columns().actions()]
    lead = next(at.name for action in actions for at in action.leads)
    held = {action.ref for action in actions if lead in [at.name for at in action.leads]}
    others = {action.ref for action in actions} - held
    assert others
    asked = tuple(replace(CHALLENGES[1], number=n, ref=ref) for n, ref in enumerate(["", *held, *others], 1))
    assert {challenge.ref for challenge in extracted(order(lead=lead, challenges=asked), lead).challenges} == held


def test_an_order_with_challenges_can_be_handed_to_another_process():
    whole = order(challenges=CHALLENGES)
    assert Order.from_json(json.loads(json.dumps(whole.to_json()))) == whole
    assert whole.key() != order().key()


def test_several_plans_stand_behind_a_list_of_what_is_in_the_pack(several):
    assert bookmarks(several) == [
        "What is in this pack",
        "Inspection 2026 action plan: Front sheet",
        "Inspection 2026 action plan: What changed",
        "Inspection 2026 action plan: The plan",
        "Recovery plan: Front sheet",
        "Recovery plan: The plan",
    ]
    first = pages(several)[0]
    assert "Meeting pack" in first
    assert "Inspection 2026 action plan Version 8 Front sheet What changed The plan" in first
    assert "Recovery plan Draft of 14 February 2027 Front sheet The plan" in first
    assert "OFFICIAL-SENSITIVE" in first


def test_the_list_leads_to_each_part(several):
    with pikepdf.open(io.BytesIO(several.pdf)) as pdf:
        links = [note for note in pdf.pages[0].get("/Annots", []) if note.get("/Subtype") == "/Link"]
        pages_of = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        reached = [pages_of[link.Dest[0].objgen] for link in links]
        with pdf.open_outline() as outline:
            marked = [pages_of[item.destination[0].objgen] for item in outline.root]
    assert reached == marked[1:]


def test_each_plan_carries_its_own_running_lines(several):
    text = pages(several)
    assert "Aldermoor Safeguarding Children Board" in text[-1]
    assert "Aldermoor" not in text[1]


def test_an_order_of_several_plans_can_be_handed_to_another_process():
    whole = order(also=(Order(five_columns(), PRINTED_ON, edition="pack", silent_days=30),))
    assert Order.from_json(json.loads(json.dumps(whole.to_json()))) == whole
    assert whole.key() != order().key()
