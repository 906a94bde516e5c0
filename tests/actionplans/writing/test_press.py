"""The press: however a print was made, whole, in parts, side by side or from what was kept, it is the same print."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from actionplans.document.tree import PlanDocument
from actionplans.writing.editions.compose import print_of
from actionplans.writing.order import Order
from actionplans.writing.press import division, engine, kept, layout, press, side_by_side
from actionplans.writing.press.division import parts_of
from actionplans.writing.press.frame import frame
from actionplans.writing.press.join import Stretch, join
from actionplans.writing.press.layout import LaidOut, Part, lay_out
from actionplans.writing.press.sheets import Attachment, Composition, HtmlPiece, Paper, Running, Sheets
from tests.actionplans.writing.plans import PRINTED_ON, dense, note

RUNNING = Running("The Board & Partners", "OFFICIAL-SENSITIVE", "Plan · version 8")


@pytest.fixture(autouse=True)
def divided_early(monkeypatch, fresh_prints):
    """Prints of a few pages are divided as long ones are."""
    monkeypatch.setattr(division, "SHORT", 2)
    monkeypatch.setattr(division, "LEAST", 1)
    monkeypatch.setattr(division, "MOST", 2)


def plan() -> PlanDocument:
    return dense(recommendations=8)


def edited(document: PlanDocument) -> PlanDocument:
    """The same plan with one more note, in its middle."""
    sections = list(document.sections)
    section = sections[len(sections) // 2]
    recommendations = list(section.recommendations)
    first = recommendations[0]
    action = replace(first.actions[0], progress=(*first.actions[0].progress, note("2027-02-13", "One more note.")))
    recommendations[0] = replace(first, actions=(action, *first.actions[1:]))
    sections[len(sections) // 2] = replace(section, recommendations=tuple(recommendations))
    return document.replace(sections=tuple(sections))


def whole(work: Composition) -> bytes:
    """The print laid out at once, in one document, where its parts are known: what they must be the same as."""
    stretches = []
    for sheets in work.sheets:
        parts = division.parts_of(sheets)
        made = [lay_out(part) for part in parts]
        html = "".join(
            f'<div class="{"tight" if at.tight else "usual"}{" next" if number else ""}">{part.html}</div>'
            for number, (part, at) in enumerate(zip(parts, made, strict=True))
        )
        one = Part(html, sheets.css + ".next{break-before:page}", sheets.styles, sheets.paper)
        stretches.append(Stretch(sheets.name, frame(sheets.running, sheets.paper), [lay_out(one)]))
    return join(work, stretches).pdf


def facts(data: bytes) -> dict[str, object]:
    """What a reader meets: words of each page, structure with its words' places, bookmarks."""
    words = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    pdf = pikepdf.open(io.BytesIO(data))
    number = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}

    def walk(element) -> Iterator[object]:
        yield str(element.S), str(element.get("/A", "")), str(element.get("/ActualText", ""))
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                yield number[element.Pg.objgen]
            elif "/MCID" in kid:
                yield number[kid.Pg.objgen]
            elif "/S" in kid:
                yield "("
                yield from walk(kid)
                yield ")"

    def outline(items) -> Iterator[object]:
        for item in items:
            page, _, *place = item.destination
            where = [round(float(points)) for points in place[:2]]
            yield str(item.title), number[page.objgen], where, list(outline(item.children))

    with pdf.open_outline() as bookmarks:
        marks = list(outline(bookmarks.root))
    return {"words": words, "tags": list(walk(pdf.Root.StructTreeRoot.K[0])), "bookmarks": marks}


def test_whole_in_parts_side_by_side_and_kept_are_the_same_print(tmp_path):
    work = print_of(Order(plan(), PRINTED_ON))
    assert len(division.parts_of(work.sheets[0])) > 3
    in_parts = press(work)
    expected = facts(whole(work))
    assert facts(in_parts.pdf) == expected
    assert facts(press(work, workers=2).pdf) == expected
    press(print_of(Order(edited(plan()), PRINTED_ON)), kept=tmp_path)
    assert facts(press(work, kept=tmp_path).pdf) == expected
    assert facts(press(work, kept=tmp_path).pdf) == expected
    assert in_parts.pages == len(expected["words"]) > 8
    for page, words in enumerate(expected["words"], 1):
        assert f"Page {page} of {in_parts.pages}" in words


def test_only_what_changed_is_laid_out_again(tmp_path, monkeypatch):
    laid_out = []

    def counted(part: Part) -> LaidOut:
        laid_out.append(part)
        return lay_out(part)

    monkeypatch.setattr(side_by_side, "lay_out", counted)
    press(print_of(Order(plan(), PRINTED_ON)), kept=tmp_path)
    first = len(laid_out)
    assert first > 3
    press(print_of(Order(plan(), PRINTED_ON)), kept=tmp_path)
    assert len(laid_out) == first
    changed = press(print_of(Order(edited(plan()), PRINTED_ON)), kept=tmp_path)
    assert len(laid_out) <= first + 2  # where the note stands, and the head with its figures
    assert "One more note." in " ".join(facts(changed.pdf)["words"])


