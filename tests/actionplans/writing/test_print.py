"""The printed plan, as someone with the paper in hand would check it."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache

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
    RecommendationNode,
    SectionNode,
    VersionLine,
)
from actionplans.writing.pdf import plan_pdf, print_plan
from actionplans.writing.press import engine
from actionplans.writing.press.engine import OwnFilesOnly
from tests.actionplans.writing.plans import (
    PRINTED_ON,
    dense,
    five_columns,
    note,
    one_row,
    seven_columns,
    six_columns,
)
from tests.growth import TOO_MUCH, worst_growth


def pages_of(document, **more) -> list[str]:
    """The text of each page, white space as one blank."""
    return read(plan_pdf(document, printed_on=PRINTED_ON, **more))


def read(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


@cache
def dense_pdf() -> bytes:
    return plan_pdf(dense(recommendations=4), printed_on=PRINTED_ON)


@pytest.fixture(scope="module")
def dense_pages() -> list[str]:
    return read(dense_pdf())


# What is on the paper ---------------------------------------------------------------------------------------------


def test_every_cell_is_printed_once():
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
    fields = ("action", "why", "risk", "target", "evidence", "progress", "deadline", "lead", "rating", "extra:Money")
    document = six_columns(
        columns=tuple(ColumnNode(field, f"Head{i}") for i, field in enumerate(fields)),
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
    text = " ".join(pages_of(document))
    words = Counter(re.findall(r"[Ww]ord\w+", text))
    expected = (
        "wordaction wordbullet wordnested wordwhy wordrisk wordtarget wordevidence wordlead wordgroup wordwhen wordwas "
        "wordreason wordpanel wordended Wordred wordnote wordfile wordundated wordmoney wordsection worddescription "
        "wordobjective wordoutcome wordtext wordversion wordsigned"
    )
    assert words == Counter(expected.split())
    assert [f"Head{i}" for i in range(len(fields))] == re.findall(r"Head\d", text)
    for said in ("30.11.26 wordnote", "File: wordfile.pdf", "Complete", "01.02.27, wordpanel", "7.1"):
        assert said in text


def test_a_field_without_a_column_is_not_printed():
    text = " ".join(pages_of(one_row(action="shown", target="unshown", extra={"Cost": "unshown"})))
    assert "shown" in text
    assert "unshown" not in text


def test_the_head_of_the_plan_says_what_it_is():
    here = tuple(replace(line, published=True) for line in six_columns().versions)
    first = pages_of(six_columns(versions=here))[0]
    assert "Version 8: Updated following the Executive of 12 February 2027. For the Board of 2 March 2027." in first
    for words in (
        "3 recommendations",
        "4 actions: 2 open, 1 complete, 1 closed",
        "1 overdue",
        "1 deadline moved since version 7",
        "1 silent for 60 days",
    ):
        assert words in first
    assert "Priority 1 The partnership knows" in first


def test_each_page_says_whose_it_is_and_where_it_stands(dense_pages):
    count = len(dense_pages)
    assert count > 6
    for number, text in enumerate(dense_pages, 1):
        assert text.startswith(
            "Fenmarsh Safeguarding Children Partnership OFFICIAL-SENSITIVE "
            "Inspection 2026 action plan · version 8 · 14 February 2027 "
        )
        assert text.endswith(f" Page {number} of {count}")


def test_column_heads_stand_over_rows_on_every_page(dense_pages):
    for text in dense_pages[:-1]:
        assert "Actions to date" in text
        assert "Lead person" in text


def test_a_row_that_goes_on_says_which_it_is(dense_pages):
    overleaf = [text for text in dense_pages if "continued" in text]
    assert overleaf
    for text in overleaf:
        assert re.search(r"\d\d\.\d .{0,120}continued", text)
    assert "continued" not in dense_pages[0]


def test_pages_are_well_filled():
    pdf = pypdfium2.PdfDocument(dense_pdf())
    for number in range(len(pdf) - 1):
        page = pdf[number].get_textpage()
        height = pdf[number].get_height()
        bottoms = [page.get_rect(i)[1] for i in range(page.count_rects())]  # from the foot of the page, in points
        assert min(bottom for bottom in bottoms if bottom > 50) < height * 0.45


def test_heading_text_heads_and_first_row_stay_together(dense_pages):
    for number in ("99", "100", "101", "102"):
        page = next(text for text in dense_pages if f"Recommendation {number}" in text)
        after = page.split(f"Recommendation {number}")[1]
        assert "What needs to happen" in after
        assert f"{number}.1" in after


def test_a_short_row_is_never_split():
    cell = "Opening words " + "and more of the same kind " * 6 + "closing words."
    rows = tuple(ActionNode(ref=f"1.{i}", action=f"begin{i} {cell} end{i}") for i in range(1, 31))
    document = six_columns(sections=(SectionNode(recommendations=(RecommendationNode(number="1", actions=rows),)),))
    pages = pages_of(document)
    assert len(pages) > 2
    for i in range(1, 31):
        begins = [number for number, text in enumerate(pages) if f"begin{i} " in text]
        ends = [number for number, text in enumerate(pages) if re.search(rf"end{i}\b", text)]
        assert begins == ends


def test_a_long_cell_goes_on_overleaf_and_loses_nothing():
    words = [f"w{i}" for i in range(2500)]
    pages = pages_of(one_row(action=" ".join(words)))
    assert len(pages) > 3
    assert re.findall(r"\bw\d+", " ".join(pages)) == words


def test_notes_stand_oldest_first_and_undated_ones_where_they_were_written():
    entries = (
        note("2026-11-28", "second"),
        EntryNode(text="after the second"),
        note("2026-10-11", "first"),
        note("2027-01", "a month"),
        note("2026-02-06", "guessed", as_written="6th February", inferred=True),
    )
    text = pages_of(one_row(progress=entries))[0]
    order = ["6th February guessed", "11.10.26 first", "28.11.26 second", "after the second", "January 2027 a month"]
    assert [text.find(words) for words in order] == sorted(text.find(words) for words in order)
    assert all(words in text for words in order)


def test_a_deadline_shows_what_it_was_and_why_it_moved():
    moves = (
        DeadlineMoveNode("May 2026", "July 2026", "2026-05-01", "no reply yet"),
        DeadlineMoveNode("July 2026", "March 2027", "2026-08-01", ""),
    )
    text = pages_of(one_row(deadline_text="March 2027", deadline_moves=moves))[0]
    assert text.index("March 2027") < text.index("July 2026") < text.index("May 2026")
    for words in ("moved from", "no reply yet", "no reason"):
        assert words in text


def test_deadlines_without_words_are_written_out():
    deadlines = (DeadlineNode("Report", "2027-12", "month"), DeadlineNode("", "2028-03-31", "day"))
    text = pages_of(one_row(deadlines=deadlines))[0]
    assert "Report:" in text
    assert "December" in text
    assert "31 March 2028" in text


def test_an_action_is_named_under_the_other_recommendations_that_it_answers():
    text = " ".join(pages_of(six_columns()))
    assert "Also answers recommendation 100." in text
    assert "See also row 99.1." in text.split("Recommendation 100")[1]


def test_rows_without_a_recommendation_are_printed_and_counted():
    text = " ".join(pages_of(five_columns()))
    assert "Actions without a recommendation" in text
    assert "A1 Look for a new venue" in text


def test_rows_from_elsewhere_get_references():
    rows = (ActionNode(action="one"), ActionNode(action="two"))
    document = six_columns(
        sections=(
            SectionNode(
                recommendations=(RecommendationNode(number="2(ii)", actions=rows), RecommendationNode(actions=rows[:1]))
            ),
        )
    )
    text = " ".join(pages_of(document))
    for said in ("2(ii).1 one", "2(ii).2 two", "A1 one"):
        assert said in text


def test_the_recommendation_is_a_heading_and_not_a_column_too():
    text = " ".join(pages_of(five_columns()))
    assert text.count("Put in place arrangements") == 1
    assert "Ref Action Lead Progress Deadline" in text


def test_ratings_are_words_at_the_level_that_is_rated():
    text = " ".join(pages_of(seven_columns()))
    for word in ("Red", "Amber", "Green", "Not rated"):
        assert word in text
    rated = seven_columns().replace(
        rating_level="recommendation",
        sections=(
            SectionNode(recommendations=(RecommendationNode(number="1", rating="Amber", actions=(ActionNode(),)),)),
        ),
    )
    text = " ".join(pages_of(rated))
    assert "Recommendation 1 Amber" in text
    assert "Rating" not in text


def test_internal_rows_are_marked_where_a_document_holds_them():
    assert "Hidden row" in pages_of(one_row(action="Speak to the chief officer.", internal=True))[0]
    assert "Hidden row" not in pages_of(one_row(action="Speak to the chief officer."))[0]


def test_an_empty_plan_prints():
    pages = pages_of(six_columns(sections=(), versions=(), version=None, title=""))
    assert len(pages) == 1
    assert "Action plan" in pages[0]


# Drafts and versions ----------------------------------------------------------------------------------------------


def test_moves_are_not_counted_from_a_version_that_was_never_published_here():
    first = pages_of(six_columns())[0]  # its version table came with its file
    assert "1 deadline moved" in first
    assert "since version 7" not in first


def test_a_draft_says_so_on_every_page():
    for text in pages_of(dense(recommendations=1).replace(version=None)):
        assert "Inspection 2026 action plan · DRAFT, printed 14 February 2027 " in text
        assert "version 8" not in text
    assert "with all that was written since version 7." in pages_of(six_columns(version=None))[0]


def test_the_version_table_ends_with_this_version():
    last = pages_of(six_columns())[-1]
    table = last.split("Versions")[1]
    assert table.split()[:4] == ["Version", "Note", "Date", "By"]
    assert table.index("30 October 2026") < table.index("1 December 2026") < table.index("12 February 2027")
    listed = six_columns(versions=(*six_columns().versions, VersionLine("Version 8", "2027-02-14", "Just once", "TO")))
    table = pages_of(listed)[-1].split("Versions")[1]
    assert table.count("14 February 2027") == 1
    assert "Just once" in table


def test_moves_are_counted_from_the_version_before_where_it_is_given():
    now = six_columns()
    assert (
        "deadlines moved since version 7"
        in pages_of(now, previous=now.replace(version=None).replace(version=type(now.version)(7)))[0]
    )


def test_odd_dates_are_printed_as_they_stand():
    document = one_row(
        status="closed",
        ended=EndedNode("soon", "", ""),
        progress=(EntryNode(text="when", date="2026-13-45", precision="day"),),
        deadlines=(DeadlineNode("", "2026-02-31", "day"),),
    ).replace(versions=(VersionLine("One", "last week", "x"),))
    text = " ".join(pages_of(document))
    for words in ("soon", "2026-13-45 when", "2026-02-31", "last week"):
        assert words in text


# What must not happen ---------------------------------------------------------------------------------------------


def test_nothing_typed_is_ever_fetched(monkeypatch, fresh_prints):
    asked = []
    true_fetch = OwnFilesOnly.fetch

    def fetch(self, url, headers=None):
        asked.append(url)
        return true_fetch(self, url, headers)

    monkeypatch.setattr(OwnFilesOnly, "fetch", fetch)
    engine.kit.cache_clear()
    typed = '<img src="http://board.invalid/a.png">'
    document = one_row(
        action=typed,
        why="<img src=file:///etc/passwd>",
        risk="<style>@import url(http://board.invalid/b.css)</style>",
        leads=(LeadNode('"><link rel=attachment href=file:///etc/passwd>'),),
    ).replace(board='"><img src=file:///etc/hostname>', marking="</body>")
    text = pages_of(document)[0]
    assert asked
    assert all(url.startswith("file:///usr/share/fonts/") for url in asked)
    squeezed = text.replace(" ", "").replace("\u200b", "")
    assert typed.replace(" ", "") in squeezed
    assert "<imgsrc=file:///etc/passwd>" in squeezed
    assert '"><imgsrc=file:///etc/hostname>' in squeezed


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "https://board.invalid/a.png",
        "ftp://board.invalid/a",
        "file:///etc/passwd",
        f"{engine.STYLE_SHEETS.as_uri()}/../../manage.py",
        "//board.invalid/a",
    ],
)
def test_no_address_but_its_own_files(address):
    with pytest.raises(ValueError, match="fetches nothing"):
        OwnFilesOnly(list(engine.STYLE_SHEETS.iterdir())).fetch(address)


def test_data_addresses_and_its_own_files_are_read():
    own = engine.STYLE_SHEETS / "plan.css"
    fetcher = OwnFilesOnly([own])
    assert fetcher.fetch("data:text/plain,hello").read() == b"hello"
    assert fetcher.fetch(own.as_uri()).read() == own.read_bytes()


@pytest.mark.parametrize("cell", ["action", "deadline_text"])
def test_a_word_without_end_is_broken_and_whole(cell):
    text = "".join(pages_of(one_row(**{cell: "x" * 3000})))
    assert text.count("x") >= 3000


def test_characters_that_no_pdf_may_hold_are_left_out():
    text = pages_of(one_row(action="a\x00b\x07c\ud800d\uffffe\x1b", why="\uf0b7 from Word"))[0]
    assert "abcde" in text
    assert "• from Word" in text


def test_marks_are_drawn_and_not_printed():
    text = pages_of(one_row(action="Write **now** and *again*:\n\n- to one\n- to two", why="5 * 3, snake_case_name"))[0]
    assert "Write now and again:" in text
    assert "to one to two" in text
    assert text.count("•") == 2
    assert "**" not in text
    assert "5 * 3, snake_case_name" in text


# For screen readers, and alike everywhere -------------------------------------------------------------------------


def structure(data: bytes) -> tuple[pikepdf.Pdf, list[tuple[str, pikepdf.Dictionary]]]:
    """The structure elements of a PDF in reading order, by tag."""
    pdf = pikepdf.open(io.BytesIO(data))
    found: list[tuple[str, pikepdf.Dictionary]] = []

    def walk(element) -> None:
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return  # a mark on a page
        found.append((str(element.S)[1:], element))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            walk(kid)

    for kid in pdf.Root.StructTreeRoot.K:
        walk(kid)
    return pdf, found


def test_the_pdf_names_itself_and_its_language():
    pdf, _ = structure(plan_pdf(six_columns(), printed_on=PRINTED_ON))
    assert str(pdf.Root.Lang) == "en-GB"
    assert str(pdf.docinfo["/Title"]) == "Inspection 2026 action plan, version 8"
    assert pdf.Root.MarkInfo.Marked
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("make", [six_columns, five_columns, seven_columns])
def test_headings_go_down_in_steps(make):
    _, elements = structure(plan_pdf(make(), printed_on=PRINTED_ON))
    levels = [int(tag[1]) for tag, _ in elements if re.fullmatch(r"H\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_table_over_many_pages_is_one_table_with_one_head():
    _, elements = structure(dense_pdf())
    tags = Counter(tag for tag, _ in elements)
    assert tags["Table"] == 5  # four recommendations and the versions
    assert tags["THead"] == 5
    assert tags["TR"] == 5 + 8 + 3  # heads, rows, versions
    for tag, element in elements:
        if tag == "TH":
            assert str(element.A.Scope) in ("/Row", "/Column")
        if tag == "TR":
            assert len(element.K) in (7, 4)


def test_running_lines_are_read_out_once_and_page_numbers_never():
    with pikepdf.open(io.BytesIO(dense_pdf())) as pdf:
        first, *others = (page.Contents[0].read_bytes() for page in pdf.pages)
        assert b"MCID" in first
        assert all(lines.startswith(b"/Artifact <</Type/Pagination>> BDC") for lines in others)
        for page in pdf.pages:
            assert b"/Artifact <</Type/Pagination>> BDC BT" in page.Contents[-1].read_bytes()


def test_every_mark_on_a_page_belongs_to_the_structure_once():
    pdf, elements = structure(dense_pdf())
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    held = Counter()
    for _, element in elements:
        for kid in element.K:
            if isinstance(kid, int):
                held[element.Pg.objgen, kid] += 1
            elif "/MCID" in kid:
                held[kid.Pg.objgen, int(kid.MCID)] += 1
    assert set(held.values()) == {1}
    for page in pdf.pages:
        drawn = b" ".join(stream.read_bytes() for stream in page.Contents)
        marks = {int(mark) for mark in re.findall(rb"/MCID (\d+)", drawn)}
        assert marks == {mark for where, mark in held if where == page.obj.objgen}
        assert len(owners[int(page.obj.StructParents)]) == len(marks)


def test_a_paragraph_over_two_pages_is_one_to_a_reader():
    words = " ".join(f"w{i}" for i in range(2500))
    _, elements = structure(plan_pdf(one_row(action=words), printed_on=PRINTED_ON))
    long = [e for tag, e in elements if tag == "P" and len(e.K) > 50]
    assert len(long) == 1
    assert len({str(kid.Pg.objgen) for kid in long[0].K if not isinstance(kid, int)}) > 1


def test_one_typeface_from_the_package():
    with pikepdf.open(io.BytesIO(plan_pdf(six_columns(), printed_on=PRINTED_ON))) as pdf:
        names = {
            str(o.FontName).split("+")[1] for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o
        }
    assert names
    assert {re.sub("[- ]", "", name)[:14] for name in names} == {"LiberationSans"}


def test_the_same_document_prints_the_same_again():
    first, second = (print_plan(six_columns(), printed_on=PRINTED_ON) for _ in range(2))
    assert first.pages == second.pages
    assert len(first.pdf) == len(second.pdf)


def test_a_print_takes_time_in_proportion_to_its_pages(dense_pages, fresh_prints):
    assert print_plan(dense(recommendations=8), printed_on=PRINTED_ON).pages >= 10
    growth = worst_growth(lambda plan: print_plan(plan, printed_on=PRINTED_ON), dense, sizes=(2, 8))
    assert growth <= TOO_MUCH


def test_a_month_and_its_year_are_in_one_line():
    data = plan_pdf(one_row(deadline_text="December 2026"), printed_on=PRINTED_ON)
    assert "December 2026" in pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()


def test_headings_keep_their_words_whole_in_a_table_of_many_columns():
    fields = (
        "action",
        "why",
        "risk",
        "target",
        "evidence",
        "progress",
        "deadline",
        "lead",
        "rating",
        "extra:Resources",
    )
    columns = tuple(ColumnNode(field, field.removeprefix("extra:").capitalize()) for field in fields)
    long = "Several words that make this column the widest of all. " * 8
    data = plan_pdf(one_row(action=long, why=long, risk=long).replace(columns=columns), printed_on=PRINTED_ON)
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded()
    for column in columns:
        assert column.heading in text


def test_a_rating_that_nothing_is_left_of_on_paper_is_none():
    columns = (ColumnNode("action", "Action"), ColumnNode("rating", "Rating"))
    assert "A quiet row" in pages_of(one_row(action="A quiet row", rating="\x01").replace(columns=columns))[0]


def test_a_column_of_the_boards_own_without_a_name_is_printed():
    columns = (ColumnNode("action", "Action"), ColumnNode("extra:", ""))
    assert "wordmoney" in pages_of(one_row(action="x", extra={"": "wordmoney"}).replace(columns=columns))[0]


def test_signs_that_no_typeface_has_are_named_in_words():
    text = pages_of(one_row(action="Well done \U0001f389 \U0001f44d\U0001f3fd ✓ שלום Tŷ Ŵyn 中", why="a\u2028b"))[0]
    assert "Well done [party popper] [thumbs up sign] ✓" in text
    assert "[U+4E2D]" in text
    assert "Tŷ Ŵyn" in text
    assert "a b" in text


def test_an_overdue_row_says_so_in_words():
    due = {"deadline_text": "January 2027", "deadlines": (DeadlineNode(date="2027-01", precision="month"),)}
    assert "January 2027 Overdue" in pages_of(one_row(**due))[0]
    assert "Overdue" not in pages_of(one_row(**due, status="complete"))[0]
    assert "Overdue" not in pages_of(one_row(deadline_text="Ongoing"))[0]


def test_the_first_page_holds_more_than_a_heading():
    """Title, aims and the first row would not fit on it together: the aims stay with their title, and the row goes overleaf."""
    plan = one_row(action="What needs to be done, in so many words. " * 30, why="Because it matters. " * 12)
    section = plan.sections[0]
    recommendation = replace(section.recommendations[0], text="All agencies should know who decides. " * 60)
    aims = tuple(f"Aim {number}: each child is seen and heard by those who know them." for number in range(1, 8))
    section = replace(section, title="Leadership", objectives=aims, outcomes=aims, recommendations=(recommendation,))
    first, *others = pages_of(plan.replace(sections=(section,)))
    assert "Leadership" in first
    assert "Aim 7: each child is seen" in first
    assert "What needs to be done" in " ".join(others)
