"""The plan as cards, in large print and with room for a pen, as a reader with a lens would check it."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest

from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    DeadlineNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionLine,
)
from actionplans.writing.columns import printed_columns, widths
from actionplans.writing.order import Order, PaperOptions
from actionplans.writing.pdf import print_order
from tests.actionplans.writing.plans import (
    PRINTED_ON,
    dense,
    five_columns,
    note,
    one_row,
    seven_columns,
    six_columns,
)


def printed(document: PlanDocument, **look) -> bytes:
    return print_order(Order(document, PRINTED_ON, look=PaperOptions(**look))).pdf


def pages_of(document: PlanDocument, **look) -> list[str]:
    pdf = pypdfium2.PdfDocument(printed(document, **look))
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def upright(data: bytes) -> bool:
    page = pypdfium2.PdfDocument(data)[0]
    return page.get_width() < page.get_height()


FIELDS = (
    "action",
    "why",
    "risk",
    "target",
    "evidence",
    "progress",
    "deadline",
    "lead",
    "status",
    "rating",
    "extra:Money",
)


def full_row() -> PlanDocument:
    """A plan of one row, in which every cell holds a word of its own."""
    action = ActionNode(
        ref="7.1",
        action="wordaction\n\n- wordbullet\n  - wordnested",
        why="wordwhy",
        risk="wordrisk",
        target="wordtarget",
        evidence="wordevidence",
        leads=(LeadNode("wordlead"), LeadNode("wordgroup", "group")),
        deadline_text="wordwhen",
        deadlines=(DeadlineNode(date="2027-05", precision="month"),),
        deadline_moves=(DeadlineMoveNode("wordwas", "wordwhen", "2027-01-02", "wordreason"),),
        status="complete",
        ended=EndedNode("2027-02-01", "wordpanel", "wordended"),
        rating="Wordred",
        progress=(note("2026-11-30", "wordnote", attachments=("wordfile.pdf",)), EntryNode(text="wordundated")),
        extra={"Money": "wordmoney", "Hidden": "wordhidden"},
    )
    return six_columns(
        columns=tuple(ColumnNode(field, f"Head{i}") for i, field in enumerate(FIELDS)),
        sections=(
            SectionNode(
                kind="Theme",
                title="wordsection",
                description="worddescription",
                objectives=("wordobjective",),
                outcomes=("wordoutcome",),
                recommendations=(RecommendationNode(number="7", text="wordtext", actions=(action,)),),
            ),
        ),
        versions=(VersionLine("Version 8", "2027-02-14", "wordversion", "wordsigned"),),
    )


WORDS = (
    "wordaction wordbullet wordnested wordwhy wordrisk wordtarget wordevidence wordlead wordgroup wordwhen wordwas "
    "wordreason wordpanel wordended Wordred wordnote wordfile wordundated wordmoney wordsection worddescription "
    "wordobjective wordoutcome wordtext wordversion wordsigned"
)


@pytest.mark.parametrize(
    "look",
    [
        {"cards": True},
        {"cards": True, "pen": True},
        {"cards": True, "large": 12, "pen": True},
        {"large": 16},
        {"large": 12},
        {"pen": True},
    ],
)
def test_every_cell_is_printed_once_however_it_looks(look):
    text = " ".join(pages_of(full_row(), **look)).replace("\u200b", "").replace("\u00ad", "")
    if look.get("cards") or look.get("large") == 16:
        found = Counter(re.findall(r"[Ww]ord\w+", text))
        assert found.pop("Wordred") >= 1  # in the head of a card, which is repeated overleaf
        assert found == Counter(WORDS.replace("Wordred ", "").split())
    else:  # eleven columns side by side break words
        squeezed = re.sub(r"\s", "", text)
        for word in WORDS.split():
            assert squeezed.count(word) == 1
    for said in ("30.11.26", "Complete", "7.1"):
        assert said in re.sub(r"\s", "", text)


def test_a_card_has_the_row_its_state_and_rating_first_then_each_cell_then_the_notes():
    text = " ".join(pages_of(full_row(), cards=True))
    order = ["Row 7.1 Complete Wordred", "01.02.27, wordpanel: wordended"]
    order += [f"Head{i} " for i in (0, 1, 2, 3, 4, 10, 6, 7, 5)]
    assert [text.find(words) for words in order] == sorted(text.find(words) for words in order)
    assert all(words in text for words in order)
    assert "Head8" not in text  # status and rating are in the first line, without headings
    assert "Head9" not in text
    for pair in ("Head0 wordaction", "Head1 wordwhy", "Head10 wordmoney", "Head5 30.11.26 wordnote"):
        assert pair in text


def test_by_when_and_lead_stand_side_by_side():
    page = pypdfium2.PdfDocument(printed(one_row(deadline_text="Easter", leads=(LeadNode("Vicar"),)), cards=True))[0]
    text = page.get_textpage()
    whole = text.get_text_range()
    when, lead = (text.get_charbox(whole.index(word)) for word in ("Easter", "Vicar"))
    assert when[1] == pytest.approx(lead[1], abs=1)
    assert lead[0] > when[0] + 100


def test_a_rating_is_printed_only_where_the_board_rates_rows():
    assert "Row 1.1 Open Red" in " ".join(pages_of(seven_columns(), cards=True))
    assert "Row 2.1 Open Not rated" in " ".join(pages_of(seven_columns(), cards=True))
    assert "rated" not in " ".join(pages_of(one_row(rating="Red"), cards=True))


@pytest.mark.parametrize(
    ("make", "look", "as_cards"),
    [
        (six_columns, {}, False),
        (six_columns, {"pen": True}, False),
        (six_columns, {"large": 12}, False),
        (six_columns, {"large": 12, "pen": True}, True),
        (six_columns, {"large": 16}, True),
        (five_columns, {"large": 16}, False),
        (five_columns, {"cards": True}, True),
        (six_columns, {"large": 16, "columns": ("action", "progress")}, False),
    ],
)
def test_many_columns_in_large_print_are_cards(make, look, as_cards):
    data = printed(make(), **look)
    assert upright(data) is as_cards


@pytest.mark.parametrize("cards", [False, True])
@pytest.mark.parametrize(("large", "points"), [(0, 9), (12, 12), (16, 16)])
def test_type_is_as_large_as_was_asked(large, points, cards):
    document = one_row(action="Begin with this.").replace(columns=(ColumnNode("action", "Action"),))
    pdf = pypdfium2.PdfDocument(printed(document, large=large, cards=cards))
    text = next(text for page in pdf if "Begin with" in (text := page.get_textpage()).get_text_range())
    _, bottom, _, top = text.get_charbox(text.get_text_range().index("Begin with"), loose=True)
    assert top - bottom == pytest.approx(points * 1.15, rel=0.08)


def test_a_long_card_names_its_row_on_every_page_and_loses_nothing():
    words = [f"w{i}" for i in range(2500)]
    pages = pages_of(one_row(action="Begin.", progress=(note("2026-11-30", " ".join(words)),)), cards=True, pen=True)
    assert len(pages) > 3
    assert re.findall(r"\bw\d+", " ".join(pages)) == words
    for text in pages:
        assert "Row 1.1 Open" in text
        assert "Notes on 1.1" in text


@pytest.mark.parametrize("look", [{}, {"large": 12, "columns": ("action", "progress", "lead")}, {"cards": True}])
def test_the_room_for_a_pen_holds_nothing_but_the_reference(look):
    refs = set()
    for page in pypdfium2.PdfDocument(printed(dense(recommendations=2), pen=True, **look)):
        text, width, height = page.get_textpage(), page.get_width(), page.get_height()
        edge = width - (13 + 46) / 25.4 * 72  # the margin, and the room less what keeps the columns apart
        for i in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(i)
            if right > edge and 50 < bottom < height - 52:  # running lines above and below
                refs.add(" ".join(text.get_text_bounded(left, bottom, right, top).split()).removeprefix("Notes on "))
    assert refs - {"Pen", "notes", "Pen notes", "Notes", "on"} == {"99.1", "99.2", "100.1", "100.2"}


def test_nothing_stands_beyond_the_margins():
    for document in (six_columns(), seven_columns(), full_row()):
        for look in (
            {"large": 12},
            {"large": 16},
            {"large": 16, "pen": True},
            {"pen": True},
            {"cards": True, "pen": True},
        ):
            pdf = pypdfium2.PdfDocument(printed(document, **look))
            for page in pdf:
                text = page.get_textpage()
                rights = [text.get_rect(i)[2] for i in range(text.count_rects())]
                assert max(rights) <= page.get_width() - 13 / 25.4 * 72 + 1


@pytest.mark.parametrize("make", [six_columns, five_columns, seven_columns])
def test_headings_of_cards_go_down_in_steps(make):
    levels: list[int] = []

    def walk(element) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            if found := re.fullmatch(r"/H(\d)", str(element.S)):
                levels.append(int(found[1]))
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

    with pikepdf.open(io.BytesIO(printed(make(), cards=True))) as pdf:
        for kid in pdf.Root.StructTreeRoot.K:
            walk(kid)
    rows = sum(1 for _ in make().actions())
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert sum(level == max(levels) for level in levels) == rows
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_dates_and_leads_keep_the_room_that_they_need():
    for scale, pen in ((12 / 9, False), (1.0, True)):
        document = seven_columns()
        columns = printed_columns(document)
        for share, column in zip(widths(document, columns, pen=pen, scale=scale)[1:], columns, strict=False):
            if column.field == "deadline":
                assert share.characters >= 13  # "30 September", in bold
            if column.field == "lead":
                assert share.characters >= 11


@pytest.mark.parametrize(("large", "pen"), [(0, False), (16, True)])
def test_long_leads_and_reasons_go_on_overleaf(large, pen):
    leads = tuple(LeadNode(f"lead{i:03}") for i in range(150))
    reason = " ".join(f"reason{i:03}" for i in range(200))
    document = one_row(leads=leads, deadline_moves=(DeadlineMoveNode("May", "June", "2027-01-02", reason),))
    text = "".join(pages_of(document, cards=True, large=large, pen=pen))
    assert len(set(re.findall(r"lead\d{3}", text))) == 150
    assert len(set(re.findall(r"reason\d{3}", text))) == 200


@pytest.mark.parametrize("look", [{"cards": True}, {"large": 16}])
def test_what_is_overdue_is_said_in_words_in_cards_and_large_print(look):
    late = six_columns()
    assert "Overdue" in " ".join(pages_of(late, **look))
    bare = late.replace(columns=tuple(column for column in late.columns if column.field != "deadline"))
    assert "Overdue" in " ".join(pages_of(bare, cards=True))


def test_the_first_page_of_large_cards_holds_the_beginning_of_a_card():
    plan = one_row(action="What needs to be done, in so many words. " * 16, why="Because it matters. " * 30)
    recommendation = replace(plan.sections[0].recommendations[0], text="All agencies should know who decides. " * 20)
    plan = plan.replace(sections=(replace(plan.sections[0], recommendations=(recommendation,)),))
    first = pages_of(plan, large=16, cards=True)[0]
    assert "All agencies should know who decides." in first
