"""The evidence pack, as an inspector would read it: of each row what was planned, what happened, who says so."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from functools import cache

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from weasyprint import HTML

from actionplans.document.parts import without_internal
from actionplans.document.tree import (
    ActionNode,
    ColumnNode,
    DeadlineMoveNode,
    EndedNode,
    EntryNode,
    LeadNode,
    PlanDocument,
    RecommendationNode,
    SectionNode,
    VersionLine,
)
from actionplans.writing.editions.evidence import NOTHING_YET, evidence_sheets
from actionplans.writing.order import EvidenceFile, Order, PaperOptions
from actionplans.writing.pdf import print_order
from actionplans.writing.story import FirstHeld, happenings, speaks_of_results
from tests.actionplans.writing.plans import (
    PRINTED_ON,
    dense,
    five_columns,
    note,
    one_row,
    seven_columns,
    six_columns,
)


def ordered(document: PlanDocument, **more) -> Order:
    return Order(document, PRINTED_ON, edition="evidence", **more)


def pack(document: PlanDocument, **more) -> bytes:
    return print_order(ordered(document, **more)).pdf


def pages_of(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]


def text_of(document: PlanDocument, **more) -> str:
    return " ".join(pages_of(pack(document, **more)))


def in_order(text: str, *words: str) -> bool:
    """Whether the words stand in the text one behind the other."""
    return re.search(".*?".join(map(re.escape, words)), text) is not None


def structure(data: bytes) -> list[tuple[str, str]]:
    """The structure elements of a PDF in reading order: tag and alternative text."""
    found: list[tuple[str, str]] = []

    def walk(element) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append((str(element.S)[1:], str(element.get("/Alt", ""))))
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for kid in pdf.Root.StructTreeRoot.K:
            walk(kid)
    return found


# The story of a row -----------------------------------------------------------------------------------------------------


def test_what_happened_is_listed_oldest_first():
    action = ActionNode(
        added="2026-09-01",
        deadline_moves=(
            DeadlineMoveNode("May 2026", "June 2026", "2026-10-05", "late"),
            DeadlineMoveNode("June 2026", "July 2026", "", "later"),
        ),
        progress=(note("2026-11-01", "c"), note("2026-10-05", "a"), EntryNode(text="b"), note("2026-12", "d")),
        status="complete",
        ended=EndedNode("2026-12-31", "Board", "done"),
    )
    shown = [each.entry.text if each.entry else each.kind for each in happenings(action)]
    assert shown == ["added", "a", "b", "moved", "moved", "c", "d", "ended"]


def test_a_row_that_came_in_with_a_file_was_not_added_on_that_day():
    action = ActionNode(added="2026-11-20", progress=(note("2026-03-01", "long before"),))
    assert [each.kind for each in happenings(action)] == ["noted"]


def test_nobody_is_said_to_have_ended_a_row_that_is_open():
    assert happenings(ActionNode()) == []
    assert [each.kind for each in happenings(ActionNode(status="closed"))] == ["ended"]
    assert [each.kind for each in happenings(ActionNode(ended=EndedNode("2026-01-01", "", "")))] == ["ended"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2026-10-01", "first in version 6"),
        ("2026-11-02", "first in version 6 or 7"),
        ("2026-11-03", "first in version 7"),
        ("2027-02-14", "first in version 8"),
        ("", ""),
        ("soon", ""),
    ],
)
def test_the_version_that_first_held_a_note_follows_from_the_day_it_was_typed(written, words):
    assert FirstHeld(six_columns()).words(EntryNode(written=written)) == words


def test_of_a_draft_a_note_may_be_in_no_version_yet():
    held = FirstHeld(six_columns(version=None))
    assert held.words(EntryNode(written="2027-02-01")) == "in no version yet"
    assert held.words(EntryNode(written="2026-12-02")) == "first in version 7, or in none yet"
    assert FirstHeld(six_columns(version=None, versions=())).words(EntryNode(written="2027-02-01")) == ""


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Re-audit: nine of ten plans name the child’s wish.", True),
        ("Repeat plans fell from 24 to 17 in a hundred.", True),
        ("Feedback of parents gathered.", True),
        ("Letter sent to all partners.", False),
        ("Reported to the Improvement Board.", False),
    ],
)
def test_notes_that_speak_of_results_are_known_by_their_words(text, speaks):
    assert speaks_of_results(EntryNode(text=text)) is speaks


# What is on the paper ---------------------------------------------------------------------------------------------------


def test_each_row_has_what_was_planned_what_happened_and_what_shows_a_difference():
    text = text_of(six_columns())
    row = text.split("Row 99.1 Open")[1].split("Row 99.2 Open")[0]
    assert in_order(
        row,
        "Row 99.1: what was planned",
        "What needs to happen Agree with every statutory partner",
        "Also answers recommendation 100.",
        "Why The Board can then see",
        "Risks if no action taken",
        "Lead person Independent Scrutineer; Chairs, quality assurance sub-group",
        "First deadline November 2026",
        "Deadline now March 2027",
        "4 notes, 11 October 2026 to 6 February 2027. The deadline moved twice.",
        "Row 99.1: what happened",
        "11 October 2026 Letter sent",
        "20 November 2026 Deadline moved from November 2026 to January 2027: two agencies had no analyst",
        "28 November 2026 First meeting postponed",
        "9 January 2027 Dataset agreed",
        "Evidence 1: Dataset, first draft.xlsx",
        "6 February 2027 Theme of the first deep look",
        "12 February 2027 Deadline moved from January 2027 to March 2027",
        "Row 99.1: what shows that it made a difference",
        "Evidence 1: Dataset, first draft.xlsx (note of 9 January 2027)",
    )
    assert "Row 99.2 Open, overdue since 31 January 2027" in text
    assert in_order(text, "Row 100.1 Complete", "12 February 2027 Complete, agreed by Executive: seven of nine reports")
    assert in_order(text, "Row P106.1 Closed", "2 November 2026 Closed, by whom is not recorded: taken over")


def test_every_word_of_a_row_is_there():
    action = ActionNode(
        ref="7.1",
        action="wordaction\n\n- wordbullet",
        why="wordwhy",
        risk="wordrisk",
        target="wordtarget",
        evidence="wordevidence",
        leads=(LeadNode("wordlead"), LeadNode("wordgroup", "group")),
        deadline_text="wordwhen",
        deadline_moves=(DeadlineMoveNode("wordwas", "wordbecame", "2027-01-02", "wordreason"),),
        status="complete",
        ended=EndedNode("2027-02-01", "wordpanel", "wordended"),
        rating="Wordred",
        progress=(
            note("2026-11-30", "wordnote", author="wordauthor", written="2026-12-01"),
            EntryNode(text="wordundated", internal=True),
        ),
        extra={"Money": "wordmoney", "Hidden": "wordhidden"},
    )
    text = text_of(
        six_columns(
            columns=(*six_columns().columns, ColumnNode("extra:Money", "Resources")),
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
        )
    )
    words = (
        "action bullet why risk target evidence lead group when was became reason panel ended note undated money "
        "section description objective outcome text author"
    )
    for word in words.split():
        assert f"word{word}" in text
    assert text.count("wordnote") == 1
    assert "Wordred" in text
    assert "wordhidden" not in text
    assert "wordauthor, typed 1 December 2026, first in version 7" in text
    assert "wordundated Internal" in text


def test_it_says_plainly_where_nothing_is_recorded():
    text = text_of(six_columns())
    assert in_order(text, "Row 99.2: what shows that it made a difference", f"{NOTHING_YET}.")
    assert in_order(text, "Row 99.1: 1 file", "Row 99.2: nothing recorded yet", "Row 100.1: nothing recorded yet")
    assert "No note has been written yet." in text_of(one_row(action="Begin."))
    bare = one_row(status="complete", deadline_moves=(DeadlineMoveNode("May", "June", "2026-05-01", ""),))
    text = text_of(bare)
    for words in ("No lead named.", "No date Complete", "The day is not recorded", "no reason given"):
        assert words in text
    assert "No deadline set." in text_of(one_row(action="Begin."))


def test_outcomes_stand_beside_what_may_show_them():
    text = text_of(seven_columns())
    assert in_order(text, "Row 1.1: what was planned", "Target Every worker seen once", "Row 1.1: what shows")
    assert in_order(text, "Row 1.1: what shows that it made a difference", "Evidence Record of visits")
    document = one_row(progress=(note("2026-11-30", "Re-audit: eight of ten files were good."),))
    section = replace(document.sections[0], outcomes=("Files are good.",))
    text = text_of(document.replace(sections=(section,)))
    assert in_order(text, "Outcomes to achieve", "Files are good.", "Row 1.1: note of 30 November 2026")
    assert in_order(text, "what shows that it made a difference", "Notes Above, the note of 30 November 2026.")


def test_the_contents_stand_on_the_first_page_and_lead_to_each_row():
    data = pack(six_columns())
    first = pages_of(data)[0]
    assert in_order(
        first, "Evidence pack Inspection 2026 action plan", "Version 8", "4 actions: 2 open, 1 complete, 1 closed"
    )
    assert in_order(first, "7 notes", "2 times a deadline moved", "1 file of evidence", "Contents")
    assert in_order(
        first, "Recommendation 99", "99.1, 99.2 2 open (1 overdue) 1", "Recommendation 100", "100.1 1 complete –"
    )
    pdf = pikepdf.open(io.BytesIO(data))
    places = {page.objgen: number for number, page in enumerate(pdf.pages)}
    links = [annotation for annotation in pdf.pages[0].Annots if annotation.Subtype == "/Link"]
    assert len(links) >= 7  # three recommendations and four rows
    pages = pages_of(data)
    reached = [pages[places[_destination(pdf, link)[0].objgen]] for link in links[:7]]
    for heading, page in zip(
        [
            "Recommendation 99",
            "Row 99.1",
            "Row 99.2",
            "Recommendation 100",
            "Row 100.1",
            "Recommendation P106",
            "Row P106.1",
        ],
        reached,
        strict=True,
    ):
        assert heading in page


def _destination(pdf: pikepdf.Pdf, link: pikepdf.Dictionary) -> pikepdf.Array:
    target = link.get("/Dest", link.get("/A", {}).get("/D") if "/A" in link else None)
    if isinstance(target, pikepdf.Array):
        return target
    names = {}
    tree = pdf.Root.Names.Dests
    for node in [tree, *tree.get("/Kids", [])]:
        pairs = list(node.get("/Names", []))
        names |= {str(name): place for name, place in zip(pairs[::2], pairs[1::2], strict=True)}
    return names[str(target)]


def test_each_page_names_the_board_the_plan_and_that_it_is_a_pack():
    pages = pages_of(pack(dense(recommendations=2)))
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert "Fenmarsh Safeguarding Children Partnership" in text
        assert "version 8, evidence pack · 14 February 2027" in text
        assert f"Page {number} of {len(pages)}" in text


def test_each_page_of_a_long_story_says_of_which_row_it_is():
    document = one_row(progress=tuple(note(f"2026-{1 + i // 28:02}-{1 + i % 28:02}", f"note {i}") for i in range(150)))
    pages = pages_of(pack(document))
    assert len(pages) > 3
    for text in pages[:-1]:
        assert "Row 1.1: what happened" in text
    assert re.findall(r"\bnote \d+", " ".join(pages)) == [f"note {i}" for i in range(150)]


def test_a_note_over_pages_says_its_date_again():
    words = [f"w{i}" for i in range(3000)]
    pages = pages_of(pack(one_row(progress=(note("2026-11-30", " ".join(words)),))))
    assert len(pages) > 2
    assert re.findall(r"\bw\d+", " ".join(pages)) == words
    assert "30 November 2026 continued" in pages[1]


@pytest.mark.parametrize("make", [six_columns, five_columns, seven_columns, PlanDocument])
def test_headings_go_down_in_steps(make):
    levels = [int(tag[1]) for tag, _ in structure(pack(make())) if re.fullmatch(r"H\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_bookmarks_lead_to_sections_recommendations_and_rows():
    with pikepdf.open(io.BytesIO(pack(six_columns()))) as pdf, pdf.open_outline() as outline:
        top = {item.title: item for item in outline.root}
        section = top["The partnership knows how safe children are and acts on it"]
        assert "Contents" in top
        assert "Files of evidence" in top
        assert [item.title for item in section.children] == ["Recommendation 99", "Recommendation 100"]
        assert section.children[0].children[0].title.startswith("Row 99.1")


@pytest.mark.parametrize(("large", "points"), [(0, 9), (12, 12), (16, 16)])
def test_large_print_is_large_and_upright(large, points):
    pdf = pypdfium2.PdfDocument(pack(one_row(action="Begin with this."), look=PaperOptions(large=large)))
    assert pdf[0].get_width() < pdf[0].get_height()
    text = next(text for page in pdf if "Begin with" in (text := page.get_textpage()).get_text_range())
    at = text.get_text_range().index("Begin with")
    _, bottom, _, top = text.get_charbox(at, loose=True)
    assert top - bottom == pytest.approx(points * 1.15, rel=0.08)


def test_what_is_typed_is_text():
    typed = '<img src="file:///etc/passwd"> & </td>'
    document = one_row(
        action=typed,
        deadline_text=typed,
        leads=(LeadNode(typed),),
        deadline_moves=(DeadlineMoveNode(typed, typed, "2026-01-01", typed),),
        ended=EndedNode("2026-01-02", typed, typed),
        status="closed",
        rating=typed,
        progress=(note("2026-03-03", typed, author=typed, attachments=(typed,)),),
    )
    html = "".join(piece.html for piece in evidence_sheets(ordered(document)).pieces)
    assert "<img" not in html
    assert "&lt;img" in html
    assert "file:///etc/passwd" in text_of(document).replace("\u200b", "").replace(" ", "")


def test_rows_with_the_same_words_are_kept_apart():
    rows = (ActionNode(action="one"), ActionNode(action="two"))
    sections = (
        SectionNode(
            recommendations=(RecommendationNode(number="2(ii)", actions=rows), RecommendationNode(actions=rows[:1]))
        ),
    )
    text = text_of(six_columns(sections=sections))
    assert in_order(
        text, "2(ii).1, 2(ii).2", "Actions without a recommendation A1", "Row 2(ii).1", "Row 2(ii).2", "Row A1"
    )
    html = "".join(piece.html for piece in evidence_sheets(ordered(six_columns(sections=sections))).pieces)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


# Files ------------------------------------------------------------------------------------------------------------------


def with_files() -> PlanDocument:
    notes = (
        note("2026-10-11", "Panel met.", id="n1", attachments=("Minutes of the “panel” <draft>.pdf", "Figures.xlsx")),
        note("2027-02-12", "Room seen.", id="n2", attachments=("Room.jpg",)),
        note("2027-02-13", "Kept elsewhere.", id="n3", attachments=("Gone.pdf",)),
    )
    return one_row(action="Look.", progress=notes)


@cache
def minutes() -> bytes:
    second = '<p style="page-break-before:always">All agreed on the second page.</p>'
    return HTML(string=f"<title>x</title><p>Present were six people.</p>{second}").write_pdf()


@pytest.fixture
def files(tmp_path) -> tuple[EvidenceFile, ...]:
    (tmp_path / "a").write_bytes(minutes())
    (tmp_path / "b").write_bytes(b"PK\3\4 a workbook")
    Image.new("CMYK", (800, 500), (10, 200, 30, 0)).save(tmp_path / "c", "JPEG")
    names = [("n1", "Minutes of the “panel” <draft>.pdf"), ("n1", "Figures.xlsx"), ("n2", "Room.jpg")]
    return tuple(
        EvidenceFile(entry, name, str(tmp_path / kept)) for (entry, name), kept in zip(names, "abc", strict=True)
    )


def test_files_are_listed_with_row_and_note_even_where_none_is_bound_in(files):
    text = text_of(with_files(), files=files)
    assert in_order(
        text, "Files of evidence", "No. File Ref Note of", "1 Minutes of the “panel” <draft>.pdf 1.1 11 October 2026"
    )
    assert in_order(text, "2 Figures.xlsx 1.1", "3 Room.jpg 1.1 12 February 2027", "4 Gone.pdf 1.1 13 February 2027")
    assert "In this pack" not in text
    assert "Present were" not in text


def test_bound_pages_follow_the_story_with_their_words(files):
    data = pack(with_files(), files=files, bind=True)
    pages = pages_of(data)
    listed = next(i for i, text in enumerate(pages) if "Files of evidence" in text and "In this pack" in text)
    assert len(pages) == listed + 1 + 3
    assert in_order(pages[listed], "Bound in, 2 pages.", "Excel workbook: not bound in.", "Bound in.")
    assert in_order(pages[listed], "Gone.pdf", "Not bound in. The file is not kept here.")
    first, second, third = pages[listed + 1 :]
    where = "row 1.1, note of 11 October 2026"
    assert f"Evidence 1: Minutes of the “panel” <draft>.pdf, page 1 of 2 — {where}" in first
    assert f"Evidence 1: Minutes of the “panel” <draft>.pdf, page 2 of 2 — {where}" in second
    assert "Evidence 3: Room.jpg — row 1.1, note of 12 February 2027" in third
    said = [alternative for tag, alternative in structure(data) if tag == "Figure"]
    assert said == ["Present were six people.", "All agreed on the second page.", "Picture: Room.jpg"]


def test_bound_pictures_are_as_an_archive_may_keep_them(files):
    with pikepdf.open(io.BytesIO(pack(with_files(), files=files, bind=True))) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len(images) == 3
        for image in images:
            assert image.ColorSpace in ("/DeviceRGB", "/DeviceGray")
            assert not image.get("/Interpolate", False)
            assert "/SMask" not in image
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})


def test_large_print_binds_pages_in_too(files):
    plain, large = (pack(with_files(), files=files, bind=True, look=PaperOptions(large=large)) for large in (0, 16))
    bound = [text for text in pages_of(large) if re.search(r"Evidence \d: .* — row 1.1", text)]
    assert len(bound) == 3
    assert len(pages_of(large)) >= len(pages_of(plain))


def test_files_of_notes_that_a_reader_may_not_see_are_not_bound_in(files):
    document = with_files()
    row = document.sections[0].recommendations[0].actions[0]
    hidden = replace(row, progress=(replace(row.progress[0], internal=True), *row.progress[1:]))
    recommendation = replace(document.sections[0].recommendations[0], actions=(hidden,))
    document = document.replace(sections=(replace(document.sections[0], recommendations=(recommendation,)),))
    text = text_of(without_internal(document), files=files, bind=True)
    assert "Minutes" not in text
    assert "Evidence 1: Room.jpg — row 1.1" in text


def test_two_files_of_one_name_are_two_files(tmp_path):
    paths = []
    for word in ("first", "second"):
        (tmp_path / word).write_bytes(HTML(string=f"<p>The {word} of them.</p>").write_pdf())
        paths.append(EvidenceFile("n1", "Letter.pdf", str(tmp_path / word)))
    document = one_row(progress=(note("2026-10-11", "Sent.", id="n1", attachments=("Letter.pdf", "Letter.pdf")),))
    data = pack(document, files=tuple(paths), bind=True)
    said = [alternative for tag, alternative in structure(data) if tag == "Figure"]
    assert said == ["The first of them.", "The second of them."]


def test_an_order_with_files_goes_to_another_process_and_back(files):
    order = ordered(with_files(), files=files, bind=True)
    again = Order.from_json(json.loads(json.dumps(order.to_json())))
    assert again == order
    assert again.key() == order.key()
    assert again.key() != replace(order, bind=False).key()


def test_versions_without_dates_are_no_hindrance():
    document = six_columns(
        versions=(VersionLine("One", None, ""), VersionLine("Version 2", "last week", "")), version=None
    )
    assert FirstHeld(document).words(EntryNode(written="2027-01-01")) == ""
