"""Every word, line break and repetition of a file that was taken in is on the page of its plan and in each full print."""

from __future__ import annotations

import datetime
import io
import re

import openpyxl
import pypdfium2
import pytest
from django.urls import reverse

from actionplans.document.placing import TargetText, missing
from actionplans.document.tree import PlanDocument
from actionplans.importing.apply import write_plan
from actionplans.importing.fit import fit
from actionplans.persistence.load import read_document
from actionplans.printing import jobs
from actionplans.printing.orders import order_for
from actionplans.publishing import publish as publish_module
from actionplans.reading import read_plan
from actionplans.reading.files.blocks import Paragraph
from actionplans.reading.files.word import read_word
from actionplans.views.prints import about_of
from actionplans.writing.editions.compose import print_of
from actionplans.writing.excel import plan_excel
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.pdf import plan_pdf
from actionplans.writing.press.sheets import Printed
from actionplans.writing.proof import html_texts, plan_texts
from actionplans.writing.word import plan_word
from tests.actionplans.reading.papers import Paper
from tests.actionplans.writing.plans import seven_columns
from tests.browsing import publish, text_of, url
from tests.builders import make_version
from tests.prints import blank_pdf
from tests.shown import shown

DAY = datetime.date(2026, 11, 30)
LEADS = "Martin Pell to say which figures each agency sends\nQuality sub-group\nMartin Pell\nMartin Pell/Ruth Calloway"
DATES = "By May 2026\nBy May 2026 p\nBy June 2026\nThen each quarter"


def paper() -> bytes:
    """A plan in which much has no field of its own: words below a lead, a lead named three times, a state in the board's own
    words, a date with words before it, a row number that is printed twice."""
    made = Paper().heading("Plan after the review").heading("Priority 3: Children are heard", 2)
    made.line("Outcomes we want", bold=True).bullets("Children say that they were asked.")
    made.table(
        ("Ref", "Recommendation", "Action", "Who leads", "By when", "Update", "State"),
        (
            "3.1",
            "1. Ask each child what helped.",
            "- Write to schools\n- Read the answers\n- Meet twice\n- Tell the Board",
            LEADS,
            DATES,
            "Update as at 11.10.26: Ten schools wrote back.\nNobody has asked the colleges.",
            "Partly under way",
        ),
        ("3.1", "2. Tell families what was learned.", "Send a leaflet", "TBC", "Spring", "", "Not begun"),
    )
    return made.data()


@pytest.fixture
def read() -> PlanDocument:
    return fit(read_plan(paper(), "plan.docx"))


@pytest.fixture
def taken(cast, read):
    """The plan in the database."""
    return write_plan(cast.board, read, by=cast.manager, name="plan.docx")


def lost(document: PlanDocument, texts) -> list[str]:
    return [f"{found.place}: {found.words}" for found in missing(plan_texts(document), texts)]


def test_nothing_was_lost_on_reading(read):
    assert [w.message for w in read_plan(paper(), "plan.docx").warnings if w.kind == "lost"] == []
    [first, _] = [action for _, _, action in read.actions()]
    assert first.lead_text == LEADS
    assert [lead.name for lead in first.leads] == ["Martin Pell", "Quality sub-group", "Ruth Calloway"]
    assert first.deadline_text == DATES


def test_the_database_holds_all_of_it(read, taken):
    kept = read_document(taken)
    assert lost(read, [TargetText(text.text, text.home) for text in plan_texts(kept)]) == []
    assert [a.lead_text for _, _, a in kept.actions()] == [a.lead_text for _, _, a in read.actions()]


def test_the_page_shows_all_of_it(read, taken, client_for):
    page = client_for("manager").get(reverse("actionplans:plan_page", args=[taken.board.slug, taken.slug]))
    assert lost(read_document(taken), html_texts([shown(page)])) == []
    row = client_for("chair").get(
        reverse("actionplans:action_page", args=[taken.board.slug, taken.slug, taken.actions.first().ref])
    )
    assert "to say which figures each agency sends" in shown(row)


@pytest.mark.parametrize("look", [PaperOptions(), PaperOptions(cards=True, large=16), PaperOptions(pen=True)])
def test_each_full_print_shows_all_of_it(read, look):
    assert print_of(Order(read, DAY, look=look)).missing == ()


