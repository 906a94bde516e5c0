"""Inspecting a PDF, a package or a file of older Office programs: what it is, and whether opening it can run something.

Called as ``python -m actionplans.reading.files.inside``, the file on its standard input.

Such files may be made to eat time and memory, so each is looked at in a process of its own, with limits to both, that has
none of the site's secrets. What was found is written as JSON: ``media_type``, ``runs`` (macros, scripts) and ``program``.
Nothing is unpacked but a few small parts.
"""

from __future__ import annotations

import io
import json
import os
import re
import struct
import sys
import zipfile
import zlib
from dataclasses import asdict, dataclass
from typing import Any

from actionplans import sandbox

from . import kinds
from .kinds import OLE

#: Seconds of work that a file may take, and seconds by the clock: a loaded machine is no fault of the file.
WORK, SECONDS = 15, 60
MEMORY = 400 * 1024 * 1024
#: Bytes of a part of a package that are unpacked to look into it.
_PART = 2 * 1024 * 1024


@dataclass(frozen=True)
class Found:
    """What a file is, whether opening it may run something, and whether it is a program itself. ``holds`` is the name of the
    first program in an archive, empty where there is none."""

    media_type: str
    runs: bool = False
    program: bool = False
    holds: str = ""


def main() -> None:
    def over(number: int, frame: Any) -> None:
        os._exit(1)

    sandbox.limit(seconds=SECONDS, work=WORK, memory=MEMORY, written=_PART, over=over)
    sys.stdout.write(json.dumps(asdict(look_inside(sys.stdin.buffer.read()))))


def look_inside(data: bytes) -> Found:
    """What is in a file that ``kinds.kind_of_head`` cannot recognise by its beginning."""
    if data.startswith(OLE):
        return _old_office(data)
    if data.startswith(kinds.PACKAGE):
        return _package(data)
    return _pdf(data)


# Packages ---------------------------------------------------------------------------------------------------------------

_OFFICE = {
    # the folder of its main part: the kind, and the kind that says it has macros
    "word/": (kinds.WORD, kinds.WORD_MACROS),
    "xl/": (kinds.EXCEL, kinds.EXCEL_MACROS),
    "ppt/": (kinds.SLIDES, kinds.SLIDES_MACROS),
}
#: A project of macros, or a sheet of macros of the time before them, under whatever name the part has.
_MACRO_TYPES = re.compile(rb"ms-office\.vbaProject|vnd\.ms-excel\.(?:intl)?macrosheet", re.IGNORECASE)
_MACRO_PARTS = re.compile(r"vbaproject|(?:^|/)(?:intl)?macrosheets/", re.IGNORECASE)
#: A template that is fetched from elsewhere when the document is opened, with the macros in it.
_TEMPLATE = re.compile(
    rb"attachedTemplate[^>]*TargetMode\s*=\s*[\"']External|TargetMode\s*=\s*[\"']External[^>]*attachedTemplate"
)
#: Basic libraries of OpenDocument (OpenDocument 1.3 part 2, 3.16), but for the lists of them, and scripts of other languages.
_BASIC = re.compile(r"Basic/(?:.+/)?(?!script-l[bc]\.xml|dialog-l[bc]\.xml)[^/]+$|Scripts/.*[^/]$")
_ODF = {kind.media_type: kind for kind in (kinds.OPEN_TEXT, kinds.OPEN_SHEET, kinds.OPEN_SLIDES)}


def _package(data: bytes, depth: int = 0) -> Found:
    """``depth`` is in how many archives this one lies."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            lower = {name.lower() for name in names}
            if "[content_types].xml" in lower:
                return _office(archive, names)
            if "mimetype" in names:
                return _open_document(archive, names)
            if "androidmanifest.xml" in lower or any(name.endswith(".class") for name in lower):
                return Found(kinds.ARCHIVE.media_type, program=True)
            return _archive(archive, depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError):
        return Found(kinds.UNKNOWN.media_type)  # damaged: it cannot be known what it was


#: Archives in archives are looked into so deep, and up to so many bytes of each.
_DEEPEST, _LARGEST = 3, 30 * 1024 * 1024


def _archive(archive: zipfile.ZipFile, depth: int) -> Found:
    """An archive of files: whether there is a program in it, by the names and the beginnings of its parts, or anything that
    opening would run; closed where a part of it cannot be looked into."""
    kind, runs = kinds.ARCHIVE, False
    for part in archive.infolist():
        name = part.filename
        if part.is_dir():
            continue
        if kinds.ending_of(name) in kinds.RUN:
            return Found(kind.media_type, holds=name)
        if part.flag_bits & 0x1:  # locked with a password
            kind = kinds.CLOSED_ARCHIVE
            continue
        with archive.open(part) as stream:
            head = stream.read(kinds.HEAD)
        if kinds.is_program(head, name):
            return Found(kind.media_type, holds=name)
        if kinds.is_closed_archive(head):
            kind = kinds.CLOSED_ARCHIVE
        elif head.startswith((kinds.PACKAGE, OLE)):
            found = _within(archive, part, depth)
            if found is None:
                kind = kinds.CLOSED_ARCHIVE
            elif found.program or found.holds:
                return Found(kind.media_type, holds=found.holds or name)
            else:
                runs = runs or found.runs
                kind = kinds.CLOSED_ARCHIVE if found.media_type == kinds.CLOSED_ARCHIVE.media_type else kind
    return Found(kind.media_type, runs)


def _within(archive: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int) -> Found | None:
    """What a package or an older Office file in an archive is; None where it is too deep or too large to be looked into."""
    if depth == _DEEPEST or part.file_size > _LARGEST:
        return None
    with archive.open(part) as stream:
        data = stream.read(_LARGEST + 1)  # the size that the archive says may be untrue
    if len(data) > _LARGEST:
        return None
    return _package(data, depth + 1) if data.startswith(kinds.PACKAGE) else _old_office(data)


def _office(archive: zipfile.ZipFile, names: list[str]) -> Found:
    types = _part(archive, "[Content_Types].xml")
    runs = bool(_MACRO_TYPES.search(types)) or any(map(_MACRO_PARTS.search, names))
    runs = runs or bool(_TEMPLATE.search(_part(archive, "word/_rels/settings.xml.rels")))
    lower = [name.lower() for name in names]
    if "xl/workbook.bin" in lower:
        return Found(kinds.EXCEL_BINARY.media_type, runs)
    for folder, (plain, with_macros) in _OFFICE.items():
        if any(name.startswith(folder) for name in lower):
            return Found((with_macros if b"macroenabled" in types.lower() else plain).media_type, runs)
    program = any(name.endswith((".exe", ".dll")) for name in lower) and "appxmanifest.xml" in lower
    return Found(kinds.ARCHIVE.media_type, runs, program)


def _open_document(archive: zipfile.ZipFile, names: list[str]) -> Found:
    said = _part(archive, "mimetype").decode("ascii", "replace").strip().removesuffix("-template")
    kind = _ODF.get(said, kinds.ARCHIVE)
    return Found(kind.media_type, any(map(_BASIC.match, names)))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a part, whatever capitals its name is written in; nothing where there is none."""
    for part in archive.infolist():
        if part.filename.lower() == name.lower() and not part.flag_bits & 0x1:
            with archive.open(part) as stream:
                return stream.read(_PART)
    return b""


