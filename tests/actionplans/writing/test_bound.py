"""Files as pages of a print: good ones look as they do, and no bad one stops the print or the files after it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from weasyprint import HTML

from actionplans.writing import bound, draw_files
from actionplans.writing.bound import AskedFile, Bound, bind

BOX = (184.0, 240.0)


def pdf_of(html: str) -> bytes:
    return HTML(string=html).write_pdf()


def minutes(pages: int = 2) -> bytes:
    """Minutes of so many pages, with something red on the first."""
    html = "".join(f'<p style="page-break-before:always">Words of page {number}.</p>' for number in range(2, pages + 1))
    return pdf_of(f'<h1 style="color:#c00">Minutes of the panel</h1><p>Words of page 1.</p>{html}')


def blank(pages: int, *, side: int = 0) -> bytes:
    """A PDF of empty pages; with ``side`` the first is a square of so many points."""
    pdf, file = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    if side:
        pdf.pages[0].MediaBox = [0, 0, side, side]
    pdf.save(file)
    return file.getvalue()


def bottomless() -> bytes:
    """A small PDF that takes 10 to the power of 12 strokes to draw: forms within forms."""
    pdf, inner = pikepdf.new(), None
    page = pdf.add_blank_page(page_size=(595, 842))
    for _ in range(12):
        form = pdf.make_stream(b"/X Do " * 10 if inner is not None else b"0 0 m 9 9 l S ")
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 595, 842]
        if inner is not None:
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        inner = pdf.make_indirect(form)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
    page.Contents = pdf.make_stream(b"/X Do")
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


def picture(mode: str = "RGB", size: tuple[int, int] = (600, 400), kind: str = "PNG", **more) -> bytes:
    image, file = Image.new("RGBA", size, (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill=(200, 30, 30, 255))
    image.convert(mode).save(file, kind, **more)
    return file.getvalue()


@pytest.fixture
def bound_in(tmp_path):
    """Binds files given by name and content."""

    def binding(*files: tuple[str, bytes]) -> list[Bound]:
        paths = []
        for number, (name, content) in enumerate(files):
            path = tmp_path / f"kept{number}"
            path.write_bytes(content)
            paths.append(AskedFile(name, str(path)))
        return bind(paths, BOX)

    return binding


def opened(page: bound.Drawn) -> Image.Image:
    image = Image.open(io.BytesIO(page.data))
    assert image.mode in ("RGB", "L")
    assert "icc_profile" not in image.info
    return image


def test_each_page_of_a_pdf_is_a_picture_with_its_words(bound_in):
    (found,) = bound_in(("Minutes.pdf", minutes(3)))
    assert (found.of, found.left_out, found.picture) == (3, "", False)
    assert [page.number for page in found.pages] == [1, 2, 3]
    assert found.pages[0].text == "Minutes of the panel Words of page 1."
    assert found.pages[2].text == "Words of page 3."
    for page in found.pages:
        assert page.width <= BOX[0] + 0.01
        assert page.height == pytest.approx(BOX[1])
        assert opened(page).width == pytest.approx(page.width / 25.4 * bound.DPI, abs=2)
    assert opened(found.pages[0]).mode == "RGB"
    assert opened(found.pages[1]).mode == "L"  # nothing but black on it


def test_what_was_filled_into_a_form_is_seen(bound_in):
    html = '<style>@page{size:A4}</style><p>Name</p><input value="XXXXXXXXXXXXXXXXXXXXXXXXXX">'
    (found,) = bound_in(("Form.pdf", HTML(string=html).write_pdf(pdf_forms=True)))
    (empty,) = bound_in(("Form.pdf", HTML(string=html.replace("X", "")).write_pdf(pdf_forms=True)))
    filled, bare = (opened(each.pages[0]).convert("L").tobytes() for each in (found, empty))
    assert filled != bare


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("RGB", "JPEG"), ("P", "GIF"), ("RGBA", "WEBP"), ("CMYK", "JPEG")],
)
def test_pictures_of_all_kinds_become_srgb_on_white(bound_in, mode, kind):
    (found,) = bound_in((f"Photo.{kind.lower()}", picture(mode, kind=kind)))
    (page,) = found.pages
    image = opened(page).convert("RGB")
    assert found.picture
    assert (page.width, page.height) == pytest.approx((600 / 150 * 25.4, 400 / 150 * 25.4), abs=0.01)
    red, green, blue = image.getpixel((20, 200))
    assert red > 150
    assert green < 110
    assert blue < 110
    if mode == "RGBA":
        assert min(image.getpixel((580, 200))) > 250


def test_sixteen_bits_of_grey_keep_their_tone(bound_in):
    file = io.BytesIO()
    Image.new("I;16", (300, 300), 40_000).save(file, "PNG")
    (found,) = bound_in(("Scan.png", file.getvalue()))
    assert opened(found.pages[0]).convert("L").getpixel((9, 9)) == pytest.approx(156, abs=2)


def test_a_photograph_stands_upright_and_no_larger_than_needed(bound_in):
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    (found,) = bound_in(("Photo.jpg", picture(size=(4000, 3000), kind="JPEG", exif=exif)))
    (page,) = found.pages
    assert page.height > page.width
    assert page.height <= BOX[1] + 0.01
    assert max(opened(page).size) <= 1500


def test_the_content_decides_and_not_the_name(bound_in):
    found = bound_in(("really.docx", minutes(1)), ("really.pdf", picture()), ("really.png", b"PK\3\4 a package"))
    assert [len(each.pages) for each in found] == [1, 1, 0]
    assert [each.picture for each in found] == [False, True, False]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Plan.docx", "Word file: not bound in."),
        ("Figures.XLSX", "Excel workbook: not bound in."),
        ("Talk.mp3", "Sound recording: not bound in."),
        ("no ending", "Neither a PDF nor a picture: not bound in."),
    ],
)
def test_other_files_are_named_by_their_kind(bound_in, name, words):
    assert bound_in((name, b"PK\3\4 whatever"))[0] == Bound(left_out=words)


def test_a_pdf_of_thousands_of_pages_is_cut_in_words(bound_in):
    (found,) = bound_in(("Bomb.pdf", blank(700)))
    assert len(found.pages) == bound.PAGES_OF_FILE == 50
    assert found.of == 700
    assert found.left_out == "Pages 51 to 700 are left out: no more than 50 pages of a file are bound in."


def test_all_files_together_have_their_limit(bound_in, monkeypatch):
    monkeypatch.setattr(bound, "PAGES", 4)
    first, second, third, fourth = bound_in(
        ("a.pdf", minutes(3)), ("b.pdf", minutes(3)), ("c.png", picture()), ("d.docx", b"PK\3\4")
    )
    assert (len(first.pages), first.left_out) == (3, "")
    assert len(second.pages) == 1
    assert second.left_out.startswith("Pages 2 to 3 are left out.")
    assert (third.pages, third.left_out) == ((), bound.NO_ROOM)
    assert fourth.left_out == "Word file: not bound in."


def test_when_the_time_is_over_files_are_only_listed(bound_in, monkeypatch):
    monkeypatch.setattr(bound, "SECONDS", 0)
    assert bound_in(("a.pdf", minutes(1)), ("b.pdf", minutes(1))) == [Bound(left_out=bound.NO_TIME)] * 2


def test_a_page_that_no_paper_holds_is_left_out_and_the_next_is_not(bound_in):
    (found,) = bound_in(("Map.pdf", blank(2, side=28_346)))
    assert [page.number for page in found.pages] == [2]
    assert found.left_out == "Page 1 is left out. It is 10.0 m long, which could not be read on this paper."


def locked() -> bytes:
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(minutes(1))) as pdf:
        pdf.save(file, encryption=pikepdf.Encryption(owner="one", user="two"))
    return file.getvalue()


def huge() -> bytes:
    file = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (bytes, bound.EMPTY),
        (locked, bound.LOCKED),
        (huge, bound.TOO_LARGE),
        (lambda: minutes(1)[:600], bound.DAMAGED),
        (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 20, bound.DAMAGED),
        (lambda: picture()[:200], bound.DAMAGED),
        (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 400, bound.DAMAGED),
        (lambda: picture(kind="JPEG")[:300], bound.DAMAGED),
        (lambda: b"GIF89a", bound.DAMAGED),
    ],
)
def test_bad_files_are_reported_in_one_sentence(bound_in, make, sentence):
    bad, good = bound_in(("bad", make()), ("good.pdf", minutes(1)))
    assert (bad.pages, bad.left_out) == ((), sentence)
    assert len(good.pages) == 1


@pytest.mark.parametrize("error", draw_files.OF_BAD_FILES)
def test_whatever_the_libraries_raise_over_a_file_it_is_reported_as_damaged(tmp_path, monkeypatch, error):
    def fail(drawing, path):
        raise error("odd")

    monkeypatch.setattr(draw_files.Drawing, "_pdf", fail)
    (tmp_path / "odd.pdf").write_bytes(minutes(1))
    drawing = draw_files.Drawing(tmp_path, 0, draw_files.RoomLeft(BOX, 1, 1, time.monotonic() + 60))
    drawing.draw(AskedFile("odd.pdf", str(tmp_path / "odd.pdf")))
    assert drawing.why == [bound.DAMAGED]


def test_a_file_that_breaks_what_draws_it_takes_no_other_with_it(bound_in):
    first, bad, last = bound_in(("a.pdf", minutes(1)), ("bad.pdf", bottomless()), ("b.pdf", minutes(2)))
    assert (len(first.pages), len(last.pages)) == (1, 2)
    assert (bad.pages, bad.left_out in (bound.BREAKS, bound.TOO_SLOW)) == ((), True)


def test_a_file_that_is_not_there_is_reported(tmp_path):
    gone = [AskedFile("gone.pdf", str(tmp_path / "gone")), AskedFile("unknown.pdf", "")]
    assert bind(gone, BOX) == [Bound(left_out=bound.MISSING)] * 2
    assert bind([AskedFile("a folder.pdf", str(Path(tmp_path)))], BOX) == [Bound(left_out=bound.MISSING)]
    assert bind([], BOX) == []


def test_words_of_a_page_are_not_without_end(bound_in):
    text = "Lorem ipsum dolor sit amet " * 150
    (found,) = bound_in(("Long.pdf", pdf_of(f"<style>@page{{size:A4}}</style><p style='font-size:6pt'>{text}</p>")))
    words = found.pages[0].text
    assert len(words) <= bound.TEXT
    assert words.startswith("Lorem ipsum")
    assert words.endswith("…")


def test_the_process_that_draws_ends_with_the_one_that_asked_for_it(tmp_path):
    """Also where that has ended before it began to listen."""
    (tmp_path / "asked").write_text(json.dumps({"files": [], "box": BOX, "pages": 1, "room": 1, "seconds": 9}))
    command = [sys.executable, "-m", draw_files.__name__, str(tmp_path)]
    for parent, code in ((os.getpid(), 0), (os.getppid(), 1)):
        assert subprocess.run(command, env=os.environ | {"PARENT": str(parent)}, check=False).returncode == code


def test_a_file_that_was_changed_where_it_is_stored_is_not_bound_in(tmp_path):
    path = tmp_path / "kept"
    path.write_bytes(blank(1))
    kept = hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(bind([AskedFile("a.pdf", str(path), kept)], BOX)[0].pages) == 1
    path.write_bytes(blank(2))
    assert bind([AskedFile("a.pdf", str(path), kept)], BOX) == [Bound(left_out=bound.CHANGED)]
