"""Untrusted files: each is refused with one plain sentence, or made harmless."""

import base64
import io
import tracemalloc
import zipfile
import zlib

import pytest

from actionplans.reading.files import opening
from actionplans.reading.files.blocks import ReadingError
from actionplans.reading.files.opening import open_bytes
from tests.actionplans.reading.making import package, printed, saved, workbook
from tests.growth import TOO_MUCH, worst_growth

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="{}"/></Types>'
)

_PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_DOCUMENT = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def word(document: str | bytes = _DOCUMENT, kind: str = _PLAIN, **more) -> bytes:
    return package({"[Content_Types].xml": _TYPES.format(kind), "word/document.xml": document, **more})


def refused(data: bytes, name: str = "plan.docx") -> str:
    with pytest.raises(ReadingError) as error:
        open_bytes(data, name)
    message = str(error.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def ole(stream: str) -> bytes:
    return _OLE + stream.encode("utf-16-le") + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\0\0 \r\n", "empty"),
        (ole("EncryptedPackage"), "without a password"),
        (ole("WordDocument"), "old Word format (.doc)"),
        (ole("Workbook"), "old Excel format (.xls)"),
        (ole("__substg1.0_1000"), "email"),
        (b"{\\rtf1 plan}", "rich text"),
        (b"\x89PNG\r\n\x1a\n" + b"\1" * 50, "picture"),
        (b"<html><body>Plan</body></html>", "web page"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "document type"),
        (b"MZ" + b"\0\1\2\3" * 50, "program"),
        (b'{"format": ', "damaged"),
        (b'{"name": "x"}', "not a plan"),
        (b"[" * 100_000, "damaged"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "damaged or incomplete"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "OpenDocument"),
        (package({"photo.jpg": "x"}), "archive"),
        (package({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "presentation"),
        (package({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"}), ".xlsb"),
        (word("<w:document><broken"), "damaged"),
    ],
)
def test_each_fault_is_said_in_one_sentence(data, said):
    assert said in refused(data)


def test_half_a_file_is_damaged():
    whole = word()
    assert "damaged or incomplete" in refused(whole[: len(whole) // 2])
    printed_plan = printed("<p>Plan of the partnership</p>")
    assert "damaged or incomplete" in refused(printed_plan[: len(printed_plan) // 2], "plan.pdf")


def test_a_zip_bomb_is_refused_by_what_comes_out_of_it_and_memory_stays_flat():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES.format(_PLAIN))
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(b"<a>")
            for _ in range(200):
                part.write(b" " * 1_000_000)
            part.write(b"</a>")
    tracemalloc.start()
    assert "unpacks to far more" in refused(out.getvalue())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120_000_000


def test_a_bomb_may_not_lie_about_its_size():
    data = bytearray(word("<a>" + " " * 40_000_000 + "</a>"))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")  # the size that the directory claims
    refused(bytes(data))


def test_countless_elements_and_endless_nesting_are_refused(monkeypatch):
    monkeypatch.setattr(opening, "MOST_ELEMENTS", 5000)
    assert "far more" in refused(word("<a>" + "<b/>" * 6000 + "</a>"))
    assert "far more" in refused(word("<a>" * 300 + "</a>" * 300))


def test_document_types_are_refused_in_any_encoding_and_nothing_is_read_through_them():
    text = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    for encoded in (text.encode(), ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")):
        message = refused(word(encoded))
        assert "document type" in message
        assert "root:" not in message


def test_macros_are_thrown_away_and_named_by_what_is_inside_not_by_the_name():
    opened = open_bytes(word(kind=_MACROS, **{"word/vbaProject.bin": b"Sub AutoOpen()"}), "plan.docx")
    assert opened.format == "word"
    assert [left.what for left in opened.left_out if left.macros] == ["macros"]
    with zipfile.ZipFile(io.BytesIO(opened.data)) as clean:
        assert clean.read("word/vbaProject.bin") == b""
        assert b"macroEnabled" not in clean.read("[Content_Types].xml")
    assert open_bytes(word(), "plan.docm").left_out == ()


def test_pictures_and_embedded_files_stay_behind():
    opened = open_bytes(word(**{"word/media/map.png": b"x" * 100_000, "word/embeddings/mail.bin": b"y" * 100}))
    assert len(opened.data) < 5000
    assert any("inside this one" in left.why for left in opened.left_out)


def test_more_than_25_megabytes_is_refused_and_25_are_looked_at_in_proportion():
    assert "larger than 25 MB" in refused(b"%PDF-1.7" + b"x" * (25 * 1024 * 1024))

    def with_picture(megabytes: int) -> bytes:
        return word(**{"word/media/map.bin": bytes(megabytes * 1024 * 1024)})

    assert open_bytes(with_picture(24)).format == "word"
    assert worst_growth(open_bytes, with_picture, sizes=(6, 24)) <= TOO_MUCH


@pytest.mark.parametrize("name", ["plan.docx", "plan.csv", "plan.pdf", "plan", ""])
def test_the_content_decides_not_the_name(name):
    assert open_bytes(saved(workbook(("Plan", [["Action", "Lead"]]))), name).format == "excel"
    assert open_bytes(printed("<p>Plan</p>"), name).format == "pdf"
    assert open_bytes(word(), name).format == "word"
    assert open_bytes(b'{"format": "board-action-plan/1", "sections": []}', name).format == "json"
    assert open_bytes(b"Action,Lead\nMeet,Chair\n", name).format == "delimited"


def _pdf_stream(body: bytes, filters: bytes) -> bytes:
    head = b"%%PDF-1.4\n1 0 obj\n<</Length %d /Filter %s>>\nstream\n" % (len(body), filters)
    return head + body + b"\nendstream\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


def test_what_a_pdf_unpacks_to_is_counted_too():
    bomb = zlib.compress(bytes(150_000_000), 9)
    assert "unpacks" in refused(_pdf_stream(bomb, b"/FlateDecode"))
    assert "unpacks" in refused(_pdf_stream(zlib.compress(bomb), b"[/FlateDecode /FlateDecode]"))
    letters = base64.a85encode(bomb) + b"~>"
    assert "unpacks" in refused(_pdf_stream(letters, b"[/ASCII85Decode /FlateDecode]"))
    assert open_bytes(_pdf_stream(zlib.compress(b"BT ET"), b"/FlateDecode")).format == "pdf"