# Files of older Office programs -------------------------------------------------------------------------------------------

#: The class of Windows Installer packages.
_INSTALLER = "000C1084-0000-0000-C000-000000000046"
#: A storage in which a project of macros lies (MS-OVBA 2.2.1), beside a document or wherever it was put.
_PROJECT = {"_VBA_PROJECT", "_VBA_PROJECT_CUR", "VBA", "MACROS"}


def _old_office(data: bytes) -> Found:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _in_ole(ole)
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError, struct.error):
        return Found(kinds.UNKNOWN.media_type, runs=b"_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0" in data)


def _in_ole(ole: Any) -> Found:
    entries = ole.listdir(streams=True, storages=True)
    top = {entry[0].upper() for entry in entries}
    runs = any(part.upper() in _PROJECT for entry in entries for part in entry)
    if {"ENCRYPTEDPACKAGE", "ENCRYPTIONINFO"} & top:
        return Found(kinds.LOCKED.media_type)
    if "WORDDOCUMENT" in top:
        return Found(kinds.OLD_WORD.media_type, runs)
    for book in ("Workbook", "Book"):
        if ole.exists(book):
            return Found(kinds.OLD_EXCEL.media_type, runs or _has_macro_sheet(_stream(ole, book)))
    if ole.exists("PowerPoint Document"):
        return Found(kinds.OLD_SLIDES.media_type, runs or _slides_have_macros(_stream(ole, "PowerPoint Document")))
    if any(name.startswith("__PROPERTIES_VERSION") for name in top):
        return Found(kinds.MESSAGE.media_type, runs)
    return Found(kinds.UNKNOWN.media_type, runs, program=ole.root.clsid.upper() == _INSTALLER)


def _stream(ole: Any, name: str) -> bytes:
    with ole.openstream(name) as stream:
        return bytes(stream.read())


def _has_macro_sheet(book: bytes) -> bool:
    """Whether one of a workbook's sheets is one of macros (MS-XLS 2.4.28 BoundSheet8: its type is the sixth byte)."""
    at = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if kind == 0x000A:  # the end of the globals
            return False
        if kind == 0x0085 and size >= 6 and book[at + 9 : at + 10] == b"\x01":
            return True
        at += 4 + size
    return False


def _slides_have_macros(document: bytes) -> bool:
    """Whether a presentation says that it has macros (MS-PPT 2.4.10 VBAInfoAtom: ``fHasMacros`` after a reference)."""
    return any(document[m.end() + 4 : m.end() + 5] == b"\x01" for m in re.finditer(b"\x02\0\0\x04\x0c\0\0\0", document))


# PDF --------------------------------------------------------------------------------------------------------------------

#: An action that runs a script or a program (ISO 32000-2, 12.6.4.6 and 12.6.4.17).
_ACTION = re.compile(rb"/S\s*/(?:JavaScript|Launch)\b")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def _pdf(data: bytes) -> Found:
    """Whether a PDF holds such an action anywhere: it is written again, plainly, and that is searched. One that cannot
    be opened is looked through as it is."""
    import pikepdf

    plain = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.save(
                plain,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                compress_streams=False,
                encryption=False,
            )
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, OSError, RuntimeError):
        plain = io.BytesIO(_HEX.sub(lambda m: bytes([int(m[1], 16)]), data))
    return Found(kinds.PDF.media_type, bool(_ACTION.search(plain.getbuffer())))


if __name__ == "__main__":
    main()
