"""Inspection of files: the media type from the content, what may run code, and what is refused."""

from __future__ import annotations

import io
import resource
import zipfile
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.files.inspection import Inspection, Refused, inspect_file
from actionplans.models import Evidence
from actionplans.reading.files import inside, kinds
from tests import made_files as made

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?>\n<!-- drawn by hand -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def look(content: bytes, name: str = "file") -> Inspection:
    return inspect_file(SimpleUploadedFile(name, content, content_type="text/html"))


PLAIN = {
    "a PDF": (made.pdf, kinds.PDF),
    "a Word document": (lambda: made.office("word"), kinds.WORD),
    "a workbook": (lambda: made.office("xl"), kinds.EXCEL),
    "a presentation": (lambda: made.office("ppt"), kinds.SLIDES),
    "an OpenDocument text": (made.open_document, kinds.OPEN_TEXT),
    "an OpenDocument sheet": (lambda: made.open_document("spreadsheet"), kinds.OPEN_SHEET),
    "an OpenDocument template": (lambda: made.open_document("text-template"), kinds.OPEN_TEXT),
    "an older Word document": (lambda: made.ole({"WordDocument": b"x"}), kinds.OLD_WORD),
    "an older workbook": (lambda: made.ole({"Workbook": b"\x0a\0\0\0"}), kinds.OLD_EXCEL),
    "an older presentation": (lambda: made.ole({"PowerPoint Document": b"x"}), kinds.OLD_SLIDES),
    "an Outlook message": (lambda: made.ole({"__properties_version1.0": b"x"}), kinds.MESSAGE),
    "a locked document": (lambda: made.ole({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), kinds.LOCKED),
    "an archive": (lambda: made.package({"minutes.txt": "x"}), kinds.ARCHIVE),
    "PNG": (lambda: made.picture("PNG"), kinds.PNG),
    "JPEG": (lambda: made.picture("JPEG"), kinds.JPEG),
    "GIF": (lambda: made.picture("GIF"), kinds.GIF),
    "TIFF": (lambda: made.picture("TIFF"), kinds.TIFF),
    "WebP": (lambda: made.picture("WEBP"), kinds.WEBP),
    "BMP": (lambda: made.picture("BMP"), kinds.BMP),
    "a film": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(99), kinds.FILM),
    "a telephone's picture": (lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99), kinds.HEIC),
    "a sound": (lambda: b"ID3\x04\0\0\0\0\0\0" + bytes(99), kinds.SOUND),
    "rich text": (lambda: b"{\\rtf1 words}", kinds.RICH_TEXT),
    "text": (lambda: "Größe: 20 m².\r\n".encode(), kinds.TEXT),
    "text of Windows": (lambda: "Größe: 20 m².\r\n".encode("cp1252"), kinds.TEXT),
    "text in UTF-16": (lambda: "Größe".encode("utf-16"), kinds.TEXT),
    "an email": (lambda: b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nwords", kinds.EMAIL),
    "a web page": (lambda: HTML, kinds.WEB_PAGE),
    "a web page without its head": (lambda: b"  <script>alert(1)</script>", kinds.WEB_PAGE),
    "a drawing": (lambda: SVG, kinds.DRAWING),
    "nothing known": (lambda: b"\x01\x02\x03\x04\xff\xfe\0\0" * 40, kinds.UNKNOWN),
}


@pytest.mark.parametrize("what", PLAIN)
def test_the_content_says_what_a_file_is_and_nothing_else_does(what):
    make, kind = PLAIN[what]
    assert look(make(), "photo.png") == Inspection(kind.media_type)


def test_a_table_of_plain_text_is_one_by_its_name():
    assert look(b"a,b\n1,2\n", "count.csv").media_type == "text/csv"
    assert look(HTML, "count.csv").media_type == "text/html"


def test_a_letter_cut_off_where_the_head_ends_makes_no_text_into_something_else():
    assert look(("x" * (kinds.HEAD - 1) + "é").encode()).media_type == "text/plain"


