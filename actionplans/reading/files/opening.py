"""Open an uploaded file safely: give its bytes as a known, harmless format, or refuse it with one plain sentence.

The content decides, never the name. Packages (Word, Excel) are unpacked in memory under limits that count the bytes that
really come out, each XML part is looked through for what a plan never needs (document types, endless nesting), and a
clean package is handed on that holds nothing but that XML: macros, pictures and embedded files stay behind. Nothing is
fetched, stored or written.
"""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from .blocks import LeftOut, ReadingError

MEGABYTE = 1024 * 1024
#: The largest file that is looked at.
MOST_BYTES = 25 * MEGABYTE
#: What a package may unpack to, counted while unpacking: sheets are read row by row, other parts as a whole.
MOST_UNPACKED = 96 * MEGABYTE
MOST_TREE = 24 * MEGABYTE
MOST_PARTS = 4000
MOST_ELEMENTS = 450_000
DEEPEST = 180
_CHUNK = 256 * 1024

WORD, EXCEL, DELIMITED, PDF, JSON = "word", "excel", "delimited", "pdf", "json"

_EMPTY = "The file is empty."
_DAMAGED = "The file is damaged or incomplete: open it where it came from, save it again, and choose that copy."
_TOO_LARGE = f"The file is larger than {MOST_BYTES // MEGABYTE} MB: take the pictures out of it, and choose that copy."
_UNPACKS = "The file unpacks to far more than a plan can hold, so it was not opened."
_LOCKED = "The file is protected with a password: open it, save a copy without a password, and choose that copy."
_ENTITY = "The file holds a document type that a plan never needs and that can do harm, so it was not opened."
_KINDS = "choose a Word (.docx), Excel (.xlsx), CSV or PDF file, or a plan saved as JSON"
_UNKNOWN = f"The file is of a kind that cannot be read here: {_KINDS}."
_OLD_WORD = (
    "The file is in the old Word format (.doc): open it in Word, save it as a Word document (.docx), and choose that."
)
_OLD_EXCEL = (
    "The file is in the old Excel format (.xls): open it in Excel, save it as a workbook (.xlsx), and choose that."
)
_BINARY_EXCEL = (
    "The file is a binary workbook (.xlsb): open it in Excel, save it as a workbook (.xlsx), and choose that."
)
_STRICT = (
    "The file is saved as “Strict Open XML”: open it, save it as an ordinary .docx or .xlsx file, and choose that."
)
_NO_PLAN = "The file is JSON but not a plan saved here: save the plan as JSON again, and choose that file."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER = (
    # how a file begins, and what it then is
    (b"{\\rtf", "The file is rich text (.rtf): open it in Word, save it as a Word document (.docx), and choose that."),
    (b"\x89PNG", f"The file is a picture: {_KINDS}."),
    (b"\xff\xd8\xff", f"The file is a picture: {_KINDS}."),
    (b"GIF8", f"The file is a picture: {_KINDS}."),
    (b"II*\0", f"The file is a picture: {_KINDS}."),
    (b"MM\0*", f"The file is a picture: {_KINDS}."),
    (b"MZ", f"The file is a program: {_KINDS}."),
)
_MACROS = LeftOut("macros", "The file holds macros: they were thrown away, only its words were imported.", macros=True)
_EMBEDDED = LeftOut(
    "embedded files",
    "Files inside this one are not imported: add them to the notes they belong to.",
)


@dataclass(frozen=True)
class Opened:
    """A file that may be read. ``format`` is word, excel, delimited, pdf or json; ``data`` is what is safe to parse, for
    Word and Excel a cleaned package. ``left_out`` names what stayed behind, with the reason."""

    format: str
    data: bytes
    left_out: tuple[LeftOut, ...] = ()


def open_bytes(data: bytes, name: str = "") -> Opened:
    """Find out what a file is and make it safe to read. Raises ReadingError with one plain sentence.

    ``name`` only decides between kinds of text; whatever else it claims, the content is believed.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise ReadingError(_EMPTY)
    if len(data) > MOST_BYTES:
        raise ReadingError(_TOO_LARGE)
    if data.startswith(_OLE):
        raise ReadingError(_inside_ole(data))
    if data.startswith(b"PK"):
        return _open_package(data)
    if b"%PDF-" in data[:1024]:
        return _open_pdf(data)
    for beginning, message in _OTHER:
        if data.startswith(beginning):
            raise ReadingError(message)
    return _open_text(data, name)


# OLE: what Office kept its files in before 2007, and still wraps around a password ---------------------------------------


def _inside_ole(data: bytes) -> str:
    """Which sentence an OLE container deserves, by the names of its streams (UTF-16 in its directory)."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return _LOCKED
    if holds("WordDocument"):
        return _OLD_WORD
    if holds("Workbook") or holds("Book\0"):
        return _OLD_EXCEL
    if holds("__substg1.0_"):
        return f"The file is an email: save what is attached to it, and {_KINDS}."
    return _UNKNOWN