def has_fonts_of_its_parent(part: Part) -> bool:
    return hasattr(engine.kit()[0], "of_the_parent")


def test_each_forked_process_has_fonts_of_its_own(monkeypatch):
    """With Pango 1.52 or newer a font map has a thread, which is in no fork: there a layout would wait for it for ever."""
    monkeypatch.setattr(engine.kit()[0], "of_the_parent", True, raising=False)
    monkeypatch.setattr(side_by_side, "lay_out", has_fonts_of_its_parent)
    parts = division.parts_of(print_of(Order(plan(), PRINTED_ON)).sheets[0])
    assert set(side_by_side.lay_out_all(parts, workers=2, kept=None)) == {False}


def test_page_numbers_dates_and_versions_do_not_make_kept_parts_useless(tmp_path, monkeypatch):
    press(print_of(Order(plan(), PRINTED_ON)), kept=tmp_path)
    laid_out = []
    monkeypatch.setattr(side_by_side, "lay_out", lambda part: laid_out.append(part) or lay_out(part))
    draft = plan().replace(version=None)
    press(print_of(Order(draft, PRINTED_ON)), kept=tmp_path)
    assert len(laid_out) <= 2  # the head with its sentence, and the version table


def test_what_is_kept_is_for_this_account_alone_and_damage_does_no_harm(tmp_path):
    folder = tmp_path / "kept"
    work = print_of(Order(plan(), PRINTED_ON))
    expected = facts(press(work, kept=folder).pdf)
    assert folder.stat().st_mode & 0o077 == 0
    files = sorted(folder.glob("*.part"))
    files[0].write_bytes(b"")
    files[1].write_bytes(b'{"pages": 1}\n%PDF')
    files[2].write_bytes(files[2].read_bytes()[:-2000])
    assert facts(press(work, kept=folder).pdf) == expected


def test_a_part_that_is_swept_while_it_is_read_is_there_all_the_same(tmp_path, monkeypatch):
    sheets = Sheets(Running("", "", ""), (HtmlPiece("<h1>Plan</h1>"),))
    (part,) = parts_of(sheets)
    made = lay_out(part)
    kept.keep(tmp_path, part, made)
    (file,) = tmp_path.glob("*.part")
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read(path), path == file and path.unlink())[0])
    assert kept.recall(tmp_path, part) == made


def test_what_is_kept_is_swept(tmp_path, monkeypatch):
    for name in ("old", "young"):
        (tmp_path / f"{name}.part").write_bytes(b"x" * 100)
    os.utime(tmp_path / "old.part", (0, 0))
    kept.sweep(tmp_path)
    assert [file.name for file in tmp_path.glob("*")] == ["young.part"]
    monkeypatch.setattr(kept, "ROOM", 50)
    kept.sweep(tmp_path)
    assert not list(tmp_path.glob("*"))


def test_progress_is_reported_and_ends_with_the_number_of_pages():
    reported = []
    printed = press(print_of(Order(plan(), PRINTED_ON)), progress=lambda done, about: reported.append((done, about)))
    assert reported[0][0] == 0
    assert reported[-1][0] == printed.pages
    assert [done for done, _ in reported] == sorted(done for done, _ in reported)
    assert all(done <= about for done, about in reported)


# what a print is made of ------------------------------------------------------------------------------------------------


def sheets(html: str, **more) -> Sheets:
    return Sheets(RUNNING, (HtmlPiece(html),), **more)


def test_a_print_of_several_sheets_has_one_run_of_page_numbers_and_a_bookmark_for_each():
    upright = Paper(landscape=False, scale=12 / 9)
    work = Composition(
        "Papers",
        (
            sheets("<h1>One</h1><h2>First part</h2><p>words</p>", name="Front"),
            sheets("<h1>Two</h1><p>words</p>", name="Plan", paper=upright),
        ),
    )
    printed = press(work)
    read = facts(printed.pdf)
    assert printed.pages == 2
    assert "Page 1 of 2" in read["words"][0]
    assert "Page 2 of 2" in read["words"][1]
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Front", "Plan"]
        first, second = ([float(x) for x in page.MediaBox] for page in pdf.pages)
        assert [round(x) for x in first[2:]] == [842, 595]
        assert [round(x) for x in second[2:]] == [595, 842]


