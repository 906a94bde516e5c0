"""The public edition on paper: no person whom the board knows is named anywhere in the file, and it still reads as English."""

from __future__ import annotations

import dataclasses
import io
import re
import unicodedata
from collections.abc import Iterator
from unittest import mock

import pikepdf
import pypdfium2
import pytest
from django.test import TestCase

from actionplans.document.parts import UnknownLead
from actionplans.document.tree import EntryNode, LeadNode, PersonNote, PlanDocument, VersionMark
from actionplans.models import Plan
from actionplans.persistence.load import read_document
from actionplans.persistence.people import known_people
from actionplans.publishing import publish
from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.pdf import Printed, print_order
from boards.models import Board, Membership, Person
from demo import loader
from tests.actionplans.writing.plans import PRINTED_ON, six_columns

PEOPLE = (
    PersonNote("TO", "Tessa Orme", "Business Manager", "Fenmarsh Council"),
    PersonNote("RC", "Det Supt Ruth Calloway", "Detective Superintendent", "Fenland Constabulary"),
)


# Reading a PDF to the last word -----------------------------------------------------------------------------------------


def everything(pdf: bytes) -> dict[str, str]:
    """All that can be read in a PDF, by its place: pages, structure, bookmarks, metadata, attachments."""
    opened = pikepdf.open(io.BytesIO(pdf))
    pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    return {
        "pages": " ".join(" ".join(pages).split()),
        "dictionaries": "\n".join(strings(opened.trailer, set())),
        "metadata": opened.Root.Metadata.read_bytes().decode(),
        "attachments": "\n".join(file.get_file().read_bytes().decode() for file in opened.attachments.values()),
    }