RUNS = {
    "a Word document with macros": (made.with_macros, kinds.WORD_MACROS),
    "macros under the name of an ordinary part": (
        lambda: made.office(
            types='<Override ContentType="application/vnd.ms-office.vbaProject"/>', word__media__x_bin=b"x"
        ),
        kinds.WORD,
    ),
    "macros that the list of types does not show": (lambda: made.office(word__vbaProject_bin=b"x"), kinds.WORD),
    "a sheet of macros": (lambda: made.office("xl", xl__macrosheets__sheet1_bin=b"x"), kinds.EXCEL),
    "a template from elsewhere": (
        lambda: made.package(
            {
                "[Content_Types].xml": "<Types/>",
                "word/document.xml": "<x/>",
                "word/_rels/settings.xml.rels": '<Relationship Type="…/attachedTemplate" Target="https://x.example/t.dotm" '
                'TargetMode="External"/>',
            }
        ),
        kinds.WORD,
    ),
    "older Word with a project": (lambda: made.ole({"WordDocument": b"x", "Macros/VBA/dir": b"x"}), kinds.OLD_WORD),
    "older Excel with a project": (
        lambda: made.ole({"Workbook": b"\x0a\0\0\0", "_VBA_PROJECT_CUR/VBA/dir": b"x"}),
        kinds.OLD_EXCEL,
    ),
    "older Excel with a sheet of macros": (
        lambda: made.ole({"Workbook": b"\x85\0\x08\0\0\0\0\0\0\x01\0\0\x0a\0\0\0"}),
        kinds.OLD_EXCEL,
    ),
    "older PowerPoint with a project": (
        lambda: made.ole({"PowerPoint Document": b"\x02\0\0\x04\x0c\0\0\0\x01\0\0\0\x01\0\0\0\x02\0\0\0"}),
        kinds.OLD_SLIDES,
    ),
    "a PDF with a script": (lambda: made.pdf(action="JavaScript"), kinds.PDF),
    "a PDF that launches": (lambda: made.pdf(action="Launch"), kinds.PDF),
    "a script packed away": (lambda: made.pdf(action="JavaScript", packed=True), kinds.PDF),
    "a script, encrypted": (lambda: made.pdf(action="JavaScript", packed=True, password=""), kinds.PDF),
    "a script in a damaged PDF": (lambda: b"%PDF-1.7\n1 0 obj << /S /Java#53cript /JS (x) >>", kinds.PDF),
}


@pytest.mark.parametrize("what", RUNS)
def test_what_runs_something_is_found_wherever_it_is_hidden(what):
    make, kind = RUNS[what]
    assert look(make(), "minutes.docx") == Inspection(kind.media_type, macros=True)


def test_basic_and_scripts_of_an_open_document_are_found():
    def parts(*names: str) -> bytes:
        said = {"mimetype": "application/vnd.oasis.opendocument.text"}
        return made.package(said | dict.fromkeys(names, "x"), stored=True)

    assert look(parts("Basic/Standard/Module1.xml")).macros
    assert look(parts("Scripts/python/run.py")).macros
    assert not look(parts("Basic/script-lc.xml", "Basic/Standard/script-lb.xml")).macros


PROGRAMS = {
    "Windows": (b"MZ\x90\0", "minutes.pdf"),
    "Linux": (b"\x7fELF\x02", "minutes.pdf"),
    "macOS": (b"\xcf\xfa\xed\xfe", "minutes.pdf"),
    "a script": (b"#!/bin/sh\nrm -r /", "minutes.txt"),
    "a shortcut": (b"L\0\0\0\x01\x14\x02\0\0\0\0\0", "minutes.pdf"),
    "a web application": (b"<html><hta:application></html>", "minutes.html"),
    "by its name": (b"echo x", "minutes.BAT"),
    "by the end of its name": (b"x = 1", "minutes.pdf.vbs . "),
    "turned round": (b"x = 1", "minutes\u202efdp.js"),
    "with nothing after its name": (b"x = 1", "minutes.ps1\u200b"),
    "an archive of Java": (made.package({"A.class": b"x"}), "minutes.zip"),
    "an app for telephones": (made.package({"AndroidManifest.xml": b"x"}), "minutes.zip"),
    "a web query": (b"WEB\r\n1\r\nhttps://x.example/y\r\n", "figures.iqy"),
    "a web query by another name": (b"WEB\r\n1\r\nhttps://x.example/y\r\n", "figures.txt"),
    "a query of a database": (b"XLODBC\r\n1\r\n", "figures.dqy"),
    "symbolic links": (b"ID;PWXL;N;E\r\nO;E\r\n", "figures.slk"),
    "symbolic links by another name": (b"ID;PWXL;N;E\r\nNN;NAuto_open;ER1C1\r\n", "figures.csv"),
    "a connection to another desktop": (b"full address:s:x.example", "help.rdp"),
    "an installer": (made.ole({"x": b""}, clsid=bytes.fromhex("84100C0000000000C000000000000046")), "minutes.doc"),
}