def bare(text: str) -> str:
    """Letters and digits alone: a line of a page may end at a hyphen."""
    return re.sub(r"[\W_]", "", text)


def test_the_pages_of_the_pdf_show_all_of_it(read):
    pages = pypdfium2.PdfDocument(plan_pdf(read, printed_on=DAY))
    words = bare("".join(page.get_textpage().get_text_bounded() for page in pages))
    for line in (*LEADS.split("\n"), *DATES.split("\n"), "Partly under way", "Update as at 11.10.26"):
        assert bare(line) in words


def test_word_shows_all_of_it(read):
    texts = []
    for number, block in enumerate(read_word(plan_word(read, written_on=DAY)).blocks):
        if isinstance(block, Paragraph):
            texts.append(TargetText(block.text))
        else:
            texts += [TargetText(cell.text, (number, i)) for i, row in enumerate(block.rows) for cell in row]
    assert lost(read, texts) == []


def test_excel_shows_all_of_it(read):
    book = openpyxl.load_workbook(io.BytesIO(plan_excel(read, written_on=DAY)))
    rows = [(sheet.title, i, row) for sheet in book for i, row in enumerate(sheet.iter_rows(values_only=True))]
    texts = [
        TargetText(str(value), i if name == "Actions" else None, heading=not i)
        for name, i, row in rows
        for value in row
        if value
    ]
    assert lost(read, texts) == []


def test_a_print_that_lacks_words_names_them(read, monkeypatch):
    from actionplans.writing.editions import clean

    monkeypatch.setattr(clean, "lead_cell", lambda action: ("<p>–</p>", 1))
    assert any("say which figures each agency sends" in words for words in print_of(Order(read, DAY)).missing)


def test_a_pack_is_proven_by_the_plan_in_it(read, monkeypatch):
    from actionplans.writing.editions import clean

    pack = Order(read, DAY, edition="pack", also=(Order(read, DAY),))
    assert print_of(pack).missing == ()
    monkeypatch.setattr(clean, "lead_cell", lambda action: ("<p>–</p>", 1))
    lacking = [words for words in print_of(pack).missing if "say which figures each agency sends" in words]
    assert len(lacking) == 2


def test_short_notes_of_the_version_table_are_found():
    assert print_of(Order(seven_columns(), DAY)).missing == ()


def test_publishing_ends_with_what_the_print_lacks(taken, client_for, monkeypatch):
    lacking = ("1.1: “to say which figures each agency sends”",)
    monkeypatch.setattr(publish_module, "print_plan", lambda document, **_: Printed(blank_pdf(), 1, lacking))
    said = text_of(publish(client_for("manager"), taken))
    assert "Version 1 is published" in said
    assert "1 passage of the plan is not on its pages." in said
    assert lacking[0] in said
    again = url("actionplans:version_published", taken, 1)
    assert "not on its pages" in text_of(client_for("manager").get(again))
    monkeypatch.setattr(publish_module, "print_plan", lambda document, **_: Printed(blank_pdf("second"), 1))
    assert "not on its pages" not in text_of(publish(client_for("manager"), taken))


def test_the_pack_of_a_version_says_there_what_it_lacks(taken, client_for, quick_print):
    version = make_version(taken)
    order = order_for(taken, edition="pack", version=version.number)
    jobs.put_by(order, about_of(taken, order), Printed(blank_pdf(), 1, ("1.1: “Ten schools”",)))
    said = text_of(client_for("manager").get(url("actionplans:version_published", taken, version.number)))
    assert "1 passage of the plan is not on the pack’s pages." in said
    assert "“Ten schools”" in said


def test_the_page_of_a_print_says_what_is_not_on_it(read, taken, client_for):
    order = order_for(taken)
    lacking = Printed(blank_pdf(), 1, ("1.1: “to say which figures each agency sends”",))
    key = jobs.put_by(order, about_of(taken, order), lacking)
    address = reverse("actionplans:print_page", args=[taken.board.slug, taken.slug, key])
    page = shown(client_for("manager").get(address))
    assert "1 passage of the plan is not on its pages." in page
    assert "1.1: “to say which figures each agency sends”" in page
    assert "not on its pages" not in shown(client_for("chair").get(address))
