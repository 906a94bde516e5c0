"""Responses that serve files: as attachments, under safe names and content types."""

from __future__ import annotations

import io
from email.message import Message

import pytest

from boards.web.downloads import LONGEST, OCTETS, attachment, safe_name

HOSTILE = {
    "": "file",
    ".": "file",
    "..": "file",
    "../../etc/passwd": "passwd",
    "..\\..\\x.pdf": "x.pdf",
    "C:\\Users\\x\\minutes.pdf": "minutes.pdf",
    "folder/": "file",
    "a\r\nSet-Cookie: x=1.pdf": "a Set-Cookie- x=1.pdf",
    "a\nb.pdf": "a b.pdf",
    "a\0b.pdf": "ab.pdf",
    "a\x1b[2Jb.pdf": "a[2Jb.pdf",
    "tab\there.pdf": "tab here.pdf",
    "next\x85line\u2028here.pdf": "next line here.pdf",
    'a"; filename="b.exe': "a-- filename=-b.exe",
    "annex\u202efdp.exe": "annexfdp.exe",
    "\u2066hidden\u2069.pdf": "hidden.pdf",
    "zero\u200bwidth\ufeff.pdf": "zerowidth.pdf",
    "lone\ud800.pdf": "lone.pdf",
    "<script>.pdf": "-script-.pdf",
    "CON": "_CON",
    "con.txt": "_con.txt",
    "NUL .pdf": "_NUL .pdf",
    "COM1.docx": "_COM1.docx",
    "lpt¹.docx": "_lpt¹.docx",
    "console.txt": "console.txt",
    "minutes.exe.": "minutes.exe",
    "minutes.pdf . . ": "minutes.pdf",
    ".htaccess": "htaccess",
    "  two   spaces .pdf": "two spaces .pdf",
    "100%25 & more; a=b, c.pdf": "100%25 & more- a=b, c.pdf",
    "e\u0301te\u0301.pdf": "été.pdf",
    "протокол заседания.docx": "протокол заседания.docx",
    "می\u200cخواهم.pdf": "می\u200cخواهم.pdf",
    "議事録.pdf": "議事録.pdf",
    "📄 minutes.pdf": "📄 minutes.pdf",
}


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_name_keeps_its_letters_and_loses_what_steers(name):
    assert safe_name(name) == HOSTILE[name]
    assert safe_name(safe_name(name)) == safe_name(name)


@pytest.mark.parametrize("letter", ["a", "é", "議", "📄"])
def test_a_long_name_keeps_its_ending(letter):
    name = safe_name(letter * 300 + ".docx")
    assert name.endswith(f"{letter}.docx")
    assert LONGEST - 4 <= len(name.encode()) <= LONGEST
    assert len(safe_name("a." + letter * 300).encode()) <= LONGEST


@pytest.mark.parametrize("name", [*HOSTILE, "x" * 255 + ".pdf", "é" * 255], ids=ascii)
def test_no_name_reaches_beyond_its_place_in_the_header(name):
    answer = attachment(b"x", name, "application/pdf")
    lines = answer.serialize_headers().split(b"\r\n")
    assert len(lines) == len(answer.headers)
    header = Message()
    header["Content-Disposition"] = answer["Content-Disposition"]
    assert header.get_content_disposition() == "attachment"
    assert [key for key, _ in header.get_params(header="content-disposition")][1:] in (["filename"], ["filename*"])
    assert header.get_filename() == safe_name(name)


@pytest.mark.parametrize(
    "media_type",
    [
        "text/html",
        "image/svg+xml",
        "text/html; charset=utf-8",
        "application/xhtml+xml",
        "text/xml",
        "text/javascript",
        "",
    ],
)
def test_what_a_browser_would_run_is_handed_out_as_bytes_that_mean_nothing(media_type):
    assert attachment(b"<script>alert(1)</script>", "x.html", media_type)["Content-Type"] == OCTETS


@pytest.mark.parametrize("content", [b"%PDF-1.7", "words", io.BytesIO(b"of a file")], ids=["bytes", "text", "file"])
def test_everything_is_saved_and_nothing_run_guessed_or_kept(content):
    answer = attachment(content, "Report.pdf", "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="Report.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["Cache-Control"] == "private, no-store"


def test_an_open_file_is_sent_with_its_length():
    assert attachment(io.BytesIO(b"12345"), "five.txt", "text/plain")["Content-Length"] == "5"