# Packages ---------------------------------------------------------------------------------------------------------------


class _Unpacker:
    """Unpacks parts of one package and counts what comes out, over all of them together."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.bytes = self.tree = self.elements = 0

    def text(self, part: zipfile.ZipInfo, whole: bool) -> bytes:
        """One XML part, checked on its way out; ``whole`` where its reader keeps all of it in memory."""
        if part.flag_bits & 0x1:
            raise ReadingError(_LOCKED)
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadingError(_DAMAGED)
        check = _XmlChecker(self if whole else None)
        out = io.BytesIO()
        with self.archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                self.bytes += len(chunk)
                self.tree += len(chunk) if whole else 0
                if self.bytes > MOST_UNPACKED or self.tree > MOST_TREE:
                    raise ReadingError(_UNPACKS)
                check.feed(chunk)
                out.write(chunk)
        check.close()
        return out.getvalue()


class _XmlChecker:
    """Reads XML without building anything, and stops at what has no place in a plan."""

    def __init__(self, counts: _Unpacker | None) -> None:
        self.counts, self.depth = counts, 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        if counts is not None:
            self.parser.StartElementHandler = self._start
            self.parser.EndElementHandler = self._end

    def feed(self, chunk: bytes) -> None:
        try:
            self.parser.Parse(chunk, False)
        except expat.ExpatError as error:
            raise ReadingError(_DAMAGED) from error

    def close(self) -> None:
        try:
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise ReadingError(_DAMAGED) from error

    def _doctype(self, *_: object) -> None:
        raise ReadingError(_ENTITY)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        assert self.counts is not None  # it is counted only for them
        self.depth += 1
        self.counts.elements += 1
        if self.depth > DEEPEST or self.counts.elements > MOST_ELEMENTS:
            raise ReadingError(_UNPACKS)

    def _end(self, name: str) -> None:
        self.depth -= 1


_SHEET = re.compile(r"(^|/)worksheets/[^/]+\.xml$", re.IGNORECASE)
#: Parts that no reader looks at, however large they are.
_UNREAD = re.compile(r"(^|/)(media|embeddings|fonts|activeX|printerSettings|thumbnail|vba)[^/]*(/|$|\.)", re.IGNORECASE)
_MACRO_TYPES = {
    b"application/vnd.ms-word.document.macroEnabled.main+xml": "wordprocessingml.document",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml": "wordprocessingml.document",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": "wordprocessingml.document",
    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml": "spreadsheetml.sheet",
    b"application/vnd.ms-excel.template.macroEnabled.main+xml": "spreadsheetml.sheet",
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml": "spreadsheetml.sheet",
}


def _open_package(data: bytes) -> Opened:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _clean(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        if isinstance(error, ReadingError):
            raise
        raise ReadingError(_DAMAGED) from error


def _clean(archive: zipfile.ZipFile) -> Opened:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise ReadingError(_UNPACKS)
    names = [part.filename for part in parts]
    kind = _kind_of_package(archive, names)
    unpacker, out, left_out = _Unpacker(archive), io.BytesIO(), []
    seen: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as clean:
        for part in parts:
            name = part.filename
            if name.endswith("/") or name in seen:
                continue
            seen.add(name)
            body = b""  # a part that is not read becomes an empty one, so that nothing points into the void
            if name.lower().endswith((".xml", ".rels")) and not _UNREAD.search(name):
                body = unpacker.text(part, whole=not _SHEET.search(name))
            elif name.lower().endswith((".xml", ".rels")):
                body = b"<none/>"
            if name == "[Content_Types].xml":
                body, macros = _plain_types(body)
                if macros:
                    left_out.append(_MACROS)
            if kind == EXCEL and name == "_rels/.rels" and b"purl.oclc.org/ooxml" in body:
                raise ReadingError(_STRICT)
            clean.writestr(name, body)
    if _MACROS not in left_out and any("vbaproject" in name.lower() for name in names):
        left_out.append(_MACROS)
    if any("/embeddings/" in name.lower() for name in names):
        left_out.append(_EMBEDDED)
    return Opened(kind, out.getvalue(), tuple(left_out))


def _kind_of_package(archive: zipfile.ZipFile, names: list[str]) -> str:
    lower = {name.lower() for name in names}
    if "[content_types].xml" not in lower:
        if "mimetype" in lower:
            raise ReadingError(
                "The file is in an OpenDocument format: save it as .docx or .xlsx, and choose that copy."
            )
        raise ReadingError(f"The file is an archive of files: unpack it, and {_KINDS}.")
    if "xl/workbook.bin" in lower:
        raise ReadingError(_BINARY_EXCEL)
    if any(name.startswith("word/") for name in lower):
        return WORD
    if any(name.startswith("xl/") for name in lower):
        return EXCEL
    if any(name.startswith("ppt/") for name in lower):
        raise ReadingError(f"The file is a presentation: {_KINDS}.")
    raise ReadingError(_DAMAGED)


def _plain_types(body: bytes) -> tuple[bytes, bool]:
    """The list of content types with macro and template kinds turned into ordinary ones, and whether it had macros."""
    macros = b"macroEnabled" in body
    for special, ordinary in _MACRO_TYPES.items():
        plain = f"application/vnd.openxmlformats-officedocument.{ordinary}.main+xml".encode()
        body = body.replace(special, plain)
    return body, macros


# PDF --------------------------------------------------------------------------------------------------------------------

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTERS = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW|RunLengthDecode|RL)\b")
_MOST_SLOW = MEGABYTE


def _open_pdf(data: bytes) -> Opened:
    tail = data[-4096:]
    if b"startxref" not in tail and b"%%EOF" not in tail:
        raise ReadingError(_DAMAGED)
    total = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 2000) : match.start()]
        total += _unpacks_to(data, match.end(), head[head.rfind(b" obj") + 1 :], MOST_UNPACKED - total)
        if total >= MOST_UNPACKED:
            raise ReadingError(_UNPACKS)
    return Opened(PDF, data)


def _unpacks_to(data: bytes, start: int, head: bytes, most: int) -> int:
    """How many bytes one stream of a PDF unpacks to, at most ``most``; pictures are never unpacked and count nothing."""
    if re.search(rb"/Subtype\s*/Image\b", head):
        return 0
    filters = [name.decode() for name in _FILTERS.findall(head)]
    if sum(name not in ("ASCII85Decode", "A85", "ASCIIHexDecode", "AHx") for name in filters) > 1:
        return most  # packed twice: only done to hide how large a thing is
    if any(name in ("LZWDecode", "LZW", "RunLengthDecode", "RL") for name in filters):
        end = data.find(b"endstream", start)
        return most if end - start > _MOST_SLOW else end - start
    if filters and filters[-1] in ("FlateDecode", "Fl"):
        if len(filters) > 1:
            data, start = _from_letters(data[start : data.find(b"endstream", start)], filters[0]), 0
        return _inflated(data, start, most)
    return 0


def _from_letters(body: bytes, name: str) -> bytes:
    """Bytes that were written as letters, to be safe on old wires; nothing where they are not."""
    body = re.sub(rb"\s", b"", body)
    try:
        if name in ("ASCII85Decode", "A85"):
            return base64.a85decode(body.removeprefix(b"<~").split(b"~")[0])
        return bytes.fromhex(body.split(b">")[0].decode("ascii"))
    except ValueError:
        return b""


def _inflated(data: bytes, start: int, most: int) -> int:
    """How many bytes the deflated stream at an offset unpacks to, at most ``most``."""
    unpack, size = zlib.decompressobj(), 0
    try:
        for at in range(start, len(data), _CHUNK):
            rest = data[at : at + _CHUNK]
            while rest and not unpack.eof:
                size += len(unpack.decompress(rest, MEGABYTE))
                if size >= most:
                    return most
                rest = unpack.unconsumed_tail
            if unpack.eof:
                break
    except zlib.error:
        return size  # encrypted or damaged: its reader says so
    return size


# Text -------------------------------------------------------------------------------------------------------------------


def _open_text(data: bytes, name: str) -> Opened:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head[:1] in (b"{", b"["):
        _check_json(data)
        return Opened(JSON, data)
    lowered = head.lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        raise ReadingError(
            "The file is a web page: open it in Word or Excel, save it as .docx or .xlsx, and choose that."
        )
    if lowered.startswith((b"<?xml", b"<!doctype")):
        if b"<!doctype" in lowered or b"<!entity" in lowered:
            raise ReadingError(_ENTITY)
        raise ReadingError(
            "The file is XML: open it in Word or Excel, save it as .docx or .xlsx, and choose that copy."
        )
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if not wide and (b"\0" in data or sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) // 50):
        raise ReadingError(_UNKNOWN)
    separators = "\t,;|".encode("utf-16-le") if wide else b"\t,;|"
    if not name.lower().endswith((".csv", ".tsv")) and not any(byte in separators for byte in data[:20_000] if byte):
        raise ReadingError(_UNKNOWN)
    return Opened(DELIMITED, data)


def _check_json(data: bytes) -> None:
    try:
        value = json.loads(data)
    except UnicodeDecodeError as error:
        raise ReadingError(_NO_PLAN) from error
    except (ValueError, RecursionError) as error:
        raise ReadingError(_DAMAGED) from error
    if not isinstance(value, dict) or "sections" not in value:
        raise ReadingError(_NO_PLAN)