def test_links_lead_across_parts():
    link = '<h1>Contents</h1><p><a href="#there">There</a> and <a href="#nowhere">nowhere</a></p>'
    pieces = (HtmlPiece(link, 200), HtmlPiece('<h2 id="there">It is here</h2><p>words</p>', 200, opens=2))
    printed = press(Composition("Links", (Sheets(RUNNING, pieces),)))
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert len(pdf.pages) == 2
        there, nowhere = pdf.pages[0].Annots
        assert there.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert "/Dest" not in nowhere
        assert "/A" not in nowhere


def test_changes_are_read_out_in_words():
    printed = press(
        Composition("Changes", (sheets("<h1>Changed</h1><p>We <del>may</del> <ins><b>will</b> meet</ins>.</p>"),))
    )
    said = [text for _, _, text in (tag for tag in facts(printed.pdf)["tags"] if isinstance(tag, tuple)) if text]
    assert said == ["[removed: may] ", "[new: will meet] "]


def test_pictures_have_their_words_and_decoration_is_not_read():
    drawing = '<title>7 of 9</title><rect width="30" height="9"/>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="9">{drawing}</svg>'
    bar = picture.replace("<svg", '<svg class="decoration"')
    printed = press(Composition("Bars", (sheets(f"<h1>Bars</h1><p>{picture}</p><p>{bar} 7</p>"),)))
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["7 of 9"]


def test_nested_lists_are_lists_within_what_they_belong_to():
    html = "<h1>L</h1><ul><li>one<ul><li>within</li></ul></li><li>two</li></ul>"
    tags = [tag[0][1:] for tag in facts(press(Composition("L", (sheets(html),))).pdf)["tags"] if isinstance(tag, tuple)]
    assert tags == ["Document", "P", "H1", "L", "LI", "Lbl", "LBody", "L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]


def test_a_file_is_carried_and_read_back():
    attached = Attachment("plan.json", b'{"a": 1}', "application/json", "The plan as data")
    printed = press(Composition("Carrier", (sheets("<h1>C</h1>"),), attachments=(attached,)))
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        assert pdf.attachments["plan.json"].get_file().read_bytes() == attached.content
        assert str(pdf.Root.AF[0].AFRelationship) == "/Data"
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")


def test_running_lines_hold_any_words():
    running = Running('Bwrdd Diogelu Tŷ Ŵyn & "Co" <b>', "OFFICIAL", "x " * 100 + "x" * 100)
    text = facts(press(Composition("R", (Sheets(running, (HtmlPiece("<h1>R</h1>"),)),))).pdf)["words"][0]
    assert 'Bwrdd Diogelu Tŷ Ŵyn & "Co" <b>' in text
    assert text.count("x") == 200
    assert "0123456789" not in text


def test_a_print_that_would_end_with_a_nearly_empty_page_is_set_closer(monkeypatch):
    rows = "".join(f'<tr class="whole"><th scope="row">{i}</th><td>words</td></tr>' for i in range(200))
    table = f"<h1>T</h1><table><thead><tr><th>Row</th><th>What</th></tr></thead><tbody>{rows}</tbody></table>"
    for more in range(16):
        part = Part(table + "<p>line</p>" * more, "", ("plan.css",), Paper())
        made = lay_out(part)
        if made.tight:
            monkeypatch.setattr(layout, "NEARLY_EMPTY", 0)
            assert made.pages < lay_out(part).pages
            return
    pytest.fail("No length left a nearly empty page")


@pytest.mark.parametrize("scale", [1, 16 / 9])
@pytest.mark.parametrize("landscape", [True, False])
def test_long_lines_around_the_page_do_not_reach_into_it(landscape, scale):
    board = "Partnership for the safeguarding of children and young people in the county of the Levels and the Fens"
    words = "Action plan that answers the joint inspection of multi-agency arrangements, version 12, changes since version 11"
    running = Running(board, "OFFICIAL-SENSITIVE: PERSONAL DATA", words)
    paper = Paper(landscape=landscape, scale=scale)
    page = pypdfium2.PdfDocument(
        press(Composition("Long", (Sheets(running, (HtmlPiece("<h1>L</h1>"),), paper=paper),))).pdf
    )[0]
    text = page.get_textpage()
    edges = [(text.get_rect(i)[1] * 25.4 / 72, text.get_rect(i)[3] * 25.4 / 72) for i in range(text.count_rects())]
    height = page.get_height() * 25.4 / 72
    foot = [(bottom, top) for bottom, top in edges if top < height / 2]
    head = [(bottom, top) for bottom, top in edges if bottom > height - 18]
    assert max(top for _, top in foot) < 16
    assert min(bottom for bottom, _ in foot) > 4.5
    assert max(top for _, top in head) < height - 4.5
    assert len(edges) == len(foot) + len(head) + 1  # the heading; nothing else lies between
    for said in (board, words):
        assert said.replace(" ", "") in text.get_text_bounded().replace("\r\n", "").replace(" ", "")