def strings(thing: pikepdf.Object, seen: set) -> Iterator[str]:
    """Every string in every dictionary and array of a PDF: alternative texts, bookmarks, titles, names of files."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
        if thing.is_indirect:
            if thing.objgen in seen:
                return
            seen.add(thing.objgen)
        parts = thing if isinstance(thing, pikepdf.Array) else (value for _, value in thing.items())
        for part in parts:
            if isinstance(part, pikepdf.Object):
                yield from strings(part, seen)


def named(text: str, names: list[str], initials: list[str]) -> list[str]:
    """Which of these people a reader would find by searching: by the whole name, a word of it, initials."""
    folded = " ".join(text.casefold().split())
    found = [name for name in names if bare(name).casefold() in folded]
    for word in {word for name in names for word in bare(name).split()}:
        found += re.findall(rf"\b{re.escape(word)}\b", text)
    return found + [i for i in initials if re.search(rf"\b{re.escape(i)}\b", text)]


def bare(name: str) -> str:
    return re.sub(r"^(Dr|Cllr|Det Supt|Det Ch Insp|Insp|Mr|Mrs|Ms) ", "", unicodedata.normalize("NFC", name))


# The demonstration ------------------------------------------------------------------------------------------------------


def _unprinted(document, **options):
    return Printed(pdf=b"%PDF-1.7 not printed here", pages=1)


@pytest.mark.once
class TestDemonstration(TestCase):
    @classmethod
    def setUpTestData(cls):
        with mock.patch.object(publish, "print_plan", _unprinted):
            loader.load()

    def known(self, board: Board) -> tuple[list[str], list[str]]:
        people = Person.objects.filter(board=board)
        accounts = Membership.objects.filter(board=board).values_list("user__name", flat=True)
        return [*people.values_list("name", flat=True), *accounts], list(people.values_list("initials", flat=True))

    def test_nobody_is_named_in_the_public_edition_of_any_plan(self):
        boards = Board.objects.all()
        assert len(boards) == 3
        for board in boards:
            names, initials = self.known(board)
            assert len(names) > 20
            for plan in Plan.objects.filter(board=board):
                last = plan.versions.order_by("number").last()
                document = last.document() if last else read_document(plan)
                order = Order(document, PRINTED_ON, "public", known=known_people(board))
                read = everything(print_order(order).pdf)
                assert board.name in read["pages"]
                assert bool(read["attachments"]) is (last is not None)
                for place, text in read.items():
                    assert named(text, names, initials) == [], (plan, place)
                assert "@" not in read["pages"]

    def test_nothing_internal_is_in_it(self):
        plan = Plan.objects.filter(board__slug="fenmarsh").first()
        document = read_document(plan)
        inside = [e.text for _, _, a in document.actions() for e in a.progress if e.internal]
        assert inside
        public = print_of(Order(document, PRINTED_ON, "public"))
        html = "".join(piece.html for sheets in public.sheets for piece in sheets.pieces)
        assert "Internal" not in html
        assert not [text for text in inside if text[:30] in html]


# What it says and leaves out --------------------------------------------------------------------------------------------


def test_it_says_what_it_is_and_is_not_marked_sensitive():
    order = Order(six_columns(people=PEOPLE), PRINTED_ON, "public", look=PaperOptions(pen=True))
    printed = print_of(order)
    (sheets,) = printed.sheets
    assert printed.title == "Inspection 2026 action plan, version 8, public edition"
    assert sheets.running.bottom_left == "Inspection 2026 action plan · version 8, public edition · 14 February 2027"
    assert sheets.running.top_right == "OFFICIAL"
    html = "".join(piece.html for piece in sheets.pieces)
    assert "Public edition. Version 8: Updated following the Executive" in html
    assert "Pen notes" not in html
    assert '<th scope="col">By</th>' not in html


def test_a_draft_says_that_it_is_one_and_carries_nothing():
    printed = print_of(Order(six_columns(version=None, people=PEOPLE), PRINTED_ON, "public"))
    assert "Public edition. Draft, printed 14 February 2027" in printed.sheets[0].pieces[0].html
    assert "DRAFT, printed 14 February 2027, public edition" in printed.sheets[0].running.bottom_left
    assert printed.attachments == ()


@pytest.mark.parametrize(
    "look", [PaperOptions(), PaperOptions(large=16), PaperOptions(cards=True)], ids=["table", "large", "cards"]
)
def test_every_look_of_it_is_the_public_one(look):
    note = EntryNode("TO rang Tessa Orme.", "2026-10-11", "day", author="TO")
    document = with_note(six_columns(people=PEOPLE[1:]), note)
    printed = print_of(Order(document, PRINTED_ON, "public", look=look, known=PEOPLE))
    html = "".join(piece.html for sheets in printed.sheets for piece in sheets.pieces)
    assert "Business Manager rang Business Manager." in html
    assert "Public edition. " in html
    assert "public edition" in printed.sheets[0].running.bottom_left


def test_what_it_carries_is_the_public_document():
    document = six_columns(people=PEOPLE, title="Tessa Orme’s plan")
    (attachment,) = print_of(Order(document, PRINTED_ON, "public")).attachments
    carried = PlanDocument.loads(attachment.content)
    assert (carried.title, carried.people, carried.version.by) == ("Business Manager’s plan", (), "")
    assert (attachment.name, attachment.media_type, attachment.relationship) == (
        "plan.json",
        "application/json",
        "Data",
    )


def test_an_order_keeps_who_is_known_on_its_way_to_another_process():
    order = Order(six_columns(), PRINTED_ON, "public", known=PEOPLE)
    again = Order.from_json(order.to_json())
    assert again == order
    assert again.key() != dataclasses.replace(order, known=()).key()


# Extracts ---------------------------------------------------------------------------------------------------------------


def test_an_extract_says_whose_it_is_wherever_the_plan_is_named():
    order = Order(six_columns(people=PEOPLE), PRINTED_ON, lead="business manager")
    printed = print_of(order)
    title = "Inspection 2026 action plan: actions of the Business Manager"
    (sheets,) = printed.sheets
    assert printed.title == f"{title}, version 8"
    assert sheets.running.bottom_left.startswith(f"{title} · version 8")
    html = "".join(piece.html for piece in sheets.pieces)
    assert f"<h1>{title}</h1>" in html
    assert "99.2" in html
    assert "99.1" not in html
    assert printed.attachments == ()


def test_a_section_is_counted_as_in_the_whole_plan():
    html = "".join(p.html for p in print_of(Order(six_columns(), PRINTED_ON, lead="Vice Chair")).sheets[0].pieces)
    assert "Priority 2" in html
    assert "Priority 1" not in html


@pytest.mark.parametrize(
    ("lead", "whose"),
    [
        ("fenland constabulary", "Fenland Constabulary"),
        ("ruth  calloway", "Det Supt Ruth Calloway"),
        ("police", "the Police"),
        ("all partners", "All partners"),
    ],
)
def test_whose_they_are_reads_as_a_sentence(lead, whose):
    names = (("Det Supt Ruth Calloway", "person"), ("Police", "agency"), ("All partners", "role"))
    document = with_leads(six_columns(people=PEOPLE), *names)
    assert f": actions of {whose}, version" in print_of(Order(document, PRINTED_ON, lead=lead)).title


def test_both_documents_of_a_print_of_changes_are_cut():
    before = six_columns(version=VersionMark(7, "Before", "2026-12-02"))
    html = "".join(
        piece.html
        for piece in print_of(Order(six_columns(), PRINTED_ON, "changes", since=before, lead="Vice Chair"))
        .sheets[0]
        .pieces
    )
    assert "99.1" not in html
    assert "<h1>What changed since version 7: actions of the Vice Chair</h1>" in html


def test_a_title_says_whose_it_is_where_the_same_words_are_in_the_sentence_below():
    before = six_columns(version=VersionMark(7, "Before", "2026-12-02"))
    order = Order(
        six_columns(), PRINTED_ON, "changes", since=before, since_words="Vice Chair of 2 December", lead="Vice Chair"
    )
    html = print_of(order).sheets[0].pieces[0].html
    assert "went to the Vice Chair of" in html
    assert "<h1>What changed since version 7: actions of the Vice Chair</h1>" in html


def test_the_public_edition_of_an_extract_does_not_name_its_lead():
    document = with_leads(six_columns(people=PEOPLE), ("Tessa Orme", "person"))
    printed = print_of(Order(document, PRINTED_ON, "public", lead="Tessa Orme"))
    assert printed.title == "Inspection 2026 action plan: actions of the Business Manager, version 8, public edition"
    assert not named(repr(printed), ["Tessa Orme"], ["TO"])


def test_a_name_that_leads_nothing_prints_nothing():
    with pytest.raises(UnknownLead, match="Those who do: Independent Scrutineer; "):
        print_of(Order(six_columns(), PRINTED_ON, lead="Nobody"))


def test_rows_that_a_lead_has_no_longer_are_listed_as_changes():
    before = with_leads(six_columns(version=VersionMark(7, "Before", "2026-12-02")), ("Treasurer", "role"))
    assert print_of(Order(six_columns(), PRINTED_ON, "changes", since=before, lead="Treasurer")).sheets


def with_note(document: PlanDocument, note: EntryNode) -> PlanDocument:
    return _changed(document, progress=(note,))


def with_leads(document: PlanDocument, *leads: tuple[str, str]) -> PlanDocument:
    return _changed(document, leads=tuple(LeadNode(name, kind) for name, kind in leads))


def _changed(document: PlanDocument, **values) -> PlanDocument:
    """The document with these values in its first row."""
    section, *sections = document.sections
    recommendation, *recommendations = section.recommendations
    action, *actions = recommendation.actions
    recommendation = dataclasses.replace(recommendation, actions=(dataclasses.replace(action, **values), *actions))
    section = dataclasses.replace(section, recommendations=(recommendation, *recommendations))
    return document.replace(sections=(section, *sections))