@pytest.mark.parametrize("what", PROGRAMS)
def test_a_program_is_not_kept(what):
    with pytest.raises(Refused, match="Programs are not kept"):
        look(*PROGRAMS[what])


def test_a_table_that_begins_with_a_column_id_is_no_symbolic_link():
    assert look(b"ID;Plan;Row\r\n1;A;B\r\n", "count.csv").media_type == "text/csv"


INNER = made.package({"tools/setup.EXE": b"x"})
HOLDING = {
    "by its name": (made.package({"minutes.pdf": made.pdf(), "tools/setup.EXE": b"x"}), "setup.EXE"),
    "by how it begins": (made.package({"minutes.pdf": b"MZ\x90\0"}), "minutes.pdf"),
    "in an archive in it": (made.package({"minutes.pdf": made.pdf(), "more.zip": INNER}), "setup.EXE"),
    "an archive of Java in it": (made.package({"more.zip": made.package({"A.class": b"x"})}), "more.zip"),
    "a web query in it": (made.package({"figures.iqy": b"x"}), "figures.iqy"),
}


@pytest.mark.parametrize("what", HOLDING)
def test_an_archive_that_holds_a_program_is_not_kept_and_the_program_is_named(what):
    content, name = HOLDING[what]
    with pytest.raises(Refused, match=f"“evidence.zip” holds a program, “{name}”. Programs are not kept here"):
        look(content, "evidence.zip")


def nested(depth: int) -> bytes:
    content = made.package({"minutes.txt": "x"})
    for _ in range(depth):
        content = made.package({"more.zip": content})
    return content


def locked() -> bytes:
    """An archive whose only part says that it is locked."""
    content = bytearray(made.package({"minutes.txt": "x"}, stored=True))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


CLOSED = {
    "7z": b"7z\xbc\xaf\x27\x1c\0\4",
    "RAR": b"Rar!\x1a\x07\x01\0",
    "gzip": b"\x1f\x8b\x08\0\0\0\0\0",
    "a tape archive": bytes(257) + b"ustar\0" + b"00" + bytes(300),
    "a locked one": locked(),
    "one that holds another format": made.package({"more.7z": b"7z\xbc\xaf\x27\x1c\0\4"}),
    "one that is too deep": nested(5),
}


@pytest.mark.parametrize("what", CLOSED)
def test_an_archive_that_cannot_be_looked_into_is_kept_and_warned_of(what):
    found = look(CLOSED[what], "evidence.zip")
    assert found == Inspection(kinds.CLOSED_ARCHIVE.media_type)
    file = Evidence(name="evidence.zip", content_type=found.media_type)
    assert file.warnings == ["What is in this archive could not be looked into. Open it only if you expected it."]


def test_an_archive_of_documents_is_kept_with_the_warning_of_what_they_run():
    assert look(nested(2), "evidence.zip") == Inspection(kinds.ARCHIVE.media_type)
    content = made.package({"a.docx": made.office(), "b.docm": made.with_macros()})
    assert look(content, "evidence.zip") == Inspection(kinds.ARCHIVE.media_type, macros=True)


def test_an_empty_file_is_not_kept():
    with pytest.raises(Refused, match="is empty"):
        look(b"", "minutes.pdf")


POLYGLOTS = {
    "a picture that is a script": (b"GIF89a/*" + bytes(9) + b"*/=1;alert(1)", "image/gif"),
    "a web page that is a PDF": (b"<html><script>alert(1)</script>\n" + made.pdf(), "text/html"),
    "a PDF that holds a web page": (made.pdf() + HTML, "application/pdf"),
    "a PDF that is an archive": (made.pdf() + made.package({"x": b"x"}), "application/pdf"),
    "XML that a browser would run": (
        b"<x xmlns:h='http://www.w3.org/1999/xhtml'><script >alert(1)</script></x>",
        "text/html",
    ),
    "a picture with a web page in it": (made.picture("PNG") + HTML, "image/png"),
}


@pytest.mark.parametrize("what", POLYGLOTS)
def test_what_is_two_things_at_once_is_what_its_beginning_says(what):
    content, media_type = POLYGLOTS[what]
    assert look(content, "minutes.pdf").media_type == media_type


# made to harm -----------------------------------------------------------------------------------------------------------


def bomb() -> bytes:
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b" " * 300_000_000)
        archive.writestr("word/document.xml", b" " * 300_000_000)
    return made_of.getvalue()


def endless_names() -> bytes:
    return made.package(dict.fromkeys((f"{n:x}" for n in range(60_000)), b""), stored=True)


HOSTILE = {
    "twenty megabytes of nothing": lambda: bytes(20_000_000),
    "a package of nothing": lambda: b"PK\x03\x04" + bytes(20_000_000),
    "a PDF of nothing": lambda: b"%PDF-1.7\n" + bytes(20_000_000),
    "OLE of nothing": lambda: kinds.OLE + bytes(20_000_000),
    "a directory that leads into itself": lambda: made.ole({"WordDocument": b"x"}).replace(
        b"\xff\xff\xff\xff" * 2, bytes(8)
    ),
    "a package cut off": lambda: made.office()[:-30],
    "a bomb": bomb,
    "more parts than there are": endless_names,
    "a deep PDF": lambda: b"%PDF-1.7\n1 0 obj " + b"[" * 2_000_000,
    "a deep mark-up": lambda: b"<!--" * 16_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_made_to_harm_comes_to_an_end_and_costs_this_process_nothing(what):
    content = HOSTILE[what]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with suppress(Refused):  # that, or a kind
        assert look(content).media_type in kinds.KINDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000  # kilobytes


def test_what_breaks_the_look_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(inside, "SECONDS", -5)  # the time is over before it begins
    with pytest.raises(Refused, match="“minutes.docx” could not be looked at safely"):
        look(made.office(), "minutes.docx")


# names ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "media_type", "macros", "warnings"),
    [
        ("minutes.pdf", "application/pdf", False, []),
        ("minutes.pdf", "text/html", False, ["Named .pdf, but it is a web page."]),
        ("minutes.PDF", "text/plain", False, ["Named .pdf, but it is plain text."]),
        ("minutes.docx", "application/octet-stream", False, ["Named .docx, but what is in it is something else."]),
        ("minutes.docx", "application/encrypted", False, []),
        ("photo.jpeg", "image/jpeg", False, []),
        ("photo.jpg", "image/png", False, ["Named .jpg, but it is a picture (PNG)."]),
        ("minutes", "text/html", False, []),
        ("minutes.2026", "application/pdf", False, []),
        (
            "plan.docm",
            kinds.WORD_MACROS.media_type,
            True,
            ["This file carries macros. Open it only if you expected them."],
        ),
        ("plan.pdf", "application/pdf", True, ["This PDF carries a script. Open it only if you expected one."]),
        (
            "plan.docx",
            kinds.WORD_MACROS.media_type,
            True,
            [
                "This file carries macros. Open it only if you expected them.",
                "Named .docx, but it is a Word document with macros.",
            ],
        ),
        ("minutes.pdf", "", False, []),  # stored before files were inspected
    ],
)
def test_readers_are_warned_of_macros_and_of_a_name_that_does_not_fit(name, media_type, macros, warnings):
    assert Evidence(name=name, content_type=media_type, macros=macros).warnings == warnings
